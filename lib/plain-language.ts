import type { Locale } from '#lib/field';
import { paragraphsOf } from '#lib/markdown';
import type { Translate } from '#lib/messages';
import { lower } from '#lib/turkish/letters';

/** From easiest to hardest, in steps of Ateşman's table. */
export const readingGrades = ['very-easy', 'easy', 'medium', 'hard', 'very-hard'] as const;
export type ReadingGrade = (typeof readingGrades)[number];

export const plainHintCodes = ['long-sentence', 'abbreviation', 'passives'] as const;

/** Something that may make a text hard to read. `code` names a sentence under `plainLanguage.hints`. */
export type PlainHint = {
  /** The line of the text, counted from 1. */
  readonly line: number;
  readonly code: (typeof plainHintCodes)[number];
  /** The words it is about: a sentence's beginning, an abbreviation. */
  readonly excerpt: string;
  readonly values: Readonly<Record<string, string | number>>;
};

export type PlainLanguage = {
  readonly sentences: number;
  readonly words: number;
  /** None where the text has fewer words than `fewestWords`: a sum over so few says nothing. */
  readonly ease?: { readonly score: number; readonly grade: ReadingGrade };
  /** In the order of the text. */
  readonly hints: readonly PlainHint[];
};

/** Ateşman took passages of about 100 words; below this we say nothing. */
export const fewestWords = 30;
/** GOV.UK content design lets a sentence have 25 words; Turkish says the same in fewer, longer ones. */
export const mostWords = { tr: 20, en: 25 } as const satisfies Record<Locale, number>;

/**
 * How easy the words of a Markdown text are to read, and what an editor may want to put more simply. The
 * score is Ateşman's for Turkish (E. Ateşman, "Türkçede okunabilirliğin ölçülmesi", Dil Dergisi 58, 1997)
 * and Flesch's for English (R. Flesch, "A new readability yardstick", 1948): near 100 easy, near 0 hard.
 * Numbers are no words here. `known` are abbreviations that need no explanation.
 */
export function plainLanguage(
  text: string,
  locale: Locale,
  known: ReadonlySet<string>,
): PlainLanguage {
  const sentences = paragraphsOf(text).flatMap((paragraph) => {
    let [line, seen] = [paragraph.line, 0];
    return sentencesOf(paragraph.text, locale).map(({ start, text: words }) => {
      line += paragraph.text.slice(seen, start).split('\n').length - 1;
      seen = start;
      return { line, text: words.replace(/\s+/g, ' ') };
    });
  });
  const words = sentences.flatMap((sentence) => wordsOf(sentence.text));
  const counted = { sentences: sentences.length, words: words.length };
  const whole = sentences.map((sentence) => sentence.text).join(' ');
  const told = new Set<string>();
  const hints = sentences.flatMap((sentence): PlainHint[] => [
    ...longSentence(sentence, locale),
    ...abbreviationsIn(sentence.text)
      .filter((short) => !known.has(short) && !told.has(short) && !isExplained(short, whole))
      .map((short): PlainHint => {
        told.add(short);
        return { line: sentence.line, code: 'abbreviation', excerpt: short, values: {} };
      }),
    ...(locale === 'tr' ? passivesIn(sentence) : []),
  ]);
  if (words.length < fewestWords) return { ...counted, hints };
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word, locale), 0);
  const [perWord, perSentence] = [syllables / words.length, words.length / sentences.length];
  const score =
    locale === 'tr'
      ? 198.825 - 40.175 * perWord - 2.61 * perSentence
      : 206.835 - 84.6 * perWord - 1.015 * perSentence;
  return { ...counted, ease: { score, grade: gradeOf(score) }, hints };
}

/** One sentence for an editor. */
export const hintSentence = ({ code, excerpt, values }: PlainHint, t: Translate): string =>
  t(`plainLanguage.hints.${code}`, { excerpt, ...values });

/** The grade of a score by Ateşman's table; Flesch's has the same bounds with finer names. */
const gradeOf = (score: number): ReadingGrade =>
  score >= 90
    ? 'very-easy'
    : score >= 70
      ? 'easy'
      : score >= 50
        ? 'medium'
        : score >= 30
          ? 'hard'
          : 'very-hard';

type Sentence = { readonly line: number; readonly text: string };

const excerptOf = (text: string): string => {
  const words = text.split(' ');
  return words.length <= 6 ? text : `${words.slice(0, 6).join(' ')}…`;
};

function longSentence({ line, text }: Sentence, locale: Locale): PlainHint[] {
  const count = wordsOf(text).length;
  const most = mostWords[locale];
  return count > most
    ? [{ line, code: 'long-sentence', excerpt: excerptOf(text), values: { count, most } }]
    : [];
}

// Sentences. A point ends one only where a new one can begin behind it.

/** Abbreviations behind which a sentence goes on, in small letters and without their last point. */
const goingOn = {
  tr: 'a.ş alb apt av bkz bl böl bşk cad dr doç gn hz ing ltd m.ö m.s mah md müd no örn prof s sk sok sn st şb şti tel uzm vb yrd yy çev krş haz',
  en: 'approx cf co dr e.g eds fig i.e inc jr ltd mr mrs ms no p pp prof sr st vs a.ş şti',
} as const satisfies Record<Locale, string>;
const abbreviations = {
  tr: new Set<string>(goingOn.tr.split(' ')),
  en: new Set<string>(goingOn.en.split(' ')),
};
/** These stand at the end of lists: a capital behind them begins a sentence. */
const listEnd = new Set(['vb', 'vs', 'vd', 'etc']);

