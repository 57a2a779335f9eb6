import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { env, type Environment } from '#lib/env';
import { GitFault, gitIn } from '#lib/git';
import { locales, texts } from '#lib/messages';
import { searchEngine } from '#lib/search-engine';
import { copyFiles, isFree, writeManifest } from './backup-files';
import { argumentsOf, languageOf } from './command-line';

// npm run backup -- --to FOLDER [--keys] [--lang tr|en]

type World = Pick<
  Environment,
  'CONTENT_ROOT' | 'DATA_DIR' | 'MEILI_URL' | 'MEILI_ADMIN_KEY' | 'INDEX_PREFIX'
>;

/** All refs and what is not yet committed: working copies of editors are branches of the same git. */
async function saveContent(root: string, to: string): Promise<string | undefined> {
  for (const folder of ['content', 'public'])
    copyFiles(path.join(root, folder), path.join(to, 'files', folder), true);
  if (!fs.existsSync(path.join(root, '.git'))) return undefined;
  const bundle = path.resolve(to, 'content.bundle');
  await gitIn(root)(['bundle', 'create', '--quiet', bundle, '--all', 'HEAD']);
  fs.chmodSync(bundle, 0o600);
  return (await gitIn(root)(['rev-parse', '--abbrev-ref', 'HEAD'])).trim();
}

const runningShape = z.object({ url: z.string(), adminKey: z.string() });

/** The engine that the environment names, else the one of a portal that runs over the data folder. */
function engineOf(world: World) {
  const { MEILI_URL: url, MEILI_ADMIN_KEY: key, INDEX_PREFIX: prefix } = world;
  if (key !== undefined) return searchEngine({ url, key, prefix });
  const file = path.join(world.DATA_DIR, 'engine.json');
  if (!fs.existsSync(file)) return undefined;
  const running = runningShape.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  return searchEngine({ url: running.url, key: running.adminKey, prefix });
}

/** Settings and documents of each language as JSON, which any engine's version can be filled from. */
async function saveIndexes(world: World, to: string): Promise<number | undefined> {
  const engine = engineOf(world);
  if (!engine || !(await engine.health())) return undefined;
  let documents = 0;
  fs.mkdirSync(path.join(to, 'engine'), { mode: 0o700 });
  for (const locale of locales) {
    const copy = await engine.copyOf(locale);
    if (!copy) continue;
    documents += copy.documents.length;
    const file = path.join(to, 'engine', `${locale}.json`);
    fs.writeFileSync(file, JSON.stringify(copy), { mode: 0o600 });
  }
  return documents;
}

function saveKeys(dataFolder: string, to: string): void {
  const file = path.join(dataFolder, 'master.key');
  if (!fs.existsSync(file)) return;
  fs.mkdirSync(path.join(to, 'keys'), { mode: 0o700 });
  fs.copyFileSync(file, path.join(to, 'keys', 'master.key'));
  fs.chmodSync(path.join(to, 'keys', 'master.key'), 0o600);
}

/**
 * Saves what cannot be made again: the content with its history and working copies, the editors' store, and
 * keys where asked for; besides, what the engine holds. A backup that broke off is not there. Resolves to the
 * exit code.
 */
export async function backup(
  args: readonly string[],
  say: (line: string) => void,
  world: World = env(),
): Promise<0 | 1> {
  const given = argumentsOf(args, {
    to: { type: 'string' },
    keys: { type: 'boolean', default: false },
    lang: { type: 'string' },
  });
  const t = texts(languageOf(given?.values.lang));
  const fail = (code: string, values: Record<string, string> = {}): 1 => {
    say(t(`backup.${code}`, values));
    return 1;
  };
  const { to, keys } = given?.values ?? {};
  if (to === undefined || given?.positionals.length !== 0) return fail('usage');
  if (!isFree(to)) return fail('taken', { folder: to });
  const part = `${path.resolve(to)}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  try {
    fs.mkdirSync(part, { recursive: true, mode: 0o700 });
    const branch = await saveContent(world.CONTENT_ROOT, part);
    copyFiles(path.join(world.DATA_DIR, 'editor'), path.join(part, 'editor'), true);
    if (keys) saveKeys(world.DATA_DIR, part);
    const documents = await saveIndexes(world, part);
    const about = { format: 1 as const, made: new Date().toISOString(), ...(branch && { branch }) };
    const { files } = writeManifest(part, about);
    fs.rmSync(to, { recursive: true, force: true });
    fs.renameSync(part, to);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    say(t('backup.done', { folder: to, files: files.length, mb: (bytes / 1e6).toFixed(1) }));
    say(documents === undefined ? t('backup.noEngine') : t('backup.engine', { documents }));
    if (branch === undefined) say(t('backup.noHistory'));
    say(keys ? t('backup.withKeys') : t('backup.withoutKeys'));
    return 0;
  } catch (error) {
    fs.rmSync(part, { recursive: true, force: true });
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (error instanceof GitFault || code !== undefined)
      return fail('failed', { reason: code ?? String(error) });
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await backup(process.argv.slice(2), (line) => console.log(line));
