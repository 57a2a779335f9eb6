import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshness, newestOf } from '#lib/freshness';

const today = '2026-11-22';
const stateOf = (checkedOn?: string, sourceDate?: string) =>
  freshness(checkedOn, sourceDate, today).state;

test('checked within six months is verified, to the day', () => {
  assert.equal(stateOf('2026-11-22'), 'verified');
  assert.equal(stateOf('2026-05-23'), 'verified');
  assert.equal(stateOf('2026-05-22'), 'check');
});

test('checked within eighteen months wants checking, to the day', () => {
  assert.equal(stateOf('2025-05-23'), 'check');
  assert.equal(stateOf('2025-05-22'), 'old');
});

test('a source, however new, verifies nothing', () => {
  assert.equal(stateOf(undefined, '2026-11-22'), 'check');
  assert.equal(stateOf(undefined, '2025-05-23'), 'check');
  assert.equal(stateOf(undefined, '2025-05-22'), 'old');
});

test('what has no date is old', () => {
  assert.deepEqual(freshness(undefined, undefined, today), { state: 'old' });
});

test('an inexact date counts from its beginning', () => {
  assert.equal(stateOf(undefined, '2026'), 'check');
  assert.equal(stateOf(undefined, '2025'), 'old');
  assert.equal(stateOf(undefined, '2025-06'), 'check');
  assert.equal(stateOf(undefined, '2025-05'), 'old');
});

test('the date and what it rests on are told', () => {
  assert.deepEqual(freshness('2026-11-01', '2020', today), {
    state: 'verified',
    date: '2026-11-01',
    by: 'check',
  });
  assert.deepEqual(freshness('2020-01-01', '2026-10', today), {
    state: 'check',
    date: '2026-10',
    by: 'source',
  });
  assert.deepEqual(freshness('2020-01-01', undefined, today), {
    state: 'old',
    date: '2020-01-01',
    by: 'check',
  });
});

test('of two old dates the newer one is told', () => {
  assert.deepEqual(freshness('2024-01-01', '2019', today), {
    state: 'old',
    date: '2024-01-01',
    by: 'check',
  });
});

test('a check in the last days of a month counts whole months', () => {
  assert.equal(freshness('2025-08-31', undefined, '2026-02-28').state, 'verified');
  assert.equal(freshness('2025-08-31', undefined, '2026-03-01').state, 'check');
});

test('the newest date wins, as exact as it is, and "unknown" is none', () => {
  assert.equal(newestOf(['2019', undefined, '2025-10', 'unknown', '2025-09-30']), '2025-10');
  assert.equal(newestOf(['unknown', undefined]), undefined);
  assert.equal(newestOf([]), undefined);
});
