import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { dyingWithParent } from '../bootstrap.mjs';
import { searchEngine } from '#lib/search-engine';
import { percentile } from './drill';
import { ownSearches } from './material';

/** What readers saw while they searched one after another without a break. */
export type Load = {
  readonly queries: number;
  readonly errors: number;
  /** Answers without a hit to searches that had hits at another time. */
  readonly empty: number;
  /** Answers with documents of more than one generation, or of one older than seen before. */
  readonly mixed: number;
  readonly p50: number;
  readonly p99: number;
  /** The 99th percentile of the first and of the last fifth of the time. */
  readonly p99First: number;
  readonly p99Last: number;
};

/** What a reader says once it has had an answer. */
const begun = 'begun';

type Target = { url: string; key: string; prefix: string };

/**
 * A reader in a process of its own, so that its clock does not count our work; resolves when it has had its
 * first answer. `end` gives what it saw.
 */
export async function startLoad(target: Target): Promise<{ end: () => Promise<Load> }> {
  const [file, args] = dyingWithParent(process.execPath, [
    ...['--import', 'tsx', import.meta.filename],
    JSON.stringify(target),
  ]);
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await said.next()).value !== begun) throw new Error('the reader did not begin');
  return {
    async end() {
      child.stdin.end();
      return JSON.parse(String((await said.next()).value)) as Load;
    },
  };
}

/** The generation that a drill has written before the hash of a document. */
const generationOf = (hash: unknown) => Number(/^g(\d+):/.exec(String(hash))?.[1] ?? 0);

/** Searches until told to stop. The same searches in the same order for everybody. */
async function searchOn(target: Target, isOver: () => boolean): Promise<Load> {
  const engine = searchEngine(target);
  const searches = ownSearches();
  const times: number[] = [];
  let [errors, mixed, newest] = [0, 0, 0];
  const emptyFor: string[] = [];
  const foundSome = new Set<string>();
  for (let turn = 0; !isOver(); turn += 1) {
    const q = searches[turn % searches.length] ?? '';
    const start = performance.now();
    const outcome = await engine.search([{ locale: 'tr', q, limit: 20 }]);
    times.push(performance.now() - start);
    if (turn === 0) console.log(begun);
    const hits = outcome.kind === 'answers' ? (outcome.answers[0]?.hits ?? []) : undefined;
    if (!hits) errors += 1;
    else if (hits.length === 0) emptyFor.push(q);
    else {
      foundSome.add(q);
      const seen = new Set(hits.map(({ hash }) => generationOf(hash)));
      const generation = Math.max(...seen);
      if (seen.size > 1 || generation < newest) mixed += 1;
      newest = Math.max(newest, generation);
    }
  }
  // A search that never finds anything is no gap in the index.
  const empty = emptyFor.filter((q) => foundSome.has(q)).length;
  const fifth = Math.ceil(times.length / 5);
  return {
    ...{ queries: times.length, errors, empty, mixed },
    ...{ p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    p99First: percentile(times.slice(0, fifth), 0.99),
    p99Last: percentile(times.slice(-fifth), 0.99),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  let isOver = false;
  void once(process.stdin.resume(), 'end').then(() => {
    isOver = true;
  });
  const target = JSON.parse(process.argv[2] ?? '') as Target;
  console.log(JSON.stringify(await searchOn(target, () => isOver)));
}
