import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationStatus,
  applicationStatusFilter,
  dayNumber,
  type ApplicationStatus,
} from '#lib/application-status';

type Programme = Parameters<typeof applicationStatus>[0];

const today = '2026-11-22';
const [yesterday, tomorrow] = ['2026-11-21', '2026-11-23'];

const cases: readonly (readonly [string, Programme, ApplicationStatus])[] = [
  ['closes today', { status: 'active', closes: today }, 'open'],
  ['closes tomorrow', { status: 'active', closes: tomorrow }, 'open'],
  ['closed yesterday', { status: 'active', closes: yesterday }, 'closed'],
  ['opens today, no end', { status: 'active', opens: today }, 'unknown'],
  ['opens tomorrow', { status: 'active', opens: tomorrow }, 'upcoming'],
  ['opened yesterday, no end', { status: 'active', opens: yesterday }, 'unknown'],
  ['opens today, closes today', { status: 'active', opens: today, closes: today }, 'open'],
  [
    'opens tomorrow, closes tomorrow',
    { status: 'active', opens: tomorrow, closes: tomorrow },
    'upcoming',
  ],
  [
    'opened and closed yesterday',
    { status: 'active', opens: yesterday, closes: yesterday },
    'closed',
  ],
  ['runs without an end', { status: 'active', applicationMode: 'surekli' }, 'continuous'],
  [
    'runs without an end but not known to run',
    { status: 'unknown', applicationMode: 'surekli' },
    'unknown',
  ],
  [
    'runs without an end from tomorrow',
    { status: 'active', applicationMode: 'surekli', opens: tomorrow },
    'upcoming',
  ],
  [
    'runs without an end, last call over',
    { status: 'active', applicationMode: 'surekli', closes: yesterday },
    'closed',
  ],
  ['said to be closed', { status: 'closed' }, 'closed'],
  ['said to be closed, closes tomorrow', { status: 'closed', closes: tomorrow }, 'closed'],
  ['said to be closed, opens tomorrow', { status: 'closed', opens: tomorrow }, 'closed'],
  ['by call, no date', { status: 'active', applicationMode: 'cagri' }, 'unknown'],
  ['in periods, no date', { status: 'active', applicationMode: 'donemsel' }, 'unknown'],
  ['nothing known', { status: 'unknown' }, 'unknown'],
  ['not known to run, closes tomorrow', { status: 'unknown', closes: tomorrow }, 'open'],
];

for (const [name, programme, status] of cases)
  test(`a programme that ${name} is ${status}`, () => {
    assert.equal(applicationStatus(programme, today), status);
  });

test('a programme passes through its states day by day, over the turn of a year', () => {
  const programme: Programme = { status: 'active', opens: '2025-12-31', closes: '2026-01-01' };
  const days = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02'];
  assert.deepEqual(
    days.map((day) => applicationStatus(programme, day)),
    ['upcoming', 'open', 'open', 'closed'],
  );
});

test('days compare as numbers', () => {
  assert.equal(dayNumber('2026-01-31'), 20260131);
  assert.ok(dayNumber('2025-12-31') < dayNumber('2026-01-01'));
});

test('the filter asks the rules in their order, each without the earlier ones', () => {
  const closed = '((status = "closed") OR (closes < 20261122))';
  const upcoming = '((opens > 20261122))';
  const continuous = '((applicationMode = "surekli" AND status = "active"))';
  const open = '((closes >= 20261122))';
  const programme = 'type = "programme"';
  assert.equal(applicationStatusFilter('closed', today), `${programme} AND ${closed}`);
  assert.equal(
    applicationStatusFilter('upcoming', today),
    `${programme} AND NOT ${closed} AND ${upcoming}`,
  );
  assert.equal(
    applicationStatusFilter('continuous', today),
    `${programme} AND NOT ${closed} AND NOT ${upcoming} AND ${continuous}`,
  );
  assert.equal(
    applicationStatusFilter('open', today),
    `${programme} AND NOT ${closed} AND NOT ${upcoming} AND NOT ${continuous} AND ${open}`,
  );
  assert.equal(
    applicationStatusFilter('unknown', today),
    `${programme} AND NOT ${closed} AND NOT ${upcoming} AND NOT ${continuous} AND NOT ${open}`,
  );
});
