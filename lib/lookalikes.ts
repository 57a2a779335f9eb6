import { distance } from 'fastest-levenshtein';
import { fold } from '#lib/turkish/letters';

/** What is compared; the text without its marks. */
export type Comparable = { readonly title: string; readonly text: string };

export type Lookalike<C extends Comparable> = {
  readonly one: C;
  readonly other: C;
  readonly by: 'title' | 'text';
  /** From 0 to 1: the share of what both have in what either has. */
  readonly likeness: number;
};

/** Titles that share so many of their letter triples are nearly the same (Jaccard). */
const titleLikeness = 0.7;
/** Texts that share so many of the word triples that are nobody else's have been copied. */
const textLikeness = 0.4;
/** A word triple in more texts than this is a form of words, not a copy. */
const mostSharers = 2;
const fewestShingles = 8;

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

const triples = <T>(items: readonly T[], join: (...three: T[]) => string): Set<string> =>
  new Set(items.slice(2).map((third, at) => join(...items.slice(at, at + 2), third)));

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let both = 0;
  for (const item of small) if (large.has(item)) both += 1;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}

/**
 * Pairs of things of one type that may be the same thing twice. Two names that differ in a number (SAHA
 * EXPO 2022 and 2024) or in a word of their own (the agencies of two regions) are not; nor are texts that
 * share a form of words with many others.
 */
export function lookalikes<C extends Comparable>(things: readonly C[]): Lookalike<C>[] {
  const read = things.map((thing) => {
    const words = wordsOf(thing.title);
    return {
      thing,
      words,
      letters: triples([...` ${words.join(' ')} `], (...three) => three.join('')),
      shingles: triples(wordsOf(thing.text), (...three) => three.join(' ')),
    };
  });
  const sharers = new Map<string, number[]>();
  for (const [place, { shingles }] of read.entries())
    for (const shingle of shingles) {
      const known = sharers.get(shingle);
      if (known) known.push(place);
      else sharers.set(shingle, [place]);
    }
  const shared = new Map<string, number>();
  for (const places of sharers.values())
    if (places.length === mostSharers) {
      const key = places.join(' ');
      shared.set(key, (shared.get(key) ?? 0) + 1);
    }
  const own = read.map(
    ({ shingles }) =>
      [...shingles].filter((shingle) => (sharers.get(shingle)?.length ?? 0) <= mostSharers).length,
  );

  const found: Lookalike<C>[] = [];
  for (const [i, one] of read.entries())
    for (const [more, other] of read.slice(i + 1).entries()) {
      const j = i + 1 + more;
      const title = alike(one.letters.size, other.letters.size, titleLikeness)
        ? jaccard(one.letters, other.letters)
        : 0;
      if (title >= titleLikeness && sameName(one.words, other.words)) {
        found.push({ one: one.thing, other: other.thing, by: 'title', likeness: title });
        continue;
      }
      const both = shared.get(`${i} ${j}`) ?? 0;
      const either = (own[i] ?? 0) + (own[j] ?? 0) - both;
      if (both >= fewestShingles && both / either >= textLikeness)
        found.push({ one: one.thing, other: other.thing, by: 'text', likeness: both / either });
    }
  return found;
}

/** Whether two sets can be so alike at all, by their sizes. */
const alike = (a: number, b: number, least: number): boolean =>
  Math.min(a, b) >= least * Math.max(a, b);

/** Whether one name only leaves words out, or spells a long word otherwise. */
function sameName(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [one, other].map((words, at) =>
    words.filter((word) => !(at === 0 ? other : one).includes(word)),
  );
  if (!a || !b) return false;
  if ([...a, ...b].some((word) => /\d/.test(word)) && a.length > 0 && b.length > 0) return false;
  return (
    a.length === 0 ||
    b.length === 0 ||
    a.every((word) =>
      b.some((twin) => Math.min(word.length, twin.length) >= 5 && distance(word, twin) <= 2),
    )
  );
}
