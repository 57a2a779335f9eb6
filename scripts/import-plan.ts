import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { diffWordsWithSpace } from 'diff';
import { plans } from '#lib/content-types';
import { parseEntry, pathOf } from '#lib/entry';
import { env } from '#lib/env';
import { texts, type Translate } from '#lib/messages';
import { filesOf, type ImportedFile, type PlanFile } from '#lib/plan-import';
import type { Remark } from '#lib/plan-pages';
import { otherPlanIn, readPlan } from '#lib/plan-text';
import { proposer } from '#lib/plan-words';
import { describeWithPlace, type Problem } from '#lib/problem';
import { readCurated, readPlanWords } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';
import { argumentsOf, contentFolder, languageOf } from './command-line';
import { readPlanFile } from './plan-file';

// npm run import:plan -- FILE --plan 12 [--dry-run] [--update] [--content DIR] [--url ADDRESS] [--lang tr|en]

const options = {
  plan: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  update: { type: 'boolean', default: false },
  content: { type: 'string' },
  url: { type: 'string' },
  lang: { type: 'string' },
} as const;

/**
 * Reads a development plan into content files; resolves to the exit code. Nothing is written where the
 * document or one of the files it would make has an error.
 */
export async function importPlan(
  args: readonly string[],
  say: (line: string) => void,
): Promise<0 | 1> {
  const read = argumentsOf(args, options);
  const t = texts(languageOf(read?.values.lang));
  const fail = (code: string, about: Remark['values'] = {}): 1 => {
    say(t(`import.errors.${code}`, { ...about }));
    return 1;
  };
  const [file, ...more] = read?.positionals ?? [];
  if (!read || file === undefined || more.length > 0) return fail('usage');
  const { plan: named, content = contentFolder(), url, update } = read.values;
  const plan = plans.codes.find((code) => code === named);
  if (!plan) return fail('unknown-plan', { plan: named ?? '', known: plans.codes.join(', ') });

  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) return fail('no-such-file', { file });
  if (!found.isFile()) return fail('not-a-file', { file });
  const pages = await readPlanFile(fs.readFileSync(file));
  if (!pages.ok) return fail(pages.code, { file, ...pages.values });

  const { words, problems: wrongWords } = readPlanWords(env().CONTENT_ROOT);
  const folder = path.join(content, 'plan');
  const { existing, problems: broken } = articlesIn(folder);
  if (tell([...wrongWords, ...broken], t, say)) return fail('broken-content');

  const document = readPlan(pages.pages, words?.hyphened ?? []);
  const remark = (kind: 'errors' | 'doubts', { page, code, values: about }: Remark) =>
    say(`${file}: ${t('import.page', { page })}: ${t(`import.${kind}.${code}`, { ...about })}`);
  const doubts = [...otherPlanIn(pages.pages, plan), ...pages.doubts, ...document.doubts];
  for (const doubt of doubts) remark('doubts', doubt);
  for (const error of document.errors) remark('errors', error);
  if (document.errors.length > 0) return fail('nothing-written', { count: document.errors.length });

  const analyser = analysers(readCurated(env().CONTENT_ROOT)).tr;
  const { files, problems } = filesOf(document.articles, {
    plan,
    source: {
      title: texts('tr')('import.source', { plan: texts('tr')(`lists.plans.${plan}`) }),
      ...(url !== undefined && { url }),
    },
    existing,
    propose: words ? proposer(words, analyser) : () => ({ sectors: [], topics: [] }),
    noteOn: (leftOut) => leftOut.map((what) => texts('tr')(`import.leftOut.${what}`)).join(' '),
  });
  if (tell(problems, t, say)) return fail('nothing-written', { count: problems.length });

  const fresh = files.filter(({ changes }) => !changes);
  const changed = files.filter(({ changes }) => changes && changes.length > 0);
  if (update) for (const one of changed) showChanges(one, t, say);
  const summary = {
    pages: pages.pages.length,
    articles: files.length,
    fresh: fresh.length,
    changed: changed.length,
    same: files.length - fresh.length - changed.length,
    doubts: doubts.length,
  };
  say(t('import.summary', summary));
  if (changed.length > 0 && !update) say(t('import.kept', { count: changed.length }));
  const wanted = update ? [...fresh, ...changed] : fresh;
  if (read.values['dry-run']) {
    say(t('import.dryRun', { count: wanted.length }));
    return 0;
  }
  writeAll(
    wanted.map(({ slug, text }) => ({
      file: existing.get(slug)?.file ?? path.join(folder, `${slug}.tr.md`),
      text,
    })),
  );
  say(t('import.written', { count: wanted.length, folder }));
  return 0;
}

const tell = (problems: readonly Problem[], t: Translate, say: (line: string) => void): boolean => {
  for (const problem of problems) say(describeWithPlace(problem, t));
  return problems.length > 0;
};

/** The articles in a folder and the folders in it, by slug. */
function articlesIn(folder: string): {
  existing: Map<string, PlanFile & { file: string }>;
  problems: Problem[];
} {
  const existing = new Map<string, PlanFile & { file: string }>();
  const problems: Problem[] = [];
  const names = fs.existsSync(folder)
    ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    : [];
  for (const name of names.filter((one) => /(?:^|[/\\])[^./\\][^/\\]*\.tr\.md$/.test(one))) {
    const file = path.join(folder, name);
    const text = fs.readFileSync(file, 'utf8');
    const parsed = parseEntry(`content/plan/${name.split(path.sep).join('/')}`, text);
    if (parsed.ok) existing.set(parsed.file.slug, { file, text, data: parsed.file.data });
    else problems.push(...parsed.problems);
  }
  return { existing, problems };
}

/** Word by word: [-what goes-] {+what comes+}. */
function showChanges(
  { slug, changes = [], hasOldNote }: ImportedFile,
  t: Translate,
  say: (line: string) => void,
): void {
  say(pathOf('plan', slug, 'tr'));
  for (const { field, before, after } of changes) {
    const parts = diffWordsWithSpace(written(before), written(after)).map(
      ({ value, added, removed }) => (added ? `{+${value}+}` : removed ? `[-${value}-]` : value),
    );
    say(`  ${field}: ${parts.join('')}`);
  }
  if (hasOldNote) say(`  ${t('import.oldNote')}`);
}

const written = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** All files or none: each is written beside its place first, and put there when all are. */
function writeAll(files: readonly { file: string; text: string }[]): void {
  const waiting = files.map(({ file, text }) => ({
    file,
    text,
    temporary: path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`),
  }));
  try {
    for (const { file, text, temporary } of waiting) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(temporary, text);
    }
    for (const { file, temporary } of waiting) fs.renameSync(temporary, file);
  } finally {
    for (const { temporary } of waiting) fs.rmSync(temporary, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // Whoever pages through the doubts may leave before the end.
  process.stdout.on('error', () => {});
  process.exitCode = await importPlan(process.argv.slice(2), (line) => console.log(line));
}
