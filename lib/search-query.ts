import { applicationStatusFilter, dayNumber } from '#lib/application-status';
import type { TypeName } from '#lib/content-types';
import { applicationStatuses, facetsFor, wildcardOf, type Facet } from '#lib/facets';
import type { Locale } from '#lib/field';
import { hitFields, rootFields, visibleFields, type DocumentCard } from '#lib/search-document';
import { pageSize, type Search, type Sort } from '#lib/search-state';
import type { Analyser } from '#lib/turkish/analyser';
import { legsOf } from '#lib/turkish/legs';
import { marksIn, type Range } from '#lib/turkish/marks';

/** One question to the engine, in its own words; `search-engine.ts` sends it. */
export type Question = {
  readonly locale: Locale;
  readonly q: string;
  readonly filter: string[];
  readonly facets?: string[];
  readonly sort?: string[];
  readonly page?: number;
  readonly hitsPerPage: number;
  readonly attributesToRetrieve?: string[];
  readonly attributesToSearchOn?: string[];
  readonly showMatchesPosition?: boolean;
};

export type Answer = {
  readonly hits: readonly Record<string, unknown>[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export type FoundText = {
  readonly text: string;
  readonly locale: Locale;
  readonly marks: readonly Range[];
};
export type FoundEntry = {
  readonly type: TypeName;
  readonly slug: string;
  readonly title: FoundText;
  readonly passage: FoundText;
  readonly card: DocumentCard;
};

export type Outcome = {
  readonly total: number;
  readonly hits: readonly FoundEntry[];
  /** How many entries each value would leave, as if nothing else of its own facet were chosen. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How many there would be without this facet's choice; `all` without any choice but the types. */
  readonly totalWithout: ReadonlyMap<string, number>;
};

/** What one request asks, and how to read the answers that come back in the same order. */
export type Request = {
  readonly questions: readonly Question[];
  readonly read: (answers: readonly Answer[]) => Outcome;
};

/** How a query is put to the engine, and what of a text answers to it. */
export type Asked = {
  readonly words: Pick<Question, 'q' | 'attributesToSearchOn'>;
  /** Without it the engine's own positions count. */
  readonly marks?: (text: string) => readonly Range[];
};

/**
 * A query by the heads of its word families, so that every form of a word finds every other. `closely`: the
 * words in the fields of roots, a name of several words as one; the engine leaves out the last words where
 * too few texts hold all. `loosely`, for when that finds next to nothing: word by word, in what readers see
 * as well, where slips of the finger are forgiven.
 */
export function waysToAsk(analyser: Analyser, query: string): { closely: Asked; loosely: Asked } {
  const legs = legsOf(analyser, query);
  const marks = (text: string) => marksIn(analyser, text, legs.sought);
  const ask = (roots: string, attributesToSearchOn: string[]): Asked => ({
    words: { q: legs.phrases ? roots : withoutQuotes(roots), attributesToSearchOn },
    marks,
  });
  const [names = '', words = names] = legs.roots;
  return {
    // What a reader put in quotes stands in no field of roots.
    closely: ask(names, legs.phrases ? [...rootFields, ...visibleFields] : rootFields),
    loosely: ask(words, [...rootFields, ...visibleFields]),
  };
}

/** Words may be left out, exclusions not. A space at the end would tell the engine that the last word is finished. */
const withoutQuotes = (leg: string): string =>
  leg
    .replace(/(?<!-)"([^"]*)"/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

const sortOf: Record<Sort, string[]> = {
  relevance: [],
  newest: ['newest:desc', 'titleKey:asc'],
  closing: ['closes:asc', 'titleKey:asc'],
  title: ['titleKey:asc'],
};

/** Values go to the engine in quotes; a backslash or quote of their own must not end them. */
const quoted = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;

function filterOf(facet: Facet, values: readonly string[], today: string): string {
  if (facet.values === 'status') {
    const known = applicationStatuses.codes.filter((code) => values.includes(code));
    return known.map((code) => `(${applicationStatusFilter(code, today)})`).join(' OR ');
  }
  const wildcard = wildcardOf(facet);
  const all = wildcard === undefined ? values : [...values, wildcard];
  return facet.values === 'years'
    ? `${facet.key} IN [${all.map(Number).join(', ')}]`
    : `${facet.key} IN [${all.map(quoted).join(', ')}]`;
}

/**
 * Everything that a search page needs in one round trip: the hits of the page, the counts of every facet
 * that nothing is chosen in, and for each facet with a choice the counts as if it had none.
 */
export function toRequest(
  search: Search,
  locale: Locale,
  today: string,
  limit = pageSize,
  asked: Asked = { words: { q: search.query } },
): Request {
  const usable = facetsFor(search.types);
  const filters = new Map<string, string>();
  if (search.types.length > 0)
    filters.set('type', `type IN [${search.types.map(quoted).join(', ')}]`);
  for (const facet of usable) {
    const values = search.chosen[facet.key];
    if (values) filters.set(facet.key, filterOf(facet, values, today));
  }
  // Deadlines that are over, or that nobody knows, have no place in this order; the page says so.
  if (search.sort === 'closing') filters.set('sort', `closes >= ${dayNumber(today)}`);
  const filterBut = (key?: string) =>
    [...filters].filter(([k]) => k !== key).map(([, filter]) => filter);

  const open = usable.filter(({ key, values }) => !filters.has(key) && values !== 'status');
  const chosen = usable.filter(({ key, values }) => filters.has(key) && values !== 'status');
  const status = usable.find(({ values }) => values === 'status');
  const count = (filter: string[], facets?: string[]): Question => ({
    locale,
    ...asked.words,
    filter,
    hitsPerPage: 0,
    ...(facets && { facets }),
  });
  const hits: Question = {
    locale,
    ...asked.words,
    filter: filterBut(),
    facets: open.map(({ key }) => key),
    sort: sortOf[search.sort],
    page: search.page,
    hitsPerPage: limit,
    attributesToRetrieve: hitFields,
    showMatchesPosition: search.query !== '',
  };
  const statusQuestions = status
    ? applicationStatuses.codes.map((code) =>
        count([...filterBut('status'), applicationStatusFilter(code, today)]),
      )
    : [];
  const chosenQuestions = chosen.map(({ key }) => count(filterBut(key), [key]));
  const types = filters.get('type');
  const bareQuestions = filters.size > (types ? 2 : 1) ? [count(types ? [types] : [])] : [];

  const read = (answers: readonly Answer[]): Outcome => {
    const [main, ...others] = answers;
    const ofStatus = others.slice(0, statusQuestions.length);
    const ofChosen = others.slice(statusQuestions.length);
    const counts = new Map<string, ReadonlyMap<string, number>>();
    const totalWithout = new Map<string, number>();
    for (const facet of open) counts.set(facet.key, withWildcard(facet, main?.facets[facet.key]));
    chosen.forEach((facet, i) => {
      counts.set(facet.key, withWildcard(facet, ofChosen[i]?.facets[facet.key]));
      totalWithout.set(facet.key, ofChosen[i]?.total ?? 0);
    });
    if (bareQuestions.length > 0) totalWithout.set('all', answers.at(-1)?.total ?? 0);
    if (status) {
      counts.set(
        'status',
        new Map(applicationStatuses.codes.map((code, i) => [code, ofStatus[i]?.total ?? 0])),
      );
      if (filters.has('status'))
        totalWithout.set(
          'status',
          ofStatus.reduce((sum, { total }) => sum + total, 0),
        );
    }
    return { total: main?.total ?? 0, hits: readHits(main, asked.marks), counts, totalWithout };
  };
  return { questions: [hits, ...statusQuestions, ...chosenQuestions, ...bareQuestions], read };
}

function withWildcard(
  facet: Facet,
  given: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  const wildcard = wildcardOf(facet);
  if (wildcard === undefined) return new Map(Object.entries(given));
  const everywhere = given[wildcard] ?? 0;
  const own = new Map(Object.entries(given).filter(([value]) => value !== wildcard));
  for (const list of facet.lists.values())
    for (const code of list.codes)
      if (code !== wildcard && everywhere > 0) own.set(code, own.get(code) ?? 0);
  return new Map([...own].map(([value, n]) => [value, n + everywhere]));
}

type Match = { start: number; length: number };

const suggestions = 6;

/** The question behind the suggest box: only names, the last word unfinished. */
export const titleQuestion = (search: Search, locale: Locale): Question => ({
  locale,
  q: search.query,
  filter: search.types.length > 0 ? [`type IN [${search.types.map(quoted).join(', ')}]`] : [],
  page: 1,
  hitsPerPage: suggestions,
  attributesToSearchOn: ['title', 'names'],
  attributesToRetrieve: ['type', 'slug', 'title', 'titleLocale'],
  showMatchesPosition: true,
});

/** The entries of an answer, in its order. */
export const readHits = (answer: Answer | undefined, marks?: Asked['marks']): FoundEntry[] =>
  (answer?.hits ?? []).map((hit) => foundEntry(hit, marks));

/** A hit, or a document that never went to the engine, as what was found. */
export function foundEntry(
  hit: Readonly<Record<string, unknown>>,
  marks?: Asked['marks'],
): FoundEntry {
  const text = (name: string) => String(hit[name] ?? '');
  const locale = (name: string): Locale => (hit[name] === 'en' ? 'en' : 'tr');
  const matches = (hit._matchesPosition ?? {}) as Record<string, Match[] | undefined>; // the engine's answer
  const marked = (name: string): MarkedText => {
    const own = marks?.(text(name)) ?? [];
    return own.length > 0
      ? { text: text(name), marks: own }
      : markedByEngine(text(name), matches[name]);
  };
  const passage = marked('passage');
  const body = passage.marks.length === 0 ? marked('body') : passage;
  return {
    type: text('type') as TypeName, // written by documentOf
    slug: text('slug'),
    title: { ...marked('title'), locale: locale('titleLocale') },
    passage: {
      ...(body !== passage && body.marks.length > 0 ? densest(body) : passage),
      locale: locale('passageLocale'),
    },
    card: (hit.card ?? {}) as DocumentCard, // written by documentOf
  };
}

type MarkedText = { text: string; marks: readonly Range[] };

/** The engine counts in bytes of UTF-8; the page counts in UTF-16. */
function markedByEngine(text: string, matches: readonly Match[] = []): MarkedText {
  if (matches.length === 0) return { text, marks: [] };
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const position = (byte: number) => decoder.decode(bytes.subarray(0, byte)).length;
  const marks: [number, number][] = [];
  for (const { start, length } of [...matches].sort((a, b) => a.start - b.start)) {
    const [from, to] = [position(start), position(start + length)];
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return { text, marks };
}

const windowLength = 240;

/** The stretch of a long text that holds the most marks, cut at words. */
function densest({ text, marks }: MarkedText): MarkedText {
  let best: { from: number; count: number } = { from: 0, count: 0 };
  for (const [from] of marks) {
    const count = marks.filter(
      ([start, end]) => start >= from && end <= from + windowLength,
    ).length;
    if (count > best.count) best = { from, count };
  }
  const wanted = Math.max(0, best.from - 60);
  const start = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const space = text.lastIndexOf(' ', start + windowLength);
  const end =
    start + windowLength >= text.length
      ? text.length
      : space > best.from
        ? space
        : start + windowLength;
  const before = start > 0 ? '… ' : '';
  return {
    text: before + text.slice(start, end) + (end < text.length ? ' …' : ''),
    marks: marks
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from - start + before.length, to - start + before.length] as const),
  };
}
