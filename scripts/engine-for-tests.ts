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

/** A real Meilisearch of one's own: free port, empty temporary data, gone after `stop()`. */
export async function startEngine(): Promise<{
  url: string;
  masterKey: string;
  stop: () => Promise<void>;
}> {
  const program = engineProgram();
  if (!program.ok) throw new Error(`engine program ${program.why}: ${program.file}`);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bys-engine-'));
  const log = path.join(folder, 'meilisearch.log');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const masterKey = randomBytes(32).toString('base64url');

  const output = openSync(log, 'a');
  const [file, args] = dyingWithParent(program.file, engineFlags(port, folder));
  const child = spawn(file, args, {
    cwd: folder,
    env: { ...process.env, MEILI_MASTER_KEY: masterKey },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  // A test that forgets stop() must end all the same, and must not leave its engine behind.
  child.unref();
  const killAtExit = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', killAtExit);
  const gone = () => child.exitCode !== null || child.signalCode !== null;

  if (!(await answers(`${url}/health`, { seconds: 60, givenUp: gone }))) {
    const words = tail(log, 20);
    child.kill('SIGKILL');
    await fs.rm(folder, { recursive: true, force: true });
    throw new Error(`the test engine did not start:\n${words}`);
  }

  return {
    url,
    masterKey,
    async stop() {
      process.off('exit', killAtExit);
      if (!gone()) {
        child.ref();
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), 5000);
        await exit;
        clearTimeout(late);
      }
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}
