import { entryHref, listHref } from '#lib/addresses';
import { applicationStatus } from '#lib/application-status';
import {
  audienceWords,
  clusterPlace,
  eventDates,
  isAhead,
  labelWithYear,
  statusBadge,
} from '#lib/cards';
import { fieldsOf, type EntryData, type TypeName } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Field, Figure, Locale, Relation, Source } from '#lib/field';
import { formatDate, formatMoney, formatNumber, formatPercent } from '#lib/format';
import { freshness, newestOf } from '#lib/freshness';
import { labelOf } from '#lib/labels';
import { render } from '#lib/markdown';
import { texts, type Translate } from '#lib/messages';
import type {
  Badge,
  Cell,
  EntryView,
  Phrase,
  RelationGroup,
  RelationItem,
  Row,
  Section,
} from '#lib/view';

/** A relation seen from this entry's side; `backward` when the other entry holds it. */
export type Neighbour = {
  readonly entry: Entry;
  readonly field: string;
  readonly relation: Relation;
  readonly backward: boolean;
};

type World = {
  readonly entry: Entry;
  readonly locale: Locale;
  readonly t: Translate;
  readonly today: string;
  readonly titleOf: (type: TypeName, slug: string) => Phrase | undefined;
};

/** An entry's page in the reader's words, on that day. */
export function entryView(
  entry: Entry,
  neighbours: readonly Neighbour[],
  locale: Locale,
  today: string,
  titleOf: World['titleOf'],
): EntryView {
  const t = texts(locale);
  const world: World = { entry, locale, t, today, titleOf };
  const { html, lead } = render(entry.body);
  const top = topOf(world);
  const fields = Object.entries(fieldsOf(entry.type));
  const values: Readonly<Record<string, unknown>> = entry.data;
  const there = fields.filter(([name]) => values[name] !== undefined);
  // What the reader asks first stands above; the sheet does not say it again.
  const inKey = new Set((top.key ?? []).map(({ label }) => label));
  const hasFigures = there.some(([, { kind }]) =>
    ['figure', 'money', 'year', 'indicators'].includes(kind),
  );
  const bodyForeign = entry.bodyLocale !== locale && entry.body !== '';
  const untranslated = locale === 'en' && (!entry.hasTwin || bodyForeign);
  return {
    type: entry.type,
    slug: entry.slug,
    url: entryHref(entry.type, entry.slug, locale),
    section: { label: t(`types.${entry.type}.plural`), href: listHref(entry.type, locale) },
    title: phraseOf(entry, 'title', entry.data.title),
    description: lead,
    badges: [],
    key: [],
    ...top,
    notices: [...(untranslated ? [t('entry.untranslated')] : []), ...(top.notices ?? [])],
    body: { html, ...(bodyForeign && { lang: 'tr' as const }) },
    sheet: {
      heading: t('entry.sheet'),
      rows: there
        .filter(([name, field]) => field.show === 'sheet' && !inKey.has(t(`fields.${name}`)))
        .map(([name, field]): Row => ({
          label: t(`fields.${name}`),
          cells: cellsOf(world, name, field, values[name]),
        })),
    },
    sections: there
      .filter(([, field]) => field.show === 'section')
      .map(([name, field]) => sectionOf(world, name, field, values[name])),
    relations: { heading: t('entry.relations'), groups: relationGroups(world, neighbours) },
    sources: {
      heading: t('entry.sources'),
      items: (entry.data.sources ?? []).map((source) => sourceView(source, world)),
      ...(!entry.data.sources && { note: t('entry.noSources') }),
      ...(hasFigures && { note: t('entry.sourceNote') }),
    },
    freshness: freshnessView(world),
    labels: {
      print: t('entry.print'),
      share: t('entry.share'),
      copied: t('entry.copied'),
      contents: t('entry.contents'),
    },
  };
}

type Top = Partial<
  Pick<
    EntryView,
    'kicker' | 'subtitle' | 'badges' | 'notices' | 'key' | 'action' | 'quotation' | 'missing'
  >
>;

