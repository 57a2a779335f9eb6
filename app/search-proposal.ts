import { z } from 'zod';
import { editorStore } from '#lib/data-store';
import { effectLines } from '#lib/search-effect-view';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { withListItem } from '#lib/front-matter';
import { library } from '#lib/library';
import { texts } from '#lib/messages';
import { analysersFor, searchEffect, synonymWorld, today } from '#lib/portal';
import { describe, type Problem } from '#lib/problem';
import { parsePins } from '#lib/search-pins';
import { parseSynonyms, synonymProblems } from '#lib/search-synonyms';
import { pinsFile, readPins, readSynonyms, searchFileText, synonymsFile } from '#lib/search-words';

/** What an editor proposes, as its form sends it: an address or a post. */
export type Fields = { get(name: string): unknown; getAll(name: string): unknown[] };

/** A new item of one of the two files. */
export type Proposal = {
  readonly file: string;
  readonly item: Readonly<Record<string, unknown>>;
  /** For the commit: what is added. */
  readonly about: string;
};

const textIn = (fields: Fields, name: string): string => {
  const value = fields.get(name);
  return typeof value === 'string' ? value.normalize('NFC').trim() : '';
};
const wordsIn = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** The item that the fields make; what is missing or wrong in it is told by `judged`. `by` is a role. */
export function proposalOf(fields: Fields, by: string): Proposal {
  const said = { reason: textIn(fields, 'neden'), by, on: today() };
  if (textIn(fields, 'is') === 'sabitle') {
    const query = textIn(fields, 'sorgu');
    const until = textIn(fields, 'son');
    const answers = fields
      .getAll('yanit')
      .flatMap((value) => (typeof value === 'string' ? value.split(/\s+/) : []))
      .filter((value) => value !== '');
    return {
      file: pinsFile,
      about: query,
      item: { query, answers, ...said, ...(until !== '' && { until }) },
    };
  }
  const typed = textIn(fields, 'yazilan');
  const others = wordsIn(textIn(fields, 'karsilik'));
  const language = textIn(fields, 'dil') || 'tr';
  const item =
    textIn(fields, 'yon') === 'iki'
      ? { same: [typed, ...others], language, ...said }
      : { typed, means: others, language, ...said };
  return { file: synonymsFile, about: [typed, ...others].join(', '), item };
}

/** What stands in the way of a proposal, and the files' items with it. */
function read({ file, item }: Proposal, before: string) {
  const root = env().CONTENT_ROOT;
  const shelf = library();
  const text = withListItem(before, item);
  // The new item stands behind all others.
  const from = text.split('\n').length - withListItem('', item).split('\n').length + 1;
  const isNew = ({ line }: Problem) => line >= from;
  if (file === pinsFile) {
    const analysers = analysersFor(shelf);
    const isThere = (...entry: Parameters<typeof shelf.find>) => shelf.find(...entry) !== undefined;
    const { pins, problems } = parsePins(file, text, isThere, (locale) => analysers[locale]);
    const { synonyms } = readSynonyms(root);
    return { text, problems: problems.filter(isNew), next: { pins, synonyms } };
  }
  const { synonyms, problems } = parseSynonyms(file, text);
  const judged = synonymProblems(file, synonyms, synonymWorld(shelf, synonyms));
  const { pins } = readPins(root, shelf, analysersFor(shelf));
  return { text, problems: [...problems, ...judged].filter(isNew), next: { pins, synonyms } };
}

const sentences = (problems: readonly Problem[], locale: Locale): string[] => [
  ...new Set(problems.map((problem) => describe(problem, texts(locale)))),
];

/** What stands against a proposal, in sentences; and where nothing does, what it would do. */
export async function tried(
  proposal: Proposal,
  locale: Locale,
): Promise<{ readonly faults: readonly string[]; readonly effect: readonly string[] }> {
  const { problems, next } = read(proposal, searchFileText(env().CONTENT_ROOT, proposal.file));
  if (problems.length > 0) return { faults: sentences(problems, locale), effect: [] };
  return { faults: [], effect: effectLines(await searchEffect(library(), next), texts(locale)) };
}

/** The file with the proposal, for `publishFile`; undefined where something stands against it. */
export const withProposal =
  (proposal: Proposal) =>
  (before: string): string | undefined => {
    const { text, problems } = read(proposal, before);
    return problems.length > 0 ? undefined : text;
  };

const ignoredSchema = z.record(z.string(), z.object({ by: z.string(), on: z.iso.date() }));
const ignoredAs = 'search-ignored';
const mostIgnored = 5_000;

/** The searches that editors do not want to see again, by language and words; the newest last. */
export function ignoredSearches(): ReadonlySet<string> {
  const held = editorStore().read(ignoredAs, ignoredSchema, {});
  return new Set(held.kind === 'value' ? Object.keys(held.value) : []);
}

/** Puts a search out of sight, or back. False where the disk does not take it. */
export async function ignoreSearch(key: string, isIgnored: boolean, by: string): Promise<boolean> {
  const done = await editorStore().update(ignoredAs, ignoredSchema, {}, (held) => {
    const others = Object.entries(held).filter(([name]) => name !== key);
    const own = isIgnored ? [[key, { by, on: today() }] as const] : [];
    return [Object.fromEntries([...others, ...own].slice(-mostIgnored)), true];
  });
  return done.kind === 'value';
}
