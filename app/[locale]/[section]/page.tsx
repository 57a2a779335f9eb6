import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { CorrectionPages } from '../../correction-pages';
import { accounts } from '../../editor-session';
import { Frame, searchForm } from '../../frame';
import { pageMetadata, pageTitle } from '../../metadata';
import { proseView } from '../../prose';
import { queryOf } from '../../query';
import { countSearch } from '../../search-counting';
import { dataView } from '../../data-view';
import { embedView } from '../../embed-view';
import { BrowserList } from '#components/browser-list.client';
import { BenchmarkPage } from '#components/benchmark-page';
import { CalendarPage } from '#components/calendar-page';
import { ClusterIntro } from '#components/cluster-map';
import { DataPage } from '#components/data-page';
import { EmbedPage } from '#components/embed-page';
import { FindSupport } from '#components/find-support';
import { Comparison } from '#components/comparison';
import { EntryTools } from '#components/entry-tools.client';
import { FreshnessPage } from '#components/freshness-page';
import { Glossary } from '#components/glossary';
import { ToolkitIntro } from '#components/guide-downloads';
import { LiveSearch } from '#components/live-search.client';
import { NotFoundPage } from '#components/not-found-page';
import { ListIntro } from '#components/page-parts';
import { PlanIntro } from '#components/plan';
import { ProsePage } from '#components/prose-page';
import { ProvincesPage } from '#components/province-page';
import { SearchPage } from '#components/search-page';
import { ShortList } from '#components/short-list';
import {
  askedPath,
  decodePath,
  formatsOf,
  hrefOf,
  listHref,
  pageHref,
  targetOf,
  type PageName,
  type Target,
} from '#lib/addresses';
import { editorHref } from '#lib/editors';
import type { Entry } from '#lib/entry';
import { isListed } from '#lib/facets';
import { calendarView } from '#lib/calendar-view';
import { fileLinks } from '#lib/entry-files';
import type { Locale } from '#lib/field';
import { toolkitIntro } from '#lib/guide-view';
import { supportHref } from '#lib/match-report';
import { isLocale, texts } from '#lib/messages';
import {
  clusterOverviewFor,
  benchmarkFor,
  comparisonFor,
  datedEntries,
  entryFor,
  eventsAhead,
  fileWorld,
  freshnessFor,
  glossaryFor,
  missingArticleAt,
  missingProvinceAt,
  planOverviewFor,
  provincesFor,
  searchFor,
  shortListFor,
  supportFor,
} from '#lib/portal';
import { parseSearch, searchHref } from '#lib/search-state';

type Props = PageProps<'/[locale]/[section]'>;

async function read({ params, searchParams }: Props) {
  const { locale, section } = await params;
  const target = isLocale(locale) ? targetOf(pathOf(locale, section)) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !target || (target.kind !== 'page' && target.kind !== 'list'))
    notFound();
  return { locale, target, query: await queryOf(searchParams) };
}

const pathOf = (locale: Locale, section: string) =>
  locale === 'tr' ? `/${section}` : `/en/${section}`;

/** Pages that are neither a search nor a text: the group of messages with their title and description. */
const ownWords: Partial<Record<PageName, string>> = {
  support: 'match',
  list: 'shortList',
  compare: 'compare',
  provinces: 'provinces',
  benchmark: 'benchmark',
  correction: 'correction',
  freshness: 'freshnessBoard',
};

const addressesOf = (target: Target): Record<Locale, string> => ({
  tr: hrefOf(target, 'tr'),
  en: hrefOf(target, 'en'),
});

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, target, query } = await read(props);
  const t = texts(locale);
  if (target.kind === 'page' && target.page === 'nowhere') return {};
  const title =
    target.kind === 'list'
      ? t(`types.${target.type}.plural`)
      : target.page === 'search'
        ? t('search.title')
        : target.page in ownWords
          ? t(`${ownWords[target.page]}.title`)
          : target.page === 'calendar'
            ? t('calendar.title')
            : target.page === 'embed'
              ? t('apiPage.embedTitle', { name: t('site.name') })
              : entryFor('page', target.page, locale)?.view.title.text;
  const words = target.kind === 'page' ? ownWords[target.page] : undefined;
  const description = words && t(`${words}.metaDescription`);
  return pageMetadata(
    locale,
    addressesOf(target),
    title,
    description,
    isIndexed(target) && query.size === 0,
    {
      href: searchedAt(target, query, locale) ?? hrefOf(target, locale),
      formats: formatsOf(target),
    },
  );
}

/** The search for frames is the search page again; one reader's list is nobody else's. */
const isIndexed = (target: Target) =>
  target.kind !== 'page' || !['embed', 'list', 'compare', 'correction'].includes(target.page);

/** The one address of what a search page shows, its first page. */
function searchedAt(target: Target, query: URLSearchParams, locale: Locale): string | undefined {
  if (target.kind === 'page' && target.page === 'support') return supportHref(query, locale);
  const preset = target.kind === 'list' ? target.type : undefined;
  if (!preset && !(target.kind === 'page' && target.page === 'search')) return undefined;
  if (preset && !isListed(preset)) return undefined;
  return searchHref({ ...parseSearch(query, preset).search, page: 1 }, locale);
}

