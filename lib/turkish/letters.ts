/** The only place that knows Turkish letters: everything that compares, sorts or spells goes through here. */

// Accents that NFKD has parted from their letters, and what takes no room: soft hyphens, joiners.
const invisible = /[\p{M}\p{Cf}]+/gu;
const ascii = /^[\0-\x7f]*$/;

/**
 * Letters without case and accents, so that İSTANBUL, istanbul and ıstanbul are one word. Never
 * `toLowerCase()` first: 'İ'.toLowerCase() is two code points.
 */
export const fold = (text: string): string =>
  ascii.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(invisible, '')
        .toLowerCase()
        .replaceAll('ı', 'i')
        .replaceAll('ß', 'ss')
        .replaceAll('æ', 'ae')
        .replaceAll('ø', 'o')
        .replaceAll('ς', 'σ');

/** Small letters as Turkish writes them: I becomes ı, İ becomes i. */
export const lower = (text: string): string => text.toLocaleLowerCase('tr');

/** An address part from a title: `UR-GE` gives `ur-ge`, `küme yöneticisi` gives `kume-yoneticisi`. */
export const slugify = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const collators = {
  tr: new Intl.Collator('tr', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/** Alphabetical order in the reader's language: Turkish has ç after c, ı before i. */
export const compare = (locale: 'tr' | 'en') => (a: string, b: string) =>
  collators[locale].compare(a, b);

export const turkishAlphabet = 'ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ';

/** The letter under which a word stands in a Turkish list. */
export const initialOf = (text: string): string => {
  const letter = text.trim().charAt(0).toLocaleUpperCase('tr');
  if (letter === '') return '#';
  if (turkishAlphabet.includes(letter)) return letter;
  const plain = fold(letter).toUpperCase();
  return turkishAlphabet.includes(plain) ? plain : '#';
};

/**
 * A key that the engine can sort by plain comparison (it puts ı after z): every letter becomes its
 * place in the Turkish alphabet, every run of digits its value.
 */
export const sortKey = (text: string): string =>
  (
    text
      .normalize('NFC')
      .toLocaleUpperCase('tr')
      .match(/\d+|\p{L}\p{M}*|\s+/gu) ?? []
  )
    .map((token) => {
      if (/^\d/.test(token)) return `1${token.padStart(9, '0').slice(-9)}`;
      if (/^\s/.test(token)) return '0';
      let place = turkishAlphabet.indexOf(token);
      if (place < 0) place = turkishAlphabet.indexOf(fold(token).toUpperCase());
      return String(place < 0 ? 99 : 20 + place);
    })
    .join('')
    .slice(0, 160);
