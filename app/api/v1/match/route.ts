import { answerOperation } from '../../../answers';
import { matchesFor } from '#lib/portal';

/** Every programme judged by the answers in the address, best first. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation(
    'match',
    request,
    ({ locale, limit }, parameters) => Promise.resolve(matchesFor(parameters, locale, limit)),
    // The answers of one reader are for no store between us.
    { headers: { 'Cache-Control': 'no-store' } },
  );
