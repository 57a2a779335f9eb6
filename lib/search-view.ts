import { hasDays, listHref, pageHref } from '#lib/addresses';
import { hitView, type CardSurroundings } from '#lib/cards';
import { plans, type EntryData, type TypeName } from '#lib/content-types';
import { sectionOf } from '#lib/plan-view';
import { fileLinks } from '#lib/entry-files';
import { isAhead, lastDayOf } from '#lib/event-days';
import { codesOf, facetsFor, isListed, presence, type Facet } from '#lib/facets';
import type { Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { isEventsByDay, type Found, type FoundEntry } from '#lib/finding';
import {
  defaultSort,
  maxPage,
  pageSize,
  searchHref,
  sortsFor,
  without,
  type Search,
  type SearchNotice,
} from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Chip, FacetGroup, FacetValue, Hit, Link, SearchView, ZeroResults } from '#lib/view';

/** What a view needs to know of the world outside: names of entries, the day, our own address. */
export type Surroundings = CardSurroundings & {
  /** The public address of the portal: a calendar that subscribes needs the whole of an address. */
  readonly site: string;
};

/**
 * The search page in the reader's words. `outcome` comes from the portal's own memory when the engine does
 * not answer, and is missing when there is nothing there either.
 */
export function searchView(
  search: Search,
  notices: readonly SearchNotice[],
  outcome: (Found & { readonly isFromMemory?: true }) | undefined,
  locale: Locale,
  around: Surroundings,
  limit = pageSize,
): SearchView {
  const t = texts(locale);
  const [only] = search.types.length === 1 ? search.types : [];
  const total = outcome?.total ?? 0;
  const pages = Math.min(Math.ceil(total / limit), maxPage);
  const href = (changes: Partial<Search>) => searchHref({ ...search, ...changes }, locale);
  const labels = new Labels(locale, around, search.types);
  const chips = chipsOf(search, locale, labels);
  // The one type of a list page is no choice among its filters.
  const filters = only ? Object.values(search.chosen).flat().length : chips.length;
  const bare: Search = {
    query: search.query,
    types: search.types,
    chosen: {},
    sort: search.sort,
    page: 1,
  };
  return {
    heading: only ? t(`types.${only}.plural`) : t('search.title'),
    url: href({}),
    action: only && isListed(only) ? listHref(only, locale) : pageHref('search', locale),
    query: search.query,
    ...(!outcome && {
      unavailable: { heading: t('search.unavailable.heading'), text: t('search.unavailable.text') },
    }),
    ...(outcome?.isFromMemory && {
      fallback: { heading: t('search.fallback.heading'), text: t('search.fallback.text') },
    }),
    total,
    exact: outcome?.exact ?? 0,
    page: search.page,
    pages,
    count: outcome ? countInWords(total, search, t) : '',
    ...(outcome &&
      outcome.exact > 0 &&
      outcome.exact < total && {
        similar: t('search.similar', { exact: outcome.exact, similar: total - outcome.exact }),
      }),
    notices: [...notices, ...(outcome?.notices ?? [])].map((notice) => noticeSentence(notice, t)),
    ...(outcome?.spelling !== undefined && {
      spelling: {
        lead: t('search.spelling'),
        link: {
          label: outcome.spelling,
          href: searchHref({ ...bare, query: outcome.spelling, sort: 'relevance' }, locale),
        },
      },
    }),
    chips,
    ...(chips.length > 1 && {
      clear: { label: t('search.clear'), href: searchHref(bare, locale) },
    }),
    sorts: sortsFor(search).map((value) => ({
      value: value === defaultSort(search) ? '' : value,
      label:
        only === 'plan' && value === 'title'
          ? t('search.sorts.number')
          : t(`search.sorts.${value}`),
      selected: value === search.sort,
    })),
    facets: outcome ? facetGroups(search, outcome, labels, t) : [],
    hits: (outcome?.hits ?? []).map((hit) => ({
      ...hitView(hit, locale, around),
      ...(only === 'plan' && search.sort === 'title' && inPlan(hit, locale, t)),
      ...(isEventsByDay(search) && inYear(hit, around.today, t)),
    })),
    pagination: paginationOf(search.page, pages, (page) => href({ page }), t),
    ...(outcome && total === 0 && { zero: zeroResults(search, outcome, locale, labels) }),
    files: fileLinks(href({ page: 1 }), locale, {
      total,
      site: around.site,
      isDated: search.types.length === 0 || search.types.some(hasDays),
    }),
    labels: {
      query: only ? t('search.queryIn', { list: t(`types.${only}.plural`) }) : t('search.query'),
      placeholder: t('search.placeholder'),
      submit: t('search.submit'),
      filters: t('search.filters'),
      apply: t('search.apply'),
      chosen: filters > 0 ? t('search.chosen', { count: filters }) : '',
      sort: t('search.sort'),
      results: t('search.results'),
      pagination: t('search.pagination'),
    },
  };
}

