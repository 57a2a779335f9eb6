import { entryHref, fileHref, mediaTypes, pageHref } from '#lib/addresses';
import { atom } from '#lib/atom';
import { fieldsOf, provinces, typeNames } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { formatDate, formatMoney, formatNumber, formatPercent } from '#lib/format';
import {
  findingKinds,
  findings,
  ownerOf,
  type BoardContent,
  type Finding,
  type FindingKind,
  type Shown,
} from '#lib/freshness-board';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { owners } from '#lib/publication';
import { paginationOf } from '#lib/search-view';
import { compare } from '#lib/turkish/letters';
import type { Badge, FileLinks, Link, Phrase, SearchView, SelectFilter, Tone } from '#lib/view';
import { xmlText } from '#lib/xml';

export type FreshnessWorld = BoardContent & {
  readonly locale: Locale;
  readonly today: string;
  readonly site: string;
  readonly inLocale: <E extends Entry>(entry: E) => E;
  readonly nameOf: (institution: string) => string | undefined;
  readonly changedAt: (entry: Entry) => Date;
  /** The form in which an entry is changed; nothing where the editor is off. */
  readonly editHref: ((entry: Entry) => string) | undefined;
};

const filterNames = ['kind', 'type', 'owner', 'institution', 'province'] as const;
type FilterName = (typeof filterNames)[number];

/** What an address asks for; nothing chosen is everything. */
export type FreshnessQuestion = Partial<Record<FilterName, string>> & { readonly page: number };

export type FindingView = {
  id: string;
  kind: Badge;
  entry: { link: Link; lang?: 'tr' | 'en' };
  typeLabel: string;
  owner: string;
  found: string;
  /** What the sentence is about, as a text of its own. */
  other?: { link: Link; lang?: 'tr' | 'en' };
  toDo: string;
  edit?: Link;
};

/** The page that says what in the content somebody should look at. */
export type FreshnessView = {
  title: string;
  lead: string;
  /** What such a list cannot see. */
  limits: string[];
  action: string;
  notices: string[];
  filters: SelectFilter[];
  /** How many of each kind there are under the other filters. */
  kinds: { heading: string; links: (Link & { count: string; current: boolean })[] };
  summary: string;
  none: string;
  rows: FindingView[];
  pagination: SearchView['pagination'];
  files: FileLinks;
  labels: Record<'submit' | 'owner' | 'toDo' | 'other' | 'pagination', string>;
};

const onPage = 50;
const mostInFeed = 100;

const tones: Record<FindingKind, Tone> = {
  contradiction: 'warn',
  expired: 'warn',
  duplicate: 'info',
  due: 'info',
  sources: 'muted',
  orphan: 'muted',
};

// The same content on the same day has the same findings, whoever asks.
const known = new WeakMap<
  BoardContent['entries'],
  { readonly today: string; readonly found: readonly Finding[] }
>();

function findingsOf(world: FreshnessWorld): readonly Finding[] {
  const before = known.get(world.entries);
  if (before?.today === world.today) return before.found;
  const found = findings(world, world.today);
  known.set(world.entries, { today: world.today, found });
  return found;
}

/** What of an entry each filter looks at. */
function valuesOf(finding: Finding, world: FreshnessWorld): Record<FilterName, readonly string[]> {
  const { entry, kind } = finding;
  return {
    kind: [kind],
    type: [entry.type],
    owner: [ownerOf(entry, world.careOf(entry))],
    institution: entry.type === 'programme' ? [entry.data.institution] : [],
    province: provincesOf(entry),
  };
}

function provincesOf(entry: Entry): readonly string[] {
  const values: Readonly<Record<string, unknown>> = entry.data;
  return Object.entries(fieldsOf(entry.type)).flatMap(
    ([name, { facet, list }]) =>
      facet === 'province' && list ? ((values[name] ?? []) as string[]) : [], // choices of that list
  );
}

const isAsked = (
  finding: Finding,
  question: FreshnessQuestion,
  world: FreshnessWorld,
  but?: FilterName,
): boolean => {
  const values = valuesOf(finding, world);
  return filterNames.every((name) => {
    const wanted = question[name];
    return name === but || wanted === undefined || values[name].includes(wanted);
  });
};

/** Reads an address; a value that nothing has is left out and told. */
export function readFreshnessQuestion(
  parameters: Pick<URLSearchParams, 'get'>,
  world: FreshnessWorld,
): { question: FreshnessQuestion; notices: string[] } {
  const t = texts(world.locale);
  const notices: string[] = [];
  const question: Partial<Record<FilterName, string>> = {};
  for (const name of filterNames) {
    const value = (parameters.get(name) ?? '').trim();
    if (value === '') continue;
    if (optionsOf(name, world, t).some((option) => option.value === value)) question[name] = value;
    else
      notices.push(
        t('search.notices.ignored-value', {
          value: value.slice(0, 60),
          facet: t(`freshnessBoard.filters.${name}`),
        }),
      );
  }
  const asked = parameters.get('page') ?? '1';
  const page = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 1;
  return { question: { ...question, page }, notices };
}

