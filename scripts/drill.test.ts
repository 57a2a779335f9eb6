import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Drill } from './drills/drill';
import { drill as backup } from './drills/backup';
import { drill as disk } from './drills/disk';
import { drill as flood } from './drills/flood';
import { drill as faults } from './drills/faults';
import { drill as kill } from './drills/kill';
import { drill as nodes } from './drills/nodes';
import { drill as rebuild } from './drills/rebuild';
import { drill as restart } from './drills/restart';

// The short forms of what `npm run drill` does at length.
const drills: Drill[] = [rebuild, kill, disk, backup, nodes, faults, restart, flood];

for (const { name, run } of drills)
  test(`drill ${name}: every row meets its goal`, async () => {
    const rows = await run('short');
    assert.ok(rows.length > 0);
    assert.deepEqual(
      rows.filter(({ ok }) => !ok),
      [],
    );
  });
