import { entryHref, listHref, pageHref, provinceHref } from '#lib/addresses';
import { applicationStatus } from '#lib/application-status';
import {
  agglomerationBadge,
  eventDates,
  historicBadge,
  labelWithYear,
  statusBadge,
} from '#lib/cards';
import { sectors, type TypeName } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { isAhead } from '#lib/event-days';
import { neighboursOfProvince, plateOf, provincesNear } from '#lib/gazetteer';
import type { Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { rulesOf } from '#lib/programme-rules';
import { provinceCodes, provinceNames, type ProvinceCode } from '#lib/provinces';
import { defaultSort, searchHref } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Badge, Cell, Link, Row } from '#lib/view';

/** Every entry that may concern a province, the day, and which plan articles name one. */
export type ProvinceWorld = {
  readonly locale: Locale;
  readonly today: string;
  readonly programmes: readonly Entry<'programme'>[];
  readonly clusters: readonly Entry<'cluster'>[];
  readonly centres: readonly Entry<'centre'>[];
  readonly news: readonly Entry<'news'>[];
  readonly events: readonly Entry<'event'>[];
  /** In the order of plans and numbers. */
  readonly articlesNaming: (province: ProvinceCode) => readonly Entry<'plan'>[];
  readonly nameOf: (institution: string) => string | undefined;
  /** The page on what stands twice in the province, where there is something. */
  readonly overlaps: (province: ProvinceCode) => Link | undefined;
};

export type ProvinceItem = { link: Link; lang?: 'tr' | 'en'; badge?: Badge; facts: string[] };

export type ProvinceSection = {
  id: string;
  heading: string;
  /** What the reader must know to read the lists under it. */
  notes: string[];
  groups: { heading?: string; items: ProvinceItem[] }[];
  /** Said where no entry is of this province. */
  missing?: string;
  ways: Link[];
};

/** A province's page. */
export type ProvinceView = {
  up: Link;
  title: string;
  description: string;
  lead: string;
  key: Row[];
  contents: { label: string; links: Link[] };
  sections: ProvinceSection[];
  neighbours: { heading: string; links: Link[] };
};

/** How a programme holds in a province; nothing where it does not. */
export type Coverage = 'national' | 'own' | 'regions' | 'incomplete';

/**
 * How a programme holds in a province by its rule on provinces. An institution's seat is none. Which
 * provinces belong to an investment region is not known here, so a region never leaves a province out; nor
 * does a list of provinces that a source does not give in full.
 */
export function coverageIn(
  programme: Entry<'programme'>,
  province: ProvinceCode,
): Coverage | undefined {
  const rule = rulesOf(programme.data).find(({ kind }) => kind === 'province');
  if (!rule || rule.values.includes('tr')) return 'national';
  if (rule.values.includes(province)) return 'own';
  if (rule.values.some((code) => code.startsWith('bolge-'))) return 'regions';
  return rule.everyone ? 'national' : rule.open ? 'incomplete' : undefined;
}

const mostShown = 12;

/** Everything in the portal that concerns a province, and what the sources lack. */
export function provinceView(province: ProvinceCode, world: ProvinceWorld): ProvinceView {
  const { locale } = world;
  const t = texts(locale);
  const name = provinceNames[province];
  const sections = [
    programmesSection(province, world, t),
    clustersSection(province, world, t),
    centresSection(province, world, t),
    eventsSection(province, world, t),
    newsSection(province, world, t),
    articlesSection(province, world, t),
  ];
  const centre = (kind: string): Cell[] => {
    const there = inProvince(world.centres, province).filter(({ data }) => data.kind === kind);
    return there.length === 0
      ? [{ text: t('common.notInSource') }]
      : there.map((entry) => ({
          ...phraseOf(entry, 'title', entry.data.title),
          href: entryHref('centre', entry.slug, locale),
          ...(entry.data.seenUntil && { note: historicBadge(entry.data, t).label }),
        }));
  };
  return {
    up: { label: t('provinces.title'), href: pageHref('provinces', locale) },
    title: name,
    description: t('provinces.metaDescriptionOf', { name }),
    lead: t('provinces.leadOf'),
    key: [
      {
        label: t('provinces.plate'),
        cells: [{ text: String(plateOf(province)).padStart(2, '0') }],
      },
      { label: t('lists.centreKinds.kalkinma-ajansi'), cells: centre('kalkinma-ajansi') },
      {
        label: t('lists.centreKinds.kumelenme-bilgi-merkezi'),
        cells: centre('kumelenme-bilgi-merkezi'),
      },
    ],
    contents: {
      label: t('entry.contents'),
      links: sections.map(({ id, heading }) => ({ label: heading, href: `#${id}` })),
    },
    sections,
    neighbours: {
      heading: t('provinces.neighbours'),
      links: neighboursOfProvince(province).map((other) => ({
        label: provinceNames[other],
        href: provinceHref(other, locale),
      })),
    },
  };
}

