import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { libraryReader, watchFolder, type Library } from '#lib/library';
import { locales, texts, type Translate } from '#lib/messages';
import { analysersFor, indexDocuments, type MadeDocuments } from '#lib/portal';
import { describeWithPlace, type Problem } from '#lib/problem';
import { idOf, settingsFor } from '#lib/search-document';
import type { IndexReport, SearchEngine } from '#lib/search-engine';
import { readPins, readSynonyms } from '#lib/search-words';
import { terminalLanguage } from './check-env';
import { describeReport, isInStep } from './index-sentence';
import { indexingEngine } from './indexing-engine';

/** What the index of a language holds, as far as this process has seen to it. */
type Held = { readonly version: string; readonly hashes: ReadonlyMap<string, string> };

/** So many entries at once are no everyday work: the engine compares the whole, and may refuse. */
const everyday = 10;

/**
 * Keeps an engine's index in step with the content of a folder, as it is live at the moment. Each `look`
 * sends what has changed since the last one and answers by when to look again. A broken
 * file leaves its entry, its synonyms or its pinned answers as they are; what is wrong goes to `say` once, until
 * it changes.
 */
export function indexKeeper(
  root: string,
  engine: SearchEngine,
  say: (line: string) => void,
  t: Translate,
) {
  const read = libraryReader(root);
  const made: Record<Locale, MadeDocuments> = { tr: new Map(), en: new Map() };
  const held: Partial<Record<Locale, Held>> = {};
  let told = new Set<string>();
  let last: Library | undefined;

  /** A file that never passed may be in the index from before: nobody can say that it is gone. */
  const unknownIds = (library: Library, locale: Locale): ReadonlySet<string> =>
    new Set(
      library.files
        .filter((file) => !file.good && (file.locale === 'tr' || file.locale === locale))
        .map(idOf),
    );

  async function bringInStep(library: Library, locale: Locale): Promise<IndexReport> {
    const { version } = analysersFor(library)[locale];
    const keep = unknownIds(library, locale);
    const documents = indexDocuments(library, locale, made[locale]).filter(
      ({ id }) => !keep.has(id),
    );
    const hashes = new Map(documents.map(({ id, hash }) => [id, String(hash)]));
    const before = held[locale];
    const changed = documents.filter(({ id, hash }) => before?.hashes.get(id) !== hash);
    const gone = [...(before?.hashes.keys() ?? [])].filter(
      (id) => !hashes.has(id) && !keep.has(id),
    );
    // After a failure nobody knows what the index holds.
    delete held[locale];
    let report: IndexReport = { kind: 'unchanged', sent: 0, removed: 0, tasks: 0, ms: 0 };
    if (before?.version !== version || changed.length + gone.length > everyday)
      report = await engine.sync(locale, documents, settingsFor(locale, version), { keep });
    else {
      if (changed.length > 0) report = await engine.replaceEntries(locale, changed);
      if (gone.length > 0 && isInStep(report)) report = await engine.removeEntries(locale, gone);
    }
    if (isInStep(report)) held[locale] = { version, hashes };
    return report;
  }

  return {
    async look(now = new Date()): Promise<Date | undefined> {
      const faults = new Set<string>();
      let again: Date | undefined;
      const library = read(now);
      if (library === last && locales.every((locale) => held[locale])) return library.validUntil;
      const tell = (problems: readonly Problem[]) => {
        for (const problem of problems) faults.add(describeWithPlace(problem, t));
      };
      tell(library.problems);
      tell(readSynonyms(root).problems);
      try {
        tell(readPins(root, library, analysersFor(library)).problems);
        const reports = await Promise.all(
          locales.map(async (locale) => [locale, await bringInStep(library, locale)] as const),
        );
        for (const [locale, report] of reports) {
          const sentence = describeReport(report, locale, t);
          if (!isInStep(report)) faults.add(sentence);
          else if (report.kind !== 'unchanged') say(sentence);
          if (!isInStep(report) && report.kind !== 'refused')
            again = new Date(Date.now() + msAfterFailure);
        }
      } catch (error) {
        // content/search/words.yaml is read as a whole: without it nothing can be compared.
        faults.add(error instanceof Error ? error.message : String(error));
      }
      for (const fault of faults) if (!told.has(fault)) say(fault);
      told = faults;
      last = library;
      return again ?? library.validUntil;
    },
  };
}

/** After a failure of the engine, which may be back at once. */
const msAfterFailure = 2_000;

/** Times take effect within a minute, and so does what the watcher of the disk did not see. */
const mostMsBetweenLooks = 30_000;
/** An editor's programs write a file in several steps, one right behind the other. */
const quietMs = 20;

/** Looks whenever the content changes and whenever the clock changes what is live, for ever. */
async function keep(): Promise<never> {
  const { CONTENT_ROOT } = env();
  const engine = indexingEngine(env());
  const t = texts(terminalLanguage(process.env));
  const keeper = indexKeeper(CONTENT_ROOT, engine, (line) => console.log(line), t);
  let changed = () => {};
  watchFolder(path.join(CONTENT_ROOT, 'content'), () => changed());
  for (;;) {
    const change = new Promise<void>((resolve) => {
      changed = resolve;
    });
    const next = await keeper.look();
    const wait = Math.min(mostMsBetweenLooks, next ? Number(next) - Date.now() : Infinity);
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<'time'>((resolve) => {
      timer = setTimeout(() => resolve('time'), Math.max(wait, 0));
    });
    const why = await Promise.race([change, time]);
    clearTimeout(timer);
    if (why !== 'time') await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await keep();
