import { parseArgs } from 'node:util';
import { isLocale, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { describeWithPlace } from '#lib/problem';
import { readPlanWords, readQueries } from '#lib/search-words';
import { terminalLanguage } from './check-env';

const { values } = parseArgs({ options: { lang: { type: 'string' } } });
const language = values.lang && isLocale(values.lang) ? values.lang : terminalLanguage(process.env);
const t = texts(language);
const library = readLibrary(process.cwd());
const { queries, problems: faults } = readQueries(process.cwd(), library);
const problems = [...library.problems, ...faults, ...readPlanWords(process.cwd()).problems];

for (const problem of problems) console.log(describeWithPlace(problem, t));
if (problems.length > 0) {
  console.error(t('check.failed', { count: problems.length }));
  process.exitCode = 1;
} else {
  const entries = library.entries('tr').length;
  console.log(t('check.ok', { files: library.fileCount, entries, searches: queries.length }));
}
