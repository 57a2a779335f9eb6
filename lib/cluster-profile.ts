import { entryHref } from '#lib/addresses';
import { clusterPlace } from '#lib/cards';
import { centreKinds, sectors } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { reasonIn } from '#lib/entry-view';
import { factOf, sourceView, type FactWorld } from '#lib/fact-cells';
import { labelOf } from '#lib/labels';
import { texts } from '#lib/messages';
import { defaultSort, searchHref } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Cell, Link, Phrase, Row, SourceView } from '#lib/view';

type Cluster = Entry<'cluster'>;

/** All clusters, all centres and the glossary of a language, the day, and what entries are called. */
export type ClusterWorld = Pick<FactWorld, 'locale' | 'today' | 'titleOf'> & {
  readonly clusters: readonly Cluster[];
  readonly centres: readonly Entry<'centre'>[];
  readonly termOf: (slug: string) => Entry<'term'> | undefined;
};

/** An association through which a firm comes into a platform, and who says so. */
export type WayIn = {
  link: Link;
  lang?: 'tr' | 'en';
  expansion?: Phrase;
  reason: Phrase;
  sources: SourceView[];
};

export type Sibling = { link: Link; lang?: 'tr' | 'en'; why: string };

/** What a cluster's page says beside its text, its facts and its links. */
export type ClusterProfile = {
  /** Of platforms only. */
  joining?: { heading: string; lead: string; sourceLabel: string; items: WayIn[] };
  /** Who the members are; an agglomeration has none. `percent` where a share can be drawn. */
  members?: { heading: string; rows: (Row & { percent?: number })[]; missing?: string };
  siblings: {
    heading: string;
    groups: { label: string; items: Sibling[]; none?: string; more?: Link }[];
  };
  contact: { heading: string; rows: Row[]; note: string };
};

/** So many siblings of each kind stand on the page; the list of clusters has all. */
const shownSiblings = 6;

/** What a cluster's page says beside its text, its facts and its links. */
export function clusterProfile(cluster: Cluster, world: ClusterWorld): ClusterProfile {
  const joining = joiningOf(cluster, world);
  return {
    ...(joining && { joining }),
    ...(!cluster.data.agglomeration && { members: membersOf(cluster, world) }),
    siblings: siblingsOf(cluster, world),
    contact: contactOf(cluster, world),
  };
}

function joiningOf(
  { data }: Cluster,
  { locale, termOf }: ClusterWorld,
): ClusterProfile['joining'] | undefined {
  const t = texts(locale);
  if (!data.joinThrough) return undefined;
  const items = data.joinThrough.flatMap(({ to, reason, sources }): WayIn[] => {
    const term = termOf(to);
    if (!term) return [];
    const { text, lang } = phraseOf(term, 'title', term.data.title);
    return [
      {
        link: { label: text, href: entryHref('term', to, locale) },
        ...(lang && { lang }),
        ...(term.data.expansion && {
          expansion: phraseOf(term, 'expansion', term.data.expansion),
        }),
        reason: reasonIn(locale, reason),
        sources: data.sources
          .filter((_, index) => sources.includes(index + 1))
          .map((source) => sourceView(source, { locale })),
      },
    ];
  });
  return {
    heading: t('clusterProfile.joining.heading'),
    lead: t('clusterProfile.joining.lead'),
    sourceLabel: t('clusterProfile.joining.source'),
    items,
  };
}

const shares = ['smallMembers', 'mediumMembers', 'largeMembers'] as const;

function membersOf(cluster: Cluster, world: ClusterWorld): ClusterProfile['members'] {
  const t = texts(world.locale);
  const facts: FactWorld = { ...world, entry: cluster, t };
  const known = shares.flatMap((field) => {
    const cells = factOf(facts, field);
    const figure = cluster.data[field];
    return cells && figure
      ? [
          {
            label: t(`fields.${field}`),
            cells,
            ...(figure.unit === 'percent' && { percent: figure.value }),
          },
        ]
      : [];
  });
  const universities = factOf(facts, 'universityCount');
  const rows = [
    ...known,
    ...(universities ? [{ label: t('fields.universityCount'), cells: universities }] : []),
  ];
  return {
    heading: t('clusterProfile.members.heading'),
    rows,
    ...(rows.length === 0 && { missing: t('clusterProfile.members.missing') }),
  };
}

const both = (one: readonly string[] = [], other: readonly string[] = []): string[] =>
  one.filter((code) => other.includes(code));

