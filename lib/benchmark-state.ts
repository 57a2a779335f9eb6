import { fileHref, pageHref } from '#lib/addresses';
import { measures } from '#lib/benchmark-catalogue';
import { measuredClusters, type Measured } from '#lib/benchmark-group';
import type { BenchmarkWorld } from '#lib/benchmark-question';
import { measureName } from '#lib/benchmark-words';
import { indicatorHref } from '#lib/catalogue-view';
import { clusterLabels, provinces, sectors } from '#lib/content-types';
import { formatPercent } from '#lib/format';
import type { List } from '#lib/field';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { parseSearch, searchHref } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Link } from '#lib/view';

type Count = { label: string; count: string; href?: string };

/** The state of the country in numbers that the entries can carry; what is missing is said in `missing`. */
export type BenchmarkState = {
  title: string;
  lead: string;
  tables: {
    id: string;
    heading: string;
    columns: [string, string];
    rows: Count[];
    missing: string[];
  }[];
  coverage: {
    heading: string;
    lead: string;
    columns: string[];
    rows: { code: string; name: string; href: string; cells: string[] }[];
    missing: string;
  };
  ways: Link[];
};

const isHome = ({ entry }: Measured): boolean => entry.data.country === 'TR';

const hasValue = (code: string) => (cluster: Measured) =>
  cluster.values.some(({ measure }) => measure.code === code);

/** How many of the clusters have a value for each measure, in the catalogue's order. */
export const coverageOf = (clusters: readonly Measured[]) =>
  measures.map((measure) => ({ measure, n: clusters.filter(hasValue(measure.code)).length }));

/** Clusters by sector, province, founding year and label, and how many have a value for each measure. */
export function benchmarkState(world: BenchmarkWorld): BenchmarkState {
  const { locale } = world;
  const t = texts(locale);
  const all = measuredClusters(world.clusters, world.today);
  const home = all.filter(isHome);
  const abroad = all.filter((cluster) => !isHome(cluster));
  const heads = (name: string): [string, string] => [
    t(`benchmarkState.heads.${name}`),
    t('benchmarkState.heads.clusters'),
  ];
  const found = (facet: string, value: string) => {
    const parameters = new URLSearchParams({ country: 'TR', [facet]: value });
    return searchHref(parseSearch(parameters, 'cluster').search, locale);
  };
  const byList = (
    list: List,
    facet: string,
    codesOf: (cluster: Measured) => readonly string[],
  ): Count[] =>
    list.codes
      .map((code) => ({
        code,
        n: home.filter((cluster) => codesOf(cluster).includes(code)).length,
      }))
      .filter(({ n }) => n > 0)
      .map(({ code, n }) => ({
        label: labelOf(list, code, t),
        count: String(n),
        href: found(facet, code),
      }))
      .sort((a, b) => Number(b.count) - Number(a.count) || compare(locale)(a.label, b.label));
  const ofProvinces = byList(provinces, 'province', ({ entry }) => entry.data.provinces ?? []);
  const without = (has: (cluster: Measured) => boolean) =>
    home.filter((cluster) => !has(cluster)).length;
  const labelled = ({ entry }: Measured) => entry.data.label !== undefined;
  const total = home.length;
  const covered = coverageOf(all).filter(({ n }) => n > 0);
  return {
    title: t('benchmarkState.title'),
    lead: t('benchmarkState.lead', { home: total, abroad: abroad.length }),
    tables: [
      {
        id: 'sectors',
        heading: t('benchmarkState.bySector'),
        columns: heads('sector'),
        rows: byList(sectors, 'sector', ({ entry }) => entry.data.sectors),
        missing: [t('benchmarkState.sectorNote')],
      },
      {
        id: 'provinces',
        heading: t('benchmarkState.byProvince'),
        columns: heads('province'),
        rows: ofProvinces,
        missing: [
          t('benchmarkState.noClusters', { count: provinces.codes.length - ofProvinces.length }),
          t('benchmarkState.noProvince', {
            count: without(({ entry }) => (entry.data.provinces ?? []).length > 0),
            total,
          }),
        ],
      },
      {
        id: 'founded',
        heading: t('benchmarkState.byYear'),
        columns: heads('year'),
        rows: foundingYears(home),
        missing: [
          t('benchmarkState.noYear', {
            count: without(({ entry }) => entry.data.founded !== undefined),
            total,
          }),
        ],
      },
      {
        id: 'labels',
        heading: t('benchmarkState.byLabel'),
        columns: heads('label'),
        rows: clusterLabels.codes.map((code) => ({
          label: labelOf(clusterLabels, code, t),
          count: String(home.filter(({ entry }) => entry.data.label === code).length),
        })),
        missing: [
          t('benchmarkState.noLabel', { count: without(labelled), total }),
          t('entry.labelsExpire'),
        ],
      },
    ],
    coverage: {
      heading: t('benchmarkState.coverage'),
      lead: t('benchmarkState.coverageLead'),
      columns: [
        t('benchmark.columns.indicator'),
        t('benchmarkState.heads.home', { count: total }),
        t('benchmarkState.heads.abroad', { count: abroad.length }),
      ],
      rows: covered.map(({ measure }) => ({
        code: measure.code,
        name: measureName(measure, locale),
        href: indicatorHref(measure.indicator, locale),
        cells: [home, abroad].map((part) => share(part, measure.code, t, locale)),
      })),
      missing: t('benchmarkState.uncovered', {
        count: measures.length - covered.length,
        total: measures.length,
        list: measures
          .filter(({ code }) => !covered.some(({ measure }) => measure.code === code))
          .map((measure) => `${measure.code} ${measureName(measure, locale)}`)
          .join('; '),
      }),
    },
    ways: [
      { label: t('benchmark.title'), href: pageHref('benchmark', locale) },
      { label: t('catalogue.title'), href: pageHref('indicators', locale) },
      { label: t('files.formats.csv'), href: fileHref(pageHref('benchmarkState', locale), 'csv') },
    ],
  };
}

const share = (
  part: readonly Measured[],
  code: string,
  t: Translate,
  locale: BenchmarkWorld['locale'],
): string => {
  const n = part.filter(hasValue(code)).length;
  return t('benchmarkState.share', {
    n,
    total: part.length,
    share: formatPercent(Math.round((100 * n) / part.length), locale),
  });
};

function foundingYears(clusters: readonly Measured[]): Count[] {
  const years = clusters.flatMap(({ entry }) => entry.data.founded?.value ?? []);
  return [...new Set(years)]
    .sort((a, b) => a - b)
    .map((year) => ({
      label: String(year),
      count: String(years.filter((other) => other === year).length),
    }));
}

/** The coverage of every measure of the catalogue as rows of a table; none has 0. */
export function coverageTable(world: BenchmarkWorld): string[][] {
  const { locale } = world;
  const t = texts(locale);
  const all = measuredClusters(world.clusters, world.today);
  const parts = [all.filter(isHome), all.filter((cluster) => !isHome(cluster))];
  const counts = parts.map(coverageOf);
  return [
    [
      t('benchmark.columns.code'),
      t('benchmark.columns.indicator'),
      ...['home', 'abroad'].map((name, index) =>
        t(`benchmarkState.heads.${name}`, { count: parts[index]?.length ?? 0 }),
      ),
    ],
    ...measures.map((measure, index) => [
      measure.code,
      measureName(measure, locale),
      ...counts.map((part) => String(part[index]?.n ?? 0)),
    ]),
  ];
}
