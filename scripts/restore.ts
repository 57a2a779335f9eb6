import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { env, type Environment } from '#lib/env';
import { GitFault, gitIn } from '#lib/git';
import { locales, texts } from '#lib/messages';
import { searchEngine, type IndexCopy } from '#lib/search-engine';
import { checkBackup, copyFiles, isFree } from './backup-files';
import { argumentsOf, languageOf } from './command-line';
import { describeReport, isInStep } from './index-sentence';

// npm run restore -- --from FOLDER --to FOLDER [--engine] [--lang tr|en]

type World = Pick<Environment, 'MEILI_URL' | 'MEILI_ADMIN_KEY' | 'INDEX_PREFIX'>;

/** Branches and all other refs as they were, and then the files as they were, committed or not. */
async function bringContent(from: string, root: string, branch: string | undefined): Promise<void> {
  fs.mkdirSync(root, { recursive: true });
  if (branch !== undefined) {
    const bundle = path.resolve(from, 'content.bundle');
    await gitIn(root)(['init', '--quiet']);
    await gitIn(root)(['fetch', '--quiet', '--update-head-ok', bundle, '+refs/*:refs/*']);
    await gitIn(root)(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
    await gitIn(root)(['reset', '--quiet', '--hard']);
    for (const folder of ['content', 'public'])
      fs.rmSync(path.join(root, folder), { recursive: true, force: true });
  }
  copyFiles(path.join(from, 'files'), root, false);
}

/** Fills an engine with what another held; the index is guarded and swapped in like any. */
async function fillEngine(
  from: string,
  world: World,
  say: (line: string) => void,
  t: ReturnType<typeof texts>,
) {
  const { MEILI_URL: url, MEILI_ADMIN_KEY: key, INDEX_PREFIX: prefix } = world;
  const engine = searchEngine({ url, ...(key && { key }), prefix });
  let done = true;
  for (const locale of locales) {
    const file = path.join(from, 'engine', `${locale}.json`);
    if (!fs.existsSync(file)) continue;
    const { documents, settings } = JSON.parse(fs.readFileSync(file, 'utf8')) as IndexCopy;
    const report = await engine.rebuild(locale, documents, settings, { force: true });
    say(describeReport(report, locale, t));
    done &&= isInStep(report);
  }
  return done;
}

/**
 * Brings a backup back into an empty folder: `root` for CONTENT_ROOT, `data` for DATA_DIR; with `--engine`
 * also into the engine that the environment names. Every checksum is looked at before anything is written,
 * and nothing is written over. Resolves to the exit code.
 */
export async function restore(
  args: readonly string[],
  say: (line: string) => void,
  world: World = env(),
): Promise<0 | 1> {
  const given = argumentsOf(args, {
    from: { type: 'string' },
    to: { type: 'string' },
    engine: { type: 'boolean', default: false },
    lang: { type: 'string' },
  });
  const t = texts(languageOf(given?.values.lang));
  const fail = (code: string, values: Record<string, string> = {}): 1 => {
    say(t(`restore.${code}`, values));
    return 1;
  };
  const { from, to, engine } = given?.values ?? {};
  if (from === undefined || to === undefined || given?.positionals.length !== 0)
    return fail('usage');
  const checked = checkBackup(from);
  if (!checked) return fail('noBackup', { folder: from });
  const { manifest, wrong } = checked;
  if (wrong.length > 0) return fail('damaged', { files: wrong.slice(0, 10).join(', ') });
  if (!isFree(to)) return fail('taken', { folder: to });
  const [root, data] = [path.join(to, 'root'), path.join(to, 'data')];
  try {
    await bringContent(from, root, manifest.branch);
    fs.mkdirSync(data, { mode: 0o700 });
    copyFiles(path.join(from, 'editor'), path.join(data, 'editor'), true);
    copyFiles(path.join(from, 'keys'), data, true);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (error instanceof GitFault || code !== undefined)
      return fail('failed', { reason: code ?? String(error), folder: to });
    throw error;
  }
  say(t('restore.done', { files: manifest.files.length, made: manifest.made, root, data }));
  if (!engine) say(t('restore.noEngine'));
  return !engine || (await fillEngine(from, world, say, t)) ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await restore(process.argv.slice(2), (line) => console.log(line));
