import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { Frame } from '../../frame';
import { pageMetadata } from '../../metadata';
import { Glossary } from '#components/glossary';
import { LiveSearch } from '#components/live-search.client';
import { ProsePage } from '#components/prose-page';
import { SearchPage } from '#components/search-page';
import { entryHref, listHref, ownPageAt, pageHref, pages } from '#lib/addresses';
import { typeAtPath, type TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { isLocale, texts } from '#lib/messages';
import { entryFor, glossaryFor, searchFor } from '#lib/portal';

type Props = PageProps<'/[locale]/[section]'>;

/** What the first part of a path stands for in a language. */
type Section =
  | { kind: 'search'; preset?: TypeName }
  | { kind: 'glossary' }
  | { kind: 'page'; page: 'about' | 'accessibility' };

function sectionAt(segment: string, locale: Locale): Section | undefined {
  if (segment === pages.search[locale]) return { kind: 'search' };
  const page = ownPageAt(segment, locale);
  if (page === 'about' || page === 'accessibility') return { kind: 'page', page };
  const type = typeAtPath(segment, locale);
  if (type === undefined || type === 'page') return undefined;
  return type === 'term' ? { kind: 'glossary' } : { kind: 'search', preset: type };
}

async function read({ params, searchParams }: Props) {
  const { locale, section: segment } = await params;
  if (!isLocale(locale)) notFound();
  const section = sectionAt(segment, locale);
  const query = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, values]) =>
      [values ?? []].flat().map((value): [string, string] => [key, value]),
    ),
  );
  if (!section) {
    // Somebody changed only the language in the address.
    const meant = sectionAt(segment, locale === 'tr' ? 'en' : 'tr');
    if (meant?.kind === 'search' && meant.preset) permanentRedirect(listHref(meant.preset, locale));
    if (meant?.kind === 'search') permanentRedirect(pageHref('search', locale));
    if (meant?.kind === 'page') permanentRedirect(pageHref(meant.page, locale));
    if (meant?.kind === 'glossary') permanentRedirect(listHref('term', locale));
    notFound();
  }
  return { locale, section, query };
}

const addressesOf = (section: Section): Record<Locale, string> => {
  const of = (locale: Locale) =>
    section.kind === 'page'
      ? entryHref('page', section.page, locale)
      : section.kind === 'glossary'
        ? listHref('term', locale)
        : section.preset
          ? listHref(section.preset, locale)
          : pageHref('search', locale);
  return { tr: of('tr'), en: of('en') };
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, section, query } = await read(props);
  const t = texts(locale);
  const addresses = addressesOf(section);
  if (section.kind === 'page') {
    const found = entryFor('page', section.page, locale);
    return pageMetadata(locale, addresses, found?.view.title.text, undefined);
  }
  const title =
    section.kind === 'glossary'
      ? t('types.term.plural')
      : section.preset
        ? t(`types.${section.preset}.plural`)
        : t('search.title');
  // Lists of one type are worth finding from outside; every combination of filters is not.
  return pageMetadata(locale, addresses, title, undefined, query.size === 0);
}

export default async function SectionPage(props: Props) {
  const { locale, section, query } = await read(props);
  const t = texts(locale);
  const addresses = addressesOf(section);
  const otherLocale = locale === 'tr' ? 'en' : 'tr';

  if (section.kind === 'page') {
    const found = entryFor('page', section.page, locale);
    if (!found) notFound();
    const { title, body } = found.view;
    const checkedOn = found.entry.data.checkedOn;
    return (
      <Frame locale={locale} other={addresses[otherLocale]}>
        <ProsePage
          view={{
            title: title.text,
            html: body.html,
            ...(body.lang && { lang: 'tr' }),
            updated: checkedOn ? t('pages.updated', { date: formatDate(checkedOn, locale) }) : '',
          }}
        />
      </Frame>
    );
  }
  if (section.kind === 'glossary')
    return (
      <Frame locale={locale} other={addresses[otherLocale]} section="term">
        <Glossary view={glossaryFor(locale)} />
      </Frame>
    );

  const view = await searchFor(query, locale, section.preset);
  const words = query.toString();
  return (
    <Frame
      locale={locale}
      other={`${addresses[otherLocale]}${words === '' ? '' : `?${words}`}`}
      {...(section.preset && { section: section.preset })}
      ownSearch
    >
      <SearchPage view={view}>
        <LiveSearch
          key={view.url}
          initial={view}
          locale={locale}
          {...(section.preset && { preset: section.preset })}
        />
      </SearchPage>
    </Frame>
  );
}
