import { fold } from '#lib/turkish/letters';
import { withoutPossessive, type Lexicon } from '#lib/turkish/lexicon';
import {
  fits,
  hardened,
  isVowel,
  nominal,
  participial,
  personal,
  verbal,
  type Endings,
} from '#lib/turkish/suffixes';
import { remembering } from '#lib/turkish/remembering';
import { isVerb, root } from '#lib/turkish/roots';

/** One way to read a word: what it is a form of, and up to which letter that reaches. */
type Reading = { readonly stem: string; readonly cut: number };

export type Stemmer = {
  /** The dictionary form of a word, folded; an unknown word loses what looks like an ending. */
  readonly stem: (word: string) => string;
  /** The word that a family of derived words comes from: kümelenme and kümeleşen are of küme. */
  readonly root: (stem: string) => string;
};

const longestWord = 40;
/** A spelling that agrees letter for letter outweighs so many letters of a longer stem ... */
const agreement = 4;
/** ... but says less where none of the letters typed has an accent: the keyboard may have had none. */
const plainAgreement = 1.5;
const wholeWord = 1;
/** Portals speak in nouns: a verb has to explain so many letters more. */
const nounsFirst = 2;

/**
 * Stems by the longest reading that the lexicon knows. `foreignStem` is asked last, for words that are not
 * Turkish at all.
 */
export function stemmer(lexicon: Lexicon, foreignStem: (folded: string) => string): Stemmer {
  /** A noun, or a noun that any verb makes with -mA: kümelenme, uygulama. */
  const isNoun = (word: string) =>
    lexicon.nouns.has(word) || (/^.{3,}m[ae]$/.test(word) && isVerb(lexicon, word.slice(0, -2)));

  /** A noun made of another: ihracatçı, kümecilik, bölgesel, hibeli. */
  const isDerived = (word: string) => {
    const base = /^(.{3,}?)(?:c[iu]l[iu]k|c[iu]|l[iu]k|s[ae]l|l[iu]|s[iu]z)$/.exec(word)?.[1];
    return base !== undefined && isNoun(base);
  };

  /** Every noun that the word can be a form of: küme+si, desteğ+i of destek, şehr+in of şehir. */
  function nounReadings(word: string, endings: Endings, known: (noun: string) => boolean) {
    const readings: Reading[] = known(word) ? [{ stem: word, cut: word.length }] : [];
    for (let cut = word.length - 1; cut >= Math.max(2, word.length - endings.longest); cut--) {
      const ending = word.slice(cut);
      const before = word.slice(0, cut);
      if (!fits(endings, before, ending, lexicon.foreign.has(before))) continue;
      if (known(before)) readings.push({ stem: before, cut });
      if (!isVowel(ending[0])) continue;
      const hard = hardened(before);
      if (hard !== before && hard.length >= 3 && known(hard)) readings.push({ stem: hard, cut });
      const whole = lexicon.changed.get(before);
      if (whole !== undefined) readings.push({ stem: whole, cut });
    }
    return readings;
  }

  /** The stem of a verb without "not" and "can": yap+ma, başvur+abil; gid- is git-, ar(ı)yor is ara-. */
  function verbOf(before: string, ending: string): string | undefined {
    if (before.length < 2) return undefined;
    if (isVerb(lexicon, before)) return before;
    if (isVowel(ending[0]) && before.endsWith('d') && lexicon.verbs.has(hardened(before)))
      return hardened(before);
    if (/^[iu]yor/.test(ending))
      for (const vowel of /e[^aeiou]*$/.test(before) ? ['e', 'a'] : ['a', 'e'])
        if (isVerb(lexicon, before + vowel)) return before + vowel;
    const plain = /^(.{2,}?)(?:m[aei]|y?[ae]bil)$/.exec(before)?.[1];
    return plain === undefined ? undefined : verbOf(plain, 'a');
  }

  /** destekler could be "supports" as a verb; it is far more often the plural. */
  function isPlural(verb: string, ending: string): boolean {
    const noun = /^(.{2,})l[ae]r/.exec(verb + ending)?.[1];
    return noun !== undefined && noun.length >= verb.length - 2 && isNoun(noun);
  }

  function verbReadings(word: string) {
    const readings: Reading[] = [];
    const add = (endings: Endings, form: string) => {
      for (let cut = form.length - 1; cut >= Math.max(2, form.length - endings.longest); cut--) {
        const ending = form.slice(cut);
        const before = form.slice(0, cut);
        if (!endings.contexts.has(ending)) continue;
        const drops = /^[iu]yor/.test(ending);
        if (!fits(endings, before, ending, drops)) continue;
        const verb = verbOf(before, ending);
        if (verb !== undefined && !isPlural(verb, ending))
          readings.push({ stem: `${verb}mak`, cut: cut - nounsFirst });
      }
    };
    add(verbal, word);
    add(participial, word);
    for (const endings of [nominal, personal])
      for (let cut = word.length - 1; cut >= Math.max(3, word.length - endings.longest); cut--)
        if (fits(endings, word.slice(0, cut), word.slice(cut)))
          add(participial, word.slice(0, cut));
    return readings;
  }

  function best(readings: readonly Reading[], folded: string, typed: string): string | undefined {
    let choice: string | undefined;
    let most = -1;
    const weight = typed === folded ? plainAgreement : agreement;
    for (const { stem, cut } of readings) {
      const agrees = agreesWith(lexicon.nouns.get(stem), typed, cut) ? weight : 0;
      const whole = cut === folded.length ? wholeWord : 0;
      const points = cut + (lexicon.preferred.get(stem) ?? 0) + agrees + whole;
      if (points > most) [choice, most] = [stem, points];
    }
    return choice;
  }

  /** One step; `typed` is the word as it was spelt, letter for letter of the folded one. */
  function step(folded: string, typed: string): string {
    const exception = lexicon.stems.get(folded);
    if (exception !== undefined) return exception;
    if (folded.length <= 2 || folded.length > longestWord || !/^[a-z]+$/.test(folded))
      return folded;
    if (
      /[^m]mak$/.test(folded) &&
      isVerb(lexicon, folded.slice(0, -3)) &&
      !lexicon.nouns.has(folded)
    )
      return folded;
    // The old spelling sanayii is sanayi+si.
    const double = folded.indexOf('ii');
    if (double > 2 && lexicon.nouns.has(folded.slice(0, double + 1))) {
      const modern = `${folded.slice(0, double + 1)}s${folded.slice(double + 1)}`;
      return plainStep(modern);
    }
    const choose = (readings: readonly Reading[]) => best(readings, folded, typed);
    const found =
      choose([
        ...nounReadings(folded, nominal, isNoun),
        // A word that is a noun as it stands cannot be outdone by a verb.
        ...(lexicon.nouns.has(folded) ? [] : verbReadings(folded)),
      ]) ??
      choose(nounReadings(folded, nominal, isDerived)) ??
      choose(nounReadings(folded, personal, isNoun)) ??
      choose(nounReadings(folded, personal, isDerived));
    if (found === undefined) return foreignStem(withoutEnding(folded));
    return withoutPossessive(lexicon, found) ?? found;
  }

  const plainStep = remembering((folded) => step(folded, folded));

  /** The same again until nothing changes, so that the stem of a stem is itself. */
  function settle(folded: string, typed: string): string {
    let word = typed === folded ? plainStep(folded) : step(folded, typed);
    for (const seen = new Set([word]); ; seen.add(word)) {
      const next = plainStep(word);
      if (next === word) return word;
      if (seen.has(next)) return [...seen].sort()[0] ?? word;
      word = next;
    }
  }

  return {
    stem: (word) => {
      const folded = fold(word);
      return settle(folded, word.length === folded.length ? word : folded);
    },
    root: (stem) => root(lexicon, stem, (word) => settle(word, word)),
  };
}