/** What of an address was not used, in words. */
export const noticeSentence = ({ code, values }: SearchNotice, t: Translate): string =>
  t(`search.notices.${code}`, {
    ...values,
    ...(typeof values.facet === 'string' && { facet: t(`facets.${values.facet}`) }),
  });

/** In the plans' own order an article stands under its section and its parent. */
function inPlan(hit: FoundEntry, locale: Locale, t: Translate): Pick<Hit, 'group' | 'depth'> {
  if (hit.type !== 'plan') return {};
  const card = hit.card as EntryData<'plan'>; // the card of this very type
  return {
    group: [{ text: labelOf(plans, card.plan, t) }, ...sectionOf(card, locale, t)],
    depth: card.number.split('.').length - 1,
  };
}

/** In the order of days an event stands under those ahead, or under its year. */
function inYear(hit: FoundEntry, today: string, t: Translate): Pick<Hit, 'group'> {
  const card = hit.card as EntryData<'event'>; // the list of this very type
  const year = lastDayOf(card)?.slice(0, 4);
  const text = isAhead(card, today)
    ? t('events.aheadHeading')
    : year === undefined
      ? t('events.undated')
      : t('events.archive', { year });
  return { group: [{ text }] };
}

function countInWords(total: number, { query, types }: Search, t: Translate): string {
  if (total === 0 && query !== '') return t('search.zeroFor', { query });
  const [only] = types.length === 1 ? types : [];
  const what = only
    ? t(`types.${only}.counted`, { count: total })
    : t('search.counted', { count: total });
  return query === '' ? what : t('search.countFor', { what, query });
}

/** Names the values of every facet. */
class Labels {
  private readonly t: Translate;
  constructor(
    private readonly locale: Locale,
    private readonly around: CardSurroundings,
    private readonly types: readonly TypeName[],
  ) {
    this.t = texts(locale);
  }

  value(facet: Facet, value: string): string {
    if (facet.values === 'types') return this.t(`types.${value}.plural`);
    if (facet.values === 'years' || facet.values === 'words') return value;
    if (facet.values === 'entries')
      return (facet.target && this.around.titleOf(facet.target, value)) ?? value;
    // "Yes" alone would say nothing on a chip.
    if (isPresenceFacet(facet) && codesOf(facet, []).includes(value))
      return this.t(`search.presence.${facet.key}.${value}`);
    const list = [...facet.lists].find(
      ([type, { codes }]) =>
        codes.includes(value) && (this.types.length === 0 || this.types.includes(type)),
    )?.[1];
    return list ? labelOf(list, value, this.t) : value;
  }

  inOrder = (a: string, b: string): number => compare(this.locale)(a, b);
}

function chipsOf(search: Search, locale: Locale, labels: Labels): Chip[] {
  const t = texts(locale);
  const chip = (facet: string, label: string, next: Search): Chip => ({
    facet: t(`facets.${facet}`),
    label,
    href: searchHref(next, locale),
    removeLabel: t('search.removeChip', { facet: t(`facets.${facet}`), label }),
  });
  // A list page is a place, not a filter; with words typed it is one of the things that narrow the search.
  const types =
    search.types.length > 1 || search.query !== ''
      ? search.types
      : search.types.filter((type) => !isListed(type));
  return [
    ...types.map((type) => chip('type', t(`types.${type}.plural`), without(search, 'type', type))),
    ...facetsFor(search.types).flatMap((facet) =>
      (search.chosen[facet.key] ?? []).map((value) =>
        chip(facet.key, labels.value(facet, value), without(search, facet.key, value)),
      ),
    ),
  ];
}

const isPresenceFacet = ({ lists }: Facet): boolean => [...lists.values()].includes(presence);

const shownValues = 8;

