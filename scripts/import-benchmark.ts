import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { closest, distance } from 'fastest-levenshtein';
import { measureOf } from '#lib/benchmark-catalogue';
import { mostBytes, readContribution, withContribution } from '#lib/benchmark-import';
import { measureName, valueWords } from '#lib/benchmark-words';
import type { EntryData } from '#lib/content-types';
import { parseEntry, pathOf } from '#lib/entry';
import { dayInTurkiye } from '#lib/format';
import { texts } from '#lib/messages';
import { describeWithPlace, type Problem } from '#lib/problem';
import { argumentsOf, contentFolder, languageOf } from './command-line';

// npm run benchmark:import -- FILE [--dry-run] [--content DIR] [--lang tr|en]

const options = {
  'dry-run': { type: 'boolean', default: false },
  content: { type: 'string' },
  lang: { type: 'string' },
} as const;

/**
 * Writes a contribution's values into its cluster's file, with their source and day; resolves to the exit
 * code. Nothing is written where anything is wrong, and a second run changes nothing.
 */
export function importBenchmark(
  args: readonly string[],
  say: (line: string) => void,
  today: string = dayInTurkiye(new Date()),
): 0 | 1 {
  const read = argumentsOf(args, options);
  const locale = languageOf(read?.values.lang);
  const t = texts(locale);
  const fail = (code: string, values: Record<string, string | number> = {}): 1 => {
    say(t(`benchmarkImport.${code}`, values));
    return 1;
  };
  const tell = (problems: readonly Problem[], code = 'nothing-written'): 1 => {
    for (const problem of problems) say(describeWithPlace(problem, t));
    return fail(code, { count: problems.length });
  };
  const [file, ...more] = read?.positionals ?? [];
  if (!read || file === undefined || more.length > 0) return fail('usage');

  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) return fail('no-such-file', { file });
  if (!found.isFile()) return fail('not-a-file', { file });
  if (found.size > mostBytes) return fail('too-large', { file, max: mostBytes / 1024 });
  const given = readContribution(file, fs.readFileSync(file, 'utf8'), today);
  if (!given.ok) return tell(given.problems);

  const { content = contentFolder() } = read.values;
  const { cluster: slug } = given.contribution;
  const name = pathOf('cluster', slug, 'tr');
  const target = path.join(content, path.relative('content', name));
  if (!fs.existsSync(target)) {
    const near = nearest(slug, clustersIn(path.dirname(target)));
    return fail('no-such-cluster', { slug, nearest: near ?? 'empty' });
  }
  const text = fs.readFileSync(target, 'utf8');
  const parsed = parseEntry(name, text);
  if (!parsed.ok) return tell(parsed.problems, 'broken-content');
  const data = parsed.file.data as EntryData<'cluster'>; // by the schema of its own type
  const written = withContribution(text, data, given, { file, today, locale, t });
  if (!written.ok) return tell(written.problems);
  const after = parseEntry(name, written.text);
  if (!after.ok) return tell(after.problems);

  say(
    t('benchmarkImport.summary', {
      cluster: data.title,
      fresh: written.fresh.length,
      known: written.known,
    }),
  );
  for (const { code, value, unit, year } of written.fresh) {
    const measure = measureOf(code);
    if (!measure) throw new Error(`The schema let the code ${code} through.`);
    const said = valueWords(measure, value, unit, locale, t);
    const name = measureName(measure, locale);
    say(`  ${t('benchmarkImport.value', { code, name, value: said, year })}`);
  }
  if (read.values['dry-run']) say(t('benchmarkImport.dryRun'));
  else if (written.fresh.length === 0) say(t('benchmarkImport.unchanged'));
  else {
    replaceFile(target, written.text);
    say(t('benchmarkImport.written', { file: target }));
  }
  return 0;
}

const clustersIn = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).flatMap((name) => /^(.+)\.tr\.md$/.exec(name)?.[1] ?? [])
    : [];

/** The slug that was probably meant. */
function nearest(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const match = closest(given, known);
  return distance(given, match) <= Math.max(2, given.length * 0.4) ? match : undefined;
}

/** Written beside its place first, so that a reader never sees half of it. */
function replaceFile(file: string, text: string): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = importBenchmark(process.argv.slice(2), (line) => console.log(line));