export default async function SectionPage(props: Props) {
  const { locale, target, query } = await read(props);
  const other = hrefOf(target, locale === 'tr' ? 'en' : 'tr');
  if (target.kind === 'page' && target.page === 'nowhere') {
    const asked = (await headers()).get(askedPath);
    return <Nowhere locale={locale} path={decodePath(asked ?? '') ?? ''} />;
  }
  if (target.kind === 'page' && target.page === 'embed')
    return <EmbedPage view={await embedView(query, locale)} />;
  if (target.kind === 'page' && target.page === 'correction')
    return <CorrectionPages query={query} locale={locale} />;
  const words = query.toString();
  if (target.kind === 'page' && target.page === 'support')
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`} section="support">
        <FindSupport view={supportFor(query, locale)} />
      </Frame>
    );
  if (target.kind === 'page' && target.page === 'calendar')
    return (
      <Frame locale={locale} other={query.size === 0 ? other : `${other}?${query.toString()}`}>
        <CalendarPage
          view={calendarView(datedEntries(locale), query.get('month'), fileWorld(locale))}
        />
      </Frame>
    );
  if (target.kind === 'page' && target.page === 'provinces')
    return (
      <Frame locale={locale} other={other}>
        <ProvincesPage view={provincesFor(locale)} />
      </Frame>
    );
  if (target.kind === 'page' && target.page === 'compare')
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`}>
        <Comparison view={comparisonFor(query, locale)} />
      </Frame>
    );
  if (target.kind === 'page' && target.page === 'benchmark') {
    const view = benchmarkFor(query, locale);
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`} section="cluster">
        <BenchmarkPage view={view} tools={<EntryTools labels={view.tools} />} />
      </Frame>
    );
  }
  if (target.kind === 'page' && target.page === 'freshness') {
    const editHref = accounts().isOn()
      ? ({ type, slug }: Pick<Entry, 'type' | 'slug'>) =>
          editorHref('entry', locale, `${type}/${slug}`)
      : undefined;
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`}>
        <FreshnessPage view={freshnessFor(query, locale, editHref)} />
      </Frame>
    );
  }
  if (target.kind === 'page' && target.page === 'list') {
    const view = shortListFor(query, locale);
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`}>
        <ShortList
          view={view}
          tools={<EntryTools labels={view.labels} />}
          browser={<BrowserList {...view.browser} />}
        />
      </Frame>
    );
  }
  if (target.kind === 'page' && target.page !== 'search')
    return <OwnPage locale={locale} page={target.page} other={other} />;
  if (target.kind === 'list' && target.type === 'term') {
    const { site } = fileWorld(locale);
    const glossary = glossaryFor(locale);
    const total = glossary.letters.flatMap(({ terms }) => terms).length;
    const files = fileLinks(hrefOf(target, locale), locale, { total, site, isDated: false });
    return (
      <Frame locale={locale} other={other} section="term">
        <Glossary view={glossary} files={files} />
      </Frame>
    );
  }

  const preset = target.kind === 'list' ? target.type : undefined;
  const view = await searchFor(query, locale, preset);
  countSearch(await headers(), view, locale);
  return (
    <Frame
      locale={locale}
      other={words === '' ? other : `${other}?${words}`}
      {...(preset && { section: preset })}
      ownSearch
    >
      <SearchPage
        view={view}
        {...(preset === 'guide' && { intro: <ToolkitIntro view={toolkitIntro(locale)} /> })}
        {...(preset === 'plan' && { intro: <PlanIntro view={planOverviewFor(locale)} /> })}
        {...(preset === 'event' && { intro: <ListIntro {...eventsAhead(locale)} /> })}
        {...(preset === 'cluster' && { intro: <ClusterIntro view={clusterOverviewFor(locale)} /> })}
      >
        <LiveSearch key={view.url} initial={view} locale={locale} {...(preset && { preset })} />
      </SearchPage>
    </Frame>
  );
}

/** A text about the site itself; the one about data goes on with what can be had. */
function OwnPage({ locale, page, other }: { locale: Locale; page: string; other: string }) {
  const found = entryFor('page', page, locale);
  if (!found) throw new Error(`content/pages/${page}.tr.md is missing`);
  const prose = proseView(found.entry, found.view, locale);
  return (
    <Frame locale={locale} other={other}>
      {page === 'data' ? <DataPage view={dataView(locale, prose)} /> : <ProsePage view={prose} />}
    </Frame>
  );
}

/** Where proxy.ts sends every address that names nothing; the status is 404. */
function Nowhere({ locale, path }: { locale: Locale; path: string }) {
  const t = texts(locale);
  const missing = missingArticleAt(path, locale) ?? missingProvinceAt(path, locale);
  return (
    <Frame locale={locale} other={pageHref('home', locale === 'tr' ? 'en' : 'tr')} ownSearch>
      {/* Next gives an answer with status 404 no metadata of its page. */}
      <title>{pageTitle(t('notFound.title'), t)}</title>
      <meta name="robots" content="noindex" />
      <NotFoundPage
        view={{
          title: t('notFound.title'),
          text: missing?.text ?? t('notFound.text'),
          near: missing?.near,
          search: searchForm(locale),
          ways: {
            lead: t('notFound.links'),
            links: (['programme', 'cluster', 'plan', 'news'] as const).map((type) => ({
              label: t(`types.${type}.plural`),
              href: listHref(type, locale),
            })),
          },
        }}
      />
    </Frame>
  );
}
