import { parseArgs } from 'node:util';
import { env } from '#lib/env';
import { isLocale, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { describeWithPlace } from '#lib/problem';
import { analysersFor, synonymWorld } from '#lib/portal';
import { synonymProblems } from '#lib/search-synonyms';
import {
  readPins,
  readPlanWords,
  readQueries,
  readSynonyms,
  synonymsFile,
} from '#lib/search-words';
import { terminalLanguage } from './check-env';

const { values } = parseArgs({ options: { lang: { type: 'string' } } });
const language = values.lang && isLocale(values.lang) ? values.lang : terminalLanguage(process.env);
const t = texts(language);
const root = env().CONTENT_ROOT;
const library = readLibrary(root);
const { queries, problems: faults } = readQueries(root, library);
const { synonyms, problems: malformed } = readSynonyms(root);
const problems = [
  ...library.problems,
  ...faults,
  ...readPlanWords(root).problems,
  ...malformed,
  ...synonymProblems(synonymsFile, synonyms, synonymWorld(library, synonyms)),
  ...readPins(root, library, analysersFor(library)).problems,
];

for (const problem of problems) console.log(describeWithPlace(problem, t));
if (problems.length > 0) {
  console.error(t('check.failed', { count: problems.length }));
  process.exitCode = 1;
} else {
  const entries = library.entries('tr').length;
  console.log(t('check.ok', { files: library.fileCount, entries, searches: queries.length }));
}
