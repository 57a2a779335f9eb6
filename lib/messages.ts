import { createTranslator } from 'next-intl';
import en from '../messages/en.json';
import tr from '../messages/tr.json';
import type { Locale } from '#lib/field';

export const locales = ['tr', 'en'] as const satisfies readonly Locale[];

export const isLocale = (value: string): value is Locale => value === 'tr' || value === 'en';

const messages = { tr, en };

export type Translate = (key: string, values?: Record<string, string | number>) => string;

/**
 * The texts of one language by key. A missing key or value is our own bug and throws, so no reader
 * ever sees a raw key; the tests ask for every key that content types need.
 */
export const translate = (locale: Locale): Translate => {
  const translator = createTranslator({
    locale,
    messages: messages[locale],
    timeZone: 'Europe/Istanbul',
    onError: (error) => {
      throw error;
    },
  });
  // Keys are often built from content types, so they are plain strings here; the error above stands guard.
  return translator as unknown as Translate;
};

const translators = { tr: translate('tr'), en: translate('en') };

/** The shared translator of a language. */
export const texts = (locale: Locale): Translate => translators[locale];
