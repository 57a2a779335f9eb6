import { entryHref, fileHref, listHref, pageHref, templateFormats } from '#lib/addresses';
import { calculatorPages, type CalculatorPage } from '#lib/calculator-view';
import type { Entry } from '#lib/entry';
import type { Locale, Template } from '#lib/field';
import { formatDate } from '#lib/format';
import { texts } from '#lib/messages';
import type { Sheet } from '#lib/spreadsheet';
import { templateMarkdown, templateSheets, type TemplateOrigin } from '#lib/template-files';
import type { Link } from '#lib/view';

/** What a guide's page offers beside its words. */
export type GuideExtras = {
  templates: {
    id: string;
    heading: string;
    lead: string;
    items: { title: string; links: (Link & { spoken: string })[] }[];
  };
  calculators: { id: string; heading: string; links: Link[] } | undefined;
};

/** The downloads and calculators of a guide. */
export function guideExtras({ slug, data }: Entry<'guide'>, locale: Locale): GuideExtras {
  const t = texts(locale);
  const page = entryHref('guide', slug, locale);
  const links = (title: string, query = '') =>
    templateFormats.map((format) => {
      const label = t(`toolkit.${format}`);
      return {
        label,
        href: `${fileHref(page, format)}${query}`,
        spoken: t('toolkit.download', { title, format: label }),
      };
    });
  const all = t('toolkit.all');
  return {
    templates: {
      id: 'templates',
      heading: t('toolkit.heading'),
      lead: t('toolkit.lead'),
      items: [
        ...data.templates.map(({ id, title }) => ({
          title: title[locale],
          links: links(title[locale], `?${templateParameter}=${id}`),
        })),
        ...(data.templates.length > 1 ? [{ title: all, links: links(all) }] : []),
      ],
    },
    calculators: data.calculators && {
      id: 'calculators',
      heading: t('toolkit.calculators'),
      links: calculatorLinks(locale, (page) => data.calculators?.includes(page)),
    },
  };
}

/** The parameter that names the one template wanted. */
export const templateParameter = 'template';

/** The templates of a guide as files, or the one that is named; nothing where there is none of that name. */
export function guideFiles(
  guide: Entry<'guide'>,
  wanted: string | null,
  site: string,
  locale: Locale,
): { name: string; markdown: string; sheets: Sheet[] } | undefined {
  const { slug, data } = guide;
  const templates: readonly Template[] =
    wanted === null ? data.templates : data.templates.filter(({ id }) => id === wanted);
  if (templates.length === 0) return undefined;
  const origin: TemplateOrigin = {
    guide: data.title,
    version: data.version,
    reviewed: formatDate(data.reviewedOn, locale),
    href: site + entryHref('guide', slug, locale),
  };
  return {
    name: wanted ?? slug,
    markdown: templateMarkdown(templates, origin, locale),
    sheets: templateSheets(templates, origin, locale),
  };
}

/** Links to the calculators, all of them or those wanted. */
const calculatorLinks = (
  locale: Locale,
  isWanted: (page: CalculatorPage) => boolean | undefined = () => true,
): Link[] =>
  calculatorPages.filter(isWanted).map((page) => ({
    label: texts(locale)(`lists.calculators.${page}`),
    href: pageHref(page, locale),
  }));

/** What stands above the list of guides: the calculators, and the good practices. */
export const toolkitIntro = (locale: Locale): { heading: string; links: Link[] } => {
  const t = texts(locale);
  return {
    heading: t('toolkit.calculators'),
    links: [
      ...calculatorLinks(locale),
      { label: t('toolkit.practices'), href: listHref('practice', locale) },
    ],
  };
};
