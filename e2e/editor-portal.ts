import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dyingWithParent, freePort } from '../scripts/bootstrap.mjs';
import { until } from '../scripts/processes-for-tests';

/** A second portal from the same build, with a data folder of its own and no engine. */
export type EditorPortal = {
  readonly url: string;
  readonly folder: string;
  /** The process that serves. */
  readonly pid: number;
  /** Runs `npm run editor:on` or `editor:off` for it and gives what was printed. */
  readonly command: (args: readonly string[], password?: string) => string;
  /** What is kept under a name, to look at or to change. */
  readonly kept: (name: string) => string;
  readonly keep: (name: string, text: string) => void;
  readonly stop: () => Promise<void>;
};

/** Starts one; `settings` gets its port and says what stands in its environment besides. */
export async function startEditorPortal(
  settings: (port: number) => Record<string, string> = () => ({}),
): Promise<EditorPortal> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-editor-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // Playwright sets it, and Node warns of it where colours are switched off.
    FORCE_COLOR: undefined,
    PORT: String(port),
    SITE_URL: url,
    DATA_DIR: folder,
    ...settings(port),
  };
  const next = ['node_modules/next/dist/bin/next', 'start', '-H', 'localhost', '-p', String(port)];
  const [file, args] = dyingWithParent(process.execPath, next);
  const log = path.join(folder, 'portal.log');
  const output = fs.openSync(log, 'a');
  const child = spawn(file, args, { env, stdio: ['ignore', output, output] });
  fs.closeSync(output);
  const answers = async () => {
    try {
      return (await fetch(`${url}/api/health`)).status < 600;
    } catch {
      return false;
    }
  };
  await until(answers, 60, () => fs.readFileSync(log, 'utf8').slice(-2000));
  const fileOf = (name: string) => path.join(folder, 'editor', name);
  return {
    url,
    folder,
    pid: child.pid ?? 0,
    command: (words, password) => {
      const done = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/editor.ts', ...words], {
        env,
        encoding: 'utf8',
        ...(password !== undefined && { input: `${password}\n` }),
      });
      return `${done.stdout}${done.stderr}`;
    },
    kept: (name) => fs.readFileSync(fileOf(name), 'utf8'),
    keep: (name, text) => fs.writeFileSync(fileOf(name), text),
    stop: async () => {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
