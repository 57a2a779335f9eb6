import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metrics } from '#lib/metrics';

test('the page says type, unit, meaning and every series, and ends as OpenMetrics asks', () => {
  const all = metrics();
  const requests = all.counter('bys_requests', 'Requests by "kind"\nand class');
  const durations = all.histogram('bys_seconds', 'How long', [0.1, 1]);
  all.gauge('bys_files', 'Files', () => 3);
  all.gauge('bys_unknown', 'Not known yet', () => undefined);
  all.gauge('bys_memory_bytes', 'Memory', () => 12, 'bytes');
  all.info('bys_build', 'Build', { version: '1"\\' });
  requests.add({ kind: 'list', status: '2xx' });
  requests.add({ kind: 'list', status: '2xx' }, 2);
  requests.add({ kind: 'entry', status: '4xx' });
  for (const seconds of [0.1, 0.5, 7]) durations.observe({ kind: 'list' }, seconds);
  assert.equal(
    all.page(),
    `# TYPE bys_requests counter
# HELP bys_requests Requests by \\"kind\\"\\nand class
bys_requests_total{kind="list",status="2xx"} 3
bys_requests_total{kind="entry",status="4xx"} 1
# TYPE bys_seconds histogram
# UNIT bys_seconds seconds
# HELP bys_seconds How long
bys_seconds_bucket{kind="list",le="0.1"} 1
bys_seconds_bucket{kind="list",le="1.0"} 2
bys_seconds_bucket{kind="list",le="+Inf"} 3
bys_seconds_count{kind="list"} 3
bys_seconds_sum{kind="list"} 7.6
# TYPE bys_files gauge
# HELP bys_files Files
bys_files 3
# TYPE bys_unknown gauge
# HELP bys_unknown Not known yet
# TYPE bys_memory_bytes gauge
# UNIT bys_memory_bytes bytes
# HELP bys_memory_bytes Memory
bys_memory_bytes 12
# TYPE bys_build info
# HELP bys_build Build
bys_build_info{version="1\\"\\\\"} 1
# EOF
`,
  );
  assert.throws(() => all.counter('bys_files', ''));
});
