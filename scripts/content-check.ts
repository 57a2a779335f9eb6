import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { env } from '#lib/env';
import { readFrontMatter } from '#lib/front-matter';
import { isLocale, locales, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { hintSentence, plainLanguage } from '#lib/plain-language';
import { describeWithPlace } from '#lib/problem';
import { analysersFor, synonymWorld } from '#lib/portal';
import { synonymProblems } from '#lib/search-synonyms';
import {
  readAbbreviations,
  readPins,
  readPlanWords,
  readQueries,
  readSynonyms,
  synonymsFile,
} from '#lib/search-words';
import { terminalLanguage } from './check-env';

const { values } = parseArgs({
  options: { lang: { type: 'string' }, hints: { type: 'boolean', default: false } },
});
const language = values.lang && isLocale(values.lang) ? values.lang : terminalLanguage(process.env);
const t = texts(language);
const root = env().CONTENT_ROOT;
const library = readLibrary(root);
const { queries, problems: faults } = readQueries(root, library);
const { synonyms, problems: malformed } = readSynonyms(root);
const abbreviations = readAbbreviations(root, library);
const problems = [
  ...library.problems,
  ...faults,
  ...readPlanWords(root).problems,
  ...malformed,
  ...synonymProblems(synonymsFile, synonyms, synonymWorld(library, synonyms)),
  ...readPins(root, library, analysersFor(library)).problems,
  ...abbreviations.problems,
];

for (const problem of problems) console.log(describeWithPlace(problem, t));
if (values.hints) showHints();
if (problems.length > 0) {
  console.error(t('check.failed', { count: problems.length }));
  process.exitCode = 1;
} else {
  const entries = library.entries('tr').length;
  console.log(t('check.ok', { files: library.fileCount, entries, searches: queries.length }));
}

/** How every text could be plainer, each hint with its file and line. */
function showHints(): void {
  const read = locales.flatMap((locale) =>
    library
      .entries(locale)
      .filter((entry) => locale === 'tr' || entry.hasTwin)
      .map((entry) => {
        const turkish = library.fileOf(entry);
        const file = locale === 'tr' ? turkish : turkish.replace(/\.tr\.md$/, '.en.md');
        const { body = '', bodyLine = 1 } = readFrontMatter(readFileSync(path.join(root, file), 'utf8'));
        return { file, bodyLine, plain: plainLanguage(body, locale, abbreviations.known) };
      }),
  );
  for (const { file, bodyLine, plain } of read) {
    for (const hint of plain.hints) say(file, bodyLine + hint.line - 1, hintSentence(hint, t));
  }
  const count = read.reduce((sum, { plain }) => sum + plain.hints.length, 0);
  console.log(t('plainLanguage.summary', { texts: read.length, count }));
}

function say(file: string, line: number, sentence: string): void {
  console.log(t('plainLanguage.inFile', { file, line, sentence }));
}
