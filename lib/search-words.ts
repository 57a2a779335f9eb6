import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { abbreviationsOf, parseAbbreviations } from '#lib/abbreviations';
import type { Locale } from '#lib/field';
import type { Library } from '#lib/library';
import { parsePlanWords, type PlanWords } from '#lib/plan-words';
import type { Problem } from '#lib/problem';
import { parsePins, pinFaults, type Pin } from '#lib/search-pins';
import { parseQueries, type EditorsQueries } from '#lib/search-queries';
import { qualitySchema, type Quality } from '#lib/search-quality';
import { judgedSchema, type JudgedSearch } from '#lib/search-rating';
import { parseSynonyms, type PlacedSynonym } from '#lib/search-synonyms';
import { analysers, type Analyser, type EditorsWords } from '#lib/turkish/analyser';
import { curatedSchema, type Curated } from '#lib/turkish/curated';

const wordsFile = 'content/search/words.yaml';

/** content/search/words.yaml of a folder; throws with the place of what is wrong in it. */
export function readCurated(root: string): Curated {
  const file = path.join(root, wordsFile);
  const parsed = curatedSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw new Error(`${file}: ${issues.join('; ')}`);
}

const queriesFile = 'content/search/queries.yaml';

/** The searches of content/search/queries.yaml, held against the entries; none where there is no file. */
export function readQueries(root: string, library: Pick<Library, 'find'>): EditorsQueries {
  const text = textOf(root, queriesFile);
  if (text === undefined) return { queries: [], problems: [] };
  const isThere = (...entry: Parameters<Library['find']>) => library.find(...entry) !== undefined;
  return parseQueries(queriesFile, text, isThere);
}

export const synonymsFile = 'content/search/synonyms.yaml';
export const pinsFile = 'content/search/pins.yaml';

/**
 * What editors add to the words that mean the same, content/search/synonyms.yaml; none where there is no
 * file. Of a file with a fault the version before counts, if this process has seen one.
 */
export function readSynonyms(root: string): {
  synonyms: readonly PlacedSynonym[];
  problems: readonly Problem[];
} {
  const parse = (text: string) => parseSynonyms(synonymsFile, text);
  const { text, sound } = lastSound(root, synonymsFile, (one) => parse(one).problems);
  const { synonyms, problems } = parse(sound);
  return { synonyms, problems: sound === text ? problems : parse(text).problems };
}

/**
 * The answers that editors pin to searches, content/search/pins.yaml; none where there is no file. Of a file
 * that is no list of pins the version before counts, if this process has seen one.
 */
export function readPins(
  root: string,
  library: Pick<Library, 'find'>,
  read: Readonly<Record<Locale, Analyser>>,
): { pins: readonly Pin[]; problems: readonly Problem[] } {
  const isThere = (...entry: Parameters<Library['find']>) => library.find(...entry) !== undefined;
  const parse = (text: string) => parsePins(pinsFile, text, isThere, (locale) => read[locale]);
  const { text, sound } = lastSound(root, pinsFile, (one) => pinFaults(pinsFile, one));
  const { pins, problems } = parse(sound);
  return { pins, problems: sound === text ? problems : parse(text).problems };
}

// Next bundles pages and route handlers apart; what the process has seen it has seen all the same.
const holder = globalThis as typeof globalThis & {
  bysSearchLists?: Map<string, { text: string; sound: string }>;
};

/**
 * A file of content/search as it stands, and as it last had no fault of form: a slip while saving takes no
 * word from the search. Where it never had none, both are the one that stands.
 */
function lastSound(root: string, file: string, faults: (text: string) => readonly Problem[]) {
  const lists = (holder.bysSearchLists ??= new Map<string, { text: string; sound: string }>());
  const full = path.join(root, file);
  const text = textOf(root, file) ?? '';
  const known = lists.get(full);
  if (known?.text === text) return known;
  const isSound = faults(text).length === 0;
  const fresh = { text, sound: isSound ? text : (known?.sound ?? text) };
  lists.set(full, fresh);
  return fresh;
}

