import { z } from 'zod';

/** What `npm run relevance` measures, as content/search/quality.json keeps it and the portal shows it. */

const share = z.number().min(0).max(1);
const count = z.number().int().min(0);

/** How well an engine answers the judged searches of a kind; `all` is every kind together. */
const answered = z.strictObject({
  kind: z.string(),
  queries: count,
  /** Normalised discounted cumulative gain of the first ten, with gains of 2^grade - 1. */
  ndcg: share,
  /** Of the records of grades 2 and 3, how many are among the first twenty. */
  recall: share,
  /** One over the place of the first record of grade 2 or 3. */
  mrr: share,
  /** Searches of which one record must come first, and those where it does. */
  first: z.strictObject({ right: count, of: count }),
  /** Records among the first ten that must not be there. */
  traps: count,
  /** Searches with relevant records that bring nothing. */
  empty: count,
});

/**
 * How many pairs of words an engine gets right when the word is the last one typed, and when not; nothing
 * where the engine also finds what has only some of the words, and so says nothing about this one.
 */
const paired = z.strictObject({
  kind: z.string(),
  pairs: count,
  last: share,
  middle: share.nullable(),
});

const cost = z.strictObject({
  engine: z.string(),
  /** Milliseconds: half of the searches, and 19 of 20, are answered within. */
  p50: z.number(),
  p95: z.number(),
  /** Milliseconds to bring all entries of both languages into an empty index. */
  indexing: z.number(),
  /** Bytes in use in the engine's data for both languages. */
  size: count,
});

export const qualitySchema = z.strictObject({
  on: z.iso.date(),
  entries: count,
  /** Judged searches: those the rules were tuned on, those they were not, and those that editors added. */
  searches: z.array(
    z.strictObject({
      set: z.enum(['judged', 'unseen', 'editors']),
      engines: z.array(z.strictObject({ engine: z.string(), kinds: z.array(answered) })),
    }),
  ),
  pairs: z.array(
    z.strictObject({
      set: z.enum(['judged', 'unseen']),
      engines: z.array(
        z.strictObject({ engine: z.string(), kinds: z.array(paired), precision: share }),
      ),
    }),
  ),
  costs: z.array(cost),
  /** The portal's ten worst judged searches. */
  worst: z.array(
    z.strictObject({
      query: z.string(),
      locale: z.enum(['tr', 'en']),
      type: z.string().nullable(),
      kind: z.string(),
      ndcg: share,
      recall: share,
    }),
  ),
  /** Peers that were not installed, by name. */
  absent: z.array(z.string()),
});

export type Quality = z.infer<typeof qualitySchema>;
export type Answered = z.infer<typeof answered>;
export type Paired = z.infer<typeof paired>;
