import type { Locale } from '#lib/field';
import { lower } from '#lib/turkish/letters';

export type Amount = { readonly value: number; readonly currency: string };

const plain = {
  tr: '\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:,\\d+)?',
  en: '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?',
} as const;
/** Numbers that share what follows them: "250.000-500.000 avro", "0,5 ile 2,5 milyon avro". */
const several = (number: string) =>
  `(?<![\\d.,])((?:${number})(?:\\s*(?:[-–/]|ile|ila|ve|to|and)\\s*(?:${number}))*)`;
const scales = { bin: 1e3, milyon: 1e6, milyar: 1e9, thousand: 1e3, million: 1e6, billion: 1e9 };
const currencies =
  '(TL|TRY|Türk lirası|lira|ABD doları|US dollars?|dolar|dollars?|USD|avro|euros?|EUR)';

const amountPatterns = {
  tr: new RegExp(`${several(plain.tr)}\\s*(bin|milyon|milyar)?\\s*${currencies}`, 'giu'),
  en: new RegExp(`${several(plain.en)}\\s*(thousand|million|billion)?\\s*${currencies}`, 'giu'),
};

const valueOf = (written: string, locale: Locale): number =>
  Number(
    locale === 'tr' ? written.replaceAll('.', '').replace(',', '.') : written.replaceAll(',', ''),
  );

const numbersIn = (written: string, locale: Locale): number[] =>
  [...written.matchAll(new RegExp(plain[locale], 'g'))].map(([number]) => valueOf(number, locale));

const currencyOf = (word: string): string =>
  /avro|eur/i.test(word) ? 'EUR' : /dol|usd/i.test(word) ? 'USD' : 'TRY';

/** Amounts of money that a text names, in figures: "300 bin TL", "1.500.000 lira", "€" not. */
export const amountsIn = (text: string, locale: Locale): Amount[] =>
  [...text.matchAll(amountPatterns[locale])].flatMap(
    ([, numbers = '', scale = '', currency = '']) => {
      const factor = Object.entries(scales).find(([word]) => word === lower(scale))?.[1] ?? 1;
      return numbersIn(numbers, locale).map((value) => ({
        value: value * factor,
        currency: currencyOf(currency),
      }));
    },
  );

const percentPatterns = {
  tr: new RegExp(`(?:%\\s?|yüzde )${several(plain.tr)}`, 'giu'),
  en: new RegExp(`${several(plain.en)}\\s?(?:%|per ?cent)`, 'giu'),
};

/** Percentages that a text names in figures. */
export const percentsIn = (text: string, locale: Locale): number[] =>
  [...text.matchAll(percentPatterns[locale])].flatMap(([, numbers = '']) =>
    numbersIn(numbers, locale),
  );

const months = {
  tr: 'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık'.split(' '),
  en: 'january february march april may june july august september october november december'.split(
    ' ',
  ),
};
const dayPatterns = {
  tr: new RegExp(`(?<!\\d)(\\d{1,2})\\s(${months.tr.join('|')})\\s(\\d{4})(?!\\d)`, 'giu'),
  en: new RegExp(`(?<!\\d)(\\d{1,2})\\s(${months.en.join('|')})\\s(\\d{4})(?!\\d)`, 'giu'),
};

/** Days that a text names with their year, as `YYYY-MM-DD`, and where they stand. */
export const daysIn = (text: string, locale: Locale): { day: string; at: number }[] =>
  [...text.matchAll(dayPatterns[locale])].map(
    ({ 1: day = '', 2: month = '', 3: year = '', index }) => ({
      day: `${year}-${String(months[locale].indexOf(locale === 'tr' ? lower(month) : month.toLowerCase()) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`,
      at: index,
    }),
  );
