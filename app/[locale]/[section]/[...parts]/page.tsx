import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { entryHref, slugFromPath } from '#lib/addresses';
import { typeAtPath } from '#lib/content-types';
import { structuredData } from '#lib/entry-view';
import { env } from '#lib/env';
import { render } from '#lib/markdown';
import { isLocale } from '#lib/messages';
import { entryFor } from '#lib/portal';

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function read({ params }: Props) {
  const { locale, section, parts } = await params;
  if (!isLocale(locale)) notFound();
  const decoded = parts.map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  const type = typeAtPath(section, locale);
  const slug = type && slugFromPath(type, decoded);
  const found = slug === undefined ? undefined : entryFor(type ?? 'page', slug, locale);
  if (found) return { locale, ...found };
  // Somebody changed only the language in the address.
  const meant = typeAtPath(section, locale === 'tr' ? 'en' : 'tr');
  const itsSlug = meant && slugFromPath(meant, decoded);
  if (meant && itsSlug !== undefined && entryFor(meant, itsSlug, locale))
    permanentRedirect(entryHref(meant, itsSlug, locale));
  notFound();
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
