import { listHref, pageHref } from '#lib/addresses';
import { typeNames, type TypeName } from '#lib/content-types';
import { codesOf, facets, facetsFor, isListed, type Facet } from '#lib/facets';
import { slugPattern, type Locale } from '#lib/field';

export const pageSize = 20;
/** The engine looks at 1,000 hits at most. */
export const maxPage = 50;
export const maxQuery = 200;
/** The longest text that a filter takes as entries have it. */
export const maxWords = 600;

export const sorts = ['relevance', 'newest', 'closing', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** What the search page shows: the whole state, and nothing but the state, stands in the address. */
export type Search = {
  readonly query: string;
  /** None means every type. */
  readonly types: readonly TypeName[];
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  readonly sort: Sort;
  readonly page: number;
};

/** Something in the address that was not used as it stood; `code` names a sentence of `messages`. */
export type SearchNotice = {
  readonly code: string;
  readonly values: Record<string, string | number>;
};

export const emptySearch: Search = { query: '', types: [], chosen: {}, sort: 'title', page: 1 };

/** The orders that make sense here. */
export function sortsFor({ query, types }: Pick<Search, 'query' | 'types'>): readonly Sort[] {
  const [only] = types.length === 1 ? types : [];
  return sorts.filter((sort) => {
    if (sort === 'relevance') return query !== '';
    if (sort === 'closing') return only === 'programme';
    if (sort === 'newest') return !only || ['news', 'event', 'programme', 'cluster'].includes(only);
    return true;
  });
}

/** The order when the reader has asked for none. */
export function defaultSort(search: Pick<Search, 'query' | 'types'>): Sort {
  if (search.query !== '') return 'relevance';
  const [only] = search.types.length === 1 ? search.types : [];
  return only === 'news' || only === 'event' ? 'newest' : 'title';
}

// Marks that change the direction of text or cannot be seen have no place in a query.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const unseen = /[\u0000-\u001F\u007F\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g;

function readQuery(given: string, notices: SearchNotice[]): string {
  const clean = given
    .slice(0, 20_000)
    .replace(unseen, ' ')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
  const used = [...clean].slice(0, maxQuery).join('').trim();
  if (used !== clean) notices.push({ code: 'too-long', values: { used, max: maxQuery } });
  return used;
}

const isYear = (value: string) => /^(1[89]|20)\d{2}$/.test(value);

function isPossible(facet: Facet, value: string, types: readonly TypeName[]): boolean {
  if (facet.values === 'years') return isYear(value);
  if (facet.values === 'words') return value.length <= maxWords;
  if (facet.values === 'entries') return slugPattern.test(value) && value.length <= 120;
  return codesOf(facet, types).includes(value);
}

type Parameters = { getAll(name: string): string[] };

/**
 * Reads an address. Unknown parameters are dropped; a value that is not one of its facet's is left out
 * and told, since the reader would take the result for something else. `preset` is the list page's type.
 */
export function parseSearch(
  parameters: Parameters,
  preset?: TypeName,
): { search: Search; notices: SearchNotice[] } {
  const notices: SearchNotice[] = [];
  const query = readQuery(parameters.getAll('q')[0] ?? '', notices);
  const given = (key: string) => [
    ...new Set(
      parameters
        .getAll(key)
        .slice(0, 100)
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    ),
  ];
  const ignored = (facet: string, value: string, code: string) =>
    notices.push({ code, values: { facet, value: value.replace(unseen, ' ').slice(0, 60) } });

  const asked = preset ? [preset] : given('type');
  const types = typeNames.filter((type) => asked.includes(type));
  for (const value of asked)
    if (!typeNames.some((t) => t === value)) ignored('type', value, 'ignored-value');

  const usable = facetsFor(types);
  const chosen: Record<string, readonly string[]> = {};
  for (const facet of facets) {
    if (facet.key === 'type') continue;
    const values = given(facet.key);
    if (values.length === 0) continue;
    if (!usable.includes(facet)) {
      ignored(facet.key, values.join(', '), 'ignored-facet');
      continue;
    }
    const good = values.filter((value) => isPossible(facet, value, types));
    for (const value of values)
      if (!good.includes(value)) ignored(facet.key, value, 'ignored-value');
    if (good.length > 0) chosen[facet.key] = good.sort();
  }

  const asSort = parameters.getAll('sort')[0];
  const sort =
    sortsFor({ query, types }).find((s) => s === asSort) ?? defaultSort({ query, types });
  const asPage = parameters.getAll('page')[0] ?? '1';
  const page = /^\d{1,9}$/.test(asPage) ? Math.min(Math.max(Number(asPage), 1), maxPage) : 1;
  return { search: { query, types, chosen, sort, page }, notices };
}

/** The one address of a state, defaults left out: `parseSearch` of it gives the same state again. */
export function searchHref(search: Search, locale: Locale): string {
  const parameters = new URLSearchParams();
  if (search.query !== '') parameters.set('q', search.query);
  const [only] = search.types.length === 1 ? search.types : [];
  const onItsPage = only !== undefined && isListed(only);
  if (!onItsPage) for (const type of search.types) parameters.append('type', type);
  for (const { key } of facets)
    for (const value of search.chosen[key] ?? []) parameters.append(key, value);
  if (search.sort !== defaultSort(search)) parameters.set('sort', search.sort);
  if (search.page > 1) parameters.set('page', String(search.page));
  const path = onItsPage ? listHref(only, locale) : pageHref('search', locale);
  const written = parameters.toString();
  return written === '' ? path : `${path}?${written}`;
}

/** The state with one filter value (or all of a facet) taken away; the page starts again. */
export function without(search: Search, facet: string, value?: string): Search {
  const isDefault = search.sort === defaultSort(search);
  const next = removed(search, facet, value);
  return settle({ ...next, page: 1, ...(isDefault && { sort: defaultSort(next) }) });
}

function removed(search: Search, facet: string, value?: string): Search {
  if (facet === 'type')
    return {
      ...search,
      types: value === undefined ? [] : search.types.filter((type) => type !== value),
    };
  const { [facet]: values = [], ...others } = search.chosen;
  const left = value === undefined ? [] : values.filter((v) => v !== value);
  return { ...search, chosen: left.length > 0 ? { ...others, [facet]: left } : others };
}

/** Drops what a changed type leaves without sense: values of other types, orders that are not there. */
function settle(search: Search): Search {
  const chosen = facetsFor(search.types).flatMap((facet): [string, readonly string[]][] => {
    const good = (search.chosen[facet.key] ?? []).filter((v) => isPossible(facet, v, search.types));
    return good.length > 0 ? [[facet.key, good]] : [];
  });
  return {
    ...search,
    chosen: Object.fromEntries(chosen),
    sort: sortsFor(search).includes(search.sort) ? search.sort : defaultSort(search),
  };
}
