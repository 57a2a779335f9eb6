import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { editorList, entryEditHref, entryKeyAt, waitsFor, type EditorRow } from '#lib/editor-view';

const me = { email: 'Ayse@example.org', role: 'publisher' } as const;
const copy = (more: Partial<NonNullable<EditorRow['copy']>>): NonNullable<EditorRow['copy']> => ({
  stage: 'draft',
  by: 'Burak',
  authors: ['burak@example.org'],
  savedAt: new Date('2026-11-22T10:00Z'),
  ...more,
});
const row = (slug: string, more: Partial<EditorRow> = {}): EditorRow => ({
  type: 'news',
  slug,
  title: `Haber ${slug}`,
  hasTwin: true,
  publication: 'live',
  problems: 0,
  reports: 0,
  changed: new Date('2026-11-01T10:00Z'),
  ...more,
});

test('what waits for a person follows from the stage, the authors and the role', () => {
  const author = { email: 'burak@example.org', role: 'author' } as const;
  const sentBack = { by: 'Ceren', note: 'Kaynak?' };
  assert.equal(waitsFor(me, copy({ stage: 'review' })), 'to-review');
  assert.equal(waitsFor(author, copy({ stage: 'review' })), undefined);
  assert.equal(waitsFor(me, copy({ stage: 'review', authors: ['ayse@example.org'] })), undefined);
  assert.equal(waitsFor(me, copy({ stage: 'approved' })), 'to-publish');
  assert.equal(waitsFor(author, copy({ stage: 'approved' })), undefined);
  assert.equal(waitsFor(author, copy({ sentBack })), 'sent-back');
  assert.equal(waitsFor(author, copy({})), 'mine');
  assert.equal(waitsFor(me, copy({})), undefined);
});

test('the list is filtered by words, type, state and problems, the last changed first', () => {
  const rows = [
    row('bir'),
    row('iki', { title: 'Kümelenme şurası', changed: new Date('2026-11-10T10:00Z') }),
    row('uc', { type: 'event', problems: 2 }),
    row('dort', { copy: copy({ stage: 'review' }), publication: 'retired' }),
  ];
  const titles = (query: string) =>
    editorList(rows, new URLSearchParams(query), me, 'tr').lines.map(({ title }) => title.label);
  assert.equal(titles('')[0], 'Kümelenme şurası');
  assert.deepEqual(titles('q=KUMELENME'), ['Kümelenme şurası']);
  assert.deepEqual(titles('type=event'), ['Haber uc']);
  assert.deepEqual(titles('problems=1'), ['Haber uc']);
  assert.deepEqual(titles('state=review'), ['Haber dort']);
  assert.deepEqual(titles('state=retired'), ['Haber dort']);
  assert.equal(titles('state=nonsense').length, 4);
  const [group] = editorList(rows, new URLSearchParams(), me, 'tr').waiting.groups;
  assert.deepEqual(
    group?.lines.map(({ title }) => title.label),
    ['Haber dort'],
  );
});

test('an entry about which readers wait for an answer says so', () => {
  const rows = [row('bir'), row('iki', { reports: 3 })];
  const badges = editorList(rows, new URLSearchParams(), me, 'tr').lines.map((line) =>
    line.badges.map(({ label }) => label).join(),
  );
  assert.equal(badges.filter((label) => label.includes('3 okur bildirimi')).length, 1);
});

test('a long list has pages of 50 that keep the filters', () => {
  const rows = Array.from({ length: 120 }, (_, index) => row(`haber-${index}`));
  const view = editorList(rows, new URLSearchParams('type=news&page=3'), me, 'tr');
  assert.equal(view.lines.length, 20);
  assert.deepEqual(
    view.pages.map(({ href }) => href),
    ['/editor?type=news', '/editor?type=news&page=2', '/editor?type=news&page=3'],
  );
  const beyond = editorList(rows, new URLSearchParams('page=99'), me, 'tr');
  assert.equal(beyond.pages.find(({ current }) => current)?.label, '3');
});

test('the address of a form names its entry, and nothing else does', () => {
  const key = { type: 'news', slug: 'habtek-tanitildi' } as const;
  assert.equal(entryEditHref(key, 'en'), '/en/editor/kayit/haberler/habtek-tanitildi');
  assert.deepEqual(entryKeyAt('haberler', 'habtek-tanitildi'), key);
  assert.equal(entryKeyAt('haberler', '../x'), undefined);
  assert.equal(entryKeyAt('yok', 'x'), undefined);
});

test('the handbook names buttons and lines as the screen does', () => {
  const said = readFileSync('docs/editors.md', 'utf8').match(/\*\*[^*]+\*\*/g) ?? [];
  assert.ok(said.length > 15);
  const shown = new Set<string>();
  const walk = (node: unknown): void => {
    if (typeof node === 'string') shown.add(node);
    else if (typeof node === 'object' && node !== null) Object.values(node).forEach(walk);
  };
  walk(JSON.parse(readFileSync('messages/tr.json', 'utf8')));
  assert.deepEqual(
    said.map((name) => name.slice(2, -2)).filter((name) => !shown.has(name)),
    [],
  );
});
