import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const find = (program: string): string | undefined =>
  [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));

/** Where a program of Debian is; installed from its package when it is not there and we may. Throws otherwise. */
export function debianProgram(program: string, fromPackage: string): string {
  const found = find(program);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0) {
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', fromPackage);
  }
  const installed = find(program);
  if (installed === undefined)
    throw new Error(`${program} is not there: apt-get install ${fromPackage}`);
  return installed;
}
