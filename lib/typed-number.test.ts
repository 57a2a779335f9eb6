import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readNumber } from '#lib/typed-number';

const valueOf = (text: string) => {
  const read = readNumber(text);
  return read.ok ? read.value : read.fault;
};

test('a number is read as people of both languages type it', () => {
  for (const [text, value] of [
    ['12500', 12_500],
    ['12.500', 12_500],
    ['12,500', 12_500],
    ['12 500', 12_500],
    ['12\u00A0500', 12_500],
    ['1.234.567,8', 1_234_567.8],
    ['1,234,567.8', 1_234_567.8],
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['0.250', 0.25],
    ['0,5', 0.5],
    [' 7 ', 7],
    ['0', 0],
  ] as const)
    assert.equal(valueOf(text), value, text);
});

test('nonsense is told apart from negative and from too large', () => {
  for (const text of ['on iki', '12 kişi', '1.2.3', '12..5', '', '1e3', '٣', '½', 'NaN', '=1+1'])
    assert.equal(valueOf(text), 'not-a-number', text);
  for (const text of ['-3', '−3', '- 3', '-0,5']) assert.equal(valueOf(text), 'negative', text);
  for (const text of ['9'.repeat(15), '9.999.999.999.999'])
    assert.equal(valueOf(text), 'too-large', text);
});

test('what a page of either language shows is read as the same number', () => {
  const amount = fc
    .double({ min: 0, max: 1e11, noNaN: true })
    .map((n) => Math.round(n * 100) / 100);
  fc.assert(
    fc.property(amount, fc.constantFrom('tr-TR', 'en-GB'), (value, tag) => {
      const shown = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }).format(value);
      assert.equal(valueOf(shown), value);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readNumber(text);
      assert.ok(!read.ok || (read.value >= 0 && Number.isFinite(read.value)));
    }),
  );
});
