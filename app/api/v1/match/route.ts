import { localeOf } from '../../parameters';
import { questions } from '#lib/matching';
import { texts } from '#lib/messages';
import { matchesFor } from '#lib/portal';
import { faultSentence, matchReport } from '#lib/support-view';

const mostResults = 1000;
const parameterNames: readonly string[] = [...questions, 'limit', 'locale'];

/**
 * Every programme judged by the answers in the address: `{ results: [{ slug, verdict, rules, … }] }`, best
 * first. What could not be used of the address is told in `notices`.
 */
export function GET(request: Request): Response {
  const parameters = new URL(request.url).searchParams;
  const language = localeOf(parameters);
  if ('refusal' in language) return language.refusal;
  const { locale } = language;
  const t = texts(locale);
  const { read, matches } = matchesFor(parameters, locale);
  const asked = parameters.get('limit');
  const isLimit = asked !== null && /^\d{1,6}$/.test(asked) && Number(asked) >= 1;
  const limit = isLimit ? Math.min(Number(asked), mostResults) : undefined;
  const strange = [...new Set(parameters.keys())].filter((name) => !parameterNames.includes(name));
  const notices = [
    ...strange.map((name) => t('match.api.unknown-parameter', { name: name.slice(0, 60) })),
    ...(asked !== null && !isLimit ? [t('match.api.limit', { max: mostResults })] : []),
    ...read.faults.map((fault) => faultSentence(fault, t)),
  ];
  return Response.json(
    {
      total: matches.length,
      results: matches.slice(0, limit).map((one) => matchReport(one, locale)),
      notices,
    },
    { headers: { 'Cache-Control': 'no-store' } },
  );
}
