import { headers } from 'next/headers';
import { countSearch } from './search-counting';
import type { EmbedView } from '#components/embed-page';
import { pageHref } from '#lib/addresses';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import { searchFor } from '#lib/portal';

const hitsInFrame = 10;

/** The search for another site's frame: the same search as on the portal, a few hits at a time. */
export async function embedView(query: URLSearchParams, locale: Locale): Promise<EmbedView> {
  const t = texts(locale);
  const search = await searchFor(query, locale, undefined, hitsInFrame);
  countSearch(await headers(), search, locale);
  const action = pageHref('embed', locale);
  const at = (page: number) => {
    const parameters = new URLSearchParams(query);
    parameters.set('page', String(page));
    return `${action}?${parameters.toString()}`;
  };
  const { page, pages } = search;
  return {
    search,
    action,
    kept: [...query]
      .filter(([name]) => name !== 'q' && name !== 'page')
      .map(([name, value]) => ({ name, value })),
    pages: [
      ...(page > 1 ? [{ label: t('search.previous'), href: at(page - 1) }] : []),
      ...(page < pages ? [{ label: t('search.next'), href: at(page + 1) }] : []),
    ],
    all: { label: t('apiPage.embedAll', { name: t('site.name') }), href: search.url },
  };
}
