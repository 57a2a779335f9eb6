/** Under so many values no statistics: three clusters would tell more of one than of their kind. */
export const fewest = 5;

export type Quartiles = {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
};

/**
 * The quartiles of values in any order; nothing where there are fewer than five. Between two values the
 * line is straight (Hyndman and Fan's type 7, as QUARTILE.INC of spreadsheets has it).
 */
export function quartiles(values: readonly number[]): Quartiles | undefined {
  if (values.length < fewest) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? 0;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { q1: at(0.25), median: at(0.5), q3: at(0.75) };
}
