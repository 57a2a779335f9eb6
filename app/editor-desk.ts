import { randomUUID } from 'node:crypto';
import {
  contentRepository,
  type ContentRepository,
  type EntryKey,
  type EntryTexts,
  type WorkingCopy,
} from '#lib/content-repository';
import type { TypeName } from '#lib/content-types';
import { waitingByEntry } from '#lib/correction';
import { corrections } from '#lib/corrections';
import type { CopyState, EditorRow } from '#lib/editor-view';
import { entryFrom, pathOf, tooMuchIn } from '#lib/entry';
import { draftOf } from '#lib/entry-draft';
import { env } from '#lib/env';
import { freshnessOf } from '#lib/fact-cells';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { library, problemsOfText, type Library } from '#lib/library';
import { locales, type Translate } from '#lib/messages';
import { hintSentence, plainLanguage } from '#lib/plain-language';
import { today } from '#lib/portal';
import type { Problem } from '#lib/problem';
import { readAbbreviations } from '#lib/search-words';
import { compare, fold } from '#lib/turkish/letters';

type Preview = { readonly id: string; readonly key: EntryKey; readonly texts: EntryTexts };

// Next bundles pages and route handlers apart; the process has one of each all the same.
const holder = globalThis as typeof globalThis & {
  bysRepository?: ContentRepository;
  bysPreviews?: Map<string, Preview>;
};

/** The content's git work tree, and what is being written beside it. */
export const repository = (): ContentRepository =>
  (holder.bysRepository ??= contentRepository(env().CONTENT_ROOT));

/** An entry as an editor finds it: what is being written, else what is live. */
export type DeskEntry = {
  readonly key: EntryKey;
  readonly texts: EntryTexts;
  /** What a save has to have seen. */
  readonly version: string;
  readonly copy?: WorkingCopy;
  readonly live?: { readonly texts: EntryTexts; readonly version: string };
};

/** The entry with this key, or nothing where neither a file nor a working copy has it. */
export async function deskEntry(key: EntryKey): Promise<DeskEntry | undefined> {
  const [copy, live] = await Promise.all([repository().workingCopy(key), repository().live(key)]);
  const current = copy ?? live;
  return (
    current && {
      key,
      texts: current.texts,
      version: current.version,
      ...(copy && { copy }),
      ...(live && { live }),
    }
  );
}

/** All that is wrong with an entry's texts, as the files' check says it. */
export const problemsOf = (
  { type, slug }: EntryKey,
  texts: EntryTexts,
): Record<Locale, Problem[]> => ({
  tr: problemsOfText(pathOf(type, slug, 'tr'), texts.tr, library()),
  en: texts.en === undefined ? [] : problemsOfText(pathOf(type, slug, 'en'), texts.en, library()),
});

const knownOf = new WeakMap<Library, ReadonlySet<string>>();

/** How easy the texts are to read and how they could be plainer, a sentence each. */
export function hintsOf(texts: EntryTexts, t: Translate): string[] {
  const shelf = library();
  const known = knownOf.get(shelf) ?? readAbbreviations(env().CONTENT_ROOT, shelf).known;
  knownOf.set(shelf, known);
  return locales.flatMap((locale) => {
    const text = texts[locale] ?? '';
    const { body } = readFrontMatter(text);
    if (!body || tooMuchIn(text).length > 0) return [];
    const { ease, hints, words, sentences } = plainLanguage(body, locale, known);
    const language = t(`write.form.${locale === 'tr' ? 'turkish' : 'english'}`);
    const said = hints.map((hint) => hintSentence(hint, t));
    const { score, grade } = ease ?? {};
    if (said.length > 0 && score !== undefined)
      said.push(
        t('plainLanguage.ease', {
          score,
          grade: t(`plainLanguage.grades.${grade}`),
          words,
          sentences,
        }),
      );
    return said.map((sentence) => `${language}: ${sentence}`);
  });
}

/** How many reports of readers wait for each entry, under `type/slug`; none where nobody can tell. */
function waitingReports(): ReadonlyMap<string, number> {
  const held = corrections().list();
  return held.kind === 'value' ? waitingByEntry(held.value) : new Map();
}

/** How many reports of readers wait for an entry. */
export const reportsOn = ({ type, slug }: EntryKey): number =>
  waitingReports().get(`${type}/${slug}`) ?? 0;

const causes = new Set([
  'no-git',
  'no-repository',
  'not-trusted',
  'disk-full',
  'read-only',
  'locked',
  'branch-in-the-way',
  'staged',
  'too-slow',
  'busy',
  'detached-head',
]);

