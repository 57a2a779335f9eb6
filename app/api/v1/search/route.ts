import { answerOperation, anybody, problemAnswer } from '../../../answers';
import { searchAnswer } from '../../../search-answer';

/** The search page as data. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation('search', request, async ({ locale, page, limit }, parameters) => {
    const answer = await searchAnswer(parameters, locale, limit, request.headers);
    if (!answer) return problemAnswer(request, 'unavailable', {}, { 'Retry-After': '5' });
    if (page > Math.max(answer.pages, 1))
      return problemAnswer(request, 'page-beyond', { page, pages: answer.pages });
    // In an outage nothing is kept: the next answer may be the whole one.
    return answer.fallback === undefined
      ? answer
      : Response.json(answer, {
          headers: {
            ...anybody,
            'Content-Language': locale,
            'Cache-Control': 'no-store',
            'X-Robots-Tag': 'noindex',
          },
        });
  });
