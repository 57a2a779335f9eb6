import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { FileLinks } from '#components/file-links';
import { entryHref, formatsOf, slugFromPath } from '#lib/addresses';
import { calendarLinksOf } from '#lib/calendar-view';
import { typeAtPath } from '#lib/content-types';
import { env } from '#lib/env';
import { isLocale } from '#lib/messages';
import { entryFor, fileWorld } from '#lib/portal';
import { structuredData } from '#lib/structured-data';

// Once a request, although head and page both ask.
const findEntry = cache(entryFor);

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function read({ params }: Props) {
  const { locale, section, parts } = await params;
  const type = isLocale(locale) ? typeAtPath(section, locale) : undefined;
  const slug = type && slugFromPath(type, parts.map(decodeURIComponent));
  const found =
    isLocale(locale) && type && slug !== undefined ? findEntry(type, slug, locale) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !found) notFound();
  return { locale, ...found };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, entry, view } = await read(props);
  const addresses = {
    tr: entryHref(entry.type, entry.slug, 'tr'),
    en: entryHref(entry.type, entry.slug, 'en'),
  };
  return pageMetadata(locale, addresses, view.title.text, view.description, true, {
    href: addresses[locale],
    formats: formatsOf({ kind: 'entry', type: entry.type, slug: entry.slug }),
  });
}

export default async function Page(props: Props) {
  const { locale, entry, view } = await read(props);
  const files = calendarLinksOf(entry, fileWorld(locale));
  const data = structuredData(entry, env().SITE_URL, view.description);
  return (
    <Frame
      locale={locale}
      other={entryHref(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr')}
      section={entry.type}
    >
      <EntryPage
        view={view}
        tools={
          <>
            <EntryTools labels={view.labels} />
            {files && <FileLinks files={files} />}
          </>
        }
      />
      <script
        type="application/ld+json"
        // A data block, never run; `<` is written so that no text can end it.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
      />
    </Frame>
  );
}
