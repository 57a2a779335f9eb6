import { createHash } from 'node:crypto';
import { env } from '#lib/env';
import { decodePath, entryHref, hrefOf, meantBy, targetOf, type Target } from '#lib/addresses';
import { hitView, isAhead } from '#lib/cards';
import { typeNames, type TypeName } from '#lib/content-types';
import { facets } from '#lib/facets';
import { phraseOf, type Entry } from '#lib/entry';
import { entryView, type Neighbour } from '#lib/entry-view';
import type { Locale } from '#lib/field';
import { dayInTurkiye } from '#lib/format';
import { library, relationsOf, type Library } from '#lib/library';
import { render } from '#lib/markdown';
import { texts } from '#lib/messages';
import { documentOf, shownOf, type SearchDocument } from '#lib/search-document';
import { searchEngine, type IndexDocument, type SearchEngine } from '#lib/search-engine';
import {
  foundEntry,
  readHits,
  titleQuestion,
  toRequest,
  waysToAsk,
  type Asked,
  type FoundEntry,
  type Outcome,
} from '#lib/search-query';
import { readAnalysers, waysToSay } from '#lib/search-words';
import { pageSize, parseSearch, type Search, type SearchNotice } from '#lib/search-state';
import { searchView } from '#lib/search-view';
import { nearWords } from '#lib/spelling';
import { judged, supportView, type SupportView } from '#lib/support-view';
import { initialOf, slugify, turkishAlphabet } from '#lib/turkish/letters';
import type { EntryView, Glossary, Hit, SearchView, Suggestion } from '#lib/view';

/** The calendar day in Türkiye. */
export const today = (): string => dayInTurkiye(new Date());

// One engine for the process, although Next bundles pages and route handlers apart.
const holder = globalThis as typeof globalThis & { bysEngine?: SearchEngine };

const engine = (): SearchEngine => {
  const { MEILI_URL, MEILI_SEARCH_KEY, INDEX_PREFIX } = env();
  return (holder.bysEngine ??= searchEngine({
    url: MEILI_URL,
    prefix: INDEX_PREFIX,
    ...(MEILI_SEARCH_KEY && { key: MEILI_SEARCH_KEY }),
  }));
};

// Built with the content, whose glossary says which words mean the same.
const analysersOf = new WeakMap<Library, ReturnType<typeof readAnalysers>>();

/** The analysers of both languages over this content's own words. */
export function analysersFor(shelf: Library): ReturnType<typeof readAnalysers> {
  const known = analysersOf.get(shelf);
  if (known) return known;
  const terms = shelf
    .ofType('term', 'tr')
    .map((term) => waysToSay(term.data, shelf.find('term', term.slug, 'en')?.data));
  const fresh = readAnalysers(process.cwd(), terms);
  analysersOf.set(shelf, fresh);
  return fresh;
}

/** With fewer than these, what is found more loosely follows. */
const few = 5;

type Found = { outcome: Outcome | undefined; notices: SearchNotice[] };

/** What is found for a search; where that is next to nothing, what is similar as well. */
async function ask(search: Search, locale: Locale, limit = pageSize): Promise<Found> {
  const put = async (asked?: Asked) => {
    const request = toRequest(search, locale, today(), limit, asked);
    const answer = await engine().search(request.questions);
    return answer.kind === 'answers' ? request.read(answer.answers) : undefined;
  };
  if (search.query === '') return { outcome: await put(), notices: [] };
  const ways = waysToAsk(analysersFor(library())[locale], search.query);
  const close = await put(ways.closely);
  // Where a filter keeps results away, the page names the filter instead.
  const isFiltered = Object.keys(search.chosen).length > 0;
  if (!close || close.total >= few || isFiltered) return { outcome: close, notices: [] };
  const loose = await put(ways.loosely);
  if (!loose || loose.total <= close.total) return { outcome: close, notices: [] };
  const first = search.page === 1 ? close.hits : [];
  const keyOf = ({ type, slug }: FoundEntry) => `${type}/${slug}`;
  const hits = [...new Map([...first, ...loose.hits].map((hit) => [keyOf(hit), hit])).values()];
  return {
    outcome: { ...loose, hits: hits.slice(0, limit), total: Math.max(loose.total, hits.length) },
    notices: close.total === 0 ? [{ code: 'similar', values: {} }] : [],
  };
}

/** Names as they are known in a language; an institution goes by its short name. */
const phrasesIn = (shelf: Library, locale: Locale) => (type: TypeName, slug: string) => {
  const title = shelf.titleOf(type, slug, locale);
  const short =
    type === 'institution' ? shelf.find('institution', slug, locale)?.data.shortName : undefined;
  return title && { ...title, ...(short && { text: short }) };
};

