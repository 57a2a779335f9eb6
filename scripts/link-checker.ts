import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What became of asking for an address. Only `gone`, `unknown-host` and `moved` are sure to need an editor. */
export const linkStates = [
  'gone',
  'unknown-host',
  'moved',
  'tls',
  'failed',
  'slow',
  'refused',
  'private',
  'bad-address',
  'too-many-redirects',
  'not-tried',
  'fine',
] as const;
export type LinkState = (typeof linkStates)[number];

export type LinkAnswer = {
  readonly url: string;
  readonly state: LinkState;
  /** The last HTTP status. */
  readonly status?: number;
  /** Where redirects lead, if they lead anywhere else. */
  readonly to?: string;
  /** The system's own word for a failure: ECONNRESET, CERT_HAS_EXPIRED. */
  readonly reason?: string;
};

export type LinkCheckOptions = {
  /** Milliseconds between two requests to one host. */
  readonly pause: number;
  /** Milliseconds that one request may take. */
  readonly patience: number;
  /** Milliseconds after which nothing more is asked. */
  readonly total: number;
  /** How many hosts are asked at once. */
  readonly hosts: number;
  /** IP addresses that are asked although they are not public; for tests alone. */
  readonly allowed: readonly string[];
};

/** Says who asks, so that a host can refuse or complain. */
export const userAgent = 'BYS-link-check/1.0 (+npm run links:check; one request at a time)';

const mostRedirects = 5;
const gone = new Set([404, 410]);
/** Answers that say more about who asks than about the page. */
const refusals = new Set([401, 403, 405, 406, 407, 429, 451, 501, 503, 999]);
const lasting = new Set([301, 308]);
const redirects = new Set([...lasting, 302, 303, 307]);

const ours = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  ours.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  ours.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is no place on the public internet (IANA's special-purpose registries). */
export const isPrivate = (address: string): boolean =>
  ours.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

class PrivateAddress extends Error {
  readonly code = 'PRIVATE';
}

const mayAsk = (address: string, { allowed }: LinkCheckOptions): boolean =>
  !isPrivate(address) || allowed.includes(address);

/** Asked at the moment of connecting, so that a name cannot mean something else by then. */
const publicOnly =
  (ours: LinkCheckOptions): LookupFunction =>
  (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = error ? [] : found;
      const safe = addresses.filter(({ address }) => mayAsk(address, ours));
      const [first] = safe;
      if (error) done(error, '', 4);
      else if (!first) done(new PrivateAddress(hostname), '', 4);
      else if (options.all) done(null, safe);
      else done(null, first.address, first.family);
    });
  };

type Reply = { status: number; location: string | undefined };

/** The head of an answer; whatever comes behind it is never read. */
function ask(url: URL, method: 'HEAD' | 'GET', options: LinkCheckOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(
      url,
      {
        method,
        agent: false,
        headers: { 'User-Agent': userAgent, Accept: '*/*' },
        signal: AbortSignal.timeout(options.patience),
        lookup: publicOnly(options),
      },
      (response) => {
        resolve({ status: response.statusCode ?? 0, location: response.headers.location });
        response.on('error', () => undefined).destroy();
      },
    );
    request.on('error', reject).end();
  });
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

function stateOf(code: string): LinkState {
  if (code === 'PRIVATE') return 'private';
  if (code === 'ENOTFOUND') return 'unknown-host';
  if (['ABORT_ERR', 'ETIMEDOUT', 'TimeoutError', 'AbortError'].includes(code)) return 'slow';
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code) ? 'tls' : 'failed';
}

/** A place that may be asked: http or https, without a password, and not one of ours. */
function placeOf(text: string, base: URL | undefined, options: LinkCheckOptions): URL | LinkState {
  if (!URL.canParse(text, base)) return 'bad-address';
  const url = new URL(text, base);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '') return 'bad-address';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !mayAsk(host, options) ? 'private' : url;
}

/** Does something with a host when its turn has come. */
type InTurn = <T>(url: URL, act: () => Promise<T>) => Promise<T>;

async function answerOf(
  text: string,
  options: LinkCheckOptions,
  inTurn: InTurn,
): Promise<LinkAnswer> {
  const first = placeOf(text, undefined, options);
  if (typeof first === 'string') return { url: text, state: first };
  let url = first;
  let hasMoved = false;
  const moved = () => (url.href === first.href ? {} : { to: url.href });
  try {
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const at = url;
      let reply = await inTurn(at, () => ask(at, 'HEAD', options));
      // Many servers know no HEAD, or answer it otherwise.
      if (reply.status >= 400) reply = await inTurn(at, () => ask(at, 'GET', options));
      const { status, location } = reply;
      if (!redirects.has(status) || location === undefined) {
        const state = gone.has(status)
          ? 'gone'
          : refusals.has(status)
            ? 'refused'
            : status >= 400
              ? 'failed'
              : hasMoved
                ? 'moved'
                : 'fine';
        return { url: text, state, status, ...moved() };
      }
      const next = placeOf(location, url, options);
      if (typeof next === 'string') return { url: text, state: next, status, to: location };
      hasMoved ||= lasting.has(status);
      url = next;
    }
    return { url: text, state: 'too-many-redirects', ...moved() };
  } catch (error) {
    const reason = codeOf(error);
    return { url: text, state: stateOf(reason), reason, ...moved() };
  }
}

/**
 * Asks for every address once, in the order given: one request at a time to a host and a pause between two,
 * `HEAD` and then `GET` where that is refused, no body ever read. Never throws for what the world does.
 */
export async function checkLinks(
  urls: readonly string[],
  options: LinkCheckOptions,
): Promise<LinkAnswer[]> {
  const end = Date.now() + options.total;
  const queues = new Map<string, string[]>();
  for (const url of new Set(urls)) {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const queue = queues.get(host);
    if (queue) queue.push(url);
    else queues.set(host, [url]);
  }
  const turns = new Map<string, Promise<unknown>>();
  const free = new Map<string, number>();
  const inTurn: InTurn = ({ hostname }, act) => {
    const mine = (turns.get(hostname) ?? Promise.resolve()).then(async () => {
      await sleep(Math.max(0, (free.get(hostname) ?? 0) - Date.now()));
      return act().finally(() => free.set(hostname, Date.now() + options.pause));
    });
    turns.set(
      hostname,
      mine.catch(() => undefined),
    );
    return mine;
  };
  const answers = new Map<string, LinkAnswer>();
  // The longest queues first: the last host alone would keep all waiting.
  const waiting = [...queues.values()].sort((a, b) => b.length - a.length);
  const work = async () => {
    for (let queue = waiting.shift(); queue; queue = waiting.shift())
      for (const url of queue) {
        const answer: LinkAnswer =
          Date.now() >= end ? { url, state: 'not-tried' } : await answerOf(url, options, inTurn);
        answers.set(url, answer);
      }
  };
  await Promise.all(Array.from({ length: options.hosts }, work));
  return [...new Set(urls)].flatMap((url) => answers.get(url) ?? []);
}
