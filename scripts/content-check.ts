import { parseArgs } from 'node:util';
import { isLocale, texts } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { describeWithPlace } from '#lib/problem';
import { terminalLanguage } from './check-env';

const { values } = parseArgs({ options: { lang: { type: 'string' } } });
const language = values.lang && isLocale(values.lang) ? values.lang : terminalLanguage(process.env);
const t = texts(language);
const library = readLibrary(process.cwd());

for (const problem of library.problems) console.log(describeWithPlace(problem, t));
if (library.problems.length > 0) {
  console.error(t('check.failed', { count: library.problems.length }));
  process.exitCode = 1;
} else {
  console.log(t('check.ok', { files: library.fileCount, entries: library.entries('tr').length }));
}
