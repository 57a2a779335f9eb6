import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

/** Sees to it that there is a build to serve from; it need not be a fresh one. */
export function built(): void {
  if (fs.existsSync(path.join(root, '.next/BUILD_ID'))) return;
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const { status } = spawnSync(process.execPath, [next, 'build'], { cwd: root, stdio: 'ignore' });
  if (status !== 0) throw new Error('the portal could not be built');
}
