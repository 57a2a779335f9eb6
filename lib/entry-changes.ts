import { diffArrays } from 'diff';
import { indicatorItem } from '#lib/benchmark-item';
import { indicatorWords } from '#lib/benchmark-words';
import { currencies, fieldsOf, fileFieldsOf, typeNames, type TypeName } from '#lib/content-types';
import { figureText } from '#lib/fact-cells';
import { momentOf, type Field, type Figure, type Locale, type Source } from '#lib/field';
import { dayInTurkiye, formatDate } from '#lib/format';
import { readFrontMatter } from '#lib/front-matter';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import { texts, type Translate } from '#lib/messages';

/** A stretch of words: as it was, new, or gone. */
export type Piece = { readonly text: string; readonly mark?: 'added' | 'removed' };

/** One difference between two versions of an entry, in the reader's words. */
export type Difference = {
  /** What changed; the sentence of a `said` one stands for itself. */
  readonly label: string;
  /** The language of the words, where it is not the reader's. */
  readonly lang?: 'tr' | 'en';
} & (
  | { readonly kind: 'value'; readonly before?: string; readonly after?: string; note?: string }
  | {
      readonly kind: 'items';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** The same item with other details. */
      readonly changed: readonly string[];
    }
  | { readonly kind: 'words'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'said'; readonly sentence: string }
);

/** The files of an entry; one that did not change may be left out on both sides. */
export type TextsTouched = { readonly [L in Locale]?: string };

/** One commit of the live branch that touched an entry. */
export type Version = {
  /** The commit. */
  readonly version: string;
  readonly at: Date;
  /** A name and never an address: it is shown to readers. Empty where the commit names none. */
  readonly author: string;
  /** What the author wrote about it, without the lines that are meant for programs. */
  readonly reason: string;
  readonly reviewedBy?: string;
  readonly publishedBy?: string;
  /** Published from the editor with nobody to ask for a second look. */
  readonly alone: boolean;
  readonly before: TextsTouched;
  readonly after: TextsTouched;
};

type World = {
  readonly locale: Locale;
  /** `readers` are not told what is for editors only: owners, days of review, planned times. */
  readonly readBy: 'readers' | 'editors';
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
};

type Reading = World & { readonly t: Translate; readonly type: TypeName };

type FileParts = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly body: string;
};

const shortWords = 80;
const contextWords = 6;
const mostEdits = 3000;

/**
 * What differs between two versions of an entry, in words and in the order of the content type; nothing
 * where only the writing of the file changed. A version without files is one before the entry began.
 */
export function entryChanges(
  type: TypeName,
  before: TextsTouched,
  after: TextsTouched,
  world: World,
): Difference[] {
  const reading: Reading = { ...world, type, t: texts(world.locale) };
  const { t } = reading;
  if (after.tr !== undefined && before.tr === undefined) return [said(t('changes.begun'))];
  if (before.tr !== undefined && after.tr === undefined) return [said(t('changes.ended'))];
  return [
    ...fileChanges('tr', before.tr, after.tr, reading),
    ...(before.en === undefined && after.en !== undefined
      ? [said(t('changes.twinBegun'))]
      : before.en !== undefined && after.en === undefined
        ? [said(t('changes.twinEnded'))]
        : fileChanges('en', before.en, after.en, reading)),
  ];
}

const said = (sentence: string): Difference => ({ kind: 'said', label: '', sentence });

