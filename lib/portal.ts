import { createHash } from 'node:crypto';
import { env } from '#lib/env';
import {
  articleAsked,
  decodePath,
  entryAt,
  entryHref,
  fileAt,
  fileHref,
  formatsOf,
  hasDays,
  hrefOf,
  meantBy,
  pageHref,
  provinceAsked,
  targetOf,
  type FileFormat,
  type Format,
  type Target,
} from '#lib/addresses';
import { beforeAfterView } from '#lib/before-after';
import { assessmentView, type AssessmentView } from '#lib/assessment-view';
import { benchmarkData, benchmarkTable } from '#lib/benchmark-files';
import { benchmarkState, coverageTable, type BenchmarkState } from '#lib/benchmark-state';
import { benchmarkView, type BenchmarkView } from '#lib/benchmark-view';
import { hitView } from '#lib/cards';
import {
  guideOf,
  isCalculator,
  toolView,
  type CalculatorPage,
  type ToolView,
} from '#lib/calculator-view';
import { inPlanOrder } from '#lib/development-plan';
import { isAhead } from '#lib/event-days';
import {
  catalogueData,
  catalogueTable,
  catalogueView,
  type CatalogueView,
} from '#lib/catalogue-view';
import { clusterOverview, type ClusterOverview } from '#lib/cluster-map';
import { clusterProfile, type ClusterProfile } from '#lib/cluster-profile';
import { changeLog, changesFeed, type ChangeLog, type ChangesWorld } from '#lib/change-log-view';
import { comparisonTable, comparisonView, type ComparisonView } from '#lib/comparison-view';
import { contentHistory, type ContentHistory } from '#lib/content-history';
import { fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import { facets } from '#lib/facets';
import { phraseOf, type Entry } from '#lib/entry';
import type { Version } from '#lib/entry-changes';
import { entryView, type Neighbour } from '#lib/entry-view';
import { mostEntries, type FileHead } from '#lib/entry-files';
import type { EntryWorld } from '#lib/entry-record';
import type { FactWorld } from '#lib/fact-cells';
import type { Locale } from '#lib/field';
import { guideFiles } from '#lib/guide-view';
import { dayInTurkiye } from '#lib/format';
import { library, relationsOf, type Library } from '#lib/library';
import { render } from '#lib/markdown';
import { matchAnswer, matchContents } from '#lib/match-report';
import { locales, texts } from '#lib/messages';
import { neighbourhood } from '#lib/neighbourhood';
import { neighbourhoodView, type NeighbourhoodView } from '#lib/neighbourhood-view';
import { findInMemory } from '#lib/fallback-index';
import { find, foundEntry, suggest, type Index, type KnownEntry } from '#lib/finding';
import {
  cardFields,
  idOf,
  keyOf,
  searchableOf,
  shownOf,
  wordingOf,
  type Searchable,
} from '#lib/search-document';
import { packed, wordNumbers, type WordNumbers } from '#lib/packed-profile';
import type { Profile } from '#lib/ranking';
import { searchEngine, type IndexDocument, type SearchEngine } from '#lib/search-engine';
import { pinnedFor, type Pin } from '#lib/search-pins';
import { asJudged } from '#lib/search-rating';
import { effectOf, type Effect, type RehearsedIndex } from '#lib/search-rehearsal';
import type { SynonymWorld } from '#lib/search-synonyms';
import {
  readAnalysers,
  readCurated,
  readJudged,
  readPins,
  readQueries,
  waysToSay,
} from '#lib/search-words';
import type { EditorsWords } from '#lib/turkish/analyser';
import { retiredView, type RetiredView } from '#lib/retired-view';
import { parseSearch, searchHref, type Search, type SearchNotice } from '#lib/search-state';
import { noticeSentence, searchView } from '#lib/search-view';
import { listParameter, readShortList, type ShortList } from '#lib/short-list';
import {
  keepLink,
  listLinks,
  shortListView,
  type KeepLink,
  type ProgrammesWorld,
  type ShortListView,
} from '#lib/short-list-view';
import {
  overlapsOfProvince,
  overlapsTable,
  overlapsView,
  readOverlapQuestion,
  type OverlapsView,
  type OverlapsWorld,
} from '#lib/overlaps-view';
import type { Care } from '#lib/freshness-board';
import {
  freshnessFeed,
  freshnessTable,
  freshnessView,
  type FreshnessView,
  type FreshnessWorld,
} from '#lib/freshness-view';
import { provinceReader } from '#lib/province-mentions';
import {
  missingProvince,
  provincesView,
  provinceView,
  type ProvincesView,
  type ProvinceView,
  type ProvinceWorld,
} from '#lib/province-view';
import type { ProvinceCode } from '#lib/provinces';
import { similarView } from '#lib/similar-programmes';
import { supportView, type SupportView } from '#lib/support-view';
import {
  articleView,
  gapsTable,
  gapsView,
  planComparison,
  missingArticle,
  planOverview,
  type ArticleView,
  type GapsView,
  type MissingArticle,
  type PlanComparison,
  type PlanOverview,
  type PlanWorld,
} from '#lib/plan-view';
import { initialOf, slugify, turkishAlphabet } from '#lib/turkish/letters';
import type {
  BeforeAfter,
  EntryView,
  Glossary,
  Hit,
  Link,
  SearchView,
  Similar,
  Suggestion,
} from '#lib/view';

/** The calendar day in Türkiye. */
export const today = (): string => dayInTurkiye(new Date());

// One engine, and one memory of what was read, for the process, although Next bundles pages and route
// handlers apart.
const holder = globalThis as typeof globalThis & { bysEngine?: SearchEngine; bysRead?: Kept };

type Kept = {
  readonly analysers: WeakMap<Library, ReturnType<typeof readAnalysers>>;
  readonly pinned: WeakMap<Library, Readonly<Record<Locale, Pinned>>>;
  readonly read: WeakMap<Library, Partial<Record<Locale, Read>>>;
  readonly last: Partial<Record<Locale, Read>>;
  readonly numbers: Readonly<Record<Locale, WordNumbers>>;
};

const kept: Kept = (holder.bysRead ??= {
  analysers: new WeakMap(),
  pinned: new WeakMap(),
  read: new WeakMap(),
  last: {},
  numbers: { tr: wordNumbers(), en: wordNumbers() },
});

const engine = (): SearchEngine => {
  const { MEILI_URL, MEILI_READ_URLS, MEILI_TIMEOUT_MS, MEILI_SEARCH_KEY, INDEX_PREFIX } = env();
  return (holder.bysEngine ??= searchEngine({
    url: MEILI_URL,
    readFrom: MEILI_READ_URLS,
    timeoutMs: MEILI_TIMEOUT_MS,
    prefix: INDEX_PREFIX,
    ...(MEILI_SEARCH_KEY && { key: MEILI_SEARCH_KEY }),
  }));
};

/** Whether the search engine answers, within a second. */
export const engineAnswers = (): Promise<boolean> => engine().health();

/** All ways to say each term of the glossary. */
const waysToSayIn = (shelf: Library): string[][] =>
  shelf
    .ofType('term', 'tr')
    .map((term) => waysToSay(term.data, shelf.find('term', term.slug, 'en')?.data));

/** The analysers of both languages over this content's own words, whose glossary says which mean the same. */
export function analysersFor(shelf: Library): ReturnType<typeof readAnalysers> {
  const known = kept.analysers.get(shelf);
  if (known) return known;
  const fresh = readAnalysers(env().CONTENT_ROOT, waysToSayIn(shelf));
  kept.analysers.set(shelf, fresh);
  return fresh;
}

type Pinned = ReturnType<typeof pinnedFor>;

/** What editors have pinned to searches, over this content. */
function pinsFor(shelf: Library): Readonly<Record<Locale, Pinned>> {
  const known = kept.pinned.get(shelf);
  if (known) return known;
  const read = analysersFor(shelf);
  const { pins } = readPins(env().CONTENT_ROOT, shelf, read);
  const fresh = {
    tr: pinnedFor(pins, 'tr', read.tr),
    en: pinnedFor(pins, 'en', read.en),
  };
  kept.pinned.set(shelf, fresh);
  return fresh;
}

/** What is kept of the entries of a language for searching, as long as all names stay as they are. */
type Read = {
  readonly names: string;
  readonly profiles: WeakMap<Entry, Profile>;
  readonly shown: Map<Entry, Pick<KnownEntry, 'shown' | 'wording'>>;
};

/** So many entries are kept as hits show them; their profiles, which are small, are all kept. */
const mostShown = 10_000;

/** What has been read of this content, or of that before it where no name has changed since. */
function readOf(shelf: Library, locale: Locale): Read {
  const known = kept.read.get(shelf) ?? {};
  kept.read.set(shelf, known);
  if (known[locale]) return known[locale];
  const hash = createHash('sha256').update(analysersFor(shelf)[locale].version);
  for (const { file, good } of shelf.files)
    if (good) hash.update(`${file} ${good.data.title} ${String(good.data.shortName ?? '')}\n`);
  const names = hash.digest('base64url');
  const last = kept.last[locale];
  const read = last?.names === names ? last : { names, profiles: new WeakMap(), shown: new Map() };
  known[locale] = read;
  kept.last[locale] = read;
  return read;
}

/** The index of a language over this content. */
export function indexOf(shelf: Library, locale: Locale, of: SearchEngine = engine()): Index {
  const read = readOf(shelf, locale);
  const readWhole = (entry: Entry) => {
    const { shown, texts: found, profile: whole } = readForSearch(entry, shelf, locale);
    const wording = wordingOf(found);
    const profile = read.profiles.get(entry) ?? packed(whole, kept.numbers[locale]);
    read.profiles.set(entry, profile);
    const [oldest] = read.shown.keys();
    if (oldest && read.shown.size >= mostShown) read.shown.delete(oldest);
    read.shown.set(entry, { shown, wording });
    return { shown, wording, profile };
  };
  return {
    locale,
    analyser: analysersFor(shelf)[locale],
    ask: async (questions) => {
      const outcome = await of.search(questions);
      return outcome.kind === 'answers' ? outcome.answers : undefined;
    },
    pinned: (query, day) => pinsFor(shelf)[locale](query, day).map(idOf),
    wordsLike: (begins, among) => of.facetValues({ locale, facet: 'vocabulary', begins, ...among }),
    entryAt: (id) => {
      const key = keyOf(id);
      const entry: Entry | undefined = key && shelf.find(key.type, key.slug, locale);
      if (!entry) return undefined;
      const known = () => read.shown.get(entry) ?? readWhole(entry);
      return {
        type: entry.type,
        get profile() {
          return read.profiles.get(entry) ?? readWhole(entry).profile;
        },
        get card() {
          return cardFields(entry);
        },
        get shown() {
          return known().shown;
        },
        get wording() {
          return known().wording;
        },
      };
    },
  };
}

/**
 * Reads all entries for searching, one at a time and resting as long as each took, so that no reader waits
 * for it. When the content changes meanwhile it begins anew; what is read already stays read.
 */
export async function readAhead(): Promise<void> {
  for (let shelf: Library | undefined; shelf !== library();) {
    shelf = library();
    for (const locale of locales) {
      const { entryAt } = indexOf(shelf, locale);
      for (const entry of shelf.entries(locale)) {
        if (library() !== shelf) break;
        const began = performance.now();
        void entryAt(idOf(entry))?.profile;
        await new Promise((resolve) => setTimeout(resolve, performance.now() - began));
      }
    }
  }
}

/** Names as they are known in a language; an institution goes by its short name. */
const phrasesIn = (shelf: Library, locale: Locale) => (type: TypeName, slug: string) => {
  // An institution that is retired keeps its name where others are bound to name it.
  const title = shelf.titleOf(type, slug, locale) ?? shelf.retired(type, slug, locale)?.title;
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
  const { search: asked, notices: told } = parseSearch(parameters, preset);
  const { search, notices } = withoutUnknownValues(asked, told, shelf, locale);
  if (search.sort === 'closing') notices.push({ code: 'closing-only', values: {} });
  const around = { site: env().SITE_URL, titleOf: namesIn(shelf, locale), today: today() };
  const index = indexOf(shelf, locale);
  const ask = async (one: Search) =>
    (await find(one, index, today(), limit)) ?? fromMemory(one, index, shelf, limit);
  const found = await ask(search);
  const view = searchView(search, notices, found, locale, around, limit);
  if (!found || found.total === 0 || search.page <= view.pages) return view;
  const last: Search = { ...search, page: view.pages };
  notices.push({ code: 'page-beyond', values: {} });
  const onLast = await ask(last);
  return searchView(last, notices, onLast, locale, around, limit);
}

/** So many entries may be read for one search in an outage; more and readers would wait for it. */
const mostUnread = 50;

/**
 * What the portal finds by itself while the engine does not answer; nothing in the first seconds, until
 * `readAhead` has read the entries.
 */
function fromMemory(search: Search, index: Index, shelf: Library, limit?: number) {
  const entries = shelf.entries(index.locale);
  const { profiles } = readOf(shelf, index.locale);
  if (entries.filter((entry) => !profiles.has(entry)).length > mostUnread) return undefined;
  const found = findInMemory(search, { ...index, entries }, today(), limit);
  return { ...found, isFromMemory: true as const };
}

/** A slug or an institution's name can look right and name nothing; only the content knows. */
function withoutUnknownValues(
  search: Search,
  notices: SearchNotice[],
  shelf: Library,
  locale: Locale,
) {
  const chosen = { ...search.chosen };
  const more: SearchNotice[] = [];
  for (const facet of facets) {
    const { key, target } = facet;
    const values = chosen[key];
    if (!values || !(target || facet.values === 'words')) continue;
    const isKnown = (value: string) =>
      target
        ? shelf.find(target, value, locale) !== undefined
        : facet.types.some((type) => wordsUnder(key, type, shelf).has(value));
    const known = values.filter(isKnown);
    for (const value of values)
      if (!known.includes(value))
        more.push({ code: 'ignored-value', values: { facet: key, value: value.slice(0, 60) } });
    if (known.length > 0) chosen[key] = known;
    else delete chosen[key];
  }
  return { search: { ...search, chosen }, notices: [...notices, ...more] };
}

/** Every text that entries of a type have in the field of that facet. */
function wordsUnder(key: string, type: TypeName, shelf: Library): ReadonlySet<string> {
  const names = Object.entries(fieldsOf(type)).flatMap(([name, field]) =>
    field.facet === key ? [name] : [],
  );
  return new Set(
    shelf.ofType(type, 'tr').flatMap(({ data }) => {
      const values: Readonly<Record<string, unknown>> = data;
      return names.flatMap((name) => [values[name] ?? []].flat().map(String));
    }),
  );
}

/**
 * What stands at a path as the browser sends it: a page of ours, the same as a file, something that has
 * another address, or nothing.
 */
export function addressAt(
  path: string,
):
  | { kind: 'here' | 'nowhere' }
  | { kind: 'file'; page: string; format: FileFormat }
  | { kind: 'moved'; to: string } {
  const decoded = decodePath(path);
  if (decoded === undefined) return { kind: 'nowhere' };
  // Inside, Turkish pages stand under /tr; outside nobody should see it.
  if (/^\/tr(\/|$)/.test(decoded))
    return { kind: 'moved', to: `/${path.slice(3).replace(/^\/+/, '')}` };
  const file = fileAt(decoded);
  const target = targetOf(file?.page ?? decoded) ?? meantBy(file?.page ?? decoded);
  const isNowhere = target?.kind === 'page' && target.page === 'nowhere';
  if (!target || isNowhere || !(isThere(target) || (!file && isNoticeOnly(target))))
    return { kind: 'nowhere' };
  const page = hrefOf(target, target.locale);
  if (!file) return page === decoded ? { kind: 'here' } : { kind: 'moved', to: page };
  const { format } = file;
  if (!formatsOf(target).includes(format)) return { kind: 'nowhere' };
  const to = fileHref(page, format);
  return to === decoded ? { kind: 'file', page, format } : { kind: 'moved', to };
}

/** Whether readers find the texts that a page is made of. */
function isThere(target: Target): boolean {
  const own =
    target.kind === 'page' && isCalculator(target.page)
      ? { type: 'guide' as const, slug: guideOf[target.page] }
      : target.kind === 'changes'
        ? target
        : entryAt(target);
  return !own || library().find(own.type, own.slug, 'tr') !== undefined;
}

/** Whether a notice alone stands there: a retired entry is a page, and nothing else. */
const isNoticeOnly = (target: Target): boolean =>
  target.kind === 'entry' && library().retired(target.type, target.slug, 'tr') !== undefined;

/** The notice at a retired entry's address, or nothing where no such entry is retired. */
export function retiredFor(type: TypeName, slug: string, locale: Locale): RetiredView | undefined {
  const retired = library().retired(type, slug, locale);
  return retired && retiredView(type, retired, locale);
}

/** Everything that an entry is linked to, by its own fields and by those of others. */
export function neighboursOf(entry: Entry, shelf: Library): Neighbour[] {
  const { type, slug, locale } = entry;
  const forward = relationsOf(entry).flatMap(({ field, target, relation }): Neighbour[] => {
    const other = shelf.find(target, relation.to, locale);
    return other ? [{ entry: other, field, relation, backward: false }] : [];
  });
  const backward = shelf
    .linksTo(type, slug, locale)
    .map((link): Neighbour => ({ ...link, backward: true }));
  return [...forward, ...backward];
}

/** The picture of what lies around an entry, where there is enough for one. */
export const neighbourhoodFor = (entry: Entry): NeighbourhoodView | undefined => {
  const shelf = library();
  const linkedTo = (one: Entry) => neighboursOf(one, shelf).map((neighbour) => neighbour.entry);
  return neighbourhoodView(neighbourhood(entry, linkedTo), entry.locale);
};

/** An entry's page, or nothing where there is no such entry. */
export function entryFor(
  type: TypeName,
  slug: string,
  locale: Locale,
): { entry: Entry; view: EntryView } | undefined {
  const entry: Entry | undefined = library().find(type, slug, locale);
  return entry && { entry, view: pageOf(entry) };
}

/** An entry as its facts are shown; nothing where there is no such entry. */
export function factsWorld(type: TypeName, slug: string, locale: Locale): FactWorld | undefined {
  const shelf = library();
  const entry: Entry | undefined = shelf.find(type, slug, locale);
  const titleOf = phrasesIn(shelf, locale);
  return entry && { entry, locale, t: texts(locale), today: today(), titleOf };
}

/** The page of an entry, which need not be published yet, among those that are. */
export function pageOf(entry: Entry): EntryView {
  const shelf = library();
  const { locale } = entry;
  const names = phrasesIn(shelf, locale);
  return entryView(entry, neighboursOf(entry, shelf), locale, today(), names);
}

/** The same as a card among search results. */
export const cardOf = (entry: Entry): Hit =>
  hitView(foundEntry(shownOf(entry)), entry.locale, {
    titleOf: namesIn(library(), entry.locale),
    today: today(),
  });

let past: ContentHistory | undefined;
const versionsOf = (entry: Entry) => (past ??= contentHistory(env().CONTENT_ROOT)).of(entry);

type KeptLog = { readonly versions: readonly Version[] | undefined; readonly log: ChangeLog };
const logs = new WeakMap<Library, Map<string, KeptLog>>();

const changesWorld = (entry: Entry, shelf: Library): ChangesWorld => ({
  locale: entry.locale,
  site: env().SITE_URL,
  title: phraseOf(entry, 'title', entry.data.title),
  titleOf: namesIn(shelf, entry.locale),
});

/** How an entry has changed, its last `most` changes; worked out once for each content and history. */
export async function changesFor(entry: Entry, most?: number): Promise<ChangeLog> {
  const versions = await versionsOf(entry);
  const shelf = library();
  const kept = logs.get(shelf) ?? new Map<string, KeptLog>();
  logs.set(shelf, kept);
  const key = `${entry.type}/${entry.slug}.${entry.locale} ${most}`;
  const known = kept.get(key);
  if (known && known.versions === versions) return known.log;
  const log = changeLog(entry, versions, changesWorld(entry, shelf), most);
  kept.set(key, { versions, log });
  return log;
}

/** The same as an Atom feed. */
export const changesFeedFor = async (entry: Entry): Promise<string> =>
  changesFeed(entry, await versionsOf(entry), changesWorld(entry, library()));

/** Names that answer to what has been typed so far, and queries that it may become. */
export async function suggestionsFor(
  typed: string,
  locale: Locale,
  type?: TypeName,
): Promise<Suggestion[]> {
  const { search } = parseSearch(new URLSearchParams({ q: typed }), type);
  if (search.query === '') return [];
  const { names, words } = await suggest(search, indexOf(library(), locale));
  const t = texts(locale);
  return [
    ...names.map(({ type: of, slug, title }) => ({
      title: {
        text: title.text,
        marks: title.marks,
        ...(title.locale !== locale && { lang: title.locale }),
      },
      typeLabel: t(`types.${of}.singular`),
      url: entryHref(of, slug, locale),
    })),
    ...words.map((query) => ({
      title: { text: query, marks: [] },
      typeLabel: t('search.suggestedQuery'),
      url: searchHref({ ...search, query, sort: 'relevance' }, locale),
    })),
  ];
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
  supportView(parameters, locale, {
    ...supportWorld(locale),
    kept: listIn(parameters).slugs,
    site: env().SITE_URL,
  });

/** The same as data, for programs; at most `limit` programmes. */
export const matchesFor = (parameters: URLSearchParams, locale: Locale, limit?: number) =>
  matchAnswer(parameters, locale, limit, { ...supportWorld(locale), site: env().SITE_URL });

/** The same as a file of that format. */
export const supportContents = (
  parameters: URLSearchParams,
  format: Format,
  locale: Locale,
): Contents =>
  matchContents(parameters, format, locale, { ...supportWorld(locale), site: env().SITE_URL });

const planWorld = (locale: Locale): PlanWorld => {
  const shelf = library();
  return {
    locale,
    today: today(),
    site: env().SITE_URL,
    articles: shelf.ofType('plan', locale),
    neighboursOf: (article) => neighboursOf(article, shelf),
  };
};

/** What stands beside an article's text and links. */
export const besideArticle = (article: Entry<'plan'>, locale: Locale): ArticleView =>
  articleView(article, planWorld(locale));

/** What stands above the list of articles. */
export const planOverviewFor = (locale: Locale): PlanOverview => planOverview(planWorld(locale));

/** What stands above the list of clusters. */
export const clusterOverviewFor = (locale: Locale): ClusterOverview =>
  clusterOverview(library().ofType('cluster', locale), locale);

/** What stands beside a cluster's text and links. */
export function besideCluster(cluster: Entry<'cluster'>, locale: Locale): ClusterProfile {
  const shelf = library();
  return clusterProfile(cluster, {
    locale,
    today: today(),
    titleOf: phrasesIn(shelf, locale),
    clusters: shelf.ofType('cluster', locale),
    centres: shelf.ofType('centre', locale),
    termOf: (slug) => shelf.find('term', slug, locale),
  });
}

/** What to say where a path asks for an article that is not there; nothing for other paths. */
export function missingArticleAt(path: string, locale: Locale): MissingArticle | undefined {
  const asked = articleAsked(path);
  return asked && missingArticle(asked, planWorld(locale));
}

/** The plans side by side. */
export const planComparisonFor = (locale: Locale): PlanComparison =>
  planComparison(planWorld(locale));

function gapQuestionIn(parameters: URLSearchParams, locale: Locale) {
  const { search, notices } = parseSearch(parameters, 'plan');
  const known = withoutUnknownValues(search, notices, library(), locale);
  return {
    question: {
      chosen: known.search.chosen,
      onlyEmpty: parameters.getAll('empty').includes('yes'),
    },
    notices: known.notices.map((notice) => noticeSentence(notice, texts(locale))),
  };
}

/** Articles by what is linked to them, as an address filters them. */
export function gapsFor(parameters: URLSearchParams, locale: Locale): GapsView {
  const { question, notices } = gapQuestionIn(parameters, locale);
  return gapsView(question, notices, planWorld(locale));
}

/** The same as rows of a table. */
export const gapsTableFor = (parameters: URLSearchParams, locale: Locale): string[][] =>
  gapsTable(gapQuestionIn(parameters, locale).question, planWorld(locale));

// What a text names does not change with the reader's language: the plans' texts are Turkish.
const namedBy = new WeakMap<Library, ReadonlyMap<string, ReadonlySet<ProvinceCode>>>();

/** The provinces that each plan article names in its Turkish title or official text, by slug. */
export function provincesNamedIn(shelf: Library): ReadonlyMap<string, ReadonlySet<ProvinceCode>> {
  const known = namedBy.get(shelf);
  if (known) return known;
  const read = provinceReader(analysersFor(shelf).tr);
  const fresh = new Map(
    shelf
      .ofType('plan', 'tr')
      .map(({ slug, data }) => [slug, read(`${data.title}.\n${data.text ?? ''}`)] as const),
  );
  namedBy.set(shelf, fresh);
  return fresh;
}

const overlapsWorld = (locale: Locale): OverlapsWorld => {
  const shelf = library();
  return {
    locale,
    site: env().SITE_URL,
    clusters: shelf.ofType('cluster', 'tr'),
    news: shelf.ofType('news', 'tr'),
    events: shelf.ofType('event', 'tr'),
    inLocale: inLocale(shelf, locale),
  };
};

type EditHref = FreshnessWorld['editHref'];

// An entry does not carry its care: readers do not see it in lists and files.
const careIn = new WeakMap<Library, ReadonlyMap<string, Care>>();

/** Who looks after each live entry and until when, as its Turkish file says. */
function caresOf(shelf: Library): ReadonlyMap<string, Care> {
  const known = careIn.get(shelf);
  if (known) return known;
  const fresh = new Map(
    shelf.files.flatMap(({ type, slug, locale, good }) =>
      locale === 'tr' && good
        ? [[`${type}/${slug}`, good.data as Care] as const] // parseEntry checked both fields
        : [],
    ),
  );
  careIn.set(shelf, fresh);
  return fresh;
}

/** Everything that the board looks at, from this content; `editHref` where the editor is on. */
export const freshnessWorldOf = (
  shelf: Library,
  locale: Locale,
  editHref?: EditHref,
): FreshnessWorld => ({
  locale,
  today: today(),
  site: env().SITE_URL,
  entries: shelf.entries('tr'),
  twinOf: ({ type, slug }) => {
    const twin: Entry | undefined = shelf.find(type, slug, 'en');
    return twin?.hasTwin ? twin : undefined;
  },
  isLinked: (entry) => neighboursOf(entry, shelf).length > 0,
  careOf: ({ type, slug }) => caresOf(shelf).get(`${type}/${slug}`) ?? {},
  inLocale: inLocale(shelf, locale),
  nameOf: (institution) => namesIn(shelf, locale)('institution', institution),
  changedAt: shelf.changedAt,
  editHref,
});

/** What in the content somebody should look at, as an address filters it. */
export const freshnessFor = (
  parameters: URLSearchParams,
  locale: Locale,
  editHref?: EditHref,
): FreshnessView => freshnessView(parameters, freshnessWorldOf(library(), locale, editHref));

/** The same as rows of a table. */
export const freshnessTableFor = (parameters: URLSearchParams, locale: Locale): string[][] =>
  freshnessTable(parameters, freshnessWorldOf(library(), locale));

/** The same as a feed. */
export const freshnessFeedFor = (parameters: URLSearchParams, locale: Locale): string =>
  freshnessFeed(parameters, freshnessWorldOf(library(), locale));

/** An entry as a language has it. */
export const inLocale =
  (shelf: Library, locale: Locale): OverlapsWorld['inLocale'] =>
  (entry) => {
    const own = shelf.find(entry.type, entry.slug, locale);
    if (!own) throw new Error(`${entry.type}/${entry.slug} is in one language only`);
    return own as typeof entry; // found by this very type
  };

/** Everything that a province's page is made of, from this content. */
export const provinceWorldOf = (
  shelf: Library,
  locale: Locale,
  day: string,
): Omit<ProvinceWorld, 'overlaps'> => ({
  locale,
  today: day,
  programmes: shelf.ofType('programme', locale),
  clusters: shelf.ofType('cluster', locale),
  centres: shelf.ofType('centre', locale),
  news: shelf.ofType('news', locale),
  events: shelf.ofType('event', locale),
  articlesNaming: (province) =>
    shelf
      .ofType('plan', locale)
      .filter(({ slug }) => provincesNamedIn(shelf).get(slug)?.has(province))
      .sort(inPlanOrder),
  nameOf: (institution) => namesIn(shelf, locale)('institution', institution),
});

/** A province's page. */
export const provinceFor = (province: ProvinceCode, locale: Locale): ProvinceView =>
  provinceView(province, {
    ...provinceWorldOf(library(), locale, today()),
    overlaps: (one) => overlapsOfProvince(one, overlapsWorld(locale)),
  });

/** The list of the provinces. */
export const provincesFor = (locale: Locale): ProvincesView =>
  provincesView(provinceWorldOf(library(), locale, today()));

/** What to say where a path asks for a province that there is not; nothing for other paths. */
export function missingProvinceAt(path: string, locale: Locale) {
  const asked = provinceAsked(path);
  return asked === undefined ? undefined : missingProvince(asked, locale);
}

/** What stands above the list of events: whether any is ahead, and the ways to the calendar. */
export function eventsAhead(locale: Locale): { lead: string; ways: Link[] } {
  const t = texts(locale);
  const day = today();
  const count = library()
    .ofType('event', locale)
    .filter(({ data }) => isAhead(data, day)).length;
  return {
    lead: count === 0 ? t('events.noneAhead') : t('events.countAhead', { count }),
    ways: [{ label: t('calendar.title'), href: pageHref('calendar', locale) }],
  };
}

/** Clusters and projects of the same province and sector, as an address filters them. */
export function overlapsFor(parameters: URLSearchParams, locale: Locale): OverlapsView {
  const { question, notices } = readOverlapQuestion(parameters, texts(locale));
  return overlapsView(question, notices, overlapsWorld(locale));
}

/** The same as rows of a table. */
export const overlapsTableFor = (parameters: URLSearchParams, locale: Locale): string[][] =>
  overlapsTable(readOverlapQuestion(parameters, texts(locale)).question, overlapsWorld(locale));

/** The reader's short list, as an address carries it. */
export const listIn = (parameters: URLSearchParams): ShortList =>
  readShortList(parameters, (slug) => library().find('programme', slug, 'tr') !== undefined);

/** What stands beside a programme's page: the reader's list, the way onto it, and similar programmes. */
export function besideProgramme(
  entry: Entry<'programme'>,
  asked: readonly string[],
  locale: Locale,
): {
  kept: readonly string[];
  list: { label: string; links: Link[] };
  keep: KeepLink;
  similar: Similar | undefined;
  beforeAfter: BeforeAfter | undefined;
} {
  const shelf = library();
  const t = texts(locale);
  const kept = listIn(new URLSearchParams(asked.map((slug) => [listParameter, slug]))).slugs;
  const { slug, data } = entry;
  const isKept = kept.includes(slug);
  // Adding shows the list; taking away stays where the reader is.
  const after = isKept ? entryHref('programme', slug, locale) : pageHref('list', locale);
  return {
    kept,
    list: { label: t('shortList.navigation'), links: listLinks(kept, locale, t) },
    keep: keepLink({ slug, title: data.title }, kept, after, t),
    similar: similarView(entry, shelf.ofType('programme', locale), kept, locale, today()),
    beforeAfter: beforeAfterView(entry, neighboursOf(entry, shelf), kept, locale, today()),
  };
}

/** A calculator of the toolkit for an address. */
export function calculatorFor(
  page: CalculatorPage,
  parameters: URLSearchParams,
  locale: Locale,
): ToolView {
  return toolView(page, parameters, toolGuide(page, locale), locale);
}

function toolGuide(page: CalculatorPage, locale: Locale): Entry<'guide'> {
  const guide = library().find('guide', guideOf[page], locale);
  if (!guide) throw new Error(`content/guides/${guideOf[page]}.tr.md is missing`);
  return guide;
}

/** The catalogue of indicators with the thresholds that the readiness test asks. */
export const catalogueFor = (locale: Locale): CatalogueView =>
  catalogueView(toolGuide('readiness', locale), locale);

/** The same as rows of a table. */
export const catalogueTableFor = (locale: Locale): string[][] =>
  catalogueTable(toolGuide('readiness', locale), locale);

/** The same as data, in both languages. */
export const catalogueDataFor = (): unknown => catalogueData(toolGuide('readiness', 'tr'));

/** A guide's templates as files: all, or the one named. */
export function guideFilesFor(slug: string, wanted: string | null, locale: Locale) {
  const guide = library().find('guide', slug, locale);
  return guide && guideFiles(guide, wanted, env().SITE_URL, locale);
}

const programmesWorld = (locale: Locale): ProgrammesWorld => {
  const shelf = library();
  return {
    locale,
    today: today(),
    titleOf: phrasesIn(shelf, locale),
    programmeOf: (slug) => shelf.find('programme', slug, locale),
  };
};

/** The short list of an address. */
export const shortListFor = (parameters: URLSearchParams, locale: Locale): ShortListView =>
  shortListView(listIn(parameters), programmesWorld(locale), env().SITE_URL);

/** The programmes of an address side by side. */
export const comparisonFor = (parameters: URLSearchParams, locale: Locale): ComparisonView =>
  comparisonView(parameters, listIn(parameters), programmesWorld(locale));

/** The same as rows of a table. */
export const comparisonTableFor = (parameters: URLSearchParams, locale: Locale): string[][] =>
  comparisonTable(listIn(parameters), programmesWorld(locale), env().SITE_URL);

const benchmarkWorld = (locale: Locale) => ({
  locale,
  today: today(),
  site: env().SITE_URL,
  clusters: library().ofType('cluster', locale),
});

/** Clusters and their peer group side by side, as an address asks for them. */
export const benchmarkFor = (parameters: URLSearchParams, locale: Locale): BenchmarkView =>
  benchmarkView(parameters, benchmarkWorld(locale));

/** The same as rows of a table. */
export const benchmarkTableFor = (parameters: URLSearchParams, locale: Locale): string[][] =>
  benchmarkTable(parameters, benchmarkWorld(locale));

/** The same as data. */
export const benchmarkDataFor = (parameters: URLSearchParams, locale: Locale): unknown =>
  benchmarkData(parameters, benchmarkWorld(locale));

/** The self-assessment: a form, and what its report can say. */
export const assessmentFor = (locale: Locale): AssessmentView => {
  const shelf = library();
  return assessmentView({
    locale,
    today: today(),
    clusters: shelf.ofType('cluster', locale),
    guideOf: (slug) => shelf.find('guide', slug, locale),
    thresholds: toolGuide('readiness', locale),
  });
};

/** The clusters in numbers, and what the numbers cannot say. */
export const benchmarkStateFor = (locale: Locale): BenchmarkState =>
  benchmarkState(benchmarkWorld(locale));

/** How many clusters have a value of each measure, as rows of a table. */
export const coverageTableFor = (locale: Locale): string[][] =>
  coverageTable(benchmarkWorld(locale));

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

/** An entry's name in the other language, where it is another. */
function otherTitleOf({ type, slug, locale, data }: Entry, shelf: Library): string | undefined {
  const other = shelf.titleOf(type, slug, locale === 'tr' ? 'en' : 'tr')?.text;
  return other === data.title ? undefined : other;
}

const readForSearch = (
  entry: Entry,
  shelf: Library,
  locale: Locale,
  { titleOf = namesIn(shelf, locale), analyser = analysersFor(shelf)[locale] } = {},
): Searchable =>
  searchableOf(entry, {
    t: texts(locale),
    titleOf,
    analyser,
    otherTitle: otherTitleOf(entry, shelf),
  });

/** Every text that readers find an entry by, for those who search it otherwise than we do. */
export const textsOf = (entry: Entry, shelf: Library): Searchable['texts'] =>
  readForSearch(entry, shelf, entry.locale).texts;

/** Documents as they were made, with all that they were made from. */
export type MadeDocuments = Map<
  string,
  {
    entry: Entry;
    version: string;
    otherTitle: string | undefined;
    of: string;
    names: Map<string, string | undefined>;
    document: IndexDocument;
  }
>;

/**
 * Every entry of a language as the engine stores it. `made` is kept between calls so that only entries
 * that changed, or whose words come from others that changed, are read again.
 */
export function indexDocuments(
  shelf: Library,
  locale: Locale,
  made: MadeDocuments = new Map(),
): IndexDocument[] {
  const { version } = analysersFor(shelf)[locale];
  const nameOf = namesIn(shelf, locale);
  const nameAt = (key: string) => {
    const { type, slug } = keyOf(key) ?? {};
    return type && slug && nameOf(type, slug);
  };
  return shelf.entries(locale).map((entry) => {
    const id = idOf(entry);
    const otherTitle = otherTitleOf(entry, shelf);
    const known = made.get(id);
    const isSame =
      known?.entry === entry && known.version === version && known.otherTitle === otherTitle;
    const of = isSame
      ? known.of
      : JSON.stringify([version, entry, otherTitle, [...entry.translated]]);
    const stands = known?.of === of && [...known.names].every(([at, name]) => nameAt(at) === name);
    if (stands && isSame) return known.document;
    const from = { entry, version, otherTitle, of };
    if (stands) {
      made.set(id, { ...known, ...from });
      return known.document;
    }
    const names = new Map<string, string | undefined>();
    const titleOf: typeof nameOf = (type, slug) => {
      const name = nameOf(type, slug);
      names.set(idOf({ type, slug }), name);
      return name;
    };
    const { document } = readForSearch(entry, shelf, locale, { titleOf });
    const hash = createHash('sha256')
      .update(JSON.stringify(document))
      .digest('base64url')
      .slice(0, 22);
    const fresh = { ...document, hash };
    made.set(id, { ...from, names, document: fresh });
    return fresh;
  });
}

/** What the files of a language need to know. */
export function fileWorld(locale: Locale): EntryWorld {
  const shelf = library();
  return {
    site: env().SITE_URL,
    locale,
    today: today(),
    changedAt: shelf.changedAt,
    titleOf: phrasesIn(shelf, locale),
  };
}

/**
 * When anything that a list in that language shows last changed: an entry, what is shown, or the day, with which calls
 * open and close.
 */
export function lastChange(locale: Locale): Date {
  const shelf = library();
  const changes = shelf.entries(locale).map((entry) => Number(shelf.changedAt(entry)));
  const ceased = Number(shelf.hiddenAt);
  return new Date(Math.max(Date.parse(`${today()}T00:00:00+03:00`), ceased, ...changes));
}

/** Every entry of a type that has days. */
export const datedEntries = (locale: Locale): Entry[] =>
  typeNames.filter(hasDays).flatMap((type): readonly Entry[] => library().ofType(type, locale));

/** What the search knows without editors' synonyms and with these, for judging them. */
export function synonymWorld(shelf: Library, synonyms: readonly EditorsWords[]): SynonymWorld {
  const root = env().CONTENT_ROOT;
  const before = readAnalysers(root, waysToSayIn(shelf), []);
  const standing = new Map<Locale, readonly ReadonlySet<string>[]>();
  const read = (locale: Locale) => {
    const known = standing.get(locale);
    if (known) return known;
    const index = indexOf(shelf, locale);
    const fresh = shelf.entries(locale).flatMap((entry) => {
      const profile = index.entryAt(idOf(entry))?.profile;
      return profile ? [new Set(profile.roots.keys())] : [];
    });
    standing.set(locale, fresh);
    return fresh;
  };
  return {
    before,
    after: readAnalysers(root, waysToSayIn(shelf), synonyms),
    curated: readCurated(root),
    entriesWith: (locale, heads) => ({
      count: read(locale).filter((roots) => heads.every((head) => roots.has(head))).length,
      all: read(locale).length,
    }),
  };
}

/** Lets readers' requests come between two pieces of long work. */
const breath = () => new Promise((resolve) => setImmediate(resolve));

/**
 * What these synonyms and pins would do to the judged searches, in place of those that hold. Without the
 * engine: from the entries in memory.
 */
export async function searchEffect(
  shelf: Library,
  next: { readonly synonyms: readonly EditorsWords[]; readonly pins: readonly Pin[] },
): Promise<Effect> {
  const root = env().CONTENT_ROOT;
  const after = readAnalysers(root, waysToSayIn(shelf), next.synonyms);
  const one = async (locale: Locale): Promise<[RehearsedIndex, RehearsedIndex]> => {
    const { analyser, entryAt, pinned } = indexOf(shelf, locale);
    const ids = shelf.entries(locale).map(idOf);
    const isSame = analyser.version === after[locale].version;
    const read = new Map<string, KnownEntry>();
    for (const [i, entry] of shelf.entries(locale).entries()) {
      if (i % 10 === 0) await breath();
      const known = entryAt(idOf(entry));
      if (!known) continue;
      const { profile } = isSame
        ? known
        : readForSearch(entry, shelf, locale, { analyser: after[locale] });
      const { type, card, shown, wording } = known;
      read.set(idOf(entry), { type, card, shown, wording, profile });
    }
    const pins = pinnedFor(next.pins, locale, after[locale]);
    return [
      { locale, analyser, entryAt, pinned, ids },
      {
        locale,
        analyser: after[locale],
        entryAt: (id) => read.get(id),
        pinned: (query, day) => pins(query, day).map(idOf),
        ids,
      },
    ];
  };
  const [tr, en] = [await one('tr'), await one('en')];
  // The judged searches come along with the program; what editors expect, with the content.
  const judged = [
    ...readJudged(process.cwd(), 'judged'),
    ...readJudged(process.cwd(), 'unseen'),
    ...readQueries(root, shelf).queries.map(asJudged),
  ];
  return effectOf(judged, { tr: tr[0], en: en[0] }, { tr: tr[1], en: en[1] }, today(), breath);
}

/** What goes into a file: the entries and what they are. */
export type Contents = { entries: readonly Entry[]; head: FileHead };

/** Every entry that a search finds, in its order, up to the files' limit; nothing without the engine. */
export async function everythingFound(
  parameters: URLSearchParams,
  locale: Locale,
  preset?: TypeName,
): Promise<Contents | undefined> {
  const asked = new URLSearchParams(parameters);
  asked.delete('page');
  const view = await searchFor(asked, locale, preset, mostEntries);
  // A file that lacks rows would be taken for a whole one.
  if (view.unavailable || view.fallback) return undefined;
  const { types } = parseSearch(asked, preset).search;
  return {
    entries: view.hits.flatMap(({ type, slug }) => {
      const name = typeNames.find((one) => one === type);
      return (name && library().find(name, slug, locale)) ?? [];
    }),
    head: {
      title: view.query === '' && view.chips.length === 0 ? view.heading : headingOf(view),
      href: view.url,
      type: types.length === 1 ? types[0] : undefined,
      total: view.total,
      notices: view.notices,
    },
  };
}

/** "Destekler: makine, Konya": what was searched, in words. */
const headingOf = ({ heading, query, chips }: SearchView): string =>
  `${heading}: ${[...(query === '' ? [] : [query]), ...chips.map(({ label }) => label)].join(', ')}`;
