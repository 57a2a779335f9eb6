import fs from 'node:fs';
import path from 'node:path';
import { seeded } from '../bench/corpus';
import { pause } from '../bootstrap.mjs';
import { startEngine, type OwnEngine } from '../engine-for-tests';
import { filesBelow } from '../backup-files';
import { searchEngine, type IndexDocument } from '#lib/search-engine';
import { atLeast, atMost, exactly, percentile, type Drill } from './drill';
import { startLoad } from './load';
import { ownIndex } from './material';

/** SOAK_MINUTES=60 npm run drill -- --only soak: an hour, by hand. */
const minutes = { short: 0.1, full: Number(process.env.SOAK_MINUTES || 10) };
/** A save now and then, as editors do; every so many the index is built anew. */
const saveMs = 500;
const savesToRebuild = 120;

type Size = { memory: number; disk: number };

/** Megabytes of memory that nobody else could have (Linux), and of files that the engine keeps. */
function sizeOf(server: OwnEngine): Size {
  const status = fs.readFileSync(`/proc/${server.pid()}/status`, 'utf8');
  const memory = Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  const folder = path.join(server.folder, 'meilisearch');
  // Blocks that are taken, not the length: the engine's files have holes.
  const blocks = filesBelow(folder).map(
    (name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.blocks ?? 0,
  );
  return { memory, disk: (blocks.reduce((sum, one) => sum + one, 0) * 512) / 2 ** 20 };
}

/** The middle of the last fifth against that of the second: the first one warms up. */
function growth(values: readonly number[]): number {
  const fifth = Math.max(1, Math.floor(values.length / 5));
  const early = percentile(values.slice(fifth, 2 * fifth), 0.5);
  return percentile(values.slice(-fifth), 0.5) / early;
}

/** Hours in minutes: readers search without a break while editors save, and the index is built anew at times. */
export const drill: Drill = {
  name: 'soak',
  async run(form) {
    const { documents, settings } = ownIndex(form === 'short' ? 100 : Infinity);
    const server = await startEngine();
    const random = seeded(20261122);
    try {
      const target = { url: server.url, key: server.masterKey, prefix: 'drill' };
      const engine = searchEngine(target);
      await engine.rebuild('tr', documents, settings);
      const readers = await startLoad(target);
      const sizes: Size[] = [];
      let [saves, failed] = [0, 0];
      const end = performance.now() + minutes[form] * 60_000;
      while (performance.now() < end) {
        saves += 1;
        const one = documents[Math.floor(random() * documents.length)];
        const saved: IndexDocument[] = one ? [{ ...one, hash: `save ${saves}` }] : [];
        const { kind } =
          saves % savesToRebuild === 0
            ? await engine.rebuild('tr', documents, settings)
            : await engine.replaceEntries('tr', saved);
        if (kind !== 'rebuilt' && kind !== 'updated') failed += 1;
        sizes.push(sizeOf(server));
        await pause(saveMs);
      }
      const seen = await readers.end();
      const long = [
        atMost(
          'engine memory, last fifth to second',
          1.2,
          growth(sizes.map(({ memory }) => memory)),
        ),
        atMost('files on disk, last fifth to second', 1.2, growth(sizes.map(({ disk }) => disk))),
        atMost('p99 of the last fifth to the first', 1.2, seen.p99Last / seen.p99First),
      ];
      return [
        atLeast(`searches in ${minutes[form]} minutes, beside ${saves} saves`, 1, seen.queries),
        exactly('errors', 0, seen.errors),
        exactly('empty answers', 0, seen.empty),
        exactly('saves that failed', 0, failed),
        ...(form === 'full' ? long : []),
      ];
    } finally {
      await server.stop();
    }
  },
};
