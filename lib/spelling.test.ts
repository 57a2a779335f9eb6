import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearWords } from '#lib/spelling';

const titles = ['KOBİGEL Destek Programı', 'Yatırım Teşvik Belgesi', 'Çorum Makine Kümesi', 'AKİP'];

test('a slip of one or two letters gives the word of a title, in small letters', () => {
  assert.deepEqual(nearWords('yatırm', titles), ['yatırım']);
  assert.deepEqual(nearWords('kobijel', titles), ['kobigel']);
  assert.deepEqual(nearWords('makkina', titles), ['makine']);
});

test('the rest of the query stays as it was', () => {
  assert.deepEqual(nearWords('2026 yatırm desteği', titles).slice(0, 1), ['2026 yatırım desteği']);
});

test('a word that is known, in whatever letters, is not corrected', () => {
  for (const query of ['yatırım', 'YATIRIM', 'yatirim', 'corum', 'ÇORUM', 'akip'])
    assert.deepEqual(nearWords(query, titles), []);
});

test('a short word may miss one letter only', () => {
  assert.deepEqual(nearWords('akp', titles), ['akip']);
  assert.deepEqual(nearWords('kapp', titles), []);
});

test('nearest first, three at most, none twice', () => {
  const near = ['kalem', 'kalım', 'kazım', 'kalın', 'kadim', 'kalim'];
  const found = nearWords('kalam', near);
  assert.equal(found.length, 3);
  assert.equal(found[0], 'kalem');
  assert.equal(new Set(found).size, 3);
});

test('nothing near gives nothing', () => {
  assert.deepEqual(nearWords('xyzxyz', titles), []);
  assert.deepEqual(nearWords('', titles), []);
  assert.deepEqual(nearWords('" \\ 🏭', titles), []);
  assert.deepEqual(nearWords('yatırm', []), []);
});

test('only the misspelt word is replaced, not a piece of another', () => {
  assert.deepEqual(nearWords('makin makinist', ['Makine', 'Makinist']), ['makine makinist']);
});

test('a word with signs that mean something elsewhere is taken as it stands', () => {
  assert.deepEqual(nearWords('yatırm $& (.*)', titles), ['yatırım $& (.*)']);
});
