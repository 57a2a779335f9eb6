import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { env } from '#lib/env';
import { readFrontMatter } from '#lib/front-matter';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { hintSentence, plainLanguage } from '#lib/plain-language';
import { analysersFor, synonymWorld } from '#lib/portal';
import { describe, describeWithPlace } from '#lib/problem';
import { synonymProblems } from '#lib/search-synonyms';
import {
  readAbbreviations,
  readPins,
  readPlanWords,
  readQueries,
  readSynonyms,
  synonymsFile,
} from '#lib/search-words';
import { languageOf } from './command-line';
import { annotation, markdownTable, type Place } from './github-format';

const { values } = parseArgs({
  options: {
    lang: { type: 'string' },
    hints: { type: 'boolean', default: false },
    /** `github`: annotations beside the files of a pull request. */
    format: { type: 'string' },
  },
});
const language = languageOf(values.lang);
const t = texts(language);
const isForGitHub = values.format === 'github';
const root = env().CONTENT_ROOT;
const library = readLibrary(root);
const { queries, problems: faults } = readQueries(root, library);
const abbreviations = readAbbreviations(root, library);
const { synonyms, problems: malformed } = readSynonyms(root);
const problems = [
  ...library.problems,
  ...faults,
  ...readPlanWords(root).problems,
  ...abbreviations.problems,
  ...malformed,
  ...synonymProblems(synonymsFile, synonyms, synonymWorld(library, synonyms)),
  ...readPins(root, library, analysersFor(library)).problems,
];

type Hint = Place & { readonly sentence: string };

/** How every text could be plainer. */
function hintsOf(): Hint[] {
  return library.files.flatMap(({ file, locale, good }) => {
    if (!good) return [];
    const { body = '', bodyLine = 1 } = readFrontMatter(
      readFileSync(path.join(root, file), 'utf8'),
    );
    return plainLanguage(body, locale, abbreviations.known).hints.map((hint) => ({
      file,
      line: bodyLine + hint.line - 1,
      sentence: hintSentence(hint, t),
    }));
  });
}

const hints = values.hints ? hintsOf() : [];
const result =
  problems.length > 0
    ? t('check.failed', { count: problems.length })
    : t('check.ok', {
        files: library.fileCount,
        entries: library.entries('tr').length,
        searches: queries.length,
      });

for (const problem of problems)
  console.log(
    isForGitHub
      ? annotation('error', problem, describe(problem, t))
      : describeWithPlace(problem, t),
  );
for (const hint of hints)
  console.log(
    isForGitHub ? annotation('notice', hint, hint.sentence) : t('plainLanguage.inFile', hint),
  );
if (values.hints)
  console.log(t('plainLanguage.summary', { texts: library.files.length, count: hints.length }));
if (isForGitHub && process.env.GITHUB_STEP_SUMMARY)
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, summary());
if (problems.length > 0) {
  console.error(result);
  process.exitCode = 1;
} else console.log(result);

/** What the step's page shows: all of it, where annotations are ten at most. */
function summary(): string {
  const rows = [
    ...problems.map((problem) => [`${problem.file}:${problem.line}`, describe(problem, t)]),
    ...hints.map(({ file, line, sentence }) => [
      `${file}:${line}`,
      t('plainLanguage.hint', { sentence }),
    ]),
  ];
  const table =
    rows.length === 0
      ? ''
      : `\n${markdownTable([[t('check.columns.place'), t('check.columns.sentence')], ...rows])}\n`;
  return `## ${t('check.heading')}\n\n${result}\n${table}`;
}