const planWordsFile = 'content/search/plan-words.yaml';

/** The words of content/search/plan-words.yaml, or what is wrong with them; neither where there is no file. */
export function readPlanWords(root: string): {
  words: PlanWords | undefined;
  problems: readonly Problem[];
} {
  const text = textOf(root, planWordsFile);
  const parsed = text === undefined ? undefined : parsePlanWords(planWordsFile, text);
  return parsed?.ok
    ? { words: parsed.words, problems: [] }
    : { words: undefined, problems: parsed?.problems ?? [] };
}

const abbreviationsFile = 'content/search/abbreviations.yaml';

/** The abbreviations that need no explanation: the listed ones and those that the content explains. */
export function readAbbreviations(
  root: string,
  library: Pick<Library, 'entries'>,
): { known: ReadonlySet<string>; problems: readonly Problem[] } {
  const text = textOf(root, abbreviationsFile);
  const parsed = text === undefined ? undefined : parseAbbreviations(abbreviationsFile, text);
  const known = abbreviationsOf([...library.entries('tr'), ...library.entries('en')]);
  if (parsed?.ok) for (const short of parsed.known) known.add(short);
  return { known, problems: parsed?.ok === false ? parsed.problems : [] };
}

/** The judged searches of e2e/relevance, by the name of their set; none where they do not come along. */
export const readJudged = (root: string, set: 'judged' | 'unseen'): JudgedSearch[] =>
  (textOf(root, `e2e/relevance/${set}-queries.jsonl`) ?? '')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => judgedSchema.parse(JSON.parse(text)));

/**
 * What was measured last, content/search/quality.json; nothing where it never was. Throws where the file
 * is not as `npm run relevance` writes it.
 */
export function readQuality(root: string): Quality | undefined {
  const text = textOf(root, 'content/search/quality.json');
  return text === undefined ? undefined : qualitySchema.parse(JSON.parse(text));
}

/** A file of content/search as it stands; empty where there is none. */
export const searchFileText = (root: string, file: string): string => textOf(root, file) ?? '';

function textOf(root: string, file: string): string | undefined {
  const full = path.join(root, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
}

/** What a glossary term tells of itself: its name, expansion and synonyms, in both languages. */
export type GlossaryTerm = {
  readonly title: string;
  readonly expansion?: string | undefined;
  readonly synonyms?: readonly string[] | undefined;
};

/** All ways to say a term, the name first; what stands in brackets or behind a semicolon apart. */
export const waysToSay = (...languages: readonly (GlossaryTerm | undefined)[]): string[] =>
  languages
    .flatMap((term) => (term ? [term.title, term.expansion ?? '', ...(term.synonyms ?? [])] : []))
    .flatMap((text) => text.split(/[;()]/))
    .map((text) => text.trim())
    .filter((text) => text !== '');

type Analysers = Readonly<Record<Locale, Analyser>>;

/** Made in a fifth of a second each: those that hold, and two that somebody tries out. */
const mostAnalysers = 3;
const knownAnalysers = new Map<string, Analysers>();

/**
 * The analysers over the words of a folder; `added` are its editors' synonyms unless others are given. For
 * the same words they are the same ones.
 */
export function readAnalysers(
  root: string,
  terms: readonly (readonly string[])[],
  added: readonly EditorsWords[] = readSynonyms(root).synonyms,
): Analysers {
  const own = added.map(({ language, same, typed, means }) => [language, same, typed, means]);
  const key = JSON.stringify([searchFileText(root, wordsFile), terms, own]);
  const made = knownAnalysers.get(key) ?? analysers(readCurated(root), terms, added);
  knownAnalysers.delete(key);
  knownAnalysers.set(key, made);
  const [oldest] = knownAnalysers.keys();
  if (knownAnalysers.size > mostAnalysers && oldest !== undefined) knownAnalysers.delete(oldest);
  return made;
}
