import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentHistory } from '#lib/content-history';
import { typeNames } from '#lib/content-types';
import { editorStore } from '#lib/data-store';
import { placeOf } from '#lib/entry';
import { env } from '#lib/env';
import { dayInTurkiye } from '#lib/format';
import { findings } from '#lib/freshness-board';
import { gitIn, GitFault } from '#lib/git';
import { readLibrary, type Library } from '#lib/library';
import { texts } from '#lib/messages';
import { monthBounds, monthlyReport, type EntryHistory } from '#lib/monthly-report';
import { freshnessWorldOf } from '#lib/portal';
import { momentOf } from '#lib/field';
import { countsSchema, type Counts } from '#lib/search-counts';
import { argumentsOf, languageOf } from './command-line';

/** The report of a month, in Markdown, on standard output or into a file. */
const given = argumentsOf(process.argv.slice(2), {
  lang: { type: 'string' },
  out: { type: 'string' },
});
const language = languageOf(given?.values.lang);
const t = texts(language);
const now = new Date();
const today = dayInTurkiye(now);

/** The entries that commits of the month touched, those that are gone among them; nothing without git. */
async function touchedIn(root: string, month: string): Promise<Set<string> | undefined> {
  const { from, until } = monthBounds(month);
  try {
    const printed = await gitIn(root)([
      'log',
      '--relative',
      '--no-renames',
      '--name-only',
      '--format=',
      // git counts both days whole; what lies outside is left out by the versions' own times.
      `--since=${from.toISOString()}`,
      `--until=${until.toISOString()}`,
      '-z',
      '--',
      'content',
    ]);
    return new Set(
      printed.split(/[\0\n]/).flatMap((file) => {
        const place = placeOf(file);
        return place ? [`${place.type}/${place.slug}`] : [];
      }),
    );
  } catch (error) {
    if (error instanceof GitFault) return undefined;
    throw error;
  }
}

/** Entries whose own time came in the month, without a commit. */
function dueIn(library: Library, month: string): string[] {
  const { from, until } = monthBounds(month);
  return library.files.flatMap(({ type, slug, locale, good }) => {
    const moments = [good?.data.publishAt, good?.data.retireAt].flatMap((value) =>
      typeof value === 'string' ? [momentOf(value)] : [],
    );
    const isDue = moments.some((moment) => moment >= from && moment < until);
    return locale === 'tr' && isDue ? [`${type}/${slug}`] : [];
  });
}

async function historiesIn(
  root: string,
  library: Library,
  month: string,
): Promise<EntryHistory[] | undefined> {
  const touched = await touchedIn(root, month);
  if (!touched) return undefined;
  const history = contentHistory(root);
  const textOf = (file: string | undefined) => {
    const full = file && path.join(root, file);
    return full && existsSync(full) ? readFileSync(full, 'utf8') : undefined;
  };
  const fileOf = new Map(
    library.files.map(({ type, slug, locale, file }) => [`${type}/${slug}.${locale}`, file]),
  );
  return Promise.all(
    [...new Set([...touched, ...dueIn(library, month)])].map(async (name) => {
      const [typeName, slug = ''] = name.split('/');
      const type = typeNames.find((one) => one === typeName);
      if (!type) throw new Error(`${name} is no entry`);
      const [tr, en] = [textOf(fileOf.get(`${name}.tr`)), textOf(fileOf.get(`${name}.en`))];
      return {
        type,
        slug,
        versions: (await history.of({ type, slug })) ?? [],
        now: { ...(tr !== undefined && { tr }), ...(en !== undefined && { en }) },
      };
    }),
  );
}

/** What was counted; nothing where it is switched off, or cannot be read. */
function searchesCounted(): Counts | undefined {
  if (env().SEARCH_COUNTS !== 'on') return undefined;
  const stored = editorStore().read('search-counts', countsSchema, {});
  return stored.kind === 'value' ? stored.value : undefined;
}

async function main(): Promise<number> {
  const month = given?.positionals[0] ?? today.slice(0, 7);
  const isMonth = /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(month);
  if (!given || given.positionals.length > 1 || !isMonth) {
    console.error(t('report.usage'));
    return 2;
  }
  if (month > today.slice(0, 7)) {
    console.error(t('report.ahead', { month }));
    return 2;
  }
  const root = env().CONTENT_ROOT;
  const library = readLibrary(root);
  const board = freshnessWorldOf(library, language);
  const report = monthlyReport({
    month,
    locale: language,
    now,
    today,
    site: env().SITE_URL,
    histories: await historiesIn(root, library, month),
    searches: searchesCounted(),
    programmes: library.ofType('programme', language),
    institutionOf: board.nameOf,
    titleOf: (type, slug) => library.titleOf(type, slug, language)?.text,
    findings: findings(board, today),
    careOf: board.careOf,
  });
  const { out } = given.values;
  if (out === undefined) process.stdout.write(report);
  else writeFileSync(out, report);
  return 0;
}

process.exitCode = await main();
