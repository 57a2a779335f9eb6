import { pageHref } from '#lib/addresses';
import {
  groupFilterNames,
  groupFilters,
  measuredClusters,
  peerGroup,
  type GroupChoice,
  type GroupFilter,
  type Measured,
} from '#lib/benchmark-group';
import type { Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import type { Translate } from '#lib/messages';

/** So many clusters stand side by side. */
export const mostClusters = 4;
export const clusterParameter = 'cluster';
export const letters = ['A', 'B', 'C', 'D'] as const;

/** The clusters of a language, that language, the day and the site's own address. */
export type BenchmarkWorld = {
  readonly locale: Locale;
  readonly today: string;
  readonly site: string;
  readonly clusters: readonly Entry<'cluster'>[];
};

/** What an address asks: clusters in its order, and a peer group; the rest of it told apart. */
export function readQuestion(parameters: URLSearchParams, world: BenchmarkWorld) {
  const asked = [...new Set(parameters.getAll(clusterParameter).map((slug) => slug.trim()))].filter(
    (slug) => slug !== '',
  );
  const found = asked.flatMap(
    (slug) => world.clusters.find((cluster) => cluster.slug === slug) ?? [],
  );
  const group: GroupChoice = {};
  const refused: { filter: GroupFilter; value: string }[] = [];
  for (const filter of groupFilterNames) {
    const values = [...new Set(parameters.getAll(filter))].filter((value) => value.trim() !== '');
    const codes: readonly string[] = groupFilters[filter].codes;
    const [first, ...more] = values.filter((value) => codes.includes(value));
    if (first !== undefined) group[filter] = first;
    for (const value of [...values.filter((one) => !codes.includes(one)), ...more])
      refused.push({ filter, value });
  }
  const all = measuredClusters(world.clusters, world.today);
  return {
    columns: columnsOf(found.slice(0, mostClusters), all),
    peers: peerGroup(all, group),
    waiting: found.slice(mostClusters),
    unknown: asked.filter((slug) => !found.some((cluster) => cluster.slug === slug)),
    group,
    refused,
  };
}

/** The address of a comparison: clusters in their order, then the peer group. */
export function benchmarkHref(
  clusters: readonly string[],
  group: GroupChoice,
  locale: Locale,
): string {
  const parameters = new URLSearchParams(clusters.map((slug) => [clusterParameter, slug]));
  for (const filter of groupFilterNames) {
    const value = group[filter];
    if (value !== undefined) parameters.set(filter, value);
  }
  const query = parameters.toString();
  return `${pageHref('benchmark', locale)}${query && `?${query}`}`;
}

export type Column = Measured & { readonly letter: string };

const columnsOf = (shown: readonly Entry<'cluster'>[], all: readonly Measured[]): Column[] =>
  shown.flatMap(({ slug }, index) => {
    const measured = all.find(({ entry }) => entry.slug === slug);
    return measured ? [{ ...measured, letter: letters[index] ?? '' }] : [];
  });

/** One choice of a peer group in words; the bands are our own. */
export const choiceWords = (filter: GroupFilter, value: string, t: Translate): string =>
  filter === 'age' || filter === 'size'
    ? t(`benchmark.bands.${filter}.${value}`)
    : labelOf(groupFilters[filter], value, t);

/** The group in words, with its size. */
export function groupWords(group: GroupChoice, count: number, t: Translate): string {
  const parts = groupFilterNames.flatMap((filter) => {
    const value = group[filter];
    return value === undefined
      ? []
      : [`${t(`benchmark.filters.${filter}`)}: ${choiceWords(filter, value, t)}`];
  });
  return parts.length === 0
    ? t('benchmark.groupAll', { count })
    : t('benchmark.groupOf', { what: parts.join('; '), count });
}
