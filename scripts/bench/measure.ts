import http from 'node:http';

/** One line of the table. A noisy figure is none: the same thing measured twice differed too much. */
export type Row = {
  readonly part: string;
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly verdict: 'met' | 'missed' | 'noisy' | '-';
};

/** What every part needs: how much to measure, and where a line about progress goes. */
export type Bench = { readonly quick: boolean; readonly say: (text: string) => void };

/** The value below which this share of all lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** p50, p95 and p99 in milliseconds, as they are printed. */
export const spread = (times: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1)).join('/');

/** Milliseconds that a piece of work takes. */
export async function timeOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const mostNoise = 0.1;

/**
 * Whether the same thing, measured twice in turns with the other, differs by more than a tenth at the median:
 * then the machine was busy with something else, and no ratio of this run is worth printing.
 */
export function isNoisy(times: readonly number[]): boolean {
  const halves = [0, 1].map((half) => median(times.filter((_, i) => i % 2 === half)));
  const [one = 0, other = 0] = halves;
  return Math.abs(one - other) > mostNoise * Math.max(one, other);
}

/** Held against the goal, unless what it rests on is noisy. */
export const verdictOf = (
  isMet: boolean,
  ...controls: readonly (readonly number[])[]
): Row['verdict'] => (controls.some(isNoisy) ? 'noisy' : isMet ? 'met' : 'missed');

export type Asked = { readonly path: string; readonly headers?: Record<string, string> };

/** Asks a server over connections that stay open; resolves with status, headers and body. */
export function askerOf(site: string, connections: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(site);
  const ask = ({ path, headers }: Asked) =>
    new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) =>
        http
          .get({ hostname, port, path, agent, headers: headers ?? {} }, (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('error', reject);
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                body: Buffer.concat(parts),
              }),
            );
          })
          .on('error', reject),
    );
  return { ask, close: () => agent.destroy() };
}

/** Answers a second that a server gives to so many connections at once, and how many were not 200. */
export async function load(
  site: string,
  connections: number,
  seconds: number,
  next: () => Asked,
): Promise<{ perSecond: number; failed: number; times: number[] }> {
  const { ask, close } = askerOf(site, connections);
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const connection = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      const { status } = await ask(next());
      if (status === 200) times.push(performance.now() - start);
      else failed++;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  const took = (performance.now() - began) / 1000;
  close();
  return { perSecond: times.length / took, failed, times };
}

/** Takes turns through a list without end. */
export function inTurns<T>(list: readonly T[]): () => T {
  let at = 0;
  return () => {
    const one = list[at++ % list.length];
    if (one === undefined) throw new Error('nothing to take turns through');
    return one;
  };
}
