import { z } from 'zod';
import type { EditorsQuery } from '#lib/search-queries';

/** A search with the entries that answer it, by slug: 3 exactly what is wanted, 2 useful, 1 related. */
export const judgedSchema = z.object({
  locale: z.enum(['tr', 'en']),
  query: z.string(),
  kind: z.string(),
  type_filter: z.string().nullable(),
  relevant: z.array(z.object({ id: z.string(), grade: z.int().min(1).max(3) })),
  must_first: z.string().nullable(),
  must_not: z.array(z.string()),
});
export type JudgedSearch = z.infer<typeof judgedSchema>;

/** What editors expect to come first, as a judged search. */
export const asJudged = ({ query, locale, slug }: EditorsQuery): JudgedSearch => ({
  locale,
  query,
  kind: 'navigational',
  type_filter: null,
  relevant: [{ id: slug, grade: 3 }],
  must_first: slug,
  must_not: [],
});

/** One search and what an engine found for it, best first, as slugs. */
export type Answer = { readonly search: JudgedSearch; readonly found: readonly string[] };

/** How good one answer is. */
export type Rating = {
  readonly ndcg: number;
  readonly recall: number;
  readonly reciprocal: number;
};

const gain = (grade: number, place: number): number => (2 ** grade - 1) / Math.log2(place + 2);

/** nDCG of the first ten, recall of grades 2 and 3 in the first twenty, one over the first such place. */
export function rating({ search, found }: Answer): Rating {
  const seen = [...new Set(found)];
  const grades = new Map(search.relevant.map(({ id, grade }) => [id, grade]));
  const best = [...grades.values()].sort((a, b) => b - a).slice(0, 10);
  const useful = [...grades].filter(([, grade]) => grade >= 2).map(([id]) => id);
  const dcg = seen
    .slice(0, 10)
    .reduce((sum, id, place) => sum + gain(grades.get(id) ?? 0, place), 0);
  const first = seen.findIndex((id) => useful.includes(id));
  return {
    ndcg: dcg / best.reduce((sum, grade, place) => sum + gain(grade, place), 0),
    recall:
      useful.length === 0
        ? 1
        : useful.filter((id) => seen.slice(0, 20).includes(id)).length / useful.length,
    reciprocal: first < 0 ? 0 : 1 / (first + 1),
  };
}
