import { z } from 'zod';
import nace from '../content/search/nace.json';
import { sectors } from '#lib/content-types';
import { activityCode, type Locale } from '#lib/field';
import type { Analyser } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';

const words = { tr: z.string().min(1), en: z.string().min(1) };
const sectorCodes = z.array(z.enum(sectors.codes));

const table = z
  .strictObject({
    source: z.strictObject({ title: z.string(), url: z.url(), date: z.iso.date() }),
    sections: z.array(z.strictObject({ code: z.string().regex(/^[A-U]$/), ...words })),
    activities: z.array(
      z.strictObject({
        code: z.string().regex(/^\d{2}(\.\d)?$/),
        section: z.string(),
        ...words,
        sectors: sectorCodes,
        perhaps: sectorCodes,
      }),
    ),
  })
  .parse(nace);

/**
 * A division (25) or group (25.6) of NACE Rev. 2 in our own words. Whoever does it belongs to `sectors`,
 * and may belong to `perhaps`: NACE says what is made, not for whom.
 */
export type Activity = (typeof table.activities)[number];

/** Every division, and the groups under it; there are no classes (25.62) in the table. */
export const activities: readonly Activity[] = table.activities;

/** Where the codes come from; which of our sectors an activity belongs to is our own judgement. */
export const naceSource = table.source;

const byCode = new Map(activities.map((activity) => [activity.code, activity]));

/** What is known of a NACE code: its own line, or that of the group or division around it. */
export function activityOf(code: string): Activity | undefined {
  if (!activityCode.test(code)) return undefined;
  return byCode.get(code) ?? byCode.get(code.slice(0, 4)) ?? byCode.get(code.slice(0, 2));
}

/** The activities that belong to a sector, its divisions and groups. */
export const activitiesIn = (sector: string): readonly Activity[] =>
  activities.filter((activity) => activity.sectors.some((code) => code === sector));

type Indexed = {
  readonly rows: readonly { readonly activity: Activity; readonly roots: ReadonlySet<string> }[];
  readonly counts: ReadonlyMap<string, number>;
};

const indexes = new WeakMap<Analyser, Indexed>();

function indexFor(analyser: Analyser, locale: Locale): Indexed {
  const known = indexes.get(analyser);
  if (known) return known;
  const rows = activities.map((activity) => ({
    activity,
    roots: new Set(analyser.analyse(activity[locale]).tokens.flatMap(rootsOf)),
  }));
  const counts = new Map<string, number>();
  for (const { roots } of rows)
    for (const root of roots) counts.set(root, (counts.get(root) ?? 0) + 1);
  const fresh = { rows, counts };
  indexes.set(analyser, fresh);
  return fresh;
}

const rootsOf = ({ root, others }: { root: string; others: readonly { root: string }[] }) => [
  root,
  ...others.map((other) => other.root),
];

/** Fewer letters than these are not taken for the beginning of a longer word. */
const beginning = 4;

/**
 * The activities that a reader's words or NACE code name, best first and at most `limit`. A rare word counts
 * for more than one that stands in every second line; words that no line knows find nothing.
 */
export function findActivities(
  asked: string,
  locale: Locale,
  analyser: Analyser,
  limit = 8,
): Activity[] {
  const typed = asked.trim();
  if (activityCode.test(typed)) {
    const own = activityOf(typed);
    if (!own) return [];
    const under = activities.filter(({ code }) => code !== own.code && code.startsWith(typed));
    return [own, ...under].slice(0, limit);
  }
  const { rows, counts } = indexFor(analyser, locale);
  const sought = analyser
    .analyse(typed)
    .tokens.filter(({ word }) => !analyser.isStopWord(word))
    .map((token) => ({ roots: rootsOf(token), start: fold(token.word) }));
  const weightOf = (root: string) => Math.log(1 + rows.length / (counts.get(root) ?? rows.length));
  const scored = rows.flatMap(({ activity, roots }) => {
    const score = sought.reduce((sum, { roots: own, start }) => {
      const hit =
        own.find((root) => roots.has(root)) ??
        (start.length >= beginning ? [...roots].find((root) => root.startsWith(start)) : undefined);
      return hit === undefined ? sum : sum + weightOf(hit);
    }, 0);
    return score > 0 ? [{ activity, score }] : [];
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored
    .filter(({ score }) => score >= best * 0.6)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ activity }) => activity);
}