const siblingWords = {
  province: { label: 'sameProvince', none: 'noneInProvince', more: 'allInProvince' },
  sector: { label: 'sameSector', none: 'noneInSector', more: 'allInSector' },
} as const;

function siblingsOf(
  cluster: Cluster,
  { locale, clusters }: ClusterWorld,
): ClusterProfile['siblings'] {
  const t = texts(locale);
  const { data } = cluster;
  const inOrder = compare(locale);
  const provincesOf = (other: Cluster) => both(data.provinces, other.data.provinces);
  // "Every sector" says nothing about the two.
  const sectorsOf = (other: Cluster) =>
    both(data.sectors, other.data.sectors).filter((code) => code !== sectors.all);
  const sibling = (other: Cluster, codes: readonly string[]): Sibling => {
    const { text, lang } = phraseOf(other, 'title', other.data.title);
    return {
      link: { label: text, href: entryHref('cluster', other.slug, locale) },
      ...(lang && { lang }),
      why: [
        ...(other.data.provinces || other.data.city ? [clusterPlace(other.data, t)] : []),
        codes.map((code) => labelOf(sectors, code, t)).join(', '),
      ].join(' · '),
    };
  };
  /** Those that share most trades first, then those of the same country, then by name. */
  const nearestFirst = (a: Cluster, b: Cluster) =>
    sectorsOf(b).length - sectorsOf(a).length ||
    Number(b.data.country === data.country) - Number(a.data.country === data.country) ||
    inOrder(a.data.title, b.data.title);
  /** `inList` is what the list of clusters holds under these codes, this cluster among it. */
  const group = (
    facet: keyof typeof siblingWords,
    found: readonly Cluster[],
    codes: readonly string[],
    inList: readonly Cluster[],
  ) => {
    const words = siblingWords[facet];
    const search = { query: '', types: ['cluster'], chosen: { [facet]: codes }, page: 1 } as const;
    return {
      label: t(`clusterProfile.siblings.${words.label}`),
      items: [...found]
        .sort(nearestFirst)
        .slice(0, shownSiblings)
        .map((other) => sibling(other, facet === 'sector' ? sectorsOf(other) : other.data.sectors)),
      ...(found.length === 0 && { none: t(`clusterProfile.siblings.${words.none}`) }),
      ...(found.length > shownSiblings && {
        more: {
          label: t(`clusterProfile.siblings.${words.more}`, { count: inList.length }),
          href: searchHref({ ...search, sort: defaultSort(search) }, locale),
        },
      }),
    };
  };
  const others = clusters.filter(({ slug }) => slug !== cluster.slug);
  const inProvince = others.filter((other) => provincesOf(other).length > 0);
  const elsewhere = others.filter(
    (other) => sectorsOf(other).length > 0 && provincesOf(other).length === 0,
  );
  const inSector = clusters.filter(
    (other) =>
      sectorsOf(other).length > 0 || other.data.sectors.some((code) => code === sectors.all),
  );
  return {
    heading: t('clusterProfile.siblings.heading'),
    groups: [
      ...(data.provinces
        ? [group('province', inProvince, [...data.provinces].sort(), [cluster, ...inProvince])]
        : []),
      group('sector', elsewhere, [...data.sectors].sort(), inSector),
    ],
  };
}

function contactOf(cluster: Cluster, world: ClusterWorld): ClusterProfile['contact'] {
  const { locale, centres } = world;
  const t = texts(locale);
  const facts: FactWorld = { ...world, entry: cluster, t };
  const missing: Cell[] = [{ text: t('common.notInSource') }];
  const near = centres
    .filter(({ data }) => both(cluster.data.provinces, data.provinces).length > 0)
    .map((centre): Cell => ({
      ...phraseOf(centre, 'title', centre.data.title),
      href: entryHref('centre', centre.slug, locale),
      note: labelOf(centreKinds, centre.data.kind, t),
    }));
  return {
    heading: t('clusterProfile.contact.heading'),
    rows: [
      { label: t('fields.website'), cells: factOf(facts, 'website') ?? missing },
      { label: t('fields.coordinator'), cells: factOf(facts, 'coordinator') ?? missing },
      {
        label: t('clusterProfile.contact.place'),
        cells: [{ text: clusterPlace(cluster.data, t) }],
      },
      ...(near.length > 0 ? [{ label: t('clusterProfile.contact.centres'), cells: near }] : []),
    ],
    note: t(`clusterProfile.contact.${cluster.data.website ? 'note' : 'noSite'}`),
  };
}
