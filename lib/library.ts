import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import { decodePath, entryHref, targetOf } from '#lib/addresses';
import { typeNames, type TypeName } from '#lib/content-types';
import {
  entryFrom,
  parseEntry,
  phraseOf,
  placeOf,
  type ContentFile,
  type Entry,
  type Parsed,
  type Place,
} from '#lib/entry';
import { fieldsOf } from '#lib/content-types';
import { env } from '#lib/env';
import type { Locale, Relation } from '#lib/field';
import { render, withoutLinks } from '#lib/markdown';
import type { Problem } from '#lib/problem';
import {
  lastTurn,
  nextChange,
  publicationOf,
  retiredSince,
  type Publication,
} from '#lib/publication';
import { idOf } from '#lib/search-document';
import { compare } from '#lib/turkish/letters';
import type { Phrase } from '#lib/view';

/** Another entry that names this one, and in which of its fields. */
export type Backlink = {
  readonly entry: Entry;
  readonly field: string;
  readonly relation: Relation;
};

/** A file of the content as editors have it, whatever its state. */
export type EditorsFile = Place & {
  /** The path from the root. */
  readonly file: string;
  /** The file as it last passed its own checks; nothing where it never did. */
  readonly good: ContentFile | undefined;
  /** Where the entry stands, which its Turkish file says; nothing where that file never passed. */
  readonly publication: Publication | undefined;
  readonly problems: readonly Problem[];
};

/** An entry that readers no longer see, for the notice at its address. */
export type Retired = {
  readonly title: Phrase;
  /** Where its file says it. */
  readonly since: Date | undefined;
  /** What to read instead, if readers can. */
  readonly successor: { readonly slug: string; readonly title: Phrase } | undefined;
};

/**
 * All content as it is on disk, read as a whole and never changed. But for `files`, only what is live at
 * that moment is here: no draft, nothing scheduled or retired, and no relation or link to them.
 */
