import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { parseQueries } from '#lib/search-queries';
import { readQueries } from '#lib/search-words';

const file = 'content/search/queries.yaml';
const there = new Set(['programme/kosgeb-kobigel', 'plan/plan11-309-5', 'page/about']);
const read = (text: string) =>
  parseQueries(file, text, (type, slug) => there.has(`${type}/${slug}`));
const told = (text: string) =>
  read(text).problems.map(({ line, code, field = '' }) => `${line} ${code} ${field}`.trim());

const entry = (query: string, first = '/destekler/kosgeb-kobigel', more = '') =>
  `- query: ${query}\n  first: ${first}\n  by: editör\n  on: 2026-11-22\n${more}`;

test('the address names the language and the entry', () => {
  const { queries, problems } = read(
    entry('makine desteği') +
      entry('machine support', '/en/programmes/kosgeb-kobigel') +
      entry('309.5', '/plan/11/309.5') +
      entry('bu site ne', '/hakkinda'),
  );
  assert.deepEqual(problems, []);
  assert.deepEqual(queries, [
    { query: 'makine desteği', locale: 'tr', type: 'programme', slug: 'kosgeb-kobigel' },
    { query: 'machine support', locale: 'en', type: 'programme', slug: 'kosgeb-kobigel' },
    { query: '309.5', locale: 'tr', type: 'plan', slug: 'plan11-309-5' },
    { query: 'bu site ne', locale: 'tr', type: 'page', slug: 'about' },
  ]);
});

test('a number typed without quotes is the search that it looks like', () => {
  assert.equal(read(entry('309.10')).queries[0]?.query, '309.10');
  assert.equal(read(entry('1507')).queries[0]?.query, '1507');
});

test('a file of comments holds no search and no mistake', () => {
  for (const text of ['', '# henüz yok\n'])
    assert.deepEqual(read(text), { queries: [], problems: [] });
});

test('every mistake is told with its line and field', () => {
  assert.deepEqual(told('query: a\n'), ['1 query-form']);
  assert.deepEqual(told(`${entry('a')}- KOSGEB\n- [a]\n-\n`), [
    '5 query-form',
    '6 query-form',
    '7 query-form',
  ]);
  assert.deepEqual(told('- query: a\n  first: /plan/11/309.5\n'), ['1 missing by', '1 missing on']);
  assert.deepEqual(told(entry('a', undefined, '  note: b\n')), ['5 unknown-key note']);
  assert.deepEqual(told(entry('""')), ['1 empty query']);
  assert.deepEqual(told(entry('')), ['1 empty query']);
  assert.deepEqual(told(entry('a'.repeat(201))), ['1 too-long query']);
  assert.deepEqual(told(entry('a').replace('2026-11-22', '22.11.2026')), ['4 date-format on']);
  assert.deepEqual(told(entry('a').replace('2026-11-22', '2026-02-30')), ['4 date-not-real on']);
  assert.deepEqual(told(entry('a\u202Eb')), ['1 hidden-character']);
  assert.deepEqual(told('- query: "a\n  first: b\n'), ['3 yaml']);
  assert.deepEqual(told('- query: &a b\n  first: *a\n'), ['1 yaml-alias', '2 yaml-alias']);
});

test('the address must lead to one entry that is there', () => {
  for (const [first, code] of [
    ['/destekler/yok', 'broken-link'],
    ['/destekler/kosgeb-kobigel/daha', 'broken-link'],
    ['/en/destekler/kosgeb-kobigel', 'broken-link'],
    ['destekler/kosgeb-kobigel', 'broken-link'],
    ['https://example.org/destekler/kosgeb-kobigel', 'broken-link'],
    ['/%E0%A4%A', 'broken-link'],
    ['/destekler', 'query-leads-to-list'],
    ['/ara', 'query-leads-to-list'],
    ['/', 'query-leads-to-list'],
  ])
    assert.deepEqual(told(entry('a', first)), [`2 ${code} first`], first);
});

test('a search is judged once in a language, however its letters are put together', () => {
  const { queries, problems } = read(
    entry('küme') + entry('küme'.normalize('NFD')) + entry('küme', '/en/programmes/kosgeb-kobigel'),
  );
  assert.deepEqual(
    queries.map(({ locale }) => locale),
    ['tr', 'en'],
  );
  assert.deepEqual(
    problems.map(({ line, code, values }) => [line, code, values?.line]),
    [[5, 'query-repeated', 1]],
  );
});

test('what is sound counts beside what is broken', () => {
  const { queries, problems } = read(entry('a', '/yok') + entry('b'));
  assert.equal(problems.length, 1);
  assert.deepEqual(
    queries.map(({ query }) => query),
    ['b'],
  );
});

test('the searches of the portal’s editors have no problems', () => {
  const { queries, problems } = readQueries(process.cwd(), readLibrary(process.cwd()));
  assert.deepEqual(problems, []);
  assert.ok(queries.length >= 12);
});

test('a portal without such a file has no searches of editors', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-queries-'));
  try {
    assert.deepEqual(readQueries(root, readLibrary(root)), { queries: [], problems: [] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
