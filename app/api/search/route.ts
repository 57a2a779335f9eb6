import { localeOf } from '../parameters';
import { countSearch } from '../../search-counting';
import { texts } from '#lib/messages';
import { searchFor } from '#lib/portal';

const mostHits = 100;

/**
 * The search page as data: `{ total, page, pages, hits, facets, … }`, with every parameter of the page.
 * `fallback` stands in it while the engine is silent and the hits are those of the portal's smaller index.
 */
export async function GET(request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams;
  const language = localeOf(parameters);
  if ('refusal' in language) return language.refusal;
  const asked = parameters.get('limit') ?? '';
  const limit = /^\d{1,6}$/.test(asked)
    ? Math.min(Math.max(Number(asked), 1), mostHits)
    : undefined;
  const view = await searchFor(parameters, language.locale, undefined, limit);
  countSearch(request.headers, view, language.locale);
  if (view.unavailable) {
    const error = texts(language.locale)('api.unavailable');
    return Response.json(
      { ...view, error },
      {
        status: 503,
        headers: { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Retry-After': '5' },
      },
    );
  }
  return Response.json(view, {
    headers: { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  });
}
