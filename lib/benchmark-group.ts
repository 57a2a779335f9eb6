import { newestValue, valuesOf, type BenchmarkValue } from '#lib/benchmark-values';
import { quartiles, type Quartiles } from '#lib/benchmark-statistics';
import { countries, sectors } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { list, type List } from '#lib/field';

/** A cluster with all its values. */
export type Measured = {
  readonly entry: Entry<'cluster'>;
  readonly values: readonly BenchmarkValue[];
};

export const measuredClusters = (
  clusters: readonly Entry<'cluster'>[],
  today: string,
): Measured[] => clusters.map((entry) => ({ entry, values: valuesOf(entry.data, today) }));

/** Full years since the founding year; our own bands. */
export const ageBands = list('ageBands', ['0-4', '5-9', '10-14', '15']);
/** Committed members; our own bands. */
export const sizeBands = list('sizeBands', ['0-49', '50-149', '150']);

/** What a peer group can be chosen by, each a parameter of the address. */
export const groupFilters = {
  sector: sectors,
  country: countries,
  age: ageBands,
  size: sizeBands,
} as const satisfies Record<string, List>;

export type GroupFilter = keyof typeof groupFilters;
export const groupFilterNames = Object.keys(groupFilters) as GroupFilter[]; // Object.keys says string[]
export type GroupChoice = Partial<Record<GroupFilter, string>>;

const measureOfBand = { age: 'Y6a', size: 'Y1' } as const;

/** Whether a number lies in a band as its code says: `10-14`, or `15` and more. */
export function isInBand(band: string, value: number): boolean {
  const [from = 0, to = Infinity] = band.split('-').map(Number);
  return value >= from && value <= to;
}

/**
 * The clusters of a peer group. `unknown` counts those that fit otherwise and of which no source says the
 * age or the size that was asked for: they are in no band.
 */
export function peerGroup(
  clusters: readonly Measured[],
  choice: GroupChoice,
): { members: Measured[]; unknown: Partial<Record<GroupFilter, number>> } {
  const inLists = clusters.filter(
    ({ entry: { data } }) =>
      (choice.country === undefined || data.country === choice.country) &&
      (choice.sector === undefined ||
        data.sectors.some((code) => code === choice.sector || code === sectors.all)),
  );
  const unknown: Partial<Record<GroupFilter, number>> = {};
  const members = (['age', 'size'] as const).reduce((left, filter) => {
    const band = choice[filter];
    if (band === undefined) return left;
    const numberOf = ({ values }: Measured) => newestValue(values, measureOfBand[filter])?.value;
    const known = left.filter((cluster) => typeof numberOf(cluster) === 'number');
    unknown[filter] = left.length - known.length;
    return known.filter((cluster) => isInBand(band, Number(numberOf(cluster))));
  }, inLists);
  return { members, unknown };
}

/**
 * What a group says on one measure: how many clusters have a number for it, the quartiles of their newest
 * numbers where there are enough, and the years from which these are. Amounts in several currencies are
 * counted and never put together.
 */
export type GroupStatistics = {
  readonly n: number;
  readonly quartiles: Quartiles | undefined;
  readonly currency: string | undefined;
  readonly mixed: boolean;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly least: number;
  readonly most: number;
};

export function groupStatistics(members: readonly Measured[], code: string): GroupStatistics {
  const newest = members.flatMap(({ values }) => {
    const value = newestValue(values, code);
    return value ? [value] : [];
  });
  const numbers = newest.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const monies = new Set(newest.flatMap(({ currency }) => currency ?? []));
  const years = newest.flatMap(({ at }) => at?.slice(0, 4) ?? []).sort();
  const mixed = monies.size > 1;
  return {
    n: newest.length,
    quartiles: mixed ? undefined : quartiles(numbers),
    currency: mixed ? undefined : [...monies][0],
    mixed,
    from: years[0],
    to: years.at(-1),
    least: Math.min(...numbers),
    most: Math.max(...numbers),
  };
}
