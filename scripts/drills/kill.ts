import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { seeded } from '../bench/corpus';
import { dyingWithParent, pause } from '../bootstrap.mjs';
import { startEngine, type OwnEngine } from '../engine-for-tests';
import { indexingEngine } from '../indexing-engine';
import {
  fingerprint,
  type IndexDocument,
  type IndexSettings,
  type SearchEngine,
} from '#lib/search-engine';
import { exactly, type Drill } from './drill';
import { ownIndex } from './material';

const size = { short: { documents: 40, kills: 5 }, full: { documents: 300, kills: 100 } };
const seed = 20261122;
/** Of the time that a clean build takes: later ones are quicker, and a kill is to come before the end. */
const share = 0.6;

/** A build: the same entries, marked so that two builds differ in every document. */
type Build = { documents: IndexDocument[]; settings: IndexSettings };

const builds = ({ documents, settings }: Build): readonly [Build, Build] => {
  const marked = (mark: string) => ({
    documents: documents.map((one) => ({ ...one, hash: `${mark}:${one.hash}` })),
    settings,
  });
  return [marked('g1'), marked('g2')];
};

const engineOf = ({ url, masterKey, folder }: OwnEngine, prefix: string): SearchEngine =>
  indexingEngine({
    MEILI_URL: url,
    MEILI_ADMIN_KEY: masterKey,
    INDEX_PREFIX: prefix,
    DATA_DIR: folder,
  });

/** How an index is after a build that nothing disturbed, and how long that took. */
async function cleanBuild(engine: SearchEngine, { documents, settings }: Build) {
  const start = performance.now();
  const { kind } = await engine.rebuild('tr', documents, settings);
  if (kind !== 'rebuilt') throw new Error(`a clean build was ${kind}`);
  const ms = performance.now() - start;
  return { hash: fingerprint((await engine.copyOf('tr')) ?? {}), ms };
}

type Damage = { lost: number; notConverged: number; orphans: number };

/** What a kill has left: readers' index whole, the next run right, nothing besides after the second. */
async function damageAfter(
  server: OwnEngine,
  engine: SearchEngine,
  build: Build,
  clean: string,
): Promise<Damage> {
  const live = await engine.copyOf('tr');
  const marks = new Set(live?.documents.map(({ hash }) => hash.slice(0, 3)));
  const isWhole = live?.documents.length === build.documents.length && marks.size === 1;
  const first = await engine.sync('tr', build.documents, build.settings);
  const hash = fingerprint((await engine.copyOf('tr')) ?? {});
  const second = await engine.sync('tr', build.documents, build.settings);
  const response = await fetch(`${server.url}/indexes?limit=1000`, {
    headers: { Authorization: `Bearer ${server.masterKey}` },
  });
  const { results } = (await response.json()) as { results: { uid: string }[] };
  const isRight = hash === clean && 'sent' in first && second.kind === 'unchanged';
  if (!isWhole || !isRight) console.error({ live: live?.documents.length, marks, first, second });
  return {
    lost: isWhole ? 0 : 1,
    notConverged: isRight ? 0 : 1,
    orphans: results.filter(({ uid }) => uid.endsWith('_next')).length,
  };
}

/** Kills the engine that long after a rebuild began, and starts it again. */
async function killEngine(server: OwnEngine, engine: SearchEngine, build: Build, afterMs: number) {
  const rebuilding = engine.rebuild('tr', build.documents, build.settings);
  await pause(afterMs);
  await server.kill();
  const { kind } = await rebuilding;
  await server.restart();
  return kind !== 'rebuilt';
}

/** Kills an indexer, a process of its own, that long after its rebuild began. */
async function killIndexer(server: OwnEngine, file: string, afterMs: number) {
  const [program, args] = dyingWithParent(process.execPath, [
    ...['--import', 'tsx', import.meta.filename],
    JSON.stringify([server, file]),
  ]);
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const begun = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)]);
  if (!begun) throw new Error('the indexer ended before it began');
  await pause(afterMs);
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

/** kill -9 at instants that follow from a seed, of the engine and of the indexer. */
export const drill: Drill = {
  name: 'kill',
  async run(form) {
    const { documents, kills } = size[form];
    const both = builds(ownIndex(documents));
    const server = await startEngine();
    const random = seeded(seed);
    try {
      const engine = engineOf(server, 'drill');
      const aside = engineOf(server, 'clean');
      const clean = [await cleanBuild(aside, both[0]), await cleanBuild(aside, both[1])] as const;
      await engine.rebuild('tr', both[1].documents, both[1].settings);
      const rows = [];
      for (const victim of ['engine', 'indexer'] as const) {
        const sum = { midway: 0, lost: 0, notConverged: 0, orphans: 0 };
        for (let turn = 0; turn < kills; turn += 1) {
          const at = turn % 2 === 0 ? 0 : 1;
          const [build, { hash, ms }] = [both[at], clean[at]];
          const file = path.join(server.folder, 'build.json');
          fs.writeFileSync(file, JSON.stringify(build));
          const instant = random() * ms * share;
          const isMidway =
            victim === 'engine'
              ? await killEngine(server, engine, build, instant)
              : await killIndexer(server, file, instant);
          const damage = await damageAfter(server, engine, build, hash);
          sum.midway += isMidway ? 1 : 0;
          sum.lost += damage.lost;
          sum.notConverged += damage.notConverged;
          sum.orphans += damage.orphans;
        }
        rows.push(
          {
            what: `kills of the ${victim}`,
            goal: String(kills),
            measured: `${kills}, ${sum.midway} of them in the middle of a rebuild`,
            ok: sum.midway > 0,
          },
          exactly(`${victim}: live index not whole`, 0, sum.lost),
          exactly(`${victim}: next run unlike a clean build`, 0, sum.notConverged),
          exactly(`${victim}: orphan indexes after the second run`, 0, sum.orphans),
        );
      }
      return rows;
    } finally {
      await server.stop();
    }
  },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [server, file] = JSON.parse(process.argv[2] ?? '') as [OwnEngine, string];
  const { documents, settings } = JSON.parse(fs.readFileSync(file, 'utf8')) as Build;
  const rebuilding = engineOf(server, 'drill').rebuild('tr', documents, settings);
  console.log('begun');
  await rebuilding;
}
