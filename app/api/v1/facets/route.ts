import { answerOperation, problemAnswer } from '../../../answers';
import { searchFor } from '#lib/portal';

/** The filters of the search page, with what each value would find. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation('facets', request, async ({ locale }, parameters) => {
    const view = await searchFor(parameters, locale, undefined, 1);
    if (view.unavailable || view.fallback)
      return problemAnswer(request, 'unavailable', {}, { 'Retry-After': '5' });
    return {
      facets: view.facets.map(({ key, label, values, more }) => ({
        key,
        label,
        values: [...values, ...more].map(({ value, label: name, count }) => ({
          value,
          label: name,
          count,
        })),
      })),
    };
  });
