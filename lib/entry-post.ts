import type { TypeName } from '#lib/content-types';
import { localOf, nameIn, noTwin, type Entries } from '#lib/entry-controls';
import type { DraftTexts } from '#lib/entry-draft';
import { formOf, readPosted, type FormPart } from '#lib/entry-form';
import { changeEntry, newEntryText } from '#lib/entry-source';
import { pathOf } from '#lib/entry';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import type { Problem } from '#lib/problem';
import { fold } from '#lib/turkish/letters';

/**
 * The texts of an entry as a posted form wants them, made from the texts that the form showed. Nothing
 * typed is dropped: what cannot be right stands in the texts as it was typed.
 */
export function postedTexts(
  { type, slug }: { type: TypeName; slug: string },
  form: FormData,
  base: DraftTexts,
  entries: Entries,
): { ok: true; texts: { tr: string; en?: string } } | { ok: false; problem: Problem } {
  const turkish = read('tr', base.tr, new Map());
  if (!turkish.ok) return turkish;
  const english = read('en', base.en ?? noTwin, turkish.moved);
  if (!english.ok) return english;
  const isTwin = hasWords(english.text);
  return { ok: true, texts: { tr: turkish.text, ...(isTwin && { en: english.text }) } };

  function read(file: Locale, text: string, moved: ReadonlyMap<number, number | undefined>) {
    const raw = form.get(nameIn(file, 'raw'));
    if (typeof raw === 'string')
      return { ok: true as const, text: raw.replace(/\r\n?/g, '\n'), moved };
    const parts = formOf(type, file, 'tr').flatMap((section) => section.parts);
    const posted = readPosted(type, file, {
      form: ownPart(form, file, parts, text, entries),
      text,
      path: pathOf(type, slug, file),
      moved,
    });
    if (!posted.ok) return posted;
    const { fields, body } = posted;
    const isNew = text === noTwin;
    const order = parts.map(({ name }) => name);
    const written =
      isNew && Object.keys(fields).length > 0
        ? newEntryText(fields, body ?? '')
        : changeEntry(text, { fields, order, ...(body !== undefined && { body }) });
    return { ok: true as const, text: written, moved: posted.moved };
  }
}

/** Whether anybody wrote anything into a file of words. */
function hasWords(text: string): boolean {
  const front = readFrontMatter(text);
  // Without fields there is nothing between the fences, which is no front matter.
  if (!front.ok) return text.replace(/^---$/gm, '').trim() !== '';
  return (
    front.body !== '' ||
    Object.values(front.values).some((value) => value !== null && String(value).trim() !== '')
  );
}

/** What was posted for one file, under the file's own names. */
function ownPart(
  form: FormData,
  file: Locale,
  parts: readonly FormPart[],
  text: string,
  entries: Entries,
): FormData {
  const front = readFrontMatter(text);
  const values = front.ok ? front.values : {};
  const own = new FormData();
  for (const [posted, value] of form) {
    if (typeof value !== 'string' || !posted.startsWith(`${file}:`)) continue;
    const [, name = '', more] = posted.split(':');
    if (more !== undefined) continue;
    const kind = inputAt(parts, name);
    const words = form.get(`${posted}:words`);
    if (kind?.kind === 'entry' && kind.target && typeof words === 'string')
      own.append(name, slugFor(kind.target, value, words, form.get(`${posted}:pick`), entries));
    else if (kind?.kind === 'moment') {
      const before = values[name];
      // The same moment stays written as it was.
      if (typeof before !== 'string' || localOf(before) !== value)
        own.append(name, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? `${value}+03:00` : value);
    } else own.append(name, kind?.kind === 'date' ? dayOf(value) : value);
  }
  return own;
}

/** A day written as people in Türkiye do, 20.11.2026, as files have it; anything else as it was typed. */
function dayOf(typed: string): string {
  const [, day = '', month = '', year] = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(typed) ?? [];
  return year === undefined ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The entry that was meant: the one picked, the one whose title was typed, else the words as typed. */
function slugFor(
  target: TypeName,
  chosen: string,
  words: string,
  pick: FormDataEntryValue | null,
  entries: Entries,
): string {
  if (typeof pick === 'string' && pick !== '') return pick;
  const typed = words.trim();
  if (typed === '') return '';
  if (chosen !== '' && entries.titleOf(target, chosen) === typed) return chosen;
  if (entries.titleOf(target, typed) !== undefined) return typed;
  const found = entries.called(target, typed);
  const exact = found.filter(({ title }) => fold(title) === fold(typed));
  const [only] = exact.length === 1 ? exact : found;
  return only && (exact.length === 1 || found.length === 1) ? only.slug : typed;
}

/** The input that a name such as `clusters.0.to` is of. */
function inputAt(parts: readonly FormPart[], name: string) {
  const [first, ...rest] = name.split('.');
  let part: FormPart | undefined = parts.find((one) => one.name === first);
  const path = part?.kind === 'list' ? rest.slice(1) : rest;
  for (const step of path)
    part = part && 'parts' in part ? part.parts.find((one) => one.name === step) : undefined;
  return part && !('parts' in part) ? part : undefined;
}