/** Why the repository could not keep something, as an address names it; nothing for what is no such cause. */
export const refusalIn = (
  cause: string | undefined,
  lock: string | null,
  t: Translate,
): string | undefined =>
  cause !== undefined && causes.has(cause)
    ? `${t('write.unavailable.lead')} ${t(`repository.${cause}`, { lock: lock ?? '' })}`
    : undefined;

const stateOf = ({ stage, lastAuthor, authors, savedAt, sentBack }: WorkingCopy): CopyState => ({
  stage,
  by: lastAuthor.name,
  authors: authors.map(({ email }) => email),
  savedAt,
  ...(sentBack && { sentBack: { by: sentBack.by.name, note: sentBack.note } }),
});

/** Every entry that an editor can open: those in files, and those that only a working copy has. */
export async function editorRows(): Promise<EditorRow[]> {
  const shelf = library();
  const copies = await repository().workingCopies();
  const rows = new Map<string, EditorRow>();
  const nameOf = ({ type, slug }: EntryKey) => `${type}/${slug}`;
  const reports = waitingReports();
  const now = new Date();
  const twins = new Map(
    shelf.files.filter(({ locale }) => locale === 'en').map((file) => [nameOf(file), file]),
  );
  for (const { type, slug, locale, good, publication, problems } of shelf.files) {
    if (locale !== 'tr') continue;
    const twin = twins.get(nameOf({ type, slug }));
    const entry = good && entryFrom(good, twin?.good, 'tr');
    const owner = good?.data.owner;
    rows.set(nameOf({ type, slug }), {
      type,
      slug,
      title: entry?.data.title ?? slug,
      hasTwin: twin !== undefined,
      ...(publication && { publication }),
      ...(typeof owner === 'string' && { owner }),
      ...(entry && { freshness: freshnessOf(entry, today()).state }),
      problems: problems.length + (twin?.problems.length ?? 0),
      reports: reports.get(nameOf({ type, slug })) ?? 0,
      changed: entry ? shelf.changedAt(entry) : now,
    });
  }
  for (const copy of copies) {
    const known = rows.get(nameOf(copy.key));
    const draft = draftOf(copy.key, copy.texts, 'tr');
    const { tr, en } = problemsOf(copy.key, copy.texts);
    rows.set(nameOf(copy.key), {
      ...(known ?? copy.key),
      title: draft.kind === 'entry' ? draft.entry.data.title : draft.title || copy.key.slug,
      hasTwin: copy.texts.en !== undefined,
      copy: stateOf(copy),
      problems: tr.length + en.length,
      reports: reports.get(nameOf(copy.key)) ?? 0,
      changed: copy.savedAt,
    });
  }
  return [...rows.values()];
}

/** An entry that can be chosen in a form. */
export type Choice = { readonly slug: string; readonly title: string };

/** Every entry of a type with its Turkish title, in whatever state it is. */
const choicesOf = (type: TypeName): Choice[] =>
  library().files.flatMap((file) =>
    file.type === type && file.locale === 'tr' && file.good
      ? [{ slug: file.slug, title: String(file.good.data.title) }]
      : [],
  );

/** The entries of a type whose title or short name has every word, those that begin with them first. */
export function entriesCalled(type: TypeName, typed: string): Choice[] {
  const wanted = fold(typed).trim();
  if (wanted === '') return [];
  const words = wanted.split(/\s+/);
  const rank = ({ title, slug }: Choice) =>
    fold(title) === wanted || slug === wanted ? 0 : fold(title).startsWith(wanted) ? 1 : 2;
  return choicesOf(type)
    .filter(({ title, slug }) => words.every((word) => fold(`${title} ${slug}`).includes(word)))
    .sort((a, b) => rank(a) - rank(b) || compare('tr')(a.title, b.title));
}

/** The title of an entry as a picker shows it, where there is such an entry. */
export const titleOf = (type: TypeName, slug: string): string | undefined =>
  choicesOf(type).find((one) => one.slug === slug)?.title;

/** The same; its short name where nothing is known of it. */
export const titleIn = (type: TypeName, slug: string): string => titleOf(type, slug) ?? slug;

const mostPreviews = 50;

/** Keeps texts for one look at them, in memory only; the id leads to them for the same person. */
export function keepPreview(person: string, key: EntryKey, texts: EntryTexts): string {
  const previews = (holder.bysPreviews ??= new Map());
  const id = randomUUID();
  previews.delete(person);
  previews.set(person, { id, key, texts });
  for (const [oldest] of previews) if (previews.size > mostPreviews) previews.delete(oldest);
  return id;
}

/** The texts kept under that id, if they are this person's and the last ones. */
export function previewOf(person: string, { type, slug }: EntryKey, id: string) {
  const kept = holder.bysPreviews?.get(person);
  return kept?.id === id && kept.key.type === type && kept.key.slug === slug
    ? kept.texts
    : undefined;
}
