import { library } from '#lib/library';
import { engineAnswers } from '#lib/portal';
import { vitals } from '#lib/vitals';

export const dynamic = 'force-dynamic';

/**
 * Whether readers should be sent here: `{ ready, missing }`, with 503 and what is missing while the content
 * is not read, the search engine does not answer, or the process is about to end.
 */
export async function GET(): Promise<Response> {
  const missing = [
    ...(library().fileCount > 0 ? [] : ['content']),
    ...((await engineAnswers()) ? [] : ['search-engine']),
    ...(vitals().stopping ? ['stopping'] : []),
  ];
  const headers = {
    'Cache-Control': 'no-store',
    ...(missing.length > 0 && { 'Retry-After': '5' }),
  };
  return Response.json(
    { ready: missing.length === 0, missing },
    { status: missing.length === 0 ? 200 : 503, headers },
  );
}