function fileChanges(
  file: Locale,
  before: string | undefined,
  after: string | undefined,
  reading: Reading,
): Difference[] {
  const { t, type, locale, readBy } = reading;
  if (before === undefined || after === undefined || before === after) return [];
  const [old, fresh] = [read(before), read(after)];
  if (!old || !fresh) return [said(t('changes.unreadable'))];
  const known = fileFieldsOf(type);
  const shown = fieldsOf(type);
  const names = [
    ...Object.keys(known).filter((name) => name !== 'state'),
    ...Object.keys({ ...old.values, ...fresh.values }).filter((name) => !(name in known)),
  ];
  const marked = (label: string, isWords: boolean) =>
    isWords && file !== locale ? t(`changes.in.${file}`, { label }) : label;
  const lang = file === locale ? {} : { lang: file };
  const states = file === 'tr' ? stateChanges(old.values.state, fresh.values.state, t) : [];
  const isDraft = [old, fresh].some(({ values }) => stageOf(values.state) === 'draft');
  // What a draft said is nobody's business but the editors'.
  if (readBy === 'readers' && isDraft) return states;
  return [
    ...states,
    ...names.flatMap((name) => {
      if (readBy === 'readers' && name in known && !(name in shown)) return [];
      const field = known[name];
      const isWords = field === undefined || isProse(field);
      const label = field ? t(`fields.${name}`) : name;
      return fieldChanges(field, old, fresh, name, reading).map((difference) => ({
        ...difference,
        label: marked(label, field?.translated === true || file === 'en'),
        ...(isWords && lang),
      }));
    }),
    ...bodyChanges(old.body, fresh.body, t).map((difference) => ({
      ...difference,
      label: marked(t('changes.body'), true),
      ...lang,
    })),
  ];
}

function read(text: string): FileParts | undefined {
  const front = readFrontMatter(text);
  return front.ok ? { values: front.values, body: front.body } : undefined;
}

/** What a Turkish file says of its publication, if it can be read. */
export const stateIn = (text: string): unknown => read(text)?.values.state;

/** Fields whose words are in the language of their file. */
const isProse = ({ kind }: Field) => ['text', 'prose', 'quotation', 'texts'].includes(kind);

const stageOf = (state: unknown) =>
  state === 'retired' ? 'retired' : state === 'draft' || state === 'review' ? 'draft' : 'live';

function stateChanges(before: unknown, after: unknown, t: Translate): Difference[] {
  const [from, to] = [stageOf(before), stageOf(after)];
  if (from === to) return [];
  return [said(t(`changes.states.${from === 'retired' && to === 'live' ? 'again' : to}`))];
}

function fieldChanges(
  field: Field | undefined,
  old: FileParts,
  fresh: FileParts,
  name: string,
  reading: Reading,
): Difference[] {
  const [before, after] = [valueOf(field, old.values, name), valueOf(field, fresh.values, name)];
  if (isSame(before, after)) return [];
  if (field && isList(field)) return itemChanges(field, before, after, reading);
  const words = (side: Side) => wordsOf(field, side, reading);
  const [was, is] = [words(before), words(after)];
  if (was !== undefined && is !== undefined && isLong(was, is) && field && isProse(field))
    return wordChanges(was, is, reading.t);
  const isNoteAlone = was === is;
  const [wasNote, note] = [noteOf(field, before, reading), noteOf(field, after, reading)];
  const withNote = (text: string | undefined, more: string | undefined) =>
    text !== undefined && more !== undefined && isNoteAlone ? `${text} (${more})` : text;
  const [from, to] = [withNote(was, wasNote), withNote(is, note)];
  return [
    {
      kind: 'value',
      label: '',
      ...(from !== undefined && { before: from }),
      ...(to !== undefined && { after: to }),
      ...(note !== undefined && !isNoteAlone && { note }),
    },
  ];
}

/** A value of a version; its sources by their titles, since their numbers may change without any meaning. */
type Side = { readonly value: unknown; readonly sources: readonly Source[]; readonly key: string };

function valueOf(
  field: Field | undefined,
  values: Readonly<Record<string, unknown>>,
  name: string,
): Side {
  const checked = field?.schema.safeParse(values[name]);
  const value = checked?.success ? checked.data : values[name];
  const sources = Array.isArray(values.sources)
    ? values.sources.filter((source): source is Source => titleIn(source) !== undefined)
    : [];
  return { value, sources, key: canonical(value, sources) };
}

const isSame = (one: Side, other: Side) => one.key === other.key;

