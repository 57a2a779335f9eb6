import { entryHref, reportHref } from '#lib/addresses';
import { typeNames, type TypeName } from '#lib/content-types';
import {
  correctionStates,
  entryNamed,
  isWaiting,
  mostWaiting,
  stateOf,
  writtenCode,
  type Correction,
  type ListedCorrection,
} from '#lib/correction';
import { correctionPage, shownValue, stateBadge, type NamedFact } from '#lib/correction-view';
import { editorHref } from '#lib/editors';
import type { Locale } from '#lib/field';
import { dayInTurkiye, formatDate, formatNumber } from '#lib/format';
import { labelOf } from '#lib/labels';
import { texts } from '#lib/messages';
import { owners } from '#lib/publication';
import type { Badge, Link, Phrase, SelectFilter } from '#lib/view';

/** What the queue must know of the entries that reports are about. */
export type QueueWorld = {
  readonly locale: Locale;
  readonly now: Date;
  readonly titleOf: (type: TypeName, slug: string) => Phrase | undefined;
  /** Whoever looks after the entry, a code of `owners`; anything else counts as nobody. */
  readonly ownerOf: (type: TypeName, slug: string) => unknown;
};

/** So many reports stand on a page of the queue. */
export const queueStep = 50;

export type QueueRow = {
  entry: Link;
  lang?: 'tr' | 'en';
  typeLabel: string;
  fact: string;
  badge: Badge;
  /** When it came, and how many days ago. */
  date: string;
  age: string;
  owner: string;
  /** Said where the same words came more than once. */
  times?: string;
};

/** The reports that wait for editors, oldest first unless asked otherwise. */
export type QueueView = {
  title: string;
  count: string;
  full?: string;
  action: string;
  filters: SelectFilter[];
  apply: string;
  /** Where one entry's reports are shown only: which, and the way back to all. */
  only?: { text: string; all: Link };
  columns: string[];
  caption: string;
  rows: QueueRow[];
  previous?: Link;
  next?: Link;
};

const dayLength = 24 * 60 * 60 * 1000;

/** Which reports a choice of the first filter means. */
const among = {
  waiting: isWaiting,
  settled: (state: ListedCorrection['state']) => !isWaiting(state),
  ...Object.fromEntries(
    correctionStates.map((one) => [one, (state: ListedCorrection['state']) => state === one]),
  ),
} as Readonly<Record<string, (state: ListedCorrection['state']) => boolean>>; // fromEntries forgets its keys

/** The queue for the page's address; whatever in it names nothing counts as not asked. */
export function queueView(
  held: readonly ListedCorrection[],
  asked: URLSearchParams,
  { locale, now, titleOf, ownerOf }: QueueWorld,
): QueueView {
  const t = texts(locale);
  const chosen = (name: string, known: readonly string[]) =>
    known.find((value) => value === asked.get(name));
  const state = chosen('durum', Object.keys(among)) ?? 'waiting';
  const owner = chosen('sahip', owners.codes);
  const type = chosen('tur', typeNames);
  const entry = entryNamed(asked.get('kayit'));
  const newestFirst = asked.get('sira') === 'yeni';
  const found = held.filter(
    (one) =>
      among[state]?.(one.state) &&
      (type === undefined || one.type === type) &&
      (!entry || (one.type === entry.type && one.slug === entry.slug)) &&
      (owner === undefined || ownerOf(one.type, one.slug) === owner),
  );
  const ordered = found.toSorted((a, b) =>
    newestFirst ? b.at.localeCompare(a.at) : a.at.localeCompare(b.at),
  );
  const pages = Math.max(1, Math.ceil(ordered.length / queueStep));
  const page = Math.min(Math.max(Number.parseInt(asked.get('sayfa') ?? '', 10) || 1, 1), pages);
  const here = editorHref('corrections', locale);
  const pageHref = (to: number) => {
    const words = new URLSearchParams({
      ...(state !== 'waiting' && { durum: state }),
      ...(owner && { sahip: owner }),
      ...(type && { tur: type }),
      ...(entry && { kayit: `${entry.type}/${entry.slug}` }),
      ...(newestFirst && { sira: 'yeni' }),
      ...(to > 1 && { sayfa: String(to) }),
    }).toString();
    return words === '' ? here : `${here}?${words}`;
  };
  const waiting = held.filter((one) => isWaiting(one.state)).length;
  const option = (value: string, label: string, current: string | undefined) => ({
    value,
    label,
    selected: value === current,
  });
  return {
    title: t('correctionQueue.title'),
    count: t('correctionQueue.count', { count: ordered.length, waiting }),
    ...(waiting >= mostWaiting && { full: t('correctionQueue.full', { most: mostWaiting }) }),
    action: here,
    filters: [
      {
        name: 'durum',
        label: t('correctionQueue.state'),
        any: t('correctionQueue.waiting'),
        options: Object.keys(among)
          .filter((name) => name !== 'waiting')
          .map((name) =>
            option(
              name,
              name === 'settled' ? t('correctionQueue.settled') : t(`correction.states.${name}`),
              state,
            ),
          ),
      },
      {
        name: 'sahip',
        label: t('fields.owner'),
        any: t('correctionQueue.all'),
        options: owners.codes.map((code) => option(code, labelOf(owners, code, t), owner)),
      },
      {
        name: 'tur',
        label: t('correctionQueue.type'),
        any: t('correctionQueue.all'),
        options: typeNames.map((name) => option(name, t(`types.${name}.plural`), type)),
      },
      {
        name: 'sira',
        label: t('correctionQueue.order'),
        any: t('correctionQueue.oldest'),
        options: [option('yeni', t('correctionQueue.newest'), newestFirst ? 'yeni' : undefined)],
      },
    ],
    apply: t('correctionQueue.apply'),
    ...(entry && {
      only: {
        text: t('correctionQueue.only', {
          title: titleOf(entry.type, entry.slug)?.text ?? entry.slug,
        }),
        all: { label: t('correctionQueue.showAll'), href: here },
      },
    }),
    columns: ['entry', 'fact', 'state', 'date', 'owner'].map((name) =>
      t(`correctionQueue.columns.${name}`),
    ),
    caption: t('correctionQueue.page', { page, pages }),
    rows: ordered.slice((page - 1) * queueStep, page * queueStep).map((one): QueueRow => {
      const title = titleOf(one.type, one.slug);
      const of = owners.codes.find((code) => code === ownerOf(one.type, one.slug));
      return {
        entry: {
          label: title?.text ?? one.slug,
          href: editorHref('corrections', locale, writtenCode(one.code)),
        },
        ...(title?.lang && { lang: title.lang }),
        typeLabel: t(`types.${one.type}.singular`),
        fact: factLabel(one.fact, locale),
        badge: stateBadge(one.state, t),
        date: formatDate(dayInTurkiye(new Date(one.at)), locale),
        age: t('correctionQueue.age', {
          days: Math.max(0, Math.floor((Number(now) - Date.parse(one.at)) / dayLength)),
        }),
        owner: of === undefined ? t('correctionQueue.noOwner') : labelOf(owners, of, t),
        ...(one.times > 1 && {
          times: t('correctionQueue.times', { count: formatNumber(one.times, locale) }),
        }),
      };
    }),
    ...(page > 1 && {
      previous: { label: t('correctionQueue.previous'), href: pageHref(page - 1) },
    }),
    ...(page < pages && { next: { label: t('correctionQueue.next'), href: pageHref(page + 1) } }),
  };
}

