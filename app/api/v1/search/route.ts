import { answerOperation, problemAnswer } from '../../../answers';
import { searchAnswer } from '../../../search-answer';

/** The search page as data. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation('search', request, async ({ locale, page, limit }, parameters) => {
    const answer = await searchAnswer(parameters, locale, limit, request.headers);
    if (!answer) return problemAnswer(request, 'unavailable', {}, { 'Retry-After': '5' });
    return page > Math.max(answer.pages, 1)
      ? problemAnswer(request, 'page-beyond', { page, pages: answer.pages })
      : answer;
  });