/** What a reader of this type asks before anything else. */
function topOf(world: World): Top {
  const { entry, t, locale } = world;
  const key = (name: string, cells: Cell[]): Row => ({ label: t(`fields.${name}`), cells });
  const own = (name: string): Cell[] => {
    const field = fieldsOf(entry.type)[name];
    const value = (entry.data as Readonly<Record<string, unknown>>)[name]; // by name, for any type
    return field && value !== undefined
      ? cellsOf(world, name, field, value)
      : [{ text: t('common.notInSource') }];
  };
  switch (entry.type) {
    case 'programme': {
      const { data } = entry;
      const until = data.closes || !data.applicationMode ? 'closes' : 'applicationMode';
      return {
        badges: [statusBadge(data, world)],
        notices:
          applicationStatus(data, world.today) === 'unknown' ? [t('entry.statusUnknown')] : [],
        key: [
          key('institution', own('institution')),
          key('upperLimit', own('upperLimit')),
          key('supportRate', own('supportRate')),
          key('audiences', [{ text: audienceWords(data.audiences, t) }]),
          key(until, own(until)),
        ],
        ...(data.applyUrl && { action: { label: t('entry.apply'), href: data.applyUrl } }),
      };
    }
    case 'plan': {
      const { data } = entry;
      const over = data.plan === '11' || data.plan === '10';
      return {
        kicker: t('plan.article', { plan: data.plan, number: data.number }),
        badges: [{ label: t(`plan.period.${data.plan}`), tone: over ? 'muted' : 'info' }],
        ...(data.text
          ? {
              quotation: {
                text: data.text,
                lang: 'tr' as const,
                cite: t('plan.cite', { plan: data.plan, number: data.number }),
                ...(data.textNote && { note: phraseOf(entry, 'textNote', data.textNote) }),
              },
            }
          : {
              missing: [
                { text: t('plan.textNotSeen') },
                ...(data.textNote ? [phraseOf(entry, 'textNote', data.textNote)] : []),
              ],
            }),
      };
    }
    case 'cluster': {
      const { data } = entry;
      return {
        ...(data.shortName && { kicker: data.shortName }),
        badges: data.label
          ? [{ label: labelWithYear(data.label, data.labelYear?.value, t), tone: 'info' as const }]
          : [],
        notices: data.label ? [t('entry.labelsExpire')] : [],
        key: [
          key('provinces', [{ text: clusterPlace(data, t) }]),
          key('sectors', own('sectors')),
          key('memberCount', own('memberCount')),
          key('founded', own('founded')),
        ],
        ...(data.website && { action: { label: t('entry.website'), href: data.website } }),
      };
    }
    case 'event': {
      const { data } = entry;
      const ahead: Badge = { label: t('events.ahead'), tone: 'good' };
      const past: Badge = { label: t('events.past'), tone: 'muted' };
      return {
        badges: data.starts ? [isAhead(data, world.today) ? ahead : past] : [],
        key: [
          key('date', [{ text: eventDates(data, world) }]),
          key('city', own('city')),
          key('organiser', own('organiser')),
        ],
      };
    }
    case 'news':
      return { kicker: formatDate(entry.data.date, locale) };
    case 'term':
      return entry.data.expansion
        ? { subtitle: phraseOf(entry, 'expansion', entry.data.expansion) }
        : {};
    case 'institution':
      return {
        kicker: entry.data.shortName,
        ...(entry.data.website && {
          action: { label: t('entry.website'), href: entry.data.website },
        }),
      };
    case 'centre':
      return {
        key: [
          key('kind', own('kind')),
          key('provinces', own('provinces')),
          key('host', own('host')),
        ],
        ...(entry.data.website && {
          action: { label: t('entry.website'), href: entry.data.website },
        }),
      };
    case 'guide':
      return { notices: [t('entry.ownChecklist')] };
    case 'page':
      return {};
  }
}

function figureCell(world: World, figure: Figure): Cell {
  const { t, locale } = world;
  const text = figure.currency
    ? formatMoney(figure.value, figure.currency, locale)
    : figure.unit === 'percent'
      ? formatPercent(figure.value, locale)
      : figure.unit === undefined
        ? formatNumber(figure.value, locale)
        : t(`lists.units.${figure.unit}`, { count: figure.value });
  return { text, note: figureNote(world, figure.asOf, figure.sources) };
}

const figureNote = ({ locale, t }: World, asOf: string, sources: readonly number[]): string =>
  asOf === 'unknown'
    ? t('figures.noteUndated', { sources: sources.join(', ') })
    : t('figures.note', { date: formatDate(asOf, locale), sources: sources.join(', ') });