type Placed = Entry<'cluster'> | Entry<'centre'> | Entry<'news'> | Entry<'event'>;

const inProvince = <E extends Placed>(entries: readonly E[], province: ProvinceCode): E[] =>
  entries.filter(({ data }) => data.provinces?.includes(province));

const itemOf = (
  entry: Entry,
  locale: Locale,
  facts: readonly (string | undefined)[],
  badge?: Badge,
): ProvinceItem => {
  const { text, lang } = phraseOf(entry, 'title', entry.data.title);
  return {
    link: { label: text, href: entryHref(entry.type, entry.slug, locale) },
    ...(lang && { lang }),
    ...(badge && { badge }),
    facts: facts.flatMap((fact) => fact || []),
  };
};

const byTitle =
  (locale: Locale) =>
  (a: Entry, b: Entry): number =>
    compare(locale)(a.data.title, b.data.title);

/** The list of that type with the province chosen. */
const listOf = (type: TypeName, province: ProvinceCode, locale: Locale, label: string): Link => ({
  label,
  href: searchHref(
    {
      query: '',
      types: [type],
      chosen: { province: [province] },
      sort: defaultSort({ query: '', types: [type] }),
      page: 1,
    },
    locale,
  ),
});

/** A list, cut where it is long; then a link leads to all of it. */
function listed(
  type: 'cluster' | 'centre' | 'news' | 'event',
  province: ProvinceCode,
  locale: Locale,
  groups: ProvinceSection['groups'],
  t: Translate,
): ProvinceSection {
  const all = groups.reduce((sum, { items }) => sum + items.length, 0);
  return {
    id: type,
    heading: t(`provinces.headings.${type}`),
    notes: [],
    groups: groups
      .filter(({ items }) => items.length > 0)
      .map((group) => ({ ...group, items: group.items.slice(0, mostShown) })),
    ...(all === 0 && { missing: t(`provinces.missing.${type}`) }),
    ways: groups.some(({ items }) => items.length > mostShown)
      ? [listOf(type, province, locale, t('provinces.all', { count: all }))]
      : [],
  };
}

function programmesSection(
  province: ProvinceCode,
  { locale, today, programmes, nameOf }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const covering = (wanted: Coverage) =>
    programmes.filter((programme) => coverageIn(programme, province) === wanted);
  const items = (wanted: Coverage) =>
    covering(wanted)
      .sort(byTitle(locale))
      .map((entry) =>
        itemOf(
          entry,
          locale,
          [nameOf(entry.data.institution)],
          statusBadge(entry.data, { t, today }),
        ),
      );
  const national = covering('national');
  const canApply = national.filter(({ data }) =>
    ['open', 'continuous'].includes(applicationStatus(data, today)),
  );
  const own = items('own');
  const others = (['regions', 'incomplete'] as const).map((wanted) => ({
    heading: t(`provinces.coverage.${wanted}`),
    items: items(wanted),
  }));
  return {
    id: 'programme',
    heading: t('provinces.headings.programme'),
    notes: [
      t('provinces.coverage.national', { count: national.length, open: canApply.length }),
      t('provinces.coverage.seat'),
    ],
    groups: [
      ...(own.length > 0 ? [{ heading: t('provinces.coverage.own'), items: own }] : []),
      ...others.filter((group) => group.items.length > 0),
    ],
    ...(own.length === 0 && { missing: t('provinces.missing.programme') }),
    ways: [
      listOf('programme', province, locale, t('provinces.allProgrammes')),
      {
        label: t('provinces.findSupport'),
        href: `${pageHref('support', locale)}?province=${province}`,
      },
    ],
  };
}

function clustersSection(
  province: ProvinceCode,
  { locale, clusters, overlaps }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const there = inProvince(clusters, province).sort(byTitle(locale));
  const section = listed(
    'cluster',
    province,
    locale,
    [
      {
        items: there.map((entry) => {
          const { data } = entry;
          return itemOf(
            entry,
            locale,
            [
              data.sectors.map((sector) => labelOf(sectors, sector, t)).join(', '),
              data.founded && t('provinces.founded', { year: String(data.founded.value) }),
              data.label && labelWithYear(data.label, data.labelYear?.value, t),
            ],
            data.agglomeration ? agglomerationBadge(t) : undefined,
          );
        }),
      },
    ],
    t,
  );
  const twice = overlaps(province);
  return { ...section, ways: [...section.ways, ...(twice ? [twice] : [])] };
}

