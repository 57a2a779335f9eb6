import { contentTypes, typeAtPath, type TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';

/** Pages that are not lists or entries. */
export const pages = {
  home: { tr: '', en: '' },
  search: { tr: 'ara', en: 'search' },
  support: { tr: 'destek-bul', en: 'find-support' },
  about: { tr: 'hakkinda', en: 'about' },
  accessibility: { tr: 'erisilebilirlik', en: 'accessibility' },
  /** What stands at every address that names nothing. */
  nowhere: { tr: '404', en: '404' },
} as const satisfies Record<string, Record<Locale, string>>;

export type PageName = keyof typeof pages;
const pageNames = Object.keys(pages) as PageName[]; // Object.keys says string[]

/** The pages whose text is an entry of type `page` with that slug. */
const ownPages = ['about', 'accessibility'] as const satisfies readonly PageName[];

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
  const own = type === 'page' ? ownPages.find((page) => page === slug) : undefined;
  if (own) return pageHref(own, locale);
  const article = type === 'plan' ? articleSlug.exec(slug) : null;
  const end = article ? `${article[1]}/${article[2]?.replaceAll('-', '.')}` : slug;
  return `${listHref(type, locale)}/${end}`;
}

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
  | { kind: 'entry'; type: TypeName; slug: string };

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
  const [segment, ...rest] = all.filter((part) => part !== '');
  if (segment === undefined) return { kind: 'page', page: 'home' };
  const page = pageNames.find((name) => pages[name][locale] === segment);
  if (page && rest.length === 0) return { kind: 'page', page };
  const type = typeAtPath(segment, locale);
  if (!type) return undefined;
  if (rest.length === 0) return type === 'page' ? undefined : { kind: 'list', type };
  const slug = slugFromPath(type, rest);
  return slug === undefined ? undefined : { kind: 'entry', type, slug };
}

/** The one address of a target. */
export function hrefOf(target: Target, locale: Locale): string {
  if (target.kind === 'page') return pageHref(target.page, locale);
  return target.kind === 'list'
    ? listHref(target.type, locale)
    : entryHref(target.type, target.slug, locale);
}

/** A path as it was before a browser encoded it; `undefined` where the encoding is broken. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
