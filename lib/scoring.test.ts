import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addUp,
  criteria,
  ranked,
  sumOf,
  weightedScore,
  type ByCriterion,
  type Criterion,
} from '#lib/scoring';

const fromFour = ([impact = 0, demand = 0, network = 0, factors = 0]: readonly number[]) => ({
  impact,
  demand,
  network,
  factors,
});
const score = fc.integer({ min: 1, max: 5 });
const scores = fc.tuple(score, score, score, score).map(fromFour);
/** Whole weights that add up to 100: what lies between three cuts. */
const cut = fc.integer({ min: 0, max: 100 });
const weights = fc.tuple(cut, cut, cut).map((cuts): ByCriterion => {
  const [a = 0, b = 0, c = 0] = [...cuts].sort((x, y) => x - y);
  return fromFour([a, b - a, c - b, 100 - c]);
});

test('a weighted score lies between the lowest and the highest score', () => {
  fc.assert(
    fc.property(scores, weights, (given, by) => {
      assert.ok(addUp(by));
      const values = criteria.map((criterion) => given[criterion]);
      const made = weightedScore(given, by);
      assert.ok(made >= Math.min(...values) - 1e-9 && made <= Math.max(...values) + 1e-9);
    }),
  );
});

test('a better score under one heading never makes it worse', () => {
  fc.assert(
    fc.property(scores, weights, fc.constantFrom<Criterion>(...criteria), (given, by, at) => {
      const better = { ...given, [at]: given[at] + 1 };
      assert.ok(weightedScore(better, by) >= weightedScore(given, by) - 1e-9);
    }),
  );
});

test('equal weights make the plain mean, and all weight on one heading its score', () => {
  fc.assert(
    fc.property(scores, (given) => {
      const equal = weightedScore(given, fromFour([25, 25, 25, 25]));
      assert.ok(Math.abs(equal - sumOf(given) / 4) < 1e-9);
      assert.equal(weightedScore(given, fromFour([0, 0, 100, 0])), given.network);
    }),
  );
});

test('weights that make anything but 100 do not add up', () => {
  assert.equal(addUp(fromFour([25, 25, 25, 24])), false);
  assert.equal(addUp(fromFour([25, 25, 25, 26])), false);
  assert.equal(addUp(fromFour([33.3, 33.3, 33.3, 0.1])), true);
});

test('the best comes first and equal scores share a place', () => {
  const made = ranked([
    { name: 'a', score: 2 },
    { name: 'b', score: 4 },
    { name: 'c', score: 4 },
    { name: 'd', score: 3 },
  ]);
  assert.deepEqual(
    made.map(({ name, place }) => `${place} ${name}`),
    ['1 b', '1 c', '3 d', '4 a'],
  );
});