const namesIn = (shelf: Library, locale: Locale) => (type: TypeName, slug: string) =>
  phrasesIn(shelf, locale)(type, slug)?.text;

/**
 * The search page for an address: `preset` is the list page's type. The view says so itself when the
 * engine does not answer.
 */
export async function searchFor(
  parameters: URLSearchParams,
  locale: Locale,
  preset?: TypeName,
  limit?: number,
): Promise<SearchView> {
  const shelf = library();
  const { search: asked, notices: found } = parseSearch(parameters, preset);
  const { search, notices } = withoutUnknownEntries(asked, found, shelf, locale);
  if (search.sort === 'closing') notices.push({ code: 'closing-only', values: {} });
  const around = {
    titleOf: namesIn(shelf, locale),
    nearWords: (query: string) =>
      nearWords(
        query,
        shelf.entries(locale).map((e) => e.data.title),
      ),
    today: today(),
  };
  const { outcome, notices: more } = await ask(search, locale, limit);
  const view = searchView(search, [...notices, ...more], outcome, locale, around, limit);
  if (!outcome || outcome.total === 0 || search.page <= view.pages) return view;
  const last: Search = { ...search, page: view.pages };
  const beyond: SearchNotice = { code: 'page-beyond', values: {} };
  return searchView(
    last,
    [...notices, beyond],
    (await ask(last, locale, limit)).outcome,
    locale,
    around,
    limit,
  );
}

/** A slug can look right and name nothing; only the content knows. */
function withoutUnknownEntries(
  search: Search,
  notices: SearchNotice[],
  shelf: Library,
  locale: Locale,
) {
  const chosen = { ...search.chosen };
  const more: SearchNotice[] = [];
  for (const { key, target } of facets) {
    const values = chosen[key];
    if (!target || !values) continue;
    const known = values.filter((slug) => shelf.find(target, slug, locale));
    for (const value of values)
      if (!known.includes(value))
        more.push({ code: 'ignored-value', values: { facet: key, value } });
    if (known.length > 0) chosen[key] = known;
    else delete chosen[key];
  }
  return { search: { ...search, chosen }, notices: [...notices, ...more] };
}

/**
 * What stands at a path as the browser sends it: a page of ours, a page that has another address, or
 * nothing.
 */
export function addressAt(
  path: string,
): { kind: 'here' | 'nowhere' } | { kind: 'moved'; to: string } {
  const decoded = decodePath(path);
  if (decoded === undefined) return { kind: 'nowhere' };
  // Inside, Turkish pages stand under /tr; outside nobody should see it.
  if (/^\/tr(\/|$)/.test(decoded))
    return { kind: 'moved', to: `/${path.slice(3).replace(/^\/+/, '')}` };
  const isThere = (target: Target & { locale: Locale }) =>
    target.kind !== 'entry' ||
    library().find(target.type, target.slug, target.locale) !== undefined;
  const target = targetOf(decoded) ?? meantBy(decoded);
  const isNowhere = target?.kind === 'page' && target.page === 'nowhere';
  if (!target || isNowhere || !isThere(target)) return { kind: 'nowhere' };
  const to = hrefOf(target, target.locale);
  return to === decoded ? { kind: 'here' } : { kind: 'moved', to };
}

/** An entry's page, or nothing where there is no such entry. */
export function entryFor(
  type: TypeName,
  slug: string,
  locale: Locale,
): { entry: Entry; view: EntryView } | undefined {
  const shelf = library();
  const entry: Entry | undefined = shelf.find(type, slug, locale);
  if (!entry) return undefined;
  const forward = relationsOf(entry).flatMap(({ field, target, relation }): Neighbour[] => {
    const other = shelf.find(target, relation.to, locale);
    return other ? [{ entry: other, field, relation, backward: false }] : [];
  });
  const backward = shelf
    .linksTo(type, slug, locale)
    .map((link): Neighbour => ({ ...link, backward: true }));
  const names = phrasesIn(shelf, locale);
  const view = entryView(entry, [...forward, ...backward], locale, today(), names);
  return { entry, view };
}

