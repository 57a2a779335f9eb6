import type { Locale } from '#lib/field';

const tags = { tr: 'tr-TR', en: 'en-GB' } as const;

/** 1500000 is 1.500.000 in Turkish and 1,500,000 in English. */
export const formatNumber = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 2 }).format(value);

/** Lira as "1.500.000 TL", others with their code: a sign alone ($) does not say whose it is. */
export const formatMoney = (value: number, currency: string, locale: Locale): string =>
  `${formatNumber(value, locale)} ${currency === 'TRY' ? 'TL' : currency === 'EUR' && locale === 'tr' ? 'avro' : currency}`;

export const formatPercent = (value: number, locale: Locale): string =>
  locale === 'tr' ? `%${formatNumber(value, locale)}` : `${formatNumber(value, locale)}%`;

/** A score between 0 and 1, with three digits so that scores can be held against each other. */
export const formatScore = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(tags[locale], {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  }).format(value);

/** A measured amount with its unit, to three digits: "6,21 ms". */
export const formatAmount = (
  value: number,
  unit: 'megabyte' | 'second' | 'millisecond',
  locale: Locale,
): string =>
  new Intl.NumberFormat(tags[locale], {
    style: 'unit',
    unit,
    maximumSignificantDigits: 3,
  }).format(value);

/** A date as exactly as it is known: "31 Ocak 2026", "Ocak 2026" or "2026". */
export function formatDate(date: string, locale: Locale): string {
  const [, month, day] = date.split('-');
  if (!month) return date;
  return new Intl.DateTimeFormat(tags[locale], {
    year: 'numeric',
    month: 'long',
    ...(day && { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${date.slice(0, 7)}-${day ?? '01'}T00:00:00Z`));
}

/** The calendar day in Türkiye, as `YYYY-MM-DD`. */
export const dayInTurkiye = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Istanbul' }).format(now);

/** The name of a date's day of the week. */
export const formatWeekday = (date: string, locale: Locale, weekday: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(tags[locale], { weekday, timeZone: 'UTC' }).format(new Date(date));
