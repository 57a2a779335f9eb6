import { measureOf, measures, type Measure } from '#lib/benchmark-catalogue';
import { currencyIn } from '#lib/benchmark-item';
import type { Quality } from '#lib/benchmark-schema';
import { currencies, type EntryData } from '#lib/content-types';

type Cluster = EntryData<'cluster'>;

/** One value of a cluster for one measure, as one source has it. */
export type BenchmarkValue = {
  readonly measure: Measure;
  readonly value: number | boolean | string;
  /** Of amounts of money. */
  readonly currency?: string;
  /** When it held, as exactly as the source says; nothing where no source does. */
  readonly at?: string;
  /** The age is counted from this year on. */
  readonly since?: number;
  readonly quality: Quality;
  /** Which of the cluster's sources say so, counted from 1. */
  readonly sources: readonly number[];
  /** What the source itself calls it, in Turkish, where it came under a name of its own. */
  readonly said?: string;
};

/** What the catalogue reads off a cluster's own fields, so that no figure stands twice. */
const fieldsAsMeasures = {
  Y1: ({ memberCount }) => memberCount,
  Y2a: ({ smallMembers: small, mediumMembers: medium }) =>
    small && medium && small.asOf === medium.asOf
      ? {
          value: small.value + medium.value,
          asOf: small.asOf,
          sources: [...new Set([...small.sources, ...medium.sources])],
        }
      : undefined,
  Y3a: ({ largeMembers }) => largeMembers,
  Y7: ({ universityCount }) => universityCount,
  Y10b: ({ staffCount }) => staffCount,
  Y37b: ({ exports }) => exports,
  Y38a: ({ employees }) => employees,
} satisfies Record<string, (cluster: Cluster) => FieldFigure | undefined>;

type FieldFigure = { value: number; asOf: string; sources: number[]; currency?: string };

/** Every value that a cluster's entry has, the newest of each measure first; `today` is `YYYY-MM-DD`. */
export function valuesOf(cluster: Cluster, today: string): BenchmarkValue[] {
  const fromFields = Object.entries(fieldsAsMeasures).flatMap(([code, read]): BenchmarkValue[] => {
    const figure: FieldFigure | undefined = read(cluster);
    if (!figure) return [];
    const { value, currency, asOf, sources } = figure;
    return [
      {
        measure: known(code),
        value,
        ...(currency && { currency }),
        ...(asOf !== 'unknown' && { at: asOf }),
        quality: 'reported',
        sources,
      },
    ];
  });
  const fromIndicators = (cluster.indicators ?? []).flatMap((item): BenchmarkValue[] => {
    if (item.code === undefined) return [];
    const measure = known(item.code);
    const currency = measure.unit === 'money' ? currencyIn(item.unit, currencies) : undefined;
    const said = [item.name, item.name && item.unit].filter(Boolean).join(', ');
    return [
      {
        measure,
        value: item.value,
        ...(currency && { currency }),
        ...(item.year && { at: item.year }),
        quality: item.quality ?? 'reported',
        sources: item.sources,
        ...(said && { said }),
      },
    ];
  });
  const { founded, label, labelYear } = cluster;
  const age: BenchmarkValue[] = founded
    ? [
        {
          measure: known('Y6a'),
          value: Number(today.slice(0, 4)) - founded.value,
          at: today.slice(0, 4),
          since: founded.value,
          quality: 'reported',
          sources: founded.sources,
        },
      ]
    : [];
  const awarded: BenchmarkValue[] = label
    ? [
        {
          measure: known('Y43'),
          value: label,
          ...(labelYear && { at: String(labelYear.value) }),
          quality: 'reported',
          sources: labelYear?.sources ?? [],
        },
      ]
    : [];
  const order = new Map(measures.map(({ code }, index) => [code, index]));
  const place = ({ measure }: BenchmarkValue) => order.get(measure.code) ?? 0;
  // Of two values of one day, the field of its own stands first: the sort is stable.
  return [...fromFields, ...age, ...awarded, ...fromIndicators].toSorted(
    (a, b) => place(a) - place(b) || (b.at ?? '').localeCompare(a.at ?? ''),
  );
}

/** The newest value of a measure; one without a date only where there is no other. */
export const newestValue = (
  values: readonly BenchmarkValue[],
  code: string,
): BenchmarkValue | undefined => values.find(({ measure }) => measure.code === code);

function known(code: string): Measure {
  const measure = measureOf(code);
  if (!measure) throw new Error(`content/benchmark/indicators.json has no ${code}`);
  return measure;
}