function facetGroups(search: Search, outcome: Found, labels: Labels, t: Translate): FacetGroup[] {
  return facetsFor(search.types).flatMap((facet): FacetGroup[] => {
    const counts = outcome.counts.get(facet.key) ?? new Map<string, number>();
    const chosen = facet.key === 'type' ? search.types : (search.chosen[facet.key] ?? []);
    const possible =
      facet.values === 'years' || facet.values === 'entries' || facet.values === 'words'
        ? [...counts.keys()]
        : codesOf(facet, search.types);
    const control = facet.key === 'province' ? 'select' : 'checkbox';
    const values = [...new Set([...possible, ...chosen])]
      .map((value): FacetValue => ({
        value,
        label: labels.value(facet, value),
        count: counts.get(value) ?? 0,
        selected: chosen.some((c) => c === value),
      }))
      .filter(({ count, selected }) => count > 0 || selected);
    const fixedOrder =
      facet.values === 'status' ||
      facet.values === 'types' ||
      facet.key === 'plan' ||
      isPresenceFacet(facet);
    if (facet.values === 'years') values.sort((a, b) => b.value.localeCompare(a.value));
    else if (control === 'select') values.sort((a, b) => labels.inOrder(a.label, b.label));
    else if (!fixedOrder)
      values.sort((a, b) => b.count - a.count || labels.inOrder(a.label, b.label));
    // A facet with nothing to choose between only takes room.
    if (values.length < 2 && chosen.length === 0) return [];
    const first = values.filter(
      ({ selected }, i) => control === 'select' || i < shownValues || selected,
    );
    const more = values.filter((value) => !first.includes(value));
    return [
      {
        key: facet.key,
        label: t(`facets.${facet.key}`),
        control,
        any: t('search.any'),
        values: first,
        more,
        moreLabel: t('search.more', { count: more.length }),
      },
    ];
  });
}

/** The links to the pages of a long list, those in the middle left out. */
export function paginationOf(
  page: number,
  pages: number,
  href: (page: number) => string,
  t: Translate,
): SearchView['pagination'] {
  if (pages < 2) return { pages: [] };
  const wanted = [1, page - 1, page, page + 1, pages];
  const shown = [...new Set(wanted)]
    .filter((one) => one >= 1 && one <= pages)
    .sort((a, b) => a - b);
  return {
    ...(page > 1 && { previous: { label: t('search.previous'), href: href(page - 1) } }),
    ...(page < pages && { next: { label: t('search.next'), href: href(page + 1) } }),
    pages: shown.flatMap((one, i) => {
      const before = shown[i - 1];
      const link = {
        label: String(one),
        href: href(one),
        current: one === page,
        spoken: t('search.page', { page: one }),
      };
      return before !== undefined && one - before > 1 ? ['gap' as const, link] : [link];
    }),
  };
}

function zeroResults(search: Search, outcome: Found, locale: Locale, labels: Labels): ZeroResults {
  const t = texts(locale);
  const link = (label: string, next: Search): Link => ({ label, href: searchHref(next, locale) });
  const removals = facetsFor(search.types)
    .map((facet) => ({ facet, count: outcome.totalWithout.get(facet.key) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ facet, count }) => {
      const values = facet.key === 'type' ? search.types : (search.chosen[facet.key] ?? []);
      const label = values.map((value) => labels.value(facet, value)).join(', ');
      return link(
        t('search.zero.without', { facet: t(`facets.${facet.key}`), label, count }),
        without(search, facet.key),
      );
    });
  const all = outcome.totalWithout.get('all') ?? 0;
  if (removals.length === 0 && all > 0) {
    const bare: Search = { ...search, chosen: {}, page: 1 };
    removals.push(link(t('search.zero.withoutAll', { count: all }), bare));
  }
  return {
    heading: t('search.zero.heading'),
    searched: [
      search.query === ''
        ? t('search.zero.noQuery')
        : t('search.zero.query', { query: search.query }),
      ...chipsOf(search, locale, labels).map(({ facet, label }) => `${facet}: ${label}`),
    ].join(' · '),
    ...(removals.length > 0 && { removals: { lead: t('search.zero.removals'), links: removals } }),
    ways: {
      lead: t('search.zero.ways'),
      links: [
        ...(search.types.length > 0 && search.query !== ''
          ? [
              link(t('search.zero.everywhere'), {
                ...search,
                types: [],
                chosen: {},
                sort: 'relevance',
                page: 1,
              }),
            ]
          : []),
        { label: t('search.zero.programmes'), href: listHref('programme', locale) },
        { label: t('search.zero.glossary'), href: listHref('term', locale) },
      ],
    },
  };
}
