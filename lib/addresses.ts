import { contentTypes, typeAtPath, type TypeName } from '#lib/content-types';
import { codeFrom, writtenCode } from '#lib/correction';
import type { Locale } from '#lib/field';
import { provinceCalled } from '#lib/gazetteer';
import type { ProvinceCode } from '#lib/provinces';

/** Pages that are not lists or entries. */
export const pages = {
  home: { tr: '', en: '' },
  search: { tr: 'ara', en: 'search' },
  support: { tr: 'destek-bul', en: 'find-support' },
  list: { tr: 'liste', en: 'list' },
  compare: { tr: 'karsilastir', en: 'compare' },
  about: { tr: 'hakkinda', en: 'about' },
  quality: { tr: 'hakkinda/arama-kalitesi', en: 'about/search-quality' },
  accessibility: { tr: 'erisilebilirlik', en: 'accessibility' },
  calendar: { tr: 'takvim', en: 'calendar' },
  plans: { tr: 'plan/karsilastirma', en: 'plan/comparison' },
  gaps: { tr: 'plan/bosluklar', en: 'plan/gaps' },
  provinces: { tr: 'iller', en: 'provinces' },
  overlaps: { tr: 'kumeler/cakismalar', en: 'clusters/overlaps' },
  benchmark: { tr: 'kiyaslama', en: 'benchmarking' },
  benchmarkState: { tr: 'kiyaslama/ozet', en: 'benchmarking/overview' },
  assessment: { tr: 'kiyaslama/degerlendirme', en: 'benchmarking/self-assessment' },
  indicators: { tr: 'kiyaslama/gostergeler', en: 'benchmarking/indicators' },
  /** The toolkit's calculators. */
  specialisation: { tr: 'rehberler/uzmanlasma-katsayisi', en: 'guides/specialisation' },
  scoring: { tr: 'rehberler/puanlama', en: 'guides/scoring' },
  readiness: { tr: 'rehberler/hazirlik-testi', en: 'guides/readiness-test' },
  data: { tr: 'veri', en: 'data' },
  /** Where a reader says that something is wrong; a report stands below it under its code. */
  correction: { tr: 'duzeltme', en: 'correction' },
  /** What editors should look at. */
  freshness: { tr: 'guncellik', en: 'freshness' },
  /** The search for other sites' frames. */
  embed: { tr: 'gomulu-arama', en: 'embedded-search' },
  /** What stands at every address that names nothing. */
  nowhere: { tr: '404', en: '404' },
} as const satisfies Record<string, Record<Locale, string>>;

export type PageName = keyof typeof pages;
const pageNames = Object.keys(pages) as PageName[]; // Object.keys says string[]

/** The pages whose text is an entry of type `page`, with its slug. */
const ownTexts: Partial<Record<PageName, string>> = {
  about: 'about',
  quality: 'arama-kalitesi',
  accessibility: 'accessibility',
  data: 'data',
};

/** Turkish is the default language and has no prefix. */
const localised = (locale: Locale, path: string): string =>
  locale === 'tr' ? `/${path}` : path === '' ? '/en' : `/en/${path}`;

export const pageHref = (page: PageName, locale: Locale): string =>
  localised(locale, pages[page][locale]);

/** The list of a type. */
export const listHref = (type: TypeName, locale: Locale): string =>
  localised(locale, contentTypes[type].path[locale]);

// A plan article is cited by plan and number, so its address has them as people write them.
const articleSlug = /^plan(\d+)-(\d+(?:-\d+)*)$/;

/** The address of an entry's page, the same for an entry with or without a text in that language. */
export function entryHref(type: TypeName, slug: string, locale: Locale): string {
  const own = type === 'page' ? pageNames.find((page) => ownTexts[page] === slug) : undefined;
  if (own) return pageHref(own, locale);
  const article = type === 'plan' ? articleSlug.exec(slug) : null;
  const end = article ? `${article[1]}/${article[2]?.replaceAll('-', '.')}` : slug;
  return `${listHref(type, locale)}/${end}`;
}

