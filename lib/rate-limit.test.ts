import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateLimit } from '#lib/rate-limit';

const at = (seconds: number) => new Date(seconds * 1000);

test('so many times within the time, then again when it is over', () => {
  const limit = rateLimit(2, 60_000);
  assert.deepEqual(
    [0, 10, 20, 59, 60, 61, 62].map((seconds) => limit.allows('a', at(seconds))),
    [true, true, false, false, true, true, false],
  );
});

test('each key has its own count, and the oldest key is forgotten first', () => {
  const limit = rateLimit(1, 60_000, 2);
  assert.ok(limit.allows('a', at(0)));
  assert.ok(limit.allows('b', at(1)));
  assert.ok(!limit.allows('a', at(2)));
  assert.ok(limit.allows('c', at(3)));
  assert.ok(!limit.allows('a', at(4)));
  assert.ok(limit.allows('b', at(5)), 'forgotten for c');
});
