import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '#lib/env';
import { locales, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { analysersFor, indexDocuments } from '#lib/portal';
import { describeWithPlace } from '#lib/problem';
import { settingsFor } from '#lib/search-document';
import { searchEngine, type IndexReport } from '#lib/search-engine';
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
  const library = readLibrary(root);
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
  for (const locale of locales) {
    const documents = indexDocuments(library, locale);
    const ids = new Set(
      positionals
        .map((file) => library.documentIdOf(path.relative(root, path.resolve(root, file))))
        .filter((id) => id !== undefined),
    );
    const named = documents.filter(({ id }) => ids.has(id));
    // A named file that is gone, or names no entry, is left to the comparison with the whole content.
    const report =
      ids.size > 0 && named.length === ids.size
        ? await engine.replaceEntries(locale, named)
        : await engine.sync(
            locale,
            documents,
            settingsFor(locale, analysersFor(library)[locale].version),
            { force: values.force },
          );
    console.log(sentence(report, locale));
    done &&= report.kind !== 'failed' && report.kind !== 'refused';
  }
  return done;
}

function sentence(report: IndexReport, locale: string): string {
  const { kind, ...numbers } = report;
  return t(`index.${kind}`, { locale, ...numbers });
}

process.exitCode = (await main()) ? 0 : 1;
