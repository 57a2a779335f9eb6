import { distance } from 'fastest-levenshtein';
import { fold, lower } from '#lib/turkish/letters';

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];

/**
 * Queries near a misspelt one, each with one word replaced by a word of our own titles, nearest first and
 * at most three. Only words that a slip of one or two letters apart could have meant.
 */
export function nearWords(query: string, titles: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const title of titles)
    for (const word of words(title)) if (!known.has(fold(word))) known.set(fold(word), word);
  const suggestions: { query: string; distance: number }[] = [];
  for (const word of new Set(words(query))) {
    const folded = fold(word);
    if (known.has(folded)) continue;
    const most = folded.length < 5 ? 1 : 2;
    for (const [candidate, written] of known) {
      if (Math.abs(candidate.length - folded.length) > most) continue;
      const apart = distance(folded, candidate);
      if (apart <= most)
        suggestions.push({
          query: query.replace(/[\p{L}\p{N}]+/gu, (w) => (w === word ? lower(written) : w)),
          distance: apart,
        });
    }
  }
  return [
    ...new Set(suggestions.sort((a, b) => a.distance - b.distance).map((s) => s.query)),
  ].slice(0, 3);
}
