/**
 * The endings of Turkish words, written once as patterns and spelled out into tables. Everything is on
 * folded letters, so that a word typed without ş, ı or ğ is analysed as well as one typed with them.
 */

/** What an ending may follow: a stem that ends in a vowel, in a consonant, or in either. */
const afterVowel = 1;
const afterConsonant = 2;
const afterAny = afterVowel | afterConsonant;

export type Endings = { readonly contexts: ReadonlyMap<string, number>; readonly longest: number };

export const isVowel = (letter: string | undefined): boolean =>
  letter === 'a' || letter === 'e' || letter === 'i' || letter === 'o' || letter === 'u';

function lastVowel(stem: string): string | undefined {
  for (let i = stem.length - 1; i >= 0; i--) if (isVowel(stem[i])) return stem[i];
  return undefined;
}

const firstVowel = (ending: string): string | undefined => /[aeiou]/.exec(ending)?.[0];

type Row = readonly [pattern: string, context: number];

const join = (before: readonly string[], after: readonly string[]) =>
  before.flatMap((a) => after.map((b) => a + b));

/** -ki makes a noun of a place or an owner (bölgedeki, kümeninkiler), which takes endings again. */
const ki = [
  'ki',
  'kiler',
  'kilerin',
  'kileri',
  'kilere',
  'kilerden',
  'kilerde',
  'kinin',
  'kine',
  'kini',
  'kinden',
];

/** The case endings and what may follow each: küme+yi, küme+de+ki+ler, küme+nin+dir. */
function cases(kind: 'consonant' | 'vowel' | 'possessive'): string[] {
  const [object, to, of, by, manner] = {
    consonant: ['I', 'A', 'In', 'lA', 'CA'],
    vowel: ['yI', 'yA', 'nIn', 'ylA', 'CA'],
    possessive: ['nI', 'nA', 'nIn', 'ylA', 'ncA'],
  }[kind] as [string, string, string, string, string];
  const at = kind === 'possessive' ? 'ndA' : 'DA';
  const copulas = kind === 'consonant' ? ['DIr', 'DI'] : ['DIr', 'ydI', 'ymIS', 'ysA', 'yken'];
  return [
    '',
    ...copulas,
    ...[object, to, by, manner],
    ...join([at], ['', 'DIr', 'ydI', 'n', 'nDIr', ...ki]),
    ...join([of], ['', 'ki', 'DIr']),
  ];
}

/** Number, possessor and case. Without "my" and "thy", whose -Im would eat yatır+ım: see `personal`. */
const nominalRows: Row[] = [
  ...cases('consonant').map((c): Row => [c, afterConsonant]),
  ...cases('vowel').map((c): Row => [c, afterVowel]),
  ...join(['I'], cases('possessive')).map((c): Row => [c, afterConsonant]),
  ...join(['sI'], cases('possessive')).map((c): Row => [c, afterVowel]),
  ...join(['lAr'], cases('consonant')).map((c): Row => [c, afterAny]),
  ...join(['lArI'], cases('possessive')).map((c): Row => [c, afterAny]),
  ...join(['ImIz', 'InIz'], cases('consonant')).map((c): Row => [c, afterConsonant]),
  ...join(['mIz', 'nIz'], cases('consonant')).map((c): Row => [c, afterVowel]),
  ...join(['lArImIz', 'lArInIz'], cases('consonant')).map((c): Row => [c, afterAny]),
];

/** My and thy: şirket+im, fabrika+m+da, fatura+n+ı. Asked only where no other reading is known. */
const personalRows: Row[] = [
  ...join(['Im', 'In'], cases('consonant')).map((c): Row => [c, afterConsonant]),
  ...join(['m', 'n'], cases('consonant')).map((c): Row => [c, afterVowel]),
  ...join(['lArIm', 'lArIn'], cases('consonant')).map((c): Row => [c, afterAny]),
];

const persons = [
  '',
  'Im',
  'yIm',
  'sIn',
  'Iz',
  'yIz',
  'sInIz',
  'lAr',
  'DIr',
  'DIrlAr',
  'DI',
  'SA',
  'ken',
];
const pastPersons = ['', 'm', 'n', 'k', 'nIz', 'lAr'];

