import { createHash } from 'node:crypto';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Handler, Step } from './door';
import { visitOf } from './door-steps';
import { dayInTurkiye } from '#lib/format';
import { searchKey, vitals } from '#lib/vitals';

/** An answer as it was given, packed. */
type Kept = {
  readonly headers: ReadonlyMap<string, string>;
  readonly packed: Buffer;
  /** What it was made of: other content or another day makes it worthless. */
  readonly of: unknown;
  readonly day: string;
  /** Until when it is given as it is. */
  readonly until: number;
};

type Captured = { readonly status: number; readonly body: Buffer };

const mostPages = 500;
/** So long a page is given as it is; then for a while once more, while a new one is made. */
const freshFor = 60_000;
const onceMoreFor = 20_000;
/** The index follows the content within that time; what is asked meanwhile may still be the old. */
const settling = 3_000;
/** On a busy machine it may take longer; what is made so soon after a change is soon made again. */
const unsure = 30_000;
const freshIfUnsure = 2_000;
const leastPacked = 1_024;

/**
 * Keeps pages of searches, by their whole address: the same words are asked again and again, and making the
 * page takes two hundred times as long as giving it. Nothing outlives a change of the content or the day;
 * only what the page itself has told to be a whole answer is kept. `answer` makes a page anew behind a
 * reader's back. `now` in milliseconds.
 */
export function pageCache(answer: Handler, now: () => number = () => performance.now()): Step {
  const pages = new Map<string, Kept>();
  const making = new Set<string>();
  let known: { readonly of: unknown; readonly since: number } | undefined;

  /** The content that pages are made of now, and whether the index has had time to follow it. */
  function content(): { of: unknown; isSettled: boolean; fresh: number } {
    const of = vitals().revision?.();
    const last = known;
    const current = last?.of === of && last ? last : { of, since: last ? now() : -Infinity };
    if (current !== last) pages.clear();
    known = current;
    const age = now() - current.since;
    const fresh = age < unsure ? freshIfUnsure : freshFor;
    return { of, isSettled: of !== undefined && age >= settling, fresh };
  }

  async function keep(key: string, response: ServerResponse, { status, body }: Captured) {
    const packed = await pack(body);
    const { of, isSettled, fresh } = content();
    const policy = response.getHeader('Content-Security-Policy');
    const isWhole =
      status === 200 &&
      isSettled &&
      typeof policy === 'string' &&
      !response.hasHeader('Set-Cookie') &&
      vitals().answers?.has(key);
    if (isWhole) {
      const headers = new Map(
        Object.entries(response.getHeaders()).flatMap(([name, value]) =>
          perAnswer.has(name) || value === undefined ? [] : [[name, String(value)]],
        ),
      );
      headers.set('content-security-policy', policyOf(policy, body.toString()));
      const [oldest] = pages.keys();
      if (oldest !== undefined && pages.size >= mostPages) pages.delete(oldest);
      pages.set(key, { headers, packed, of, day: dayInTurkiye(new Date()), until: now() + fresh });
    }
    return packed;
  }

  /** Makes a page anew for those who come after; a failure leaves what is there until it is too old. */
  async function remake(key: string, old: Kept, request: IncomingMessage): Promise<void> {
    if (making.has(key) || pages.get(key) !== old) return;
    making.add(key);
    try {
      const apart = new ServerResponse(request);
      const { captured } = capture(apart);
      const done = answer(request, apart);
      const made = await Promise.race([captured, done.then(() => captured)]);
      // Next waits for it; nothing is sent anywhere.
      apart.emit('finish');
      await Promise.all([done, keep(key, apart, made)]);
    } catch (error) {
      console.error(error);
    } finally {
      making.delete(key);
    }
  }

  return async (request, response, next) => {
    const visit = visitOf(request);
    const { route, path, query } = visit;
    const isPage = route.form === 'page' && route.asksEngine && request.method === 'GET';
    // Next's own requests for parts of pages are answered otherwise.
    if (!isPage || request.headers.rsc !== undefined || request.headers.cookie !== undefined)
      return next();
    const key = searchKey(path, query);
    const accepts = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    // What is kept is packed once, so that Next must not.
    delete request.headers['accept-encoding'];
    const { of } = content();
    const page = pages.get(key);
    const isThere = page?.of === of && page?.day === dayInTurkiye(new Date());
    if (page && isThere && now() < page.until + onceMoreFor) {
      const isFresh = now() < page.until;
      visit.cache = isFresh ? 'fresh' : 'stale';
      vitals().answers?.get(key)?.(new Headers(headersOf(request)));
      for (const [name, value] of page.headers) response.setHeader(name, value);
      await give(response, page.packed, accepts);
      if (!isFresh) await remake(key, page, request);
      return undefined;
    }
    visit.cache = 'miss';
    const { captured, release } = capture(response);
    const done = next();
    // Whoever makes the page waits until it is sent, and it is sent when it is made.
    const made = await Promise.race([captured, done.then(() => captured)]).finally(release);
    // Who went away gets nothing, and what was not finished is not kept.
    if (response.destroyed) return done;
    response.statusCode = made.status;
    if (made.body.length < leastPacked || response.hasHeader('Content-Encoding'))
      response.end(made.body);
    else await give(response, await keep(key, response, made), accepts);
    return done;
  };
}

