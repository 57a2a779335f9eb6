import { entryHref, listHref } from '#lib/addresses';
import { applicationStatus } from '#lib/application-status';
import {
  agglomerationBadge,
  audienceWords,
  clusterPlace,
  eventDates,
  historicBadge,
  labelWithYear,
  periodBadge,
  statusBadge,
} from '#lib/cards';
import { indicatorWords } from '#lib/benchmark-words';
import { fieldsOf, type EntryData, type TypeName } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { cellsOf, factOf, freshnessView, sourceView, type FactWorld } from '#lib/fact-cells';
import { isAhead } from '#lib/event-days';
import type { Field, Locale, Relation } from '#lib/field';
import { formatDate } from '#lib/format';
import { render } from '#lib/markdown';
import { texts, type Translate } from '#lib/messages';
import { programmeAnswers, programmeQuestions, type ProgrammeFact } from '#lib/programme-answers';
import type {
  Badge,
  Cell,
  EntryView,
  RelationGroup,
  RelationItem,
  Row,
  Section,
  Phrase,
} from '#lib/view';

/** A relation seen from this entry's side; `backward` when the other entry holds it. */
export type Neighbour = {
  readonly entry: Entry;
  readonly field: string;
  readonly relation: Relation;
  readonly backward: boolean;
};

