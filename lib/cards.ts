import { entryHref } from '#lib/addresses';
import { applicationStatus } from '#lib/application-status';
import {
  audiences,
  clusterLabels,
  coverage,
  countries,
  planTopics,
  sectors,
  supportTypes,
  type EntryData,
  type TypeName,
} from '#lib/content-types';
import { periodOf } from '#lib/development-plan';
import { isAhead } from '#lib/event-days';
import type { List, Locale } from '#lib/field';
import { formatDate, formatMoney, formatNumber, formatPercent } from '#lib/format';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import type { FoundEntry } from '#lib/finding';
import type { Badge, Fact, Hit } from '#lib/view';

/** What a card needs to know of the world outside: names of other entries, and the day. */
export type CardSurroundings = {
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
  readonly today: string;
};

/** A found entry as a result card. */
export function hitView(hit: FoundEntry, locale: Locale, around: CardSurroundings): Hit {
  const t = texts(locale);
  // documentOf wrote the card of this very type.
  const { badge, facts } = cards[hit.type](hit.card as never, { t, locale, ...around });
  return {
    type: hit.type,
    typeLabel: t(`types.${hit.type}.singular`),
    slug: hit.slug,
    url: entryHref(hit.type, hit.slug, locale),
    title: hit.title.text,
    ...(hit.title.locale !== locale && { titleLang: hit.title.locale }),
    ...(hit.passage.text !== '' && { passage: hit.passage.text }),
    ...(hit.passage.text !== '' &&
      hit.passage.locale !== locale && { passageLang: hit.passage.locale }),
    marks: { title: hit.title.marks, passage: hit.passage.marks },
    ...(hit.missing.length > 0 && {
      missing: t('search.missing', { words: hit.missing.join(', ') }),
    }),
    ...(hit.isPinned && { pinned: t('search.pinned') }),
    ...(badge && { badge }),
    facts,
  };
}

type CardWorld = { t: Translate; locale: Locale } & CardSurroundings;
type Card = { badge?: Badge; facts: Fact[] };

const statusTones = {
  open: 'good',
  continuous: 'good',
  upcoming: 'info',
  closed: 'muted',
  unknown: 'warn',
} as const;

/** Whether one can apply, in words and a colour. */
export function statusBadge(
  programme: Pick<EntryData<'programme'>, 'opens' | 'closes' | 'status' | 'applicationMode'>,
  { t, today }: Pick<CardWorld, 't' | 'today'>,
): Badge {
  const status = applicationStatus(programme, today);
  return { label: t(`lists.applicationStatuses.${status}`), tone: statusTones[status] };
}

/** A period in words: over, in force or ahead. */
export const periodBadge = (plan: string, today: string, t: Translate): Badge => {
  const { state, ...years } = periodOf(plan, today);
  return {
    label: t(`plan.period.${state}`, { from: String(years.from), to: String(years.to) }),
    tone: state === 'current' ? 'info' : 'muted',
  };
};

/** That sources tell of a centre in these years only. */
export const historicBadge = (
  { seenFrom, seenUntil }: Pick<EntryData<'centre'>, 'seenFrom' | 'seenUntil'>,
  t: Translate,
): Badge => ({
  label: t('centres.historic', { years: yearsSeen(seenFrom, seenUntil) }),
  tone: 'muted',
});

type Year = EntryData<'centre'>['seenUntil'];
const yearsSeen = (from: Year, until: Year): string =>
  [...new Set([from?.value, until?.value])].filter((year) => year !== undefined).join('–');

/** "ends" alone is not asked: an event on one day ends that day. */
export function eventDates(
  event: Pick<EntryData<'event'>, 'starts' | 'ends'>,
  { t, locale }: Pick<CardWorld, 't' | 'locale'>,
): string {
  const { starts, ends } = event;
  if (!starts) return t('common.notInSource');
  return ends && ends !== starts
    ? `${formatDate(starts, locale)} – ${formatDate(ends, locale)}`
    : formatDate(starts, locale);
}

