import { setTimeout as pause } from 'node:timers/promises';
import { searchEngine } from '#lib/search-engine';
import { startEngine } from '../engine-for-tests';
import { faults, startFaultProxy, type Fault, type FaultProxy } from '../fault-proxy-for-tests';
import { atMost, exactly, percentile, type Drill, type Row } from './drill';
import { ownIndex, ownSearches } from './material';

/** As the portal waits for an answer, unless the operator says otherwise. */
const everydayMs = 2_500;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const spread = (ms: readonly number[]): string =>
  `p50 ${percentile(ms, 0.5).toFixed(1)}, p99 ${percentile(ms, 0.99).toFixed(1)} ms`;

/**
 * An engine that fails in every way, behind a proxy of ours: how long the first five readers wait, what the
 * breaker then makes of it, and how soon all is well again. Then two nodes, of which one dies.
 */
export const drill: Drill = {
  name: 'faults',
  async run(form) {
    const { documents, settings } = ownIndex(form === 'short' ? 200 : undefined);
    const first = await startEngine();
    const second = await startEngine({ masterKey: first.masterKey });
    const proxies: FaultProxy[] = [];
    const at = (url: string, readFrom: readonly string[] = []) =>
      searchEngine({ url, readFrom, key: first.masterKey, prefix: 'bys', timeoutMs: everydayMs });
    try {
      for (const { url } of [first, second]) {
        const filled = await at(url).rebuild('tr', documents, settings);
        if (filled.kind !== 'rebuilt') throw new Error(JSON.stringify(filled));
      }
      const queries = ownSearches();
      const question = (n: number) => [
        { locale: 'tr' as const, q: queries[n % queries.length] ?? '', limit: 20 },
        // Enough of an answer that 1 kB a second is too slow for it.
        { locale: 'tr' as const, q: '', limit: 200, facets: ['*'] },
      ];

      const rows: Row[] = [];
      const chosen: readonly Fault[] = form === 'short' ? ['refused', 'garbage'] : faults;
      for (const fault of chosen) {
        const proxy = await startFaultProxy(first.url);
        proxies.push(proxy);
        const engine = at(proxy.url);
        await proxy.set(fault);
        const before: number[] = [];
        for (let n = 0; n < 5; n += 1) before.push(await timed(() => engine.search(question(n))));
        const open: number[] = [];
        for (let n = 0; n < 500; n += 1) open.push(await timed(() => engine.search(question(n))));
        await proxy.set('pass');
        const back = await timed(async () => {
          for (let n = 0; (await engine.search(question(n))).kind !== 'answers'; n += 1)
            await pause(20);
        });
        rows.push(
          atMost(`${fault}: the first five, slowest, ms`, everydayMs + 500, Math.max(...before), 0),
          atMost(
            `${fault}: given up, p99 of 500, ms (${spread(open)})`,
            100,
            percentile(open, 0.99),
          ),
          atMost(`${fault}: answers again after, s`, 10, back / 1_000),
        );
      }

      const pair = at(first.url, [second.url]);
      const rounds = form === 'short' ? 100 : 300;
      let unanswered = 0;
      const many = async () => {
        const ms: number[] = [];
        for (let n = 0; n < rounds; n += 1)
          ms.push(
            await timed(async () => {
              if ((await pair.search(question(n))).kind !== 'answers') unanswered += 1;
            }),
          );
        return ms;
      };
      await many();
      const both = await many();
      await second.kill();
      const one = await many();
      rows.push(
        exactly(`two nodes, one killed: unanswered of ${2 * rounds}`, 0, unanswered),
        atMost(
          `its death costs, slowest answer, ms (${spread(one)}; before ${spread(both)})`,
          Math.round(percentile(both, 0.99)) + 200,
          Math.max(...one),
          0,
        ),
      );
      return rows;
    } finally {
      for (const proxy of proxies) await proxy.stop();
      await first.stop();
      await second.stop();
    }
  },
};
