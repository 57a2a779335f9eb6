import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame, searchForm } from '../../frame';
import { pageMetadata, pageTitle } from '../../metadata';
import { FindSupport } from '#components/find-support';
import { Glossary } from '#components/glossary';
import { LiveSearch } from '#components/live-search.client';
import { NotFoundPage } from '#components/not-found-page';
import { ProsePage } from '#components/prose-page';
import { SearchPage } from '#components/search-page';
import { hrefOf, listHref, pageHref, targetOf, type Target } from '#lib/addresses';
import { formatDate } from '#lib/format';
import type { Locale } from '#lib/field';
import { isLocale, texts } from '#lib/messages';
import { entryFor, glossaryFor, searchFor, supportFor } from '#lib/portal';

type Props = PageProps<'/[locale]/[section]'>;

async function read({ params, searchParams }: Props) {
  const { locale, section } = await params;
  const target = isLocale(locale) ? targetOf(pathOf(locale, section)) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !target || target.kind === 'entry') notFound();
  const query = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([key, values]) =>
      [values ?? []].flat().map((value): [string, string] => [key, value]),
    ),
  );
  return { locale, target, query };
}

const pathOf = (locale: Locale, section: string) =>
  locale === 'tr' ? `/${section}` : `/en/${section}`;

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
        : target.page === 'support'
          ? t('match.title')
          : entryFor('page', target.page, locale)?.view.title.text;
  const description =
    target.kind === 'page' && target.page === 'support' ? t('match.metaDescription') : undefined;
  // Lists of one type are worth finding from outside; every combination of filters is not.
  return pageMetadata(locale, addressesOf(target), title, description, query.size === 0);
}

export default async function SectionPage(props: Props) {
  const { locale, target, query } = await read(props);
  const other = hrefOf(target, locale === 'tr' ? 'en' : 'tr');
  if (target.kind === 'page' && target.page === 'nowhere') return <Nowhere locale={locale} />;
  const words = query.toString();
  if (target.kind === 'page' && target.page === 'support')
    return (
      <Frame locale={locale} other={words === '' ? other : `${other}?${words}`} section="support">
        <FindSupport view={supportFor(query, locale)} />
      </Frame>
    );
  if (target.kind === 'page' && target.page !== 'search')
    return <OwnPage locale={locale} page={target.page} other={other} />;
  if (target.kind === 'list' && target.type === 'term')
    return (
      <Frame locale={locale} other={other} section="term">
        <Glossary view={glossaryFor(locale)} />
      </Frame>
    );

  const preset = target.kind === 'list' ? target.type : undefined;
  const view = await searchFor(query, locale, preset);
  return (
    <Frame
      locale={locale}
      other={words === '' ? other : `${other}?${words}`}
      {...(preset && { section: preset })}
      ownSearch
    >
      <SearchPage view={view}>
        <LiveSearch key={view.url} initial={view} locale={locale} {...(preset && { preset })} />
      </SearchPage>
    </Frame>
  );
}

/** A text about the site itself. */
function OwnPage({ locale, page, other }: { locale: Locale; page: string; other: string }) {
  const found = entryFor('page', page, locale);
  if (!found) throw new Error(`content/pages/${page}.tr.md is missing`);
  const { title, body } = found.view;
  const { checkedOn } = found.entry.data;
  return (
    <Frame locale={locale} other={other}>
      <ProsePage
        view={{
          title: title.text,
          html: body.html,
          ...(body.lang && { lang: 'tr' }),
          updated: checkedOn
            ? texts(locale)('pages.updated', { date: formatDate(checkedOn, locale) })
            : '',
        }}
      />
    </Frame>
  );
}

/** Where proxy.ts sends every address that names nothing; the status is 404. */
function Nowhere({ locale }: { locale: Locale }) {
  const t = texts(locale);
  return (
    <Frame locale={locale} other={pageHref('home', locale === 'tr' ? 'en' : 'tr')} ownSearch>
      {/* Next gives an answer with status 404 no metadata of its page. */}
      <title>{pageTitle(t('notFound.title'), t)}</title>
      <meta name="robots" content="noindex" />
      <NotFoundPage
        view={{
          title: t('notFound.title'),
          text: t('notFound.text'),
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
