import { provinceNames } from '#lib/provinces';
import type { Curated } from '#lib/turkish/curated';
import { fold, lower } from '#lib/turkish/letters';
import { lexiconData } from '#lib/turkish/lexicon-data';
import { hardened } from '#lib/turkish/suffixes';
import { unpacked } from '#lib/turkish/word-list';

/** The words that the rules ask about. All keys are folded. */
export type Lexicon = {
  /** Nouns and adjectives, with every spelling that folds to the same: acı and açı. */
  readonly nouns: ReadonlyMap<string, readonly string[]>;
  /** Nouns that are names and have a capital. */
  readonly names: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  /** What the rules have found about verbs that are not in the dictionary; they write it themselves. */
  readonly madeVerbs: Map<string, boolean>;
  /** Nouns with front endings after back vowels: saatler. */
  readonly foreign: ReadonlySet<string>;
  /** How a stem looks before a vowel, and the noun that it is of: şehr, şehir; hakk, hak. */
  readonly changed: ReadonlyMap<string, string>;
  readonly preferred: ReadonlyMap<string, number>;
  readonly stems: ReadonlyMap<string, string>;
  readonly roots: ReadonlyMap<string, string>;
};

const foldedPairs = <T>(
  record: Readonly<Record<string, T>>,
  value: (of: T) => T,
): ReadonlyMap<string, T> =>
  new Map(Object.entries(record).map(([key, of]) => [lemma(key), value(of)]));

/** A word as the rules write it: every infinitive ends in -mak. */
const lemma = (word: string): string => fold(word).replace(/mek$/, 'mak');

/** The shapes of a noun that loses its last vowel: şehir gives şehr, kayıp gives kayb and kayp. */
function withoutVowel(word: string): string[] {
  const [, before, last] = /^(.+)[aeiou]([^aeiou])$/.exec(word) ?? [];
  if (before === undefined || last === undefined) return [];
  const soft = { k: 'g', p: 'b', t: 'd' }[last];
  return soft === undefined ? [before + last] : [before + last, before + soft];
}

export function lexiconOf(curated: Curated): Lexicon {
  const verbs = new Set(unpacked(lexiconData.verbs));
  for (const word of curated.notVerbs) verbs.delete(fold(word));
  // The dictionary has bekleyen and sağlayan as nouns; they are forms of beklemek and sağlamak.
  const isParticiple = (word: string) => {
    const verb = /^(.+[aeiou])y[ae]n$/.exec(fold(word))?.[1];
    return verb !== undefined && verbs.has(verb);
  };

  const nouns = new Map<string, string[]>();
  const add = (word: string) => {
    const key = fold(word);
    const known = nouns.get(key);
    if (known === undefined) nouns.set(key, [word]);
    else if (!known.includes(word)) known.push(word);
  };
  for (const word of unpacked(lexiconData.nouns)) if (!isParticiple(word)) add(word);
  for (const word of curated.nouns) add(lower(word));
  for (const name of Object.values(provinceNames)) add(lower(name));
  for (const [first, seconds] of Object.entries(curated.compounds))
    for (const second of seconds) add(lower(first + second));

  const changed = new Map<string, string>();
  const change = (shape: string, word: string, curatedWord: boolean) => {
    if (changed.has(shape)) return;
    changed.set(shape, word);
    // The dictionary has nouns such as fikri for what is a form of fikir here.
    if (curatedWord) for (const vowel of ['', 'i', 'u']) nouns.delete(shape + vowel);
  };
  for (const word of curated.vowelLoss) {
    if (!nouns.has(fold(word))) add(word);
    for (const shape of withoutVowel(fold(word))) change(shape, fold(word), true);
  }
  for (const [word, shape] of Object.entries(curated.doubling)) {
    if (!nouns.has(fold(word))) add(word);
    change(fold(shape), fold(word), true);
  }
  for (const word of unpacked(lexiconData.shortened))
    for (const shape of withoutVowel(fold(word))) change(shape, fold(word), false);
  for (const word of unpacked(lexiconData.doubled)) {
    const plain = fold(word);
    for (const last of new Set([plain.slice(-1), softOf(plain)]))
      change(plain.slice(0, -1) + last + last, plain, false);
  }
  return {
    nouns,
    names: new Set(
      [...Object.values(provinceNames), ...curated.nouns.filter((w) => /^\p{Lu}/u.test(w))].map(
        fold,
      ),
    ),
    verbs,
    madeVerbs: new Map(),
    foreign: new Set(unpacked(lexiconData.foreign).map(fold)),
    changed,
    preferred: foldedPairs(curated.preferred, (by) => by),
    stems: foldedPairs(curated.stems, lemma),
    roots: foldedPairs(curated.roots, lemma),
  };
}

const softOf = (word: string): string => ({ t: 'd', p: 'b' })[word.slice(-1)] ?? word.slice(-1);

/** merkezi is merkez with an ending that became a word; as a lemma it counts as merkez. */
export function withoutPossessive(lexicon: Lexicon, noun: string): string | undefined {
  if (!/[^aeiou][iu]$/.test(noun) || lexicon.preferred.has(noun)) return undefined;
  for (const base of [noun.slice(0, -1), ...(/s[iu]$/.test(noun) ? [noun.slice(0, -2)] : [])]) {
    if (base.length < 4) continue;
    const whole = lexicon.nouns.has(base)
      ? base
      : base.length === noun.length - 1
        ? [hardened(base), lexicon.changed.get(base)].find(
            (word) => word !== undefined && word !== base && lexicon.nouns.has(word),
          )
        : undefined;
    if (whole !== undefined && /^(?:[aei]i|[ou]u)$/.test(harmonyOf(base) + noun.slice(-1)))
      return whole;
  }
  return undefined;
}

const harmonyOf = (word: string): string => /[aeiou](?=[^aeiou]*$)/.exec(word)?.[0] ?? '';
