import { applicationStatus, dayNumber } from '#lib/application-status';
import type { Entry } from '#lib/entry';
import { isAhead } from '#lib/event-days';
import { facetsFor, wildcardOf, type Facet } from '#lib/facets';
import { foundEntry, isEventsByDay, type Found, type Index } from '#lib/finding';
import { rarityOf, relevance, type Profile } from '#lib/ranking';
import { filtersOf, hasWording, idOf } from '#lib/search-document';
import { withWildcard } from '#lib/search-query';
import { pageSize, type Search } from '#lib/search-state';
import { marksIn } from '#lib/turkish/marks';
import { readQuery, type Query, type Term } from '#lib/turkish/query';

/** What the portal itself knows of the entries of a language, without the engine. */
export type FallbackIndex = Pick<Index, 'locale' | 'analyser' | 'entryAt' | 'pinned'> & {
  readonly entries: readonly Entry[];
};

type Filters = ReturnType<typeof filtersOf>;

/** What an entry is filtered and sorted by, as long as it is there; made in the first outage. */
const known = new WeakMap<Entry, Filters>();

function filtersAt(entry: Entry): Filters {
  const made = known.get(entry) ?? filtersOf(entry);
  known.set(entry, made);
  return made;
}

/** So many entries that have only some of the words are shown at most, as with the engine. */
const enough = pageSize;

type Judged = {
  readonly entry: Entry;
  readonly id: string;
  readonly score: number;
  readonly missing: readonly string[];
  /** The filters that it does not pass. */
  readonly fails: readonly string[];
};

/**
 * What is found while the engine is silent: by the word families, weights and filters of the real search,
 * over what the portal keeps in memory of every entry anyway. It forgives no slip, completes no word and
 * takes no word for another that was meant. Looks at every entry.
 */
export function findInMemory(
  search: Search,
  index: FallbackIndex,
  today: string,
  limit = pageSize,
): Found {
  const { analyser, entries, entryAt } = index;
  const query = readQuery(analyser, search.query);
  const hasWords = query.ways.some((way) => way.length > 0);
  const isEmpty = !hasWords && query.phrases.length + query.without.length === 0;
  const nothing: Found = {
    total: 0,
    exact: 0,
    hits: [],
    counts: new Map(),
    totalWithout: new Map(),
    notices: [],
  };
  if (search.query !== '' && isEmpty) return nothing;

  const isRanked = search.sort === 'relevance';
  const pins =
    isRanked && query.phrases.length + query.without.length === 0
      ? index.pinned(search.query, today)
      : [];
  const passes = filterOf(search, today);
  const judge = judgeOf(query, index);
  const judged = entries.flatMap((entry): Judged[] => {
    const fails = passes(entry);
    if (fails.length > 1 && !fails.every((key) => key in search.chosen)) return [];
    const id = idOf(entry);
    const told = hasWords || !isEmpty ? judge(id, entry.type) : whole;
    const isPinned = pins.includes(id);
    return told || isPinned ? [{ entry, id, fails, ...(isPinned ? whole : (told ?? whole)) }] : [];
  });
  const exact = judged.filter(({ missing }) => missing.length === 0);
  const found = exact.filter(({ fails }) => fails.length === 0);
  const isFiltered = Object.keys(search.chosen).length > 0;
  const mayFill = isRanked && !isFiltered && query.phrases.length === 0 && found.length < enough;
  const similar = mayFill
    ? judged
        .filter(({ missing, fails }) => missing.length > 0 && fails.length === 0)
        .sort(byScore)
        .slice(0, enough - found.length)
    : [];
  const first = pins.flatMap((id) => found.filter((hit) => hit.id === id));
  const others = found.filter((hit) => !first.includes(hit));
  const inOrder = isRanked
    ? [...first, ...[...others, ...similar].sort(byScore)]
    : sorted(others, search, today);
  const marks = (text: string) => marksIn(analyser, text, query.sought);
  return {
    total: found.length + similar.length,
    exact: found.length,
    ...countsOf(search, exact, today),
    notices:
      query.leftOut.length > 0
        ? [{ code: 'too-many-words', values: { left: query.leftOut.join(', ') } }]
        : [],
    hits: inOrder.slice((search.page - 1) * limit, search.page * limit).flatMap((hit) => {
      const entry = entryAt(hit.id);
      return entry ? [foundEntry(entry.shown, marks, hit.missing, first.includes(hit))] : [];
    }),
  };
}

const whole = { score: 0, missing: [] };

const byScore = (a: Judged, b: Judged): number => b.score - a.score;

