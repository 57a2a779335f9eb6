import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { pageHref } from '#lib/addresses';
import {
  accepts,
  operations,
  problemStatus,
  readParameters,
  type Answer,
  type OperationName,
  type ProblemCode,
  type problem,
} from '#lib/api';
import { env } from '#lib/env';
import { isLocale, texts } from '#lib/messages';
import { lastChange } from '#lib/portal';

/** Anybody's page may read what is public. */
export const anybody = { 'Access-Control-Allow-Origin': '*' };

/** What every program may ask about an answer with `ETag` and `Last-Modified`, from any page. */
const readable = 'ETag, Last-Modified, Link';

/**
 * An answer that a program keeps and asks about again: 304 where it has not changed since. `changed` is
 * when anything that can show in it last changed.
 */
export function keepable(
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  changed: Date,
  headers: Record<string, string>,
): Response {
  // Weak, since the server may send the same packed or plain.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const all = {
    ...anybody,
    'Access-Control-Expose-Headers': readable,
    'Cache-Control': 'no-cache',
    ETag: etag,
    'Last-Modified': changed.toUTCString(),
    ...headers,
  };
  return isKnown(request.headers, etag, changed)
    ? new Response(null, { status: 304, headers: all })
    : new Response(body, { headers: all });
}

/** RFC 9110, 13.2.2: with `If-None-Match` the date does not count. */
function isKnown(asked: Headers, etag: string, changed: Date): boolean {
  const tags = asked.get('If-None-Match');
  if (tags !== null)
    return tags.trim() === '*' || (tags.match(/(?:W\/)?"[^"]*"/g) ?? []).some(sameAs(etag));
  const since = Date.parse(asked.get('If-Modified-Since') ?? '');
  return Math.floor(Number(changed) / 1000) * 1000 <= since;
}

const sameAs = (etag: string) => (tag: string) =>
  tag.replace(/^W\//, '') === etag.replace(/^W\//, '');

type Values = Record<string, string | number>;
type Problem = z.infer<typeof problem>;

/** A request that the public interface cannot answer: why, in the language asked for (RFC 9457). */
export function problemAnswer(
  request: Request,
  code: ProblemCode,
  values: Values = {},
  headers: Record<string, string> = {},
  errors?: Problem['errors'],
): Response {
  const asked = new URL(request.url).searchParams.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : 'tr';
  const t = texts(locale);
  const body: Problem = {
    type: `${env().SITE_URL}${pageHref('data', locale)}#${code}`,
    title: t(`api.problems.${code}.title`),
    status: problemStatus[code],
    detail: t(`api.problems.${code}.detail`, values),
    ...(errors && { errors }),
  };
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      ...anybody,
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

type ParametersOf<N extends OperationName> = z.infer<(typeof operations)[N]['parameters']>;

/**
 * Answers one address of the public interface: checks what is asked by the published shapes, then lets
 * `answer` answer. `inPath` are the parts of the address itself, `headers` what this answer alone says.
 */
export async function answerOperation<N extends OperationName>(
  name: N,
  request: Request,
  answer: (values: ParametersOf<N>, parameters: URLSearchParams) => Promise<Answer<N> | Response>,
  more: { inPath?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> {
  const types = ['application/json'];
  if (!accepts(request.headers.get('Accept'), types))
    return problemAnswer(request, 'not-acceptable', { types: types.join(', ') });
  const parameters = new URL(request.url).searchParams;
  const all = new URLSearchParams(parameters);
  for (const [key, value] of Object.entries(more.inPath ?? {})) all.set(key, value);
  const read = readParameters(operations[name].parameters, all);
  if (!read.ok) {
    const list = [...new Set(read.errors.map(({ parameter }) => parameter))].join(', ');
    return problemAnswer(request, 'parameters', { list }, {}, read.errors);
  }
  const values = read.values as ParametersOf<N>; // by the schema of this very operation
  const answered = await answer(values, parameters);
  if (answered instanceof Response) return answered;
  return keepable(request, JSON.stringify(answered), lastChange(values.locale), {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Language': values.locale,
    Vary: 'Accept',
    ...more.headers,
  });
}
