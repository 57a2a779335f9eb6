import { distance } from 'fastest-levenshtein';
import type { TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { find, type Index } from '#lib/finding';
import { rating, type JudgedSearch } from '#lib/search-rating';
import { parseSearch } from '#lib/search-state';
import { fold } from '#lib/turkish/letters';

/** An index of one language as far as finding needs it, without an engine. */
export type RehearsedIndex = Pick<Index, 'locale' | 'analyser' | 'entryAt' | 'pinned'> & {
  readonly ids: readonly string[];
};

/**
 * Answers the questions of a search from the entries in memory, for trying words and pins before they are
 * published: which entries have the heads asked for. Filters other than by type are not looked at, so that
 * it serves for searches without any.
 */
function inMemory({ ids, ...index }: RehearsedIndex): Index {
  const words = new Map<string, number>();
  const entries = ids.flatMap((id) => {
    const entry = index.entryAt(id);
    for (const word of entry?.profile.words ?? []) words.set(word, (words.get(word) ?? 0) + 1);
    return entry ? [{ id, type: entry.type, profile: entry.profile }] : [];
  });
  const vocabulary = [...words]
    .sort(([, a], [, b]) => b - a)
    .map(([word]) => ({ word, plain: fold(word) }));
  return {
    ...index,
    ask: async (questions) =>
      questions.map(({ q, filter, page = 1, hitsPerPage }) => {
        const asked = [...q.matchAll(/(-?)"([^"]*)"/g)];
        const wanted = asked.filter(([, minus]) => minus === '').map(([, , root = '']) => root);
        const refused = asked.filter(([, minus]) => minus === '-').map(([, , root = '']) => root);
        const [types, meant, only] = ['type', 'vocabulary', 'id'].map((key) => inList(filter, key));
        const found = entries.flatMap(({ id, type, profile }) => {
          const { roots } = profile;
          const isFound =
            wanted.every((root) => roots.has(root)) &&
            !refused.some((root) => roots.has(root)) &&
            (!types || types.includes(type)) &&
            (!only || only.includes(id)) &&
            (!meant || meant.some((word) => profile.words.has(word)));
          const places = wanted.map((root) => roots.get(root)?.place ?? 0);
          return isFound ? [{ id, place: Math.min(...places) }] : [];
        });
        const hits = found
          .sort((a, b) => a.place - b.place)
          .slice((page - 1) * hitsPerPage, page * hitsPerPage)
          .map(({ id }) => ({ id }));
        return { hits, total: found.length, facets: {} };
      }),
    wordsLike: async (begins) => {
      const typed = fold(begins);
      const slips = typed.length < 5 ? 0 : typed.length < 9 ? 1 : 2;
      return vocabulary
        .filter(
          ({ plain }) =>
            plain.startsWith(typed) ||
            (Math.abs(plain.length - typed.length) <= slips && distance(plain, typed) <= slips),
        )
        .slice(0, mostWords)
        .map(({ word }) => word);
    },
  };
}

/** As many as the engine gives. */
const mostWords = 100;

/** The values of a filter `key IN ["a", "b"]`, if there is one. */
const inList = (filter: readonly string[], key: string): string[] | undefined => {
  const own = filter.find((text) => text.startsWith(`${key} IN [`));
  return own === undefined
    ? undefined
    : [...own.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, value = '']) => value);
};

/** A search whose first answer is another one, and the entries meant. */
export type ChangedSearch = {
  readonly query: string;
  readonly locale: Locale;
  readonly before: FirstAnswer | undefined;
  readonly after: FirstAnswer | undefined;
  /** How much better or worse the first ten answer, as a difference of nDCG. */
  readonly by: number;
};
type FirstAnswer = { readonly type: TypeName; readonly slug: string };

/** What a change does to the judged searches. */
export type Effect = {
  readonly searches: number;
  readonly before: Quality;
  readonly after: Quality;
  /** Searches that are answered better, worse, or otherwise at the top; the worst first. */
  readonly changed: readonly ChangedSearch[];
};
type Quality = { readonly ndcg: number; readonly recall: number };

/** Below this a difference is one of rounding. */
const noticeable = 0.001;

/**
 * Puts the judged searches to both and says what differs. Pauses after each search, so that a process that
 * serves readers can go on serving them.
 */
export async function effectOf(
  judged: readonly JudgedSearch[],
  before: Readonly<Record<Locale, RehearsedIndex>>,
  after: Readonly<Record<Locale, RehearsedIndex>>,
  today: string,
  pause: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Effect> {
  const open = (indexes: Readonly<Record<Locale, RehearsedIndex>>) => ({
    tr: inMemory(indexes.tr),
    en: inMemory(indexes.en),
  });
  const sides = [open(before), open(after)] as const;
  const answer = async (of: Readonly<Record<Locale, Index>>, search: JudgedSearch) => {
    const { query, locale, type_filter: type } = search;
    const asked = parseSearch(new URLSearchParams({ q: query, ...(type && { type }) }));
    const found = await find(asked.search, of[locale], today);
    const hits = (found?.hits ?? []).map((hit): FirstAnswer => ({
      type: hit.type,
      slug: hit.slug,
    }));
    const { ndcg, recall } = rating({ search, found: hits.map(({ slug }) => slug) });
    return { first: hits[0], ndcg, recall };
  };
  const told: { search: JudgedSearch; was: Rated; is: Rated }[] = [];
  for (const search of judged.filter(({ relevant }) => relevant.length > 0)) {
    told.push({
      search,
      was: await answer(sides[0], search),
      is: await answer(sides[1], search),
    });
    await pause();
  }
  const mean = (of: (one: (typeof told)[number]) => Quality): Quality => {
    const all = told.map(of);
    const average = (key: keyof Quality) =>
      all.reduce((sum, one) => sum + one[key], 0) / Math.max(1, all.length);
    return { ndcg: average('ndcg'), recall: average('recall') };
  };
  return {
    searches: told.length,
    before: mean(({ was }) => was),
    after: mean(({ is }) => is),
    changed: told
      .map(({ search: { query, locale }, was, is }) => ({
        query,
        locale,
        before: was.first,
        after: is.first,
        by: is.ndcg - was.ndcg,
        isNoticeable:
          Math.abs(is.ndcg - was.ndcg) > noticeable ||
          Math.abs(is.recall - was.recall) > noticeable ||
          was.first?.slug !== is.first?.slug,
      }))
      .filter(({ isNoticeable }) => isNoticeable)
      .map(({ isNoticeable: _, ...change }) => change)
      .sort((a, b) => a.by - b.by),
  };
}

type Rated = Quality & { readonly first: FirstAnswer | undefined };
