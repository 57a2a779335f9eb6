import { countSearch } from './search-counting';
import { entryHref } from '#lib/addresses';
import { apiRoot, type Answer } from '#lib/api';
import { typeNames } from '#lib/content-types';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { searchFor } from '#lib/portal';

/**
 * A page of a search as the public interface gives it; `page` of the answer is the last one where fewer
 * were found than asked for. `sent` are the headers of a request that counts as a search. Nothing where the engine does not answer.
 */
export async function searchAnswer(
  parameters: URLSearchParams,
  locale: Locale,
  limit: number,
  sent?: Headers,
): Promise<Answer<'search'> | undefined> {
  const view = await searchFor(parameters, locale, undefined, limit);
  if (view.unavailable) return undefined;
  if (sent) countSearch(sent, view, locale);
  const site = env().SITE_URL;
  return {
    total: view.total,
    page: view.page,
    pages: view.pages,
    limit,
    url: site + view.url,
    notices: view.notices,
    ...(view.fallback && { fallback: `${view.fallback.heading} ${view.fallback.text}` }),
    results: view.hits.flatMap((hit) => {
      const type = typeNames.find((name) => name === hit.type);
      if (!type) return [];
      return {
        type,
        slug: hit.slug,
        title: hit.title,
        titleLanguage: hit.titleLang ?? locale,
        ...(hit.passage !== undefined && {
          passage: hit.passage,
          passageLanguage: hit.passageLang ?? locale,
        }),
        facts: hit.facts.map(({ label, value }) => ({ label, value })),
        ...(hit.pinned !== undefined && { pinned: true as const }),
        url: site + entryHref(type, hit.slug, locale),
        record: `${site}${apiRoot}/entries/${type}/${hit.slug}?locale=${locale}`,
      };
    }),
  };
}