/** Whether the letters typed can be those of a spelling: artışı is of artış, not of artı. */
function agreesWith(spellings: readonly string[] | undefined, typed: string, cut: number): boolean {
  if (spellings === undefined) return true;
  const part = typed.slice(0, cut);
  return spellings.some((spelling) => {
    const shared =
      Math.min(spelling.length, part.length) - (spelling.length === part.length ? 1 : 2);
    if (spelling.slice(0, shared) !== part.slice(0, shared)) return false;
    if (spelling.length !== part.length) return true;
    const pair = `${spelling.at(-1)}${part.at(-1)}`;
    return pair[0] === pair[1] || ['kğ', 'kg', 'pb', 'çc', 'td'].includes(pair);
  });
}

/** An unknown word without the longest thing that looks like an ending; four letters stay at least. */
function withoutEnding(word: string): string {
  for (let cut = Math.max(4, word.length - nominal.longest); cut < word.length; cut++) {
    const before = word.slice(0, cut);
    if (word.length - cut === 1 && cut < 5) continue;
    if (fits(nominal, before, word.slice(cut))) return withHardK(before);
  }
  return withHardK(word);
}

/** ğ was k, in words that nobody knows too; what b and d were cannot be told (KOSGEB, grub-u). */
const withHardK = (word: string): string => word.replace(/(?<=...[aeiou])g$/, 'k');
