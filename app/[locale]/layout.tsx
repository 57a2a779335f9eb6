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

export const generateMetadata = (): Metadata => ({
  metadataBase: new URL(env().SITE_URL),
  icons: {
    icon: [{ url: '/favicon.svg', type: 'image/svg+xml' }, { url: '/favicon.ico' }],
    apple: '/apple-touch-icon.png',
  },
});

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
          href={locale === 'tr' ? '/opensearch.xml' : '/opensearch.xml?locale=en'}
          title={t('site.name')}
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