/** A fact by its name alone, for entries that may have gone. */
export const factLabel = (name: string, locale: Locale): string =>
  ['body', 'sources', 'other'].includes(name)
    ? texts(locale)(`correction.${name}`)
    : texts(locale)(`fields.${name}`);

/** One report for the editor who answers it. */
export type ReportView = {
  title: string;
  up: Link;
  badge: Badge;
  received: string;
  said: ReturnType<typeof correctionPage>['said'];
  removed?: string;
  /** What the entry says today, where that is something else than on the day of the report. */
  changed?: { label: string; text: string };
  ways: Link[];
  replies: { heading: string; items: { badge: Badge; by: string; text: string }[]; none?: string };
  form: {
    heading: string;
    hint: string;
    code: string;
    seen: number;
    label: string;
    value: string;
    fault?: string;
    states: { legend: string; options: { value: string; label: string; checked: boolean }[] };
    submit: string;
  };
};

/** The states that an answer leads to. */
export const answerStates = ['closed', 'rejected', 'answered'] as const;

/** An answer that came back: what was typed, and why it was not taken. */
export type TriedAnswer = {
  text: string;
  state: string;
  fault?: 'no-text' | 'too-long' | 'conflict' | 'store';
};

/** `tried` is an answer that came back. `fact` is the one in question, as it stands today. */
export function reportView(
  report: Correction,
  {
    title,
    fact,
    locale,
  }: { title: string | undefined; fact: NamedFact | undefined; locale: Locale },
  tried?: TriedAnswer,
): ReportView {
  const t = texts(locale);
  const label = fact?.label ?? factLabel(report.fact, locale);
  const { said, removed } = correctionPage(
    report,
    { title: title ?? report.slug, fact: label },
    locale,
    false,
  );
  const now = fact && shownValue(fact);
  const anchor = ['other', 'sources'].includes(report.fact) ? '' : `#alan-${report.fact}`;
  return {
    title: title ?? report.slug,
    up: { label: t('correctionQueue.title'), href: editorHref('corrections', locale) },
    badge: stateBadge(stateOf(report), t),
    received: t('correctionQueue.received', {
      date: formatDate(dayInTurkiye(new Date(report.at)), locale),
      code: writtenCode(report.code),
    }),
    said,
    ...(removed !== undefined && { removed }),
    ...(now !== undefined &&
      report.locale === locale &&
      now !== report.shown && {
        changed: { label: t('correctionQueue.today'), text: now },
      }),
    ways: [
      ...(title === undefined
        ? []
        : [
            {
              label: t('correctionQueue.edit'),
              href: `${editorHref('entry', locale, `${report.type}/${report.slug}`)}${anchor}`,
            },
            {
              label: t('correctionQueue.read'),
              href: entryHref(report.type, report.slug, locale),
            },
          ]),
      { label: t('correctionQueue.public'), href: reportHref(report.code, locale) },
    ],
    replies: {
      heading: t('correctionQueue.replies'),
      items: report.replies.map(({ at, by, text, state }) => ({
        badge: stateBadge(state, t),
        by: t('correctionQueue.by', {
          name: by,
          date: formatDate(dayInTurkiye(new Date(at)), locale),
        }),
        text,
      })),
      ...(report.replies.length === 0 && { none: t('correction.noAnswer') }),
    },
    form: {
      heading: t('correctionQueue.answer'),
      hint: t('correctionQueue.answerHint'),
      code: report.code,
      seen: report.replies.length,
      label: t('correctionQueue.text'),
      value: tried?.text ?? '',
      ...(tried?.fault && { fault: t(`correctionQueue.faults.${tried.fault}`) }),
      states: {
        legend: t('correctionQueue.then'),
        options: answerStates.map((state, index) => ({
          value: state,
          label: t(`correctionQueue.to.${state}`),
          checked: tried ? tried.state === state : index === 0,
        })),
      },
      submit: t('correctionQueue.send'),
    },
  };
}
