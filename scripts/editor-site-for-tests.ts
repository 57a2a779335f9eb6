import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { editorStore } from '#lib/data-store';
import { editorAccounts } from '#lib/editor-accounts';
import { editorSite, password, people } from '../e2e/editor-site';
import { dyingWithParent, root } from './bootstrap.mjs';

// The portal that the tests of the editors' side run against: a git copy of the content that may be
// written to, an engine and data of its own, and an account of each role. Gone when it ends.

const { folder, root: tree, data, port, url } = editorSite;
fs.rmSync(folder, { recursive: true, force: true });
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
fs.mkdirSync(data, { recursive: true, mode: 0o700 });
for (const name of ['content', 'public/images']) {
  const from = path.join(root, name);
  if (fs.existsSync(from)) fs.cpSync(from, path.join(tree, name), { recursive: true });
}

const git = (...args: string[]) => execFileSync('git', ['-C', tree, ...args], { stdio: 'inherit' });
git('init', '-q', '-b', 'main');
git('config', 'user.name', 'BYS');
git('config', 'user.email', 'bys@example.org');
git('add', '.');
git('commit', '-q', '-m', 'Take the content over');

Object.assign(process.env, {
  PORT: String(port),
  SITE_URL: url,
  DATA_DIR: data,
  CONTENT_ROOT: tree,
  INDEX_PREFIX: 'editor',
  MEILI_URL: '',
  MEILI_ADMIN_KEY: '',
  MEILI_SEARCH_KEY: '',
});
const accounts = editorAccounts(editorStore());
const made = await accounts.makeManager({ ...people.manager, password });
if (made.kind !== 'changed') throw new Error(`no manager: ${JSON.stringify(made)}`);
for (const role of ['author', 'reviewer', 'publisher'] as const) {
  const invitation = await accounts.invite({ ...people[role], role });
  if (invitation.kind !== 'invited') throw new Error(`no ${role}: ${JSON.stringify(invitation)}`);
  const joined = await accounts.join(invitation.token, password);
  if (joined.kind !== 'signed-in') throw new Error(`no ${role}: ${JSON.stringify(joined)}`);
}
await accounts.switchTo(true);

const [file, args] = dyingWithParent(process.execPath, ['scripts/start.mjs']);
const portal = spawn(file, args, { cwd: root, stdio: 'inherit' });
// The portal ends its own children first; we end with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => portal.kill(signal));
portal.once('exit', (code) => process.exit(code ?? 1));
