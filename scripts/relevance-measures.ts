import { z } from 'zod';
import type { Answered, Paired } from '#lib/search-quality';
import { rating, type Answer } from '#lib/search-rating';
import { fold } from '#lib/turkish/letters';
import { isWord } from '#lib/turkish/query';

/** A word, another that it must or must not find, and what the two differ in. */
export const pairSchema = z.object({
  query: z.string(),
  doc: z.string(),
  relation: z.string(),
  sub: z.string().optional(),
  should_match: z.boolean(),
});
export type Pair = z.infer<typeof pairSchema>;

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const rounded = (number: number): number => Math.round(number * 1000) / 1000;

/** A table by kind; the row `all` first. Searches without relevant records count for traps only. */
export function answeredByKind(answers: readonly Answer[]): Answered[] {
  const row = (kind: string, of: readonly Answer[]): Answered => {
    const graded = of.filter(({ search }) => search.relevant.length > 0);
    const ratings = graded.map(rating);
    const musts = of.filter(({ search }) => search.must_first !== null);
    return {
      kind,
      queries: of.length,
      ndcg: rounded(mean(ratings.map(({ ndcg }) => ndcg))),
      recall: rounded(mean(ratings.map(({ recall }) => recall))),
      mrr: rounded(mean(ratings.map(({ reciprocal }) => reciprocal))),
      first: {
        right: musts.filter(({ search, found }) => found[0] === search.must_first).length,
        of: musts.length,
      },
      traps: of.reduce((sum, { search, found }) => {
        const shown = [...new Set(found)].slice(0, 10);
        return sum + search.must_not.filter((id) => shown.includes(id)).length;
      }, 0),
      empty: graded.filter(({ found }) => found.length === 0).length,
    };
  };
  const kinds = [...new Set(answers.map(({ search }) => search.kind))].sort();
  return [
    row('all', answers),
    ...kinds.map((kind) =>
      row(
        kind,
        answers.filter(({ search }) => search.kind === kind),
      ),
    ),
  ];
}

/** Whether an engine found the text of a pair by its word alone (`last`) and with another behind it. */
export type PairAnswer = { readonly pair: Pair; readonly last: boolean; readonly middle: boolean };

/**
 * Shares of pairs that are right, by relation; the negatives are right where nothing is found. Of an
 * engine that fills up with texts of any word, only the word alone says something.
 */
export function pairedByKind(answers: readonly PairAnswer[], fills = false): Paired[] {
  const nameOf = ({ relation, sub }: Pair) => (sub ? `${relation} ${sub}` : relation);
  const kinds = [...new Set(answers.map(({ pair }) => nameOf(pair)))].sort();
  return kinds.map((kind) => {
    const of = answers.filter(({ pair }) => nameOf(pair) === kind);
    const right = (how: 'last' | 'middle') =>
      rounded(mean(of.map((answer) => Number(answer[how] === answer.pair.should_match))));
    return { kind, pairs: of.length, last: right('last'), middle: fills ? null : right('middle') };
  });
}

/**
 * Of all single words that the single words of the pairs find, the share that is of the word's own
 * family: what the positive pairs join, over as many steps as it takes, however it is spelt.
 */
export function precision(
  pairs: readonly Pair[],
  foundBy: ReadonlyMap<string, readonly string[]>,
): number {
  const head = new Map<string, string>();
  const headOf = (word: string): string => {
    const next = head.get(word) ?? word;
    return next === word ? word : headOf(next);
  };
  for (const { query, doc, should_match } of pairs)
    if (should_match) head.set(headOf(fold(query)), headOf(fold(doc)));
  const found = [...foundBy]
    .filter(([query]) => isWord(query))
    .flatMap(([query, docs]) =>
      docs.filter(isWord).map((doc) => [fold(query), fold(doc)] as const),
    );
  return rounded(mean(found.map(([query, doc]) => Number(headOf(query) === headOf(doc)))));
}
