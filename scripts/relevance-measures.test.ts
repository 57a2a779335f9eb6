import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answeredByKind, pairedByKind, precision, type Pair } from './relevance-measures';
import { rating, type JudgedSearch } from '#lib/search-rating';

const search: JudgedSearch = {
  locale: 'tr',
  query: 'küme',
  kind: 'inflected',
  type_filter: null,
  relevant: [
    { id: 'exact', grade: 3 },
    { id: 'useful', grade: 2 },
    { id: 'related', grade: 1 },
  ],
  must_first: 'exact',
  must_not: ['trap'],
};

const pair = (query: string, doc: string, should_match = true): Pair => ({
  query,
  doc,
  relation: should_match ? 'inflection' : 'negative',
  should_match,
});

test('the best order has nDCG 1, and every worse one less', () => {
  const of = (...found: string[]) => rating({ search, found }).ndcg;
  assert.equal(of('exact', 'useful', 'related'), 1);
  // Gains 7, 3, 1 over log2(2), log2(3), log2(4): 3 + 7/1.585 + 0.5 = 7.916 of 7 + 3/1.585 + 0.5 = 9.393.
  assert.equal(of('useful', 'exact', 'related').toFixed(3), '0.843');
  assert.ok(of('useful', 'exact') < of('exact', 'useful'));
  assert.equal(of('other'), 0);
  assert.equal(of(...Array.from({ length: 10 }, (_, i) => `other-${i}`), 'exact'), 0);
});

test('recall counts grades 2 and 3 among the first twenty, the reciprocal the first of them', () => {
  const many = Array.from({ length: 19 }, (_, i) => `other-${i}`);
  assert.deepEqual(
    [
      rating({ search, found: ['related', 'useful'] }),
      rating({ search, found: [...many, 'exact'] }),
    ].map(({ recall, reciprocal }) => [recall, reciprocal]),
    [
      [0.5, 0.5],
      [0.5, 0.05],
    ],
  );
  assert.equal(rating({ search, found: [...many, 'other', 'exact'] }).recall, 0);
  // A record that comes twice counts once, at its first place.
  assert.equal(rating({ search, found: ['exact', 'exact', 'useful', 'related'] }).ndcg, 1);
});

test('a table has a row for all and one for each kind, and knows firsts, traps and empty answers', () => {
  const zero: JudgedSearch = { ...search, kind: 'zero', relevant: [], must_first: null };
  const rows = answeredByKind([
    { search, found: ['exact', 'trap'] },
    { search, found: [] },
    { search: zero, found: [] },
  ]);
  assert.deepEqual(
    rows.map(({ kind, queries, first, traps, empty }) => ({ kind, queries, first, traps, empty })),
    [
      { kind: 'all', queries: 3, first: { right: 1, of: 2 }, traps: 1, empty: 1 },
      { kind: 'inflected', queries: 2, first: { right: 1, of: 2 }, traps: 1, empty: 1 },
      { kind: 'zero', queries: 1, first: { right: 0, of: 0 }, traps: 0, empty: 0 },
    ],
  );
});

test('a pair that must not match is right where nothing is found', () => {
  const answers = [
    { pair: pair('küme', 'kümesi'), last: true, middle: false },
    { pair: pair('yat', 'yatırım', false), last: true, middle: false },
  ];
  assert.deepEqual(pairedByKind(answers), [
    { kind: 'inflection', pairs: 1, last: 1, middle: 0 },
    { kind: 'negative', pairs: 1, last: 0, middle: 1 },
  ]);
  assert.deepEqual(
    pairedByKind(answers, true).map(({ middle }) => middle),
    [null, null],
  );
});

test('precision knows families over several steps, however a word is spelt, and single words only', () => {
  const pairs = [pair('küme', 'kümesi'), pair('kümesi', 'kümeler'), pair('yat', 'yatırım', false)];
  const found = new Map([
    ['KUME', ['kümeler', 'kümes']],
    ['iki sözcük', ['yatırım']],
  ]);
  assert.equal(precision(pairs, found), 0.5);
  assert.equal(precision(pairs, new Map()), 0);
});
