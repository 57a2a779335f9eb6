/** A rehearsal of something going wrong, or of much going on: it causes it with real parts and measures. */
export type Drill = {
  readonly name: string;
  /** `short` fits the tests (seconds), `full` is what is quoted (minutes). Throws for our own bugs only. */
  run(form: 'short' | 'full'): Promise<Row[]>;
};

/** One line of the table: what was looked at, what it should be, and what it was. */
export type Row = {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly ok: boolean;
};

/** A row whose goal is a number that must be met exactly, such as errors: 0. */
export const exactly = (what: string, goal: number, measured: number): Row => ({
  what,
  goal: String(goal),
  measured: String(measured),
  ok: measured === goal,
});

/** A row whose goal is a limit; both sides are shown with so many decimals. */
export const atMost = (what: string, goal: number, measured: number, decimals = 2): Row => ({
  what,
  goal: `<= ${goal}`,
  measured: measured.toFixed(decimals),
  ok: measured <= goal,
});

export const atLeast = (what: string, goal: number, measured: number): Row => ({
  what,
  goal: `>= ${goal}`,
  measured: String(measured),
  ok: measured >= goal,
});

/** The value below which a share of all lies (nearest rank); 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
