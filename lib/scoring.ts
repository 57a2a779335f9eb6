/** The four heads under which the SME Networking and Clustering Project chose sectors (urge.gov.tr). */
export const criteria = ['impact', 'demand', 'network', 'factors'] as const;
export type Criterion = (typeof criteria)[number];
export type ByCriterion = Readonly<Record<Criterion, number>>;

export const lowestScore = 1;
export const highestScore = 5;
export const allWeights = 100;

/** Weights add up to 100; a hair is left for decimals. */
export const addUp = (weights: ByCriterion): boolean =>
  Math.abs(sumOf(weights) - allWeights) < 1e-6;

export const sumOf = (values: ByCriterion): number =>
  criteria.reduce((sum, criterion) => sum + values[criterion], 0);

/** The mean of the scores by weights that add up to 100: between the lowest and the highest score. */
export const weightedScore = (scores: ByCriterion, weights: ByCriterion): number =>
  criteria.reduce((sum, criterion) => sum + scores[criterion] * weights[criterion], 0) / allWeights;

/** Candidates, best first; equal scores share a place and keep their order. */
export function ranked<C extends { readonly score: number }>(
  candidates: readonly C[],
): (C & { place: number })[] {
  return [...candidates]
    .sort((a, b) => b.score - a.score)
    .map((candidate) => ({
      ...candidate,
      place: candidates.filter(({ score }) => score > candidate.score + 1e-9).length + 1,
    }));
}
