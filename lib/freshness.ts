/** How far an entry can be trusted to be current. */
export type Freshness = {
  readonly state: 'verified' | 'check' | 'old';
  /** The date it rests on, and whether somebody checked the entry then or a source merely speaks of it. */
  readonly date?: string;
  readonly by?: 'check' | 'source';
};

const monthsBetween = (earlier: string, later: string): number => {
  const [y1 = 0, m1 = 1, d1 = 1] = earlier.split('-').map(Number);
  const [y2 = 0, m2 = 1, d2 = 1] = later.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
};

/** The newest of dates that are as exact as their sources; an inexact one counts from its beginning. */
export const newestOf = (dates: readonly (string | undefined)[]): string | undefined =>
  dates
    .filter((date) => date !== undefined && date !== 'unknown')
    .sort()
    .at(-1);

/**
 * *verified* only where a person held the entry against its sources in the last 6 months; *check* up to
 * 18 months, also when only a source is that new; *old* beyond, or without any date (DESIGN.md, 3).
 */
export function freshness(
  checkedOn: string | undefined,
  sourceDate: string | undefined,
  today: string,
): Freshness {
  if (checkedOn !== undefined && monthsBetween(checkedOn, today) < 18)
    return {
      state: monthsBetween(checkedOn, today) < 6 ? 'verified' : 'check',
      date: checkedOn,
      by: 'check',
    };
  if (sourceDate !== undefined && sourceDate > (checkedOn ?? ''))
    return {
      state: monthsBetween(sourceDate, today) < 18 ? 'check' : 'old',
      date: sourceDate,
      by: 'source',
    };
  return checkedOn === undefined
    ? { state: 'old' }
    : { state: 'old', date: checkedOn, by: 'check' };
}
