import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import packageFile from '../package.json';
import { doorOf, type Handler, type Step } from './door';
import {
  admission,
  answerMalformed,
  asLine,
  bodyLimit,
  heading,
  observing,
  wellFormed,
  type Outcome,
} from './door-steps';
import { metricsServer, portalMetrics } from './metrics-page';
import { limitsOf, type Limits } from '#lib/admission';
import type { Environment } from '#lib/env';
import { securityHeaders } from '#lib/security-headers';

/** Longer than a web server in front keeps an idle connection (nginx: 60 s), so that it ends them first. */
const keepAlive = 75_000;
/** For the head of a request, and for the whole of it. A form with an image of 5 MB at 1.6 Mb/s takes 25 s. */
const headLimit = 10_000;
const requestLimit = 60_000;
/** Our own forms send 12 MB at most; their routes have limits of their own. */
const mostBytes = { anybody: 13_000_000, editors: 64_000_000 };
/** A connection whose next request is on its way gets so long to bring it before an end. */
const grace = 500;
/** The launcher ends us after 8 s. */
const longestEnd = 7_000;

export type DoorSettings = Pick<
  Environment,
  'SITE_URL' | 'REQUEST_LOG' | 'TRUST_PROXY' | 'RATE_LIMIT' | 'SEARCHES_AT_ONCE'
> & {
  METRICS_PORT?: number | undefined;
  /** Other limits than those that follow from the two figures. */
  limits?: Partial<Limits>;
  /** Other times than those above, in milliseconds. */
  times?: { head?: number; end?: number };
  /** Where the lines of the log go. */
  write?: (line: string) => void;
};

export type Door = {
  /** Not yet listening. */
  readonly server: http.Server;
  readonly numbers: () => Promise<string>;
  /** Takes nothing new, and ends when what was begun is finished, or after `times.end`. */
  readonly stop: () => Promise<void>;
};

/** The server before `answer`: everything that holds for every request, whoever answers it. */
export function doorServer(
  answer: Handler,
  { times = {}, ...settings }: DoorSettings,
  cache: readonly Step[] = [],
): Door {
  const common = securityHeaders({ isTls: settings.SITE_URL.startsWith('https:') });
  const write = settings.write ?? ((line) => process.stdout.write(line));
  const limits = limitsOf(settings.RATE_LIMIT, settings.SEARCHES_AT_ONCE);
  const way = admission({ ...limits, ...settings.limits }, settings.TRUST_PROXY === 'on');
  const numbers = portalMetrics(way, packageFile.version);

  let isStopping = false;

  function tell(outcome: Outcome): void {
    numbers.count(outcome);
    if (settings.REQUEST_LOG === 'on') write(`${asLine(outcome)}\n`);
  }

  const door = doorOf(
    [
      observing(tell),
      heading(common, () => isStopping),
      wellFormed,
      bodyLimit(mostBytes),
      // Before the limits, so that what is kept costs nobody anything.
      ...cache,
      way.step,
    ],
    answer,
  );

  const server = http.createServer(
    {
      keepAliveTimeout: keepAlive,
      headersTimeout: times.head ?? headLimit,
      requestTimeout: requestLimit,
      connectionsCheckingInterval: Math.min(2_000, (times.head ?? headLimit) / 2),
      maxHeaderSize: 16_384,
      // Node would answer such a request by itself, without our headers.
      requireHostHeader: false,
    },
    (request, response) => {
      door(request, response).catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500, { 'Cache-Control': 'no-store' }).end();
      });
    },
  );
  const unexpected = doorOf([observing(tell), heading(common, () => isStopping)], (_, response) => {
    response.writeHead(417, { Connection: 'close', 'Cache-Control': 'no-store' }).end();
    return Promise.resolve();
  });
  server.on('checkExpectation', (request, response) => void unexpected(request, response));
  server.on('clientError', (error, socket) => {
    if (!(socket instanceof net.Socket)) return;
    const status = answerMalformed(error, socket, common);
    if (status === undefined) return;
    tell({
      visit: { id: '', path: '', route: { kind: 'nowhere', locale: 'tr' } },
      ...{ method: '', status, ms: 0, bytes: socket.bytesWritten },
    });
  });
  const { METRICS_PORT } = settings;
  const numbersServer =
    METRICS_PORT === undefined ? undefined : metricsServer(METRICS_PORT, numbers.page);

  return {
    server,
    numbers: numbers.page,
    stop: async () => {
      isStopping = true;
      // Node's own `close` would cut connections on which a request is just arriving.
      const closed = new Promise((resolve) => net.Server.prototype.close.call(server, resolve));
      const finished = (async () => {
        await pause(grace);
        for (let isOver = false; !isOver;) {
          server.closeIdleConnections();
          isOver = await Promise.race([closed.then(() => true), pause(50, false)]);
        }
      })();
      await Promise.race([finished, pause(times.end ?? longestEnd, undefined, { ref: false })]);
      server.closeAllConnections();
      numbersServer?.close();
    },
  };
}
