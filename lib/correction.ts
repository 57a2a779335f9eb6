import { z } from 'zod';
import { typeNames, type TypeName } from '#lib/content-types';
import { slug, slugPattern } from '#lib/field';
import { withoutHiddenCharacters } from '#lib/hidden-characters';
import { personalKinds, withoutPersonalData } from '#lib/personal-data';
import { fold } from '#lib/turkish/letters';

/**
 * What became of a report: nobody has looked (`open`), somebody has answered and the matter goes on
 * (`answered`), it is settled (`closed`), or the entry stays as it is (`rejected`).
 */
export const correctionStates = ['open', 'answered', 'closed', 'rejected'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** Whether editors still have to do something. */
export const isWaiting = (state: CorrectionState): boolean =>
  state === 'open' || state === 'answered';

/** So many reports may wait; the next reader is told that the queue is full. */
export const mostWaiting = 10_000;

/** A settled report and its texts are deleted so many days after the last word on it. */
export const daysKept = 365;

/** The most characters of each text, and the most web addresses in all of them together. */
export const correctionLimits = { wrong: 2000, right: 2000, source: 500, reply: 2000, links: 3 };

/** Letters and digits that nobody mistakes for one another when a code is read out. */
export const codeLetters = '23456789abcdefghjkmnpqrstvwxyz';
export const codeLength = 10;
const codeForm = new RegExp(`^[${codeLetters}]{${codeLength}}$`);

/** A code as it is kept, from one as somebody types or reads it out; nothing where it can be none. */
export function codeFrom(typed: string): string | undefined {
  const code = typed.toLowerCase().replace(/[\s.-]/g, '');
  return codeForm.test(code) ? code : undefined;
}

/** `abcde-fghij`: easier to copy by hand. */
export const writtenCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** `type/slug` as addresses name an entry. */
export function entryNamed(text: string | null): { type: TypeName; slug: string } | undefined {
  const [, name, named] = /^([a-z]+)\/(.{1,120})$/.exec(text ?? '') ?? [];
  const type = typeNames.find((one) => one === name);
  return type && named !== undefined && slugPattern.test(named) ? { type, slug: named } : undefined;
}

const code = z.string().regex(codeForm);
const state = z.enum(correctionStates);

/** What an editor said; the public page shows it without the name. */
const reply = z.strictObject({
  at: z.iso.datetime(),
  by: z.string(),
  state,
  text: z.string(),
});

/** A report as it is kept: which fact of which entry, what it said that day, and what the reader says. */
export const correction = z.strictObject({
  code,
  at: z.iso.datetime(),
  locale: z.enum(['tr', 'en']),
  type: z.enum(typeNames),
  slug,
  fact: z.string().max(60),
  shown: z.string(),
  wrong: z.string(),
  right: z.string().optional(),
  source: z.string().optional(),
  removed: z.array(z.enum(personalKinds)),
  replies: z.array(reply),
});
export type Correction = z.infer<typeof correction>;

/** A report in the list of all; `print` tells the same words sent again, `times` how often they came. */
export const listedCorrection = z.strictObject({
  code,
  at: z.iso.datetime(),
  changed: z.iso.datetime(),
  type: z.enum(typeNames),
  slug,
  fact: z.string().max(60),
  state,
  times: z.int().min(1),
  print: z.string(),
});
export type ListedCorrection = z.infer<typeof listedCorrection>;

export const stateOf = ({ replies }: Pick<Correction, 'replies'>): CorrectionState =>
  replies.at(-1)?.state ?? 'open';

/** What a reader typed into the form, as it came. */
export const typedFields = ['fact', 'wrong', 'right', 'source'] as const;
export type TypedCorrection = Readonly<Record<(typeof typedFields)[number], string>>;

export type CorrectionFault = {
  field: (typeof typedFields)[number];
  code: 'no-fact' | 'no-text' | 'too-long' | 'links';
  values?: Record<string, number>;
};

/**
 * Why a form of a stranger is not taken yet: sent sooner than anybody can type, from a page opened too
 * long ago (or before a restart), with the field filled in that people do not see, or one of too many.
 */
export type GuardFault = 'too-fast' | 'too-old' | 'trap' | 'too-many';

/** What of a report the reader says. */
export type SaidCorrection = Pick<Correction, 'fact' | 'wrong' | 'right' | 'source' | 'removed'>;

/** A typed text as it is kept and shown: one kind of line end, nothing that is not seen, no half letters. */
export const tidyText = (typed: string): string =>
  withoutHiddenCharacters(typed.replace(/\r\n?/g, '\n').toWellFormed())
    .replace(/(?<![^\S\n])[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const linksIn = (text: string): number => (text.match(/\bhttps?:\/\/|\bwww\./gi) ?? []).length;

/**
 * Reads a posted report against the names of the entry's facts: all mistakes at once, or what is kept of
 * it, from which personal numbers are gone.
 */
export function readCorrection(
  typed: TypedCorrection,
  facts: readonly string[],
): { ok: true; said: SaidCorrection } | { ok: false; faults: CorrectionFault[] } {
  const texts = {
    wrong: tidyText(typed.wrong),
    right: tidyText(typed.right),
    source: tidyText(typed.source),
  };
  const faults: CorrectionFault[] = [];
  if (!facts.includes(typed.fact)) faults.push({ field: 'fact', code: 'no-fact' });
  if (!/\p{L}|\p{N}/u.test(texts.wrong)) faults.push({ field: 'wrong', code: 'no-text' });
  for (const field of ['wrong', 'right', 'source'] as const) {
    const { length } = texts[field];
    const most = correctionLimits[field];
    if (length > most) faults.push({ field, code: 'too-long', values: { length, most } });
  }
  const links = linksIn(Object.values(texts).join('\n'));
  if (links > correctionLimits.links)
    faults.push({ field: 'wrong', code: 'links', values: { links, most: correctionLimits.links } });
  if (faults.length > 0) return { ok: false, faults };
  const clean = {
    wrong: withoutPersonalData(texts.wrong),
    right: withoutPersonalData(texts.right),
    source: withoutPersonalData(texts.source),
  };
  const removed = new Set(Object.values(clean).flatMap((part) => part.removed));
  return {
    ok: true,
    said: {
      fact: typed.fact,
      wrong: clean.wrong.text,
      ...(clean.right.text !== '' && { right: clean.right.text }),
      ...(clean.source.text !== '' && { source: clean.source.text }),
      removed: personalKinds.filter((kind) => removed.has(kind)),
    },
  };
}

/** The same words on the same fact give the same text, however they are spaced or capitalised. */
export const sameWords = (
  said: Pick<Correction, 'type' | 'slug' | 'fact' | 'wrong' | 'right'>,
): string =>
  [said.type, said.slug, said.fact, said.wrong, said.right ?? '']
    .map((part) =>
      fold(part)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .join('\n');

/** Takes in the list of a report just received: known already, no room, or the list with it. */
export function withReport(
  held: readonly ListedCorrection[],
  fresh: Omit<ListedCorrection, 'state' | 'times' | 'changed'>,
):
  | { kind: 'new'; list: readonly ListedCorrection[] }
  | { kind: 'known'; code: string; list: readonly ListedCorrection[] }
  | { kind: 'full' } {
  const known = held.find(({ print, state: now }) => print === fresh.print && isWaiting(now));
  if (known)
    return {
      kind: 'known',
      code: known.code,
      list: held.map((one) => (one === known ? { ...one, times: one.times + 1 } : one)),
    };
  if (held.filter(({ state: now }) => isWaiting(now)).length >= mostWaiting)
    return { kind: 'full' };
  return {
    kind: 'new',
    list: [...held, { ...fresh, state: 'open', times: 1, changed: fresh.at }],
  };
}

const dayLength = 24 * 60 * 60 * 1000;

/** Settled so long ago that it is to be forgotten. */
export const isOver = ({ state: now, changed }: ListedCorrection, at: Date): boolean =>
  !isWaiting(now) && Number(at) - Date.parse(changed) > daysKept * dayLength;

/** How many reports wait for each entry, under `type/slug`. */
export function waitingByEntry(held: readonly ListedCorrection[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, slug: of, state: now } of held)
    if (isWaiting(now)) counts.set(`${type}/${of}`, (counts.get(`${type}/${of}`) ?? 0) + 1);
  return counts;
}
