import { createHash, randomBytes } from 'node:crypto';
import { askedPath, askedQuery, decodePath, targetOf } from '#lib/addresses';
import { editorStore, type DataStore } from '#lib/data-store';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import {
  countsSchema,
  kept,
  searchCounter,
  type Counts,
  type SearchCounter,
} from '#lib/search-counts';
import { parseSearch } from '#lib/search-state';
import type { SearchView } from '#lib/view';
import { searchKey, vitals } from '#lib/vitals';

const storedAs = 'search-counts';
const everyMs = 60_000;

type Counting = {
  readonly counter: SearchCounter;
  salt: { readonly day: string; readonly of: string };
};

// One for the process, although Next bundles pages, route handlers and the proxy apart.
const holder = globalThis as typeof globalThis & { bysSearchCounting?: Counting };

/** Begins with the first search, writes every minute and at the end; a crash loses a minute. */
function counting(): Counting {
  const known = holder.bysSearchCounting;
  if (known) return known;
  const fresh: Counting = { counter: searchCounter(), salt: { day: '', of: '' } };
  holder.bysSearchCounting = fresh;
  setInterval(() => void keep(), everyMs).unref();
  // The store works without waiting as long as nobody else writes, and nobody else does.
  process.once('exit', () => void keep(editorStore(), true));
  return fresh;
}

/** Writes what has been counted since the last time. What the disk does not take is kept for the next. */
async function keep(store: DataStore = editorStore(), all = false): Promise<void> {
  const { counter } = counting();
  const now = new Date();
  const more = counter.take(now, all);
  if (Object.keys(more).length === 0) return;
  const done = await store.update(storedAs, countsSchema, {}, (held) => [
    kept(held, more, now),
    true,
  ]);
  if (done.kind !== 'value') counter.giveBack(more);
}

/** What has been counted so far, what is still in memory included. */
export async function searchCounts(): Promise<Counts> {
  await keep();
  const stored = editorStore().read(storedAs, countsSchema, {});
  return stored.kind === 'value' ? kept(stored.value, {}, new Date()) : {};
}

export const isCounting = (): boolean => env().SEARCH_COUNTS === 'on';

const robots =
  /bot|crawl|spider|slurp|preview|monitor|archiv|scan|fetch|curl|wget|python|java\/|go-http|node|axios|okhttp|libwww|^$/i;

/** Whether a person looks: no robot, and nothing that a browser gets ahead of time. */
const isPerson = (sent: Headers): boolean =>
  !robots.test(sent.get('user-agent') ?? '') &&
  !/prefetch|prerender/i.test(
    `${sent.get('sec-purpose')} ${sent.get('purpose')} ${sent.get('x-moz')}`,
  ) &&
  sent.get('next-router-prefetch') === null;

/** Tells people of one day apart. The salt is random, new every day, and stands in memory only. */
function sessionOf(sent: Headers, now: Date): string {
  const { salt } = counting();
  const day = now.toISOString().slice(0, 10);
  const own = salt.day === day ? salt : { day, of: randomBytes(16).toString('base64url') };
  counting().salt = own;
  const from = `${sent.get('x-forwarded-for') ?? ''} ${sent.get('user-agent') ?? ''}`;
  return createHash('sha256').update(`${own.of} ${from}`).digest('base64url').slice(0, 16);
}

/** Counts a search that was answered. Filters and later pages are no searches of their own. */
export function countSearch(sent: Headers, view: SearchView, locale: Locale): void {
  if (view.unavailable || view.fallback) return noteAnswer(sent);
  const { query, page, total, exact, chips } = view;
  const isBare = chips.every(({ facet }) => facet === 'type') && page === 1;
  const outcome = total === 0 ? 'nothing' : exact === 0 ? 'similar' : 'found';
  const count = (again: Headers) => {
    if (!isCounting() || query === '' || !isBare || !isPerson(again)) return;
    const at = new Date();
    const session = sessionOf(again, at);
    counting().counter.searched({ session, query, locale, at, outcome });
  };
  count(sent);
  noteAnswer(sent, count);
}

const mostAnswers = 1_000;

/**
 * The door may give this page again without asking us, and then counts by the same rules; without them it
 * may not.
 */
function noteAnswer(sent: Headers, count?: (again: Headers) => void): void {
  const path = sent.get(askedPath);
  if (path === null) return;
  const answers = (vitals().answers ??= new Map());
  const key = searchKey(path, sent.get(askedQuery) ?? '');
  answers.delete(key);
  if (count) answers.set(key, count);
  const [oldest] = answers.keys();
  if (oldest !== undefined && answers.size > mostAnswers) answers.delete(oldest);
}

/** Counts that the page of an entry was opened from a search of ours, which the browser says by itself. */
export function countOpening(sent: Headers, pathname: string): void {
  const referer = sent.get('referer');
  if (!isCounting() || referer === null || !URL.canParse(referer)) return;
  const from = new URL(referer);
  if (from.host !== sent.get('host') && from.origin !== new URL(env().SITE_URL).origin) return;
  const search = targetAt(from.pathname);
  const isSearch =
    search?.kind === 'list' ||
    (search?.kind === 'page' && (search.page === 'search' || search.page === 'embed'));
  if (!isSearch || targetAt(pathname)?.kind !== 'entry' || !isPerson(sent)) return;
  const { query } = parseSearch(from.searchParams).search;
  if (query === '') return;
  const at = new Date();
  counting().counter.opened({ session: sessionOf(sent, at), query, locale: search.locale, at });
}

const targetAt = (path: string) => {
  const decoded = decodePath(path);
  return decoded === undefined ? undefined : targetOf(decoded);
};
