import { dayNumber } from '#lib/application-status';
import { fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { lastDayOf } from '#lib/event-days';
import { facets, isPresence, wildcardOf } from '#lib/facets';
import type { Field, Locale, Template } from '#lib/field';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import type { Translate } from '#lib/messages';
import { places, profileOf, type ReadProfile, type Texts } from '#lib/ranking';
import type { Analyser } from '#lib/turkish/analyser';
import { fold, sortKey } from '#lib/turkish/letters';

/** What the engine stores of an entry: what it is found, filtered and sorted by. */
export type SearchDocument = { readonly id: string } & Readonly<Record<string, unknown>>;

/** An entry read for searching: what a hit shows of it, what puts it in order, what the engine stores. */
export type Searchable = {
  readonly shown: Shown;
  /** Every text that a reader finds it by. */
  readonly texts: Texts;
  readonly profile: ReadProfile;
  readonly document: SearchDocument;
};

export type Shown = ReturnType<typeof shownOf>;

type Words = {
  readonly t: Translate;
  /** The title of an entry that this one refers to, in the document's language. */
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
  readonly analyser: Analyser;
  /** The title in the other language, so that a name is found in both. */
  readonly otherTitle: string | undefined;
};

const passageLength = 400;

const filledFields = (entry: Entry) => {
  const values: Readonly<Record<string, unknown>> = entry.data;
  const fields = Object.entries(fieldsOf(entry.type)).filter(
    ([name]) => values[name] !== undefined,
  );
  return { values, fields };
};

/** What a hit shows of an entry; the rest of its document only serves finding. */
export function shownOf(entry: Entry) {
  const { values, fields } = filledFields(entry);
  const { text, lead } = render(entry.body);
  const quoted = fields.find(([, field]) => field.kind === 'quotation');
  const titleLocale: Locale = entry.translated.has('title') ? entry.locale : 'tr';
  return {
    type: entry.type,
    slug: entry.slug,
    title: entry.data.title,
    titleLocale,
    passage: cutAtWord(quoted ? String(values[quoted[0]]) : lead, passageLength),
    passageLocale: quoted ? ('tr' as const) : entry.bodyLocale,
    body: text,
    card: cardFields(entry),
  };
}

/** The fields of an entry that its card shows. */
export function cardFields(entry: Entry): Readonly<Record<string, unknown>> {
  const { values, fields } = filledFields(entry);
  return Object.fromEntries(
    fields.filter(([, field]) => field.card).map(([name]) => [name, values[name]]),
  );
}

/** What an entry is filtered and sorted by; days are numbers that compare. */
export function filtersOf(entry: Entry): {
  readonly filters: Readonly<Record<string, unknown>>;
  readonly titleKey: string;
  readonly newest: number | undefined;
} {
  const { values, fields } = filledFields(entry);
  const filters: Record<string, unknown> = {};
  for (const facet of facets) {
    const [name, field] =
      Object.entries(fieldsOf(entry.type)).find(([, f]) => f.facet === facet.key) ?? [];
    if (name === undefined || !field) continue;
    if (isPresence(field)) {
      filters[facet.key] = values[name] === undefined || values[name] === false ? 'no' : 'yes';
      continue;
    }
    if (values[name] === undefined) continue;
    const codes = [values[name]].flat().map(String);
    const wildcard = wildcardOf(facet);
    // What holds everywhere is written once; the query asks for it beside every choice. Regions whose
    // provinces are not known here count as everywhere, so that no right is hidden.
    const everywhere = codes.some((code) => code === wildcard || code.startsWith('bolge-'));
    filters[facet.key] =
      facet.values === 'years'
        ? Number(String(codes[0]).slice(0, 4))
        : everywhere
          ? [wildcard]
          : codes;
  }
  for (const name of ['opens', 'closes', 'starts', 'ends'])
    if (typeof values[name] === 'string') filters[name] = dayNumber(padDate(values[name]));
  for (const name of ['status', 'applicationMode'])
    if (values[name] !== undefined) filters[name] = values[name];
  const newest = fields.find(([, field]) => field.newest);
  // Among events what ends last is first, so that those ahead come before those that are over.
  const newestDay =
    entry.type === 'event' ? lastDayOf(entry.data) : newest && padDate(String(values[newest[0]]));
  return {
    filters,
    titleKey:
      entry.type === 'plan'
        ? sortKey(`${entry.data.plan} ${entry.data.number.replaceAll('.', ' ')}`)
        : sortKey(entry.data.title),
    newest: newestDay === undefined ? undefined : dayNumber(newestDay),
  };
}

/** One entry as the index of its language has it. */
export function searchableOf(entry: Entry, words: Words): Searchable {
  const { values, fields } = filledFields(entry);
  const shown = shownOf(entry);
  const rank = (wanted: 2 | 3) =>
    fields
      .filter(([, field]) => field.search === wanted)
      .flatMap(([name, field]) => wordsOf(field, values[name], words, entry.locale));

  const { filters, titleKey, newest } = filtersOf(entry);
  const { title, passage, body } = shown;
  const names = [...rank(2), ...(words.otherTitle ? [words.otherTitle] : [])];
  const texts = { title, names, passage, words: rank(3), body };
  const profile = profileOf(words.analyser, texts);
  const rootsAt = (wanted: number) =>
    [...profile.roots].filter(([, { place }]) => place === wanted).map(([root]) => root);

  const document = {
    ...filters,
    title: plainSigns(title),
    names: names.map(plainSigns),
    ...Object.fromEntries(rootFields.map((field, place) => [field, rootsAt(place).join(' ')])),
    id: idOf(entry),
    type: entry.type,
    vocabulary: [...profile.words].filter((word) => word.length >= shortestWord),
    titleKey,
    ...(newest !== undefined && { newest }),
  };
  return { shown, texts, profile, document };
}

/** All words of an entry in a row, as far as a quotation may reach. */
export const wordingOf = (texts: Texts): string =>
  ` ${Object.values(texts).flat().map(inARow).join(' \n ')} `;

/** Whether a wording has these words in this order, in any letters: what readers put in quotes. */
export const hasWording = (wording: string, written: string): boolean =>
  wording.includes(` ${inARow(written)} `);

const inARow = (text: string): string =>
  fold(text)
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

/**
 * Apostrophes and hyphens as every keyboard has them. The engine takes the others for letters, and its
 * own remedy, separator tokens, makes each question 2.7 ms slower (1.0 to 3.7 ms on 545 entries).
 */
export const plainSigns = (text: string): string =>
  text.replace(/[ʼ´`＇′]/g, "'").replaceAll('\u2011', '-');

const shortestWord = 3;

/** An entry as the engine names it, and back again. */
export const idOf = ({ type, slug }: { readonly type: string; readonly slug: string }): string =>
  `${type}-${slug}`;
export const keyOf = (
  id: string,
): { readonly type: TypeName; readonly slug: string } | undefined => {
  const type = typeNames.find((name) => id.startsWith(`${name}-`));
  return type && { type, slug: id.slice(type.length + 1) };
};

/** The words of an entry by the heads of their families, in the order in which a match counts. */
export const rootFields = places.map((place) => `${place}Roots`);
/** What an entry is called, as written. */
export const writtenNames = ['title', 'names'];
/** What an entry is called, as written and by heads. */
export const nameFields = [...writtenNames, 'titleRoots', 'namesRoots'];

/**
 * How the index of a language is set up. `version` is the analyser's: no document has a field of that
 * name, but another version is another setting, and so a new index beside the old one.
 */
export const settingsFor = (locale: Locale, version: string) => ({
  searchableAttributes: [...writtenNames, ...rootFields, `analysed-${version}`],
  displayedAttributes: ['id', 'hash'],
  filterableAttributes: [
    ...new Set([
      ...facets.map(({ key }) => key),
      'id',
      'vocabulary',
      'opens',
      'closes',
      'applicationMode',
      'starts',
      'ends',
    ]),
  ],
  sortableAttributes: ['newest', 'closes', 'titleKey'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness'],
  proximityPrecision: 'byAttribute' as const,
  localizedAttributes: [
    { attributePatterns: ['*'], locales: [locale === 'tr' ? ('tur' as const) : ('eng' as const)] },
  ],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnNumbers: true },
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { vocabulary: 'count' as const } },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: 500,
});

/** A date as exact as its source is; the engine sorts the least exact first. */
const padDate = (date: string): string => `${date}-00-00`.slice(0, 10);

function wordsOf(field: Field, value: unknown, { t, titleOf }: Words, locale: Locale): string[] {
  const { list } = field;
  if (field.kind === 'templates') return (value as Template[]).map(({ title }) => title[locale]); // the schema of the kind
  if (list) return [value].flat().map((code) => labelOf(list, String(code), t));
  if (field.kind === 'reference') {
    const target = typeNames.find((type) => type === field.target);
    const title = target && titleOf(target, String(value));
    return title ? [title] : [];
  }
  return [value].flat().map(String);
}

function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 40))}…`;
}
