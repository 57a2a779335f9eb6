import { entryHref } from '#lib/addresses';
import { indicatorWords } from '#lib/benchmark-words';
import { asOfWords } from '#lib/cards';
import { fieldsOf, typeNames, type EntryData, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { Field, Figure, Locale, Relation, Source } from '#lib/field';
import { formatMoney, formatNumber, formatPercent } from '#lib/format';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import { texts } from '#lib/messages';
import type { EntryWorld } from '#lib/entry-record';

type ProgrammeRule = NonNullable<EntryData<'programme'>['rules']>[number];

/**
 * Entries as a table for people: a row each, headings and values in words. Of one type, every field has
 * its column; entries of several types share what all have.
 */
export function entryTable(
  entries: readonly Entry[],
  type: TypeName | undefined,
  world: EntryWorld,
): string[][] {
  const t = texts(world.locale);
  const fields = type ? Object.entries(fieldsOf(type)).filter(([name]) => name !== 'title') : [];
  const heading = [
    t('fields.title'),
    ...fields.map(([name]) => t(`fields.${name}`)),
    ...['type', 'summary', 'address', 'changed'].map((name) => t(`files.columns.${name}`)),
  ];
  const rows = entries.map((entry) => {
    const values: Readonly<Record<string, unknown>> = entry.data;
    return [
      entry.data.title,
      ...fields.map(([name, field]) =>
        values[name] === undefined ? '' : inWords(field, values[name], world),
      ),
      t(`types.${entry.type}.singular`),
      render(entry.body).lead,
      world.site + entryHref(entry.type, entry.slug, world.locale),
      world.changedAt(entry).toISOString().slice(0, 10),
    ];
  });
  return [heading, ...rows];
}

function inWords(field: Field, value: unknown, { locale, titleOf }: EntryWorld): string {
  const t = texts(locale);
  const { list, kind } = field;
  if (list && kind !== 'figure' && kind !== 'money')
    return [value]
      .flat()
      .map((code) => labelOf(list, String(code), t))
      .join('; ');
  const target = typeNames.find((name) => name === field.target);
  const title = (slug: string) => (target && titleOf(target, slug)?.text) ?? slug;
  switch (kind) {
    case 'money':
    case 'figure':
      return figureInWords(value as Figure, locale); // the schema of these kinds
    case 'year':
      return String((value as { value: number }).value);
    case 'flag':
      return t(value === true ? 'common.yes' : 'common.no');
    case 'texts':
      return (value as string[]).join('\n');
    case 'indicators':
      return (value as NonNullable<EntryData<'cluster'>['indicators']>) // the only type with indicators
        .map((item) => {
          const words = indicatorWords(item, locale, t);
          const said = `${words.name.text}: ${words.value} ${words.unit.text}`.trimEnd();
          return item.year ? t('figures.asOf', { value: said, date: item.year }) : said;
        })
        .join('\n');
    case 'reference':
      return title(String(value));
    case 'rules':
      return (value as ProgrammeRule[]).map(({ text }) => text[locale] ?? text.tr).join('\n');
    case 'relations':
      return (value as Relation[]).map(({ to }) => title(to)).join('\n');
    case 'sources':
      return (value as Source[])
        .map(({ title: name, publisher, date, url }) =>
          [name, publisher, date, url].filter(Boolean).join(', '),
        )
        .join('\n');
    default:
      return value === 'unknown' ? t('figures.undated') : String(value);
  }
}

function figureInWords(figure: Figure, locale: Locale): string {
  const t = texts(locale);
  const { value, currency, unit, asOf } = figure;
  const said = currency
    ? formatMoney(value, currency, locale)
    : unit === 'percent'
      ? formatPercent(value, locale)
      : unit
        ? t(`lists.units.${unit}`, { count: value })
        : formatNumber(value, locale);
  return t('figures.asOf', { value: said, date: asOfWords(asOf, locale, t) });
}
