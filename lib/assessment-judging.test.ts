import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reaches, readTyped, standingOf, type MeasureSpec } from '#lib/assessment-judging';

const count: MeasureSpec = {
  code: 'Y1',
  control: 'number',
  isWhole: true,
  min: 0,
  choices: [],
  direction: 'more',
  isMoney: false,
  peers: { q1: 40, q3: 170 },
};
const percent: MeasureSpec = { ...count, isWhole: false, max: 100 };

test('numbers are read as people in Türkiye write them', () => {
  for (const [typed, value] of [
    ['1250', 1250],
    ['1.250', 1250],
    [' 1.250.000 ', 1_250_000],
    ['0', 0],
  ] as const)
    assert.deepEqual(readTyped(count, typed), { kind: 'value', value }, typed);
  for (const typed of ['12,5', '12.5'])
    assert.deepEqual(readTyped(percent, typed), { kind: 'value', value: 12.5 });
});

test('nonsense is told by what is wrong with it', () => {
  for (const [spec, typed, code] of [
    [count, 'çok', 'number'],
    [count, '1e3', 'number'],
    [count, '<b>1</b>', 'number'],
    [count, '1,5', 'whole'],
    [count, '-1', 'low'],
    [percent, '101', 'high'],
    [{ ...count, control: 'yesNo' }, 'maybe', 'choice'],
    [{ ...count, control: 'choice', choices: ['gold'] }, 'platinum', 'choice'],
  ] as const)
    assert.deepEqual(readTyped(spec, typed), { kind: 'fault', code }, typed);
  assert.deepEqual(readTyped(count, '  '), { kind: 'empty' });
});

test('whatever is typed is empty, a fault, or a value within its bounds', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double().map(String)), (typed) => {
      const read = readTyped(percent, typed);
      if (read.kind === 'value')
        assert.ok(typeof read.value === 'number' && read.value >= 0 && read.value <= 100);
    }),
  );
});

test('any whole number comes back, with thousands parted or not', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e9 }), (value) => {
      const parted = new Intl.NumberFormat('tr-TR').format(value);
      for (const typed of [String(value), parted])
        assert.deepEqual(readTyped(count, typed), { kind: 'value', value });
    }),
  );
});

test('a standing follows the direction of the measure', () => {
  assert.equal(standingOf(count, 200), 'strong');
  assert.equal(standingOf(count, 100), 'middle');
  assert.equal(standingOf(count, 10), 'weak');
  const less: MeasureSpec = { ...count, direction: 'less' };
  assert.equal(standingOf(less, 200), 'weak');
  assert.equal(standingOf(less, 10), 'strong');
});

test('without statistics, a direction or the same currency nothing is compared', () => {
  const { peers: _peers, ...alone } = count;
  assert.equal(standingOf(alone, 200), undefined);
  assert.equal(standingOf({ ...count, direction: 'neither' }, 200), undefined);
  assert.equal(standingOf(count, true), undefined);
  const money: MeasureSpec = {
    ...count,
    isMoney: true,
    peers: { q1: 1, q3: 5, currency: 'USD' },
  };
  assert.equal(standingOf(money, 9, 'TRY'), undefined);
  assert.equal(standingOf(money, 9, 'USD'), 'strong');
});

test('a group whose middle half is one number makes nobody strong and weak at once', () => {
  const same: MeasureSpec = { ...count, peers: { q1: 5, q3: 5 } };
  assert.equal(standingOf(same, 5), 'middle');
});

test('a threshold is reached, missed or unknown', () => {
  assert.deepEqual(
    [reaches(15, 15), reaches(14, 15), reaches(undefined, 15)],
    ['yes', 'no', 'unknown'],
  );
});