/** An entry's page in the reader's words, on that day. */
export function entryView(
  entry: Entry,
  neighbours: readonly Neighbour[],
  locale: Locale,
  today: string,
  titleOf: FactWorld['titleOf'],
): EntryView {
  const t = texts(locale);
  const world: FactWorld = { entry, locale, t, today, titleOf };
  const { lead } = render(entry.body);
  const top = topOf(world);
  const parts = entry.type === 'programme' ? openingAndRest(entry.body) : { opening: entry.body };
  const fields = Object.entries(fieldsOf(entry.type));
  const values: Readonly<Record<string, unknown>> = entry.data;
  const there = fields.filter(([name]) => values[name] !== undefined);
  // What the reader asks first stands above; the sheet does not say it again.
  const inKey = new Set((top.key ?? []).map(({ label }) => label));
  const inAnswers: ReadonlySet<string> = new Set(
    entry.type === 'programme' ? Object.values(programmeQuestions).flat() : [],
  );
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
    body: { html: render(parts.opening).html, ...(bodyForeign && { lang: 'tr' as const }) },
    ...(parts.rest && {
      details: {
        id: 'details',
        heading: t('answers.details'),
        html: render(parts.rest).html,
        ...(bodyForeign && { lang: 'tr' as const }),
      },
    }),
    sheet: {
      heading: t('entry.sheet'),
      rows: there
        .filter(([name, field]) => field.show === 'sheet' && !inAnswers.has(name))
        .filter(([name]) => !inKey.has(t(`fields.${name}`)))
        .map(([name, field]): Row => ({
          label: t(`fields.${name}`),
          cells: cellsOf(world, name, field, values[name]),
        })),
    },
    sections: there
      .filter(([name, field]) => field.show === 'section' && !inAnswers.has(name))
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
    | 'kicker'
    | 'subtitle'
    | 'badges'
    | 'notices'
    | 'key'
    | 'answers'
    | 'action'
    | 'quotation'
    | 'missing'
  >
>;

/** A programme's sources have a list of their own, with numbers. */
const listedApart: ReadonlySet<ProgrammeFact> = new Set<ProgrammeFact>(['sources']);

/** The first paragraph, which says the most important, and what follows it. */
function openingAndRest(body: string): { opening: string; rest?: string } {
  const end = body.search(/\n[ \t]*\n/);
  return end < 0
    ? { opening: body }
    : { opening: body.slice(0, end), rest: body.slice(end).trim() };
}

/** What a reader of this type asks before anything else. */
function topOf(world: FactWorld): Top {
  const { entry, t, locale } = world;
  const key = (name: string, cells: Cell[]): Row => ({ label: t(`fields.${name}`), cells });
  const own = (name: string): Cell[] => factOf(world, name) ?? [{ text: t('common.notInSource') }];
  switch (entry.type) {
    case 'programme': {
      const { data } = entry;
      const until = data.closes || !data.applicationMode ? 'closes' : 'applicationMode';
      return {
        badges: [statusBadge(data, world)],
        notices:
          applicationStatus(data, world.today) === 'unknown' ? [t('entry.statusUnknown')] : [],
        key: [
          key('upperLimit', own('upperLimit')),
          key('supportRate', own('supportRate')),
          key('audiences', [{ text: audienceWords(data.audiences, t) }]),
          key(until, own(until)),
          key('institution', own('institution')),
        ],
        answers: programmeAnswers({ ...world, entry }, listedApart),
        ...(data.applyUrl && { action: { label: t('entry.apply'), href: data.applyUrl } }),
      };
    }
    case 'plan': {
      const { data } = entry;
      return {
        kicker: t('plan.article', { plan: data.plan, number: data.number }),
        badges: [periodBadge(data.plan, world.today, t)],
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
        badges: [
          ...(data.agglomeration ? [agglomerationBadge(t)] : []),
          ...(data.label
            ? [
                {
                  label: labelWithYear(data.label, data.labelYear?.value, t),
                  tone: 'info' as const,
                },
              ]
            : []),
        ],
        notices: [
          ...(data.agglomeration ? [t('clusterProfile.agglomerationNote')] : []),
          ...(data.label ? [t('entry.labelsExpire')] : []),
        ],
        key: [
          key('provinces', data.provinces ? own('provinces') : [{ text: clusterPlace(data, t) }]),
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
      const [at, ...further] = factOf(world, 'provinces') ?? [];
      return {
        badges: data.starts ? [isAhead(data, world.today) ? ahead : past] : [],
        key: [
          key('date', [{ text: eventDates(data, world) }]),
          key(
            'city',
            own('city').map((cell) => ({
              ...cell,
              ...(data.city && at?.href && further.length === 0 && { href: at.href }),
            })),
          ),
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
    case 'centre': {
      const { seenUntil } = entry.data;
      return {
        ...(seenUntil && {
          badges: [historicBadge(entry.data, t)],
          notices: [t('centres.notSeenToday', { year: String(seenUntil.value) })],
        }),
        key: [
          key('kind', own('kind')),
          key('provinces', own('provinces')),
          key('host', own('host')),
        ],
        ...(entry.data.website && {
          action: { label: t('entry.website'), href: entry.data.website },
        }),
      };
    }
    case 'guide':
      return { notices: [t('entry.ownChecklist')] };
    case 'practice':
      return { notices: [t('entry.ownReading')] };
    case 'page':
      return {};
  }
}

function sectionOf(world: FactWorld, name: string, field: Field, value: unknown): Section {
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
      rows: rows.map((row) => {
        const { name, value: amount, unit } = indicatorWords(row, locale, t);
        return [
          name,
          { text: amount },
          unit,
          { text: row.year ?? t('figures.undated') },
          { text: row.sources.map((n) => `[${n}]`).join(' ') },
        ];
      }),
    };
  }
  const items = (value as string[]).map((text) => phraseOf(entry, name, text)); // the only other kind shown so
  if (name !== 'steps') return { ...base, kind: 'list', items };
  const label = (of: string) => t(`toolkit.checklist.${of}`, { done: '{done}', total: '{total}' });
  return {
    ...base,
    kind: 'steps',
    items,
    checklist: {
      name: `bys-steps-${entry.slug}`,
      labels: { progress: label('progress'), keep: label('keep'), kept: label('kept') },
    },
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
  'practice',
  'term',
  'institution',
  'page',
];

/** Why a relation holds, in the reader's language where it is written in it. */
export const reasonIn = (locale: Locale, { tr, en }: NonNullable<Relation['reason']>): Phrase =>
  locale === 'tr' ? { text: tr } : en ? { text: en } : { text: tr, lang: 'tr' };

function relationGroups(world: FactWorld, neighbours: readonly Neighbour[]): RelationGroup[] {
  const { entry, t, locale } = world;
  // Programmes before and after, and an article's counterparts, have places of their own.
  const apart = entry.type === 'programme' || entry.type === 'plan' ? entry.type : undefined;
  return groupOrder.flatMap((type): RelationGroup[] => {
    if (type === apart) return [];
    const seen = new Set<string>();
    const items = neighbours
      .filter((n) => n.entry.type === type && !(type === 'institution' && !n.backward))
      // Through whom a firm joins has a place of its own too.
      .filter((n) => n.field !== 'joinThrough' || n.backward)
      .filter(({ entry: { slug } }) => !seen.has(slug) && seen.add(slug))
      .map((neighbour) => relationItem(neighbour, locale, t));
    if (items.length === 0) return [];
    return [{ id: `relations-${type}`, heading: t(`types.${type}.plural`), items }];
  });
}

/** A neighbour as a link that says why it is there, and who says so. */
export function relationItem(
  { entry: other, relation }: Neighbour,
  locale: Locale,
  t: Translate,
): RelationItem {
  const { reason } = relation;
  const { lang } = phraseOf(other, 'title', other.data.title);
  return {
    link: { label: other.data.title, href: entryHref(other.type, other.slug, locale) },
    ...(lang === 'tr' && { lang }),
    typeLabel: t(`types.${other.type}.singular`),
    ...(reason && { reason: reasonIn(locale, reason) }),
    basis:
      relation.basis === 'editor'
        ? t('relations.editor', {
            by: relation.by ?? '',
            on: relation.on ? formatDate(relation.on, locale) : '',
          })
        : t('relations.source'),
  };
}
