import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isAhead, lastDayOf } from '#lib/event-days';

test('an event is ahead until its last day is over, as exactly as that is known', () => {
  const today = '2026-11-22';
  for (const [days, ahead] of [
    [{ starts: '2026-11-22' }, true],
    [{ starts: '2026-11-21' }, false],
    [{ starts: '2026-11-01', ends: '2026-11-22' }, true],
    [{ starts: '2026-11-01', ends: '2026-11-21' }, false],
    [{ starts: '2026-11' }, true],
    [{ starts: '2026-10' }, false],
    [{ starts: '2026' }, true],
    [{ starts: '2025' }, false],
    [{ starts: '2025-12-31', ends: '2026' }, true],
    [{}, false],
  ] as const)
    assert.equal(isAhead(days, today), ahead, JSON.stringify(days));
});

test('in the order of last days nothing that is over stands before what is ahead', () => {
  const day = fc
    .tuple(
      fc.integer({ min: 2020, max: 2030 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')));
  const partial = fc
    .tuple(day, fc.integer({ min: 1, max: 3 }))
    .map(([parts, exact]) => parts.slice(0, exact).join('-'));
  fc.assert(
    fc.property(
      fc.array(fc.record({ starts: partial, ends: fc.option(partial, { nil: undefined }) })),
      day.map((parts) => parts.join('-')),
      (events, today) => {
        const ordered = [...events].sort((a, b) =>
          (lastDayOf(a) ?? '') < (lastDayOf(b) ?? '') ? 1 : -1,
        );
        const ahead = ordered.map((event) => isAhead(event, today));
        assert.deepEqual(
          ahead,
          ahead.toSorted((a, b) => Number(b) - Number(a)),
        );
      },
    ),
  );
});
