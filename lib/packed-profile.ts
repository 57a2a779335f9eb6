import type { Profile, ReadProfile, Standing } from '#lib/ranking';

/** The numbers of all words of a language, so that an entry holds a word in four bytes. */
export type WordNumbers = {
  readonly numberOf: (word: string) => number | undefined;
  readonly wordOf: (number: number) => string;
  /** The number of a word, given one where it has none. */
  readonly number: (word: string) => number;
};

export function wordNumbers(): WordNumbers {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  return {
    numberOf: (word) => numbers.get(word),
    wordOf: (number) => words[number] ?? '',
    number: (word) => {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      // As many as a slot has room for; a portal of millions of entries has some hundred thousand words.
      if (words.length >= mostWords) return words.length - 1;
      // A copy: a slice would keep the whole text that it was cut from.
      const own = Buffer.from(word).toString();
      numbers.set(own, words.length);
      return words.push(own) - 1;
    },
  };
}

// A slot is a word's number, 24 bits, its weightiest place, 3, and how often it stands, 5: from e³ times on
// more of them no longer tell in the ranking.
const mostWords = 2 ** 24;
const mostTimes = 2 ** 5 - 1;

/** A part of a packed profile, sorted by the numbers of its words. */
class PackedWords {
  constructor(
    private readonly numbers: WordNumbers,
    private readonly slots: Uint32Array,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get(word: string): Standing | undefined {
    const wanted = this.numbers.numberOf(word);
    if (wanted === undefined) return undefined;
    let [low, high] = [this.from, this.to - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const slot = this.slots[middle] ?? 0;
      const number = slot >>> 8;
      if (number === wanted) return { place: (slot >>> 5) & 7, times: slot & mostTimes };
      if (number < wanted) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  has(word: string): boolean {
    return this.get(word) !== undefined;
  }

  *keys(): IterableIterator<string> {
    for (let i = this.from; i < this.to; i++) yield this.numbers.wordOf((this.slots[i] ?? 0) >>> 8);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.keys();
  }
}

/**
 * The same profile in about a tenth of the memory (2.6 kB an entry, 2026-11-22), so that a portal holds
 * those of all its entries. Word for word the same but for the order of its words, and a word that stands
 * more than 31 times stands 31 times.
 */
export function packed(profile: ReadProfile, numbers: WordNumbers): Profile {
  const standing = (of: ReadonlyMap<string, Standing>) =>
    [...of].map(
      ([word, { place, times }]) =>
        numbers.number(word) * 2 ** 8 + place * 2 ** 5 + Math.min(times, mostTimes),
    );
  const present = (of: ReadonlySet<string>) => [...of].map((word) => numbers.number(word) * 2 ** 8);
  const parts = [
    standing(profile.roots),
    standing(profile.stems),
    present(profile.words),
    present(profile.spellings),
  ];
  const slots = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  const [roots, stems, words, spellings] = parts.map((part) => {
    const from = end;
    slots.set(Uint32Array.from(part).sort(), from);
    end += part.length;
    return new PackedWords(numbers, slots, from, end);
  });
  if (!roots || !stems || !words || !spellings) throw new Error('a profile has four parts');
  return { roots, stems, words, spellings, title: profile.title };
}
