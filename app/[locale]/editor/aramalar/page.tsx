import { notFound } from 'next/navigation';
import { editorHere, takeBack, textIn } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { isCounting, searchCounts } from '../../../search-counting';
import {
  ignoredSearches,
  proposalOf,
  standing,
  tried,
  wordsOf,
  type Fields,
  type Standing,
} from '../../../search-proposal';
import './searches.css';
import {
  EditorSearches,
  type ProposalView,
  type SearchRow,
  type SearchTable,
} from '#components/editor-searches';
import { decodePath, entryAt, targetOf } from '#lib/addresses';
import { editorHref, hasRight, type Person } from '#lib/editors';
import type { Locale } from '#lib/field';
import { formatDate, formatNumber, formatPercent } from '#lib/format';
import { library } from '#lib/library';
import { isLocale, texts, type Translate } from '#lib/messages';
import { searchFor } from '#lib/portal';
import { inVain, neverOpened, shownSearches, type CountedSearch } from '#lib/search-counts';
import { mostPinned } from '#lib/search-pins';
import { emptySearch, searchHref } from '#lib/search-state';

type Props = PageProps<'/[locale]/editor/aramalar'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.pages.searches'), texts(locale)) }
    : {};
}

const outcomes = ['published', 'removed', 'ignored', 'shown'];
const mostRows = 200;
const monthsShown = 3;

