import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { backup } from './backup';
import { restore } from './restore';

// Folders without git and without an engine; the drill `backup` sees to the rest.

const folder = mkdtempSync(path.join(os.tmpdir(), 'bys-backup-'));
after(() => rmSync(folder, { recursive: true }));
const at = (...parts: string[]) => path.join(folder, ...parts);
const world = {
  CONTENT_ROOT: at('root'),
  DATA_DIR: at('data'),
  MEILI_URL: 'http://127.0.0.1:9',
  MEILI_ADMIN_KEY: undefined,
  INDEX_PREFIX: 'bys',
};
mkdirSync(at('root/content/news'), { recursive: true });
mkdirSync(at('data/editor'), { recursive: true });
writeFileSync(at('root/content/news/a.tr.md'), 'Çınar');
writeFileSync(at('data/editor/accounts.json'), '{}');
writeFileSync(at('data/master.key'), 'secret');

/** Runs a command; its exit code and what it said. */
async function run(
  command: typeof backup,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await command(args, (line) => lines.push(line), world);
  return { code, said: lines.join('\n') };
}

test('a backup without keys has none, and says what it has and has not', async () => {
  const { code, said } = await run(backup, '--to', at('b1'), '--lang', 'en');
  assert.equal(code, 0, said);
  assert.match(said, /2 files/);
  assert.match(said, /The search engine was not asked/);
  assert.match(said, /there is no history/);
  assert.match(said, /Keys are not in it/);
  assert.deepEqual(readdirSync(at('b1')).sort(), ['editor', 'files', 'manifest.json']);
  assert.equal(statSync(at('b1/editor/accounts.json')).mode & 0o777, 0o600);
});

test('keys are in it when asked for, readable by their owner alone', async () => {
  const { said } = await run(backup, '--to', at('b2'), '--keys', '--lang', 'tr');
  assert.match(said, /ana anahtarı da içinde/);
  assert.equal(readFileSync(at('b2/keys/master.key'), 'utf8'), 'secret');
  assert.equal(statSync(at('b2/keys/master.key')).mode & 0o777, 0o600);
});

test('what is there is not written over', async () => {
  const { code, said } = await run(backup, '--to', at('b1'), '--lang', 'tr');
  assert.equal(code, 1);
  assert.match(said, /boş değil; hiçbir şey yazılmadı/);
});

test('it comes back as it was', async () => {
  const { code, said } = await run(
    restore,
    ...['--from', at('b2'), '--to', at('back'), '--lang', 'en'],
  );
  assert.equal(code, 0, said);
  assert.equal(readFileSync(at('back/root/content/news/a.tr.md'), 'utf8'), 'Çınar');
  assert.equal(readFileSync(at('back/data/master.key'), 'utf8'), 'secret');
  assert.equal(statSync(at('back/data/editor/accounts.json')).mode & 0o777, 0o600);
});

test('a file more, less or changed is named, and nothing is written', async () => {
  const missing = at('b1/files/content/news/a.tr.md');
  for (const [name, spoil] of [
    ['editor/more.json', () => writeFileSync(at('b1/editor/more.json'), '')],
    ['editor/accounts.json', () => writeFileSync(at('b1/editor/accounts.json'), '[]')],
    ['files/content/news/a.tr.md', () => rmSync(missing)],
  ] as const) {
    spoil();
    const { code, said } = await run(
      restore,
      '--from',
      at('b1'),
      '--to',
      at('never'),
      '--lang',
      'tr',
    );
    assert.equal(code, 1);
    assert.match(said, /Yedek bozulmuş; hiçbir şey yazılmadı/);
    assert.ok(said.includes(name), said);
    assert.ok(!readdirSync(folder).includes('never'));
  }
});

test('what is no backup, and what was not given, is told', async () => {
  assert.match((await run(restore, '--from', folder, '--to', at('x'))).said, /manifest\.json/);
  assert.match((await run(restore, '--lang', 'en')).said, /^Usage: npm run restore/);
  assert.match((await run(backup, '--lang', 'tr')).said, /^Kullanım: npm run backup/);
});