/** Titles that answer to what has been typed so far. */
export async function suggestionsFor(
  typed: string,
  locale: Locale,
  type?: TypeName,
): Promise<Suggestion[]> {
  const { search } = parseSearch(new URLSearchParams({ q: typed }), type);
  if (search.query === '') return [];
  const found = await engine().search([titleQuestion(search, locale)]);
  if (found.kind !== 'answers') return [];
  const t = texts(locale);
  return readHits(found.answers[0]).map((hit) => ({
    title: {
      text: hit.title.text,
      marks: hit.title.marks,
      ...(hit.title.locale !== locale && { lang: hit.title.locale }),
    },
    typeLabel: t(`types.${hit.type}.singular`),
    url: entryHref(hit.type, hit.slug, locale),
  }));
}

/** All terms of the glossary under their letters. */
export function glossaryFor(locale: Locale): Glossary {
  const t = texts(locale);
  const terms = library().ofType('term', locale);
  return {
    title: t('types.term.plural'),
    lead: t('glossary.lead'),
    lettersLabel: t('glossary.letters'),
    letters: [...turkishAlphabet].map((letter) => ({
      letter,
      id: `harf-${slugify(letter)}-${letter.codePointAt(0)}`,
      terms: terms
        .filter(({ data }) => initialOf(data.title) === letter)
        .map((entry) => ({
          id: entry.slug,
          title: phraseOf(entry, 'title', entry.data.title),
          ...(entry.data.expansion && {
            expansion: phraseOf(entry, 'expansion', entry.data.expansion),
          }),
          definition: {
            text: render(entry.body).text,
            ...(entry.bodyLocale !== locale && { lang: 'tr' as const }),
          },
          href: entryHref('term', entry.slug, locale),
        })),
    })),
  };
}

const supportWorld = (locale: Locale) => {
  const shelf = library();
  return {
    programmes: shelf.ofType('programme', locale),
    terms: shelf.ofType('term', locale),
    nameOf: (institution: string) => namesIn(shelf, locale)('institution', institution),
    analyser: () => analysersFor(shelf)[locale],
    today: today(),
  };
};

/** The Find support page for an address; every programme is judged by the answers that stand in it. */
export const supportFor = (parameters: URLSearchParams, locale: Locale): SupportView =>
  supportView(parameters, locale, supportWorld(locale));

/** The same as data, for programs. */
export const matchesFor = (parameters: URLSearchParams, locale: Locale) =>
  judged(parameters, supportWorld(locale));

const shownOnHome = 4;
const soonInDays = 90;

/** What the home page tells: deadlines to come, the newest, events ahead, and how much there is. */
export function highlights(
  locale: Locale,
): Record<'closing' | 'news' | 'events', Hit[]> & { counts: Record<TypeName, number> } {
  const shelf = library();
  const day = today();
  const soon = dayInTurkiye(new Date(Date.now() + soonInDays * 24 * 60 * 60 * 1000));
  const around = { titleOf: namesIn(shelf, locale), today: day };
  const cards = (entries: readonly Entry[]) =>
    entries
      .slice(0, shownOnHome)
      .map((entry) => hitView(foundEntry(shownOf(entry)), locale, around));
  const by =
    <T>(key: (item: T) => string | undefined) =>
    (a: T, b: T) =>
      (key(a) ?? '') < (key(b) ?? '') ? -1 : 1;
  return {
    closing: cards(
      shelf
        .ofType('programme', locale)
        .filter(
          ({ data }) =>
            data.closes && data.closes >= day && data.closes <= soon && data.status !== 'closed',
        )
        .sort(by(({ data }) => data.closes)),
    ),
    news: cards([...shelf.ofType('news', locale)].sort(by(({ data }) => data.date)).reverse()),
    events: cards(
      shelf
        .ofType('event', locale)
        .filter(({ data }) => isAhead(data, day))
        .sort(by(({ data }) => data.starts)),
    ),
    counts: Object.fromEntries(
      typeNames.map((type) => [type, shelf.ofType(type, locale).length]),
    ) as Record<TypeName, number>, // fromEntries forgets its keys
  };
}

function documentFor(entry: Entry, shelf: Library, locale: Locale): SearchDocument {
  const otherTitle = shelf.titleOf(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr')?.text;
  return documentOf(entry, {
    t: texts(locale),
    titleOf: namesIn(shelf, locale),
    analyser: analysersFor(shelf)[locale],
    otherTitle: otherTitle === entry.data.title ? undefined : otherTitle,
  });
}

/** Every entry of a language as the engine stores it. */
export function indexDocuments(shelf: Library, locale: Locale): IndexDocument[] {
  return shelf.entries(locale).map((entry) => {
    const document = documentFor(entry, shelf, locale);
    const hash = createHash('sha256')
      .update(JSON.stringify(document))
      .digest('base64url')
      .slice(0, 22);
    return { ...document, hash };
  });
}
