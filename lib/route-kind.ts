import { decodePath, fileAt, targetOf, type PageName, type Target } from '#lib/addresses';
import { apiRoot, operations } from '#lib/api';
import { editorPageAt } from '#lib/editors';
import type { Locale } from '#lib/field';

/** What is told of a request without telling what was asked. */
export const routeKinds = [
  'list',
  'search',
  'entry',
  'page',
  'file',
  'api',
  'editor',
  'static',
  'nowhere',
] as const;
export type RouteKind = (typeof routeKinds)[number];

/** The form in which an answer is wanted: a page, JSON of our own, a problem (RFC 9457), or a sentence. */
export type AnswerForm = 'page' | 'json' | 'problem' | 'text';

export type Route = {
  readonly kind: RouteKind;
  readonly locale: Locale;
  readonly form: AnswerForm;
  /** Whether the search engine is asked for it. */
  readonly asksEngine: boolean;
  /** What of ours the address names, whether there is such a one or not. */
  readonly target: Target | undefined;
};

/** Pages that show what the engine finds. */
const searching: ReadonlySet<PageName> = new Set(['search', 'embed']);

const searchesIn = (target: Target): boolean =>
  target.kind === 'list' || (target.kind === 'page' && searching.has(target.page));

/** Routes for machines outside the published interface that ask the engine. */
const searchingRoutes: ReadonlySet<string> = new Set(['/api/search', '/api/suggest', '/api/mcp']);

const publicSearches: ReadonlySet<string> = new Set(
  Object.values(operations)
    .filter(({ problems }) => problems.some((code) => code === 'unavailable'))
    .map(({ path }) => apiRoot + path),
);

/** What is no page: Next's own files, pictures, and what stands at the root for machines. */
export const isNoPage = (path: string): boolean =>
  /^\/(_next|images)\/|^\/[^/]*\.(svg|png|ico|txt|xml)$/.test(path);

/** What a request asks for, by its address alone: `path` without its query, as it was sent. */
export function routeOf(path: string, query = ''): Route {
  const asked = decodePath(path) ?? path;
  const locale: Locale = /^\/en(\/|$)/.test(asked) ? 'en' : 'tr';
  const plain = { locale, asksEngine: false, target: undefined };
  if (asked.startsWith('/api/')) {
    const named: Locale = new URLSearchParams(query).get('locale') === 'en' ? 'en' : 'tr';
    const asksEngine = searchingRoutes.has(asked) || publicSearches.has(asked);
    const form = asked.startsWith(`${apiRoot}/`) ? 'problem' : 'json';
    const kind = asked.startsWith('/api/editor/') ? 'editor' : 'api';
    return { ...plain, kind, locale: named, form, asksEngine };
  }
  if (isNoPage(asked)) return { ...plain, kind: 'static', form: 'text' };
  if (editorPageAt(asked) !== undefined) return { ...plain, kind: 'editor', form: 'page' };
  // A slash more at the end is led on to the page; what that page asks counts there.
  const file = fileAt(asked);
  const target = targetOf(file?.page ?? asked);
  if (!target || (target.kind === 'page' && target.page === 'nowhere'))
    return { ...plain, kind: 'nowhere', form: 'page' };
  const asksEngine = searchesIn(target);
  if (file) return { kind: 'file', locale, form: 'text', asksEngine, target };
  return { kind: pageKind(target), locale, form: 'page', asksEngine, target };
}

function pageKind(target: Target): RouteKind {
  if (target.kind === 'list' || target.kind === 'entry') return target.kind;
  return searchesIn(target) ? 'search' : 'page';
}
