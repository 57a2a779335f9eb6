import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ReportPage } from '../../../correction-pages';
import { besideEntry, EntryArticle } from '../../../entry-article';
import { Frame } from '../../../frame';
import { pageMetadata } from '../../../metadata';
import { proseView } from '../../../prose';
import { queryOf } from '../../../query';
import { Assessment } from '#components/assessment.client';
import { BenchmarkStatePage } from '#components/benchmark-state';
import { ChangesPage, LastChanges } from '#components/change-log';
import { CataloguePage } from '#components/catalogue-page';
import { CalculatorPage } from '#components/calculator-page';
import { GapsPage, PlansPage } from '#components/plan';
import { OverlapsPage } from '#components/overlaps-page';
import { ProvincePage } from '#components/province-page';
import { RetiredPage } from '#components/retired-page';
import { EntryTools } from '#components/entry-tools.client';
import { QualityPage } from '#components/quality-page';
import {
  changesHref,
  entryAt,
  entryHref,
  formatsOf,
  hrefOf,
  pageHref,
  provinceHref,
  reportHref,
  targetOf,
  type PageName,
  type Target,
} from '#lib/addresses';
import { isCalculator } from '#lib/calculator-view';
import { env } from '#lib/env';
import type { Locale } from '#lib/field';
import { isLocale, texts } from '#lib/messages';
import {
  assessmentFor,
  benchmarkStateFor,
  catalogueFor,
  calculatorFor,
  changesFor,
  entryFor,
  gapsFor,
  overlapsFor,
  planComparisonFor,
  provinceFor,
  retiredFor,
} from '#lib/portal';
import { qualityView } from '#lib/quality-view';
import { readQuality } from '#lib/search-words';
import { listParameter, withList } from '#lib/short-list';
import { scriptJson, structuredData } from '#lib/structured-data';

// Once a request, although head and page both ask.
const findEntry = cache(entryFor);
const findProvince = cache(provinceFor);
const findRetired = cache(retiredFor);

type Props = PageProps<'/[locale]/[section]/[...parts]'>;

async function targetIn({ params }: Props) {
  const { locale, section, parts } = await params;
  const path = [...(locale === 'tr' ? [''] : ['', locale]), section, ...parts];
  return { locale, target: targetOf(path.map(decodeURIComponent).join('/')) };
}

/** How many changes stand on an entry's own page. */
const shownChanges = 3;

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
  const at = target?.kind === 'changes' ? target : target && entryAt(target);
  const found = isLocale(locale) && at ? findEntry(at.type, at.slug, locale) : undefined;
  // proxy.ts lets nothing else through.
  if (!isLocale(locale) || !target || !found) notFound();
  return { locale, target, ...found };
}

function retiredAt({ locale, target }: Awaited<ReturnType<typeof targetIn>>) {
  if (!isLocale(locale) || target?.kind !== 'entry') return undefined;
  const { type, slug } = target;
  const view = findRetired(type, slug, locale);
  const addresses = { tr: entryHref(type, slug, 'tr'), en: entryHref(type, slug, 'en') };
  return view && { locale, type, view, addresses };
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
  const retired = retiredAt(asked);
  if (retired)
    return pageMetadata(
      retired.locale,
      retired.addresses,
      retired.view.title.text,
      retired.view.notice,
      false,
    );
  if (asked.target?.kind === 'report' && isLocale(asked.locale)) {
    const { code } = asked.target;
    const addresses = { tr: reportHref(code, 'tr'), en: reportHref(code, 'en') };
    const t = texts(asked.locale);
    return pageMetadata(asked.locale, addresses, t('correction.title'), undefined, false);
  }
  const { locale, target, entry, view } = await read(props);
  if (target.kind === 'changes') {
    const t = texts(locale);
    const { type, slug } = entry;
    const hrefs = { tr: changesHref(type, slug, 'tr'), en: changesHref(type, slug, 'en') };
    const title = view.title.text;
    const description = t('changes.metaDescription', { title });
    return pageMetadata(locale, hrefs, `${t('changes.heading')}: ${title}`, description, false, {
      href: hrefs[locale],
      formats: formatsOf(target),
    });
  }
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
  const retired = retiredAt(asked);
  if (retired)
    return (
      <Frame
        locale={retired.locale}
        other={retired.addresses[retired.locale === 'tr' ? 'en' : 'tr']}
        section={retired.type}
      >
        <RetiredPage view={retired.view} />
      </Frame>
    );
  if (asked.target?.kind === 'report' && isLocale(asked.locale)) {
    const isNew = (await props.searchParams).yeni !== undefined;
    return <ReportPage code={asked.target.code} locale={asked.locale} isNew={isNew} />;
  }
  const { locale, target, entry, view } = await read(props);
  if (target.kind === 'page' && target.page === 'quality')
    return (
      <Frame locale={locale} other={hrefOf(target, locale === 'tr' ? 'en' : 'tr')}>
        <QualityPage
          prose={proseView(entry, view, locale)}
          view={qualityView(readQuality(env().CONTENT_ROOT), locale)}
        />
      </Frame>
    );
  if (target.kind === 'changes')
    return (
      <Frame
        locale={locale}
        other={hrefOf(target, locale === 'tr' ? 'en' : 'tr')}
        section={entry.type}
      >
        <ChangesPage log={await changesFor(entry)} />
      </Frame>
    );
  const data = structuredData(entry, env().SITE_URL, view.description);
  const beside = besideEntry(entry, [(await props.searchParams)[listParameter] ?? []].flat());
  const other = entryHref(entry.type, entry.slug, locale === 'tr' ? 'en' : 'tr');
  return (
    <Frame locale={locale} other={withList(other, beside.kept)} section={entry.type}>
      <EntryArticle
        entry={entry}
        view={view}
        beside={beside}
        changes={<LastChanges log={await changesFor(entry, shownChanges)} />}
      />
      <script
        type="application/ld+json"
        // A data block, never run; `<` is written so that no text can end it.
        dangerouslySetInnerHTML={{ __html: scriptJson(data) }}
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
