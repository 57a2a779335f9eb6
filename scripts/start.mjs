// @ts-check
// npm start, npm run dev (--dev) and npm run reindex (--reindex [files]): from a fresh clone to a
// portal that answers. --build stops after the build. Only node: builtins: the first steps run before `npm ci` has.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {
  answers,
  dependenciesInstalled,
  dyingWithParent,
  engineFlags,
  engineProgram,
  freePort,
  installDependencies,
  pause,
  root,
  runToEnd,
} from './bootstrap.mjs';
import {
  lives,
  lockText,
  noteEngine,
  openDataFolder,
  readLock,
  releaseLock,
  takeLock,
  writePrivate,
} from './data-folder.mjs';
import { sentence } from './start-sentences.mjs';
import {
  BUILD,
  DATA,
  DEV,
  ENGINE_LOG,
  HELD,
  PORT,
  PREFIX,
  REINDEX,
  SITE_URL,
} from './start-settings.mjs';

/** @typedef {import('node:child_process').ChildProcess} Child */
/** @typedef {{ url: string, adminKey: string, searchKey: string }} Engine */

const RESTARTS = 5;

// --- saying ---------------------------------------------------------------------------------

const began = performance.now();
const seconds = (/** @type {number} */ since) =>
  `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A failure of the world, told in a sentence; a failure without this mark is our own bug. */
const failure = (/** @type {string} */ text) => Object.assign(new Error(text), { told: true });

/**
 * Runs one step and prints it with its time.
 * @template T
 * @param {(() => string) | undefined} before what to say before a step that takes long
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} after
 */
async function step(before, work, after) {
  if (before) console.log(`… ${before()}`);
  const start = performance.now();
  const result = await work();
  console.log(`✓ ${after(result)} (${seconds(start)})`);
  return result;
}

// --- children -------------------------------------------------------------------------------

/** @type {Child[]} */
const children = [];
let stopping = false;
let serving = false;

/** @param {Child} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

const ended = (/** @type {Child} */ child) => child.exitCode !== null || child.signalCode !== null;

/** @param {Child} child */
function keep(child) {
  children.push(child);
  child.once('exit', () => children.splice(children.indexOf(child), 1));
}

/**
 * A child in a group of its own: Ctrl-C reaches us alone, and we end the children in order.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
function service(command, args, options) {
  const [file, argv] = dyingWithParent(command, args);
  const child = spawn(file, argv, { cwd: root, detached: true, ...options });
  child.once('error', (error) => console.error(error.message));
  keep(child);
  return child;
}

/**
 * A command that runs to its end.
 * @param {string[]} args for node
 * @param {NodeJS.ProcessEnv} env
 */
async function foreground(args, env) {
  const code = await runToEnd(process.execPath, args, { env, detached: true, onSpawn: keep });
  return stopping ? waitForTheEnd() : code;
}

/** While stop() is at work nothing else may go on. @returns {Promise<never>} */
const waitForTheEnd = () => new Promise(() => {});

/** @param {number} code */
async function stop(code) {
  if (stopping) {
    // Asked a second time: no more patience.
    for (const child of children) signalGroup(child, 'SIGKILL');
    return;
  }
  stopping = true;
  // Last started first: the portal finishes its answers while it still has an engine.
  for (const child of [...children].reverse()) {
    const exit = new Promise((resolve) => child.once('exit', resolve));
    signalGroup(child, 'SIGTERM');
    if (!ended(child)) await Promise.race([exit, pause(8000)]);
    signalGroup(child, 'SIGKILL');
  }
  releaseLock();
  process.exit(code);
}

for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => {
    if (!stopping) console.log(`\n${sentence.stopping()} (${signal})`);
    // A portal that is asked to stop and does so has done nothing wrong.
    void stop(serving ? 0 : code);
  });
}
// A terminal that was closed takes no more words; that must not end us before the children.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
process.on('exit', () => {
  for (const child of children) signalGroup(child, 'SIGKILL');
  if (stopping && serving) console.log(sentence.stopped());
});

// --- the engine -----------------------------------------------------------------------------

function masterKey() {
  const file = path.join(DATA, 'master.key');
  if (!fs.existsSync(file)) writePrivate('master.key', randomBytes(32).toString('base64url'));
  const key = fs.readFileSync(file, 'utf8').trim();
  if (!/^[\w-]{43}$/.test(key)) throw failure(sentence.wrongMasterKey(file));
  return key;
}

/** @param {number} port @returns {Promise<Child | undefined>} undefined: it ended at once */
async function spawnEngine(port) {
  const program = engineProgram();
  if (!program.ok) {
    throw failure(
      program.why === 'missing' ? sentence.engineMissing() : sentence.engineChanged(program.file),
    );
  }
  const log = fs.openSync(ENGINE_LOG, 'a', 0o600);
  const child = service(program.file, engineFlags(port, DATA), {
    cwd: DATA,
    env: { ...process.env, MEILI_MASTER_KEY: masterKey() },
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  noteEngine(child);
  const url = `http://127.0.0.1:${port}/health`;
  const well = await answers(url, { seconds: 120, givenUp: () => ended(child) || stopping });
  if (stopping) return waitForTheEnd();
  if (well) return child;
  signalGroup(child, 'SIGKILL');
  return undefined;
}

