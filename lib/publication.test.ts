import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextChange, publicationOf, retiredSince } from '#lib/publication';

const at = (text: string) => new Date(text);
const noon = at('2026-11-22T12:00:00+03:00');

test('a file that says nothing is live', () => {
  assert.equal(publicationOf({}, noon), 'live');
  assert.equal(publicationOf({ state: 'published' }, noon), 'live');
});

test('a draft or a text in review stays one whatever its times say', () => {
  for (const state of ['draft', 'review'] as const)
    for (const more of [
      {},
      { publishAt: '2026-01-01' },
      { publishAt: '2027-01-01' },
      { retireAt: '2026-01-01' },
    ]) {
      assert.equal(publicationOf({ state, ...more }, noon), state);
      assert.equal(nextChange({ state, ...more }, noon), undefined);
    }
});

test('an entry goes live at its time, to the second', () => {
  const data = { publishAt: '2026-11-22T12:00:00+03:00' };
  assert.equal(publicationOf(data, at('2026-11-22T08:59:59Z')), 'scheduled');
  assert.equal(publicationOf(data, at('2026-11-22T09:00:00Z')), 'live');
});

test('a day begins at midnight in Türkiye', () => {
  const data = { publishAt: '2026-12-01', retireAt: '2026-12-02' };
  assert.equal(publicationOf(data, at('2026-11-30T20:59:59Z')), 'scheduled');
  assert.equal(publicationOf(data, at('2026-11-30T21:00:00Z')), 'live');
  assert.equal(publicationOf(data, at('2026-12-01T20:59:59Z')), 'live');
  assert.equal(publicationOf(data, at('2026-12-01T21:00:00Z')), 'retired');
});

test('an entry is retired by its state or by its time, and says since when only where it is written', () => {
  assert.equal(publicationOf({ state: 'retired' }, noon), 'retired');
  assert.equal(publicationOf({ state: 'retired', publishAt: '2027-01-01' }, noon), 'retired');
  assert.equal(publicationOf({ retireAt: '2026-11-22' }, noon), 'retired');
  assert.equal(retiredSince({}, noon), undefined);
  assert.equal(retiredSince({ retireAt: '2027-01-01' }, noon), undefined);
  assert.deepEqual(retiredSince({ retireAt: '2026-11-22' }, noon), at('2026-11-21T21:00:00Z'));
});

test('the clock’s next change is the next moment that changes anything', () => {
  const data = { publishAt: '2026-12-01', retireAt: '2026-12-31' };
  assert.deepEqual(nextChange(data, noon), at('2026-11-30T21:00:00Z'));
  assert.deepEqual(nextChange(data, at('2026-12-05T00:00:00Z')), at('2026-12-30T21:00:00Z'));
  assert.equal(nextChange(data, at('2027-01-01T00:00:00Z')), undefined);
  assert.equal(nextChange({ state: 'retired', retireAt: '2027-01-01' }, noon), undefined);
  assert.equal(nextChange({}, noon), undefined);
});
