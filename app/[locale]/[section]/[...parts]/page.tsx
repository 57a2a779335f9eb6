import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { proseView } from '../../../prose';
import { queryOf } from '../../../query';
import { Assessment } from '#components/assessment.client';
import { BenchmarkStatePage } from '#components/benchmark-state';
import { CataloguePage } from '#components/catalogue-page';
import { CalculatorPage } from '#components/calculator-page';
import { EntryPage } from '#components/entry-page';
import { GapsPage, PlansPage } from '#components/plan';
import { OverlapsPage } from '#components/overlaps-page';
import { ProvincePage } from '#components/province-page';
import { EntryTools } from '#components/entry-tools.client';
import { FileLinks } from '#components/file-links';
import { QualityPage } from '#components/quality-page';
import {
  entryAt,
  entryHref,
  formatsOf,
  hrefOf,
  pageHref,
  provinceHref,
  targetOf,
  type PageName,
  type Target,
} from '#lib/addresses';
import { calendarLinksOf } from '#lib/calendar-view';
import { isCalculator } from '#lib/calculator-view';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { guideExtras } from '#lib/guide-view';
import { isLocale, texts } from '#lib/messages';
import {
  assessmentFor,
  benchmarkStateFor,
  catalogueFor,
  besideArticle,
  besideCluster,
  besideProgramme,
  calculatorFor,
  entryFor,
  fileWorld,
  gapsFor,
  neighbourhoodFor,
  overlapsFor,
  planComparisonFor,
  provinceFor,
} from '#lib/portal';
import { qualityView } from '#lib/quality-view';
import { readQuality } from '#lib/search-words';
import { listParameter, withList } from '#lib/short-list';
import { structuredData } from '#lib/structured-data';

// Once a request, although head and page both ask.
const findEntry = cache(entryFor);
const findProvince = cache(provinceFor);

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function targetIn({ params }: Props) {
  const { locale, section, parts } = await params;
  const path = [...(locale === 'tr' ? [''] : ['', locale]), section, ...parts];
  return { locale, target: targetOf(path.map(decodeURIComponent).join('/')) };
}

/** Pages made of many entries: the group of messages with their title and description. */
const ofMany: Partial<Record<PageName, string>> = {
  gaps: 'gaps',
  plans: 'plans',
  overlaps: 'overlaps',
  benchmarkState: 'benchmarkState',
  indicators: 'catalogue',
  assessment: 'assessment',
};

const isOfMany = (target: Target | undefined): target is Extract<Target, { kind: 'page' }> =>
  target?.kind === 'page' && target.page in ofMany;

async function read(props: Props) {
  const { locale, target } = await targetIn(props);
  const at = target && entryAt(target);
  const found = isLocale(locale) && at ? findEntry(at.type, at.slug, locale) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !target || !found) notFound();
  return { locale, target, ...found };
}

const calculatorOf = (target: Target | undefined) =>
  target?.kind === 'page' && isCalculator(target.page) ? target.page : undefined;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const asked = await targetIn(props);
  const calculator = calculatorOf(asked.target);
  if (calculator && isLocale(asked.locale)) {
    const words = `toolkit.tools.${calculator}`;
    const t = texts(asked.locale);
    const addresses = { tr: pageHref(calculator, 'tr'), en: pageHref(calculator, 'en') };
    const isAsked = (await queryOf(props.searchParams)).size > 0;
    return pageMetadata(
      asked.locale,
      addresses,
      t(`${words}.title`),
      t(`${words}.metaDescription`),
      !isAsked,
    );
  }
  if (isOfMany(asked.target) && isLocale(asked.locale)) {
    const { page } = asked.target;
    const t = texts(asked.locale);
    const addresses = { tr: pageHref(page, 'tr'), en: pageHref(page, 'en') };
    return pageMetadata(
      asked.locale,
      addresses,
      t(`${ofMany[page]}.title`),
      t(`${ofMany[page]}.metaDescription`),
      true,
      { href: addresses[asked.locale], formats: formatsOf(asked.target) },
    );
  }
  if (asked.target?.kind === 'province' && isLocale(asked.locale)) {
    const { province } = asked.target;
    const { title, description } = findProvince(province, asked.locale);
    const addresses = { tr: provinceHref(province, 'tr'), en: provinceHref(province, 'en') };
    return pageMetadata(asked.locale, addresses, title, description);
  }
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
  const asked = await targetIn(props);
  if (isOfMany(asked.target) && isLocale(asked.locale))
    return (
      <OfMany
        page={asked.target.page}
        locale={asked.locale}
        query={await queryOf(props.searchParams)}
      />
    );
  const calculator = calculatorOf(asked.target);
  if (calculator && isLocale(asked.locale)) {
    const query = await queryOf(props.searchParams);
    const other = pageHref(calculator, asked.locale === 'tr' ? 'en' : 'tr');
    const view = calculatorFor(calculator, query, asked.locale);
    return (
      <Frame
        locale={asked.locale}
        other={query.size === 0 ? other : `${other}?${query.toString()}`}
        section="guide"
      >
        <CalculatorPage view={view} tools={<EntryTools labels={view.labels} />} />
      </Frame>
    );
  }
  if (asked.target?.kind === 'province' && isLocale(asked.locale)) {
    const { province } = asked.target;
    return (
      <Frame
        locale={asked.locale}
        other={provinceHref(province, asked.locale === 'tr' ? 'en' : 'tr')}
      >
        <ProvincePage view={findProvince(province, asked.locale)} />
      </Frame>
    );
  }
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
  const kept = [(await props.searchParams)[listParameter] ?? []].flat();
  const beside =
    entry.type === 'programme' ? besideProgramme(entry, kept, locale) : { kept: [] as string[] };
  const other = entryHref(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr');
  return (
    <Frame locale={locale} other={withList(other, beside.kept)} section={entry.type}>
      <EntryPage
        view={view}
        {...beside}
        {...(entry.type === 'plan' && { article: besideArticle(entry, locale) })}
        {...(entry.type === 'cluster' && { cluster: besideCluster(entry, locale) })}
        {...(entry.type === 'guide' && {
          guide: guideExtras(entry, locale),
        })}
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

function OfMany({
  page,
  locale,
  query,
}: {
  page: PageName;
  locale: Locale;
  query: URLSearchParams;
}) {
  const bare = pageHref(page, locale === 'tr' ? 'en' : 'tr');
  const other = query.size === 0 ? bare : `${bare}?${query.toString()}`;
  if (page === 'overlaps')
    return (
      <Frame locale={locale} other={other} section="cluster">
        <OverlapsPage view={overlapsFor(query, locale)} />
      </Frame>
    );
  if (page === 'benchmarkState' || page === 'indicators')
    return (
      <Frame locale={locale} other={other} section="cluster">
        {page === 'indicators' ? (
          <CataloguePage view={catalogueFor(locale)} />
        ) : (
          <BenchmarkStatePage view={benchmarkStateFor(locale)} />
        )}
      </Frame>
    );
  if (page === 'assessment')
    return (
      <Frame locale={locale} other={other} section="cluster">
        <Assessment view={assessmentFor(locale)} />
      </Frame>
    );
  const gaps = page === 'gaps' ? gapsFor(query, locale) : undefined;
  return (
    <Frame locale={locale} other={other} section="plan">
      {gaps ? (
        <GapsPage view={gaps} tools={<EntryTools labels={gaps.tools} />} />
      ) : (
        <PlansPage view={planComparisonFor(locale)} />
      )}
    </Frame>
  );
}
