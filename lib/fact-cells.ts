import { entryHref, provinceHref } from '#lib/addresses';
import { fieldsOf, type TypeName } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Field, Figure, Locale, Source } from '#lib/field';
import { formatDate, formatMoney, formatNumber, formatPercent } from '#lib/format';
import { freshness, newestOf, type Freshness } from '#lib/freshness';
import { labelOf } from '#lib/labels';
import type { Translate } from '#lib/messages';
import { provinceNames, type ProvinceCode } from '#lib/provinces';
import type { Cell, EntryView, Phrase } from '#lib/view';

/** An entry, the reader's language and day, and what other entries are called. */
export type FactWorld<E extends Entry = Entry> = {
  readonly entry: E;
  readonly locale: Locale;
  readonly t: Translate;
  readonly today: string;
  readonly titleOf: (type: TypeName, slug: string) => Phrase | undefined;
};

/** A field of the entry as a page shows it; nothing where no source gives it. */
export function factOf(world: FactWorld, name: string): Cell[] | undefined {
  const field = fieldsOf(world.entry.type)[name];
  const value = (world.entry.data as Readonly<Record<string, unknown>>)[name]; // by name, for any type
  return field && value !== undefined ? cellsOf(world, name, field, value) : undefined;
}

/** An amount with its currency or unit. */
export const figureText = (
  { value, unit, currency }: Figure,
  locale: Locale,
  t: Translate,
): string =>
  currency
    ? formatMoney(value, currency, locale)
    : unit === 'percent'
      ? formatPercent(value, locale)
      : unit === undefined
        ? formatNumber(value, locale)
        : t(`lists.units.${unit}`, { count: value });

function figureCell(world: FactWorld, figure: Figure): Cell {
  const { t, locale } = world;
  return {
    text: figureText(figure, locale, t),
    note: figureNote(world, figure.asOf, figure.sources),
  };
}

const figureNote = ({ locale, t }: FactWorld, asOf: string, sources: readonly number[]): string =>
  asOf === 'unknown'
    ? t('figures.noteUndated', { sources: sources.join(', ') })
    : t('figures.note', { date: formatDate(asOf, locale), sources: sources.join(', ') });

/** The value of a field as a page shows it. */
export function cellsOf(world: FactWorld, name: string, field: Field, value: unknown): Cell[] {
  const { entry, t, locale, titleOf } = world;
  const { list } = field;
  if (name === 'provinces')
    return (value as ProvinceCode[]).map((province) => ({
      // the schema of the field
      text: provinceNames[province],
      href: provinceHref(province, locale),
    }));
  if (list)
    return [
      {
        text: [value]
          .flat()
          .map((code) => labelOf(list, String(code), t))
          .join(', '),
      },
    ];
  switch (field.kind) {
    case 'figure':
    case 'money':
      return [figureCell(world, value as Figure)]; // the schema of these kinds
    case 'year': {
      const { value: year, sources } = value as { value: number; sources: number[] }; // the schema of the kind
      return [
        { text: String(year), note: t('figures.sourcesOnly', { sources: sources.join(', ') }) },
      ];
    }
    case 'date':
      return [{ text: formatDate(String(value), locale) }];
    case 'flag':
      return [{ text: t(value === true ? 'common.yes' : 'common.no') }];
    case 'web-address':
      return [
        {
          text: String(value)
            .replace(/^https?:\/\/(www\.)?/, '')
            .replace(/\/$/, ''),
          href: String(value),
        },
      ];
    case 'reference': {
      const target = field.target as TypeName; // entry.ts throws for any other
      const title = titleOf(target, String(value));
      return [
        {
          text: title?.text ?? String(value),
          ...(title?.lang && { lang: title.lang }),
          // What readers cannot see has no address for them.
          ...(title && { href: entryHref(target, String(value), locale) }),
        },
      ];
    }
    case 'texts':
      return (value as string[]).map((text) => phraseOf(entry, name, text)); // the schema of the kind
    default:
      return [phraseOf(entry, name, String(value))];
  }
}

/** A source as the list of sources shows it. */
export function sourceView(source: Source, { locale }: Pick<FactWorld, 'locale'>) {
  const detail = [source.publisher, source.date && formatDate(source.date, locale)]
    .filter(Boolean)
    .join(', ');
  return {
    title: source.title,
    ...(source.url && { href: source.url }),
    ...(detail !== '' && { detail }),
  };
}

/** How far to trust an entry on that day. */
export function freshnessOf(entry: Entry, today: string): Freshness {
  const values: Readonly<Record<string, unknown>> = entry.data;
  const sourceDates = [
    ...(typeof values.asOf === 'string' ? [values.asOf] : []),
    ...(typeof values.date === 'string' ? [values.date] : []),
    ...(entry.data.sources ?? []).map(({ date }) => date),
  ];
  return freshness(entry.data.checkedOn, newestOf(sourceDates), today);
}

/** The same in words. */
export function freshnessView({ entry, locale, t, today }: FactWorld): EntryView['freshness'] {
  const { state, date, by } = freshnessOf(entry, today);
  const tones = { verified: 'good', check: 'warn', old: 'muted' } as const;
  return {
    label: t(`freshness.${state}`),
    tone: tones[state],
    detail:
      date === undefined
        ? t('freshness.undated')
        : t(`freshness.${by === 'check' ? 'checked' : 'sourceDate'}`, {
            date: formatDate(date, locale),
          }),
  };
}