/** Endings of a verb that no noun ending follows: destekle+r, başvur+abil+ir+siniz, yap+ıl+ıyor+du. */
const verbalRows: Row[] = [
  ...join(['Ir', 'Ar', 'Iyor', 'AcAk', 'AcAg'], persons).map((c): Row => [c, afterConsonant]),
  ...join(['r', 'yAcAk', 'yAcAg'], persons).map((c): Row => [c, afterVowel]),
  ...join(['mIS', 'mAlI', 'mAktA', 'mAz'], persons).map((c): Row => [c, afterAny]),
  ...join(['DI', 'sA'], pastPersons).map((c): Row => [c, afterAny]),
  ...['Ip', 'ArAk', 'IncA'].map((c): Row => [c, afterConsonant]),
  ...['yIp', 'yArAk', 'yIncA'].map((c): Row => [c, afterVowel]),
  ...['mAdAn', 'DIkCA', 'mAk', 'mAktAn', 'mAklA', 'mAksIzIn', 'mAyA'].map((c): Row => [
    c,
    afterAny,
  ]),
  ...['mAk', 'mAyA'].map((c): Row => [`${c}ydI`, afterAny]),
];

/**
 * Verb forms that nouns are made of; noun endings follow: destekle+yen+ler, kümelen+diğ+i,
 * uygulan+acak+tır. -mA is none of them: kümelenme is a word of its own.
 */
const participleRows: Row[] = [
  ...['An', 'AcAk', 'AcAg'].map((c): Row => [c, afterConsonant]),
  ...['yAn', 'yAcAk', 'yAcAg'].map((c): Row => [c, afterVowel]),
  ...['DIk', 'DIg', 'mIS', 'mAk', 'mAdIk', 'mAyAn', 'mAyAcAk'].map((c): Row => [c, afterAny]),
];

const letters: Readonly<Record<string, readonly string[]>> = {
  A: ['a', 'e'],
  I: ['i', 'u'],
  D: ['d', 't'],
  C: ['c'],
  S: ['s'],
};

/**
 * All spellings of a pattern that vowel harmony allows: after a no e, after e no a; after u no i but for
 * an a between. What is lost by folding (ı and i, o and ö) is let pass.
 */
function spellings(pattern: string): string[] {
  let done: { text: string; open: string; high: string }[] = [{ text: '', open: '', high: '' }];
  for (const sign of pattern) {
    done = done.flatMap(({ text, open, high }) =>
      (letters[sign] ?? [sign]).flatMap((letter) => {
        if (sign === 'A' && open !== '' && letter !== open) return [];
        if (sign === 'I' && high !== '' && (letter === 'u') !== 'ou'.includes(high)) return [];
        if (!isVowel(letter)) return [{ text: text + letter, open, high }];
        const nextOpen = sign === 'A' ? letter : /[a-z]/.test(sign) ? 'e' : open;
        return [{ text: text + letter, open: sign === 'I' ? open : nextOpen, high: letter }];
      }),
    );
  }
  return done.map(({ text }) => text);
}

function tableOf(rows: readonly Row[]): Endings {
  const contexts = new Map<string, number>();
  let longest = 0;
  for (const [pattern, context] of rows) {
    if (pattern === '') continue;
    for (const text of spellings(pattern)) {
      contexts.set(text, (contexts.get(text) ?? 0) | context);
      longest = Math.max(longest, text.length);
    }
  }
  return { contexts, longest };
}

export const nominal = tableOf(nominalRows);
export const personal = tableOf(personalRows);
export const verbal = tableOf(verbalRows);
export const participial = tableOf(participleRows);

/**
 * Whether an ending can stand behind a stem: küme+si but ajans+ı, destek+ten but küme+den, and in harmony.
 * `foreign` lets front endings follow back stems, as in hak-i+kat+ler, saat+ler.
 */
export function fits(endings: Endings, stem: string, ending: string, foreign = false): boolean {
  const context = endings.contexts.get(ending);
  if (context === undefined) return false;
  const last = stem.at(-1);
  if (last === undefined || !(context & (isVowel(last) ? afterVowel : afterConsonant)))
    return false;
  const before = lastVowel(stem);
  if (before === undefined) return false;
  const vowel = firstVowel(ending);
  if (vowel === 'a' && before === 'e') return false;
  if (vowel === 'e' && before === 'a' && !foreign) return false;
  if (vowel === 'i' && (before === 'o' || before === 'u') && !foreign) return false;
  if (vowel === 'u' && (before === 'a' || before === 'e' || before === 'i')) return false;
  // t stands after voiceless letters only, d after the others; folding hides which c and s are.
  if (ending.startsWith('t') && !'pctkshf'.includes(last)) return false;
  return !(ending.startsWith('d') && 'ptkfh'.includes(last));
}

/** A last letter that softens before a vowel, hard again: desteğ- → destek, taleb- → talep. */
export const hardened = (stem: string): string => {
  const hard = { g: 'k', b: 'p', d: 't' }[stem.at(-1) ?? ''];
  return hard === undefined ? stem : stem.slice(0, -1) + hard;
};
