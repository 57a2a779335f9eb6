import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import path from 'node:path';
import { entryHref } from '#lib/addresses';
import { typeNames, type TypeName } from '#lib/content-types';
import {
  entryFrom,
  parseEntry,
  phraseOf,
  placeOf,
  type ContentFile,
  type Entry,
  type Parsed,
} from '#lib/entry';
import { fieldsOf } from '#lib/content-types';
import type { Locale, Relation } from '#lib/field';
import type { Problem } from '#lib/problem';
import { idOf } from '#lib/search-document';
import { compare } from '#lib/turkish/letters';
import type { Phrase } from '#lib/view';

/** Another entry that names this one, and in which of its fields. */
export type Backlink = {
  readonly entry: Entry;
  readonly field: string;
  readonly relation: Relation;
};

/** All content as it is on disk, read as a whole and never changed. */
export type Library = {
  readonly problems: readonly Problem[];
  readonly fileCount: number;
  /** The id under which the entry of a file (path from the root) is indexed, if the file is a valid one. */
  readonly documentIdOf: (file: string) => string | undefined;
  /** The path, from the root, of the Turkish file of an entry of this library. */
  readonly fileOf: (entry: Pick<Entry, 'type' | 'slug'>) => string;
  /** Every valid entry, in title order. */
  readonly entries: (locale: Locale) => readonly Entry[];
  readonly ofType: <T extends TypeName>(type: T, locale: Locale) => readonly Entry<T>[];
  readonly find: <T extends TypeName>(
    type: T,
    slug: string,
    locale: Locale,
  ) => Entry<T> | undefined;
  readonly titleOf: (type: TypeName, slug: string, locale: Locale) => Phrase | undefined;
  readonly linksTo: (type: TypeName, slug: string, locale: Locale) => readonly Backlink[];
  /**
   * When a file of the entry last changed, the twin's only for English: the day of its last commit, or of
   * its saving where git does not know the text as it stands.
   */
  readonly changedAt: (entry: Pick<Entry, 'type' | 'slug' | 'locale'>) => Date;
};

/** `good` is the last version that passed: a slip while saving never takes a page away. */
type Cached = {
  stamp: string;
  text: string;
  parsed: Parsed;
  good: ContentFile | undefined;
  changed: Date;
};

/**
 * Reads and checks every file under `<root>/content`. `cache` is kept between calls so that only changed
 * files are parsed again. Problems are told, not thrown; of a broken file its last good version counts,
 * if there was one.
 */
