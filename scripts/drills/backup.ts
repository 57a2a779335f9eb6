import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { backup } from '../backup';
import { filesBelow } from '../backup-files';
import { startEngine, type OwnEngine } from '../engine-for-tests';
import { restore } from '../restore';
import { fingerprint, searchEngine, type SearchEngine } from '#lib/search-engine';
import { exactly, type Drill, type Row } from './drill';
import { ownIndex, ownSearches } from './material';

const size = {
  short: { documents: 100, searches: 100 },
  full: { documents: Infinity, searches: 500 },
};
const prefix = 'drill';

const doorTo = ({ url, masterKey }: OwnEngine): SearchEngine =>
  searchEngine({ url, key: masterKey, prefix });
const worldOf = (folder: string, { url, masterKey }: OwnEngine) => ({
  CONTENT_ROOT: path.join(folder, 'root'),
  DATA_DIR: path.join(folder, 'data'),
  MEILI_URL: url,
  MEILI_ADMIN_KEY: masterKey,
  INDEX_PREFIX: prefix,
});

const gitAt = (root: string, ...args: string[]) =>
  execFileSync(
    'git',
    ['-C', root, '-c', 'user.name=D', '-c', 'user.email=d@example.org', ...args],
    {
      encoding: 'utf8',
    },
  );

/** A portal's folders: content with a history and a working copy, a file not yet committed, the editors' store. */
function furnish(folder: string): void {
  const [root, editor] = [path.join(folder, 'root'), path.join(folder, 'data/editor/reports')];
  fs.cpSync('content/terms', path.join(root, 'content/terms'), { recursive: true });
  gitAt(root, 'init', '--quiet', '--initial-branch=main');
  gitAt(root, 'add', '.');
  gitAt(root, 'commit', '--quiet', '-m', 'Content');
  gitAt(root, 'branch', 'editor/term/kume');
  gitAt(root, 'update-ref', 'refs/editor/kept/1', 'HEAD');
  fs.writeFileSync(path.join(root, 'content/terms/yeni.tr.md'), 'Henüz işlenmedi');
  fs.rmSync(path.join(root, filesBelow(root).find((name) => name.endsWith('.tr.md')) ?? ''));
  fs.mkdirSync(editor, { recursive: true });
  fs.writeFileSync(path.join(editor, 'a1.json'), '{"text":"çok gizli"}', { mode: 0o600 });
  fs.writeFileSync(path.join(folder, 'data/master.key'), 'anahtar', { mode: 0o600 });
}

/** Every file of a portal's folders with its content, and every ref of its git. */
function stateOf(folder: string): string {
  const root = path.join(folder, 'root');
  const files = filesBelow(folder)
    .filter((name) => !name.startsWith('root/.git/'))
    .map((name) => [name, fs.readFileSync(path.join(folder, name), 'latin1')]);
  const head = gitAt(root, 'rev-parse', '--abbrev-ref', 'HEAD');
  return JSON.stringify([files, gitAt(root, 'for-each-ref'), head]);
}

/** The first twenty of each search, as ids in their order. */
async function topTwenty(engine: SearchEngine, searches: readonly string[]): Promise<string[]> {
  const lists = [];
  for (const q of searches) {
    const outcome = await engine.search([{ locale: 'tr', q, limit: 20 }]);
    if (outcome.kind !== 'answers') throw new Error(`no answer to ${q}`);
    lists.push(JSON.stringify(outcome.answers[0]?.hits.map(({ id }) => id)));
  }
  return lists;
}

/** How many differ between two lists of the same length. */
const different = (a: readonly string[], b: readonly string[]) =>
  a.filter((one, at) => one !== b[at]).length;

/** Changes one byte of a backup: it must be noticed before anything is written. */
async function restoreDamaged(from: string, to: string): Promise<boolean> {
  const copy = `${from}-damaged`;
  fs.cpSync(from, copy, { recursive: true });
  const file = path.join(copy, 'content.bundle');
  const bytes = fs.readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  fs.writeFileSync(file, bytes);
  const code = await restore(['--from', copy, '--to', to], () => undefined);
  return code === 1 && !fs.existsSync(to);
}

const must = (what: string, isSo: boolean): Row => exactly(what, 0, isSo ? 0 : 1);

async function rehearse(
  folder: string,
  [from, to]: readonly [OwnEngine, OwnEngine],
  { documents, searches }: (typeof size)['full'],
): Promise<Row[]> {
  const [old, saved, fresh] = ['old', 'saved', 'fresh'].map((name) => path.join(folder, name));
  if (!old || !saved || !fresh) throw new Error('three folders are needed');
  furnish(old);
  const [before, after] = [doorTo(from), doorTo(to)];
  const own = ownIndex(documents);
  await before.rebuild('tr', own.documents, own.settings);
  const silent = () => undefined;
  const made = await backup(['--to', saved, '--keys'], silent, worldOf(old, from));
  const again = await backup(['--to', saved], silent, worldOf(old, from));
  const damaged = await restoreDamaged(saved, path.join(folder, 'never'));
  const args = ['--from', saved, '--to', fresh, '--engine'];
  const brought = await restore(args, silent, worldOf(fresh, to));
  const over = await restore(args, silent, worldOf(fresh, to));
  const loose = filesBelow(saved).filter(
    (name) => (fs.statSync(path.join(saved, name)).mode & 0o077) !== 0,
  );
  const [was, is] = [await before.copyOf('tr'), await after.copyOf('tr')];
  const typed = ownSearches().slice(0, searches);
  return [
    exactly('backup and restore end with', 0, made + brought),
    must('nothing is written over', again === 1 && over === 1),
    must('a changed byte is noticed before anything is written', damaged),
    exactly('files of the backup that others may read', 0, loose.length),
    must('content, history, working copies and store differ', stateOf(old) === stateOf(fresh)),
    must('documents and settings differ', fingerprint(was ?? {}) === fingerprint(is ?? {})),
    exactly('documents missing', 0, (was?.documents.length ?? 0) - (is?.documents.length ?? 0)),
    exactly(
      `of ${typed.length} searches, first 20 differ for`,
      0,
      different(await topTwenty(before, typed), await topTwenty(after, typed)),
    ),
  ];
}

/** A backup is brought back into an empty folder and a fresh engine, and held against what it is of. */
export const drill: Drill = {
  name: 'backup',
  async run(form) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-backup-'));
    const engines = [await startEngine(), await startEngine()] as const;
    try {
      return await rehearse(folder, engines, size[form]);
    } finally {
      await Promise.all(engines.map((engine) => engine.stop()));
      fs.rmSync(folder, { recursive: true });
    }
  },
};