/** What stands behind an entry's address where its changes are told. */
const changesWord = { tr: 'degisiklikler', en: 'changes' } as const;

/** The address of the page that tells how an entry has changed. */
export const changesHref = (type: TypeName, slug: string, locale: Locale): string =>
  `${entryHref(type, slug, locale)}/${changesWord[locale]}`;

/** The address of a province's page. */
export const provinceHref = (province: ProvinceCode, locale: Locale): string =>
  `${pageHref('provinces', locale)}/${province}`;

/** The form that says what is wrong with an entry, or with one fact of it. */
export function correctionHref(
  { type, slug }: { type: TypeName; slug: string },
  locale: Locale,
  fact?: string,
): string {
  const asked = new URLSearchParams({ kayit: `${type}/${slug}`, ...(fact && { alan: fact }) });
  return `${pageHref('correction', locale)}?${asked.toString().replace('%2F', '/')}`;
}

/** The page of a report, from its code. */
export const reportHref = (code: string, locale: Locale): string =>
  `${pageHref('correction', locale)}/${writtenCode(code)}`;

/** The slug that an address names after the type's part, if it can name one. */
export function slugFromPath(type: TypeName, parts: readonly string[]): string | undefined {
  const [first, second, ...rest] = parts;
  if (first === undefined || rest.length > 0) return undefined;
  if (type !== 'plan') return second === undefined ? first : undefined;
  if (second === undefined || !/^\d+$/.test(first) || !/^\d+(\.\d+)*$/.test(second))
    return undefined;
  return `plan${first}-${second.replaceAll('.', '-')}`;
}

export type Target =
  | { kind: 'page'; page: PageName }
  | { kind: 'list'; type: TypeName }
  | { kind: 'entry'; type: TypeName; slug: string }
  | { kind: 'province'; province: ProvinceCode }
  | { kind: 'report'; code: string }
  /** How an entry has changed. */
  | { kind: 'changes'; type: TypeName; slug: string };

/** What an internal path (decoded, without query) names; `undefined` where it is nothing of ours. */
export function targetOf(path: string): (Target & { locale: Locale }) | undefined {
  const [, ...all] = path.split('/');
  const locale: Locale = all[0] === 'en' ? 'en' : 'tr';
  const target = targetIn(locale, locale === 'en' ? all.slice(1) : all);
  return target && { ...target, locale };
}

/** The same in the other language's words: somebody changed only the language in the address. */
export function meantBy(path: string): (Target & { locale: Locale }) | undefined {
  const [, ...all] = path.split('/');
  const locale: Locale = all[0] === 'en' ? 'en' : 'tr';
  const target = targetIn(locale === 'en' ? 'tr' : 'en', locale === 'en' ? all.slice(1) : all);
  return target && { ...target, locale };
}

function targetIn(locale: Locale, all: readonly string[]): Target | undefined {
  const parts = all.filter((part) => part !== '');
  const page = pageNames.find((name) => pages[name][locale] === parts.join('/'));
  if (page) return { kind: 'page', page };
  const [segment, ...rest] = parts;
  if (segment === pages.provinces[locale]) {
    const province = rest.length === 1 ? provinceCalled(rest[0] ?? '') : undefined;
    return province && { kind: 'province', province };
  }
  if (segment === pages.correction[locale]) {
    const code = rest.length === 1 ? codeFrom(rest[0] ?? '') : undefined;
    return code === undefined ? undefined : { kind: 'report', code };
  }
  const type = segment === undefined ? undefined : typeAtPath(segment, locale);
  if (!type) return undefined;
  if (rest.length === 0) return type === 'page' ? undefined : { kind: 'list', type };
  const isChanges = rest.length > 1 && rest.at(-1) === changesWord[locale];
  const slug = slugFromPath(type, isChanges ? rest.slice(0, -1) : rest);
  return slug === undefined ? undefined : { kind: isChanges ? 'changes' : 'entry', type, slug };
}

/** The entry whose words stand at a target; lists, the home and the search page have none. */
export function entryAt(target: Target): { type: TypeName; slug: string } | undefined {
  if (target.kind === 'entry') return target;
  const slug = target.kind === 'page' ? ownTexts[target.page] : undefined;
  return slug === undefined ? undefined : { type: 'page', slug };
}

