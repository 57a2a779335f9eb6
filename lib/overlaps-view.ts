import { entryHref, fileHref, listHref, pageHref, provinceHref } from '#lib/addresses';
import { provinces, sectors } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { sourceView } from '#lib/fact-cells';
import type { List, Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import {
  overlapsIn,
  yearsOf,
  type Initiative,
  type Overlap,
  type OverlapWorld,
} from '#lib/overlaps';
import type { ProvinceCode } from '#lib/provinces';
import { compare } from '#lib/turkish/letters';
import type { Badge, Link, Phrase, SelectFilter, SourceView } from '#lib/view';

/** The Turkish entries, and how the reader's language has one of them. */
export type OverlapsWorld = OverlapWorld & {
  readonly locale: Locale;
  readonly site: string;
  readonly inLocale: <E extends Entry>(entry: E) => E;
};

/** What an address asks for; nothing chosen is everything. */
export type OverlapQuestion = { readonly province?: string; readonly sector?: string };

export type InitiativeView = {
  link: Link;
  lang?: 'tr' | 'en';
  /** What it is, when it began, in which years sources saw it. */
  facts: string[];
  urGe: Phrase[];
  sources: SourceView[];
};

/** The page that shows side by side what the data has twice in one province and sector. */
export type OverlapsView = {
  title: string;
  lead: string;
  /** What such a list cannot say. */
  limits: string;
  action: string;
  notices: string[];
  filters: SelectFilter[];
  summary: string;
  rows: {
    id: string;
    province: Link;
    sectors: string;
    signs: Badge[];
    initiatives: InitiativeView[];
  }[];
  ways: Link[];
  labels: Record<'submit' | 'urGe' | 'sources' | 'none', string>;
};

const filters = { province: provinces, sector: sectors } as const;

/** The overlaps of an address; a value that is no province or sector is left out and told. */
export function readOverlapQuestion(
  parameters: Pick<URLSearchParams, 'get'>,
  t: Translate,
): { question: OverlapQuestion; notices: string[] } {
  const notices: string[] = [];
  const read = (name: keyof typeof filters): string | undefined => {
    const value = (parameters.get(name) ?? '').trim();
    const { codes, all } = filters[name];
    if (value === '') return undefined;
    if (codes.some((code) => code === value && code !== all)) return value;
    notices.push(
      t('search.notices.ignored-value', { value: value.slice(0, 60), facet: t(`facets.${name}`) }),
    );
    return undefined;
  };
  const [province, sector] = [read('province'), read('sector')];
  return { question: { ...(province && { province }), ...(sector && { sector }) }, notices };
}

// The same entries overlap in the same way, whoever asks; pages of provinces ask again and again.
const known = new WeakMap<OverlapWorld['clusters'], readonly Overlap[]>();

function overlapsOf(world: OverlapsWorld): readonly Overlap[] {
  const before = known.get(world.clusters);
  if (before) return before;
  const fresh = overlapsIn(world);
  known.set(world.clusters, fresh);
  return fresh;
}

const asked = (
  overlaps: readonly Overlap[],
  { province, sector }: OverlapQuestion,
): readonly Overlap[] =>
  overlaps.filter(
    (one) =>
      (province === undefined || one.province === province) &&
      (sector === undefined || one.sectors.includes(sector)),
  );

const overlapsHref = (question: OverlapQuestion, locale: Locale): string => {
  const query = new URLSearchParams(Object.entries(question)).toString();
  return `${pageHref('overlaps', locale)}${query && `?${query}`}`;
};

/** The link to the overlaps of a province, where it has some. */
export function overlapsOfProvince(province: ProvinceCode, world: OverlapsWorld): Link | undefined {
  const count = asked(overlapsOf(world), { province }).length;
  return count === 0
    ? undefined
    : {
        label: texts(world.locale)('overlaps.ofProvince', { count }),
        href: overlapsHref({ province }, world.locale),
      };
}

/** What the data has side by side, as an address filters it. */
export function overlapsView(
  question: OverlapQuestion,
  notices: readonly string[],
  world: OverlapsWorld,
): OverlapsView {
  const { locale } = world;
  const t = texts(locale);
  const all = overlapsOf(world);
  const rows = asked(all, question);
  const options = (list: List, there: (code: string) => boolean, chosen: string | undefined) =>
    list.codes
      .filter((code) => there(code) || code === chosen)
      .map((code) => ({ value: code, label: labelOf(list, code, t), selected: code === chosen }))
      .sort((a, b) => compare(locale)(a.label, b.label));
  const filter = (name: keyof typeof filters, there: (code: string) => boolean) => ({
    name,
    label: t(`facets.${name}`),
    any: t('search.any'),
    options: options(filters[name], there, question[name]),
  });
  return {
    title: t('overlaps.title'),
    lead: t('overlaps.lead'),
    limits: t('overlaps.limits'),
    action: pageHref('overlaps', locale),
    notices: [...notices],
    filters: [
      filter('province', (code) => all.some(({ province }) => province === code)),
      filter('sector', (code) => all.some((one) => one.sectors.includes(code))),
    ],
    summary: t('overlaps.summary', { count: rows.length }),
    rows: rows.map(({ province, sectors: own, signs, initiatives }) => ({
      id: `${province}-${own[0] ?? ''}`,
      province: { label: labelOf(provinces, province, t), href: provinceHref(province, locale) },
      sectors: own.map((sector) => labelOf(sectors, sector, t)).join(', '),
      signs: signs.map((sign) => ({ label: t(`overlaps.signs.${sign}`), tone: 'info' })),
      initiatives: initiatives.map((one) => initiativeView(one, world, t)),
    })),
    ways: [
      { label: t('files.formats.csv'), href: fileHref(overlapsHref(question, locale), 'csv') },
      { label: t('types.cluster.plural'), href: listHref('cluster', locale) },
      { label: t('provinces.title'), href: pageHref('provinces', locale) },
    ],
    labels: {
      submit: t('search.apply'),
      urGe: t('overlaps.urGe'),
      sources: t('entry.sources'),
      none: t('overlaps.none'),
    },
  };
}

const kindOf = ({ entry }: Initiative, t: Translate): string =>
  entry.type === 'cluster' && entry.data.agglomeration
    ? t('clusterProfile.agglomeration')
    : t(`overlaps.kinds.${entry.type}`);

function yearsIn(initiative: Initiative, t: Translate): string {
  const [first, last] = yearsOf(initiative) ?? [];
  if (first === undefined || last === undefined) return t('overlaps.undated');
  return t('overlaps.years', { years: first === last ? String(first) : `${first}–${last}` });
}

/** The words on UR-GE in the reader's language, where the entry has them in it. */
const urGeOf = ({ entry, urGe }: Initiative, world: OverlapsWorld): Phrase[] => {
  const own = world.inLocale(entry);
  if (entry.type !== 'cluster' || own.type !== 'cluster') return urGe.map((text) => ({ text }));
  const turkish = entry.data.supports ?? [];
  return urGe.map((text) => {
    const there = own.data.supports?.[turkish.indexOf(text)];
    return there === undefined ? { text } : phraseOf(own, 'supports', there);
  });
};

function initiativeView(
  initiative: Initiative,
  world: OverlapsWorld,
  t: Translate,
): InitiativeView {
  const { locale } = world;
  const own = world.inLocale(initiative.entry);
  const { text, lang } = phraseOf(own, 'title', own.data.title);
  const founded = own.type === 'cluster' ? own.data.founded?.value : undefined;
  return {
    link: { label: text, href: entryHref(own.type, own.slug, locale) },
    ...(lang && { lang }),
    facts: [
      kindOf(initiative, t),
      ...(founded === undefined ? [] : [t('overlaps.founded', { year: String(founded) })]),
      yearsIn(initiative, t),
    ],
    urGe: urGeOf(initiative, world),
    sources: [
      ...own.data.sources.map((source) => sourceView(source, { locale })),
      ...initiative.evidence.map((one) => {
        const told = world.inLocale(one);
        return {
          title: told.data.title,
          href: entryHref(told.type, told.slug, locale),
          detail: t(`types.${told.type}.singular`),
        };
      }),
    ],
  };
}

/** The same as rows of a table, the heading first; a row an initiative. */
export function overlapsTable(question: OverlapQuestion, world: OverlapsWorld): string[][] {
  const { locale, site } = world;
  const t = texts(locale);
  return [
    [
      t('facets.province'),
      t('facets.sector'),
      t('overlaps.columns.signs'),
      t('fields.title'),
      t('overlaps.columns.kind'),
      t('fields.founded'),
      t('overlaps.columns.firstYear'),
      t('overlaps.columns.lastYear'),
      t('overlaps.urGe'),
      t('entry.sources'),
      t('files.columns.address'),
    ],
    ...asked(overlapsOf(world), question).flatMap((overlap) =>
      overlap.initiatives.map((one) => {
        const own = world.inLocale(one.entry);
        const [first, last] = yearsOf(one) ?? [];
        const { link, sources } = initiativeView(one, world, t);
        return [
          labelOf(provinces, overlap.province, t),
          overlap.sectors.map((sector) => labelOf(sectors, sector, t)).join('; '),
          overlap.signs.map((sign) => t(`overlaps.signs.${sign}`)).join('; '),
          link.label,
          kindOf(one, t),
          String((own.type === 'cluster' && own.data.founded?.value) || ''),
          String(first ?? ''),
          String(last ?? ''),
          urGeOf(one, world)
            .map(({ text }) => text)
            .join('; '),
          sources.map(({ title, href }) => (href ? `${title} <${href}>` : title)).join('; '),
          site + link.href,
        ];
      }),
    ),
  ];
}
