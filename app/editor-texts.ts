import { randomUUID } from 'node:crypto';
import { deskEntry, entriesCalled, repository, titleOf, type DeskEntry } from './editor-desk';
import { textIn } from './editor-session';
import type { Conflict, EntryKey, EntryTexts } from '#lib/content-repository';
import type { Entries } from '#lib/entry-controls';
import { postedTexts } from '#lib/entry-post';
import type { Person } from '#lib/editors';
import { entryKeyAt } from '#lib/editor-view';
import type { Problem } from '#lib/problem';

/** What was typed beside the texts: why, and what somebody else is to be told. */
export type Said = { readonly reason: string; readonly note: string; readonly why: string };

type Kept = {
  readonly person: string;
  readonly key: EntryKey;
  readonly texts: EntryTexts;
  /** The version that the person had before them when they began to write. */
  readonly seen: string;
  readonly onto?: string;
  readonly said?: Said;
};

// Next bundles pages and route handlers apart; the process has one of these all the same.
const holder = globalThis as typeof globalThis & {
  bysKeptTexts?: Map<string, Kept>;
  bysClashes?: Map<string, Clash>;
};
const mostKept = 60;

/**
 * Keeps what somebody typed until the next page is drawn, in memory, so that a full disk cannot lose it;
 * the id leads to it for the same person.
 */
export function keepTexts(kept: Kept): string {
  const all = (holder.bysKeptTexts ??= new Map());
  const id = randomUUID();
  all.set(id, kept);
  for (const [oldest] of all) if (all.size > mostKept) all.delete(oldest);
  return id;
}

/** What was kept under that id, if it is this person's and of this entry. */
export function keptTexts(
  id: string,
  person: Pick<Person, 'id'>,
  { type, slug }: EntryKey,
): Kept | undefined {
  const kept = holder.bysKeptTexts?.get(id);
  return kept?.person === person.id && kept.key.type === type && kept.key.slug === slug
    ? kept
    : undefined;
}

/** A save that came too late, until the person has chosen how to go on. */
export type Clash = {
  readonly person: string;
  readonly key: EntryKey;
  readonly mine: EntryTexts;
  readonly conflict: Conflict;
};

/** Keeps a clash in memory, so that the page that shows it can be looked at again; both texts are in git. */
export function keepClash(clash: Clash): string {
  const all = (holder.bysClashes ??= new Map());
  const id = randomUUID();
  all.set(id, clash);
  for (const [oldest] of all) if (all.size > mostKept) all.delete(oldest);
  return id;
}

/** The clash kept under that id, if it is this person's and of this entry. */
export function keptClash(
  id: string,
  person: Pick<Person, 'id'>,
  { type, slug }: EntryKey,
): Clash | undefined {
  const clash = holder.bysClashes?.get(id);
  return clash?.person === person.id && clash.key.type === type && clash.key.slug === slug
    ? clash
    : undefined;
}

/** The entries that pickers of a form may show. */
export const entries: Entries = { titleOf, called: entriesCalled };

/** What a form of an entry brought. */
export type Written = {
  readonly key: EntryKey;
  readonly entry: DeskEntry;
  readonly texts: EntryTexts;
  readonly seen: string;
  readonly onto?: string;
};

/** An entry that was taken away or renamed while its form was open, as the form showed it. */
async function entryAsSeen(key: EntryKey, seen: string): Promise<DeskEntry | undefined> {
  const texts = await repository().textsAt(key, seen);
  return texts && { key, texts, version: seen };
}

/** Reads the form of an entry; nothing where it names no entry that is there. */
export async function writtenIn(
  form: FormData,
  person: Pick<Person, 'id'>,
): Promise<Written | { readonly problem: Problem } | undefined> {
  const [path = '', slug = ''] = textIn(form, 'key').split('/');
  const key = entryKeyAt(path, slug);
  const seen = textIn(form, 'seen');
  const onto = textIn(form, 'onto');
  const entry = key && ((await deskEntry(key)) ?? (await entryAsSeen(key, seen)));
  if (!key || !entry) return undefined;
  const shown =
    keptTexts(textIn(form, 'shown'), person, key)?.texts ??
    (await repository().textsAt(key, seen)) ??
    entry.texts;
  const read = postedTexts(key, form, shown, entries);
  if (!read.ok) return { problem: read.problem };
  return { key, entry, texts: read.texts, seen, ...(onto !== '' && { onto }) };
}
