import { z } from 'zod';

/** The kinds of entry that a word can speak of. */
const hinted = [
  'programme',
  'plan',
  'cluster',
  'news',
  'event',
  'centre',
  'guide',
  'practice',
  'term',
] as const;

const words = z.array(z.string().trim().min(1));

/** What people add to the lexicon, in content/search/words.yaml. Its comments say why each word is there. */
export const curatedSchema = z.strictObject({
  /** Words that the spelling dictionary lacks, in their dictionary form and spelling. */
  nouns: words,
  /** Verb stems of the dictionary that are none: ırmak is a river. */
  notVerbs: words,
  /** Nouns that win over a longer one: kümesi is of a küme, not of a kümes. */
  preferred: z.record(z.string(), z.number().int().min(1).max(9)),
  /** Forms whose dictionary form no rule finds. */
  stems: z.record(z.string(), z.string()),
  /** Words that belong to another family than their ending says, or to one of their own. */
  roots: z.record(z.string(), z.string()),
  /** Nouns that lose their last vowel before another: şehir, şehri. */
  vowelLoss: words,
  /** Nouns that double their last letter before a vowel, as written then: hak, hakk. */
  doubling: z.record(z.string(), z.string()),
  /** Words written together or apart: the first one as it is, the second by its stem. */
  compounds: z.record(z.string(), words),
  /** Words that say nothing about what is sought, as they are spelt: şu is one, su is water. */
  stopWords: z.strictObject({ tr: words, en: words }),
  /** Words that tell which kind of entry is sought. */
  hints: z.partialRecord(z.enum(hinted), words),
  /** Ways to say the same thing, besides those that the glossary tells. */
  synonyms: z.array(words.min(2)),
  /** What owners say, and the words that entries have for it: looked for beside, and worth less. */
  meanings: z.record(z.string(), words),
  /** What the glossary calls a synonym and a search had better not: too broad, or only related. */
  notSynonyms: words,
});

export type Curated = z.infer<typeof curatedSchema>;
