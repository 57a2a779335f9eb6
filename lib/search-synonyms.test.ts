import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCurated } from '#lib/search-words';
import {
  broadestShare,
  parseSynonyms,
  synonymProblems,
  type SynonymWorld,
} from '#lib/search-synonyms';
import { analysers, type EditorsWords } from '#lib/turkish/analyser';
import { readQuery } from '#lib/turkish/query';

const file = 'content/search/synonyms.yaml';
const curated = readCurated(process.cwd());
const glossary = [
  ['KOBİ', 'küçük ve orta büyüklükteki işletme', 'SME'],
  ['hibe', 'geri ödemesiz destek', 'grant'],
];
/** Of a hundred entries "destek" stands in all, "ihracat" in so many as may be, any other word in one. */
const worldWith = (added: readonly EditorsWords[]): SynonymWorld => ({
  before: analysers(curated, glossary),
  after: analysers(curated, glossary, added),
  curated,
  entriesWith: (_, heads) => ({
    count: heads.includes('destek') ? 43 : heads.includes('ihracat') ? 100 * broadestShare : 1,
    all: 100,
  }),
});

const under = '  language: tr\n  reason: neden\n  by: editör\n  on: 2026-11-22\n';
const same = (...words: string[]) => `- same: [${words.join(', ')}]\n${under}`;
const oneWay = (typed: string, ...means: string[]) =>
  `- typed: ${typed}\n  means: [${means.join(', ')}]\n${under}`;

function told(text: string): string[] {
  const { synonyms, problems } = parseSynonyms(file, text);
  const judged = synonymProblems(file, synonyms, worldWith(synonyms));
  return [...problems, ...judged].map(({ line, code, field = '' }) =>
    `${line} ${code} ${field}`.trim(),
  );
}

test('the form is told with line and field', () => {
  assert.deepEqual(told(''), []);
  assert.deepEqual(told('# henüz yok\n'), []);
  assert.deepEqual(told('same: [a, b]\n'), ['1 synonym-form']);
  assert.deepEqual(told('- kooperatif\n'), ['1 synonym-form']);
  assert.deepEqual(told(`- same: [tekne]\n${under}`), ['1 empty same']);
  assert.deepEqual(told(`- typed: tekne\n${under}`), ['1 synonym-kind']);
  assert.deepEqual(told(`- same: [a1, b1]\n  typed: tekne\n${under}`), ['1 synonym-kind']);
  assert.deepEqual(told(same('zurna', 'davul').replace('tr', 'de')), ['2 not-in-list language']);
  assert.deepEqual(told('- same: [zurna, davul]\n  language: tr\n'), [
    '1 missing reason',
    '1 missing by',
    '1 missing on',
  ]);
  assert.deepEqual(told(`${same('zurna', 'davul')}  note: a\n`), ['6 unknown-key note']);
  assert.deepEqual(told('- same:\n\t- zurna\n')[0], '2 yaml-tab');
});

test('what is sound is told of by nobody', () => {
  assert.deepEqual(told(same('zurna', 'davul') + oneWay('klarnet', 'zurna')), []);
  assert.deepEqual(told(same('küçük esnaf', 'KOBİ')), []);
});

test('words that say nothing are refused', () => {
  assert.deepEqual(told(same('ve', 'davul')), ['1 synonym-stop-word']);
  assert.deepEqual(told(same('a', 'davul')), ['1 synonym-letter']);
  assert.deepEqual(told(oneWay('zurna', 'ile')), ['1 synonym-stop-word']);
});

test('what the search joins already is refused', () => {
  assert.deepEqual(told(same('kümeler', 'kümenin')), ['1 synonym-same-word']);
  assert.deepEqual(told(same('davul', 'DAVULLAR')), ['1 synonym-same-word']);
  assert.deepEqual(told(oneWay('davulu', 'davul')), ['1 synonym-same-word']);
  assert.deepEqual(told(same('hibe', 'grant')), ['1 synonym-known']);
  assert.deepEqual(told(oneWay('usta', 'mesleki')), ['1 synonym-known']);
  assert.deepEqual(told(same('davul çalmak', 'davul')), ['1 synonym-inside']);
  assert.deepEqual(told(same('davul', 'davul çalmak')), ['1 synonym-inside']);
});

