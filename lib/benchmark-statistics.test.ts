import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupStatistics, isInBand, ageBands, sizeBands } from '#lib/benchmark-group';
import { measureOf } from '#lib/benchmark-catalogue';
import { fewest, quartiles } from '#lib/benchmark-statistics';
import type { BenchmarkValue } from '#lib/benchmark-values';
import type { Entry } from '#lib/entry';

/** Each step between two neighbours cut into four: every fourth part of the way is then a place. */
function oracle(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const fine = sorted.flatMap((value, index) => {
    const next = sorted[index + 1];
    return next === undefined
      ? [value]
      : [0, 1, 2, 3].map((part) => value + ((next - value) * part) / 4);
  });
  const steps = sorted.length - 1;
  return { q1: fine[steps], median: fine[2 * steps], q3: fine[3 * steps] };
}

const numbers = fc.integer({ min: -1_000_000, max: 1_000_000 });

test('quartiles are those of a simple oracle, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(numbers, { minLength: fewest, maxLength: 60 }), (values) => {
      const found = quartiles(values);
      assert.deepEqual(found, oracle(values));
      assert.deepEqual(quartiles(values.toReversed()), found);
    }),
  );
});

test('under five values there are no statistics', () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: fewest - 1 }), (values) => {
      assert.equal(quartiles(values), undefined);
    }),
  );
});

const members = measureOf('Y1');
assert.ok(members);
const cluster = (value: number | undefined, at?: string) => ({
  entry: {} as Entry<'cluster'>, // statistics never look at it
  values:
    value === undefined
      ? []
      : [
          {
            measure: members,
            value,
            ...(at && { at }),
            quality: 'reported',
            sources: [1],
          } satisfies BenchmarkValue,
        ],
});

test('a cluster without a value never counts, least of all as zero', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 40 }),
      fc.nat({ max: 40 }),
      (values, without) => {
        const there = values.map((value) => cluster(value));
        const missing = Array.from({ length: without }, () => cluster(undefined));
        const alone = groupStatistics(there, 'Y1');
        assert.equal(alone.n, values.length);
        assert.deepEqual(groupStatistics([...missing, ...there], 'Y1'), alone);
        assert.deepEqual(alone.quartiles, quartiles(values));
      },
    ),
  );
});

test('the years of a group are those of its values', () => {
  const group = [cluster(1, '2019-05'), cluster(2, '2011'), cluster(3), cluster(undefined)];
  const { from, to, n } = groupStatistics(group, 'Y1');
  assert.deepEqual([from, to, n], ['2011', '2019', 3]);
});

test('every age and size lies in one band', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100_000 }), (value) => {
      for (const { codes } of [ageBands, sizeBands])
        assert.equal(codes.filter((band) => isInBand(band, value)).length, 1);
    }),
  );
});
