import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { beforeHead, type Step } from './door';
import { refusalOf, type Asked } from './door-refusals';
import { clientOf, gate, tokenBuckets, type Limits, type Refusal } from '#lib/admission';
import { givenId, requestLine } from '#lib/request-log';
import { routeOf, type Route } from '#lib/route-kind';
import type { securityHeaders } from '#lib/security-headers';

/** What the steps know of one request, and what they tell of it. */
export type Visit = Asked & {
  readonly id: string;
  /** As it was sent, without its query. */
  readonly path: string;
  /** What the page cache said, where it was asked. */
  cache?: string;
  /** What the limits before the engine said, where they were asked. */
  admission?: 'admitted' | Refusal['why'];
};

const visits = new WeakMap<IncomingMessage, Visit>();

/** The same visit for every step of a request. */
export function visitOf(request: IncomingMessage): Visit {
  const known = visits.get(request);
  if (known) return known;
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const query = rest.join('?');
  const id = givenId(String(request.headers['x-request-id'])) ?? randomUUID();
  const fresh: Visit = { id, path, query, route: routeOf(path, query) };
  visits.set(request, fresh);
  return fresh;
}

/** How a request went; `status` 499 is nginx's for a client that went away before the answer. */
export type Outcome = {
  readonly visit: Pick<Visit, 'id' | 'path' | 'cache' | 'admission'> & {
    readonly route: Pick<Route, 'kind' | 'locale'>;
  };
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  readonly bytes: number;
};

const goneAway = 499;

/** Tells of every request once it is over, whoever answered it. */
export const observing =
  (tell: (outcome: Outcome) => void): Step =>
  async (request, response, next) => {
    const began = performance.now();
    const { socket } = request;
    const before = socket.bytesWritten;
    response.once('close', () =>
      tell({
        visit: visitOf(request),
        method: request.method ?? '',
        status: response.headersSent ? response.statusCode : goneAway,
        ms: performance.now() - began,
        bytes: socket.bytesWritten - before,
      }),
    );
    await next();
  };

/** Outcomes as lines of JSON. */
export const asLine = ({ visit, ...outcome }: Outcome): string =>
  requestLine({ ...outcome, ...visit, time: new Date() });

/** What every answer carries, and that a process which ends keeps no connection. */
export const heading =
  (common: ReturnType<typeof securityHeaders>, isStopping: () => boolean): Step =>
  async (request, response, next) => {
    beforeHead(response, (_status, written) => {
      for (const [name, value] of Object.entries(common))
        if (!response.hasHeader(name) && !written.has(name.toLowerCase()))
          response.setHeader(name, value);
      response.setHeader('X-Request-Id', visitOf(request).id);
      if (isStopping()) response.setHeader('Connection', 'close');
    });
    await next();
  };

/** HTTP/1.1 asks for the host (RFC 9112, 3.2). */
export const wellFormed: Step = async (request, response, next) => {
  if (request.headers.host !== undefined || request.httpVersion === '1.0') return next();
  response.writeHead(400, { Connection: 'close', 'Cache-Control': 'no-store' });
  response.end();
};

/**
 * A body that nobody would send us, or of which nobody says how long it is, is not read at all. An editor's
 * picture may be far too large: its own form says so, and loses nothing.
 */
export const bodyLimit =
  ({ anybody, editors }: { anybody: number; editors: number }): Step =>
  async (request, response, next) => {
    const most = visitOf(request).route.kind === 'editor' ? editors : anybody;
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    if (!isChunked && Number(request.headers['content-length'] ?? 0) <= most) return next();
    response.writeHead(isChunked ? 411 : 413, { Connection: 'close', 'Cache-Control': 'no-store' });
    response.end();
  };

/** The limits before the search engine; `refused` counts. */
export function admission(limits: Limits, trustsProxy: boolean) {
  const buckets = tokenBuckets(limits);
  const way = gate(limits);
  const waits = { client: 1, full: 2, late: 5 } as const;

  const refuse = (
    visit: Visit,
    request: IncomingMessage,
    response: ServerResponse,
    no: Refusal,
  ) => {
    visit.admission = no.why;
    const { status, headers, body } = refusalOf(visit, no);
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };

  const step: Step = async (request, response, next) => {
    const visit = visitOf(request);
    if (!visit.route.asksEngine) return next();
    const forwarded = request.headers['x-forwarded-for'];
    const client = clientOf(
      request.socket.remoteAddress ?? '',
      Array.isArray(forwarded) ? forwarded.at(-1) : forwarded,
      trustsProxy,
    );
    const wait = client === undefined ? 0 : buckets.take(client, performance.now());
    if (wait > 0) return refuse(visit, request, response, { why: 'client', wait });
    const gone = new AbortController();
    const onClose = () => gone.abort();
    response.once('close', onClose);
    const entered = await way.enter(gone.signal);
    if (typeof entered === 'string')
      return refuse(visit, request, response, { why: entered, wait: waits[entered] });
    visit.admission = 'admitted';
    // The engine has answered when the head goes out; a slow reader of the rest keeps nobody else out.
    let isInside = true;
    const leave = () => {
      if (isInside) entered.leave();
      isInside = false;
    };
    response.once('close', leave);
    beforeHead(response, leave);
    try {
      await next();
    } finally {
      leave();
    }
  };
  return { step, inside: way.inside, waiting: way.waiting, clients: buckets.held };
}

/** A request that is none: answered on the bare connection, with the same headers as every other. */
export function answerMalformed(
  error: Error & { code?: string },
  socket: Socket,
  common: ReturnType<typeof securityHeaders>,
): number | undefined {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return undefined;
  }
  const status = malformed[error.code ?? ''] ?? 400;
  const head = Object.entries({ ...common, Connection: 'close', 'Content-Length': '0' });
  socket.end(
    [
      `HTTP/1.1 ${status} ${status === 408 ? 'Request Timeout' : status === 431 ? 'Request Header Fields Too Large' : 'Bad Request'}`,
      ...head.map(([name, value]) => `${name}: ${value}`),
      '\r\n',
    ].join('\r\n'),
  );
  return status;
}

const malformed: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};
