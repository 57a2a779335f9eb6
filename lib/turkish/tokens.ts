import { fold, lower } from '#lib/turkish/letters';
import { remembering } from '#lib/turkish/remembering';

/** A stretch of text that is searched as one: a word, a number with its points, UR-GE, "iş birliği". */
export type Piece = {
  readonly start: number;
  readonly end: number;
  /** The word in small letters, composed, without what an apostrophe parts from it. */
  readonly word: string;
  /** How it is known if not by the stem of `word`: urge, 309x5, isbirlik. */
  readonly code?: string;
  /** What else one may call it: the halves of iş birliği, the numbers of a date. */
  readonly parts: readonly Piece[];
};

/** The second halves, by stem, that make one word with a first one. */
export type Compounds = ReadonlyMap<string, ReadonlySet<string>>;

/** All signs that people type for an apostrophe. */
const apostrophes = "'’‘ʼ`´′＇";
const inside = '\\p{L}\\p{M}\\p{N}\\u00ad\\u200b-\\u200d\\u2060\\ufeff';
const wordPattern = new RegExp(`([${inside}]+)((?:[${apostrophes}][\\p{L}\\p{M}]+)*)`, 'gu');
const apostrophePattern = new RegExp(`[${apostrophes}]`, 'u');

const hyphen = /^(?:[-‐‑‒–&]|&amp;)$/;
const numberJoint = /^[./,]$/;
const digits = /^\d+$/;

const wordOf = remembering((written) => lower(written.normalize('NFC')));
const foldedOf = remembering(fold);

/** Words and numbers of a text with their places, in one pass. */
function wordsOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, written: string, end: number) => {
    // Accents and joiners without a letter are no word.
    if (foldedOf(written) !== '') pieces.push({ start, end, word: wordOf(written), parts: [] });
  };
  for (const match of text.matchAll(wordPattern)) {
    const [whole, head = '', rest = ''] = match;
    const { index } = match;
    const end = index + whole.length;
    // The literal text &amp; holds no word.
    if (head === 'amp' && text[index - 1] === '&' && text[end] === ';') continue;
    // TÜBİTAK1501 is a name and a number, KA220VET a name, a number and a name.
    const parts = /\d/.test(head) ? [...head.matchAll(/\d+|[^\d]+/g)] : [];
    if (parts.length > 1) {
      for (const [place, part] of parts.entries()) {
        const start = index + part.index;
        add(start, part[0], place === parts.length - 1 ? end : start + part[0].length);
      }
    } else if (head.length === 1 && rest !== '' && !digits.test(head)) {
      // d'Azur, l'Est: before the apostrophe stands an article, not the word.
      add(index, head, index + 1);
      add(index + 2, rest.slice(1).split(apostrophePattern)[0] ?? '', end);
    } else add(index, head, end);
  }
  return pieces;
}

/** Reads a text into pieces. `stem` is asked for the second half of a compound. */
export function piecesOf(
  text: string,
  compounds: Compounds,
  stem: (word: string) => string,
): Piece[] {
  const words = wordsOf(text);
  const pieces: Piece[] = [];
  for (let i = 0; i < words.length;) {
    const first = words[i];
    if (first === undefined) break;
    const many = digits.test(first.word) ? numbersFrom(text, words, i) : 1;
    const second = words[i + 1];
    if (many > 1) {
      pieces.push(numberOf(text, words.slice(i, i + many)));
      i += many;
    } else if (second !== undefined && first.end < second.start) {
      const joined = pairOf(text, first, second, compounds, stem);
      pieces.push(joined ?? first);
      i += joined === undefined ? 1 : 2;
    } else {
      pieces.push(first);
      i += 1;
    }
  }
  return pieces;
}

/** How many numbers hang together from here on: 309.5, 2022/2, 26.05.2013. */
function numbersFrom(text: string, words: readonly Piece[], from: number): number {
  let many = 1;
  for (;;) {
    const [last, next] = [words[from + many - 1], words[from + many]];
    if (last === undefined || next === undefined || !digits.test(next.word)) return many;
    if (!numberJoint.test(text.slice(last.end, next.start))) return many;
    many += 1;
  }
}

/** 309.5 is known as 309x5, one word to the engine; 1.500.000 as 1500000. Its long parts count too. */
function numberOf(text: string, parts: readonly Piece[]): Piece {
  const start = parts[0]?.start ?? 0;
  const end = parts.at(-1)?.end ?? start;
  const numbers = parts.map(({ word }) => word);
  const thousands = /^\d{1,3}(?:\.\d{3}){2,}(?!\d)/.test(text.slice(start, end));
  return {
    start,
    end,
    word: numbers.join('.'),
    code: numbers.join(thousands ? '' : 'x'),
    parts: thousands ? [] : parts.filter(({ word }) => word.length > 2),
  };
}

/** UR-GE, e-ticaret and known compounds are one word, however they are joined. */
function pairOf(
  text: string,
  first: Piece,
  second: Piece,
  compounds: Compounds,
  stem: (word: string) => string,
): Piece | undefined {
  const gap = text.slice(first.end, second.start);
  const hyphened = gap !== ' ' && hyphen.test(gap);
  if (!hyphened && gap !== ' ' && !/^\s$/.test(gap)) return undefined;
  const a = foldedOf(first.word);
  const seconds = compounds.get(a);
  if (!hyphened && seconds === undefined) return undefined;
  const b = foldedOf(second.word);
  const secondStem = seconds && stem(second.word);
  const known = seconds !== undefined && secondStem !== undefined && seconds.has(secondStem);
  const short =
    hyphened &&
    !/\d/.test(a + b) &&
    ((a.length <= 3 && b.length <= 3) || (a.length === 1 && b.length > 3));
  if (!known && !short) return undefined;
  return {
    start: first.start,
    end: second.end,
    word: first.word + second.word,
    ...(known ? { code: a + secondStem } : b.length <= 3 && { code: a + b }),
    parts: [first, second],
  };
}
