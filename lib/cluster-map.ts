import { entryHref, pageHref, provinceHref } from '#lib/addresses';
import { countries, provinces } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import { texts } from '#lib/messages';
import { mapSize, provinceShapes } from '#lib/province-shapes';
import { provinceCodes, type ProvinceCode } from '#lib/provinces';
import { defaultSort, searchHref, type Search } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Link, Phrase } from '#lib/view';

type Cluster = Entry<'cluster'>;

/** The fewest clusters of each step of colour; the first is for none. */
const steps = [0, 1, 2, 4, 8] as const;

/** A province of the map: its shape, and the link that its shape is. */
export type MapProvince = {
  code: ProvinceCode;
  path: string;
  /** Where its number stands. */
  x: number;
  y: number;
  /** The number as drawn; none where there is nothing to count. */
  count: string;
  /** The step of colour, from 0 for none. */
  step: number;
  href: string;
  /** "Konya: 3 küme". */
  label: string;
};

/** What stands above the list of clusters. */
export type ClusterOverview = {
  lead: string;
  ways: Link[];
  map: {
    heading: string;
    skip: Link;
    width: number;
    height: number;
    provinces: MapProvince[];
    legend: { label: string; steps: { step: number; label: string }[] };
    caption: string;
    credit: string;
  };
  /** The same as the map says, in the order of the alphabet. */
  table: {
    id: string;
    summary: string;
    columns: string[];
    rows: { province: Link; count: string }[];
  };
  /** What the map cannot show: clusters from abroad by country, and those without a province. */
  apart: { heading: string; text: string; links: (Link & Pick<Phrase, 'lang'>)[] }[];
};

const tableId = 'provinces-table';

/** The address of the list of clusters that a choice leaves, where its results begin. */
function listOf(chosen: Search['chosen'], locale: Locale): string {
  const search = { query: '', types: ['cluster'], chosen, page: 1 } as const;
  return `${searchHref({ ...search, sort: defaultSort(search) }, locale)}#results`;
}

/** The clusters at a glance: how many each province has, and who is not on the map. */
export function clusterOverview(clusters: readonly Cluster[], locale: Locale): ClusterOverview {
  const t = texts(locale);
  const stepLabel = (from: number, next: number | undefined): string => {
    if (next === undefined) return t('clusterMap.stepOpen', { from });
    return next - from === 1 ? String(from) : `${from}-${next - 1}`;
  };
  const inOrder = compare(locale);
  const home = clusters.filter(({ data }) => data.country === 'TR');
  const abroad = clusters.filter(({ data }) => data.country !== 'TR');
  const agglomerations = clusters.filter(({ data }) => data.agglomeration);
  const foreign = countries.codes
    .map((code) => ({
      code,
      count: abroad.filter(({ data }) => data.country === code).length,
    }))
    .filter(({ count }) => count > 0);
  const unplaced = home.filter(({ data }) => !data.provinces);
  const drawn = provinceCodes
    .map((code) => {
      const count = clusters.filter(({ data }) => data.provinces?.includes(code)).length;
      const name = labelOf(provinces, code, t);
      // Where nothing is on record, the province's own page says so and what there is instead.
      const href = count === 0 ? provinceHref(code, locale) : listOf({ province: [code] }, locale);
      return { code, name, count, href };
    })
    .sort((a, b) => inOrder(a.name, b.name));
  return {
    lead: t('clusterMap.lead', {
      home: home.length,
      abroad: abroad.length,
      agglomerations: agglomerations.length,
    }),
    ways: [
      { label: t('clusterMap.all', { count: clusters.length }), href: listOf({}, locale) },
      {
        label: t('clusterMap.home', { count: home.length }),
        href: listOf({ country: ['TR'] }, locale),
      },
      {
        label: t('clusterMap.abroadOnly', { count: abroad.length }),
        href: listOf({ country: foreign.map(({ code }) => code).sort() }, locale),
      },
      {
        label: t('clusterMap.agglomerations', { count: agglomerations.length }),
        href: listOf({ agglomeration: ['yes'] }, locale),
      },
      { label: t('benchmark.title'), href: pageHref('benchmark', locale) },
      { label: t('overlaps.title'), href: pageHref('overlaps', locale) },
    ],
    map: {
      heading: t('clusterMap.heading'),
      skip: { label: t('clusterMap.skip'), href: `#${tableId}` },
      ...mapSize,
      provinces: drawn.map(({ code, name, count, href }) => {
        const { path, at } = provinceShapes[code];
        return {
          code,
          path,
          x: at[0],
          y: at[1],
          count: count === 0 ? '' : String(count),
          step: steps.findLastIndex((from) => from <= count),
          href,
          label: t('clusterMap.province', { province: name, count }),
        };
      }),
      legend: {
        label: t('clusterMap.legend'),
        steps: steps.map((from, step) => ({ step, label: stepLabel(from, steps[step + 1]) })),
      },
      caption: t('clusterMap.caption', {
        several: clusters.filter(({ data }) => (data.provinces?.length ?? 0) > 1).length,
      }),
      credit: t('clusterMap.credit'),
    },
    table: {
      id: tableId,
      summary: t('clusterMap.table'),
      columns: [t('clusterMap.columns.province'), t('clusterMap.columns.clusters')],
      rows: drawn.map(({ name, count, href }) => ({
        province: { label: name, href },
        count: String(count),
      })),
    },
    apart: [
      {
        heading: t('clusterMap.abroad.heading'),
        text: t('clusterMap.abroad.text'),
        links: foreign
          .map(({ code, count }) => ({ name: labelOf(countries, code, t), code, count }))
          .sort((a, b) => inOrder(a.name, b.name))
          .map(({ name, code, count }) => ({
            label: t('clusterMap.abroad.country', { country: name, count }),
            href: listOf({ country: [code] }, locale),
          })),
      },
      {
        heading: t('clusterMap.unplaced.heading'),
        text: t('clusterMap.unplaced.text'),
        links: unplaced
          .map((cluster) => ({
            ...phraseOf(cluster, 'title', cluster.data.title),
            href: entryHref('cluster', cluster.slug, locale),
          }))
          .sort((a, b) => inOrder(a.text, b.text))
          .map(({ text, lang, href }) => ({ label: text, href, ...(lang && { lang }) })),
      },
    ].filter(({ links }) => links.length > 0),
  };
}
