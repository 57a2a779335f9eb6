import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compareArticleNumbers,
  follows,
  parentOf,
  parseArticleNumber,
  writeArticleNumber,
  type ArticleNumber,
} from '#lib/article-number';

const number: fc.Arbitrary<ArticleNumber> = fc
  .tuple(
    fc.integer({ min: 1, max: 9999 }),
    fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);

const read = (text: string): ArticleNumber => {
  const parsed = parseArticleNumber(text);
  assert.ok(parsed, text);
  return parsed;
};

test('what is written is read again', () => {
  fc.assert(
    fc.property(number, (own) =>
      assert.deepEqual(parseArticleNumber(writeArticleNumber(own)), own),
    ),
  );
});

test('whatever is read is written as it was', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9.]{0,8}$/), (text) => {
      const parsed = parseArticleNumber(text);
      if (parsed) assert.equal(writeArticleNumber(parsed), text);
    }),
  );
});

test('zeros, full stops at the end and letters are no numbers of articles', () => {
  for (const text of [
    '',
    '0',
    '309.',
    '.5',
    '309..5',
    '309.0',
    '309.05',
    '0309',
    '309,5',
    '12345',
    'a',
  ])
    assert.equal(parseArticleNumber(text), undefined, text);
});

test('articles stand in the order of their numbers, not of their letters', () => {
  const ordered = ['9', '308', '309', '309.1', '309.5', '309.5.2', '309.10', '310'].map(read);
  assert.deepEqual([...ordered].reverse().sort(compareArticleNumbers), ordered);
});

test('the order is one', () => {
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      assert.equal(
        Math.sign(compareArticleNumbers(a, b)),
        -Math.sign(compareArticleNumbers(b, a)) + 0,
      );
      assert.equal(
        compareArticleNumbers(a, b) === 0,
        writeArticleNumber(a) === writeArticleNumber(b),
      );
      if (compareArticleNumbers(a, b) <= 0 && compareArticleNumbers(b, c) <= 0)
        assert.ok(compareArticleNumbers(a, c) <= 0);
    }),
  );
});

test('a parent comes before its children, and what follows comes after', () => {
  fc.assert(
    fc.property(number, number, (own, other) => {
      const parent = parentOf(own);
      assert.equal(parent === undefined, own.length === 1);
      if (parent) assert.ok(compareArticleNumbers(parent, own) < 0);
      if (follows(own, other)) assert.ok(compareArticleNumbers(own, other) < 0);
    }),
  );
});

test('behind 309.5 come 309.5.1, 309.6 and 310 only', () => {
  const next = ['309.5.1', '309.6', '310'];
  const others = ['309', '309.5', '309.7', '309.5.2', '310.1', '311', '309.6.1', '308'];
  assert.deepEqual(
    [...next, ...others].filter((text) => follows([309, 5], read(text))),
    next,
  );
});
