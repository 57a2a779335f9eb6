import { locale as rootLocale } from 'next/root-params';
import { Frame, searchFormProps, suggestWords } from '../frame';
import { NotFoundPage } from '#components/not-found-page';
import { SearchBox } from '#components/search-box.client';
import { listHref, pageHref } from '#lib/addresses';
import { isLocale, texts } from '#lib/messages';

export default async function NotFound() {
  const asked = await rootLocale();
  const locale = asked !== undefined && isLocale(asked) ? asked : 'tr';
  const t = texts(locale);
  const search = searchFormProps(locale, 'q');
  return (
    <Frame locale={locale} other={pageHref('home', locale === 'tr' ? 'en' : 'tr')} ownSearch>
      <NotFoundPage
        view={{
          title: t('notFound.title'),
          text: t('notFound.text'),
          search: {
            ...search,
            field: (
              <SearchBox
                id={search.id}
                labels={search.labels}
                locale={locale}
                words={suggestWords(locale)}
              />
            ),
          },
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
