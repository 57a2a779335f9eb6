import { applicationStatusFilter, dayNumber } from '#lib/application-status';
import { applicationStatuses, facetsFor, wildcardOf, type Facet } from '#lib/facets';
import type { Locale } from '#lib/field';
import { nameFields, plainSigns, rootFields } from '#lib/search-document';
import { pageSize, type Search, type Sort } from '#lib/search-state';
import type { Query, Term } from '#lib/turkish/query';

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
};

export type Answer = {
  readonly hits: readonly Record<string, unknown>[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** What the engine says of a search: which documents, how many, and what every filter would leave. */
export type Outcome = {
  readonly total: number;
  readonly ids: readonly string[];
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

/** How a query is put to the engine; `filter` holds what only some words may stand for. */
export type Asked = Pick<Question, 'q' | 'attributesToSearchOn'> & { readonly filter: string[] };

/** The documents whose ids a question brings. */
export const idsOf = (answer: Answer | undefined): string[] =>
  (answer?.hits ?? []).map(({ id }) => String(id));

const inQuotes = (text: string): string => `"${plainSigns(text).replace(/"/g, ' ')}"`;

/**
 * Every term needed, by the heads of word families, so that every form of a word finds every other, and no
 * form of what readers leave out with a minus. Terms that `meant` gives other words for need one of those.
 * With `among`, only these documents count.
 */
export function asked<T extends Pick<Term, 'root'>>(
  { without = [] }: Partial<Pick<Query, 'without'>>,
  terms: readonly T[],
  meant: ReadonlyMap<T, readonly string[]> = new Map(),
  among?: readonly string[],
): Asked {
  const words = terms.filter((term) => !meant.has(term)).map(({ root }) => inQuotes(root));
  return {
    q: [...words, ...without.map((root) => `-${inQuotes(root)}`)].join(' '),
    attributesToSearchOn: rootFields,
    filter: [
      ...terms.flatMap((term) => {
        const others = meant.get(term);
        return others ? [`vocabulary IN [${others.map(quoted).join(', ')}]`] : [];
      }),
      ...(among ? [idFilter(among)] : []),
    ],
  };
}

const idFilter = (ids: readonly string[]): string => `id IN [${ids.map(quoted).join(', ')}]`;

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

/** No words: every document answers. */
export const nothingAsked: Asked = { q: '', filter: [] };

/**
 * Everything that a search page needs of the engine in one round trip: the documents of `page`, the counts
 * of every facet that nothing is chosen in, and for each facet with a choice the counts as if it had none.
 */
export function toRequest(
  search: Search,
  locale: Locale,
  today: string,
  { q, attributesToSearchOn, filter: always }: Asked = nothingAsked,
  { page, hitsPerPage } = { page: search.page, hitsPerPage: pageSize },
): Request {
  const usable = facetsFor(search.types);
  const filters = new Map<string, string>();
  for (const filter of typeFilter(search)) filters.set('type', filter);
  for (const facet of usable) {
    const values = search.chosen[facet.key];
    if (values) filters.set(facet.key, filterOf(facet, values, today));
  }
  // Deadlines that are over, or that nobody knows, have no place in this order; the page says so.
  if (search.sort === 'closing') filters.set('sort', `closes >= ${dayNumber(today)}`);
  const filterBut = (key?: string) => [
    ...always,
    ...[...filters].filter(([k]) => k !== key).map(([, filter]) => filter),
  ];
  const words = { locale, q, ...(attributesToSearchOn && { attributesToSearchOn }) };

  const open = usable.filter(({ key, values }) => !filters.has(key) && values !== 'status');
  const chosen = usable.filter(({ key, values }) => filters.has(key) && values !== 'status');
  const status = usable.find(({ values }) => values === 'status');
  const count = (filter: string[], facets?: string[]): Question => ({
    ...words,
    filter,
    hitsPerPage: 0,
    ...(facets && { facets }),
  });
  const hits: Question = {
    ...words,
    filter: filterBut(),
    facets: open.map(({ key }) => key),
    sort: sortOf[search.sort],
    page,
    hitsPerPage,
    attributesToRetrieve: ['id'],
  };
  const statusQuestions = status
    ? applicationStatuses.codes.map((code) =>
        count([...filterBut('status'), applicationStatusFilter(code, today)]),
      )
    : [];
  const chosenQuestions = chosen.map(({ key }) => count(filterBut(key), [key]));
  const types = filters.get('type');
  const bareQuestions =
    filters.size > (types ? 2 : 1) ? [count([...always, ...(types ? [types] : [])])] : [];

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
    return { total: main?.total ?? 0, ids: idsOf(main), counts, totalWithout };
  };
  return { questions: [hits, ...statusQuestions, ...chosenQuestions, ...bareQuestions], read };
}

/**
 * The same with entries that belong to what is found whatever its words, as far as the filters let them:
 * they stand first among the ids, in this order, and everything is counted with them.
 */
export function withPinned(
  pinned: readonly string[],
  ...[search, locale, today, words = nothingAsked, slice]: Parameters<typeof toRequest>
): Request {
  const only = idFilter(pinned);
  const mine = { page: 1, hitsPerPage: pinned.length };
  const parts = [
    toRequest(search, locale, today, words, slice),
    toRequest(search, locale, today, { q: '', filter: [only] }, mine),
    toRequest(search, locale, today, { ...words, filter: [...words.filter, only] }, mine),
  ];
  return {
    questions: parts.flatMap(({ questions }) => questions),
    read: (answers) => {
      let from = 0;
      const [found, apart, both] = parts.map(({ questions, read }) => {
        const own = answers.slice(from, (from += questions.length));
        return read(own);
      });
      if (!found || !apart || !both) throw new Error('three parts were asked');
      const first = pinned.filter((id) => apart.ids.includes(id));
      return {
        total: found.total + apart.total - both.total,
        ids: [...first, ...found.ids.filter((id) => !first.includes(id))],
        counts: new Map(
          [...found.counts].map(([key, counts]) => [
            key,
            united(counts, apart.counts.get(key), both.counts.get(key)),
          ]),
        ),
        totalWithout: united(found.totalWithout, apart.totalWithout, both.totalWithout),
      };
    },
  };
}

/** How many are in one or the other, from how many are in each and in both. */
function united(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number> = new Map(),
  both: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const keys = new Set([...one.keys(), ...other.keys()]);
  const of = (map: ReadonlyMap<string, number>, key: string) => map.get(key) ?? 0;
  return new Map([...keys].map((key) => [key, of(one, key) + of(other, key) - of(both, key)]));
}

/** How many each value leaves, what holds everywhere counted with all. */
export function withWildcard(
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

/** The documents that have what is asked, the weightiest places first. */
export const poolQuestion = (
  { q, attributesToSearchOn, filter }: Asked,
  within: Pick<Question, 'locale' | 'filter'>,
  hitsPerPage: number,
): Question => ({
  ...within,
  q,
  ...(attributesToSearchOn && { attributesToSearchOn }),
  filter: [...within.filter, ...filter],
  page: 1,
  hitsPerPage,
  attributesToRetrieve: ['id'],
});

/** Which entries of these types there are. */
export const typeFilter = ({ types }: Pick<Search, 'types'>): string[] =>
  types.length > 0 ? [`type IN [${types.map(quoted).join(', ')}]`] : [];

/**
 * The questions behind the suggest box, with the last word unfinished: names that hold the words before it
 * in any form, and names as typed, slips forgiven.
 */
export function nameQuestions(
  typed: string,
  before: readonly Term[],
  unfinished: string,
  within: Pick<Question, 'locale' | 'filter'>,
  hitsPerPage: number,
): Question[] {
  const names = { ...within, page: 1, hitsPerPage, attributesToRetrieve: ['id'] };
  const heads = before.map(({ root }) => inQuotes(root)).join(' ');
  return [
    ...(before.length > 0
      ? [{ ...names, q: `${heads} ${unfinished}`, attributesToSearchOn: nameFields }]
      : []),
    { ...names, q: plainSigns(typed), attributesToSearchOn: ['title', 'names'] },
  ];
}
