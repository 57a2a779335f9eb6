import { NextResponse, type NextRequest } from 'next/server';
import { securityHeaders } from './security-headers.mjs';
import { pageHref } from '#lib/addresses';
import { texts } from '#lib/messages';
import { addressAt } from '#lib/portal';

/**
 * Pages answer to reading only, an address that names nothing gets the page that says so with status 404
 * (a page cannot choose its status, and Next's own way leaves readers without a script an empty page), and
 * no script runs but our own: the nonce is new for every answer (docs/decisions/0003).
 */
export function proxy(request: NextRequest): NextResponse {
  const response = answerTo(request);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}

function answerTo(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const locale = /^\/en(\/|$)/.test(pathname) ? 'en' : 'tr';
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new NextResponse(`${texts(locale)('api.method')}\n`, {
      status: 405,
      headers: { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  if (publicFile.test(pathname)) return NextResponse.next();
  const address = addressAt(pathname);
  if (address.kind === 'moved') {
    const to = new URL(address.to, request.nextUrl);
    to.search = request.nextUrl.search;
    return NextResponse.redirect(to, 308);
  }
  const headers = new Headers(request.headers);
  const policy = process.env.NODE_ENV === 'development' ? undefined : contentPolicy();
  if (policy) headers.set('Content-Security-Policy', policy);
  // Turkish has no prefix in its addresses; inside, every page stands under its language.
  const path = address.kind === 'here' ? pathname : pageHref('nowhere', locale);
  const inside = new URL(locale === 'tr' ? `/tr${path}` : path, request.nextUrl);
  inside.search = request.nextUrl.search;
  const response = NextResponse.rewrite(inside, {
    request: { headers },
    ...(address.kind === 'nowhere' && { status: 404 }),
  });
  if (policy) response.headers.set('Content-Security-Policy', policy);
  return response;
}

function contentPolicy(): string {
  const nonce = btoa(crypto.randomUUID());
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

// Files of public/ and of Next's own routes (sitemap.xml, robots.txt, opensearch.xml).
const publicFile = /^\/(images\/.*|[^/]*\.(svg|png|ico|txt|xml))$/;

export const config = { matcher: ['/((?!api/|_next/).*)'] };
