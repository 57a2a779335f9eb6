import { keepable } from '../answers';
import { dataHref } from '../open-data';
import { listHref, pageHref } from '#lib/addresses';
import { apiRoot } from '#lib/api';
import { contentTypes } from '#lib/content-types';
import { env } from '#lib/env';
import { texts } from '#lib/messages';
import { dataTypes, licence } from '#lib/open-data';
import { lastChange } from '#lib/portal';

/** What a language model should know of the portal (https://llmstxt.org), in the language that models read best. */
export function GET(request: Request): Response {
  const t = texts('en');
  const site = env().SITE_URL;
  const link = (label: string, href: string, more = '') =>
    `- [${label}](${site}${href})${more === '' ? '' : `: ${more}`}`;
  const text = [
    `# ${t('site.name')} – ${t('site.full')}`,
    `> ${t('openData.description')}`,
    t('llms.rules'),
    `## ${t('apiPage.heading')}`,
    [
      link(t('apiPage.description'), `${apiRoot}/openapi.json?locale=en`),
      link('Model Context Protocol', '/api/mcp', t('llms.mcp')),
      link(t('files.heading'), pageHref('data', 'en')),
      link(t('calendar.title'), pageHref('calendar', 'en'), t('calendar.lead')),
    ].join('\n'),
    `## ${t('openData.heading')}`,
    t('openData.lead', {
      date: lastChange('en').toISOString().slice(0, 10),
      licence: licence.title,
    }),
    [
      link('datapackage.json', dataHref('datapackage.json', 'en')),
      ...dataTypes.map((type) =>
        link(
          t(`types.${type}.plural`),
          dataHref(`${contentTypes[type].folder}.jsonl`, 'en'),
          site + listHref(type, 'en'),
        ),
      ),
    ].join('\n'),
  ].join('\n\n');
  return keepable(request, `${text}\n`, lastChange('en'), {
    'Content-Type': 'text/plain; charset=utf-8',
  });
}
