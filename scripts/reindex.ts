import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#lib/env';
import { locales, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { analysersFor, indexDocuments, type MadeDocuments } from '#lib/portal';
import { describeWithPlace } from '#lib/problem';
import { settingsFor } from '#lib/search-document';
import { searchEngine, type IndexDocument, type IndexReport } from '#lib/search-engine';
import { describeFault } from './check-env';
import { languageOf } from './command-line';

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
  const { MEILI_URL, MEILI_ADMIN_KEY, INDEX_PREFIX } = environment.env;
  if (!MEILI_ADMIN_KEY) {
    console.error(t('index.noKey'));
    return false;
  }
  const engine = searchEngine({ url: MEILI_URL, key: MEILI_ADMIN_KEY, prefix: INDEX_PREFIX });
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
      const isInStep = tell(await engine.sync(locale, documents, settings, { force }), locale);
      done &&= isInStep;
      // What was published meanwhile went into the index that has just been replaced.
      const next = readLibrary(root, cache);
      if (!isInStep || next.problems.length > 0) break;
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
function tell(report: IndexReport, locale: string): boolean {
  console.log(sentence(report, locale));
  return report.kind !== 'failed' && report.kind !== 'refused';
}

function sentence(report: IndexReport, locale: string): string {
  const { kind, ...numbers } = report;
  return t(`index.${kind}`, { locale, ...numbers });
}

process.exitCode = (await main()) ? 0 : 1;
