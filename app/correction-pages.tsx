import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { accounts } from './editor-session';
import { Frame } from './frame';
import { correctionGuard, triedForms } from './tried-forms';
import {
  CodeFormPage,
  CorrectionFormPage,
  CorrectionNoticePage,
  CorrectionReportPage,
} from '#components/correction';
import { correctionHref, pageHref, reportHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { codeFrom, entryNamed } from '#lib/correction';
import {
  codeForm,
  correctionClosed,
  correctionForm,
  correctionPage,
  namedFacts,
} from '#lib/correction-view';
import { corrections } from '#lib/corrections';
import type { Locale } from '#lib/field';
import { fastest } from '#lib/form-guard';
import { texts } from '#lib/messages';
import { factsWorld } from '#lib/portal';
import type { Link } from '#lib/view';

/** Where the form goes. */
export const correctionAction = '/api/corrections';

const other = (locale: Locale): Locale => (locale === 'tr' ? 'en' : 'tr');

/** The way from an entry to its form; none while there is nobody who could answer. */
export const correctionLink = (
  entry: { type: TypeName; slug: string },
  locale: Locale,
): Link | undefined =>
  accounts().isOn()
    ? { label: texts(locale)('correction.link'), href: correctionHref(entry, locale) }
    : undefined;

/** The form for the entry that the address names, the form for a code, or why there is none. */
export function CorrectionPages({ query, locale }: { query: URLSearchParams; locale: Locale }) {
  const t = texts(locale);
  const words = query.toString();
  const elsewhere = pageHref('correction', other(locale));
  const framed = (page: ReactNode) => (
    <Frame locale={locale} other={words === '' ? elsewhere : `${elsewhere}?${words}`}>
      {page}
    </Frame>
  );
  if (!accounts().isOn()) return framed(<CorrectionNoticePage view={correctionClosed(locale)} />);
  const typed = query.get('kod');
  const code = codeFrom(typed ?? '');
  if (code !== undefined) redirect(reportHref(code, locale));
  if (!query.has('kayit'))
    return framed(<CodeFormPage view={codeForm(locale, typed ?? undefined)} />);
  const named = entryNamed(query.get('kayit'));
  const world = named && factsWorld(named.type, named.slug, locale);
  if (!world)
    return framed(
      <CorrectionNoticePage
        view={{ title: t('correction.title'), text: t('correction.entryGone') }}
      />,
    );
  const now = new Date();
  const tried = triedForms().at(query.get('taslak') ?? '', now);
  const form = correctionForm(
    world,
    {
      fact: query.get('alan') ?? undefined,
      // Who comes back with a form that was too old may send it at once.
      token: tried?.token ?? correctionGuard().token(tried ? new Date(Number(now) - fastest) : now),
      action: correctionAction,
    },
    tried,
  );
  return framed(<CorrectionFormPage view={form} />);
}

/** What became of the report with that code. */
export function ReportPage({
  code,
  locale,
  isNew,
}: {
  code: string;
  locale: Locale;
  isNew: boolean;
}) {
  const t = texts(locale);
  const framed = (page: ReactNode) => (
    <Frame locale={locale} other={reportHref(code, other(locale))}>
      {page}
    </Frame>
  );
  if (!accounts().isOn()) return framed(<CorrectionNoticePage view={correctionClosed(locale)} />);
  const stored = corrections().report(code);
  if (stored.kind !== 'value')
    return framed(
      <CorrectionNoticePage
        view={{ title: t('correction.title'), text: t('correction.unread') }}
      />,
    );
  const report = stored.value;
  if (!report) return framed(<CodeFormPage view={codeForm(locale, code)} />);
  const world = factsWorld(report.type, report.slug, locale);
  const fact = world && namedFacts(world).find(({ name }) => name === report.fact);
  const view = correctionPage(
    report,
    { title: world?.entry.data.title ?? report.slug, fact: fact?.label ?? report.fact },
    locale,
    isNew,
  );
  return framed(<CorrectionReportPage view={view} />);
}