/** The one address of a target. */
export function hrefOf(target: Target, locale: Locale): string {
  if (target.kind === 'page') return pageHref(target.page, locale);
  if (target.kind === 'province') return provinceHref(target.province, locale);
  if (target.kind === 'report') return reportHref(target.code, locale);
  if (target.kind === 'changes') return changesHref(target.type, target.slug, locale);
  return target.kind === 'list'
    ? listHref(target.type, locale)
    : entryHref(target.type, target.slug, locale);
}

/** What a page can be had as, by the ending of its address. */
export const formats = ['csv', 'json', 'atom', 'ics'] as const;
export type Format = (typeof formats)[number];

/** What a guide's templates can be had as. */
export const templateFormats = ['md', 'xlsx'] as const;
export type TemplateFormat = (typeof templateFormats)[number];
export type FileFormat = Format | TemplateFormat;
/** Every ending that an address of ours can have. */
export const fileFormats: readonly FileFormat[] = [...formats, ...templateFormats];

export const mediaTypes = {
  csv: 'text/csv',
  json: 'application/json',
  atom: 'application/atom+xml',
  ics: 'text/calendar',
  md: 'text/markdown',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<FileFormat, string>;

/** The address at which calendar programs subscribe instead of copying once. */
export const webcal = (address: string): string => address.replace(/^https?:/, 'webcal:');

/** A page's address as that of a file with the same: `/ara?q=x` as `/ara.csv?q=x`. */
export function fileHref(href: string, format: FileFormat): string {
  const [, path = '', query = ''] = /^([^?]*)(.*)$/.exec(href) ?? [];
  return `${path}.${format}${query}`;
}

/** The page and the format that a path with such an ending names. */
export function fileAt(path: string): { page: string; format: FileFormat } | undefined {
  const [, page = '', ending] = /^(.*[^/])\.([a-z]+)$/.exec(path) ?? [];
  const format = fileFormats.find((name) => name === ending);
  return format && { page, format };
}

/** Types with days that a calendar can hold. */
export const hasDays = (type: TypeName): boolean => type === 'programme' || type === 'event';

const pageFormats: Partial<Record<PageName, readonly Format[]>> = {
  search: formats,
  support: formats,
  calendar: ['ics'],
  compare: ['csv'],
  gaps: ['csv'],
  overlaps: ['csv'],
  benchmark: ['csv', 'json'],
  benchmarkState: ['csv'],
  indicators: ['csv', 'json'],
  freshness: ['csv', 'atom'],
};

/** What a page can be had as; most pages are pages only. */
export function formatsOf(target: Target): readonly FileFormat[] {
  if (target.kind === 'list') return formats;
  if (target.kind === 'page') return pageFormats[target.page] ?? [];
  if (target.kind === 'province' || target.kind === 'report') return [];
  if (target.kind === 'changes') return ['atom'];
  return [
    'json',
    ...(hasDays(target.type) ? (['ics'] as const) : []),
    ...(target.type === 'guide' ? templateFormats : []),
  ];
}

/** The header in which `proxy.ts` tells a page what was asked for. */
export const askedPath = 'x-asked-path';
/** And its query, with the question mark. */
export const askedQuery = 'x-asked-query';

/** The plan and number that a path asks for, whether there is such an article or not. */
export function articleAsked(path: string): { plan: string; number: string } | undefined {
  const [, plan, number] = /^(?:\/en)?\/plan\/(\d{1,4})\/(\d{1,4}(?:\.\d{1,4})*)$/.exec(path) ?? [];
  return plan !== undefined && number !== undefined ? { plan, number } : undefined;
}

/** What a path asks for as a province, whether there is such a one or not. */
export function provinceAsked(path: string): string | undefined {
  const [, asked] = /^\/(?:iller|provinces|en\/iller|en\/provinces)\/([^/]+)\/?$/.exec(path) ?? [];
  return asked;
}

/** A path as it was before a browser encoded it; `undefined` where the encoding is broken. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
