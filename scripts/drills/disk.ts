import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seeded } from '../bench/corpus';
import { startEngine, type OwnEngine } from '../engine-for-tests';
import { indexingEngine } from '../indexing-engine';
import type { IndexDocument, IndexSettings } from '#lib/search-engine';
import { until } from '../processes-for-tests';
import { atMost, exactly, type Drill, type Row } from './drill';

const settings: IndexSettings = {
  searchableAttributes: ['title', 'body'],
  displayedAttributes: ['id', 'hash'],
};

/** Entries of words that nobody else has: nothing fills a disk faster. */
function entries(count: number, seed: number): IndexDocument[] {
  const random = seeded(seed);
  const word = () => Math.floor(random() * 36 ** 8).toString(36);
  return Array.from({ length: count }, (_, at) => ({
    id: `e${at}`,
    hash: `${seed}-${at}`,
    title: `Kayıt ${at}`,
    body: Array.from({ length: 400 }, word).join(' '),
  }));
}

/** A disk of so many megabytes in memory; it takes root. Resolves to how to enlarge and how to remove it. */
function smallDisk(megabytes: number) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-disk-'));
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder], { stdio: 'pipe' });
  try {
    mount(`size=${megabytes}m`);
  } catch (error) {
    fs.rmdirSync(folder);
    throw error;
  }
  return {
    folder,
    enlarge: (to: number) => mount(`remount,size=${to}m`),
    remove: () => {
      execFileSync('umount', [folder]);
      fs.rmdirSync(folder);
    },
  };
}

const finds = async (engine: ReturnType<typeof indexingEngine>, count: number) => {
  const outcome = await engine.search([{ locale: 'tr', q: 'kayıt', page: 1, hitsPerPage: 1 }]);
  return outcome.kind === 'answers' && outcome.answers[0]?.total === count;
};

/** Tasks that the engine still has before it. */
async function tasksLeft({ url, masterKey }: OwnEngine): Promise<number> {
  const response = await fetch(`${url}/tasks?statuses=enqueued,processing`, {
    headers: { Authorization: `Bearer ${masterKey}` },
  });
  return ((await response.json()) as { total: number }).total;
}

const yes = (what: string, isSo: boolean, measured = isSo ? 'yes' : 'no'): Row => ({
  what,
  goal: 'yes',
  measured,
  ok: isSo,
});

async function fillUp(server: OwnEngine, enlarge: () => void): Promise<Row[]> {
  const engine = indexingEngine({
    MEILI_URL: server.url,
    MEILI_ADMIN_KEY: server.masterKey,
    INDEX_PREFIX: 'drill',
    DATA_DIR: server.folder,
  });
  await engine.rebuild('tr', entries(50, 1), settings);
  const start = performance.now();
  const report = await engine.rebuild('tr', entries(2500, 2), settings);
  const seconds = (performance.now() - start) / 1000;
  const isAnswering = await finds(engine, 50);
  enlarge();
  // What was cancelled ends as soon as the engine can write again.
  await until(
    async () => (await tasksLeft(server)) === 0,
    60,
    () => 'tasks are left',
  );
  const next = await engine.sync('tr', entries(60, 3), settings);
  return [
    yes('a full disk is told', report.kind === 'full', JSON.stringify(report)),
    atMost('seconds until it is told', 60, seconds, 1),
    yes('readers are answered from the live index meanwhile', isAnswering),
    yes('the next run with room succeeds', 'sent' in next, next.kind),
    yes('and is found', await finds(engine, 60)),
    exactly('tasks left', 0, await tasksLeft(server)),
  ];
}

/** The engine's disk, a small one in memory, fills up in the middle of a rebuild. */
export const drill: Drill = {
  name: 'disk',
  async run() {
    const disk = smallDisk(80);
    try {
      const server = await startEngine({ within: disk.folder });
      try {
        return await fillUp(server, () => disk.enlarge(1_024));
      } finally {
        await server.stop();
      }
    } finally {
      disk.remove();
    }
  },
};
