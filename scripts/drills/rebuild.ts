import { pause } from '../bootstrap.mjs';
import { startEngine } from '../engine-for-tests';
import { searchEngine, type IndexDocument } from '#lib/search-engine';
import { atLeast, atMost, exactly, type Drill } from './drill';
import { startLoad } from './load';
import { ownIndex } from './material';

const size = {
  short: { documents: 100, cycles: 4, queries: 50, idleMs: 300 },
  full: { documents: Infinity, cycles: 100, queries: 20_000, idleMs: 30_000 },
};

/** Every document of a build says which build it is of. */
const ofGeneration = (documents: readonly IndexDocument[], generation: number) =>
  documents.map((document) => ({ ...document, hash: `g${generation}:${document.hash}` }));

/** Readers search while the index is built anew and swapped in, over and over. */
export const drill: Drill = {
  name: 'rebuild',
  async run(form) {
    const wanted = size[form];
    const { documents, settings } = ownIndex(wanted.documents);
    const server = await startEngine();
    try {
      const target = { url: server.url, key: server.masterKey, prefix: 'drill' };
      const engine = searchEngine(target);
      await engine.rebuild('tr', ofGeneration(documents, 0), settings);
      const quiet = await startLoad(target);
      await pause(wanted.idleMs);
      const idle = await quiet.end();
      const readers = await startLoad(target);
      let notRebuilt = 0;
      for (let cycle = 1; cycle <= wanted.cycles; cycle += 1) {
        const { kind } = await engine.rebuild('tr', ofGeneration(documents, cycle), settings);
        if (kind !== 'rebuilt') notRebuilt += 1;
      }
      const during = await readers.end();
      const timed = [
        atMost('p50 during, times idle', 1.3, during.p50 / idle.p50),
        atMost('p99 during, times idle', 2.5, during.p99 / idle.p99),
      ];
      return [
        atLeast('rebuilds under load', wanted.cycles, wanted.cycles - notRebuilt),
        atLeast('searches meanwhile', wanted.queries, during.queries),
        exactly('errors', 0, during.errors),
        exactly('empty answers', 0, during.empty),
        exactly('answers of mixed or older generations', 0, during.mixed),
        // A few seconds on a busy machine say nothing about time.
        ...(form === 'full' ? timed : []),
      ];
    } finally {
      await server.stop();
    }
  },
};