/** What each type's reader asks first. `card` holds the fields that the content types mark with `card`. */
const cards: { readonly [T in TypeName]: (card: never, world: CardWorld) => Card } = {
  programme: (card: EntryData<'programme'>, world) => {
    const { t, locale } = world;
    const limit = card.upperLimit;
    const until = card.closes
      ? formatDate(card.closes, locale)
      : card.applicationMode
        ? t(`lists.applicationModes.${card.applicationMode}`)
        : t('common.notInSource');
    return {
      badge: statusBadge(card, world),
      facts: [
        {
          label: t('fields.institution'),
          value: world.titleOf('institution', card.institution) ?? card.institution,
        },
        { label: t('fields.supportTypes'), value: join(supportTypes, card.supportTypes, t), minor },
        {
          label: t('fields.upperLimit'),
          value: limit
            ? t('figures.asOf', {
                value: formatMoney(limit.value, limit.currency, locale),
                date: asOfWords(limit.asOf, locale, t),
              })
            : t('common.notInSource'),
        },
        ...(card.supportRate
          ? [
              {
                label: t('fields.supportRate'),
                value: formatPercent(card.supportRate.value, locale),
                minor,
              },
            ]
          : []),
        { label: t('fields.audiences'), value: audienceWords(card.audiences, t), minor },
        { label: t(card.closes ? 'fields.closes' : 'fields.applicationMode'), value: until },
      ],
    };
  },
  plan: (card: EntryData<'plan'>, { t }) => ({
    facts: [
      {
        label: t('fields.number'),
        value: t('plan.article', { plan: card.plan, number: card.number }),
      },
      ...(card.topics
        ? [{ label: t('fields.topics'), value: join(planTopics, card.topics, t) }]
        : []),
      ...(card.sectors
        ? [{ label: t('fields.sectors'), value: join(sectors, card.sectors, t) }]
        : []),
    ],
  }),
  cluster: (card: EntryData<'cluster'>, { t, locale }) => ({
    ...(card.agglomeration && { badge: agglomerationBadge(t) }),
    facts: [
      { label: t('fields.provinces'), value: clusterPlace(card, t) },
      { label: t('fields.sectors'), value: join(sectors, card.sectors, t) },
      {
        label: t('fields.memberCount'),
        value: card.memberCount
          ? t('figures.asOf', {
              value: formatNumber(card.memberCount.value, locale),
              date: asOfWords(card.memberCount.asOf, locale, t),
            })
          : t('common.notInSource'),
      },
      ...(card.label
        ? [{ label: t('fields.label'), value: labelWithYear(card.label, card.labelYear?.value, t) }]
        : []),
    ],
  }),
  news: (card: EntryData<'news'>, { t, locale }) => {
    const [source] = card.sources;
    return {
      facts: [
        { label: t('fields.date'), value: formatDate(card.date, locale) },
        ...(source
          ? [{ label: t('indicators.source'), value: source.publisher ?? source.title, minor }]
          : []),
      ],
    };
  },
  event: (card: EntryData<'event'>, world) => ({
    ...(isAhead(card, world.today) && {
      badge: { label: world.t('events.ahead'), tone: 'good' as const },
    }),
    facts: [
      { label: world.t('fields.date'), value: eventDates(card, world) },
      ...(card.city ? [{ label: world.t('fields.city'), value: card.city }] : []),
      { label: world.t('fields.kind'), value: world.t(`lists.eventKinds.${card.kind}`) },
      ...(card.organiser ? [{ label: world.t('fields.organiser'), value: card.organiser }] : []),
    ],
  }),
  centre: (card: EntryData<'centre'>, { t }) => ({
    ...(card.seenUntil && { badge: historicBadge(card, t) }),
    facts: [
      { label: t('fields.kind'), value: t(`lists.centreKinds.${card.kind}`) },
      ...(card.provinces
        ? [{ label: t('fields.provinces'), value: join(coverage, card.provinces, t) }]
        : []),
      ...(card.host ? [{ label: t('fields.host'), value: card.host }] : []),
    ],
  }),
  guide: (card: EntryData<'guide'>, { t }) => ({
    facts: [{ label: t('fields.kind'), value: t(`lists.guideKinds.${card.kind}`) }],
  }),
  practice: (card: EntryData<'practice'>, { t }) => ({
    facts: [
      { label: t('fields.theme'), value: t(`lists.practiceThemes.${card.theme}`) },
      { label: t('fields.country'), value: labelOf(countries, card.country, t) },
      { label: t('fields.period'), value: card.period },
    ],
  }),
  term: (card: EntryData<'term'>, { t }) => ({
    facts: card.expansion ? [{ label: t('fields.expansion'), value: card.expansion }] : [],
  }),
  institution: (card: EntryData<'institution'>, { t }) => ({
    facts: [{ label: t('fields.shortName'), value: card.shortName }],
  }),
  page: () => ({ facts: [] }),
};

// The three sizes together are what an SME is (KOBİ Yönetmeliği, Official Gazette 25997, 2005).
const smeSizes: readonly string[] = ['mikro', 'kucuk', 'orta'];

/** Who a programme is for; all three sizes of SME are said in one word. */
export function audienceWords(codes: readonly string[], t: Translate): string {
  if (!smeSizes.every((size) => codes.includes(size))) return join(audiences, codes, t);
  const others = codes.filter((code) => !smeSizes.includes(code));
  return [t('figures.allSmes'), ...others.map((code) => labelOf(audiences, code, t))].join(', ');
}

const minor = true as const;

const join = (list: List, codes: readonly string[], t: Translate): string =>
  codes.map((code) => labelOf(list, code, t)).join(', ');

/** "as of 2025-10" or, where the source bears no date, so in words. */
export const asOfWords = (asOf: string, locale: Locale, t: Translate): string =>
  asOf === 'unknown' ? t('figures.undated') : formatDate(asOf, locale);

/** That no organisation stands behind the record of a cluster. */
export const agglomerationBadge = (t: Translate): Badge => ({
  label: t('clusterProfile.agglomeration'),
  tone: 'muted',
});

export const labelWithYear = (label: string, year: number | undefined, t: Translate): string =>
  t('figures.labelled', {
    label: t(`lists.${clusterLabels.name}.${label}`),
    year: year ?? t('figures.undated'),
  });

export function clusterPlace(
  { country, provinces, city }: EntryData<'cluster'>,
  t: Translate,
): string {
  const place = provinces ? join(coverage, provinces, t) : city;
  return country === 'TR'
    ? (place ?? t('common.notInSource'))
    : [place, labelOf(countries, country, t)].filter(Boolean).join(', ');
}
