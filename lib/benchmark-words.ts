import { measureOf, type Measure } from '#lib/benchmark-catalogue';
import type { EntryData } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { formatMoney, formatNumber, formatPercent } from '#lib/format';
import type { Translate } from '#lib/messages';
import type { Phrase } from '#lib/view';

/** What a measure is called: the indicator, and which of its numbers where it has several. */
export const measureName = ({ indicator, name }: Measure, locale: Locale): string =>
  name ? `${indicator.name[locale]}: ${name[locale]}` : indicator.name[locale];

/** A value with its unit: "225 üye", "%83", "6.000.000 avro", "Evet", "Altın". */
export function valueWords(
  { unit }: Pick<Measure, 'unit'>,
  value: number | boolean | string,
  currency: string | undefined,
  locale: Locale,
  t: Translate,
): string {
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'string')
    return t(unit === 'label' ? `lists.clusterLabels.${value}` : `benchmark.drivers.${value}`);
  if (unit === 'percent' || unit === 'change') return formatPercent(value, locale);
  if (unit === 'money')
    return currency ? formatMoney(value, currency, locale) : formatNumber(value, locale);
  return t(`benchmark.values.${unit}`, { count: value });
}

type Item = NonNullable<EntryData<'cluster'>['indicators']>[number];

/** A figure of a cluster's own list in words; the source's name and unit are Turkish. */
export function indicatorWords(
  item: Item,
  locale: Locale,
  t: Translate,
): { name: Phrase; value: string; unit: Phrase } {
  const said = (text: string): Phrase => ({
    text,
    ...(locale === 'en' && { lang: 'tr' as const }),
  });
  const { name, value, unit } = item;
  const measure = item.code === undefined ? undefined : measureOf(item.code);
  const isPlain = typeof value === 'number' && unit !== undefined && name !== undefined;
  return {
    name: name === undefined ? { text: measure ? measureName(measure, locale) : '' } : said(name),
    value:
      isPlain || !measure
        ? formatNumber(Number(value), locale)
        : valueWords(measure, value, unit?.split(' ')[0], locale, t),
    unit: isPlain ? said(unit) : { text: '' },
  };
}
