import assert from 'node:assert/strict';
import fs from 'node:fs';
import { pause } from './bootstrap.mjs';

/** Resolves as soon as the condition holds; fails with `what` when it does not within the time. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  seconds: number,
  what: () => string,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) assert.fail(`not within ${seconds} s: ${what()}`);
    await pause(50);
  }
}

/** Number and name of every process whose working folder is in this one. */
export function runningIn(folder: string): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const inside = fs.readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
        return inside ? [`${pid} ${fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}`] : [];
      } catch {
        return []; // Ended meanwhile, or not ours.
      }
    });
}

/** Fails when something still runs in a folder after ten seconds. */
export const nothingRunsIn = (folder: string) =>
  until(
    () => runningIn(folder).length === 0,
    10,
    () => runningIn(folder).join(', '),
  );
