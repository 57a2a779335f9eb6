import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { library, readLibrary } from '#lib/library';
import { analysersFor, indexDocuments, indexOf } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { writeCorpus } from './bench/corpus';
import { buildRows, changeRows, parsingRows } from './bench/indexing';
import { timeOf, type Bench, type Row } from './bench/measure';
import { naiveApp } from './bench/naive-app';
import { growthRows, ownQuality, rebuildRows, searchRows, sizeRow } from './bench/search';
import { lighthouseRows, loadRows, suggestRows, vitalsRows, weightRows } from './bench/web';
import { answers, dyingWithParent, freePort, pause, root } from './bootstrap.mjs';
import { startEngine } from './engine-for-tests';

// How fast the portal is, held against others measured in the same run: `npm run bench` takes some ten
// minutes, `-- --quick` some two over a tenth of the entries. Prints a table and writes it as JSON.

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string', default: path.join(root, '.data/bench.json') },
    parts: { type: 'string', default: 'search,indexing,web' },
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const began = performance.now();
const bench: Bench = {
  quick: options.quick,
  say: (text) =>
    console.error(`… ${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`),
};
const wanted = (part: string) => options.parts.split(',').includes(part);
const entries = options.quick ? 1_000 : 10_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-bench-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const rows: Row[] = [];

bench.say(`making a corpus of ${entries} entries`);
const corpus = path.join(folder, 'corpus');
fs.mkdirSync(corpus);
writeCorpus(root, corpus, entries);
fs.symlinkSync(path.join(root, 'public'), path.join(corpus, 'public'));
const server = await startEngine();
Object.assign(process.env, {
  CONTENT_ROOT: corpus,
  MEILI_URL: server.url,
  MEILI_SEARCH_KEY: server.masterKey,
  INDEX_PREFIX: 'bench',
});

if (wanted('search') || wanted('indexing')) {
  bench.say('reading it');
  const shelf = library();
  if (shelf.problems.length > 0) throw new Error(JSON.stringify(shelf.problems.slice(0, 3)));
  let documents = [] as ReturnType<typeof indexDocuments>;
  const analysing = await timeOf(() => (documents = indexDocuments(shelf, 'tr')));
  const settings = settingsFor('tr', analysersFor(shelf).tr.version);
  if (wanted('search')) {
    const engineFor = (prefix: string) =>
      searchEngine({ url: server.url, key: server.masterKey, prefix, taskTimeoutMs: 600_000 });
    const engine = engineFor('bench');
    const report = await engine.rebuild('tr', documents, settings);
    if (report.kind !== 'rebuilt') throw new Error(JSON.stringify(report));
    rows.push(await sizeRow(server, shelf, corpus, 1));
    const own = readLibrary(root);
    const ownEngine = engineFor('own');
    await ownEngine.rebuild('tr', indexDocuments(own, 'tr'), settings);
    rows.push(...(await searchRows(bench, server, shelf, own)));
    rows.push(await ownQuality(indexOf(own, 'tr', ownEngine)));
    const rebuild = () => engine.rebuild('tr', documents, settings);
    rows.push(...(await rebuildRows(bench, indexOf(shelf, 'tr', engine), rebuild)));
    rows.push(...(await growthRows(bench, server, shelf, documents)));
  }
  if (wanted('indexing')) {
    const small = path.join(folder, 'small');
    fs.mkdirSync(small);
    writeCorpus(root, small, 1_000);
    fs.symlinkSync(path.join(root, 'public'), path.join(small, 'public'));
    rows.push(...(await buildRows(bench, shelf, documents, analysing)));
    rows.push(...(await parsingRows(bench, small)));
    rows.push(...(await changeRows(bench, small)));
  }
}
if (wanted('web')) rows.push(...(await webRows()));
await server.stop();
print();
process.exit(0);

