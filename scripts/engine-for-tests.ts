import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { closeSync, openSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  answers,
  dyingWithParent,
  engineFlags,
  engineProgram,
  freePort,
  tail,
} from './bootstrap.mjs';

export type OwnEngine = {
  url: string;
  masterKey: string;
  /** Where its data and its log are. */
  folder: string;
  pid(): number;
  /** SIGKILL, whatever it is doing; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it anew on the same port and data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A real Meilisearch of one's own: free port, empty temporary data (or below `within`), gone after `stop()`
 * and at the latest with us.
 */
export async function startEngine({
  within = os.tmpdir(),
  masterKey = randomBytes(32).toString('base64url'),
} = {}): Promise<OwnEngine> {
  const program = engineProgram();
  if (!program.ok) throw new Error(`engine program ${program.why}: ${program.file}`);
  const folder = await fs.mkdtemp(path.join(within, 'bys-engine-'));
  const log = path.join(folder, 'meilisearch.log');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [file, args] = dyingWithParent(program.file, engineFlags(port, folder));

  const launch = () => {
    const output = openSync(log, 'a');
    const child = spawn(file, args, {
      cwd: folder,
      env: { ...process.env, MEILI_MASTER_KEY: masterKey },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    // A test that forgets stop() must end all the same, and must not leave its engine behind.
    child.unref();
    return child;
  };
  let child = launch();
  const killAtExit = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', killAtExit);
  const gone = () => child.exitCode !== null || child.signalCode !== null;

  /** Ends it by a signal, and by SIGKILL when it takes more than five seconds. */
  async function end(signal: 'SIGTERM' | 'SIGKILL') {
    if (gone()) return;
    child.ref();
    const exit = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await exit;
    clearTimeout(late);
  }

  async function answering() {
    if (await answers(`${url}/health`, { seconds: 60, givenUp: gone })) return;
    const words = tail(log, 20);
    child.kill('SIGKILL');
    throw new Error(`the test engine did not start:\n${words}`);
  }

  async function remove() {
    process.off('exit', killAtExit);
    await fs.rm(folder, { recursive: true, force: true });
  }

  await answering().catch(async (error: unknown) => {
    await remove();
    throw error;
  });

  return {
    url,
    masterKey,
    folder,
    pid: () => child.pid ?? 0,
    kill: () => end('SIGKILL'),
    async restart() {
      child = launch();
      await answering();
    },
    async stop() {
      await end('SIGTERM');
      await remove();
    },
  };
}
