import { entryHref, fileHref, pageHref } from '#lib/addresses';
import {
  areas,
  catalogue,
  catalogueCheckedOn,
  catalogueSources,
  indicators,
  type Indicator,
} from '#lib/benchmark-catalogue';
import { asOfWords } from '#lib/cards';
import type { Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { formatDate, formatNumber } from '#lib/format';
import { texts } from '#lib/messages';
import { measuredThresholds } from '#lib/readiness';
import type { Link } from '#lib/view';

/** The anchor of an indicator on the page of the catalogue. */
export const indicatorHref = ({ code }: Pick<Indicator, 'code'>, locale: Locale): string =>
  `${pageHref('indicators', locale)}#${code}`;

/** The catalogue in the reader's words. */
export type CatalogueView = {
  title: string;
  lead: string;
  note: string;
  areas: {
    heading: string;
    indicators: {
      id: string;
      heading: string;
      rows: { label: string; lines: { text: string; href?: string }[] }[];
    }[];
  }[];
  ways: Link[];
};

/**
 * Every indicator with its definition, unit, how to measure it, how sure the catalogue is of it, and the
 * thresholds that `guide` tells for it.
 */
export function catalogueView(guide: Entry<'guide'>, locale: Locale): CatalogueView {
  const t = texts(locale);
  const row = (name: string, lines: { text: string; href?: string }[]) => ({
    label: t(`catalogue.${name}`),
    lines,
  });
  const cited = (code: string) => {
    const source = catalogueSources[code];
    if (!source) throw new Error(`content/benchmark/indicators.json has no source ${code}`);
    return {
      text: code === 'own' ? t('catalogue.own') : source.title,
      ...(source.url && { href: source.url }),
    };
  };
  return {
    title: t('catalogue.title'),
    lead: t('catalogue.lead', { date: formatDate(catalogueCheckedOn, locale) }),
    note: t('catalogue.note'),
    areas: areas.map((area) => ({
      heading: area.name[locale],
      indicators: indicators
        .filter((indicator) => indicator.area === area.code)
        .map((indicator) => ({
          id: indicator.code,
          heading: `${indicator.code} ${indicator.name[locale]}`,
          rows: [
            row('definition', [{ text: indicator.definition[locale] }]),
            row(
              'measures',
              indicator.measures.map(({ code, name, unit, direction }) => ({
                text: t('catalogue.measure', {
                  what: name ? `${code} ${name[locale]}` : code,
                  unit: t(`benchmark.units.${unit}`),
                  direction: t(`catalogue.directions.${direction}`),
                }),
              })),
            ),
            row('how', [{ text: indicator.how[locale] }]),
            row('status', [{ text: t(`catalogue.statuses.${indicator.status}`) }]),
            row('source', indicator.sources.map(cited)),
            row('threshold', floorsOf(indicator, guide, locale)),
          ],
        })),
    })),
    ways: [
      { label: t('benchmark.title'), href: pageHref('benchmark', locale) },
      { label: t('benchmarkState.title'), href: pageHref('benchmarkState', locale) },
      { label: t('files.formats.csv'), href: fileHref(pageHref('indicators', locale), 'csv') },
      { label: t('files.formats.json'), href: fileHref(pageHref('indicators', locale), 'json') },
    ],
  };
}

function floorsOf(indicator: Indicator, guide: Entry<'guide'>, locale: Locale) {
  const t = texts(locale);
  const floors = indicator.measures.flatMap(({ code }) => measuredThresholds(guide, code));
  if (floors.length === 0) return [{ text: t('catalogue.noThreshold') }];
  return floors.map(({ measure, least, threshold }) => ({
    text: t('catalogue.floor', {
      measure,
      min: formatNumber(least, locale),
      programme: threshold.scheme[locale],
      date: asOfWords(threshold.asOf, locale, t),
    }),
    ...(threshold.programme && { href: entryHref('programme', threshold.programme, locale) }),
  }));
}

/** The same as rows of a table, a measure each. */
export function catalogueTable(guide: Entry<'guide'>, locale: Locale): string[][] {
  const t = texts(locale);
  const head = ['area', 'code', 'indicator', 'measure', 'definition', 'unit', 'direction'];
  const more = ['how', 'status', 'source', 'threshold'];
  return [
    [...head, ...more].map((name) => t(`catalogue.columns.${name}`)),
    ...indicators.flatMap((indicator) =>
      indicator.measures.map(({ code, name, unit, direction }) => [
        areas.find((area) => area.code === indicator.area)?.name[locale] ?? '',
        code,
        indicator.name[locale],
        name?.[locale] ?? '',
        indicator.definition[locale],
        t(`benchmark.units.${unit}`),
        t(`catalogue.directions.${direction}`),
        indicator.how[locale],
        t(`catalogue.statuses.${indicator.status}`),
        indicator.sources
          .map((source) =>
            source === 'own' ? t('catalogue.own') : catalogueSources[source]?.title,
          )
          .join('; '),
        measuredThresholds(guide, code)
          .map(
            ({ least, threshold: { scheme, asOf } }) =>
              `${least} (${scheme[locale]}, ${asOfWords(asOf, locale, t)})`,
          )
          .join('; '),
      ]),
    ),
  ];
}

/** The same as data: the catalogue as it is written, each indicator with its thresholds. */
export const catalogueData = (guide: Entry<'guide'>) => ({
  ...catalogue,
  indicators: catalogue.indicators.map((indicator) => ({
    ...indicator,
    thresholds: indicator.measures
      .flatMap(({ code }) => measuredThresholds(guide, code))
      .map(({ measure, least, threshold: { scheme, programme, asOf, sources } }) => ({
        measure,
        min: least,
        scheme,
        ...(programme && { programme }),
        asOf,
        sources: sources.flatMap((number) => guide.data.sources[number - 1] ?? []),
      })),
  })),
});