/** The sentences of a text with their places in it. */
export function sentencesOf(text: string, locale: Locale): { start: number; text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  const cut = (end: number) => {
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    if (/[\p{L}\p{N}]/u.test(trimmed))
      found.push({ start: start + raw.length - raw.trimStart().length, text: trimmed });
    start = end;
  };
  for (const match of text.matchAll(/[.!?…]+["'”’»)\]]*(?=\s+["'“‘«([]*[\p{Lu}\p{N}])/gu))
    if (!match[0].startsWith('.') || match[0].startsWith('..') || endsHere(text, match, locale))
      cut(match.index + match[0].length);
  cut(text.length);
  return found;
}

function endsHere(text: string, { index, 0: sign }: RegExpExecArray, locale: Locale): boolean {
  if (sign.length > 1) return true;
  // No abbreviation is longer.
  const [before = ''] = /\S*$/.exec(text.slice(Math.max(0, index - 24), index)) ?? [];
  const word = lower(before.replace(/^[("'“‘«[]+/, ''));
  if (listEnd.has(word)) return true;
  if (abbreviations[locale].has(word)) return false;
  // Initials: A. Yılmaz.
  if (/^\p{L}$/u.test(word)) return false;
  // "11. Kalkınma Planı": in Turkish a short number with a point is an ordinal.
  return !(locale === 'tr' && /^\d{1,3}$/.test(word));
}

// Words.

const wordsOf = (text: string): string[] =>
  text.match(/\p{L}[\p{L}\p{M}\p{N}]*(?:[-'’.]\p{L}[\p{L}\p{M}]*)*/gu) ?? [];

const turkishVowels = /[aeıioöuüâîû]/gu;

/** In Turkish every vowel is a syllable. In English groups of vowels are counted, but for a silent e. */
function syllablesIn(word: string, locale: Locale): number {
  if (locale === 'tr') return Math.max(1, lower(word).match(turkishVowels)?.length ?? 0);
  const small = word.toLowerCase().replace(/[^a-z]/g, '');
  const spoken = small.replace(/(?:[^laeiouy]|[^aeiouy]l(?=e$)|l(?=es?d?$))es?$|(?<=[^td])ed$/, '');
  return Math.max(1, (spoken === '' ? small : spoken).match(/[aeiouy]+/g)?.length ?? 0);
}

// Abbreviations.

const shortForm = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?:[-/&]\p{Lu}{2,})*(?![\p{L}\p{N}-])/gu;
const isRoman = (word: string): boolean => /^[IVXLC]+$/.test(word);

/** The abbreviations of a text, each once; none where the text is in capitals altogether. */
export function abbreviationsIn(text: string): string[] {
  const all = [...text.matchAll(shortForm)].map(([short]) => short);
  if (all.length > 2 && all.length * 2 > wordsOf(text).length) return [];
  return [...new Set(all.filter((short) => !isRoman(short)))];
}

/** Whether the text says what it stands for: "Ad (KISA)" or "KISA (ad)". */
function isExplained(short: string, text: string): boolean {
  return new RegExp(
    `\\(${short}[),;:\\s]|(?<![\\p{L}\\p{N}])${short}(?:['’]\\p{L}+)?\\s+\\([^)]*\\p{L}+\\s+\\p{L}`,
    'u',
  ).test(text);
}

// Passives.

const tenses =
  '(?:[ıiuü]r|[ıiuü]yor|[dt][ıiuü]|m[ıiuü]ş|acak|ecek|mal[ıi]|meli|[ae]bilir|m[ae]z|m[ae]kta|m[ae]kte)(?:d[ıiuü]r|t[ıiuü]r)?(?:l[ae]r)?';
const verbalNoun = 'm[ae](?:s[ıi](?:n[ıiae]?n?|yl[ae])?|k|l[ae]r[ıi])';
/** After a consonant -ıl, after l -ın, after la or le -n: the passive's forms that are nearly always one. */
const passiveForm = new RegExp(
  `^(.*[aeıioöuü].*?)(?:(?<=[^aeıioöuül])[ıiuü]l|(?<=l)[ıiuü]n|(?<=l[ae])n)(?:${tenses}|${verbalNoun})$`,
  'u',
);
/** What only looks like one: verbs that join, part, benefit or meet, and the renewable. */
const notPassive =
  /^(?:yenilenebilir$|(?:kat|ayr|yay|kurtul|yor|bay|üz|sar|dağ|geciki?|kur[tu]|yan|sok|bul|.*\b(?:yarar|fayda|kaynak|ilgi|son|can|güç|ev|eğ|din|örgüt|küme|ses|kul|top|yaş|hız|ray|uz|dikey|öz))(?:l?[ıiuü]l|[ıiuü]n|l[ae]n))/u;

/** The passive verbs of a sentence that say something happens, not those that stand before a noun. */
function passivesIn({ line, text }: Sentence): PlainHint[] {
  const verbs = wordsOf(text)
    .map(lower)
    .filter((word) => passiveForm.test(word) && !notPassive.test(word));
  return verbs.length < 2
    ? []
    : [
        {
          line,
          code: 'passives',
          excerpt: excerptOf(text),
          values: { count: verbs.length, verbs: verbs.join(', ') },
        },
      ];
}