function cellsOf(world: World, name: string, field: Field, value: unknown): Cell[] {
  const { entry, t, locale, titleOf } = world;
  const { list } = field;
  if (list)
    return [
      {
        text: [value]
          .flat()
          .map((code) => labelOf(list, String(code), t))
          .join(', '),
      },
    ];
  switch (field.kind) {
    case 'figure':
    case 'money':
      return [figureCell(world, value as Figure)]; // the schema of these kinds
    case 'year': {
      const { value: year, sources } = value as { value: number; sources: number[] }; // the schema of the kind
      return [
        { text: String(year), note: t('figures.sourcesOnly', { sources: sources.join(', ') }) },
      ];
    }
    case 'date':
      return [{ text: formatDate(String(value), locale) }];
    case 'flag':
      return [{ text: t(value === true ? 'common.yes' : 'common.no') }];
    case 'web-address':
      return [
        {
          text: String(value)
            .replace(/^https?:\/\/(www\.)?/, '')
            .replace(/\/$/, ''),
          href: String(value),
        },
      ];
    case 'reference': {
      const target = field.target as TypeName; // entry.ts throws for any other
      const title = titleOf(target, String(value));
      return [
        {
          text: title?.text ?? String(value),
          ...(title?.lang && { lang: title.lang }),
          href: entryHref(target, String(value), locale),
        },
      ];
    }
    case 'texts':
      return (value as string[]).map((text) => phraseOf(entry, name, text)); // the schema of the kind
    default:
      return [phraseOf(entry, name, String(value))];
  }
}

function sectionOf(world: World, name: string, field: Field, value: unknown): Section {
  const { entry, t, locale } = world;
  const base = { id: name, heading: t(`fields.${name}`) };
  if (field.kind === 'indicators') {
    const rows = value as NonNullable<EntryData<'cluster'>['indicators']>; // the only type with indicators
    return {
      ...base,
      kind: 'table',
      columns: ['name', 'value', 'unit', 'year', 'source'].map((column) =>
        t(`indicators.${column}`),
      ),
      rows: rows.map((row) => [
        { text: row.name, ...(locale === 'en' && { lang: 'tr' as const }) },
        { text: formatNumber(row.value, locale) },
        { text: row.unit, ...(locale === 'en' && { lang: 'tr' as const }) },
        { text: row.year ?? t('figures.undated') },
        { text: row.sources.map((n) => `[${n}]`).join(' ') },
      ]),
    };
  }
  return {
    ...base,
    kind: name === 'steps' ? 'steps' : 'list',
    items: (value as string[]).map((text) => phraseOf(entry, name, text)), // the only other kind shown so
  };
}

const groupOrder: readonly TypeName[] = [
  'programme',
  'cluster',
  'plan',
  'news',
  'event',
  'centre',
  'guide',
  'term',
  'institution',
  'page',
];

function relationGroups(world: World, neighbours: readonly Neighbour[]): RelationGroup[] {
  const { t, locale } = world;
  return groupOrder.flatMap((type): RelationGroup[] => {
    const seen = new Set<string>();
    const items = neighbours
      .filter((n) => n.entry.type === type && !(type === 'institution' && !n.backward))
      .filter(({ entry: { slug } }) => !seen.has(slug) && seen.add(slug))
      .map(({ entry: other, relation }): RelationItem => {
        const reason = relation.reason;
        const { lang } = phraseOf(other, 'title', other.data.title);
        return {
          link: { label: other.data.title, href: entryHref(other.type, other.slug, locale) },
          ...(lang === 'tr' && { lang }),
          typeLabel: t(`types.${other.type}.singular`),
          ...(reason && {
            reason:
              locale === 'en' && reason.en
                ? { text: reason.en }
                : { text: reason.tr, ...(locale === 'en' && { lang: 'tr' as const }) },
          }),
          basis:
            relation.basis === 'editor'
              ? t('relations.editor', {
                  by: relation.by ?? '',
                  on: relation.on ? formatDate(relation.on, locale) : '',
                })
              : t('relations.source'),
        };
      });
    if (items.length === 0) return [];
    return [{ heading: t(`types.${type}.plural`), items }];
  });
}

function sourceView(source: Source, { locale }: World) {
  const detail = [source.publisher, source.date && formatDate(source.date, locale)]
    .filter(Boolean)
    .join(', ');
  return {
    title: source.title,
    ...(source.url && { href: source.url }),
    ...(detail !== '' && { detail }),
  };
}

function freshnessView({ entry, locale, t, today }: World): EntryView['freshness'] {
  const values: Readonly<Record<string, unknown>> = entry.data;
  const sourceDates = [
    ...(typeof values.asOf === 'string' ? [values.asOf] : []),
    ...(typeof values.date === 'string' ? [values.date] : []),
    ...(entry.data.sources ?? []).map(({ date }) => date),
  ];
  const { state, date, by } = freshness(entry.data.checkedOn, newestOf(sourceDates), today);
  const tones = { verified: 'good', check: 'warn', old: 'muted' } as const;
  return {
    label: t(`freshness.${state}`),
    tone: tones[state],
    detail:
      date === undefined
        ? t('freshness.undated')
        : t(`freshness.${by === 'check' ? 'checked' : 'sourceDate'}`, {
            date: formatDate(date, locale),
          }),
  };
}
