import { z } from 'zod';
import { entryHref, pageHref } from '#lib/addresses';
import type { MeasureSpec } from '#lib/assessment-judging';
import { areas, measures, type Measure } from '#lib/benchmark-catalogue';
import { benchmarkFormat } from '#lib/benchmark-file';
import { groupStatistics, measuredClusters } from '#lib/benchmark-group';
import { computedMeasures } from '#lib/benchmark-item';
import { asOfWords } from '#lib/cards';
import { leastOf } from '#lib/readiness';
import { benchmarkUnits, qualities } from '#lib/benchmark-schema';
import { valueWords, measureName } from '#lib/benchmark-words';
import { currencies } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { texts, type Translate } from '#lib/messages';
import { compare } from '#lib/turkish/letters';
import type { Link } from '#lib/view';

export type AssessmentWorld = {
  readonly locale: Locale;
  readonly today: string;
  readonly clusters: readonly Entry<'cluster'>[];
  readonly guideOf: (slug: string) => Entry<'guide'> | undefined;
  /** The guide whose thresholds the report holds the values against. */
  readonly thresholds: Entry<'guide'>;
};

/** A measure of the form, with all words that its report can need. */
export type AssessmentMeasure = {
  spec: MeasureSpec;
  name: string;
  unit: string;
  /** The unit as an exported file names it; of money the currency takes its place. */
  fileUnit: string;
  hint: string;
  choices: { value: string; label: string }[];
  /** What the country's clusters say, in words. */
  peers: string;
  /** What a value must be, in words, by what is wrong with it. */
  faults: Record<'number' | 'whole' | 'low' | 'high' | 'choice', string>;
};

export type AssessmentArea = {
  code: string;
  heading: string;
  measures: AssessmentMeasure[];
  /** Where the toolkit helps with this area. */
  help: { link: Link; steps: string[] } | undefined;
};

/** What a scheme asks; a rule without a `measure` is answered by a plain yes or no under its `id`. */
export type Readiness = {
  scheme: string;
  href?: string;
  date: string;
  rules: { id: string; measure?: string; least: number; text: string; question: string }[];
};

type LabelName = (typeof labelNames)[number];

export type AssessmentView = {
  title: string;
  lead: string;
  withoutScript: string;
  ways: Link[];
  areas: AssessmentArea[];
  readiness: Readiness[];
  format: string;
  today: string;
  clusters: { slug: string; title: string }[];
  currencies: readonly string[];
  qualities: { value: string; label: string }[];
  labels: Record<LabelName, string>;
};

const labelNames = [
  'progress',
  'keep',
  'kept',
  'export',
  'exportHint',
  'exportMissing',
  'import',
  'imported',
  'importBad',
  'importSkipped',
  'print',
  'reset',
  'report',
  'reportEmpty',
  'readiness',
  'readinessNote',
  'schemeQuestions',
  'yesOption',
  'noOption',
  'strengths',
  'weaknesses',
  'nextSteps',
  'values',
  'value',
  'peers',
  'measure',
  'standing',
  'strong',
  'middle',
  'weak',
  'notCompared',
  'none',
  'yes',
  'no',
  'unknown',
  'cluster',
  'noCluster',
  'role',
  'source',
  'year',
  'quality',
  'currency',
  'about',
] as const;

/** What the island fills in by itself. */
const blanks = { done: '{done}', total: '{total}', count: '{count}', list: '{list}' };

/** The guide of the toolkit that helps with each area. */
const guides: Readonly<Record<string, string>> = {
  structure: 'kume-olusumu',
  management: 'kume-yonetisim',
  finance: 'is-plani',
  services: 'kume-yonetimi',
  interaction: 'isbirligi-uluslararasilasma',
  results: 'izleme-degerlendirme',
  region: 'kume-analizi',
};
const shownSteps = 3;

