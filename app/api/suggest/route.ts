import { localeOf } from '../parameters';
import { typeNames } from '#lib/content-types';
import { suggestionsFor } from '#lib/portal';

/** Titles that answer to what has been typed so far: `{ suggestions: [{ title, typeLabel, url }] }`. */
export async function GET(request: Request): Promise<Response> {
  const parameters = new URL(request.url).searchParams;
  const language = localeOf(parameters);
  if ('refusal' in language) return language.refusal;
  const type = typeNames.find((name) => name === parameters.get('type'));
  const suggestions = await suggestionsFor(parameters.get('q') ?? '', language.locale, type);
  return Response.json({ suggestions }, { headers: { 'Cache-Control': 'no-store' } });
}
