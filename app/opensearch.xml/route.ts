import { localeOf } from '../api/parameters';
import { pageHref } from '#lib/addresses';
import { env } from '#lib/env';
import { texts } from '#lib/messages';
import { xmlText } from '#lib/xml';

/** Lets a browser search the portal from its address bar. */
export function GET(request: Request): Response {
  const language = localeOf(new URL(request.url).searchParams);
  if ('refusal' in language) return language.refusal;
  const { locale } = language;
  const t = texts(locale);
  const site = env().SITE_URL;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${xmlText(t('site.name'))}</ShortName>
  <Description>${xmlText(t('site.description'))}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Language>${locale}</Language>
  <Image type="image/svg+xml">${site}/favicon.svg</Image>
  <Url type="text/html" template="${site}${pageHref('search', locale)}?q={searchTerms}"/>
</OpenSearchDescription>
`;
  return new Response(xml, {
    headers: { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' },
  });
}
