import type { MetadataRoute } from 'next';
import { entryHref, listHref, pageHref, provinceHref } from '#lib/addresses';
import { calculatorPages, guideOf } from '#lib/calculator-view';
import { typeNames } from '#lib/content-types';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { library } from '#lib/library';
import { provinceCodes } from '#lib/provinces';

export const dynamic = 'force-dynamic';

/** Every page in both languages, each naming its twin. */
export default function sitemap(): MetadataRoute.Sitemap {
  const site = env().SITE_URL;
  const both = (href: (locale: Locale) => string): MetadataRoute.Sitemap => {
    const languages = { tr: site + href('tr'), en: site + href('en') };
    return [languages.tr, languages.en].map((url) => ({ url, alternates: { languages } }));
  };
  return [
    ...(
      [
        'home',
        'support',
        'benchmark',
        'benchmarkState',
        'indicators',
        'assessment',
        'calendar',
        'plans',
        'gaps',
        ...calculatorPages.filter((page) => library().find('guide', guideOf[page], 'tr')),
        'overlaps',
        'freshness',
        'provinces',
      ] as const
    ).flatMap((page) => both((locale) => pageHref(page, locale))),
    ...typeNames
      .filter((type) => type !== 'page')
      .flatMap((type) => both((locale) => listHref(type, locale))),
    ...provinceCodes.flatMap((province) => both((locale) => provinceHref(province, locale))),
    ...library()
      .entries('tr')
      .flatMap(({ type, slug }) => both((locale) => entryHref(type, slug, locale))),
  ];
}