export function readLibrary(root: string, cache: Map<string, Cached> = new Map()): Library {
  const problems: Problem[] = [];
  const files = new Map<string, ContentFile>();
  const seen = new Set<string>();
  const references: { file: string; parsed: Parsed }[] = [];

  // Asked once, at the start: a text that is saved later changed when it was saved.
  const committed = cache.size === 0 ? commitDates(root) : new Map<string, Date>();
  for (const file of contentFiles(root)) {
    const parsed = parseCached(root, file, cache, committed);
    if (!parsed) continue;
    seen.add(file);
    references.push({ file, parsed });
    if (!parsed.ok) problems.push(...parsed.problems);
    const good = cache.get(file)?.good;
    if (!good) continue;
    const key = keyOf(good.type, good.slug, good.locale);
    const other = files.get(key);
    if (other)
      problems.push({
        file,
        line: 1,
        code: 'duplicate-slug',
        values: { slug: good.slug, other: other.file },
      });
    else files.set(key, good);
  }
  for (const file of cache.keys()) if (!seen.has(file)) cache.delete(file);

  const turkish = [...files.values()].filter((file) => file.locale === 'tr');
  if (seen.size === 0) problems.push({ file: 'content', line: 1, code: 'no-content' });
  // A file that is there but broken has told its own problem; what points to it is not wrong.
  const present = new Set(
    [...seen].map((file) => {
      const place = placeOf(file);
      return place && keyOf(place.type, place.slug, place.locale);
    }),
  );
  for (const file of files.values())
    if (file.locale === 'en' && !present.has(keyOf(file.type, file.slug, 'tr')))
      problems.push({
        file: file.file,
        line: 1,
        code: 'twin-alone',
        values: { file: `${file.slug}.tr.md` },
      });
  for (const { file, parsed } of references)
    for (const reference of parsed.ok ? parsed.file.references : parsed.references) {
      const at = { file, line: reference.line, ...(reference.field && { field: reference.field }) };
      if (reference.kind === 'image') {
        const problem = imageProblem(root, reference.src);
        if (problem) problems.push({ ...at, code: problem, values: { src: reference.src } });
      } else if (
        !files.has(keyOf(reference.type, reference.slug, 'tr')) &&
        !present.has(keyOf(reference.type, reference.slug, 'tr'))
      ) {
        problems.push({
          ...at,
          code: 'no-such-entry',
          values: { slug: reference.slug, href: entryHref(reference.type, reference.slug, 'tr') },
        });
      }
    }

  const changes = new Map([...cache].map(([file, { changed }]) => [file, changed]));
  const perLocale = { tr: shelf(turkish, files, 'tr'), en: shelf(turkish, files, 'en') };
  return {
    problems: problems.sort((a, b) =>
      a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
    ),
    fileCount: seen.size,
    documentIdOf: (file) => {
      const entry = cache.get(file)?.good;
      return entry && idOf(entry);
    },
    fileOf: ({ type, slug }) => {
      const file = files.get(keyOf(type, slug, 'tr'));
      if (!file) throw new Error(`${type}/${slug} is no entry of this library`);
      return file.file;
    },
    entries: (locale) => perLocale[locale].entries,
    ofType: (type, locale) => perLocale[locale].ofType(type),
    find: (type, slug, locale) => perLocale[locale].find(type, slug),
    titleOf: (type, slug, locale) => {
      const entry = perLocale[locale].find(type, slug);
      if (!entry) return undefined;
      return phraseOf(entry, 'title', entry.data.title);
    },
    linksTo: (type, slug, locale) => perLocale[locale].linksTo(type, slug),
    changedAt: ({ type, slug, locale }) => {
      const dates = [locale, 'tr' as const].flatMap((language) => {
        const file = files.get(keyOf(type, slug, language))?.file;
        return (file && changes.get(file)) || [];
      });
      return new Date(Math.max(...dates.map(Number)));
    },
  };
}

function shelf(
  turkish: readonly ContentFile[],
  files: ReadonlyMap<string, ContentFile>,
  locale: Locale,
) {
  const byTitle = compare(locale);
  const entries = turkish
    .map((file) => entryFrom(file, files.get(keyOf(file.type, file.slug, 'en')), locale))
    .sort((a, b) => byTitle(a.data.title, b.data.title));
  const byKey = new Map(entries.map((entry) => [`${entry.type}/${entry.slug}`, entry]));
  const byType = new Map(typeNames.map((type) => [type, entries.filter((e) => e.type === type)]));
  const links = new Map<string, Backlink[]>();
  for (const entry of entries)
    for (const { field, target, relation } of relationsOf(entry)) {
      const key = `${target}/${relation.to}`;
      const list = links.get(key);
      if (list) list.push({ entry, field, relation });
      else links.set(key, [{ entry, field, relation }]);
    }
  return {
    entries,
    // The maps are filled by type, which TypeScript cannot follow through a key.
    ofType: <T extends TypeName>(type: T) =>
      (byType.get(type) ?? []) as unknown as readonly Entry<T>[],
    find: <T extends TypeName>(type: T, slug: string) =>
      byKey.get(`${type}/${slug}`) as unknown as Entry<T> | undefined,
    linksTo: (type: TypeName, slug: string) => links.get(`${type}/${slug}`) ?? [],
  };
}