/** Judges an entry by its words; nothing for one that has none of them, or one that is not wanted. */
function judgeOf({ ways, phrases, without, hints }: Query, { entries, entryAt }: FallbackIndex) {
  const terms = ways.flat();
  const texts = new Map<Term, number>(terms.map((term) => [term, 0]));
  const has = ({ roots }: Profile, { root, meanings }: Term) =>
    roots.has(root) || meanings.some((meaning) => roots.has(meaning));
  const profiles = new Map<string, Profile>();
  for (const entry of entries) {
    const id = idOf(entry);
    const profile = entryAt(id)?.profile;
    if (!profile) continue;
    profiles.set(id, profile);
    for (const [term, n] of texts) if (has(profile, term)) texts.set(term, n + 1);
  }
  const weighed = ways.map((way) =>
    way.map((term) => ({
      term,
      also: [],
      rarity: rarityOf(texts.get(term) ?? 0, entries.length),
    })),
  );
  return (id: string, type: Entry['type']): Pick<Judged, 'score' | 'missing'> | undefined => {
    const profile = profiles.get(id);
    if (!profile || without.some((root) => profile.roots.has(root))) return undefined;
    const isQuoted = phrases.every(
      ({ written, roots }) =>
        roots.every((root) => profile.roots.has(root)) &&
        hasWording(entryAt(id)?.wording ?? '', written),
    );
    if (!isQuoted) return undefined;
    if (terms.length === 0) return whole;
    const [best] = weighed
      .filter((way) => way.length > 0)
      .map((way) => relevance(profile, type, way, hints))
      .sort((a, b) => a.missing.length - b.missing.length || b.score - a.score);
    if (!best || best.score === 0) return undefined;
    return { score: best.score, missing: best.missing.map(({ written }) => written) };
  };
}

/** The values of an entry that a facet filters by. */
function valuesOf(entry: Entry, { key, values }: Facet, today: string): readonly string[] {
  if (values === 'types') return [entry.type];
  if (values === 'status')
    return entry.type === 'programme' ? [applicationStatus(entry.data, today)] : [];
  return [filtersAt(entry).filters[key] ?? []].flat().map(String);
}

/** Which of the reader's choices an entry does not pass. */
function filterOf({ types, chosen, sort }: Search, today: string) {
  const used = facetsFor(types).filter(({ key }) => chosen[key] !== undefined);
  const from = dayNumber(today);
  return (entry: Entry): string[] => [
    ...(types.length > 0 && !types.includes(entry.type) ? ['type'] : []),
    ...used.flatMap((facet) => {
      const wildcard = wildcardOf(facet);
      const wanted = chosen[facet.key] ?? [];
      const has = valuesOf(entry, facet, today).some(
        (value) => value === wildcard || wanted.includes(value),
      );
      return has ? [] : [facet.key];
    }),
    ...(sort === 'closing' && !(Number(filtersAt(entry).filters.closes ?? 0) >= from)
      ? ['sort']
      : []),
  ];
}

/** What every filter would leave, each facet as if nothing of its own were chosen. */
function countsOf(search: Search, exact: readonly Judged[], today: string) {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  const totalWithout = new Map<string, number>();
  for (const facet of facetsFor(search.types)) {
    const { key } = facet;
    const left = exact.filter(({ fails }) => fails.every((failed) => failed === key));
    const given: Record<string, number> = {};
    for (const { entry } of left)
      for (const value of valuesOf(entry, facet, today)) given[value] = (given[value] ?? 0) + 1;
    counts.set(key, withWildcard(facet, given));
    const isChosen = key === 'type' ? search.types.length > 0 : key in search.chosen;
    if (isChosen) totalWithout.set(key, left.length);
  }
  totalWithout.set(
    'all',
    exact.filter(({ fails }) => fails.every((key) => key in search.chosen)).length,
  );
  return { counts, totalWithout };
}

/** In the reader's order; events as a calendar has them, the next one at the top. */
function sorted(hits: readonly Judged[], search: Search, today: string): readonly Judged[] {
  const keyed = hits.map((hit) => ({ hit, ...filtersAt(hit.entry) }));
  const byTitle = (a: Filters, b: Filters) =>
    a.titleKey < b.titleKey ? -1 : a.titleKey > b.titleKey ? 1 : 0;
  const by = (a: Filters, b: Filters) =>
    search.sort === 'newest'
      ? (b.newest ?? -1) - (a.newest ?? -1)
      : search.sort === 'closing'
        ? Number(a.filters.closes) - Number(b.filters.closes)
        : 0;
  const inOrder = keyed.sort((a, b) => by(a, b) || byTitle(a, b)).map(({ hit }) => hit);
  if (!isEventsByDay(search)) return inOrder;
  const isNext = ({ entry }: Judged) => entry.type === 'event' && isAhead(entry.data, today);
  return [...inOrder.filter(isNext).reverse(), ...inOrder.filter((hit) => !isNext(hit))];
}