export default async function Searches({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { person, csrf } = await editorHere(locale);
  const t = texts(locale);
  const asked = await queryOf(searchParams);
  const page = editorHref('searches', locale);
  const held = takeBack(asked.get('bilet') ?? '', person);
  const fields: Fields & { get(name: string): unknown } = held ?? asked;
  const fault = held ? textIn(held, 'fault') : '';
  const done = outcomes.find((name) => name === asked.get('oldu'));

  const noticeOf = () => {
    if (fault !== '') return { text: fault, good: false };
    if (asked.has('hata')) return { text: t('searchDesk.unavailable'), good: false };
    if (done) return { text: t(`searchDesk.done.${done}`), good: true };
    return isCounting() ? undefined : { text: t('searchDesk.off'), good: false };
  };
  const notice = noticeOf();
  const proposal = await proposalView(fields, person, locale, page, t);

  const ignored = ignoredSearches();
  const all = shownSearches(await searchCounts());
  const isIgnored = (one: CountedSearch) => ignored.has(keyOf(one));
  const seen = all.filter((one) => !isIgnored(one));
  const tables: SearchTable[] = (
    [
      ['vain', seen.filter(inVain)],
      ['left', seen.filter(neverOpened)],
      ['ignored', all.filter(isIgnored)],
    ] as const
  ).map(([name, list]) => ({
    id: `aramalar-${name}`,
    heading: t(`searchDesk.${name}.heading`, { count: list.length }),
    lead: t(`searchDesk.${name}.lead`),
    columns: ['search', 'people', 'days', 'nothing', 'opened', 'months', 'actions'].map((column) =>
      t(`searchDesk.columns.${column}`),
    ),
    rows: list.slice(0, mostRows).map((one) => rowOf(one, name === 'ignored', locale, t)),
    none: t(`searchDesk.${name}.none`),
  }));
  return (
    <EditorSearches
      title={t('editor.pages.searches')}
      lead={t('searchDesk.lead')}
      {...(notice && { notice })}
      sending={{ action: '/api/editor/searches', csrf, page }}
      {...(proposal && { proposal })}
      tables={[
        ...tables,
        ...(['synonym', 'pin'] as const).map((kind) => standingTable(kind, locale, t)),
      ]}
      add={[
        { label: t('searchDesk.addSynonym'), href: `${page}?is=es-anlamli#oneri` },
        { label: t('searchDesk.addPin'), href: `${page}?is=sabitle#oneri` },
      ]}
    />
  );
}

const keyOf = ({ locale, query }: CountedSearch): string => `${locale} ${query}`;

function rowOf(one: CountedSearch, isIgnored: boolean, locale: Locale, t: Translate): SearchRow {
  const { query, searched, nothing, similar, clicked, days, months } = one;
  const page = editorHref('searches', locale);
  const way = (parameters: Record<string, string>) =>
    `${page}?${new URLSearchParams(parameters).toString()}#oneri`;
  const doing = isIgnored ? 'unignore' : 'ignore';
  return {
    key: keyOf(one),
    search: {
      label: query,
      href: searchHref({ ...emptySearch, query, sort: 'relevance' }, one.locale),
      lang: one.locale,
    },
    cells: [
      formatNumber(searched, locale),
      formatNumber(days, locale),
      formatPercent(Math.round((100 * (nothing + similar)) / searched), locale),
      formatNumber(clicked, locale),
      months
        .slice(0, monthsShown)
        .map(({ month, searched: n }) =>
          t('searchDesk.month', { month: formatDate(month, locale), count: n }),
        )
        .join(', '),
    ],
    ways: isIgnored
      ? []
      : [
          {
            label: t('searchDesk.addSynonym'),
            href: way({ is: 'es-anlamli', yazilan: query, dil: one.locale }),
          },
          {
            label: t('searchDesk.addPin'),
            href: way({ is: 'sabitle', sorgu: query, dil: one.locale }),
          },
          {
            label: t('searchDesk.addDraft'),
            href: `${editorHref('fresh', locale)}?${new URLSearchParams({ baslik: query }).toString()}`,
          },
        ],
    away: {
      do: doing,
      label: t(`searchDesk.${doing}`),
      name: t('searchDesk.about', { label: t(`searchDesk.${doing}`), query }),
    },
  };
}

/** What holds today, with the ways to change it and to take it away. */
function standingTable(kind: Standing['kind'], locale: Locale, t: Translate): SearchTable {
  const all = standing(kind);
  const words = (name: string) => t(`searchDesk.standing.${name}`);
  return {
    id: `aramalar-${kind}`,
    heading: t(`searchDesk.standing.${kind}.heading`, { count: all.length }),
    lead: words(`${kind}.lead`),
    columns: [`${kind}.search`, `${kind}.means`, 'language', 'reason', 'since', 'actions'].map(
      words,
    ),
    rows: all.map((one) => standingRow(one, locale, t)),
    none: words(`${kind}.none`),
  };
}

function standingRow(one: Standing, locale: Locale, t: Translate): SearchRow {
  const { key, value } = one;
  const page = editorHref('searches', locale);
  const shown = shownAs(one, t);
  const way = (name: string, more: readonly (readonly [string, string])[]) => ({
    label: t(`searchDesk.${name}`),
    name: t('searchDesk.about', { label: t(`searchDesk.${name}`), query: wordsOf(value) }),
    href: `${page}?${new URLSearchParams([...shown.asked, ['eski', key], ...more].map((pair) => [...pair])).toString()}#oneri`,
  });
  const { query, language } = shown;
  return {
    key,
    search: {
      label: query,
      href: searchHref({ ...emptySearch, query, sort: 'relevance' }, language),
      lang: language,
    },
    cells: [
      shown.means,
      shown.languages,
      value.reason,
      t('searchDesk.standing.by', { by: value.by, on: formatDate(value.on, locale) }),
    ],
    ways: [way('change', [['neden', value.reason]]), way('remove', [['kaldir', '1']])],
  };
}

/** An item in words, and as the form asks for it in its address. */
function shownAs({ kind, value }: Standing, t: Translate) {
  if (kind === 'pin') {
    const { query, answers, until } = value;
    const language: Locale = answers.some((href) => /^\/en(\/|$)/.test(href)) ? 'en' : 'tr';
    return {
      query,
      language,
      languages: t(`searchDesk.synonym.dilOf.${language}`),
      means: answers.map(titleAt).join(', '),
      asked: [
        ['is', 'sabitle'],
        ['sorgu', query],
        ['dil', language],
        ...(until === undefined ? [] : [['son', until]]),
        ...answers.map((href) => ['yanit', href]),
      ],
    };
  }
  const { same, typed = '', means = [], language } = value;
  const [first = typed, ...others] = same ?? [typed, ...means];
  return {
    query: first,
    language: language === 'en' ? ('en' as const) : ('tr' as const),
    languages: t(`searchDesk.synonym.dilOf.${language}`),
    means: t(`searchDesk.standing.${same ? 'both' : 'one'}`, { words: others.join(', ') }),
    asked: [
      ['is', 'es-anlamli'],
      ['yazilan', first],
      ['karsilik', others.join(', ')],
      ['yon', same ? 'iki' : 'tek'],
      ['dil', language],
    ],
  };
}

/** The title of the entry at an address; the address where there is none. */
function titleAt(href: string): string {
  const target = targetOf(decodePath(href) ?? href);
  const entry = target && entryAt(target);
  return (entry && library().titleOf(entry.type, entry.slug, target.locale)?.text) ?? href;
}

/** The form for a synonym or a pinned answer, tried out where it is filled in. */
async function proposalView(
  fields: Fields,
  person: Person,
  locale: Locale,
  action: string,
  t: Translate,
): Promise<ProposalView | undefined> {
  const kind = fields.get('is');
  if (kind !== 'es-anlamli' && kind !== 'sabitle') return undefined;
  const text = (name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const group = kind === 'sabitle' ? 'pin' : 'synonym';
  const words = (name: string) => t(`searchDesk.${group}.${name}`);
  const former = standing(group).find(({ key }) => key === text('eski'));
  const isAway = text('kaldir') !== '';
  const doing = isAway ? 'removed' : text('eski') === '' ? 'added' : 'changed';
  const isTried = text('dene') !== '';
  const { faults, effect } = isTried
    ? await tried(proposalOf(fields, t(`editor.roles.${person.role}`)), locale)
    : { faults: [], effect: [] };
  const reason = {
    name: 'neden',
    label: t('searchDesk.reason'),
    value: text('neden'),
    help: t('searchDesk.reasonHelp'),
  };
  const hidden = [
    { name: 'is', value: kind },
    { name: 'dene', value: '1' },
    ...['eski', 'kaldir'].flatMap((name) =>
      text(name) === '' ? [] : [{ name, value: text(name) }],
    ),
  ];
  const own = isAway
    ? { hidden, fields: [reason] }
    : kind === 'sabitle'
      ? await pinFields()
      : synonymFields();
  const mayPublish = hasRight(person.role, 'publish');
  const names = ['is', 'dene', 'eski', 'kaldir', ...own.fields.map(({ name }) => name), 'dil'];
  const sent = [...new Set(names)].map((name) => ({ name, value: text(name) }));
  return {
    heading: words(`heading.${doing}`),
    lead: former
      ? t('searchDesk.standing.now', { words: wordsOf(former.value), reason: former.value.reason })
      : words('lead'),
    action,
    ...own,
    submit: t('searchDesk.try'),
    ...(faults.length > 0 && { faults: { heading: t('searchDesk.faults'), list: faults } }),
    ...(effect.length > 0 && { effect: { heading: t('searchDesk.effect'), list: effect } }),
    ...(effect.length > 0 &&
      mayPublish && {
        publish: {
          label: t(isAway ? 'searchDesk.remove' : 'searchDesk.publish'),
          action: '/api/editor/searches?yayimla=1',
          fields: [
            ...sent.filter(({ name }) => name !== 'ara'),
            ...addresses().map((value) => ({ name: 'yanit', value })),
          ],
        },
      }),
    ...(effect.length > 0 && !mayPublish && { mayNot: t('searchDesk.mayNot') }),
  };

  function synonymFields() {
    const choice = (name: string, values: readonly string[]) => ({
      name,
      label: words(name),
      options: values.map((value) => ({
        value,
        label: words(`${name}Of.${value}`),
        chosen: value === text(name),
      })),
    });
    const field = (name: string) => ({
      name,
      label: words(name),
      value: text(name),
      help: words(`${name}Help`),
    });
    return {
      hidden,
      fields: [
        field('yazilan'),
        field('karsilik'),
        choice('yon', ['tek', 'iki']),
        choice('dil', ['tr', 'en', 'both']),
        reason,
      ],
    };
  }

  /** Addresses that are chosen so far. */
  function addresses(): string[] {
    const given = fields.getAll('yanit');
    return given.flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
  }

  /** The picker works by addresses alone: each click adds an entry to the form's own address. */
  async function pinFields() {
    const chosen = addresses();
    const searched = text('ara') || text('sorgu');
    const language: Locale = text('dil') === 'en' ? 'en' : 'tr';
    const found = searched
      ? (await searchFor(new URLSearchParams({ q: searched }), language)).hits.slice(0, 10)
      : [];
    const kept = Object.fromEntries(
      ['is', 'eski', 'sorgu', 'ara', 'dil', 'neden', 'son'].map((name) => [name, text(name)]),
    );
    const withAnswers = (list: readonly string[]) => {
      const parameters = new URLSearchParams(kept);
      for (const href of list) parameters.append('yanit', href);
      return `${action}?${parameters.toString()}#oneri`;
    };
    return {
      hidden: [...hidden, ...chosen.map((value) => ({ name: 'yanit', value }))],
      fields: [
        { name: 'sorgu', label: words('sorgu'), value: text('sorgu'), help: words('sorguHelp') },
        {
          name: 'dil',
          label: words('dil'),
          options: (['tr', 'en'] as const).map((value) => ({
            value,
            label: t(`searchDesk.synonym.dilOf.${value}`),
            chosen: value === language,
          })),
        },
        { name: 'ara', label: words('ara'), value: text('ara'), help: words('araHelp') },
        {
          name: 'son',
          label: words('son'),
          value: text('son'),
          help: words('sonHelp'),
          isDate: true,
        },
        reason,
      ],
      picker: {
        chosen: {
          heading: words('chosen'),
          items: chosen.map((href) => ({
            label: titleAt(href),
            href,
            away: {
              label: words('away'),
              href: withAnswers(chosen.filter((other) => other !== href)),
            },
          })),
        },
        found: {
          heading: words('found'),
          items: found
            .filter(({ url }) => !chosen.includes(url))
            .map(({ title, typeLabel, url }) => ({
              label: `${typeLabel}: ${title}`,
              href: url,
              add: {
                label: words('add'),
                href: withAnswers([...chosen, url].slice(-mostPinned)),
              },
            })),
        },
      },
    };
  }
}
