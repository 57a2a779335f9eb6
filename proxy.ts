import { NextResponse, type NextRequest } from 'next/server';
import { texts } from '#lib/messages';

/**
 * Pages answer to reading only, and run no script but their own: the nonce is new for every answer, which
 * costs nothing more where pages are made on request anyway (docs/decisions/0003).
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const locale = /^\/en(\/|$)/.test(request.nextUrl.pathname) ? 'en' : 'tr';
    return new NextResponse(`${texts(locale)('api.method')}\n`, {
      status: 405,
      headers: { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  if (process.env.NODE_ENV === 'development') return NextResponse.next();
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  matcher: ['/((?!api/|_next/|images/|[^/]*\\.(?:svg|png|ico|txt|xml|webmanifest|woff2|json)$).*)'],
};
