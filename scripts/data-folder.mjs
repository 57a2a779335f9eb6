// @ts-check
// The launcher's folder: keys, engine data, log. One launcher at a time holds it.
import fs from 'node:fs';
import path from 'node:path';
import { pause } from './bootstrap.mjs';
import { DATA } from './start-settings.mjs';

/** @typedef {import('node:child_process').ChildProcess} Child */

const LOCK = path.join(DATA, 'launcher.lock');
let locked = false;

/** What tells a process from a later one with the same number. @param {number} pid */
function birthOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** @param {string} file @returns {{ pid: number, birth: string, engine?: { pid: number, birth: string } } | undefined} */
export function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {{ pid: number, birth: string } | undefined} other */
export function lives(other) {
  if (other === undefined || other.pid === process.pid || birthOf(other.pid) !== other.birth) {
    return false;
  }
  try {
    process.kill(other.pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** Node's own `recursive: true` never returns below /proc. @param {string} folder */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder, { mode: 0o700 });
}

/** @returns {string} '' or why it cannot be written */
export function openDataFolder() {
  try {
    makeFolder(DATA);
    const probe = path.join(DATA, `.probe-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
    return '';
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code ?? String(error);
  }
}

/** Two launchers on one data folder would ruin it. @returns {Promise<number>} 0 or the holder */
export async function takeLock() {
  const holder = readLock(LOCK);
  if (holder && lives(holder)) return holder.pid;
  // The holder was killed; its engine may still be closing its files.
  const orphan = holder?.engine;
  for (let i = 0; orphan && lives(orphan) && i < 100; i++) {
    if (i === 0 || i === 60) process.kill(orphan.pid, i === 0 ? 'SIGTERM' : 'SIGKILL');
    await pause(100);
  }
  fs.rmSync(LOCK, { force: true });
  try {
    fs.writeFileSync(LOCK, lockText(), { flag: 'wx', mode: 0o600 });
  } catch {
    return readLock(LOCK)?.pid ?? 1;
  }
  locked = true;
  return 0;
}

/** @param {Child} [engine] */
export function lockText(engine) {
  const self = { pid: process.pid, birth: birthOf(process.pid) };
  return JSON.stringify(
    engine?.pid ? { ...self, engine: { pid: engine.pid, birth: birthOf(engine.pid) } } : self,
  );
}

/** @param {Child} engine that must end before another may open this folder */
export function noteEngine(engine) {
  fs.writeFileSync(LOCK, lockText(engine), { mode: 0o600 });
}

export function releaseLock() {
  if (locked) fs.rmSync(LOCK, { force: true });
}

/** A file for this user alone, whole or not at all. @param {string} name @param {string} text */
export function writePrivate(name, text) {
  const file = path.join(DATA, name);
  fs.writeFileSync(`${file}.new`, text, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
}
