import { answerOperation, problemAnswer } from '../../../answers';
import { entryHref } from '#lib/addresses';
import { apiRoot } from '#lib/api';
import { typeNames } from '#lib/content-types';
import { env } from '#lib/env';
import { searchFor } from '#lib/portal';

/** The search page as data. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation('search', request, async ({ locale, page, limit }, parameters) => {
    const view = await searchFor(parameters, locale, undefined, limit);
    if (view.unavailable) return problemAnswer(request, 'unavailable', {}, { 'Retry-After': '5' });
    if (page > Math.max(view.pages, 1))
      return problemAnswer(request, 'page-beyond', { page, pages: view.pages });
    const site = env().SITE_URL;
    return {
      total: view.total,
      page,
      pages: view.pages,
      limit,
      url: site + view.url,
      notices: view.notices,
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
          url: site + entryHref(type, hit.slug, locale),
          record: `${site}${apiRoot}/entries/${type}/${hit.slug}?locale=${locale}`,
        };
      }),
    };
  });