/** Everything that takes a portal of its own over the corpus, started as an operator starts it. */
async function webRows(): Promise<Row[]> {
  bench.say('starting a portal over the corpus');
  const port = await freePort();
  const site = `http://localhost:${port}`;
  const { MEILI_URL: _url, MEILI_SEARCH_KEY: _key, INDEX_PREFIX: _prefix, ...rest } = process.env;
  spawnSync('git', ['init', '-q', corpus]);
  const log = fs.openSync(path.join(folder, 'portal.log'), 'a');
  const portal = spawn(
    ...dyingWithParent(process.execPath, [path.join(root, 'scripts/start.mjs')]),
    {
      cwd: root,
      stdio: ['ignore', log, log],
      env: {
        ...rest,
        PORT: String(port),
        SITE_URL: site,
        DATA_DIR: path.join(folder, 'data'),
        // One client asks for all.
        RATE_LIMIT: '0',
      },
    },
  );
  let most = { sum: 0, parts: '' };
  const watch = setInterval(() => {
    const now = memoryOf(portal.pid ?? 0);
    if (now.sum > most.sum) most = now;
  }, 500);
  const out: Row[] = [];
  const naive = await (async () => {
    const isUp = await answers(`${site}/api/ready`, {
      seconds: 600,
      givenUp: () => portal.exitCode !== null,
    });
    if (!isUp)
      throw new Error(fs.readFileSync(path.join(folder, 'portal.log'), 'utf8').slice(-2000));
    bench.say('waiting until it has read ahead');
    for (let before = NaN, now = processorOf(portal.pid ?? 0); !(now - before < 0.2);) {
      await pause(2_000);
      [before, now] = [now, processorOf(portal.pid ?? 0)];
    }
    if (!wanted('search')) {
      // The naive page asks the same engine for the same entries.
      const index = new (await import('meilisearch')).Meilisearch({
        host: server.url,
        apiKey: server.masterKey,
      }).index('plain');
      const { peerDocuments } = await import('./relevance-peers');
      const documents = peerDocuments(library(), ['tr']).map((one, place) => ({ ...one, place }));
      await index.addDocuments(documents, { primaryKey: 'place' }).waitTask({ timeout: 600_000 });
    }
    bench.say('building a naive app');
    return naiveApp({ url: server.url, key: server.masterKey });
  })();
  out.push(...(await suggestRows(bench, site)));
  out.push(...(await loadRows(bench, site, naive.site)));
  out.push(...(await weightRows(bench, site, naive.site)));
  naive.stop();
  out.push(saveRow(site));
  out.push(...(await vitalsRows(bench, site)));
  out.push(...(await lighthouseRows(bench, site)));
  clearInterval(watch);
  out.push({
    part: '3 growth',
    what: `most memory of engine, portal and indexer together over ${entries} entries, start and load included`,
    measured: `${(most.sum / 1e9).toFixed(2)} GB (${most.parts})`,
    goal: '<= 1.5 GB at 10k',
    verdict: most.sum <= 1.5e9 ? 'met' : 'missed',
  });
  portal.kill('SIGTERM');
  await new Promise((resolve) => portal.once('exit', resolve));
  return out;
}

/** Row 4: from saving a file until the portal's own search finds it. */
function saveRow(site: string): Row {
  bench.say('saving files');
  const saves = options.quick ? '10' : '50';
  const { stdout } = spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      path.join(root, 'scripts/measure-saves.ts'),
      '--site',
      site,
      '--root',
      corpus,
      '--saves',
      saves,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  const [, p50 = NaN, p99 = NaN] = /p50 (\d+) ms, p99 (\d+) ms/.exec(stdout)?.map(Number) ?? [];
  return {
    part: '4 indexing',
    what: `saving a file until the search finds it in both languages, ${saves} times over ${entries} entries: p50, p99 ms`,
    measured: `${p50}, ${p99}`,
    goal: '<= 100, <= 500',
    verdict: p50 <= 100 && p99 <= 500 ? 'met' : 'missed',
  };
}

type Below = { parent: number; name: string; bytes: number; seconds: number };

/** Seconds of processor time that a process and all below it have had. */
function processorOf(pid: number): number {
  return processesOf(pid).reduce((sum, { seconds }) => sum + seconds, 0);
}

function processesOf(pid: number): Below[] {
  const below = new Map<number, Below>();
  for (const name of fs.readdirSync('/proc').filter((one) => /^\d+$/.test(one)))
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [, parent = '0'] = fields;
      const status = fs.readFileSync(`/proc/${name}/status`, 'utf8');
      below.set(Number(name), {
        parent: Number(parent),
        name: fs.readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
        bytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024,
        seconds: (Number(fields[11]) + Number(fields[12])) / 100,
      });
    } catch {
      // Ended meanwhile.
    }
  const isBelow = (one: number): boolean => {
    const process = below.get(one);
    return one === pid || (process !== undefined && process.parent > 1 && isBelow(process.parent));
  };
  return [...below].filter(([one]) => isBelow(one)).map(([, process]) => process);
}

/** Resident bytes of a process and all below it. */
function memoryOf(pid: number): { sum: number; parts: string } {
  const mine = processesOf(pid);
  const named = mine.map(({ name, bytes }) => {
    const what = /meilisearch|keep-index|reindex|bys-portal|serve|next build/.exec(name)?.[0];
    return `${what ?? 'other'} ${(bytes / 1e6).toFixed(0)} MB`;
  });
  return {
    sum: mine.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: named.filter((one) => !one.startsWith('other')).join(', '),
  };
}

function print(): void {
  rows.sort((a, b) => a.part.localeCompare(b.part));
  const cpu = os.cpus();
  const about = {
    on: new Date().toISOString(),
    commit: spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
    }).stdout.trim(),
    machine: `${cpu.length} x ${cpu[0]?.model ?? ''}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, node ${process.version}`,
    entries,
    seconds: Math.round((performance.now() - began) / 1000),
  };
  console.log(
    `\n${about.machine}; ${about.entries} entries; commit ${about.commit}; ${about.on}; ${about.seconds} s\n`,
  );
  console.log('| part | what | measured | goal | |\n|---|---|---|---|---|');
  for (const { part, what, measured, goal, verdict } of rows)
    console.log(`| ${part} | ${what} | ${measured} | ${goal} | ${verdict} |`);
  fs.mkdirSync(path.dirname(options.json), { recursive: true });
  fs.writeFileSync(options.json, JSON.stringify({ ...about, rows }, null, 2));
}
