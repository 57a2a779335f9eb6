import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Library } from '#lib/library';
import { parsePlanWords, type PlanWords } from '#lib/plan-words';
import type { Problem } from '#lib/problem';
import { parseQueries, type EditorsQueries } from '#lib/search-queries';
import { qualitySchema, type Quality } from '#lib/search-quality';
import { analysers, type Analyser } from '#lib/turkish/analyser';
import { curatedSchema, type Curated } from '#lib/turkish/curated';

/** content/search/words.yaml of a folder; throws with the place of what is wrong in it. */
export function readCurated(root: string): Curated {
  const file = path.join(root, 'content/search/words.yaml');
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

/**
 * What was measured last, content/search/quality.json; nothing where it never was. Throws where the file
 * is not as `npm run relevance` writes it.
 */
export function readQuality(root: string): Quality | undefined {
  const text = textOf(root, 'content/search/quality.json');
  return text === undefined ? undefined : qualitySchema.parse(JSON.parse(text));
}

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

export const readAnalysers = (
  root: string,
  terms: readonly (readonly string[])[],
): Readonly<Record<'tr' | 'en', Analyser>> => analysers(readCurated(root), terms);
