import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { notFound } from 'next/navigation';
import { fontVariables } from '../fonts';
import '../globals.css';
import { pageHref } from '#lib/addresses';
import { env } from '#lib/env';
import { isLocale, texts } from '#lib/messages';

// Freshness and "open today" depend on the day, so pages are made when they are asked for.
export const dynamic = 'force-dynamic';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = texts(locale);
  return {
    metadataBase: new URL(env().SITE_URL),
    title: { default: `${t('site.name')} – ${t('site.full')}`, template: `%s – ${t('site.name')}` },
    description: t('site.description'),
    icons: {
      icon: [{ url: '/favicon.svg', type: 'image/svg+xml' }, { url: '/favicon.ico' }],
      apple: '/apple-touch-icon.png',
    },
  };
}

export default async function Layout({ children, params }: Props & { children: ReactNode }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = texts(locale);
  return (
    <html lang={locale} className={fontVariables}>
      <head>
        <link
          rel="search"
          type="application/opensearchdescription+xml"
          title={t('site.name')}
          href={locale === 'tr' ? '/opensearch.xml' : '/opensearch.xml?locale=en'}
        />
      </head>
      <body
        data-error-title={t('error.title')}
        data-error-text={t('error.text')}
        data-error-again={t('error.again')}
        data-error-home={t('error.home')}
        data-home={pageHref('home', locale)}
      >
        {children}
      </body>
    </html>
  );
}
