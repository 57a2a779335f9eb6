import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { entryHref, slugFromPath } from '#lib/addresses';
import { typeAtPath } from '#lib/content-types';
import { env } from '#lib/env';
import { render } from '#lib/markdown';
import { isLocale } from '#lib/messages';
import { entryFor } from '#lib/portal';
import { structuredData } from '#lib/structured-data';

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function read({ params }: Props) {
  const { locale, section, parts } = await params;
  const type = isLocale(locale) ? typeAtPath(section, locale) : undefined;
  const slug = type && slugFromPath(type, parts.map(decodeURIComponent));
  const found =
    isLocale(locale) && type && slug !== undefined ? entryFor(type, slug, locale) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !found) notFound();
  return { locale, ...found };
}

const description = (body: string): string => render(body).lead;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, entry, view } = await read(props);
  const addresses = {
    tr: entryHref(entry.type, entry.slug, 'tr'),
    en: entryHref(entry.type, entry.slug, 'en'),
  };
  return pageMetadata(locale, addresses, view.title.text, description(entry.body));
}

export default async function Page(props: Props) {
  const { locale, entry, view } = await read(props);
  const data = structuredData(entry, env().SITE_URL, description(entry.body));
  return (
    <Frame
      locale={locale}
      other={entryHref(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr')}
      section={entry.type}
    >
      <EntryPage view={view} tools={<EntryTools labels={view.labels} />} />
      <script
        type="application/ld+json"
        // A data block, never run; `<` is written so that no text can end it.
        dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
      />
    </Frame>
  );
}
