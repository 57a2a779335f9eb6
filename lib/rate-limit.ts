/** Says of each key whether it may once more. */
export type RateLimit = { readonly allows: (key: string, now: Date) => boolean };

/**
 * At most so many times in so many milliseconds for each key, counted from the first time on. What is counted
 * stays within this process and within `mostKeys`: of more, the oldest are forgotten.
 */
export function rateLimit(most: number, within: number, mostKeys = 10_000): RateLimit {
  const counts = new Map<string, { since: number; count: number }>();
  return {
    allows: (key, now) => {
      const known = counts.get(key);
      const isRunning = known !== undefined && now.getTime() - known.since < within;
      const current = isRunning ? known : { since: now.getTime(), count: 0 };
      current.count++;
      counts.delete(key);
      counts.set(key, current);
      const [oldest] = counts.keys();
      if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest);
      return current.count <= most;
    },
  };
}
