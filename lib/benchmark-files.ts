import { entryHref } from '#lib/addresses';
import { areas, measures } from '#lib/benchmark-catalogue';
import { groupStatistics } from '#lib/benchmark-group';
import {
  benchmarkHref,
  groupWords,
  readQuestion,
  type BenchmarkWorld,
} from '#lib/benchmark-question';
import { fewest } from '#lib/benchmark-statistics';
import type { BenchmarkValue } from '#lib/benchmark-values';
import { measureName } from '#lib/benchmark-words';
import type { Entry } from '#lib/entry';
import { texts } from '#lib/messages';

/** The same as rows of a table: each value with its year and source, missing ones told, then the group. */
export function benchmarkTable(parameters: URLSearchParams, world: BenchmarkWorld): string[][] {
  const { locale, site } = world;
  const t = texts(locale);
  const { columns, group, peers } = readQuestion(parameters, world);
  const head = [
    ...['area', 'code', 'indicator', 'unit', 'cluster', 'value', 'currency', 'year'],
    ...['quality', 'source', 'n', 'q1', 'median', 'q3', 'address'],
  ].map((name) => t(`benchmark.columns.${name}`));
  const rows = measures.flatMap((measure) => {
    const area = areas.find(({ code }) => code === measure.indicator.area);
    const own = [
      area?.name[locale] ?? '',
      measure.code,
      measureName(measure, locale),
      t(`benchmark.units.${measure.unit}`),
    ];
    const { n, quartiles: box, currency } = groupStatistics(peers.members, measure.code);
    return [
      ...columns.flatMap(({ entry, values }) => {
        const there = values.filter((value) => value.measure.code === measure.code);
        const address = site + entryHref('cluster', entry.slug, locale);
        if (there.length === 0)
          return [
            [
              ...own,
              entry.data.title,
              t('common.notInSource'),
              ...Array<string>(8).fill(''),
              address,
            ],
          ];
        return there.map((value) => [
          ...own,
          entry.data.title,
          plainValue(value),
          value.currency ?? '',
          value.at ?? t('figures.undated'),
          t(`benchmark.qualities.${value.quality}`),
          citedIn(value, entry)
            .map(({ title }) => title)
            .join('; '),
          ...Array<string>(4).fill(''),
          address,
        ]);
      }),
      [
        ...own,
        groupWords(group, peers.members.length, t),
        '',
        currency ?? '',
        ...Array<string>(3).fill(''),
        String(n),
        ...(box ? [box.q1, box.median, box.q3].map(String) : ['', '', '']),
        '',
      ],
    ];
  });
  return [head, ...rows];
}

const plainValue = ({ value }: BenchmarkValue): string => String(value);

const citedIn = ({ sources }: BenchmarkValue, { data }: Entry<'cluster'>) =>
  sources.flatMap((number) => data.sources?.[number - 1] ?? []);

/** The same as data; a cluster without a value of a measure has an empty list there. */
export function benchmarkData(parameters: URLSearchParams, world: BenchmarkWorld) {
  const { locale, today, site } = world;
  const { columns, waiting, unknown, group, refused, peers } = readQuestion(parameters, world);
  const slugs = columns.map(({ entry }) => entry.slug);
  return {
    address: site + benchmarkHref(slugs, group, locale),
    day: today,
    leftOut: { clusters: [...waiting.map(({ slug }) => slug), ...unknown], filters: refused },
    group: { ...group, clusters: peers.members.length, fewestForStatistics: fewest },
    clusters: columns.map(({ entry }) => ({
      slug: entry.slug,
      title: entry.data.title,
      country: entry.data.country,
      address: site + entryHref('cluster', entry.slug, locale),
    })),
    measures: measures.map((measure) => {
      const {
        n,
        quartiles: box,
        currency,
        from,
        to,
      } = groupStatistics(peers.members, measure.code);
      return {
        code: measure.code,
        name: measureName(measure, locale),
        area: measure.indicator.area,
        unit: measure.unit,
        direction: measure.direction,
        values: Object.fromEntries(
          columns.map(({ entry, values }) => [
            entry.slug,
            values
              .filter((value) => value.measure.code === measure.code)
              .map((value) => ({
                value: value.value,
                ...(value.currency && { currency: value.currency }),
                year: value.at ?? null,
                quality: value.quality,
                ...(value.said && { said: value.said }),
                sources: citedIn(value, entry),
              })),
          ]),
        ),
        group: { n, ...(currency && { currency }), from: from ?? null, to: to ?? null, ...box },
      };
    }),
  };
}
