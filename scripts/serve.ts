import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import next from 'next';
import packageFile from '../package.json';
import { root } from './bootstrap.mjs';
import { doorOf } from './door';
import {
  admission,
  answerMalformed,
  asLine,
  bodyLimit,
  heading,
  observing,
  type Outcome,
} from './door-steps';
import { metricsServer, portalMetrics } from './metrics-page';
import { limitsOf } from '#lib/admission';
import { env } from '#lib/env';
import { securityHeaders } from '#lib/security-headers';
import { vitals } from '#lib/vitals';

// The portal's own server: Next behind a door of ours. Started by scripts/start.mjs, after a build.

/** Longer than a web server in front keeps an idle connection (nginx: 60 s), so that it ends them first. */
const keepAlive = 75_000;
/** For the head of a request, and for the whole of it. A form with an image of 5 MB at 1.6 Mb/s takes 25 s. */
const headLimit = 10_000;
const requestLimit = 60_000;
/** Our own forms send 12 MB at most; their routes have limits of their own. */
const mostBytes = 13_000_000;
/** A connection whose next request is on its way gets so long to bring it before an end. */
const grace = 500;
/** The launcher ends us after 8 s. */
const longestEnd = 7_000;

// tsx switches them on, and Next's own maps would then be held too: 80 MB (measured).
process.setSourceMapsEnabled(false);
process.title = 'bys-portal';
const hostname = 'localhost';
const { PORT: port, SITE_URL, REQUEST_LOG, METRICS_PORT, ...settings } = env();
const common = securityHeaders({ isTls: SITE_URL.startsWith('https:') });

const way = admission(
  limitsOf(settings.RATE_LIMIT, settings.SEARCHES_AT_ONCE),
  settings.TRUST_PROXY === 'on',
);
const numbers = portalMetrics(way, packageFile.version);

function tell(outcome: Outcome): void {
  numbers.count(outcome);
  if (REQUEST_LOG === 'on') process.stdout.write(`${asLine(outcome)}\n`);
}

// Next would end every connection that asks for an upgrade without an answer: it gets a server of its
// own to listen to, and ours answers such a request like any other.
const app = next({ dev: false, dir: root, hostname, port, httpServer: http.createServer() });
await app.prepare();
const answer = app.getRequestHandler();

const door = doorOf(
  [
    observing(tell),
    heading(common, () => vitals().stopping),
    bodyLimit(mostBytes),
    // Here: the page cache, so that what it holds counts for nothing.
    way.step,
  ],
  (request, response) => answer(request, response),
);

const server = http.createServer(
  {
    keepAliveTimeout: keepAlive,
    headersTimeout: headLimit,
    requestTimeout: requestLimit,
    connectionsCheckingInterval: 2_000,
    maxHeaderSize: 16_384,
  },
  (request, response) => {
    door(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'Cache-Control': 'no-store' }).end();
    });
  },
);
server.on('clientError', (error, socket) => {
  if (!(socket instanceof net.Socket)) return;
  const status = answerMalformed(error, socket, common);
  if (status === undefined) return;
  tell({
    visit: { id: '', path: '', route: { kind: 'nowhere', locale: 'tr' } },
    ...{ method: '', status, ms: 0, bytes: socket.bytesWritten },
  });
});

const numbersServer =
  METRICS_PORT === undefined ? undefined : metricsServer(METRICS_PORT, numbers.page);

/** Takes nothing new, finishes what it has, and ends. */
async function stop(): Promise<void> {
  if (vitals().stopping) return;
  vitals().stopping = true;
  // Node's own `close` would cut connections on which a request is just arriving.
  const closed = new Promise((resolve) => net.Server.prototype.close.call(server, resolve));
  const finished = (async () => {
    await pause(grace);
    for (let isOver = false; !isOver;) {
      server.closeIdleConnections();
      isOver = await Promise.race([closed.then(() => true), pause(50, false)]);
    }
  })();
  await Promise.race([finished, pause(longestEnd)]);
  numbersServer?.close();
  await Promise.race([app.close(), pause(500)]);
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

// A socket that the system holds for us takes connections while we are away (docs/operation/running.md).
if (process.env.BYS_LISTEN_FD) server.listen({ fd: Number(process.env.BYS_LISTEN_FD) });
else server.listen(port, hostname);
