import type { Metadata } from 'next';
import { fileHref, mediaTypes, type FileFormat } from '#lib/addresses';
import type { Locale } from '#lib/field';
import { texts, type Translate } from '#lib/messages';

/** The title of a page in the browser's tab; without one it is the home page's. */
export const pageTitle = (title: string | undefined, t: Translate): string =>
  title === undefined ? `${t('site.name')} – ${t('site.full')}` : `${title} – ${t('site.name')}`;

/**
 * What every page tells machines about itself: its one address, its twin in the other language, and what
 * else it can be had as.
 */
export function pageMetadata(
  locale: Locale,
  addresses: Record<Locale, string>,
  title: string | undefined,
  description: string | undefined,
  index = true,
  files?: { href: string; formats: readonly FileFormat[] },
): Metadata {
  const t = texts(locale);
  const short = (description || t('site.description')).slice(0, 300);
  return {
    title: pageTitle(title, t),
    description: short,
    alternates: {
      canonical: addresses[locale],
      languages: { tr: addresses.tr, en: addresses.en, 'x-default': addresses.tr },
      types: Object.fromEntries(
        (files?.formats ?? []).map((format) => [
          mediaTypes[format],
          [{ url: fileHref(files?.href ?? '', format), title: t(`files.formats.${format}`) }],
        ]),
      ),
    },
    openGraph: {
      title: title ?? t('site.name'),
      description: short,
      url: addresses[locale],
      siteName: t('site.name'),
      locale: locale === 'tr' ? 'tr_TR' : 'en_GB',
      type: 'website',
      images: [
        { url: locale === 'tr' ? '/social.png' : '/social-en.png', width: 1200, height: 630 },
      ],
    },
    ...(!index && { robots: { index: false, follow: true } }),
  };
}
