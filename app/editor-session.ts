import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { askedPath } from '#lib/addresses';
import { editorStore } from '#lib/data-store';
import { csrfOf, editorAccounts, isCsrf, type EditorAccounts } from '#lib/editor-accounts';
import { editorHref, hasRight, safeWay, type Person, type Right } from '#lib/editors';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import type { Provider } from '#lib/openid';
import { rateLimit, type RateLimit } from '#lib/rate-limit';
import type { Link } from '#lib/view';
import { xmlText } from '#lib/xml';

/** Who is signed in, and the token that every form of theirs brings along. */
export type SignedIn = { readonly person: Person; readonly csrf: string };

/** The accounts of this portal. */
export const accounts = (): EditorAccounts => editorAccounts(editorStore());

const isSecure = () => env().SITE_URL.startsWith('https:');

/** `__Host-` binds a cookie to this very host; browsers take that name over TLS only. */
const named = (name: string) => (isSecure() ? `__Host-${name}` : name);
const cookieName = () => named('bys-editor');

/** No script reads such a cookie, and no other site's form or frame sends it. */
const cookie = (name: string, value: string): string =>
  `${named(name)}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure() ? '; Secure' : ''}`;

const valueIn = (sent: Headers, name: string): string | undefined =>
  (sent.get('cookie') ?? '')
    .split(/;\s*/)
    .find((part) => part.startsWith(`${named(name)}=`))
    ?.slice(named(name).length + 1);

/** The cookie for a browser that works on the editors' side. */
export const editorCookie = (value: string): string => cookie('bys-editor', value);

/** Takes the cookie away. */
export const noEditorCookie = (): string => `${editorCookie('')}; Max-Age=0`;

/** The value of the editors' cookie that a request brings. */
export const cookieIn = (sent: Headers): string | undefined =>
  valueIn(sent, 'bys-editor')?.match(/^[\w-]{43}$/)?.[0];

/** What a browser brings back from the institution's sign-in, for ten minutes. */
export const openIdCookie = (flow: string): string => `${cookie('bys-openid', flow)}; Max-Age=600`;
export const noOpenIdCookie = (): string => `${cookie('bys-openid', '')}; Max-Age=0`;
export const openIdFlowIn = (sent: Headers): string | undefined => valueIn(sent, 'bys-openid');

/** The institution's identity provider, where the operator named one. */
export function provider(): Provider | undefined {
  const { OIDC, SITE_URL } = env();
  return OIDC && { ...OIDC, callback: `${SITE_URL}/api/editor/openid/callback` };
}

/** The same request headers as if the browser had brought this cookie already. */
export function withCookie(sent: Headers, value: string): Headers {
  const next = new Headers(sent);
  next.set('cookie', [`${cookieName()}=${value}`, sent.get('cookie')].filter(Boolean).join('; '));
  return next;
}

/** Who is signed in; nobody where the session has ended, the account is closed or the editor is off. */
export async function editorAt(sent: Headers): Promise<SignedIn | undefined> {
  const cookie = cookieIn(sent);
  const all = accounts();
  const person = cookie !== undefined && all.isOn() ? await all.personAt(cookie) : undefined;
  return cookie !== undefined && person ? { person, csrf: csrfOf(cookie) } : undefined;
}

/** Who looks at this page of the editors' side; anybody else is sent to sign in first. */
export async function editorHere(locale: Locale): Promise<SignedIn> {
  const sent = await headers();
  const editor = await editorAt(sent);
  return editor ?? redirect(signInHref(locale, sent.get(askedPath)));
}

/** The sign-in page, from which one is led to `way`. */
export const signInHref = (locale: Locale, way: string | null, more: Record<string, string> = {}) =>
  `${editorHref('signIn', locale)}?${new URLSearchParams({ devam: safeWay(way, locale), ...more }).toString()}`;

const minute = 60_000;
const holder = globalThis as typeof globalThis & {
  bysSignIns?: { each: RateLimit; all: RateLimit };
};

/**
 * Whether one more password may be tried from there. The last address of x-forwarded-for is what the server
 * before us saw; without such a server it is whatever the client says, so that all together are limited too
 * (and each account, see `signIn`).
 */
export function maySignIn(request: Request): boolean {
  const limits = (holder.bysSignIns ??= {
    each: rateLimit(30, 10 * minute),
    all: rateLimit(200, minute),
  });
  const from = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim().slice(0, 64) ?? '';
  const now = new Date();
  return limits.each.allows(from, now) && limits.all.allows('', now);
}

/** A page with the ticket of a form that waits for its person; the page alone where the ticket is ''. */
export function onwardHref(way: string, ticket: string): string {
  if (ticket === '') return way;
  const [path = '', query = ''] = way.split('?');
  const asked = new URLSearchParams(query);
  asked.set('bilet', ticket);
  return `${path}?${asked.toString()}`;
}

/**
 * A form that may do what it asks for: who sent it, its fields, and the page that it stood on (to lead back
 * to). Or the answer to give instead, and then nothing may be done.
 */
export type Post =
  | {
      readonly ok: true;
      readonly editor: SignedIn;
      readonly form: FormData;
      readonly locale: Locale;
      readonly page: string;
    }
  | { readonly ok: false; readonly answer: Response };

/**
 * What a form of ours may hold, files aside, in bytes: a pasted text of 2 MB, whose marks are sent as three
 * bytes each. (Next itself cuts a body after 10 MB.)
 */