/** Every value that some finding has, in the reader's order; kinds and owners in ours. */
function optionsOf(name: FilterName, world: FreshnessWorld, t: Translate) {
  const there = new Set(findingsOf(world).flatMap((finding) => valuesOf(finding, world)[name]));
  const label = (value: string): string =>
    name === 'kind'
      ? t(`freshnessBoard.kinds.${value}`)
      : name === 'type'
        ? t(`types.${value}.plural`)
        : name === 'owner'
          ? labelOf(owners, value, t)
          : name === 'institution'
            ? (world.nameOf(value) ?? value)
            : labelOf(provinces, value, t);
  const inOrder: readonly string[] | undefined =
    name === 'kind' ? findingKinds : name === 'type' ? typeNames : undefined;
  const options = [...there].map((value) => ({ value, label: label(value) }));
  return inOrder
    ? inOrder.flatMap((value) => options.filter((option) => option.value === value))
    : options.sort((a, b) => compare(world.locale)(a.label, b.label));
}

const boardHref = (question: FreshnessQuestion, locale: Locale): string => {
  const { page, ...chosen } = question;
  const query = new URLSearchParams(
    filterNames.flatMap((name) => {
      const value = chosen[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  if (page > 1) query.set('page', String(page));
  return `${pageHref('freshness', locale)}${query.size === 0 ? '' : `?${query.toString()}`}`;
};

/** What somebody should look at, as an address filters it. */
export function freshnessView(
  parameters: Pick<URLSearchParams, 'get'>,
  world: FreshnessWorld,
): FreshnessView {
  const { locale } = world;
  const t = texts(locale);
  const { question, notices } = readFreshnessQuestion(parameters, world);
  const all = findingsOf(world);
  const asked = all.filter((finding) => isAsked(finding, question, world));
  const pages = Math.max(1, Math.ceil(asked.length / onPage));
  const page = Math.min(question.page, pages);
  if (question.page > pages) notices.push(t('search.notices.page-beyond'));
  const withoutKind = all.filter((finding) => isAsked(finding, question, world, 'kind'));
  const { kind: _, ...rest } = question;
  const kindLink = (kind: FindingKind | undefined, count: number) => ({
    label: kind ? t(`freshnessBoard.kinds.${kind}`) : t('freshnessBoard.allKinds'),
    href: boardHref({ ...rest, ...(kind && { kind }), page: 1 }, locale),
    count: formatNumber(count, locale),
    current: question.kind === kind,
  });
  const whole = boardHref({ ...question, page: 1 }, locale);
  return {
    title: t('freshnessBoard.title'),
    lead: t('freshnessBoard.lead'),
    limits: ['unseen', 'care', 'precision'].map((name) => t(`freshnessBoard.limits.${name}`)),
    action: pageHref('freshness', locale),
    notices,
    filters: filterNames.map((name) => ({
      name,
      label: t(`freshnessBoard.filters.${name}`),
      any: t('search.any'),
      options: optionsOf(name, world, t).map((option) => ({
        ...option,
        selected: option.value === question[name],
      })),
    })),
    kinds: {
      heading: t('freshnessBoard.byKind'),
      links: [
        kindLink(undefined, withoutKind.length),
        ...findingKinds.map((kind) =>
          kindLink(kind, withoutKind.filter((finding) => finding.kind === kind).length),
        ),
      ],
    },
    summary: t('freshnessBoard.summary', { count: asked.length }),
    none: t('freshnessBoard.none'),
    rows: asked
      .slice((page - 1) * onPage, page * onPage)
      .map((finding) => findingView(finding, world)),
    pagination: paginationOf(
      page,
      pages,
      (one) => boardHref({ ...question, page: one }, locale),
      t,
    ),
    files: {
      heading: t('freshnessBoard.files.heading'),
      lead: [t('freshnessBoard.files.lead')],
      links: (['atom', 'csv'] as const).map((format) => ({
        label: t(`files.formats.${format}`),
        href: fileHref(whole, format),
        mediaType: mediaTypes[format],
      })),
    },
    labels: {
      submit: t('search.apply'),
      owner: t('freshnessBoard.filters.owner'),
      toDo: t('freshnessBoard.toDo'),
      other: t('freshnessBoard.other'),
      pagination: t('search.pagination'),
    },
  };
}

const named = (entry: Entry, world: FreshnessWorld): { link: Link; lang?: 'tr' | 'en' } => {
  const own = world.inLocale(entry);
  const { text, lang }: Phrase = phraseOf(own, 'title', own.data.title);
  return {
    link: { label: text, href: entryHref(own.type, own.slug, world.locale) },
    ...(lang && { lang }),
  };
};

/** Stays the same as long as it is the same finding. */
const idOf = ({ code, entry, other, field, locale }: Finding): string =>
  [code, entry.type, entry.slug, other?.slug, field, locale].filter(Boolean).join('-');

function figureText({ value, unit }: Shown, locale: Locale): string {
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, locale) : value;
  if (unit === '%') return formatPercent(value, locale);
  return unit === undefined ? formatNumber(value, locale) : formatMoney(value, unit, locale);
}

function foundSentence(finding: Finding, world: FreshnessWorld, t: Translate): string {
  const { code, entry, field, date, figures = [], locale: language = 'tr' } = finding;
  const [own = '', ...others] = figures.map((figure) => figureText(figure, world.locale));
  return t(`freshnessBoard.findings.${code}.found`, {
    field: field === undefined ? '' : field in fieldsOf(entry.type) ? t(`fields.${field}`) : field,
    date: date === undefined ? 'none' : formatDate(date, world.locale),
    own,
    others: others.join(', '),
    language,
  });
}

function findingView(finding: Finding, world: FreshnessWorld): FindingView {
  const t = texts(world.locale);
  const { entry, other, kind, code } = finding;
  return {
    id: idOf(finding),
    kind: { label: t(`freshnessBoard.kinds.${kind}`), tone: tones[kind] },
    entry: named(entry, world),
    typeLabel: t(`types.${entry.type}.singular`),
    owner: labelOf(owners, ownerOf(entry, world.careOf(entry)), t),
    found: foundSentence(finding, world, t),
    ...(other && { other: named(other, world) }),
    toDo: t(`freshnessBoard.findings.${code}.toDo`),
    ...(world.editHref && {
      edit: { label: t('freshnessBoard.edit'), href: world.editHref(entry) },
    }),
  };
}

/** The same as rows of a table, the heading first; all pages. */
export function freshnessTable(
  parameters: Pick<URLSearchParams, 'get'>,
  world: FreshnessWorld,
): string[][] {
  const { site } = world;
  const t = texts(world.locale);
  const { question } = readFreshnessQuestion(parameters, world);
  return [
    [
      t('freshnessBoard.filters.kind'),
      t('freshnessBoard.columns.code'),
      t('freshnessBoard.filters.type'),
      t('fields.title'),
      t('freshnessBoard.filters.owner'),
      t('freshnessBoard.filters.institution'),
      t('freshnessBoard.columns.found'),
      t('freshnessBoard.other'),
      t('freshnessBoard.columns.date'),
      t('freshnessBoard.toDo'),
      t('files.columns.address'),
    ],
    ...findingsOf(world)
      .filter((finding) => isAsked(finding, question, world))
      .map((finding) => {
        const { kind, entry, typeLabel, owner, found, other, toDo } = findingView(finding, world);
        const { institution } = valuesOf(finding, world);
        return [
          kind.label,
          finding.code,
          typeLabel,
          entry.link.label,
          owner,
          institution.map((slug) => world.nameOf(slug) ?? slug).join('; '),
          found,
          other ? `${other.link.label} <${site}${other.link.href}>` : '',
          finding.date ?? '',
          toDo,
          site + entry.link.href,
        ];
      }),
  ];
}

/** Since when a finding holds, as far as that can be known: the day that passed, or the entry's last change. */
function since(finding: Finding, world: FreshnessWorld): Date {
  const { code, date, entry } = finding;
  const passed = code === 'review-passed' || code === 'deadline-passed' ? date : undefined;
  return passed === undefined
    ? world.changedAt(entry)
    : new Date(Date.parse(`${passed}T00:00:00+03:00`) + 86_400_000);
}

/** The same as an Atom feed, what came last first. */
export function freshnessFeed(
  parameters: Pick<URLSearchParams, 'get'>,
  world: FreshnessWorld,
): string {
  const { locale, site } = world;
  const t = texts(locale);
  const { question } = readFreshnessQuestion(parameters, world);
  const href = boardHref({ ...question, page: 1 }, locale);
  const authority = `tag:${new URL(site).hostname},2026:${locale}`;
  const newest = findingsOf(world)
    .filter((finding) => isAsked(finding, question, world))
    .map((finding) => ({ finding, updated: since(finding, world) }))
    .sort((a, b) => Number(b.updated) - Number(a.updated))
    .slice(0, mostInFeed);
  return atom({
    id: `${authority}${href}`,
    title: `${t('freshnessBoard.title')} – ${t('site.name')}`,
    subtitle: t('freshnessBoard.lead'),
    lang: locale,
    author: t('site.full'),
    updated: newest[0]?.updated ?? new Date(Date.UTC(2026, 0, 1)),
    href: site + href,
    self: site + fileHref(href, 'atom'),
    entries: newest.map(({ finding, updated }) => {
      const view = findingView(finding, world);
      return {
        id: `${authority}/freshness/${view.id}`,
        title: `${view.kind.label}: ${view.entry.link.label}`,
        lang: locale,
        updated,
        href: site + view.entry.link.href,
        category: { term: finding.kind, label: view.kind.label },
        summary: view.found,
        html: [view.found, view.other?.link.label, view.toDo]
          .flatMap((text) => (text === undefined ? [] : [`<p>${xmlText(text)}</p>`]))
          .join('\n'),
      };
    }),
  });
}
