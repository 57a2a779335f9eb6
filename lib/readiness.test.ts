import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countsWhole, judgeThreshold } from '#lib/readiness';

test('a count meets a threshold from its minimum on, and what is not told is unknown', () => {
  const min = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(min, min, (least, given) => {
      assert.equal(judgeThreshold({ min: least }, given), given >= least ? 'yes' : 'no');
      assert.equal(judgeThreshold({ min: least }, undefined), 'unknown');
    }),
  );
  assert.equal(judgeThreshold({ min: 0.5 }, 0.5), 'yes');
  assert.equal(judgeThreshold({ min: 0.5 }, 0.4), 'no');
});

test('without a minimum it takes a yes', () => {
  assert.equal(judgeThreshold({}, true), 'yes');
  assert.equal(judgeThreshold({}, false), 'no');
  assert.equal(judgeThreshold({}, undefined), 'unknown');
});

test('only a fraction of a person can be half a person', () => {
  assert.equal(countsWhole(15), true);
  assert.equal(countsWhole(0.5), false);
});
