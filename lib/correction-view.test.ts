import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostWaiting, type Correction, type ListedCorrection } from '#lib/correction';
import { queueStep, queueView, reportView, factLabel } from '#lib/correction-queue';
import {
  codeForm,
  correctionForm,
  correctionPage,
  namedFacts,
  shownValue,
} from '#lib/correction-view';
import type { FactWorld } from '#lib/fact-cells';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';

const shelf = readLibrary(process.cwd());
const today = '2026-11-22';

const worldsIn = (locale: 'tr' | 'en'): FactWorld[] =>
  shelf.entries(locale).map((entry) => ({
    entry,
    locale,
    t: texts(locale),
    today,
    titleOf: (type, slug) => shelf.titleOf(type, slug, locale),
  }));

const worldOf = (type: string, slug: string, locale: 'tr' | 'en' = 'tr') => {
  const world = worldsIn(locale).find(({ entry }) => entry.type === type && entry.slug === slug);
  assert.ok(world, slug);
  return world;
};

const blank = { typed: { fact: '', wrong: '', right: '', source: '' } };

test('every entry of the content has facts to name, each with a value and a name of its own', () => {
  for (const locale of ['tr', 'en'] as const)
    for (const world of worldsIn(locale)) {
      const facts = namedFacts(world);
      const names = facts.map(({ name }) => name);
      const where = `${world.entry.type}/${world.entry.slug}`;
      assert.equal(new Set(names).size, names.length, where);
      assert.deepEqual(names.slice(-2), ['sources', 'other'], where);
      for (const fact of facts.slice(0, -2)) {
        assert.doesNotMatch(shownValue(fact), /^$|undefined|\[object/, `${where} ${fact.name}`);
        assert.equal(factLabel(fact.name, locale), fact.label);
      }
    }
});

test('a fact is shown with what the page says and the sources behind it', () => {
  const world = worldsIn('tr').find(
    ({ entry }) =>
      entry.type === 'programme' && entry.data.upperLimit && (entry.data.sources ?? []).length > 1,
  );
  assert.ok(world && world.entry.type === 'programme');
  const { upperLimit } = world.entry.data;
  const form = correctionForm(world, { fact: 'upperLimit', token: 'x', action: '/a' });
  assert.equal(form.facts.options.length, 1);
  assert.equal(form.facts.options[0]?.checked, true);
  assert.equal(form.sources.items.length, new Set(upperLimit?.sources).size);
  assert.ok(form.facts.all);
  const all = correctionForm(world, { fact: 'nothing', token: 'x', action: '/a' });
  assert.ok(all.facts.options.length > 5);
  assert.equal(
    all.facts.options.some(({ checked }) => checked),
    false,
  );
});

test('a form that came back holds what was typed and leads to each mistake', () => {
  const world = worldOf('programme', 'ab-cosme');
  const form = correctionForm(
    world,
    { token: 'x', action: '/a' },
    {
      typed: { fact: 'title', wrong: 'x', right: '<b>', source: '"' },
      faults: [
        { field: 'right', code: 'too-long', values: { length: 2500, most: 2000 } },
        { code: 'too-fast' },
      ],
    },
  );
  assert.deepEqual(
    form.fields.map(({ value }) => value),
    ['x', '<b>', '"'],
  );
  assert.equal(form.facts.options.find(({ checked }) => checked)?.value, 'title');
  assert.deepEqual(
    form.faults?.items.map(({ href }) => href),
    ['#right', '#gonder'],
  );
  assert.match(form.faults?.items[0]?.text ?? '', /2\.500.*2\.000/);
  const none = correctionForm(
    world,
    { token: 'x', action: '/a' },
    { ...blank, faults: [{ field: 'fact', code: 'no-fact' }] },
  );
  assert.equal(none.faults?.items[0]?.href, `#${none.facts.options[0]?.id}`);
});

const report: Correction = {
  code: 'abcde23456',
  at: '2026-11-20T21:30:00.000Z',
  locale: 'tr',
  type: 'programme',
  slug: 'ab-cosme',
  fact: 'title',
  shown: 'Eski ad',
  wrong: 'Adı değişti.',
  removed: ['phone'],
  replies: [
    { at: '2026-11-21T22:30:00.000Z', by: 'Ayşe Yılmaz', state: 'closed', text: 'Düzelttik.' },
  ],
};

test('a reader sees the answer, its day in Türkiye and its state, but never who gave it', () => {
  const page = correctionPage(report, { title: 'COSME', fact: 'Başlık' }, 'en', true);
  assert.doesNotMatch(JSON.stringify(page), /Ayşe/);
  assert.equal(page.badge.label, texts('en')('correction.states.closed'));
  assert.equal(page.replies.items[0]?.date, '22 November 2026');
  assert.deepEqual(
    page.said.map(({ lang }) => lang),
    [undefined, 'tr', 'tr'],
  );
  assert.match(page.removed ?? '', /telephone/);
  assert.equal(codeForm('tr').fault, undefined);
  assert.match(codeForm('tr', '<x>').fault ?? '', /<x>/);
});

test('an editor sees who answered, what the page says today, and the way into the entry', () => {
  const world = worldOf('programme', 'ab-cosme');
  const fact = namedFacts(world).find(({ name }) => name === 'title');
  const view = reportView(report, { title: 'COSME', fact, locale: 'tr' });
  assert.match(view.replies.items[0]?.by ?? '', /Ayşe Yılmaz, 22 Kasım 2026/);
  assert.equal(view.changed?.text, world.entry.data.title);
  assert.deepEqual(
    view.ways.map(({ href }) => href),
    ['/editor/kayit/programme/ab-cosme#alan-title', '/destekler/ab-cosme', '/duzeltme/abcde-23456'],
  );
  const gone = reportView(report, { title: undefined, fact: undefined, locale: 'tr' });
  assert.equal(gone.ways.length, 1);
  assert.equal(gone.title, 'ab-cosme');
  const tried = reportView(
    report,
    { title: 'COSME', fact, locale: 'tr' },
    { text: 'yarım', state: 'rejected', fault: 'conflict' },
  );
  assert.equal(tried.form.value, 'yarım');
  assert.equal(tried.form.states.options.find(({ checked }) => checked)?.value, 'rejected');
  assert.ok(tried.form.fault);
});

const letters = 'abcdefghjk';
const codeOf = (index: number) =>
  String(index)
    .padStart(10, '0')
    .replace(/\d/g, (digit) => letters[Number(digit)] ?? '');

test('ten thousand reports stand on two hundred pages, filtered by state, type, owner and entry', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const held = Array.from({ length: mostWaiting }, (_, index): ListedCorrection => {
    const at = new Date(Number(now) - (index + 1) * 60_000).toISOString();
    return {
      code: codeOf(index),
      at,
      changed: at,
      type: index % 2 === 0 ? 'programme' : 'news',
      slug: `e-${index % 100}`,
      fact: 'title',
      state: 'open',
      times: index === 0 ? 3 : 1,
      print: String(index),
    };
  });
  const view = (asked: string) =>
    queueView(held, new URLSearchParams(asked), {
      locale: 'en',
      now,
      titleOf: (_, slug) => (slug === 'e-0' ? { text: 'Entry', lang: 'tr' } : undefined),
      ownerOf: (type) => (type === 'news' ? 'news-desk' : undefined),
    });
  const first = view('');
  assert.equal(first.rows.length, queueStep);
  assert.match(first.caption, /1 of 200/);
  assert.ok(first.full);
  assert.equal(first.rows[0]?.age, '6 days ago');
  assert.equal(first.previous, undefined);
  assert.equal(first.next?.href, '/en/editor/duzeltmeler?sayfa=2');
  const last = view('sayfa=200&sira=yeni');
  assert.equal(last.next, undefined);
  assert.equal(last.previous?.href, '/en/editor/duzeltmeler?sira=yeni&sayfa=199');
  const newest = view('sira=yeni').rows[0];
  assert.equal(newest?.entry.label, 'Entry');
  assert.equal(newest?.lang, 'tr');
  assert.equal(newest?.times, 'came 3 times');
  assert.match(view('tur=news').caption, /of 100/);
  assert.match(view('sahip=news-desk').caption, /of 100/);
  assert.match(view('kayit=news/e-1').caption, /1 of 2$/);
  assert.equal(view('durum=closed').rows.length, 0);
  for (const nonsense of ['sayfa=-1', 'sayfa=x', 'durum=__proto__', 'kayit=../x', 'sahip=x'])
    assert.match(view(nonsense).caption, /1 of 200/, nonsense);
});