/** Headers that belong to one answer, or say how it was sent. */
const perAnswer = new Set([
  'connection',
  'content-length',
  'content-encoding',
  'date',
  'transfer-encoding',
  'x-request-id',
]);

const headersOf = ({ headers }: IncomingMessage): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );

const pack = (body: Buffer): Promise<Buffer> => promisify(gzip)(body);

async function give(response: ServerResponse, packed: Buffer, accepts: boolean): Promise<void> {
  const body = accepts ? packed : await promisify(gunzip)(packed);
  if (accepts) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Vary', varying(response.getHeader('Vary')));
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

const varying = (given: unknown): string => {
  const names = [given ?? [], 'Accept-Encoding']
    .flat()
    .flatMap((value) => String(value).split(','));
  return [...new Map(names.map((name) => [name.trim().toLowerCase(), name.trim()])).values()].join(
    ', ',
  );
};

/**
 * Collects what is written to an answer instead of sending it; its headers stay on it. `captured` resolves
 * when the answer is ended, and when whoever asked has gone; `release` lets the answer be written again.
 */
function capture(response: ServerResponse): {
  captured: Promise<Captured>;
  release: () => void;
} {
  const { writeHead, write, end, flushHeaders } = response;
  const parts: Buffer[] = [];
  const add = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string')
      parts.push(Buffer.from(chunk, typeof encoding === 'string' ? toEncoding(encoding) : 'utf8'));
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk));
  };
  const call = (given: readonly unknown[]) => {
    const done = given.find((one): one is () => void => typeof one === 'function');
    if (done) process.nextTick(done);
  };
  const release = () => {
    Object.assign(response, { writeHead, write, end, flushHeaders });
  };
  const captured = new Promise<Captured>((resolve) => {
    const over = () => {
      release();
      response.off('close', over);
      resolve({ status: response.statusCode, body: Buffer.concat(parts) });
    };
    response.once('close', over);
    Object.assign(response, {
      flushHeaders: () => undefined,
      writeHead: (status: number, ...rest: unknown[]) => {
        response.statusCode = status;
        const given = rest.find((one) => typeof one === 'object' && one !== null);
        for (const [name, value] of Object.entries(given ?? {}))
          response.setHeader(name, value as string | string[]); // as node:http takes them
        return response;
      },
      write: (chunk: unknown, ...rest: unknown[]) => {
        add(chunk, rest[0]);
        call(rest);
        return true;
      },
      end: (...given: unknown[]) => {
        add(given[0], given[1]);
        call(given);
        // The steps that look at the head have not been asked yet.
        if (!response.headersSent) response.writeHead(response.statusCode);
        over();
        return response;
      },
    });
  });
  return { captured, release };
}

const toEncoding = (name: string): BufferEncoding => (Buffer.isEncoding(name) ? name : 'utf8');

/**
 * A policy for a page that is given to many: a number used once would be none, so the page's own scripts
 * are named by what they say.
 */
function policyOf(policy: string, html: string): string {
  const said = [...html.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes = '']) => !/type="application\/(?:ld\+)?json"/.test(attributes))
    .map(
      ([, , text = '']) =>
        `'sha256-${createHash('sha256').update(text.replace(/\r\n?/g, '\n')).digest('base64')}'`,
    );
  return policy.replace(/'nonce-[^']*'/, [...new Set(said)].join(' '));
}
