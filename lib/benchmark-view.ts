import { entryHref, fileHref, pageHref } from '#lib/addresses';
import { areas, measures, type Measure } from '#lib/benchmark-catalogue';
import {
  groupFilterNames,
  groupFilters,
  groupStatistics,
  type GroupChoice,
  type GroupStatistics,
  type Measured,
} from '#lib/benchmark-group';
import {
  benchmarkHref,
  choiceWords,
  clusterParameter,
  groupWords,
  letters,
  mostClusters,
  readQuestion,
  type BenchmarkWorld,
  type Column,
} from '#lib/benchmark-question';
import { fewest, type Quartiles } from '#lib/benchmark-statistics';
import type { BenchmarkValue } from '#lib/benchmark-values';
import { measureName, valueWords } from '#lib/benchmark-words';
import { indicatorHref } from '#lib/catalogue-view';
import { phraseOf, type Entry } from '#lib/entry';
import { sourceView } from '#lib/fact-cells';
import type { Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { compare } from '#lib/turkish/letters';
import type { Link, Phrase } from '#lib/view';

type Option = { value: string; label: string; selected: boolean };
type Select = {
  name: string;
  id: string;
  label: string;
  any: string;
  groups: { label: string | undefined; options: Option[] }[];
};

export type ShownValue = {
  value: string;
  /** When, and how it came about. */
  note: string;
  /** The source's own words for it, where they are not the catalogue's. */
  said: Phrase | undefined;
  sources: Link[];
};

export type BenchmarkCell = {
  /** The cluster's letter and name, for readers who do not see the column. */
  values: ShownValue[];
};

/** A picture of the group and the chosen clusters on one line; `text` says the same. */
export type BenchmarkChart = {
  text: string;
  /** Places on the line, from 0 to 1. */
  box: Quartiles;
  points: { letter: string; at: number }[];
  least: string;
  most: string;
};

export type BenchmarkRow = {
  code: string;
  name: string;
  href: string;
  cells: BenchmarkCell[];
  group: string;
  chart: BenchmarkChart | undefined;
};

export type BenchmarkView = {
  title: string;
  lead: string;
  notices: string[];
  action: string;
  clusterSelects: Select[];
  groupSelects: Select[];
  columns: { letter: string; title: Phrase; href: string; detail: string; remove: Link }[];
  group: { heading: string; text: string };
  areas: { heading: string; rows: BenchmarkRow[]; missing: string | undefined }[];
  sources: { heading: string; clusters: { letter: string; title: Phrase; items: SourceItem[] }[] };
  waiting: { heading: string; items: { title: Phrase; href: string; bring: Link }[] } | undefined;
  ways: Link[];
  labels: Record<
    'clusters' | 'peers' | 'submit' | 'table' | 'missing' | 'groupRow' | 'said' | 'bring',
    string
  >;
  tools: Record<'print' | 'share' | 'copied', string>;
};

type SourceItem = { id: string; title: string; href?: string; detail?: string };

/** The clusters and the peer group of an address, measure by measure. */
export function benchmarkView(parameters: URLSearchParams, world: BenchmarkWorld): BenchmarkView {
  const { locale } = world;
  const t = texts(locale);
  const { columns, waiting, unknown, group, refused, peers } = readQuestion(parameters, world);
  const shown = columns.map(({ entry }) => entry);
  const slugs = [...shown, ...waiting].map(({ slug }) => slug);
  const titleOf = (entry: Entry<'cluster'>) => phraseOf(entry, 'title', entry.data.title);
  const here = benchmarkHref(
    shown.map(({ slug }) => slug),
    group,
    locale,
  );
  return {
    title: t('benchmark.title'),
    lead: t('benchmark.lead'),
    notices: [
      ...unknown.map((value) => t('benchmark.unknownCluster', { value })),
      ...refused.map(({ filter, value }) =>
        t('benchmark.unknownFilter', { value, filter: t(`benchmark.filters.${filter}`) }),
      ),
      ...(waiting.length > 0
        ? [t('benchmark.tooMany', { count: slugs.length, max: mostClusters })]
        : []),
      ...(peers.members.length < fewest
        ? [t('benchmark.smallGroup', { count: peers.members.length, least: fewest })]
        : []),
      ...(['age', 'size'] as const).flatMap((filter) => {
        const count = peers.unknown[filter] ?? 0;
        return count > 0 ? [t(`benchmark.without.${filter}`, { count })] : [];
      }),
      ...(shown.length === 0 ? [t('benchmark.none')] : []),
    ],
    action: pageHref('benchmark', locale),
    clusterSelects: clusterSelects(shown, world, t),
    groupSelects: groupSelects(group, world, t),
    columns: columns.map(({ entry, letter }) => ({
      letter,
      title: titleOf(entry),
      href: entryHref('cluster', entry.slug, locale),
      detail: t(`lists.countries.${entry.data.country}`),
      remove: {
        label: t('benchmark.remove', { title: entry.data.title }),
        href: benchmarkHref(
          slugs.filter((slug) => slug !== entry.slug),
          group,
          locale,
        ),
      },
    })),
    group: {
      heading: t('benchmark.group'),
      text: `${groupWords(group, peers.members.length, t)} ${t('benchmark.rule', { least: fewest })}`,
    },
    areas: areas.map(({ code, name }) => areaOf(code, name[locale], columns, peers.members, world)),
    sources: {
      heading: t('entry.sources'),
      clusters: columns.map(({ entry, letter }) => ({
        letter,
        title: titleOf(entry),
        items: (entry.data.sources ?? []).map((source, index) => ({
          ...sourceView(source, { locale }),
          id: sourceId(entry.slug, index + 1),
        })),
      })),
    },
    waiting:
      waiting.length > 0
        ? {
            heading: t('compare.waiting'),
            items: waiting.map((entry) => ({
              title: titleOf(entry),
              href: entryHref('cluster', entry.slug, locale),
              bring: {
                label: t('compare.bring', { title: entry.data.title }),
                href: benchmarkHref(
                  [entry.slug, ...slugs.filter((slug) => slug !== entry.slug)],
                  group,
                  locale,
                ),
              },
            })),
          }
        : undefined,
    ways: [
      { label: t('files.formats.csv'), href: fileHref(here, 'csv') },
      { label: t('files.formats.json'), href: fileHref(here, 'json') },
      { label: t('benchmarkState.title'), href: pageHref('benchmarkState', locale) },
      { label: t('catalogue.title'), href: pageHref('indicators', locale) },
      { label: t('assessment.title'), href: pageHref('assessment', locale) },
    ],
    labels: {
      clusters: t('benchmark.clusters'),
      peers: t('benchmark.peers'),
      submit: t('benchmark.submit'),
      table: t('benchmark.table'),
      missing: t('common.notInSource'),
      groupRow: t('benchmark.group'),
      said: t('benchmark.said'),
      bring: t('compare.bringShort'),
    },
    tools: { print: t('entry.print'), share: t('entry.share'), copied: t('entry.copied') },
  };
}

const sourceId = (slug: string, number: number): string => `${slug}-${number}`;

function areaOf(
  area: string,
  heading: string,
  columns: readonly Column[],
  members: readonly Measured[],
  world: BenchmarkWorld,
): BenchmarkView['areas'][number] {
  const t = texts(world.locale);
  const own = measures.filter(({ indicator }) => indicator.area === area);
  const isThere = ({ code }: Measure) =>
    columns.some(({ values }) => values.some(({ measure }) => measure.code === code)) ||
    groupStatistics(members, code).n > 0;
  const without = own.filter((measure) => !isThere(measure));
  return {
    heading,
    rows: own
      .filter(isThere)
      .map((measure) => rowOf(measure, columns, groupStatistics(members, measure.code), world)),
    missing:
      without.length === 0
        ? undefined
        : t('benchmark.missing', {
            list: without
              .map((measure) => `${measure.code} ${measureName(measure, world.locale)}`)
              .join('; '),
          }),
  };
}

function rowOf(
  measure: Measure,
  columns: readonly Column[],
  group: GroupStatistics,
  world: BenchmarkWorld,
): BenchmarkRow {
  const { locale } = world;
  const t = texts(locale);
  return {
    code: measure.code,
    name: measureName(measure, locale),
    href: indicatorHref(measure.indicator, locale),
    cells: columns.map(({ entry, values }) => ({
      values: values
        .filter((value) => value.measure.code === measure.code)
        .map((value) => shownValue(value, entry, locale, t)),
    })),
    group: statisticsWords(measure, group, locale, t),
    chart: chartOf(measure, columns, group, locale, t),
  };
}

function shownValue(
  value: BenchmarkValue,
  entry: Entry<'cluster'>,
  locale: Locale,
  t: Translate,
): ShownValue {
  return {
    value: valueWords(value.measure, value.value, value.currency, locale, t),
    note: [timeWords(value, locale, t), t(`benchmark.qualities.${value.quality}`)].join(', '),
    said: value.said === undefined ? undefined : { text: value.said, ...foreign(locale) },
    sources: value.sources.map((number) => ({
      label: `[${number}]`,
      href: `#${sourceId(entry.slug, number)}`,
    })),
  };
}

const foreign = (locale: Locale) => (locale === 'en' ? { lang: 'tr' as const } : {});

const timeWords = ({ at, since }: BenchmarkValue, locale: Locale, t: Translate): string =>
  since !== undefined
    ? t('benchmark.since', { year: String(since) })
    : at === undefined
      ? t('figures.undated')
      : formatDate(at, locale);

/** The group on one measure in a sentence. */
function statisticsWords(
  measure: Measure,
  group: GroupStatistics,
  locale: Locale,
  t: Translate,
): string {
  const { n, quartiles: box, currency, mixed, from, to } = group;
  if (n === 0) return t('benchmark.noValues');
  const years =
    from === undefined || to === undefined ? 'none' : from === to ? from : `${from}-${to}`;
  if (n < fewest) return t('benchmark.tooFew', { n, least: fewest });
  if (mixed) return t('benchmark.mixed', { n });
  if (!box) return t('benchmark.noStatistics', { n, years });
  const words = (value: number) => valueWords(measure, value, currency, locale, t);
  return t('benchmark.statistics', {
    n,
    years,
    median: words(box.median),
    q1: words(box.q1),
    q3: words(box.q3),
  });
}

function chartOf(
  measure: Measure,
  columns: readonly Column[],
  group: GroupStatistics,
  locale: Locale,
  t: Translate,
): BenchmarkChart | undefined {
  const box = group.quartiles;
  if (!box) return undefined;
  const own = columns.flatMap(({ letter, values, entry }) => {
    const found = values.find((value) => value.measure.code === measure.code);
    const isComparable =
      typeof found?.value === 'number' && (found.currency ?? group.currency) === group.currency;
    return found && isComparable ? [{ letter, value: Number(found.value), found, entry }] : [];
  });
  const least = Math.min(group.least, ...own.map(({ value }) => value));
  const most = Math.max(group.most, ...own.map(({ value }) => value));
  if (least === most) return undefined;
  const at = (value: number) => (value - least) / (most - least);
  const words = (value: number) => valueWords(measure, value, group.currency, locale, t);
  return {
    text: [
      t('benchmark.chart', {
        name: measureName(measure, locale),
        least: words(least),
        most: words(most),
        q1: words(box.q1),
        median: words(box.median),
        q3: words(box.q3),
      }),
      ...own.map(({ entry, value }) => `${entry.data.title}: ${words(value)}.`),
    ].join(' '),
    box: { q1: at(box.q1), median: at(box.median), q3: at(box.q3) },
    points: own.map(({ letter, value }) => ({ letter, at: at(value) })),
    least: words(least),
    most: words(most),
  };
}

function clusterSelects(
  shown: readonly Entry<'cluster'>[],
  { locale, clusters }: BenchmarkWorld,
  t: Translate,
): Select[] {
  const inOrder = clusters.toSorted((a, b) => compare(locale)(a.data.title, b.data.title));
  const isHome = ({ data }: Entry<'cluster'>) => data.country === 'TR';
  return letters.map((letter, index) => ({
    name: clusterParameter,
    id: `benchmark-${letter}`,
    label: t('benchmark.cluster', { letter }),
    any: t('benchmark.noCluster'),
    groups: [true, false].map((home) => ({
      label: t(home ? 'benchmark.atHome' : 'benchmark.abroad'),
      options: inOrder
        .filter((cluster) => isHome(cluster) === home)
        .map(({ slug, data }) => ({
          value: slug,
          label: data.title,
          selected: shown[index]?.slug === slug,
        })),
    })),
  }));
}

const groupSelects = (group: GroupChoice, { clusters }: BenchmarkWorld, t: Translate): Select[] =>
  groupFilterNames.map((filter) => {
    const { codes, all } = groupFilters[filter];
    const isUsed = (code: string) =>
      filter === 'sector'
        ? clusters.some(({ data }) => data.sectors.some((sector) => sector === code))
        : filter !== 'country' || clusters.some(({ data }) => data.country === code);
    return {
      name: filter,
      id: `benchmark-${filter}`,
      label: t(`benchmark.filters.${filter}`),
      any: t('search.any'),
      groups: [
        {
          label: undefined,
          options: codes
            .filter((code) => code !== all && (isUsed(code) || group[filter] === code))
            .map((value) => ({
              value,
              label: choiceWords(filter, value, t),
              selected: group[filter] === value,
            })),
        },
      ],
    };
  });