/** The same text for the same value, however it was written. */
function canonical(value: unknown, sources: readonly Source[]): string {
  return JSON.stringify(value, (key: string, inner: unknown) => {
    if (key === 'sources' && Array.isArray(inner) && inner.every((one) => typeof one === 'number'))
      return inner.map((number) => sources[number - 1]?.title ?? number);
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner))
      return typeof inner === 'number' ? String(inner) : inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const isList = ({ kind }: Field) =>
  [
    'texts',
    'choices',
    'relations',
    'sources',
    'rules',
    'templates',
    'thresholds',
    'indicators',
  ].includes(kind);

/** Lists whose order says something, as steps do. */
const isInOrder = ({ kind }: Field) => kind === 'texts' || kind === 'templates';

const itemsOf = ({ value, sources }: Side) =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((item: unknown) => ({
    item,
    key: canonical(item, sources),
  }));

function itemChanges(field: Field, before: Side, after: Side, reading: Reading): Difference[] {
  const { t } = reading;
  const named = (side: Side) =>
    itemsOf(side).map(({ item, key }) => ({ name: itemName(field, item, reading), key }));
  const [old, fresh] = [named(before), named(after)];
  const gone = old.filter(({ key }) => !fresh.some((other) => other.key === key));
  const come = fresh.filter(({ key }) => !old.some((other) => other.key === key));
  if (gone.length === 0 && come.length === 0)
    return isInOrder(field) ? [said(t('changes.reordered'))] : [];
  const [only, instead] = [gone[0], come[0]];
  if (field.kind === 'texts' && gone.length === 1 && come.length === 1 && only && instead)
    return wordChanges(only.name, instead.name, t);
  const both = new Set(
    gone.filter((one) => come.some(({ name }) => name === one.name)).map(({ name }) => name),
  );
  const rest = (items: typeof gone) =>
    items.map(({ name }) => name).filter((name) => !both.has(name));
  return [{ kind: 'items', label: '', added: rest(come), removed: rest(gone), changed: [...both] }];
}

const titleIn = (item: unknown): string | undefined => wordIn(item, 'title');

const wordIn = (item: unknown, name: string): string | undefined => {
  const value = item !== null && typeof item === 'object' ? Reflect.get(item, name) : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** What an item of a list is called. */
function itemName(field: Field, item: unknown, reading: Reading): string {
  const { locale, t } = reading;
  if (typeof item === 'string') return field.list ? codeName(field, item, t) : item;
  const to = wordIn(item, 'to');
  if (to !== undefined) return titleOf(field, to, reading);
  if (field.kind === 'indicators') {
    const row = indicatorItem(currencies).safeParse(item);
    if (row.success) {
      const { name, value, unit } = indicatorWords(row.data, locale, t);
      const year = row.data.year === undefined ? '' : ` (${row.data.year})`;
      return `${name.text}: ${value} ${unit.text}`.trimEnd() + year;
    }
  }
  for (const name of ['title', 'text', 'question']) {
    const own = wordIn(item, name);
    if (own !== undefined) return own;
    const inBoth = item !== null && typeof item === 'object' ? Reflect.get(item, name) : undefined;
    const words = wordIn(inBoth, locale) ?? wordIn(inBoth, 'tr');
    if (words !== undefined) return words;
  }
  return JSON.stringify(item);
}

const codeName = (field: Field, code: string, t: Translate): string =>
  field.list?.codes.includes(code) ? labelOf(field.list, code, t) : code;

function titleOf(field: Field, slug: string, { titleOf: find }: Reading): string {
  const target = typeNames.find((type) => type === field.target);
  return (target && find(target, slug)) ?? slug;
}

/** A single value in words. */
function wordsOf(field: Field | undefined, { value }: Side, reading: Reading): string | undefined {
  const { t, locale } = reading;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') {
    if (field?.list) return codeName(field, value, t);
    if (field?.kind === 'reference') return titleOf(field, value, reading);
    if (field?.kind === 'date' && !Number.isNaN(Date.parse(value)))
      return formatDate(value, locale);
    if (field?.kind === 'moment') return momentText(value, locale);
    return value;
  }
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (isFigure(value))
    return field?.kind === 'year' ? String(value.value) : figureText(value, locale, t);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function momentText(value: string, locale: Locale): string {
  const moment = momentOf(value);
  if (Number.isNaN(Number(moment))) return value;
  const day = formatDate(dayInTurkiye(moment), locale);
  if (!value.includes('T')) return day;
  const time = new Intl.DateTimeFormat('tr-TR', {
    timeZone: 'Europe/Istanbul',
    timeStyle: 'short',
  });
  return `${day} ${time.format(moment)}`;
}

const isFigure = (value: unknown): value is Figure =>
  value !== null && typeof value === 'object' && typeof Reflect.get(value, 'value') === 'number';

/** Where a figure comes from and as of when. */
function noteOf(field: Field | undefined, side: Side, { t, locale }: Reading): string | undefined {
  if (!field || !isFigure(side.value)) return undefined;
  const { sources: numbers = [], asOf }: Partial<Figure> = side.value;
  const sources = numbers.flatMap((number) => side.sources[number - 1]?.title ?? []).join('; ');
  if (sources === '') return undefined;
  if (asOf === undefined) return t('changes.source', { sources });
  const date = asOf === 'unknown' ? t('figures.undated') : formatDate(asOf, locale);
  return t('changes.sourceDated', { sources, date });
}

const isLong = (...sides: readonly string[]) => sides.some((words) => words.length > shortWords);

/** The words of a body as a reader sees them; what changes only how it is written is no difference. */
function bodyChanges(before: string, after: string, t: Translate): Difference[] {
  if (before === after) return [];
  const [old, fresh] = [render(before), render(after)];
  const written = (html: string) => html.replace(/\s+/g, ' ');
  if (written(old.html) === written(fresh.html)) return [];
  if (old.text === fresh.text) return [said(t('changes.formatting'))];
  return wordChanges(old.text, fresh.text, t);
}

/** Word by word, with a few words around each change. */
function wordChanges(before: string, after: string, t: Translate): Difference[] {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  const parts = diffArrays(words(before), words(after), { maxEditLength: mostEdits });
  if (!parts) return [said(t('changes.rewritten'))];
  const pieces = parts.map(({ value, added, removed }, at): Piece => {
    if (added) return { text: value.join(' '), mark: 'added' };
    if (removed) return { text: value.join(' '), mark: 'removed' };
    const isFirst = at === 0;
    const isLast = at === parts.length - 1;
    const head = isFirst ? [] : value.slice(0, contextWords);
    const tail = isLast ? [] : value.slice(-contextWords);
    const isShort = value.length <= head.length + tail.length;
    return { text: (isShort ? value : [...head, '…', ...tail]).join(' ') };
  });
  return pieces.some(({ mark }) => mark) ? [{ kind: 'words', label: '', pieces }] : [];
}

/** Items one behind the other; the sentence they stand in brings its own full stop. */
export const itemsInLine = (items: readonly string[]): string =>
  items.map((item) => item.replace(/\.$/, '')).join('; ');

/** A difference as a line of plain text, for feeds and files. */
export function differenceLine(difference: Difference, locale: Locale): string {
  const t = texts(locale);
  const { label } = difference;
  switch (difference.kind) {
    case 'said':
      return label === ''
        ? difference.sentence
        : t('changes.labelled', { label, text: difference.sentence });
    case 'value': {
      const { before, after, note } = difference;
      const text =
        before === undefined
          ? t('changes.set', { after: after ?? '' })
          : after === undefined
            ? t('changes.unset', { before })
            : t('changes.from', { before, after });
      return t('changes.labelled', {
        label,
        text: note === undefined ? text : `${text} (${note})`,
      });
    }
    case 'items': {
      const text = (['added', 'removed', 'changed'] as const)
        .filter((kind) => difference[kind].length > 0)
        .map((kind) => t(`changes.${kind}`, { items: itemsInLine(difference[kind]) }))
        .join(' ');
      return t('changes.labelled', { label, text });
    }
    case 'words': {
      const text = difference.pieces
        .map(({ text: words, mark }) =>
          mark === undefined ? words : mark === 'added' ? `[+${words}+]` : `[-${words}-]`,
        )
        .join(' ');
      return t('changes.labelled', { label, text });
    }
  }
}
