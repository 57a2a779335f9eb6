import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drill } from './keys';

test('the portal’s key searches our indexes and does nothing else, and new keys end the old ones', async () => {
  const rows = await drill.run('short');
  assert.ok(rows.length > 0);
  assert.deepEqual(
    rows.filter(({ ok }) => !ok),
    [],
  );
});
