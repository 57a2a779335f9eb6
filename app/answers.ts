import { createHash } from 'node:crypto';

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
  body: string,
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
