import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxValues, readAnswers } from '#lib/answers';
import { readLibrary } from '#lib/library';
import { contradictionsIn, noAnswers, questions } from '#lib/matching';
import { texts } from '#lib/messages';
import { sizeClassesOf, sizesFrom } from '#lib/size-classes';
import { faultSentence } from '#lib/match-report';

const library = readLibrary(process.cwd());
const classes = sizeClassesOf(library.ofType('term', 'tr').map(({ data }) => data));
const read = (address: string) => readAnswers(new URLSearchParams(address), classes);
const told = (address: string) =>
  read(address).faults.map(({ question, code }) => [question, code]);

test('the official SME definition is content: three classes, each with figures, source and date', () => {
  assert.deepEqual(
    classes.map(({ size, employeesBelow, moneyLimit }) => [
      size,
      employeesBelow.value,
      moneyLimit.value,
      moneyLimit.currency,
      moneyLimit.asOf,
    ]),
    [
      ['mikro', 10, 10_000_000, 'TRY', '2023-05-25'],
      ['kucuk', 50, 100_000_000, 'TRY', '2023-05-25'],
      ['orta', 250, 1_000_000_000, 'TRY', '2025-08-07'],
    ],
  );
});

test('a size follows from the figures as far as they tell it', () => {
  const sizes = (staff?: number, turnover?: number, balance?: number) =>
    sizesFrom({ staff, turnover, balance }, classes);
  assert.deepEqual(sizes(), []);
  assert.deepEqual(sizes(9, 10_000_000), ['mikro']);
  assert.deepEqual(sizes(9, 10_000_001, 10_000_001), ['kucuk']);
  assert.deepEqual(sizes(10, 5_000_000), ['kucuk']);
  assert.deepEqual(sizes(9, 90_000_000, 9_000_000), ['mikro'], 'one of the two may be higher');
  assert.deepEqual(sizes(9, 90_000_000), ['mikro', 'kucuk'], 'the balance sheet is not known');
  assert.deepEqual(sizes(249, 1_000_000_000), ['orta']);
  assert.deepEqual(sizes(250), ['buyuk']);
  assert.deepEqual(sizes(5), ['mikro', 'kucuk', 'orta', 'buyuk']);
  assert.deepEqual(sizes(5, 2e9, 2e9), ['buyuk']);
});

test('amounts are read as people write them', () => {
  for (const amount of [
    '40000000',
    '40.000.000',
    '40,000,000',
    '40 milyon',
    '40 MİLYON TL',
    '0,04 milyar',
    '40 million',
  ])
    assert.deepEqual(
      read(`staff=20&turnover=${encodeURIComponent(amount)}`).answers.sizes,
      read('staff=20&turnover=40000000').answers.sizes,
      amount,
    );
  assert.deepEqual(read('staff=20&turnover=40%20milyon').answers.sizes, ['kucuk']);
  assert.deepEqual(told('turnover=1.5.3'), [['turnover', 'not-a-number']]);
});

test('what cannot be used is told and kept, and the rest still counts', () => {
  const { answers, given, faults } = read('province=istnbul&province=konya&age=-4&export=maybe');
  assert.deepEqual(answers, { ...noAnswers, provinces: ['konya'] });
  assert.deepEqual(given.get('age'), ['-4']);
  assert.deepEqual(
    faults.map(({ question, code }) => [question, code]),
    [
      ['province', 'unknown-value'],
      ['age', 'not-a-number'],
      ['export', 'unknown-value'],
    ],
  );
});

test('numbers beyond what can be are told', () => {
  assert.deepEqual(told('age=201&staff=1000001&turnover=20000%20milyar'), [
    ['staff', 'out-of-range'],
    ['turnover', 'out-of-range'],
    ['age', 'out-of-range'],
  ]);
  assert.deepEqual(told('age=0&staff=0&turnover=0'), []);
});

test('of answers that contradict each other neither is used', () => {
  for (const [address, fault] of [
    ['age=not-founded&size=buyuk', ['age', 'contradiction']],
    ['age=not-founded&export=yes', ['age', 'contradiction']],
    ['form=universite&size=mikro', ['form', 'contradiction']],
    ['age=not-founded&form=kume', ['age', 'contradiction']],
    ['size=mikro&staff=300', ['size', 'size-differs']],
  ] as const) {
    assert.deepEqual(told(address), [fault], address);
    assert.deepEqual(read(address).answers, noAnswers, address);
  }
});

test('several answers to a question of one say that it is one of them', () => {
  assert.deepEqual(told('age=2&age=4'), [['age', 'several']]);
  assert.deepEqual(read('age=2&age=4').answers.ages, [2, 4]);
  assert.deepEqual(told('member=true&member=false'), [['member', 'several']]);
  assert.deepEqual(told('group=kadin&group=none'), [['group', 'group-none']]);
});

test('a flood of values is cut, told, and soon read', () => {
  const { answers, faults } = read(
    Array.from({ length: 1000 }, (_, index) => `province=x${index}`).join('&'),
  );
  assert.deepEqual(answers, noAnswers);
  assert.equal(faults.length, maxValues + 1);
});

test('the answers read from any address never contradict each other, and every fault has its sentence', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'not-founded',
      'mikro',
      'buyuk',
      'konya',
      'yes',
      'none',
      '3',
      'true',
      'kume',
      '13.9',
      'kadin',
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...questions), value)), (pairs) => {
      const { answers, faults } = readAnswers(new URLSearchParams(pairs), classes);
      assert.deepEqual(contradictionsIn(answers), []);
      for (const fault of faults)
        for (const locale of ['tr', 'en'] as const)
          assert.ok(faultSentence(fault, texts(locale)).length > 10);
    }),
    { numRuns: 1000 },
  );
});
