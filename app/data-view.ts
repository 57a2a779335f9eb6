import { dataHref, publishedFiles, titleOf } from './open-data';
import type { DataView } from '#components/data-page';
import type { ProseView } from '#components/prose-page';
import { pageHref } from '#lib/addresses';
import { apiRoot, operations, problemStatus } from '#lib/api';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { formatDate, formatNumber } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { licence } from '#lib/open-data';
import { parametersOf, type ApiParameter } from '#lib/openapi';
import { lastChange } from '#lib/portal';

const examples = {
  search: '?q=makine&type=programme&limit=5',
  facets: '?type=programme',
  entries: '?type=event&limit=5',
  entry: '',
  match: '?province=konya&sector=makine&size=kucuk&purpose=yatirim&limit=3',
} as const satisfies Record<keyof typeof operations, string>;
const anEntry = '/entries/programme/tubitak-1501';

/** The page about data, with what the routes themselves say. */
export function dataView(locale: Locale, prose: ProseView): DataView {
  const t = texts(locale);
  const site = env().SITE_URL;
  const language = locale === 'tr' ? '' : `locale=${locale}`;
  return {
    prose,
    openData: {
      heading: t('openData.heading'),
      lead: t('openData.lead', {
        date: formatDate(lastChange(locale).toISOString().slice(0, 10), locale),
        licence: licence.title,
      }),
      all: { label: t('openData.package'), href: dataHref('datapackage.json', locale) },
      columns: ['file', 'entries', 'size', 'checksum'].map((name) => t(`openData.${name}`)),
      files: publishedFiles(locale)
        .filter(({ schema }) => schema !== undefined)
        .map((file) => ({
          link: { label: file.name, href: dataHref(file.name, locale) },
          title: titleOf(file, locale),
          size: t('openData.bytes', { count: Math.ceil(file.bytes / 1000) }),
          checksum: file.sha256,
        })),
    },
    api: {
      heading: t('apiPage.heading'),
      lead: t('apiPage.lead', { root: site + apiRoot }),
      description: {
        label: t('apiPage.description'),
        href: `${apiRoot}/openapi.json${language && `?${language}`}`,
      },
      columns: ['parameter', 'meaning', 'values'].map((name) => t(`apiPage.${name}`)),
      operations: (Object.keys(examples) as (keyof typeof examples)[]).map((name) => {
        const path = name === 'entry' ? anEntry : operations[name].path;
        const query = [examples[name].slice(1), language].filter(Boolean).join('&');
        const address = `${apiRoot}${path}${query && `?${query}`}`;
        const parameters = parametersOf(operations[name], locale);
        return {
          path: operations[name].path,
          summary: t(`api.operations.${name}`),
          example: { label: `${t('apiPage.example')}: ${address}`, href: address },
          more: t('apiPage.parameters', { count: parameters.length }),
          parameters: parameters.map((parameter) => ({
            name: parameter.name,
            meaning: parameter.description,
            values: valuesOf(parameter, t, locale),
          })),
        };
      }),
    },
    problems: {
      heading: t('apiPage.problems'),
      items: Object.entries(problemStatus).map(([code, status]) => ({
        code,
        status: String(status),
        title: t(`api.problems.${code}.title`),
      })),
    },
    mcp: {
      heading: t('apiPage.mcpHeading'),
      text: t('apiPage.mcp', { address: `${site}/api/mcp` }),
    },
    embed: {
      heading: t('apiPage.embedHeading'),
      text: t('apiPage.embed'),
      code: `<iframe src="${site}${pageHref('embed', locale)}" title="${t('site.full')}" width="100%" height="640" style="border:0"></iframe>`,
    },
  };
}

const shownValues = 8;

/** What can stand in a parameter, in words. */
function valuesOf({ name, schema }: ApiParameter, t: Translate, locale: Locale): string {
  const one: ApiParameter['schema'] =
    typeof schema.items === 'object' && schema.items !== null ? { ...schema.items } : schema;
  const codes: unknown = one.enum ?? one.examples;
  if (Array.isArray(codes)) {
    const list = codes.slice(0, shownValues).join(', ');
    return codes.length > shownValues ? t('apiPage.many', { list, count: codes.length }) : list;
  }
  if (one.type === 'integer')
    return typeof one.maximum === 'number' && one.maximum < 1000
      ? t('apiPage.range', { min: 1, max: one.maximum, default: Number(one.default) })
      : `≥ ${formatNumber(1, locale)}`;
  if (name === 'year') return t('apiPage.year');
  return t(name === 'q' ? 'apiPage.text' : 'apiPage.slug');
}