function centresSection(
  province: ProvinceCode,
  { locale, centres }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const there = inProvince(centres, province).sort(byTitle(locale));
  return {
    ...listed(
      'centre',
      province,
      locale,
      [
        {
          items: there.map((entry) =>
            itemOf(
              entry,
              locale,
              [t(`lists.centreKinds.${entry.data.kind}`), entry.data.host],
              entry.data.seenUntil && historicBadge(entry.data, t),
            ),
          ),
        },
      ],
      t,
    ),
    ...(there.some(({ data }) => data.seenUntil) && { notes: [t('provinces.historic')] }),
  };
}

function eventsSection(
  province: ProvinceCode,
  { locale, today, events }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const there = inProvince(events, province).sort((a, b) =>
    (a.data.starts ?? '') < (b.data.starts ?? '') ? -1 : 1,
  );
  const ahead = there.filter(({ data }) => isAhead(data, today));
  const past = there.filter(({ data }) => !isAhead(data, today)).reverse();
  const item = (entry: Entry<'event'>) =>
    itemOf(entry, locale, [
      eventDates(entry.data, { t, locale }),
      entry.data.city,
      entry.data.organiser,
    ]);
  return {
    ...listed(
      'event',
      province,
      locale,
      [
        { heading: t('provinces.ahead'), items: ahead.map(item) },
        { heading: t('provinces.past'), items: past.map(item) },
      ],
      t,
    ),
    ...(there.length > 0 && ahead.length === 0 && { notes: [t('provinces.noneAhead')] }),
  };
}

function newsSection(
  province: ProvinceCode,
  { locale, news }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const there = inProvince(news, province).sort((a, b) => (a.data.date < b.data.date ? 1 : -1));
  const items = there.map((entry) => {
    const [source] = entry.data.sources;
    return itemOf(entry, locale, [
      formatDate(entry.data.date, locale),
      source && (source.publisher ?? source.title),
    ]);
  });
  return listed('news', province, locale, [{ items }], t);
}

function articlesSection(
  province: ProvinceCode,
  { locale, articlesNaming }: ProvinceWorld,
  t: Translate,
): ProvinceSection {
  const items = articlesNaming(province).map((entry) =>
    itemOf(entry, locale, [
      t('plan.article', { plan: entry.data.plan, number: entry.data.number }),
    ]),
  );
  return {
    id: 'plan',
    heading: t('provinces.headings.plan'),
    notes: [],
    groups: items.length > 0 ? [{ items }] : [],
    ...(items.length === 0 && { missing: t('provinces.missing.plan') }),
    ways: [{ label: t('types.plan.plural'), href: listHref('plan', locale) }],
  };
}

/** The list of the provinces. */
export type ProvincesView = {
  title: string;
  description: string;
  lead: string;
  table: string;
  columns: string[];
  rows: { link: Link; plate: string; counts: string[] }[];
  ways: Link[];
};

/** Every province in alphabetical order, with how much of each kind is of it. */
export function provincesView(world: Omit<ProvinceWorld, 'overlaps'>): ProvincesView {
  const { locale, clusters, centres, events, news, programmes } = world;
  const t = texts(locale);
  const names = [...provinceCodes].sort((a, b) =>
    compare('tr')(provinceNames[a], provinceNames[b]),
  );
  return {
    title: t('provinces.title'),
    description: t('provinces.metaDescription'),
    lead: t('provinces.lead'),
    table: t('provinces.table'),
    columns: [
      t('facets.province'),
      t('provinces.plate'),
      ...(['programme', 'cluster', 'centre', 'event', 'news'] as const).map((type) =>
        t(`provinces.columns.${type}`),
      ),
    ],
    rows: names.map((province) => ({
      link: { label: provinceNames[province], href: provinceHref(province, locale) },
      plate: String(plateOf(province)).padStart(2, '0'),
      counts: [
        programmes.filter((one) => coverageIn(one, province) === 'own'),
        ...[clusters, centres, events, news].map((entries: readonly Placed[]) =>
          inProvince(entries, province),
        ),
      ].map(({ length }) => String(length)),
    })),
    ways: [
      { label: t('types.cluster.plural'), href: listHref('cluster', locale) },
      { label: t('overlaps.title'), href: pageHref('overlaps', locale) },
    ],
  };
}

/** What to say where an address names no province, and which ones are written nearly so. */
export function missingProvince(asked: string, locale: Locale) {
  const t = texts(locale);
  const near = provincesNear(asked);
  const link = (province: ProvinceCode) => ({
    link: { label: provinceNames[province], href: provinceHref(province, locale) },
  });
  return {
    text: t('provinces.unknown', { asked: asked.slice(0, 60) }),
    near: {
      lead: t(`provinces.${near.length > 0 ? 'near' : 'none'}`),
      links: [
        ...near.map(link),
        { link: { label: t('provinces.allOfThem'), href: pageHref('provinces', locale) } },
      ],
    },
  };
}
