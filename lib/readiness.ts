import { reaches } from '#lib/assessment-judging';
import type { Entry } from '#lib/entry';
import type { Threshold } from '#lib/field';

/** The same three values as in Find support: what is not told is not known, and never a no. */
export type ReadinessAnswer = 'yes' | 'no' | 'unknown';

/** What a threshold asks for at least; one is enough where it asks for a thing to be there at all. */
export const leastOf = ({ min }: Pick<Threshold, 'min'>): number => min ?? 1;

/** The thresholds of a guide that a measure of the catalogue answers: the least value of it that will do. */
export const measuredThresholds = ({ data }: Entry<'guide'>, measure: string) =>
  (data.thresholds ?? [])
    .filter((threshold) => threshold.measure === measure)
    .map((threshold) => ({ measure, least: leastOf(threshold), threshold }));

/** Whether a threshold is met by what was counted, or by a plain yes or no. */
export function judgeThreshold(
  { min }: Pick<Threshold, 'min'>,
  given: number | boolean | undefined,
): ReadinessAnswer {
  return reaches(given === undefined ? undefined : Number(given), leastOf({ min }));
}

/** Whether the count has to be a whole number; only a threshold that is a fraction counts fractions. */
export const countsWhole = (min: number): boolean => Number.isInteger(min);
