import { sectors } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { Relation, Source } from '#lib/field';
import { provinceCodes, type ProvinceCode } from '#lib/provinces';
import { fold } from '#lib/turkish/letters';

/** The programme of joint projects for exporters (UR-GE). */
export const urGe = 'ticaret-ur-ge';

/** Something that was begun for a trade of a province: a cluster, or a UR-GE project that no cluster is named for. */
export type Initiative = {
  readonly entry: Entry<'cluster'> | Entry<'news'>;
  /** What the entry says of UR-GE, in its own words; empty where it says nothing. */
  readonly urGe: readonly string[];
  /** News and events that tie it to UR-GE. */
  readonly evidence: readonly (Entry<'news'> | Entry<'event'>)[];
};

/** Why two things in one place stand here. */
export const overlapSigns = ['same-trade', 'same-support', 'again'] as const;
export type OverlapSign = (typeof overlapSigns)[number];

/** What the data shows side by side in a province; never a proof that one does what the other does. */
export type Overlap = {
  readonly province: ProvinceCode;
  readonly sectors: readonly string[];
  readonly initiatives: readonly Initiative[];
  readonly signs: readonly OverlapSign[];
};

export type OverlapWorld = {
  readonly clusters: readonly Entry<'cluster'>[];
  readonly news: readonly Entry<'news'>[];
  readonly events: readonly Entry<'event'>[];
};

/** The newest year that a source names, in its date or its title; none where it names none. */
export function yearOfSource({ date, title }: Source): number | undefined {
  const years = [...(date ?? title).matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)].map(Number);
  return years.length === 0 ? undefined : Math.max(...years);
}

/** First and last of the years in which an initiative is seen; none where no source is dated. */
export function yearsOf({ entry, evidence }: Initiative): readonly [number, number] | undefined {
  const dates = [
    entry.type === 'cluster' ? entry.data.asOf : entry.data.date,
    ...evidence.map((one) => (one.type === 'news' ? one.data.date : one.data.starts)),
  ];
  const years = [
    ...(entry.type === 'cluster' ? [entry.data.founded?.value] : []),
    ...dates.map((date) => (date === undefined ? undefined : Number(date.slice(0, 4)))),
    ...entry.data.sources.map(yearOfSource),
  ].filter((year) => year !== undefined);
  return years.length === 0 ? undefined : [Math.min(...years), Math.max(...years)];
}

const isUrGe = (relation: Relation): boolean => relation.to === urGe;
const namesUrGe = (text: string): boolean => /\bur-?ge\b/.test(fold(text).replace(/[‐‑–]/g, '-'));

/** Whether a Turkish text tells of a second or later UR-GE project: "UR-GE (birliğin dördüncü projesi)". */
export const isAgain = (text: string): boolean =>
  namesUrGe(text) &&
  /\b(?:ikinci|ucuncu|dorduncu|besinci|altinci|[2-9]\. (?:ur-?ge|proje|donem))/.test(fold(text));

/**
 * Reads Turkish entries. Provinces and sectors in which the data has more than one cluster or UR-GE project, or one project that
 * came again, in alphabetical order of the codes. What has no province or works for all sectors is not
 * here; the same initiatives in several sectors stand once, with all of these.
 */
export function overlapsIn({ clusters, news, events }: OverlapWorld): Overlap[] {
  const ofCluster = (slug: string) =>
    [...news, ...events].filter(
      ({ data }) =>
        (data.programmes ?? []).some(isUrGe) && (data.clusters ?? []).some(({ to }) => to === slug),
    );
  const initiatives: Initiative[] = [
    ...clusters
      .filter(({ data }) => data.country === 'TR')
      .map((entry): Initiative => {
        const said = (entry.data.supports ?? []).filter(namesUrGe);
        const isLinked = (entry.data.programmes ?? []).some(isUrGe);
        return {
          entry,
          urGe: said.length === 0 && isLinked ? ['UR-GE'] : said,
          evidence: ofCluster(entry.slug),
        };
      }),
    ...news
      .filter(
        ({ data }) =>
          (data.programmes ?? []).some(isUrGe) && namesUrGe(data.title) && !data.clusters,
      )
      .map((entry): Initiative => ({ entry, urGe: ['UR-GE'], evidence: [] })),
  ];
  const rows = new Map<string, { overlap: Overlap; sectors: string[] }>();
  for (const province of provinceCodes)
    for (const sector of sectors.codes) {
      if (sector === sectors.all) continue;
      const here = initiatives.filter(
        ({ entry: { data } }) =>
          data.provinces?.includes(province) && data.sectors?.includes(sector),
      );
      const signs = signsOf(here);
      if (signs.length === 0) continue;
      const key = [province, ...here.map(({ entry }) => `${entry.type}/${entry.slug}`)].join(' ');
      const known = rows.get(key);
      if (known) known.sectors.push(sector);
      else {
        const own = [sector];
        rows.set(key, {
          sectors: own,
          overlap: { province, sectors: own, initiatives: here, signs },
        });
      }
    }
  return [...rows.values()].map(({ overlap }) => overlap);
}

function signsOf(here: readonly Initiative[]): OverlapSign[] {
  const supported = here.filter((one) => one.urGe.length > 0);
  const came = here.some(({ urGe: said, evidence }) =>
    [...said, ...evidence.map(({ data }) => data.title)].some(isAgain),
  );
  return [
    ...(here.length > 1 ? (['same-trade'] as const) : []),
    ...(supported.length > 1 ? (['same-support'] as const) : []),
    ...(came ? (['again'] as const) : []),
  ];
}
