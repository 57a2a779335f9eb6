import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';

/** What stands between a portal and its engine does to every question. */
export const faults = [
  'refused',
  'reset',
  'hang',
  'slow',
  'drip',
  'truncated',
  'garbage',
  'no-json',
  'wrong-shape',
  'too-long',
  'no-key',
  'key-refused',
  'no-index',
  'not-found',
  'overloaded',
] as const;
export type Fault = (typeof faults)[number];

/** A door to a real engine that can be made to fail, on a port that stays the same. */
export type FaultProxy = {
  readonly url: string;
  /** From now on; what is under way is cut off. */
  set(mode: Fault | 'pass'): Promise<void>;
  /** How many questions have come since the mode was last set; refused connections never come. */
  count(): number;
  stop(): Promise<void>;
};

const engineSays = (message: string, code: string) => JSON.stringify({ message, code });

/** Answers of an engine that speaks HTTP, but not the truth. */
const told: Partial<Record<Fault, { status: number; body: string }>> = {
  'no-json': { status: 200, body: '<html>Welcome to nginx</html>' },
  'wrong-shape': { status: 200, body: '{"results":[{"hits":"none"}],"facetHits":7}' },
  'no-key': {
    status: 401,
    body: engineSays('The Authorization header is missing.', 'missing_authorization_header'),
  },
  'key-refused': {
    status: 403,
    body: engineSays('The provided API key is invalid.', 'invalid_api_key'),
  },
  'no-index': {
    status: 400,
    body: engineSays('Inside `.queries[0]`: Index `bys_tr` not found.', 'index_not_found'),
  },
  'not-found': {
    status: 404,
    body: engineSays('Index `bys_tr` not found.', 'index_not_found'),
  },
  overloaded: {
    status: 503,
    body: engineSays('Too many search requests running.', 'too_many_search_requests'),
  },
};

const slowMs = 5_000;
const pauseMs = 100;

/** Starts a proxy to the engine at that address. It answers `slow` late but whole, `drip` by 1 kB a second. */
export async function startFaultProxy(engineUrl: string): Promise<FaultProxy> {
  let mode: Fault | 'pass' = 'pass';
  let asked = 0;
  const sockets = new Set<net.Socket>();
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, work: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };

  /** The engine's own answer, read to its end. */
  const passed = async (request: http.IncomingMessage) => {
    const body: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) body.push(piece);
    const { 'content-type': type, authorization } = request.headers;
    const answer = await fetch(engineUrl + (request.url ?? '/'), {
      method: request.method ?? 'GET',
      headers: {
        'Accept-Encoding': 'identity',
        ...(type && { 'Content-Type': type }),
        ...(authorization && { Authorization: authorization }),
      },
      ...(body.length > 0 && { body: Buffer.concat(body) }),
    });
    return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
  };

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    asked += 1;
    const { socket } = request;
    const whole = ({ status, body }: { status: number; body: string | Buffer }) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
    if (mode === 'hang') return;
    if (mode === 'garbage') return socket.end('\u0000\u0007 220 mail.example.org ESMTP\r\n\r\n');
    if (mode === 'too-long') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const piece = ' '.repeat(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      return response.on('drain', more) && more();
    }
    const lie = mode === 'pass' ? undefined : told[mode];
    if (lie) return whole(lie);
    const real = await passed(request);
    const header = { 'Content-Type': 'application/json', 'Content-Length': real.body.length };
    switch (mode) {
      case 'slow':
        return later(slowMs, () => whole(real));
      case 'reset':
      case 'truncated': {
        response.writeHead(real.status, header);
        const half = real.body.subarray(0, real.body.length / 2);
        const cut = () => (mode === 'reset' ? socket.resetAndDestroy() : socket.end());
        return response.write(half, cut);
      }
      case 'drip': {
        response.writeHead(real.status, header);
        const drop = (from: number): void => {
          if (response.destroyed) return;
          response.write(real.body.subarray(from, from + pauseMs));
          if (from + pauseMs < real.body.length) later(pauseMs, () => drop(from + pauseMs));
          else response.end();
        };
        return drop(0);
      }
      default:
        return whole(real);
    }
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const cutAll = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const socket of sockets) socket.destroy();
  };
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    cutAll();
    await closed;
  };

  await listen(0);
  const { port } = server.address() as net.AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => asked,
    async set(next) {
      cutAll();
      mode = next;
      asked = 0;
      if (next === 'refused') await close();
      else if (!server.listening) await listen(port);
    },
    stop: close,
  };
}
