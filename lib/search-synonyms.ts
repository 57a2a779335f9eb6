import { z } from 'zod';
import { byLine, readList } from '#lib/editors-list';
import { because, exactDate, line, type Locale } from '#lib/field';
import type { Problem } from '#lib/problem';
import type { Analyser } from '#lib/turkish/analyser';
import type { Curated } from '#lib/turkish/curated';
import { lower } from '#lib/turkish/letters';

/**
 * Words for the same thing: `same` finds each by every other; `typed` is what readers say and `means` what
 * entries call it, looked for beside it and worth half.
 */
export const synonymSchema = z
  .strictObject({
    same: z.array(line(80)).min(2).max(12).optional(),
    typed: line(80).optional(),
    means: z.array(line(80)).min(1).max(6).optional(),
    language: z.enum(['tr', 'en', 'both']),
    reason: line(300),
    /** Who says so: a role, no name. */
    by: line(120),
    on: exactDate,
  })
  .refine(
    ({ same, typed, means }) =>
      same ? !typed && !means : typed !== undefined && means !== undefined,
    because('synonym-kind'),
  );
export type Synonym = z.infer<typeof synonymSchema>;

/** A synonym and the line on which it begins. */
export type PlacedSynonym = Synonym & { readonly line: number };

/** Reads content/search/synonyms.yaml: what has the form of one. `judgeSynonyms` says whether it helps. */
export function parseSynonyms(
  file: string,
  text: string,
): { synonyms: readonly PlacedSynonym[]; problems: readonly Problem[] } {
  const { items, problems } = readList(file, text, synonymSchema, 'synonym-form');
  return {
    synonyms: items.map(({ value, lineAt }) => ({ ...value, line: lineAt() })),
    problems: byLine(problems),
  };
}

/** What the search knows and holds, for judging whether words may be joined. */
export type SynonymWorld = {
  /** The analysers without the synonyms in question. */
  readonly before: Readonly<Record<Locale, Analyser>>;
  /** The same with all of them. */
  readonly after: Readonly<Record<Locale, Analyser>>;
  readonly curated: Pick<Curated, 'notSynonyms' | 'meanings'>;
  /** How many entries of a language have all of these heads, and how many entries there are. */
  readonly entriesWith: (
    locale: Locale,
    heads: readonly string[],
  ) => { readonly count: number; readonly all: number };
};

/** What stands in more than this share of the entries of a language tells too little to be joined. */
export const broadestShare = 0.25;

type Fault = Pick<Problem, 'code' | 'values'>;

/**
 * What speaks against each of these synonyms, in their order, as sentences to be; nothing against most.
 * The same fault in two languages is told once.
 */
export function judgeSynonyms(
  synonyms: readonly PlacedSynonym[],
  world: SynonymWorld,
): readonly (readonly Fault[])[] {
  return synonyms.map((synonym, index) => {
    const languages: readonly Locale[] =
      synonym.language === 'both' ? ['tr', 'en'] : [synonym.language];
    const others = synonyms.slice(0, index);
    for (const locale of languages) {
      const heard = others.filter(({ language }) => language === locale || language === 'both');
      const faults = faultsIn(synonym, heard, synonyms, locale, world);
      if (faults.length > 0) return faults;
    }
    return [];
  });
}

/** The same as problems of a file. */
export const synonymProblems = (
  file: string,
  synonyms: readonly PlacedSynonym[],
  world: SynonymWorld,
): Problem[] =>
  judgeSynonyms(synonyms, world).flatMap((faults, index) =>
    faults.map((fault) => ({ file, line: synonyms[index]?.line ?? 1, ...fault })),
  );

function faultsIn(
  synonym: Synonym,
  earlier: readonly PlacedSynonym[],
  all: readonly Synonym[],
  locale: Locale,
  world: SynonymWorld,
): Fault[] {
  const analyser = world.before[locale];
  const words = [...(synonym.same ?? []), ...(synonym.typed ? [synonym.typed] : [])];
  const sought = synonym.same ?? synonym.means ?? [];
  const every = [...words, ...(synonym.means ?? [])];

  const empty = every.flatMap((word) => emptyFault(analyser, word));
  if (empty.length > 0) return empty;

  const refused = new Set(world.curated.notSynonyms.map((text) => keyOf(analyser, text)));
  const refusals = (synonym.same ?? []).filter((word) => refused.has(keyOf(analyser, word)));
  if (refusals.length > 0)
    return refusals.map((word) => ({ code: 'synonym-refused', values: { word } }));

  const repeated = repetition(synonym, earlier, analyser);
  if (repeated) return [repeated];

  const found = synonym.same
    ? groupFault(synonym.same, analyser)
    : oneWayFault(synonym.typed ?? '', synonym.means ?? [], analyser);
  if (found) return [found];

  const broad = sought.flatMap((word): Fault[] => {
    const heads = rootsOf(analyser, word);
    const { count, all } = world.entriesWith(locale, heads);
    return count > all * broadestShare
      ? [
          {
            code: 'synonym-too-broad',
            values: {
              word,
              count,
              all,
              percent: Math.round((100 * count) / all),
              most: 100 * broadestShare,
            },
          },
        ]
      : [];
  });
  if (broad.length > 0) return broad;

  if (synonym.typed !== undefined) {
    const circle = circleOf(synonym, all, locale, world);
    if (circle) return [{ code: 'synonym-circle', values: { path: circle.join(' → ') } }];
  }
  const after = world.after[locale];
  const heads = new Set((synonym.same ?? []).map((word) => after.headsOf(word).join(' ')));
  return heads.size > 1
    ? [{ code: 'synonym-no-effect', values: { words: (synonym.same ?? []).join(', ') } }]
    : [];
}