export type Library = {
  readonly problems: readonly Problem[];
  readonly fileCount: number;
  /** Every file at a place where an entry may stand, in the order of their paths. */
  readonly files: readonly EditorsFile[];
  /** When the clock alone will next change what is live. */
  readonly validUntil: Date | undefined;
  readonly retired: (type: TypeName, slug: string, locale: Locale) => Retired | undefined;
  /** The id under which the entry of a file (path from the root) is indexed, if the file is a valid one. */
  readonly documentIdOf: (file: string) => string | undefined;
  /** The path, from the root, of the Turkish file of an entry of this library. */
  readonly fileOf: (entry: Pick<Entry, 'type' | 'slug'>) => string;
  /** Every live entry, in title order. */
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
   * its saving where git does not know the text as it stands. What waited for its time changed then.
   */
  readonly changedAt: (entry: Pick<Entry, 'type' | 'slug' | 'locale'>) => Date;
  /** When something that readers do not see last changed, or ceased to be seen. */
  readonly hiddenAt: Date;
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
 * Reads and checks every file under `<root>/content`; `now` decides what is live. `cache` is kept between calls so that only changed
 * files are parsed again. Problems are told, not thrown; of a broken file its last good version counts,
 * if there was one.
 */
export const readLibrary = (
  root: string,
  cache: Map<string, Cached> = new Map(),
  now = new Date(),
): Library => libraryOf(root, contentFiles(root), cache, now);

/**
 * Reads as `readLibrary` does, again and again: while no file below `content` has changed, whatever it is
 * for, and no time has come, the library is the same one.
 */
export function libraryReader(root: string): (now?: Date) => Library {
  const cache = new Map<string, Cached>();
  let last: { readonly library: Library; readonly stamps: string } | undefined;
  return (now = new Date()) => {
    const listed = contentFiles(root);
    const stamps = listed.map(({ file, stamp }) => `${file} ${stamp}\n`).join('');
    const isOver = last?.library.validUntil !== undefined && last.library.validUntil <= now;
    if (last?.stamps !== stamps || isOver)
      last = { library: libraryOf(root, listed, cache, now), stamps };
    return last.library;
  };
}

function libraryOf(
  root: string,
  listed: readonly Listed[],
  cache: Map<string, Cached>,
  now: Date,
): Library {
  const problems: Problem[] = [];
  const files = new Map<string, ContentFile>();
  const seen = new Set<string>();
  const references: { file: string; parsed: Parsed }[] = [];

  // Asked once, at the start: a text that is saved later changed when it was saved.
  const committed = cache.size === 0 ? commitDates(root) : new Map<string, Date>();
  for (const { file, stamp } of listed) {
    if (isNoEntry.test(file)) continue;
    const parsed = parseCached(root, file, stamp, cache, committed);
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
  const isThere = (type: TypeName, slug: string) => {
    const key = keyOf(type, slug, 'tr');
    return files.has(key) || present.has(key);
  };
  const bodyOf = (type: TypeName, slug: string, locale: Locale) =>
    files.get(keyOf(type, slug, locale))?.body;
  for (const { file, parsed } of references)
    problems.push(...brokenReferences(root, file, parsed, { isThere, bodyOf }));

  const changes = new Map([...cache].map(([file, { changed }]) => [file, changed]));
  const isLive = (type: TypeName, slug: string) => {
    const file = files.get(keyOf(type, slug, 'tr'));
    return file !== undefined && publicationOf(file.data, now) === 'live';
  };
  const shown = new Map(
    [...files].map(([key, file]) => [key, withoutHidden(file, present, isLive)]),
  );
  const live = [...shown.values()].filter(
    ({ type, slug, locale }) => locale === 'tr' && isLive(type, slug),
  );
  const perLocale = { tr: shelf(live, shown, 'tr'), en: shelf(live, shown, 'en') };
  problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  const changesAt = turkish.flatMap(({ data }) => nextChange(data, now) ?? []);
  return {
    problems,
    fileCount: seen.size,
    files: editorsFiles(seen, cache, files, problems, now),
    validUntil: changesAt.length === 0 ? undefined : new Date(Math.min(...changesAt.map(Number))),
    retired: (type, slug, locale) => {
      const file = files.get(keyOf(type, slug, 'tr'));
      if (!file || publicationOf(file.data, now) !== 'retired') return undefined;
      const titleIn = (one: ContentFile) => {
        const entry = entryFrom(one, files.get(keyOf(type, one.slug, 'en')), locale);
        return phraseOf(entry, 'title', entry.data.title);
      };
      const successor = successorOf(file, files, isLive);
      return {
        title: titleIn(file),
        since: retiredSince(file.data, now),
        successor: successor && { slug: successor.slug, title: titleIn(successor) },
      };
    },
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
      const turn = lastTurn(files.get(keyOf(type, slug, 'tr'))?.data ?? {}, now) ?? [];
      return new Date(Math.max(...dates.concat(turn).map(Number)));
    },
    hiddenAt: new Date(
      Math.max(
        0,
        ...[...files.values()]
          .filter(({ type, slug }) => !isLive(type, slug))
          .flatMap(({ file, data }) => [changes.get(file), lastTurn(data, now)].map(timeOf)),
      ),
    ),
  };
}

/**
 * Everything wrong with a file as it is being written, beside the content that is there: what the same text
 * would be told as a file.
 */
export function problemsOfText(file: string, text: string, shelf: Library): Problem[] {
  const parsed = parseEntry(file, text);
  const isThere = (type: TypeName, slug: string) => {
    const place = placeOf(file);
    const isItself = place?.type === type && place.slug === slug;
    return isItself || shelf.files.some((one) => one.type === type && one.slug === slug);
  };
  const bodyOf = (type: TypeName, slug: string, locale: Locale) =>
    shelf.files.find((one) => one.type === type && one.slug === slug && one.locale === locale)?.good
      ?.body;
  const broken = brokenReferences(env().CONTENT_ROOT, file, parsed, { isThere, bodyOf });
  return [...(parsed.ok ? [] : parsed.problems), ...broken].sort((a, b) => a.line - b.line);
}

type Around = {
  readonly isThere: (type: TypeName, slug: string) => boolean;
  readonly bodyOf: (type: TypeName, slug: string, locale: Locale) => string | undefined;
};

/** What a file points to and is not there. */
const brokenReferences = (
  root: string,
  file: string,
  parsed: Parsed,
  { isThere, bodyOf }: Around,
): Problem[] =>
  (parsed.ok ? parsed.file.references : parsed.references).flatMap((reference): Problem[] => {
    const at = { file, line: reference.line, ...(reference.field && { field: reference.field }) };
    if (reference.kind === 'image') {
      const code = imageProblem(root, reference.src);
      return code === undefined ? [] : [{ ...at, code, values: { src: reference.src } }];
    }
    const { type, slug, heading } = reference;
    if (!isThere(type, slug))
      return [
        { ...at, code: 'no-such-entry', values: { slug, href: entryHref(type, slug, 'tr') } },
      ];
    return heading && !hasHeading(reference, heading, bodyOf)
      ? [{ ...at, code: 'no-such-heading', values: { href: heading.href } }]
      : [];
  });

const timeOf = (moment: Date | undefined) => Number(moment ?? 0);

/** Whether the text that a link leads to has its heading; a file that is broken tells its own problems. */
function hasHeading(
  { type, slug }: Pick<Entry, 'type' | 'slug'>,
  { id, locale }: { id: string; locale: Locale },
  bodyOf: Around['bodyOf'],
): boolean {
  const body = bodyOf(type, slug, locale) || bodyOf(type, slug, 'tr');
  return body === undefined || render(body).headings.some((heading) => heading.id === id);
}

/** What follows a retired entry, over others that were retired in their turn. */
function successorOf(
  file: ContentFile,
  files: ReadonlyMap<string, ContentFile>,
  isLive: (type: TypeName, slug: string) => boolean,
): ContentFile | undefined {
  const passed = new Set<ContentFile>();
  for (let next: ContentFile | undefined = file; next && !passed.has(next);) {
    if (isLive(next.type, next.slug)) return next;
    passed.add(next);
    next = files.get(keyOf(next.type, String(next.data.successor ?? ''), 'tr'));
  }
  return undefined;
}

/** The file without relations and links to entries that are there but that readers do not see. */
function withoutHidden(
  file: ContentFile,
  present: ReadonlySet<string | undefined>,
  isLive: (type: TypeName, slug: string) => boolean,
): ContentFile {
  const isHidden = (type: TypeName, slug: string) =>
    present.has(keyOf(type, slug, 'tr')) && !isLive(type, slug);
  const isReferred = file.references.some(
    (reference) => reference.kind === 'entry' && isHidden(reference.type, reference.slug),
  );
  if (!isReferred) return file;
  const data = { ...file.data };
  for (const [name, { kind, target }] of Object.entries(fieldsOf(file.type))) {
    const type = typeNames.find((t) => t === target);
    if (kind !== 'relations' || !type || data[name] === undefined) continue;
    const relations = data[name] as Relation[]; // the schema of the kind
    const left = relations.filter(({ to }) => !isHidden(type, to));
    if (left.length > 0) data[name] = left;
    else delete data[name];
  }
  const body = withoutLinks(file.body, (href) => {
    const entry = targetOf(decodePath(href.replace(/[?#].*$/, '')) ?? '');
    return entry?.kind === 'entry' && isHidden(entry.type, entry.slug);
  });
  return { ...file, data, body };
}

function editorsFiles(
  seen: ReadonlySet<string>,
  cache: ReadonlyMap<string, Cached>,
  files: ReadonlyMap<string, ContentFile>,
  problems: readonly Problem[],
  now: Date,
): EditorsFile[] {
  const told = new Map<string, Problem[]>();
  for (const problem of problems)
    told.set(problem.file, [...(told.get(problem.file) ?? []), problem]);
  return [...seen].flatMap((file): EditorsFile[] => {
    const place = placeOf(file);
    if (!place) return [];
    const turkish = files.get(keyOf(place.type, place.slug, 'tr'));
    return [
      {
        ...place,
        file,
        good: cache.get(file)?.good,
        publication: turkish && publicationOf(turkish.data, now),
        problems: told.get(file) ?? [],
      },
    ];
  });
}

// Whoever keeps what was made of an entry sees by this that it is the same one.
const entryOfFile: Record<
  Locale,
  WeakMap<ContentFile, { readonly twin: ContentFile | undefined; readonly entry: Entry }>
> = { tr: new WeakMap(), en: new WeakMap() };

/** The entry of these files in a language; the same one as long as they are the same. */
function entryOf(file: ContentFile, twin: ContentFile | undefined, locale: Locale): Entry {
  const known = entryOfFile[locale].get(file);
  if (known && known.twin === twin) return known.entry;
  const entry = entryFrom(file, twin, locale);
  entryOfFile[locale].set(file, { twin, entry });
  return entry;
}

function shelf(
  turkish: readonly ContentFile[],
  files: ReadonlyMap<string, ContentFile>,
  locale: Locale,
) {
  const byTitle = compare(locale);
  const entries = turkish
    .map((file) => entryOf(file, files.get(keyOf(file.type, file.slug, 'en')), locale))
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

/** One thing that an entry points to, and in which of its fields. */
type Pointer = { readonly field: string; readonly target: TypeName; readonly relation: Relation };

const pointersOf = new WeakMap<Entry, readonly Pointer[]>();

/** Everything that an entry points to; an institution that pays counts as a relation by its source. */
export function relationsOf(entry: Entry): readonly Pointer[] {
  const known = pointersOf.get(entry);
  if (known) return known;
  const pointers = readRelations(entry);
  pointersOf.set(entry, pointers);
  return pointers;
}

function readRelations(entry: Entry): Pointer[] {
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

/** A file below `content`, and what tells whether it has been written since. */
type Listed = { readonly file: string; readonly stamp: string };

const isNoEntry = /^content\/(?:search|benchmark)\/|README\.md$/;

function contentFiles(root: string): Listed[] {
  const folder = path.join(root, 'content');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && !item.name.startsWith('.'))
    .flatMap((item) => {
      const full = path.join(item.parentPath, item.name);
      const stat = statSync(full, { throwIfNoEntry: false });
      const file = path.relative(root, full).split(path.sep).join('/');
      return stat ? [{ file, stamp: `${stat.mtimeMs}:${stat.size}` }] : [];
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Nothing where the file went away since the folder was listed. */
function parseCached(
  root: string,
  file: string,
  stamp: string,
  cache: Map<string, Cached>,
  committed: ReadonlyMap<string, Date>,
): Parsed | undefined {
  const known = cache.get(file);
  if (known?.stamp === stamp) return known.parsed;
  try {
    const text = readFileSync(path.join(root, file), 'utf8');
    const isSame = known?.text === text;
    const parsed = isSame ? known.parsed : parseEntry(file, text);
    const good = parsed.ok ? parsed.file : known?.good;
    const changed = isSame ? known.changed : (committed.get(file) ?? new Date(parseFloat(stamp)));
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

type Live = { library: Library; readonly read: ReturnType<typeof libraryReader>; stale: boolean };
// Next bundles pages and route handlers apart; the process has one library all the same.
const holder = globalThis as typeof globalThis & { bysLibrary?: Live };

/**
 * The content of the running portal, as it is live now. A saved file and a time that has come are seen at
 * the next request, without a restart.
 */
export function library(): Library {
  const root = env().CONTENT_ROOT;
  const live = holder.bysLibrary;
  const isOver = (moment: Date | undefined) => moment !== undefined && moment <= new Date();
  if (live && !live.stale && !isOver(live.library.validUntil)) return live.library;
  const read = live?.read ?? libraryReader(/* turbopackIgnore: true */ root);
  const fresh: Live = { library: read(), read, stale: false };
  if (fresh.library !== live?.library)
    for (const problem of fresh.library.problems)
      console.error(`content: ${problem.file}:${problem.line}: ${problem.code}`);
  if (!live)
    watchFolder(
      path.join(/* turbopackIgnore: true */ root, 'content'),
      () => {
        if (holder.bysLibrary) holder.bysLibrary.stale = true;
      },
      { persistent: false },
    );
  holder.bysLibrary = fresh;
  return fresh.library;
}

/**
 * Calls whenever a file at any depth of a folder was saved, replaced, renamed or removed; `close` ends it.
 * Each folder is watched by itself: Node's own recursive watcher loses a file on Linux once another was
 * moved over it, which is how a publication is written. What cannot be watched is told on the console.
 */
export function watchFolder(
  root: string,
  changed: () => void,
  { persistent = true } = {},
): { close: () => void } {
  const watched = new Map<string, FSWatcher>();
  const fail = (error: unknown) =>
    console.error(
      `content: not watched: ${error instanceof Error ? error.message : String(error)}`,
    );
  const forget = (folder: string) => {
    watched.get(folder)?.close();
    watched.delete(folder);
  };
  const look = () => {
    try {
      const inside = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((item) => item.isDirectory())
        .map((item) => path.join(item.parentPath, item.name));
      const folders = new Set([root, ...inside]);
      for (const folder of watched.keys()) if (!folders.has(folder)) forget(folder);
      for (const folder of folders)
        if (!watched.has(folder))
          watched.set(
            folder,
            watch(folder, { persistent }, (event) => {
              if (event === 'rename') look();
              changed();
            }).on('error', (error) => {
              forget(folder);
              fail(error);
            }),
          );
    } catch (error) {
      fail(error);
    }
  };
  look();
  return { close: () => [...watched.keys()].forEach(forget) };
}