const mostBytes = 8_000_000;

/**
 * Judges a POST of the editors' side: from our own page, with that page's token, by somebody signed in who
 * has the right. Whose session has ended signs in again and finds the form as it was typed: its page is
 * then asked with `bilet`, see `takeBack`. `most` is the largest body, in bytes.
 */
export async function mayPost(request: Request, right: Right, most = mostBytes): Promise<Post> {
  const read = await readPost(request, most);
  if (!read.ok) return read;
  const { form, locale, page, cookie } = read;
  const editor = await editorAt(request.headers);
  if (!editor) {
    const former = accounts().formerAt(cookie);
    const ticket = former && (await keepForLater(former, page, form));
    return {
      ok: false,
      answer: seeOther(signInHref(locale, page, ticket ? { bilet: ticket } : { bitti: '1' })),
    };
  }
  if (!hasRight(editor.person.role, right))
    return { ok: false, answer: refusal(locale, 403, `editor.refused.${right}`) };
  return { ok: true, editor, form, locale, page };
}

/** As `mayPost`, where nobody need be signed in: the form comes from our own page in the same browser. */
export async function readPost(
  request: Request,
  most = mostBytes,
): Promise<
  | { ok: true; form: FormData; locale: Locale; page: string; cookie: string }
  | { ok: false; answer: Response }
> {
  const stop = (locale: Locale, status: number, code: string) =>
    ({ ok: false, answer: refusal(locale, status, `editor.refused.${code}`) }) as const;
  const from = pageBefore(request);
  const guessed = localeOf(from);
  if (!accounts().isOn()) return stop(guessed, 404, 'off');
  if (!isFromUs(request)) return stop(guessed, 403, 'origin');
  const form = await formOf(request, most);
  if (form === 'too-large') return stop(guessed, 413, 'size');
  if (form === 'no-form') return stop(guessed, 400, 'form');
  const page = safeWay(textIn(form, 'page') || from, guessed);
  const locale = localeOf(page);
  const cookie = cookieIn(request.headers);
  if (cookie === undefined || !isCsrf(textIn(form, 'csrf'), cookie)) {
    // From a page of ours all the same: most often one that stood open while its person signed in anew.
    const editor = await editorAt(request.headers);
    const ticket = editor && (await keepForLater(editor.person.id, page, form));
    const back =
      ticket === undefined
        ? undefined
        : { label: texts(locale)('editor.reopen'), href: onwardHref(page, ticket) };
    return { ok: false, answer: refusal(locale, 403, 'editor.refused.token', back) };
  }
  return { ok: true, form, locale, page, cookie };
}

/** A text that was posted; empty where the field is missing or is a file. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Keeps what an account's person typed, until they have signed in again; a ticket, which works once. */
export const keepForLater = (
  account: string,
  page: string,
  form: FormData,
): Promise<string | undefined> =>
  accounts().keepForm(account, {
    page,
    fields: [...form].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'csrf' ? [[name, value]] : [],
    ),
  });

/** The fields that were kept under the `bilet` of a page's address, for its own person and once. */
export const takeBack = (ticket: string, person: Person): FormData | undefined => {
  const held = accounts().takeForm(ticket, person.id);
  if (!held) return undefined;
  const form = new FormData();
  for (const [name, value] of held.fields) form.append(name, value);
  return form;
};

/** After a form: look at that page. `cookies` are set on the way. */
export function seeOther(way: string, ...cookies: readonly string[]): Response {
  const answer = new Response(null, {
    status: 303,
    headers: { Location: way, 'Cache-Control': 'no-store' },
  });
  for (const cookie of cookies) answer.headers.append('Set-Cookie', cookie);
  return answer;
}

/** A plain sentence instead of what was asked for, with the way back to what was typed if there is one. */
export function refusal(locale: Locale, status: number, key: string, back?: Link): Response {
  const sentence = texts(locale)(key);
  const headers = {
    'Content-Type': `text/${back ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Language': locale,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'",
  };
  if (!back) return new Response(`${sentence}\n`, { status, headers });
  const html = [
    `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width">`,
    `<title>${xmlText(sentence)}</title><p>${xmlText(sentence)}</p>`,
    `<p><a href="${xmlText(back.href)}">${xmlText(back.label)}</a></p></html>`,
  ];
  return new Response(html.join('\n'), { status, headers });
}

/** Browsers say where a form comes from; who says nothing is no browser of ours. */
function isFromUs(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return site === 'same-origin';
  const host = URL.canParse(origin) ? new URL(origin).host : undefined;
  return (
    host !== undefined &&
    (host === request.headers.get('host') || origin === new URL(env().SITE_URL).origin)
  );
}

function pageBefore(request: Request): string {
  const referer = request.headers.get('referer') ?? '';
  return URL.canParse(referer) ? new URL(referer).pathname : '';
}

const localeOf = (path: string): Locale => (/^\/en(\/|$)/.test(path) ? 'en' : 'tr');

/** Reads no more than it may, whatever length the request says it has. */
async function formOf(request: Request, most: number): Promise<FormData | 'too-large' | 'no-form'> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return 'too-large';
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (const reader = request.body?.getReader(); reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return 'too-large';
    }
    chunks.push(value);
  }
  try {
    const type = request.headers.get('content-type') ?? '';
    return await new Response(new Blob(chunks), { headers: { 'Content-Type': type } }).formData();
  } catch {
    return 'no-form';
  }
}