/** The heads of a text's own words, names not taken together. */
const rootsOf = (analyser: Analyser, text: string): string[] => {
  const { tokens } = analyser.analyse(text);
  return tokens.filter(({ word }) => !analyser.isStopWord(word)).map(({ root }) => root);
};
const keyOf = (analyser: Analyser, text: string): string => rootsOf(analyser, text).join(' ');

/** What says nothing, or next to nothing. */
function emptyFault(analyser: Analyser, word: string): Fault[] {
  const { tokens } = analyser.analyse(word);
  if (tokens.every((token) => analyser.isStopWord(token.word)))
    return [{ code: 'synonym-stop-word', values: { word } }];
  return lower(word).replace(/[^\p{L}\p{N}]/gu, '').length < 2
    ? [{ code: 'synonym-letter', values: { word } }]
    : [];
}

function repetition(
  { same, typed, means }: Synonym,
  earlier: readonly PlacedSynonym[],
  analyser: Analyser,
): Fault | undefined {
  const key = (word: string) => keyOf(analyser, word);
  for (const other of earlier) {
    const otherSame = new Set((other.same ?? []).map(key));
    const shared = same?.find((word) => otherSame.has(key(word)));
    if (shared !== undefined)
      return { code: 'synonym-repeated', values: { word: shared, line: other.line } };
    const isSameWord =
      typed !== undefined && other.typed !== undefined && key(typed) === key(other.typed);
    const otherMeans = new Set((other.means ?? []).map(key));
    const again = isSameWord ? means?.find((word) => otherMeans.has(key(word))) : undefined;
    if (again !== undefined)
      return { code: 'synonym-repeated', values: { word: again, line: other.line } };
  }
  return undefined;
}

const holds = (longer: readonly string[], shorter: readonly string[]): boolean =>
  longer.length > shorter.length && shorter.every((root) => longer.includes(root));

/** What is joined already, holds one another, or would join two groups of the glossary. */
function groupFault(same: readonly string[], analyser: Analyser): Fault | undefined {
  const read = same.map((word) => ({ word, roots: rootsOf(analyser, word) }));
  for (const [i, { word, roots }] of read.entries())
    for (const other of read.slice(i + 1)) {
      const values = { word, other: other.word };
      if (roots.join(' ') === other.roots.join(' ')) return { code: 'synonym-same-word', values };
      if (holds(roots, other.roots)) return { code: 'synonym-inside', values };
      if (holds(other.roots, roots))
        return { code: 'synonym-inside', values: { word: other.word, other: word } };
    }
  const named = read.flatMap(({ word, roots }) => {
    const heads = analyser.headsOf(word);
    const [name] = heads;
    const isName =
      heads.length === 1 &&
      name !== undefined &&
      analyser.waysOf(name).some((way) => way.join(' ') === roots.join(' '));
    return isName ? [{ word, name }] : [];
  });
  const [first, ...more] = named;
  const apart = first && more.find(({ name }) => name !== first.name);
  if (apart) return { code: 'synonym-two-groups', values: { word: first.word, other: apart.word } };
  if (first && named.length === same.length)
    return { code: 'synonym-known', values: { word: first.word, other: more[0]?.word ?? '' } };
  // A way that the group has already must neither hold a new one nor stand inside it.
  for (const { word, roots } of read)
    for (const way of first ? analyser.waysOf(first.name) : [])
      if (holds(roots, way) || holds(way, roots))
        return { code: 'synonym-inside-group', values: { word, other: first?.word ?? '' } };
  return undefined;
}

function oneWayFault(
  typed: string,
  means: readonly string[],
  analyser: Analyser,
): Fault | undefined {
  const heads = analyser.headsOf(typed);
  const [head] = heads;
  if (heads.length !== 1 || head === undefined)
    return { code: 'synonym-one-word', values: { word: typed } };
  for (const word of means) {
    const meant = analyser.headsOf(word);
    if (meant.includes(head))
      return { code: 'synonym-same-word', values: { word: typed, other: word } };
    if (meant.every((root) => analyser.meaningsOf(head).includes(root)))
      return { code: 'synonym-known', values: { word: typed, other: word } };
  }
  return undefined;
}

/** The way from a word over what it means back to itself; words.yaml counts as well. */
function circleOf(
  { typed = '', means = [] }: Synonym,
  all: readonly Synonym[],
  locale: Locale,
  { before, curated }: SynonymWorld,
): string[] | undefined {
  const analyser = before[locale];
  const spelt = new Map<string, string>();
  const next = new Map<string, Set<string>>();
  const learn = (from: string, to: readonly string[]) => {
    const heads = to.flatMap((word) =>
      analyser.headsOf(word).map((head) => {
        if (!spelt.has(head)) spelt.set(head, word);
        return head;
      }),
    );
    for (const head of analyser.headsOf(from)) {
      spelt.set(head, from);
      next.set(head, new Set([...(next.get(head) ?? []), ...heads]));
    }
  };
  for (const [from, to] of Object.entries(curated.meanings)) learn(from, to);
  for (const one of all)
    if (one.typed !== undefined && (one.language === locale || one.language === 'both'))
      learn(one.typed, one.means ?? []);

  const [goal = ''] = analyser.headsOf(typed);
  const name = (head: string) => spelt.get(head) ?? head;
  const seen = new Set<string>();
  const walk = (head: string, path: readonly string[]): string[] | undefined => {
    if (head === goal) return [...path, name(head)];
    if (seen.has(head)) return undefined;
    seen.add(head);
    for (const further of next.get(head) ?? []) {
      const found = walk(further, [...path, name(head)]);
      if (found) return found;
    }
    return undefined;
  };
  for (const word of means)
    for (const head of analyser.headsOf(word)) {
      const found = walk(head, [typed]);
      if (found) return found;
    }
  return undefined;
}
