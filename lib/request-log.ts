import { decodePath, pageHref } from '#lib/addresses';
import { withoutPersonalData } from '#lib/personal-data';
import type { Route } from '#lib/route-kind';

/** One request as it is written down. Nothing in it says who asked or what words were looked for. */
export type LoggedRequest = {
  readonly time: Date;
  readonly id: string;
  readonly method: string;
  /** The path as it was sent, without its query. */
  readonly path: string;
  readonly route: Pick<Route, 'kind' | 'locale'>;
  readonly status: number;
  readonly ms: number;
  /** Sent over the wire, headers included. */
  readonly bytes: number;
  /** What the page cache and the limits before the engine said, where they were asked. */
  readonly cache?: string | undefined;
  readonly admission?: string | undefined;
};

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);
const longestPath = 200;
const mark = '[…]';

/** Nine digits, however they are parted: no address of ours has so many, a phone number has. */
const digitRun = /\p{Nd}(?:[\s./()+-]*\p{Nd}){8,}/gu;

/**
 * A line of JSON without its end. Query, address of the asker, referrer and program do not come in; a path
 * comes in without control characters and without what may belong to a person.
 */
export function requestLine(request: LoggedRequest): string {
  const { time, id, method, route, status, ms, bytes, cache, admission } = request;
  return JSON.stringify({
    time: time.toISOString(),
    id,
    method: methods.has(method) ? method : 'other',
    kind: route.kind,
    locale: route.locale,
    path: writtenPath(request.path, route),
    status,
    ms: Math.round(ms * 10) / 10,
    bytes,
    cache,
    admission,
  });
}

function writtenPath(path: string, { kind, locale }: LoggedRequest['route']): string {
  const text = cleaned(path);
  // A report's code opens the report to whoever has it, and so do some addresses of the editors' side.
  const correction = pageHref('correction', locale);
  if (text.startsWith(`${correction}/`)) return `${correction}/…`;
  return kind === 'editor' ? text.replace(/^((?:\/api|\/en)?\/editor\/[^/]*).+$/, '$1/…') : text;
}

/** However often it was encoded: what a reader of the log would see after decoding it himself. */
function plainOf(path: string): string {
  let text = path;
  for (let turn = 0; turn < 5; turn++) {
    // A sign that is no encoding of anything stays as it is.
    const next = text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => decodePath(part) ?? part);
    if (next === text) break;
    text = next;
  }
  return text.normalize('NFKC');
}

function cleaned(path: string): string {
  const text = plainOf(path).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  return withoutPersonalData(text, { mark })
    .text.replace(digitRun, mark)
    .split('/')
    .map((part) => (/[@＠]|%40/.test(part) ? mark : part))
    .join('/')
    .slice(0, longestPath)
    .toWellFormed();
}

/**
 * The number of a request that a web server in front has given it, if it is one: 32 hexadecimal digits, as
 * nginx makes them, or a UUID. Anything else could carry what must not be written down.
 */
export function givenId(header: string | undefined): string | undefined {
  const id = header ?? '';
  const isId = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(id);
  return isId && withoutPersonalData(id).removed.length === 0 ? id : undefined;
}
