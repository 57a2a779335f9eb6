import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Meilisearch } from 'meilisearch';
import type { Library } from '#lib/library';
import { texts } from '#lib/messages';
import { analysersFor } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine, type IndexDocument } from '#lib/search-engine';
import { answers, dyingWithParent, engineProgram, freePort, root } from '../bootstrap.mjs';
import { startEngine } from '../engine-for-tests';
import { indexKeeper } from '../keep-index';
import { timeOf, type Bench, type Row } from './measure';

/** Row 4: a full build, beside an engine started without any flag that is posted the same documents. */
export async function buildRows(
  { say }: Bench,
  library: Library,
  documents: readonly IndexDocument[],
  analysing: number,
): Promise<Row[]> {
  const settings = settingsFor('tr', analysersFor(library).tr.version);
  const build = async () => {
    const server = await startEngine();
    const engine = searchEngine({
      url: server.url,
      key: server.masterKey,
      prefix: 'build',
      taskTimeoutMs: 900_000,
    });
    const took = await timeOf(() => engine.rebuild('tr', documents, settings));
    await server.stop();
    return took;
  };
  say('indexing: ours, an engine without flags, ours again');
  const first = await build();
  const plain = await postedToDefaults(documents);
  const second = await build();
  const perSecond = (took: number) => Math.round(documents.length / (took / 1000));
  const ours = (first + second) / 2;
  const isNoisy = Math.abs(first - second) > 0.1 * Math.max(first, second);
  return [
    {
      part: '4 indexing',
      what: `${documents.length} documents: full build (settings, batches, swap, checks) against the same posted to an engine without flags, documents/s`,
      measured: `${perSecond(ours)} : ${perSecond(plain)} = ${(plain / ours).toFixed(2)}x`,
      goal: '>= 3x',
      verdict: isNoisy ? 'noisy' : plain / ours >= 3 ? 'met' : 'missed',
    },
    {
      part: '4 indexing',
      what: 'reading words, roots and profiles of the same entries beforehand, documents/s',
      measured: String(perSecond(analysing)),
      goal: 'compare',
      verdict: '-',
    },
  ];
}

