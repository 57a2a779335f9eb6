import { createHash } from 'node:crypto';
import { z } from 'zod';
import { editorStore } from '#lib/data-store';
import { readList } from '#lib/editors-list';
import { effectLines } from '#lib/search-effect-view';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { changedListItem, withListItem } from '#lib/front-matter';
import { library } from '#lib/library';
import { texts } from '#lib/messages';
import { analysersFor, searchEffect, synonymWorld, today } from '#lib/portal';
import { describe, type Problem } from '#lib/problem';
import { parsePins, pinSchema, type PinText } from '#lib/search-pins';
import { parseSynonyms, synonymProblems, synonymSchema, type Synonym } from '#lib/search-synonyms';
import { pinsFile, readPins, readSynonyms, searchFileText, synonymsFile } from '#lib/search-words';

/** What an editor proposes, as its form sends it: an address or a post. */
export type Fields = { get(name: string): unknown; getAll(name: string): unknown[] };

type Kind = 'synonym' | 'pin';
const kindOf: Readonly<Record<string, Kind>> = { 'es-anlamli': 'synonym', sabitle: 'pin' };

/** An item of one of the two files, to be added, changed or taken away. */
export type Proposal = {
  readonly file: string;
  readonly what: `${Kind}-${'added' | 'changed' | 'removed'}`;
  /** As it shall stand; nothing where it is taken away. */
  readonly item?: Readonly<Record<string, unknown>>;
  /** Which item it replaces, as it stood when somebody chose it. */
  readonly former?: string;
  /** The words in question, for the history. */
  readonly about: string;
  readonly reason: string;
};

const files = { synonym: synonymsFile, pin: pinsFile } as const;

/** A synonym or a pinned answer as it stands in its file. `key` names it until it changes. */
export type Standing = { readonly key: string; readonly index: number } & (
  | { readonly kind: 'synonym'; readonly value: Synonym }
  | { readonly kind: 'pin'; readonly value: PinText }
);

const keyOf = (value: Synonym | PinText): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

function standingIn(kind: Kind, text: string): Standing[] {
  return kind === 'synonym'
    ? readList(synonymsFile, text, synonymSchema, 'synonym-form').items.map(({ value, index }) => ({
        kind,
        value,
        index,
        key: keyOf(value),
      }))
    : readList(pinsFile, text, pinSchema, 'pin-form').items.map(({ value, index }) => ({
        kind,
        value,
        index,
        key: keyOf(value),
      }));
}

/** What holds today, in the order of its file; what has not the form of one is left out. */
export const standing = (kind: Kind): readonly Standing[] =>
  standingIn(kind, searchFileText(env().CONTENT_ROOT, files[kind]));

/** The words in question. */
export const wordsOf = ({
  query,
  same,
  typed,
  means = [],
}: Partial<Pick<PinText, 'query'> & Pick<Synonym, 'same' | 'typed' | 'means'>>): string =>
  query ?? (same ?? [typed ?? '', ...means]).join(', ');

const textIn = (fields: Fields, name: string): string => {
  const value = fields.get(name);
  return typeof value === 'string' ? value.normalize('NFC').trim() : '';
};
const wordsIn = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What the fields propose; what is missing or wrong in it is told by `tried`. `by` is a role. */
export function proposalOf(fields: Fields, by: string): Proposal {
  const kind = kindOf[textIn(fields, 'is')] ?? 'synonym';
  const former = textIn(fields, 'eski');
  const reason = textIn(fields, 'neden');
  const file = files[kind];
  if (textIn(fields, 'kaldir') !== '') {
    const old = standing(kind).find(({ key }) => key === former);
    return { file, what: `${kind}-removed`, former, about: old ? wordsOf(old.value) : '', reason };
  }
  const value = {
    ...(kind === 'pin' ? pinIn(fields) : synonymIn(fields)),
    reason,
    by,
    on: today(),
  };
  return {
    file,
    what: `${kind}-${former === '' ? 'added' : 'changed'}`,
    item: value,
    about: wordsOf(value),
    reason,
    ...(former !== '' && { former }),
  };
}

function pinIn(fields: Fields) {
  const until = textIn(fields, 'son');
  const answers = fields
    .getAll('yanit')
    .flatMap((value) => (typeof value === 'string' ? value.split(/\s+/) : []))
    .filter((value) => value !== '');
  return { query: textIn(fields, 'sorgu'), answers, ...(until !== '' && { until }) };
}

function synonymIn(fields: Fields) {
  const typed = textIn(fields, 'yazilan');
  const others = wordsIn(textIn(fields, 'karsilik'));
  const language = textIn(fields, 'dil') || 'tr';
  return textIn(fields, 'yon') === 'iki'
    ? { same: [typed, ...others], language }
    : { typed, means: others, language };
}

/** The text that a proposal makes of its file, what stands in the way, and the files' items with it. */
function read({ file, item, former, reason }: Proposal, before: string) {
  const root = env().CONTENT_ROOT;
  const shelf = library();
  const kind = file === pinsFile ? 'pin' : 'synonym';
  const old = standingIn(kind, before).find(({ key }) => key === former);
  const fault = (code: string) => ({ text: before, problems: [{ file, line: 1, code }] });
  if (former !== undefined && !old) return { ...fault('search-item-gone'), next: undefined };
  if (!item && reason === '') return { ...fault('search-item-reason'), next: undefined };
  // What is changed is judged as what is new: behind all others, so that every fault is its own.
  const others = old ? changedListItem(before, old.index) : before;
  const judged = item ? withListItem(others, item) : others;
  const text = old ? changedListItem(before, old.index, item) : judged;
  const from = item
    ? judged.split('\n').length - withListItem('', item).split('\n').length + 1
    : Infinity;
  const isNew = ({ line }: Problem) => line >= from;
  if (kind === 'pin') {
    const analysers = analysersFor(shelf);
    const isThere = (...entry: Parameters<typeof shelf.find>) => shelf.find(...entry) !== undefined;
    const { pins, problems } = parsePins(file, judged, isThere, (locale) => analysers[locale]);
    const { synonyms } = readSynonyms(root);
    return { text, problems: problems.filter(isNew), next: { pins, synonyms } };
  }
  const { synonyms, problems } = parseSynonyms(file, judged);
  const faults = item ? synonymProblems(file, synonyms, synonymWorld(shelf, synonyms)) : [];
  const { pins } = readPins(root, shelf, analysersFor(shelf));
  return { text, problems: [...problems, ...faults].filter(isNew), next: { pins, synonyms } };
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
  if (!next || problems.length > 0) return { faults: sentences(problems, locale), effect: [] };
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
