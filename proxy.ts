import { NextResponse, type NextRequest } from 'next/server';
import { anybody, problemAnswer } from './app/answers';
import {
  accounts,
  cookieIn,
  editorAt,
  editorCookie,
  signInHref,
  withCookie,
} from './app/editor-session';
import { countOpening } from './app/search-counting';
import { askedPath, askedQuery, decodePath, pageHref } from '#lib/addresses';
import { apiRoot } from '#lib/api';
import { newCookie } from '#lib/editor-accounts';
import { editorPageAt, type EditorPage } from '#lib/editors';
import { texts } from '#lib/messages';
import { addressAt } from '#lib/portal';
import { isNoPage } from '#lib/route-kind';

/**
 * Pages answer to reading only, an address that names nothing gets the page that says so with status 404
 * (a page cannot choose its status, and Next's own way leaves readers without a script an empty page), and
 * no script runs but our own: the nonce is new for every answer (docs/decisions/0003). What every answer
 * carries, whoever gives it, stands in `lib/security-headers.ts` and is set by the door before Next.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = request.nextUrl;
  const isEditors = editorPageAt(pathname) !== undefined || pathname.startsWith('/api/editor/');
  const response = await answerTo(request);
  for (const [name, value] of Object.entries({
    ...(isEditors && editorHeaders),
    // Whatever file stands there by hand: a picture runs nothing.
    ...(pathname.startsWith('/images/') && {
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    }),
  }))
    response.headers.set(name, value);
  return response;
}

async function answerTo(request: NextRequest): Promise<Response> {
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
  if (isNoPage(pathname)) return NextResponse.next();
  const editorPage = editorPageAt(pathname);
  const address =
    editorPage === undefined
      ? addressAt(pathname)
      : { kind: isEditorPage(editorPage) ? ('here' as const) : ('nowhere' as const) };
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
  const isEditors = editorPage !== undefined && address.kind === 'here';
  if (isEditors && !isForAnybody.has(editorPage) && !(await editorAt(request.headers)))
    return NextResponse.redirect(
      new URL(signInHref(locale, `${pathname}${request.nextUrl.search}`), request.nextUrl),
      303,
    );
  // A form's token follows from the cookie, so that whoever may see a form must have one.
  const cookie = isEditors && !cookieIn(request.headers) ? newCookie() : undefined;
  const headers = cookie ? withCookie(request.headers, cookie) : new Headers(request.headers);
  const isForFrames = pathname === pageHref('embed', locale);
  const policy =
    process.env.NODE_ENV === 'development'
      ? undefined
      : contentPolicy(
          isForFrames ? '*' : isEditors && pathname.endsWith('/onizleme') ? "'self'" : "'none'",
        );
  if (policy) headers.set('Content-Security-Policy', policy);
  headers.set(askedPath, pathname);
  headers.set(askedQuery, request.nextUrl.search);
  if (address.kind === 'here' && !isEditors) countOpening(request.headers, pathname);
  const page = address.kind === 'here' ? pathname : pageHref('nowhere', locale);
  const response = NextResponse.rewrite(inside(page), {
    request: { headers },
    ...(address.kind === 'nowhere' && { status: 404 }),
  });
  if (policy) response.headers.set('Content-Security-Policy', policy);
  if (cookie) response.headers.append('Set-Cookie', editorCookie(cookie));
  return response;
}

/** The editors' side is there only while it is switched on; what it does not have is our 404. */
const isEditorPage = (page: EditorPage | 'nowhere'): boolean =>
  page !== 'nowhere' && accounts().isOn();

const isForAnybody: ReadonlySet<EditorPage | 'nowhere'> = new Set(['signIn', 'invitation']);

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

/** On the editors' side nothing is kept on the way, listed by engines or told to other sites. */
const editorHeaders = {
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow',
  'Referrer-Policy': 'same-origin',
};

// `headers` in next.config.mjs would answer 500 to a broken percent-encoding, so all goes through here.
export const config = { matcher: '/(.*)' };