/** Milliseconds until an engine as it comes has taken in all documents, in batches of a thousand. */
async function postedToDefaults(documents: readonly IndexDocument[]): Promise<number> {
  const program = engineProgram();
  if (!program.ok) throw new Error(`engine program ${program.why}`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-bench-plain-'));
  const port = await freePort();
  const child = spawn(
    ...dyingWithParent(program.file, [
      '--no-analytics',
      `--http-addr=127.0.0.1:${port}`,
      `--db-path=${path.join(folder, 'data')}`,
    ]),
    { cwd: folder, stdio: 'ignore' },
  );
  try {
    const host = `http://127.0.0.1:${port}`;
    if (!(await answers(`${host}/health`, { seconds: 60 }))) throw new Error('no plain engine');
    const index = new Meilisearch({ host }).index('plain');
    return await timeOf(async () => {
      const tasks = [];
      for (let start = 0; start < documents.length; start += 1000)
        tasks.push(
          await index.addDocuments(documents.slice(start, start + 1000), { primaryKey: 'id' }),
        );
      const client = new Meilisearch({ host });
      for (const { taskUid } of tasks)
        await client.tasks.waitForTask(taskUid, { timeout: 900_000, interval: 20 });
    });
  } finally {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Row 4: what one changed file costs, and what a look with nothing changed costs. */
export async function changeRows({ quick, say }: Bench, corpus: string): Promise<Row[]> {
  say('indexing: one changed file');
  const server = await startEngine();
  try {
    const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'keeper' });
    const client = new Meilisearch({ host: server.url, apiKey: server.masterKey });
    const tasks = async () => (await client.tasks.getTasks({ limit: 1 })).total;
    const keeper = indexKeeper(corpus, engine, () => {}, texts('en'));
    const full = await timeOf(() => keeper.look());
    const before = await tasks();
    const nothing = await timeOf(() => keeper.look());
    const idle = (await tasks()) - before;
    const file = path.join(corpus, 'content/news/olcum-kaydi.tr.md');
    const times: number[] = [];
    const sent: number[] = [];
    for (let turn = 0; turn < (quick ? 3 : 10); turn++) {
      const so = await tasks();
      fs.writeFileSync(file, entryText(`Ölçüm ${turn}`, `Deneme metni ${turn}.`));
      times.push(await timeOf(() => keeper.look()));
      const { results } = await client.tasks.getTasks({ limit: (await tasks()) - so });
      sent.push(
        ...results.map(({ details }) => Number(details?.receivedDocuments ?? NaN)),
        results.length / 2, // of two languages
      );
    }
    fs.rmSync(file);
    const middle = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const isOne = sent.every((number) => number === 1);
    return [
      {
        part: '4 indexing',
        what: 'one saved file: tasks and documents in each language; time against a full run from nothing',
        measured: `${isOne ? '1 task, 1 document' : sent.join(' ')}; ${middle.toFixed(0)} ms of ${(full / 1000).toFixed(1)} s = ${((100 * middle) / full).toFixed(1)} %`,
        goal: '1 task, 1 document, <= 2 %',
        verdict: isOne && middle / full <= 0.02 ? 'met' : 'missed',
      },
      {
        part: '4 indexing',
        what: 'a look with nothing changed: tasks',
        measured: `${idle} (${nothing.toFixed(0)} ms)`,
        goal: '0',
        verdict: idle === 0 ? 'met' : 'missed',
      },
    ];
  } finally {
    await server.stop();
  }
}

const entryText = (title: string, body: string) =>
  `---\ntitle: ${title}\ndate: 2026-11-22\nsources:\n  - title: Kaynak\n---\n\n${body}\n`;

/** Row 4: reading and checking all content, beside Hugo's build of the same folder. */
export async function parsingRows({ say }: Bench, corpus: string): Promise<Row[]> {
  say('parsing: ours and Hugo');
  const own = () => {
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', path.join(root, 'scripts/bench/read-twice.ts'), corpus],
      { cwd: root, encoding: 'utf8', maxBuffer: 1e8 },
    );
    const [files = 0, cold = NaN, warm = NaN] = run.stdout.trim().split(' ').map(Number);
    return { files, cold, warm };
  };
  const first = own();
  const hugo = hugoBuild(corpus);
  const second = own();
  const { files } = first;
  const cold = (first.cold + second.cold) / 2;
  const warm = Math.max(first.warm, second.warm);
  const isNoisy = Math.abs(first.cold - second.cold) > 0.1 * Math.max(first.cold, second.cold);
  const perSecond = (took: number) => Math.round(files / (took / 1000));
  return [
    {
      part: '4 indexing',
      what: `reading and checking ${files} files, nothing kept from before, against Hugo's build of the same folder, files/s`,
      measured:
        hugo === undefined
          ? `${perSecond(cold)} (Hugo is not installed: apt-get install hugo)`
          : `${perSecond(cold)} : ${perSecond(hugo)} = ${(hugo / cold).toFixed(2)}x`,
      goal: '>= 0.5x',
      verdict: hugo === undefined ? '-' : isNoisy ? 'noisy' : hugo / cold >= 0.5 ? 'met' : 'missed',
    },
    {
      part: '4 indexing',
      what: 'reading again with one file changed, against reading all',
      measured: `${(cold / warm).toFixed(0)}x (${warm.toFixed(0)} ms)`,
      goal: '>= 10x',
      verdict: cold / warm >= 10 ? 'met' : 'missed',
    },
  ];
}

/** Milliseconds of a Hugo build with a page for each file and nothing else; nothing without Hugo. */
function hugoBuild(corpus: string): number | undefined {
  if (spawnSync('hugo', ['version']).status !== 0) return undefined;
  const site = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-bench-hugo-'));
  try {
    fs.mkdirSync(path.join(site, 'layouts/_default'), { recursive: true });
    fs.writeFileSync(
      path.join(site, 'layouts/_default/single.html'),
      '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}',
    );
    fs.writeFileSync(
      path.join(site, 'hugo.toml'),
      [
        'baseURL = "http://localhost/"',
        'defaultContentLanguage = "tr"',
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]',
        '[languages.tr]',
        'weight = 1',
        '[languages.en]',
        'weight = 2',
      ].join('\n'),
    );
    // A field of ours has a name that Hugo gives a meaning of its own.
    const from = path.join(corpus, 'content');
    for (const name of fs.readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue;
      const to = path.join(site, 'content', name);
      fs.mkdirSync(path.dirname(to), { recursive: true });
      const text = fs.readFileSync(path.join(from, name), 'utf8');
      fs.writeFileSync(to, text.replace(/^outputs:/m, 'results:'));
    }
    const began = performance.now();
    const { status, stderr, stdout } = spawnSync('hugo', ['--source', site], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`hugo: ${stderr}${stdout}`.slice(0, 500));
    return performance.now() - began;
  } finally {
    fs.rmSync(site, { recursive: true, force: true });
  }
}
