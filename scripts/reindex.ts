import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#lib/env';
import type { Locale } from '#lib/field';
import { locales, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { analysersFor, indexDocuments, type MadeDocuments } from '#lib/portal';
import { describeWithPlace } from '#lib/problem';
import { settingsFor } from '#lib/search-document';
import type { IndexDocument, IndexReport } from '#lib/search-engine';
import { describeFault } from './check-env';
import { languageOf } from './command-line';
import { describeReport, isInStep } from './index-sentence';
import { indexingEngine } from './indexing-engine';

/**
 * Brings the search engine in step with content/. With files named, only their entries are sent; without,
 * whatever differs. A problem anywhere leaves the live index as it is.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string' }, force: { type: 'boolean', default: false } },
});
const language = languageOf(values.lang);
const t = texts(language);

async function main(): Promise<boolean> {
  const environment = readEnvironment();
  if (!environment.ok) {
    for (const fault of environment.faults) console.error(describeFault(fault, language));
    return false;
  }
  const root = environment.env.CONTENT_ROOT;
  const cache: Parameters<typeof readLibrary>[1] = new Map();
  const library = readLibrary(root, cache);
  if (library.problems.length > 0) {
    for (const problem of library.problems) console.log(describeWithPlace(problem, t));
    console.error(t('check.failed', { count: library.problems.length }));
    return false;
  }
  if (!environment.env.MEILI_ADMIN_KEY) {
    console.error(t('index.noKey'));
    return false;
  }
  const engine = indexingEngine(environment.env);
  let done = true;
  const made = { tr: new Map(), en: new Map() } satisfies Record<string, MadeDocuments>;
  for (const locale of locales) {
    let shelf = library;
    let documents = indexDocuments(shelf, locale, made[locale]);
    const ids = new Set(
      positionals
        .map((file) => library.documentIdOf(path.relative(root, path.resolve(root, file))))
        .filter((id) => id !== undefined),
    );
    const named = documents.filter(({ id }) => ids.has(id));
    // A named file that is gone, or names no entry, is left to the comparison with the whole content.
    if (ids.size > 0 && named.length === ids.size) {
      done = tell(await engine.replaceEntries(locale, named), locale) && done;
      continue;
    }
    for (let force = values.force; ; force = false) {
      const settings = settingsFor(locale, analysersFor(shelf)[locale].version);
      const isDone = tell(await engine.sync(locale, documents, settings, { force }), locale);
      done &&= isDone;
      // What was published meanwhile went into the index that has just been replaced.
      const next = readLibrary(root, cache);
      if (!isDone || next.problems.length > 0) break;
      const now = indexDocuments(next, locale, made[locale]);
      if (sameDocuments(documents, now)) break;
      [shelf, documents] = [next, now];
    }
  }
  return done;
}

const sameDocuments = (before: readonly IndexDocument[], now: readonly IndexDocument[]) =>
  JSON.stringify(before.map(({ id, hash }) => [id, hash])) ===
  JSON.stringify(now.map(({ id, hash }) => [id, hash]));

/** Prints what came of it; whether the index is in step. */
function tell(report: IndexReport, locale: Locale): boolean {
  console.log(describeReport(report, locale, t));
  return isInStep(report);
}

process.exitCode = (await main()) ? 0 : 1;