/** The form and every word of its report; nothing that is typed comes here. */
export function assessmentView(world: AssessmentWorld): AssessmentView {
  const { locale, today, clusters, guideOf } = world;
  const t = texts(locale);
  const atHome = clusters.filter(({ data }) => data.country === 'TR');
  const peers = measuredClusters(atHome, today);
  const byName = compare(locale);
  return {
    title: t('assessment.title'),
    lead: t('assessment.lead'),
    withoutScript: t('assessment.withoutScript'),
    ways: [
      { label: t('benchmark.title'), href: pageHref('benchmark', locale) },
      { label: t('catalogue.title'), href: pageHref('indicators', locale) },
    ],
    areas: areas.map(({ code, name }) => {
      const slug = guides[code];
      const guide = slug === undefined ? undefined : guideOf(slug);
      return {
        code,
        heading: name[locale],
        measures: measures
          .filter(({ indicator }) => indicator.area === code)
          .filter((measure) => !computedMeasures.includes(measure.code))
          .map((measure) => measureView(measure, peers, locale, t)),
        help: guide && {
          link: { label: guide.data.title, href: entryHref('guide', guide.slug, locale) },
          steps: guide.data.steps.slice(0, shownSteps),
        },
      };
    }),
    readiness: readinessOf(world.thresholds, locale, t),
    format: benchmarkFormat,
    today,
    clusters: atHome
      .map(({ slug, data }) => ({ slug, title: data.title }))
      .sort((a, b) => byName(a.title, b.title)),
    currencies: currencies.codes,
    qualities: qualities.map((value) => ({ value, label: t(`benchmark.qualities.${value}`) })),
    labels: Object.fromEntries(
      labelNames.map((name) => [name, t(`assessment.labels.${name}`, blanks)]),
    ) as Record<LabelName, string>, // fromEntries forgets its keys
  };
}

function measureView(
  measure: Measure,
  clusters: ReturnType<typeof measuredClusters>,
  locale: Locale,
  t: Translate,
): AssessmentMeasure {
  const { code, unit, direction, indicator } = measure;
  const schema = z.toJSONSchema(benchmarkUnits[unit]);
  const choices = unit === 'yesNo' ? ['yes', 'no'] : (schema.enum ?? []).map(String);
  const { n, quartiles, currency, mixed } = groupStatistics(clusters, code);
  const words = (value: number) => valueWords(measure, value, currency, locale, t);
  const min = schema.minimum;
  const max =
    schema.type === 'integer' && schema.maximum === Number.MAX_SAFE_INTEGER
      ? undefined
      : schema.maximum;
  return {
    spec: {
      code,
      control: unit === 'yesNo' ? 'yesNo' : choices.length > 0 ? 'choice' : 'number',
      isWhole: schema.type === 'integer',
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      choices,
      direction,
      isMoney: unit === 'money',
      ...(quartiles && {
        peers: { q1: quartiles.q1, q3: quartiles.q3, ...(currency && { currency }) },
      }),
    },
    name: measureName(measure, locale),
    unit: t(`benchmark.units.${unit}`),
    fileUnit: unit,
    hint: indicator.definition[locale],
    choices: choices.map((value) => ({
      value,
      label:
        unit === 'yesNo'
          ? t(`common.${value}`)
          : unit === 'label'
            ? t(`lists.clusterLabels.${value}`)
            : t(`benchmark.drivers.${value}`),
    })),
    peers: quartiles
      ? t('assessment.peers', {
          n,
          q1: words(quartiles.q1),
          median: words(quartiles.median),
          q3: words(quartiles.q3),
        })
      : t(mixed ? 'assessment.peersMixed' : 'assessment.peersFew', { n }),
    faults: {
      number: t('assessment.faults.number'),
      whole: t('assessment.faults.whole'),
      low: t('assessment.faults.low', { min: min ?? 0 }),
      high: t('assessment.faults.high', { max: max ?? 0 }),
      choice: t('assessment.faults.choice'),
    },
  };
}

/** Thresholds under the scheme that asks them. */
function readinessOf({ data }: Entry<'guide'>, locale: Locale, t: Translate): Readiness[] {
  const thresholds = data.thresholds ?? [];
  const schemes = [...new Set(thresholds.map(({ scheme }) => scheme[locale]))];
  return schemes.map((scheme) => {
    const own = thresholds.filter((threshold) => threshold.scheme[locale] === scheme);
    const programme = own.find((threshold) => threshold.programme)?.programme;
    return {
      scheme,
      ...(programme && { href: entryHref('programme', programme, locale) }),
      date: [...new Set(own.map(({ asOf }) => asOfWords(asOf, locale, t)))].join(', '),
      rules: own.map((threshold) => ({
        id: threshold.id,
        ...(threshold.measure && { measure: threshold.measure }),
        least: leastOf(threshold),
        text: `${threshold.text[locale]}.`,
        question: threshold.question[locale],
      })),
    };
  });
}
