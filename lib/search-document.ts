import { dayNumber } from '#lib/application-status';
import { fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { facets, wildcardOf } from '#lib/facets';
import type { Field, Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import type { Translate } from '#lib/messages';
import type { Analyser } from '#lib/turkish/analyser';
import { indexed } from '#lib/turkish/legs';
import { sortKey } from '#lib/turkish/letters';

/** The words of a search hit that the result card needs; the rest of the document only serves finding. */
export type DocumentCard = Readonly<Record<string, unknown>>;

export type SearchDocument = {
  readonly id: string;
  readonly type: TypeName;
  readonly slug: string;
  readonly title: string;
  readonly titleLocale: Locale;
  readonly passage: string;
  readonly passageLocale: Locale;
  readonly names: string[];
  readonly words: string[];
  readonly body: string;
  readonly titleKey: string;
  readonly newest?: number;
  readonly card: DocumentCard;
} & Readonly<Record<string, unknown>>;

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
    card: Object.fromEntries(
      fields.filter(([, field]) => field.card).map(([name]) => [name, values[name]]),
    ),
  };
}

/** One entry as one document of the index of its language. */
export function documentOf(entry: Entry, words: Words): SearchDocument {
  const { values, fields } = filledFields(entry);
  const shown = shownOf(entry);
  const texts = (rank: 2 | 3) =>
    fields
      .filter(([, field]) => field.search === rank)
      .flatMap(([name, field]) => wordsOf(field, values[name], words));

  const document: Record<string, unknown> = {};
  for (const facet of facets) {
    const field = fields.find(([, f]) => f.facet === facet.key);
    if (!field) continue;
    const codes = [values[field[0]]].flat().map(String);
    const wildcard = wildcardOf(facet);
    // What holds everywhere is written once; the query asks for it beside every choice. Regions whose
    // provinces are not known here count as everywhere, so that no right is hidden.
    const everywhere = codes.some((code) => code === wildcard || code.startsWith('bolge-'));
    document[facet.key] =
      facet.values === 'years'
        ? Number(String(codes[0]).slice(0, 4))
        : everywhere
          ? [wildcard]
          : codes;
  }
  for (const name of ['opens', 'closes', 'starts', 'ends'])
    if (typeof values[name] === 'string') document[name] = dayNumber(padDate(values[name]));
  for (const name of ['status', 'applicationMode'])
    if (values[name] !== undefined) document[name] = values[name];
  const newest = fields.find(([, field]) => field.newest);
  const names = [...texts(2), ...(words.otherTitle ? [words.otherTitle] : [])];
  const listed = texts(3);
  const roots = (...from: readonly string[]) => indexed(words.analyser, ...from).roots;

  return {
    ...document,
    titleRoots: roots(entry.data.title),
    nameRoots: roots(...names),
    wordRoots: roots(...listed),
    bodyRoots: roots(shown.body),
    id: `${entry.type}-${entry.slug}`,
    ...shown,
    names,
    words: listed,
    titleKey:
      entry.type === 'plan'
        ? sortKey(`${entry.data.plan} ${entry.data.number.replaceAll('.', ' ')}`)
        : sortKey(entry.data.title),
    ...(newest && { newest: dayNumber(padDate(String(values[newest[0]]))) }),
  };
}

/** What a reader sees, and the same by the heads of word families, in the order in which a match counts. */
export const visibleFields = ['title', 'names', 'passage', 'words', 'body'];
export const rootFields = ['titleRoots', 'nameRoots', 'wordRoots', 'bodyRoots'];
/** What comes back with a hit. */
export const hitFields = [
  'type',
  'slug',
  'title',
  'titleLocale',
  'passage',
  'passageLocale',
  'body',
  'card',
];

/**
 * How the index of a language is set up. `version` is the analyser's: no document has a field of that
 * name, but another version is another setting, and so a new index beside the old one.
 */
export const settingsFor = (locale: Locale, version: string) => ({
  searchableAttributes: [...visibleFields, ...rootFields, `analysed-${version}`],
  displayedAttributes: ['id', ...hitFields],
  filterableAttributes: [
    ...new Set([
      ...facets.map(({ key }) => key),
      'opens',
      'closes',
      'applicationMode',
      'starts',
      'ends',
    ]),
  ],
  sortableAttributes: ['newest', 'closes', 'titleKey'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'proximity', 'exactness'],
  separatorTokens: ['ʼ', '´', '`', '\u2011', '＇', '′'],
  localizedAttributes: [
    { attributePatterns: ['*'], locales: [locale === 'tr' ? ('tur' as const) : ('eng' as const)] },
  ],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnNumbers: true },
  faceting: { maxValuesPerFacet: 200 },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: 500,
});

/** A date as exact as its source is; the engine sorts the least exact first. */
const padDate = (date: string): string => `${date}-00-00`.slice(0, 10);

function wordsOf(field: Field, value: unknown, { t, titleOf }: Words): string[] {
  const { list } = field;
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