/** Everything that an entry points to; an institution that pays counts as a relation by its source. */
export function relationsOf(
  entry: Entry,
): { field: string; target: TypeName; relation: Relation }[] {
  const values: Readonly<Record<string, unknown>> = entry.data;
  return Object.entries(fieldsOf(entry.type)).flatMap(([field, { kind, target }]) => {
    const type = typeNames.find((t) => t === target);
    const value = values[field];
    // A threshold names the programme that asks it, which is no link of the guide to it.
    if (!type || value === undefined || kind === 'thresholds') return [];
    const relations: Relation[] =
      kind === 'reference' ? [{ to: String(value), basis: 'source' }] : (value as Relation[]); // schema of the kind
    return relations.map((relation) => ({ field, target: type, relation }));
  });
}

const keyOf = (type: TypeName, slug: string, locale: Locale) => `${type}/${slug}.${locale}`;

function contentFiles(root: string): string[] {
  const folder = path.join(root, 'content');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && !item.name.startsWith('.'))
    .map((item) =>
      path.relative(root, path.join(item.parentPath, item.name)).split(path.sep).join('/'),
    )
    .filter((file) => !/^content\/(?:search|benchmark)\/|README\.md$/.test(file))
    .sort();
}

/** Nothing where the file went away since the folder was listed. */
function parseCached(
  root: string,
  file: string,
  cache: Map<string, Cached>,
  committed: ReadonlyMap<string, Date>,
): Parsed | undefined {
  const full = path.join(root, file);
  const known = cache.get(file);
  try {
    const { mtimeMs, size } = statSync(full);
    const stamp = `${mtimeMs}:${size}`;
    if (known?.stamp === stamp) return known.parsed;
    const text = readFileSync(full, 'utf8');
    const isSame = known?.text === text;
    const parsed = isSame ? known.parsed : parseEntry(file, text);
    const good = parsed.ok ? parsed.file : known?.good;
    const changed = isSame ? known.changed : (committed.get(file) ?? new Date(mtimeMs));
    cache.set(file, { stamp, text, parsed, good, changed });
    return parsed;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** When each file was last committed, of those that are as committed; nothing where there is no git. */
function commitDates(root: string): Map<string, Date> {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', root, ...args, '--', 'content'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
      timeout: 10_000,
    }).split('\n');
  const dates = new Map<string, Date>();
  try {
    let date = new Date(0);
    for (const line of git('log', '--relative', '--name-only', '--format=%x00%cI'))
      if (line.startsWith('\0')) date = new Date(line.slice(1));
      else if (line !== '' && !dates.has(line)) dates.set(line, date);
    for (const file of git('diff', '--relative', '--name-only', 'HEAD')) dates.delete(file);
  } catch {
    return new Map();
  }
  return dates;
}

function imageProblem(root: string, src: string): string | undefined {
  if (/^https?:/i.test(src)) return 'image-elsewhere';
  const file = path.join(root, 'public', path.posix.normalize(`/${src}`));
  return src.startsWith('/') && existsSync(file) ? undefined : 'no-such-image';
}

type Live = { library: Library; cache: Map<string, Cached>; stale: boolean };
// Next bundles pages and route handlers apart; the process has one library all the same.
const holder = globalThis as typeof globalThis & { bysLibrary?: Live };

/** The content of the running portal. A saved file is seen at the next request, without a restart. */
export function library(): Library {
  const root = process.cwd();
  const live = holder.bysLibrary;
  if (live && !live.stale) return live.library;
  const cache = live?.cache ?? new Map<string, Cached>();
  const fresh: Live = {
    library: readLibrary(/* turbopackIgnore: true */ root, cache),
    cache,
    stale: false,
  };
  for (const problem of fresh.library.problems)
    console.error(`content: ${problem.file}:${problem.line}: ${problem.code}`);
  if (!live) watchContent(path.join(/* turbopackIgnore: true */ root, 'content'));
  holder.bysLibrary = fresh;
  return fresh.library;
}

function watchContent(folder: string): void {
  try {
    watch(folder, { recursive: true, persistent: false }, () => {
      if (holder.bysLibrary) holder.bysLibrary.stale = true;
    }).on('error', (error) => console.error(`content: not watched: ${error.message}`));
  } catch (error) {
    console.error(`content: not watched: ${String(error)}`);
  }
}
