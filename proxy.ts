import { NextResponse, type NextRequest } from 'next/server';
import { anybody, problemAnswer } from './app/answers';
import { askedPath, decodePath, pageHref } from '#lib/addresses';
import { apiRoot } from '#lib/api';
import { texts } from '#lib/messages';
import { addressAt } from '#lib/portal';

/**
 * Pages answer to reading only, an address that names nothing gets the page that says so with status 404
 * (a page cannot choose its status, and Next's own way leaves readers without a script an empty page), and
 * no script runs but our own: the nonce is new for every answer (docs/decisions/0003).
 */
export function proxy(request: NextRequest): Response {
  const response = answerTo(request);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}

function answerTo(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const locale = /^\/en(\/|$)/.test(pathname) ? 'en' : 'tr';
  // Next answers 500 to a broken encoding; written out in full it is an address like any other.
  if (decodePath(pathname) === undefined)
    return NextResponse.redirect(new URL(pathname.replaceAll('%', '%25'), request.nextUrl), 308);
  if (pathname.startsWith(`${apiRoot}/`)) return publicInterface(request) ?? NextResponse.next();
  // Route handlers refuse other methods themselves.
  if (pathname.startsWith('/api/')) return NextResponse.next();
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new NextResponse(`${texts(locale)('api.method')}\n`, {
      status: 405,
      headers: { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  if (noPage.test(pathname)) return NextResponse.next();
  const address = addressAt(pathname);
  if (address.kind === 'moved') {
    const to = new URL(address.to, request.nextUrl);
    to.search = request.nextUrl.search;
    return NextResponse.redirect(to, 308);
  }
  // Turkish has no prefix in its addresses; inside, every page stands under its language.
  const inside = (page: string, folder = '') => {
    const url = new URL(`${folder}${locale === 'tr' ? '/tr' : ''}${page}`, request.nextUrl);
    url.search = request.nextUrl.search;
    return url;
  };
  if (address.kind === 'file')
    return NextResponse.rewrite(inside(address.page, `/files/${address.format}`));
  const headers = new Headers(request.headers);
  const isForFrames = pathname === pageHref('embed', locale);
  const policy =
    process.env.NODE_ENV === 'development'
      ? undefined
      : contentPolicy(isForFrames ? '*' : "'none'");
  if (policy) headers.set('Content-Security-Policy', policy);
  headers.set(askedPath, pathname);
  const page = address.kind === 'here' ? pathname : pageHref('nowhere', locale);
  const response = NextResponse.rewrite(inside(page), {
    request: { headers },
    ...(address.kind === 'nowhere' && { status: 404 }),
  });
  if (policy) response.headers.set('Content-Security-Policy', policy);
  return response;
}

/** What the public interface says to every address alike: it is for reading, from any page. */
function publicInterface(request: NextRequest): Response | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'OPTIONS') return problemAnswer(request, 'method', {}, { Allow: reading });
  return new Response(null, {
    status: 204,
    headers: {
      ...anybody,
      'Access-Control-Allow-Methods': reading,
      'Access-Control-Allow-Headers': 'Accept, If-None-Match, If-Modified-Since',
      'Access-Control-Max-Age': '86400',
    },
  });
}

const reading = 'GET, HEAD, OPTIONS';

/** `frames`: the sites that may show the page in a frame. */
function contentPolicy(frames: string): string {
  const nonce = btoa(crypto.randomUUID());
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frames}`,
  ].join('; ');
}

// What is no page: Next's own files, its routes for machines, and public/.
const noPage = /^\/(_next|images)\/|^\/[^/]*\.(svg|png|ico|txt|xml)$/;

/** What every answer carries, whatever its status. */
const securityHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

// `headers` in next.config.mjs would answer 500 to a broken percent-encoding, so all goes through here.
export const config = { matcher: '/(.*)' };
