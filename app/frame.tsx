import type { ReactNode } from 'react';
import { SearchBox } from '#components/search-box.client';
import { SearchForm, type SearchFormProps } from '#components/search-form';
import { SiteFooter } from '#components/site-footer';
import { SiteHeader } from '#components/site-header';
import { listHref, pageHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { mostSuggestions } from '#lib/finding';
import { texts } from '#lib/messages';

const inHeader: readonly TypeName[] = [
  'programme',
  'cluster',
  'plan',
  'news',
  'event',
  'guide',
  'term',
];
const inFooter: readonly TypeName[] = [
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
];

/** A search form with its suggest box. */
export function searchForm(locale: Locale, id = 'q', compact = false): SearchFormProps {
  const t = texts(locale);
  const labels = {
    query: t('search.query'),
    placeholder: t('search.placeholder'),
    submit: t('search.submit'),
  };
  const words = {
    suggestions: t('search.suggestions'),
    counts: Array.from({ length: mostSuggestions + 1 }, (_, count) =>
      t('search.suggestionCount', { count }),
    ),
  };
  return {
    id,
    action: pageHref('search', locale),
    labels,
    field: <SearchBox id={id} labels={labels} locale={locale} words={words} compact={compact} />,
  };
}

/**
 * Head and foot around a page. `other` is this page's address in the other language; `section` the type
 * (or another page) whose menu entry is marked; the home and search pages have a search box of their own.
 */
export function Frame({
  locale,
  other,
  section,
  ownSearch = false,
  children,
}: {
  locale: Locale;
  other: string;
  section?: TypeName | 'calendar' | 'support';
  ownSearch?: boolean;
  children: ReactNode;
}) {
  const t = texts(locale);
  const toOther = locale === 'tr' ? ('en' as const) : ('tr' as const);
  const language = { label: t('site.otherLanguage'), href: other, lang: toOther };
  const list = (type: TypeName) => ({
    label: t(`types.${type}.plural`),
    href: listHref(type, locale),
  });
  const calendar = { label: t('calendar.title'), href: pageHref('calendar', locale) };
  const benchmark = { label: t('benchmark.nav'), href: pageHref('benchmark', locale) };
  const support = { label: t('match.nav'), href: pageHref('support', locale) };
  return (
    <>
      <SiteHeader
        brand={{ name: t('site.name'), full: t('site.full'), href: pageHref('home', locale) }}
        nav={[
          { ...support, current: section === 'support' },
          ...inHeader.map((type) => ({ ...list(type), current: type === section })),
          { ...calendar, current: section === 'calendar' },
        ]}
        language={language}
        labels={{ skip: t('site.skip'), menu: t('site.menu'), navigation: t('site.navigation') }}
      >
        {!ownSearch && <SearchForm {...searchForm(locale, 'header-q', true)} />}
      </SiteHeader>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter
        columns={[
          {
            heading: t('site.footerContent'),
            links: [
              ...inFooter.map(list),
              { label: t('provinces.title'), href: pageHref('provinces', locale) },
            ],
          },
          {
            heading: t('site.footerSite'),
            links: [
              { label: t('search.title'), href: pageHref('search', locale) },
              support,
              benchmark,
              calendar,
              { label: t('apiPage.title'), href: pageHref('data', locale) },
              { label: t('site.about'), href: pageHref('about', locale) },
              { label: t('site.quality'), href: pageHref('quality', locale) },
              { label: t('freshnessBoard.title'), href: pageHref('freshness', locale) },
              { label: t('site.accessibility'), href: pageHref('accessibility', locale) },
            ],
          },
        ]}
        sources={t('site.footerSources')}
        language={language}
        label={t('site.footerSite')}
      />
    </>
  );
}