test('groups do not run into each other', () => {
  assert.deepEqual(told(same('hibe', 'KOBİ')), ['1 synonym-two-groups']);
  assert.deepEqual(told(same('küçük işletme', 'KOBİ')), ['1 synonym-inside-group']);
});

test('a word in more than the set share of entries is refused, with the numbers', () => {
  const { synonyms } = parseSynonyms(file, same('zurna', 'destek'));
  assert.deepEqual(synonymProblems(file, synonyms, worldWith(synonyms)), [
    {
      file,
      line: 1,
      code: 'synonym-too-broad',
      values: { word: 'destek', count: 43, all: 100, percent: 43, most: 25 },
    },
  ]);
  assert.deepEqual(told(same('zurna', 'ihracat')), []);
  assert.deepEqual(told(oneWay('zurna', 'destek')), ['1 synonym-too-broad']);
  // What readers type may be as common as it likes: it is not looked for.
  assert.deepEqual(told(oneWay('destek', 'zurna')), []);
});

test('a circle is refused on each of its lines, with the way round', () => {
  const text =
    oneWay('davul', 'zurna') + oneWay('zurna', 'klarnet') + oneWay('klarnet', 'davul', 'keman');
  const { synonyms } = parseSynonyms(file, text);
  const problems = synonymProblems(file, synonyms, worldWith(synonyms));
  assert.deepEqual(
    problems.map(({ line, code, values }) => [line, code, values?.path]),
    [
      [1, 'synonym-circle', 'davul → zurna → klarnet → davul'],
      [7, 'synonym-circle', 'zurna → klarnet → davul → zurna'],
      [13, 'synonym-circle', 'klarnet → davul → zurna → klarnet'],
    ],
  );
  assert.deepEqual(told(oneWay('davul', 'zurna') + oneWay('klarnet', 'davul')), []);
  // words.yaml says teminat: [kefalet].
  assert.deepEqual(told(oneWay('kefalet', 'teminat')), ['1 synonym-circle']);
});

test('the same said twice is refused where it is said again', () => {
  assert.deepEqual(told(same('davul', 'zurna') + same('zurnalar', 'keman')), [
    '6 synonym-repeated',
  ]);
  assert.deepEqual(told(oneWay('davul', 'zurna') + oneWay('davullar', 'keman', 'zurnayı')), [
    '7 synonym-repeated',
  ]);
  const english = same('davul', 'zurna').replace('language: tr', 'language: en');
  assert.deepEqual(told(same('davul', 'zurna') + english), []);
});

test('what words.yaml keeps apart stays apart', () => {
  assert.deepEqual(told(same('dernek', 'davul')), ['1 synonym-refused']);
});

test('joined words are one term of a query, in the languages that they are joined in', () => {
  const added = [{ language: 'tr', same: ['davul', 'zurna'] }] as const;
  const { tr, en } = analysers(curated, glossary, added);
  const rootOf = (analyser: typeof tr, query: string) =>
    readQuery(analyser, query).ways[0]?.map(({ root }) => root);
  assert.deepEqual(rootOf(tr, 'davulların'), rootOf(tr, 'zurnaya'));
  assert.notDeepEqual(rootOf(en, 'davul'), rootOf(en, 'zurna'));
});

test('what joins a term of the glossary finds all that the term finds', () => {
  const added = [{ language: 'tr', same: ['küçük esnaf', 'KOBİ'] }] as const;
  const { tr } = analysers(curated, glossary, added);
  assert.deepEqual(tr.headsOf('küçük esnafın'), tr.headsOf('SME'));
});

test('words of one way change questions and leave the index as it is', () => {
  const before = analysers(curated, glossary);
  const oneWays = [{ language: 'tr', typed: 'davul', means: ['hibe'] }] as const;
  const after = analysers(curated, glossary, oneWays);
  assert.equal(after.tr.version, before.tr.version);
  assert.deepEqual(readQuery(after.tr, 'davulu').ways[0]?.[0]?.meanings, before.tr.headsOf('hibe'));
  const joined = analysers(curated, glossary, [{ language: 'tr', same: ['davul', 'zurna'] }]);
  assert.notEqual(joined.tr.version, before.tr.version);
  assert.equal(joined.en.version, before.en.version);
});
