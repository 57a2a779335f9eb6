import { hrefOf, pageHref } from '#lib/addresses';
import type { Refusal } from '#lib/admission';
import { problemStatus, type problem } from '#lib/api';
import { env } from '#lib/env';
import { texts } from '#lib/messages';
import type { Route } from '#lib/route-kind';
import { doorsOwnPolicy } from '#lib/security-headers';
import { xmlText } from '#lib/xml';
import type { z } from 'zod';

/** What was asked for; the query as it was sent. */
export type Asked = { readonly query: string; readonly route: Route };

type Refused = { status: number; headers: Record<string, string>; body: string };

/**
 * The answer to a search that is not let in: why, how long to wait, and a way to try again with all that
 * was typed, in the language and the form of the address.
 */
export function refusalOf(asked: Asked, { why, wait }: Refusal): Refused {
  const { locale, form } = asked.route;
  const t = texts(locale);
  const kind = why === 'client' ? 'tooMany' : 'all';
  const status = why === 'client' ? problemStatus['too-many'] : problemStatus.unavailable;
  const [title, text] = [t(`busy.${kind}.title`), t(`busy.${kind}.text`, { seconds: wait })];
  const answer = (type: string, body: string, more: Record<string, string> = {}): Refused => ({
    status,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Length': String(Buffer.byteLength(body)),
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      'Retry-After': String(wait),
      'X-Robots-Tag': 'noindex',
      ...more,
    },
    body,
  });
  if (form === 'problem') {
    const code = why === 'client' ? 'too-many' : 'unavailable';
    const said: z.infer<typeof problem> = {
      type: `${env().SITE_URL}${pageHref('data', locale)}#${code}`,
      title: t(`api.problems.${code}.title`),
      status,
      detail: t(`api.problems.${code}.detail`),
    };
    return answer('application/problem+json', JSON.stringify(said), {
      'Access-Control-Allow-Origin': '*',
    });
  }
  if (form === 'json') return answer('application/json', JSON.stringify({ error: text }));
  if (form === 'text') return answer('text/plain', `${title}. ${text}\n`);
  return answer('text/html', pageOf(asked, title, text), {
    'Content-Security-Policy': doorsOwnPolicy,
  });
}

/** Small enough to be made in no time, and whole without style or script. */
function pageOf({ query, route: { locale, target } }: Asked, title: string, text: string): string {
  const t = texts(locale);
  const fields = [...new URLSearchParams(query)].filter(([name]) => !name.startsWith('_'));
  const field = ([name, value]: [string, string]) =>
    name === 'q'
      ? `<p><label>${xmlText(t('busy.kept'))} <input type="search" name="q" value="${xmlText(value)}"></label></p>`
      : `<input type="hidden" name="${xmlText(name)}" value="${xmlText(value)}">`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${xmlText(title)} – ${xmlText(t('site.name'))}</title>
</head>
<body>
<main>
<h1>${xmlText(title)}</h1>
<p>${xmlText(text)}</p>
<form action="${target ? hrefOf(target, locale) : pageHref('search', locale)}" method="get">
${fields.map(field).join('\n')}
<p><button type="submit">${xmlText(t('busy.again'))}</button></p>
</form>
<p><a href="${pageHref('home', locale)}">${xmlText(t('busy.home'))}</a></p>
</main>
</body>
</html>
`;
}
