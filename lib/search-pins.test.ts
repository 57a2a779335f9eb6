import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePins, pinnedFor } from '#lib/search-pins';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';

const file = 'content/search/pins.yaml';
const there = new Set(['programme/kosgeb-kobigel', 'programme/tubitak-1507', 'plan/plan11-309-5']);
const analyser = analysers(readCurated(process.cwd()));
const read = (text: string) =>
  parsePins(
    file,
    text,
    (type, slug) => there.has(`${type}/${slug}`),
    (locale) => analyser[locale],
  );
const told = (text: string) =>
  read(text).problems.map(({ line, code, field = '' }) => `${line} ${code} ${field}`.trim());
const pin = (query: string, answers = '/destekler/kosgeb-kobigel', more = '') =>
  `- query: ${query}\n  answers: [${answers}]\n  reason: neden\n  by: editör\n  on: 2026-11-22\n${more}`;
const firstFor = (text: string, query: string, day = '2026-11-22', locale: 'tr' | 'en' = 'tr') =>
  pinnedFor(read(text).pins, locale, analyser[locale])(query, day).map(({ slug }) => slug);

test('a pin is found by every form and order of its words, however they are typed', () => {
  const text = pin('KOSGEB hibeleri', '/destekler/kosgeb-kobigel, /destekler/tubitak-1507');
  const both = ['kosgeb-kobigel', 'tubitak-1507'];
  for (const query of [
    'kosgeb hibesi',
    'KOSGEB HİBELERİ',
    "KOSGEB'in hibesi",
    'hibe kosgeb',
    'kosgeb ve hibe',
  ])
    assert.deepEqual(firstFor(text, query), both, query);
  for (const query of ['kosgeb', 'hibe', 'kosgeb hibe kredi', 'kosgeb hibesi ihracat', ''])
    assert.deepEqual(firstFor(text, query), [], query);
  assert.deepEqual(firstFor(pin('işbaşı eğitimi'), 'isbasi egitimi'), ['kosgeb-kobigel']);
});

test('a pin holds in the language of its addresses, until its last day', () => {
  const text = pin('machine support', '/en/programmes/kosgeb-kobigel', '  until: 2026-12-01\n');
  assert.deepEqual(firstFor(text, 'machine support', '2026-12-01', 'en'), ['kosgeb-kobigel']);
  assert.deepEqual(firstFor(text, 'machine support', '2026-12-02', 'en'), []);
  assert.deepEqual(firstFor(text, 'machine support', '2026-12-01', 'tr'), []);
});

test('a file of comments pins nothing and is no mistake', () => {
  assert.deepEqual(read('# henüz yok\n'), { pins: [], problems: [] });
});

test('every mistake is told with its line and field', () => {
  assert.deepEqual(told('query: a\n'), ['1 pin-form']);
  assert.deepEqual(told('- query: makine\n  answers: []\n'), [
    '1 missing reason',
    '1 missing by',
    '1 missing on',
    '2 empty answers',
  ]);
  assert.deepEqual(told(pin('makine', undefined, '  until: 2026-11-21\n')), ['6 pin-until until']);
  assert.deepEqual(told(pin('makine', undefined, '  until: 21.12.2026\n')), [
    '6 date-format until',
  ]);
  assert.deepEqual(told(pin('makine', '/destekler/yok')), ['2 pin-no-entry answers']);
  assert.deepEqual(told(pin('makine', '/destekler')), ['2 query-leads-to-list answers']);
  assert.deepEqual(told(pin('makine', 'https://example.org/')), ['2 pin-no-entry answers']);
  const two = '/destekler/kosgeb-kobigel, /en/programmes/tubitak-1507';
  assert.deepEqual(told(pin('makine', two)), ['2 pin-two-languages answers']);
  const twice = '/destekler/kosgeb-kobigel, /destekler/kosgeb-kobigel';
  assert.deepEqual(told(pin('makine', twice)), ['2 pin-answer-repeated answers']);
  assert.deepEqual(told(pin('"!?"')), ['1 pin-no-words query']);
  assert.deepEqual(told(pin('makine desteği') + pin('destekler makineye')), [
    '6 pin-repeated query',
  ]);
  assert.deepEqual(told(pin('makine') + pin('makine', '/en/programmes/kosgeb-kobigel')), []);
});

test('an answer that has gone away leaves the others where they stand', () => {
  const text = pin('makine', '/destekler/yok, /destekler/tubitak-1507');
  assert.deepEqual(told(text), ['2 pin-no-entry answers']);
  assert.deepEqual(firstFor(text, 'makine'), ['tubitak-1507']);
});
