import type { Threshold } from '#lib/field';

/** The same three values as in Find support: what is not told is not known, and never a no. */
export type ReadinessAnswer = 'yes' | 'no' | 'unknown';

/** Whether a threshold is met by what was counted, or by a plain yes or no. */
export function judgeThreshold(
  { min }: Pick<Threshold, 'min'>,
  given: number | boolean | undefined,
): ReadinessAnswer {
  if (given === undefined) return 'unknown';
  if (min === undefined) return given === true ? 'yes' : 'no';
  return Number(given) >= min ? 'yes' : 'no';
}

/** Whether the count has to be a whole number; only a threshold that is a fraction counts fractions. */
export const countsWhole = (min: number): boolean => Number.isInteger(min);
