import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { proseView } from '../../../prose';
import { EntryPage } from '#components/entry-page';
import { EntryTools } from '#components/entry-tools.client';
import { FileLinks } from '#components/file-links';
import { QualityPage } from '#components/quality-page';
import { entryAt, entryHref, formatsOf, hrefOf, targetOf } from '#lib/addresses';
import { calendarLinksOf } from '#lib/calendar-view';
import { env } from '#lib/env';
import { isLocale } from '#lib/messages';
import { besideProgramme, entryFor, fileWorld, neighbourhoodFor } from '#lib/portal';
import { qualityView } from '#lib/quality-view';
import { readQuality } from '#lib/search-words';
import { listParameter, withList } from '#lib/short-list';
import { structuredData } from '#lib/structured-data';

// Once a request, although head and page both ask.
const findEntry = cache(entryFor);

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function read({ params }: Props) {
  const { locale, section, parts } = await params;
  const path = [...(locale === 'tr' ? [''] : ['', locale]), section, ...parts];
  const target = targetOf(path.map(decodeURIComponent).join('/'));
  const at = target && entryAt(target);
  const found = isLocale(locale) && at ? findEntry(at.type, at.slug, locale) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !target || !found) notFound();
  return { locale, target, ...found };
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
  const { locale, target, entry, view } = await read(props);
  if (target.kind === 'page' && target.page === 'quality')
    return (
      <Frame locale={locale} other={hrefOf(target, locale === 'tr' ? 'en' : 'tr')}>
        <QualityPage
          prose={proseView(entry, view, locale)}
          view={qualityView(readQuality(process.cwd()), locale)}
        />
      </Frame>
    );
  const files = calendarLinksOf(entry, fileWorld(locale));
  const data = structuredData(entry, env().SITE_URL, view.description);
  const asked = [(await props.searchParams)[listParameter] ?? []].flat();
  const beside =
    entry.type === 'programme' ? besideProgramme(entry, asked, locale) : { kept: [] as string[] };
  const other = entryHref(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr');
  return (
    <Frame locale={locale} other={withList(other, beside.kept)} section={entry.type}>
      <EntryPage
        view={view}
        {...beside}
        around={neighbourhoodFor(entry)}
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
