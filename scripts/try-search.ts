import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { env } from '#lib/env';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { analysersFor, searchEffect, synonymWorld } from '#lib/portal';
import { describeWithPlace } from '#lib/problem';
import { effectLines } from '#lib/search-effect-view';
import { parsePins } from '#lib/search-pins';
import { parseSynonyms, synonymProblems } from '#lib/search-synonyms';
import { pinsFile, readPins, readSynonyms, synonymsFile } from '#lib/search-words';
import { withListItem } from '#lib/front-matter';
import { languageOf } from './command-line';

/**
 * What synonyms and pinned answers would do to the judged searches, before they are published: those of the
 * files named, or those of the content with more on top. Changes nothing. Fails where something is refused
 * or the figures fall.
 */
const { values } = parseArgs({
  options: {
    synonym: { type: 'string', multiple: true, default: [] },
    pin: { type: 'string', multiple: true, default: [] },
    synonyms: { type: 'string' },
    pins: { type: 'string' },
    language: { type: 'string', default: 'tr' },
    lang: { type: 'string' },
  },
});
const t = texts(languageOf(values.lang));

const root = env().CONTENT_ROOT;
const library = readLibrary(root);
const on = new Date().toISOString().slice(0, 10);
const said = { reason: 'search:try', by: 'search:try', on };
const parts = (text: string) => text.split(',').map((word) => word.trim());
/** "a = b, c" are words of one meaning; "a > b, c": who types a means b and c. */
const synonymOf = (text: string) => {
  const [left = '', right] = text.split('>');
  const one = right === undefined ? undefined : { typed: left.trim(), means: parts(right) };
  return {
    ...(one ?? { same: parts(text.replaceAll('=', ',')) }),
    language: values.language,
    ...said,
  };
};
/** "a search > /address, /address". */
const pinOf = (text: string) => {
  const [query = '', answers = ''] = text.split('>');
  return { query: query.trim(), answers: parts(answers), ...said };
};
const textOf = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const added = (text: string, items: readonly Record<string, unknown>[]) =>
  items.reduce<string>((so, item) => withListItem(so, item), text);

const [words, answers] = [
  values.synonyms ?? `${root}/${synonymsFile}`,
  values.pins ?? `${root}/${pinsFile}`,
];
const { synonyms, problems } = parseSynonyms(
  words,
  added(textOf(words), values.synonym.map(synonymOf)),
);
const isThere = (...entry: Parameters<typeof library.find>) => library.find(...entry) !== undefined;
const read = analysersFor(library);
const pins = parsePins(
  answers,
  added(textOf(answers), values.pin.map(pinOf)),
  isThere,
  (l) => read[l],
);
const faults = [
  ...problems,
  ...synonymProblems(words, synonyms, synonymWorld(library, synonyms)),
  ...pins.problems,
];
for (const problem of faults) console.log(describeWithPlace(problem, t));

const before = { synonyms: readSynonyms(root).synonyms, pins: readPins(root, library, read).pins };
const isSame = JSON.stringify(before) === JSON.stringify({ synonyms, pins: pins.pins });
if (isSame) console.log(t('searchEffect.same'));
const effect = await searchEffect(library, { synonyms, pins: pins.pins });
for (const line of effectLines(effect, t)) console.log(line);
process.exitCode = faults.length > 0 || effect.after.ndcg < effect.before.ndcg - 0.0005 ? 1 : 0;