/** The engine of this folder, and what to do when it ends. @returns {Promise<Engine>} */
async function localEngine() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = await spawnEngine(port);
  if (!child) throw failure(sentence.engineFailed());
  watchOver(child, port, 0);
  const engine = {
    url,
    // All indexes: a swap is a task of two, which the engine hides from a key with a pattern.
    adminKey: await keyFor(url, 'indexer', '*', [
      'search',
      'documents.*',
      'indexes.*',
      'settings.*',
      'stats.get',
      'tasks.get',
      'tasks.cancel',
    ]),
    searchKey: await keyFor(url, 'portal', `${PREFIX}_*`, ['search']),
  };
  // `npm run reindex` beside a running portal finds its engine here.
  writePrivate('engine.json', JSON.stringify(engine));
  return engine;
}

/**
 * The engine derives a key from its uid and the master key: a uid that follows from what the key
 * may do is found again at the next start, and a changed prefix gets a key of its own.
 * @param {string} url
 * @param {string} name
 * @param {string} index
 * @param {string[]} actions
 */
async function keyFor(url, name, index, actions) {
  const indexes = [index];
  const hex = createHash('sha256')
    .update(JSON.stringify([name, indexes, actions]))
    .digest('hex');
  const uid = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
  const ask = (/** @type {string} */ where, /** @type {RequestInit} */ init) =>
    fetch(`${url}/keys${where}`, {
      ...init,
      headers: { Authorization: `Bearer ${masterKey()}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
    });
  let response = await ask(`/${uid}`, {});
  if (response.status === 404) {
    const key = { uid, name: `bys ${name}`, actions, indexes, expiresAt: null };
    response = await ask('', { method: 'POST', body: JSON.stringify(key) });
  }
  if (!response.ok) throw failure(sentence.engineKeys(response.status));
  return /** @type {{ key: string }} */ (await response.json()).key;
}

/**
 * An engine that ends before we serve is a failed start; while we serve, it is started anew on
 * the same port and the portal goes on.
 * @param {Child} child
 * @param {number} port
 * @param {number} restarts
 */
function watchOver(child, port, restarts) {
  const since = performance.now();
  const onEnd = async () => {
    if (stopping) return;
    if (!serving) return fail(failure(sentence.engineFailed()));
    const lastedLong = performance.now() - since > 60_000;
    for (let turn = lastedLong ? 0 : restarts; turn < RESTARTS; turn++) {
      const wait = 0.5 * 2 ** turn;
      console.error(sentence.engineLost(String(child.signalCode ?? child.exitCode), wait));
      await pause(wait * 1000);
      if (stopping) return;
      const start = performance.now();
      const next = await spawnEngine(port);
      if (next) {
        console.log(`✓ ${sentence.engineStarted(`http://127.0.0.1:${port}`)} (${seconds(start)})`);
        return watchOver(next, port, turn + 1);
      }
    }
    console.error(sentence.engineGivenUp());
  };
  const whenEnded = () =>
    void onEnd().catch((error) => {
      // The program was changed under our feet, or the disk is full: the portal still goes on.
      console.error(error.message);
      console.error(sentence.engineGivenUp());
    });
  if (ended(child)) whenEnded();
  else child.once('exit', whenEnded);
}

/** A server of the operator's own: does it answer, and to these keys? @returns {Promise<Engine>} */
async function ownEngine() {
  const url = (process.env.MEILI_URL ?? '').replace(/\/+$/, '');
  const adminKey = process.env.MEILI_ADMIN_KEY ?? '';
  const searchKey = process.env.MEILI_SEARCH_KEY ?? '';
  const ask = async (
    /** @type {string} */ name,
    /** @type {string} */ key,
    /** @type {string} */ where,
    /** @type {RequestInit} */ init,
  ) => {
    const response = await fetch(url + where, {
      ...init,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    if (!response || response.status >= 500) {
      if (!indexedBefore()) throw failure(sentence.serverSilent(url));
      // A portal that starts while the engine is away is better than none.
      return console.error(`! ${sentence.serverSilent(url)}`);
    }
    if (!response.ok) throw failure(sentence.serverKey(url, name, response.status));
  };
  await ask('MEILI_ADMIN_KEY', adminKey, '/indexes?limit=1', {});
  if (!REINDEX) {
    const body = JSON.stringify({ queries: [] });
    await ask('MEILI_SEARCH_KEY', searchKey, '/multi-search', { method: 'POST', body });
  }
  return { url, adminKey, searchKey };
}

// --- the steps ------------------------------------------------------------------------------

async function checkPort() {
  if (!Number.isInteger(PORT) || PORT < 1 || PORT > 65535) return; // check-env names this fault.
  for (const host of ['localhost', '127.0.0.1', '::1']) {
    /** @type {string | undefined} */
    const code = await new Promise((resolve) => {
      const server = net.createServer();
      server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
      server.listen(PORT, host, () => server.close(() => resolve(undefined)));
    });
    if (code === 'EADDRINUSE') throw failure(sentence.portTaken());
    if (code === 'EACCES') throw failure(sentence.portForbidden());
  }
}

async function install() {
  if (dependenciesInstalled()) return;
  await step(
    sentence.installing,
    async () => {
      const code = await installDependencies({ detached: true, onSpawn: keep });
      if (stopping) return waitForTheEnd();
      if (code !== 0) throw failure(sentence.notInstalled());
    },
    sentence.installed,
  );
}

async function checkEnvironment() {
  const code = await foreground(['--import', 'tsx', 'scripts/check-env.ts'], process.env);
  if (code !== 0) throw failure(sentence.wrongEnvironment());
}

/** The portal is never given a key that can write. @param {Engine} engine */
function portalEnv({ url, searchKey }) {
  const { MEILI_ADMIN_KEY: _admin, MEILI_MASTER_KEY: _master, ...rest } = process.env;
  return {
    ...rest,
    MEILI_URL: url,
    MEILI_SEARCH_KEY: searchKey,
    INDEX_PREFIX: PREFIX,
    SITE_URL,
    PORT: String(PORT),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** @param {Engine} engine */
const indexerEnv = ({ url, adminKey, searchKey }) => ({
  ...process.env,
  MEILI_URL: url,
  MEILI_ADMIN_KEY: adminKey,
  MEILI_SEARCH_KEY: searchKey,
  INDEX_PREFIX: PREFIX,
});

/** @param {Engine} engine @param {string[]} files */
const reindex = (engine, files = []) =>
  foreground(['--import', 'tsx', 'scripts/reindex.ts', ...files], indexerEnv(engine));

// Whether this engine has ever held a whole index of ours.
const INDEXED = `${process.env.MEILI_URL || 'local'} ${PREFIX}`;

function indexedBefore() {
  const file = path.join(DATA, 'indexed');
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === INDEXED;
}

/** @param {Engine} engine */
async function bringIndexInStep(engine) {
  console.log(`… ${sentence.indexing()}`);
  const start = performance.now();
  if ((await reindex(engine)) === 0) {
    writePrivate('indexed', INDEXED);
    console.log(`✓ ${sentence.indexed()} (${seconds(start)})`);
  } else if (DEV || indexedBefore()) {
    // One bad file must not turn a restart into an outage.
    console.error(`! ${sentence.staleIndex()}`);
  } else {
    throw failure(sentence.notIndexed());
  }
}

/** All that a build is made of. content/ is not: it is read when a page is asked for. */
function buildStamp() {
  const hash = createHash('sha256').update(process.versions.node);
  const add = (/** @type {string} */ name) => {
    const file = path.join(root, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const child of fs.readdirSync(file).sort()) add(`${name}/${child}`);
    } else if (stat && !/\.test\.tsx?$/.test(name)) {
      hash.update(`\0${name}\0`).update(fs.readFileSync(file));
    }
  };
  for (const name of [
    'app',
    'components',
    'lib',
    'messages',
    'public',
    'proxy.ts',
    'instrumentation.ts',
    'next.config.mjs',
    'tsconfig.json',
    'package.json',
    'package-lock.json',
  ]) {
    add(name);
  }
  return hash.digest('hex');
}

const NEXT = path.join(root, 'node_modules/next/dist/bin/next');
// Another launcher (other port, other data) must not build under the feet of this one.
const SERVED_BY = path.join(root, '.next/bys-served-by');

/** @param {Engine} engine */
async function build(engine) {
  // Inside .next, so that it goes when the build goes.
  const file = path.join(root, '.next/bys-build-stamp');
  const stamp = buildStamp();
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === stamp) {
    console.log(`✓ ${sentence.upToDate()}`);
    return;
  }
  const server = readLock(SERVED_BY);
  if (server && lives(server)) throw failure(sentence.buildInUse(server.pid));
  await step(
    sentence.building,
    async () => {
      fs.rmSync(file, { force: true });
      const code = await foreground([NEXT, 'build'], portalEnv(engine));
      if (code !== 0) throw failure(sentence.notBuilt());
      fs.writeFileSync(file, stamp);
    },
    sentence.built,
  );
}

/** @param {Engine} engine */
async function serve(engine) {
  const args = DEV
    ? [NEXT, 'dev', '-H', 'localhost', '-p', String(PORT)]
    : ['--import', 'tsx', 'scripts/serve.ts'];
  const child = service(process.execPath, args, {
    env: {
      ...portalEnv(engine),
      ...(!DEV && { NODE_ENV: 'production' }),
      ...(HELD && { BYS_LISTEN_FD: '3' }),
    },
    stdio: ['ignore', 'inherit', 'inherit', ...(HELD ? /** @type {const} */ ([3]) : [])],
  });
  child.once('exit', (code, signal) => {
    if (!stopping) fail(failure(sentence.portalEnded(String(signal ?? code))));
  });
  if (!DEV) fs.writeFileSync(SERVED_BY, lockText());
  const url = `http://localhost:${PORT}/api/health`;
  const well = await answers(url, { seconds: 60, givenUp: () => ended(child) || stopping });
  if (stopping || ended(child)) return waitForTheEnd();
  if (!well) throw failure(sentence.portalSilent());
  serving = true;
}

/**
 * Saved files and times that come reach the index while the portal serves. The keeper has the key that
 * writes; there is one in each launcher, and one launcher for each data folder.
 * @param {Engine} engine
 * @param {number} restarts
 */
function keepIndex(engine, restarts = 0) {
  const since = performance.now();
  const child = service(process.execPath, ['--import', 'tsx', 'scripts/keep-index.ts'], {
    env: indexerEnv(engine),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('exit', async (code, signal) => {
    if (stopping) return;
    const turn = performance.now() - since > 60_000 ? 0 : restarts;
    if (turn === RESTARTS) return console.error(sentence.keeperGivenUp());
    const wait = 0.5 * 2 ** turn;
    console.error(sentence.keeperLost(String(signal ?? code), wait));
    await pause(wait * 1000);
    if (!stopping) keepIndex(engine, turn + 1);
  });
}

async function main() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw failure(sentence.oldNode());
  if (!REINDEX && !BUILD && !HELD) await checkPort();
  const why = openDataFolder();
  if (why) throw failure(sentence.dataFolder(why));
  const holder = await takeLock();
  if (holder !== 0 && !REINDEX) throw failure(sentence.running(holder));
  await install();
  await checkEnvironment();

  if (REINDEX) {
    const engine = process.env.MEILI_URL
      ? await ownEngine()
      : holder === 0
        ? await localEngine()
        : JSON.parse(fs.readFileSync(path.join(DATA, 'engine.json'), 'utf8'));
    return stop(await reindex(engine, process.argv.slice(3)));
  }

  const engine = process.env.MEILI_URL
    ? await step(undefined, ownEngine, ({ url }) => sentence.server(url))
    : await step(undefined, localEngine, ({ url }) => sentence.engineStarted(url));
  await bringIndexInStep(engine);
  if (!DEV) await build(engine);
  if (BUILD) return stop(0);
  const local = process.env.SITE_URL ? sentence.locally() : '';
  // It reads all the content first: on a busy machine that takes as long as the portal's own start.
  keepIndex(engine);
  await serve(engine);
  console.log(`✓ ${sentence.ready()}${local} (${seconds(began)})\n  ${sentence.stopHint()}`);
}

/** @param {unknown} error */
function fail(error) {
  if (stopping) return;
  const { told, code, message, stack } = /** @type {Error & { told?: boolean, code?: string }} */ (
    error
  );
  // What the system refuses (a full disk, no rights) is the world's doing too: no stack trace.
  console.error(`✗ ${told || code ? message : stack}`);
  serving = false;
  void stop(1);
}

process.on('uncaughtException', fail);
main().catch(fail);
