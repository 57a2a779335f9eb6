import http from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Outcome } from './door-steps';
import { metrics, openMetrics } from '#lib/metrics';
import { vitals } from '#lib/vitals';

/** From a page out of the cache to an engine that hangs. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What the limits before the engine hold at the moment. */
type Way = { inside: () => number; waiting: () => number; clients: () => number };

/** The numbers of this portal, counted as it is told of requests. Labels are of our own making alone. */
export function portalMetrics(way: Way, version: string) {
  const all = metrics();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let engineAnswers: boolean | undefined;

  const requests = all.counter('bys_requests', 'Requests answered, by kind of address and status.');
  const seconds = all.histogram('bys_request_seconds', 'Time until an answer was sent.', bounds);
  const cache = all.counter('bys_page_cache', 'What the page cache said.');
  const searches = all.counter('bys_admission', 'What the limits before the search engine said.');
  all.gauge('bys_searches_inside', 'Requests that ask the engine now.', way.inside);
  all.gauge('bys_searches_waiting', 'Requests that wait to ask it.', way.waiting);
  all.gauge('bys_clients', 'Addresses whose rate is counted.', way.clients);
  all.gauge('bys_engine_up', '1 when the search engine answers.', () =>
    engineAnswers === undefined ? undefined : Number(engineAnswers),
  );
  all.gauge(
    'bys_content_files',
    'Files of the content that were read.',
    () => vitals().content?.().files,
  );
  all.gauge(
    'bys_content_problems',
    'Problems in them, which editors have to mend.',
    () => vitals().content?.().problems,
  );
  all.gauge(
    'process_resident_memory_bytes',
    'Memory of this process.',
    () => process.memoryUsage.rss(),
    'bytes',
  );
  all.gauge(
    'bys_event_loop_delay_seconds',
    'How late the process comes to its work: the 99th percentile since the last look.',
    () => delay.percentile(99) / 1e9,
    'seconds',
  );
  all.gauge('bys_uptime_seconds', 'Since the start.', () => process.uptime(), 'seconds');
  all.info('bys_build', 'What runs.', { version, node: process.versions.node });

  return {
    count: ({ visit, status, ms }: Outcome): void => {
      const { kind } = visit.route;
      requests.add({ kind, status: `${Math.floor(status / 100)}xx` });
      seconds.observe({ kind }, ms / 1000);
      if (visit.cache !== undefined) cache.add({ outcome: visit.cache });
      if (visit.admission !== undefined) searches.add({ outcome: visit.admission });
    },
    page: async (): Promise<string> => {
      engineAnswers = await vitals().engine?.();
      const text = all.page();
      delay.reset();
      return text;
    },
  };
}

/** Shows the page at `/metrics` to this machine alone. */
export function metricsServer(port: number, page: () => Promise<string>): http.Server {
  const server = http.createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    page().then(
      (text) => response.writeHead(200, { 'Content-Type': openMetrics }).end(text),
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
  return server.listen(port, '127.0.0.1');
}
