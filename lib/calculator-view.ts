import { entryHref, pageHref, type PageName } from '#lib/addresses';
import type { Entry } from '#lib/entry';
import { asOfWords } from '#lib/cards';
import type { Locale, Threshold } from '#lib/field';
import { formatNumber, formatPercent } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { countsWhole, judgeThreshold, type ReadinessAnswer } from '#lib/readiness';
import {
  addUp,
  allWeights,
  criteria,
  highestScore,
  lowestScore,
  ranked,
  sumOf,
  weightedScore,
  type ByCriterion,
} from '#lib/scoring';
import { concentrationFaults, specialisation, type Concentration } from '#lib/specialisation';
import { readNumber } from '#lib/typed-number';
import type { Link } from '#lib/view';

/** The calculators, each a page; the codes are those of `calculators` in the content. */
export const calculatorPages = [
  'specialisation',
  'scoring',
  'readiness',
] as const satisfies readonly PageName[];
export type CalculatorPage = (typeof calculatorPages)[number];

export const isCalculator = (page: PageName): page is CalculatorPage =>
  calculatorPages.some((own) => own === page);

/** The guide that each calculator is part of. */
export const guideOf = {
  specialisation: 'kume-belirleme',
  scoring: 'kume-belirleme',
  readiness: 'kume-olusumu',
} as const satisfies Record<CalculatorPage, string>;

export type ToolField = {
  name: string;
  id: string;
  label: string;
  hint?: string;
  /** As it was typed. */
  value: string;
  numeric: boolean;
  faults: string[];
  /** A choice instead of a text. */
  options?: { value: string; label: string }[];
};

export type ToolRule = { answer: ReadinessAnswer; label: string; sentence: string; basis: string };

export type ToolResult = {
  heading: string;
  /** What came out, in sentences. */
  summary: string[];
  table?: { caption: string; columns: string[]; rows: string[][] };
  groups: { heading: string; count: string; rules: ToolRule[] }[];
  notes: string[];
};

/** One calculator for one address; what was typed stands in the form again, sound or not. */
export type ToolView = {
  page: CalculatorPage;
  title: string;
  lead: string;
  guide: { lead: string; link: Link };
  action: string;
  how: { heading: string; items: string[]; sources?: { heading: string; items: string[] } };
  groups: { heading: string; fields: ToolField[] }[];
  faults: { heading: string; items: { text: string; href: string }[] } | undefined;
  result: ToolResult | undefined;
  example: { link: Link; note: string } | undefined;
  clear: Link | undefined;
  labels: Record<'submit' | 'privacy' | 'print' | 'share' | 'copied', string>;
};

type Fault = { name: string; text: string };

/** What one calculator makes of an address. */
type Made = {
  groups: ToolView['groups'];
  faults: Fault[];
  result: Omit<ToolResult, 'heading'> | undefined;
  example?: Readonly<Record<string, string>>;
};

class Reader {
  readonly faults: Fault[] = [];
  readonly words: Translate;
  constructor(
    private readonly parameters: URLSearchParams,
    private readonly t: Translate,
    private readonly locale: Locale,
  ) {
    this.words = (key, values) => t(`toolkit.tools.${key}`, values);
  }

  typed(name: string): string {
    return (this.parameters.get(name) ?? '').trim().slice(0, 100);
  }

  fault(name: string, code: string, values: Record<string, string | number>): undefined {
    this.faults.push({ name, text: this.words(`faults.${code}`, values) });
  }

  /** The number under that name; nothing, and a fault, where it is none. */
  number(name: string, label: string): number | undefined {
    const typed = this.typed(name);
    if (typed === '') return this.fault(name, 'empty', { label });
    const read = readNumber(typed);
    if (read.ok) return read.value;
    const sample = formatNumber(1250, this.locale);
    return this.fault(name, read.fault, { label, value: typed, sample });
  }

  field(name: string, label: string, more: Partial<ToolField> = {}): ToolField {
    return {
      name,
      id: `tool-${name}`,
      label,
      value: this.typed(name),
      numeric: true,
      faults: [],
      ...more,
    };
  }
}

/** A calculator's page for an address. `guide` is the guide that it belongs to. */
export function toolView(
  page: CalculatorPage,
  parameters: URLSearchParams,
  guide: Entry<'guide'>,
  locale: Locale,
): ToolView {
  const t = texts(locale);
  const words: Translate = (key, values) => t(`toolkit.tools.${key}`, values);
  const action = pageHref(page, locale);
  const reader = new Reader(parameters, t, locale);
  const isAsked = parameters.size > 0;
  const made = makers[page]({ reader, isAsked, guide, locale, t, words });
  const faults = isAsked ? made.faults : [];
  const textsOf = (name: string) =>
    faults.filter((fault) => fault.name === name).map(({ text }) => text);
  const explained = listOf(words, `${page}.explain`, 4);
  return {
    page,
    title: words(`${page}.title`),
    lead: words(`${page}.lead`),
    guide: {
      lead: words('guideLabel'),
      link: { label: guide.data.title, href: entryHref('guide', guide.slug, locale) },
    },
    action,
    how: {
      heading: words('how'),
      items: explained,
      ...(page !== 'readiness' && {
        sources: { heading: words('source'), items: listOf(words, `${page}.sources`, 1) },
      }),
    },
    groups: made.groups.map(({ heading, fields }) => ({
      heading,
      fields: fields.map((field) => ({ ...field, faults: textsOf(field.name) })),
    })),
    faults:
      faults.length > 0
        ? {
            heading: words('faultHeading'),
            items: faults.map(({ name, text }) => ({ text, href: `#tool-${name}` })),
          }
        : undefined,
    result: isAsked && made.result ? { heading: words('result'), ...made.result } : undefined,
    example: made.example && {
      link: {
        label: words('example'),
        href: `${action}?${new URLSearchParams(made.example).toString()}`,
      },
      note: words('exampleNote'),
    },
    clear: isAsked ? { label: words('clear'), href: action } : undefined,
    labels: {
      submit: words('submit'),
      privacy: words('privacy'),
      print: t('entry.print'),
      share: t('entry.share'),
      copied: t('entry.copied'),
    },
  };
}

const listOf = (words: Translate, key: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => words(`${key}.${index + 1}`));

type World = {
  reader: Reader;
  isAsked: boolean;
  guide: Entry<'guide'>;
  locale: Locale;
  t: Translate;
  words: Translate;
};

const makers: Record<CalculatorPage, (world: World) => Made> = {
  specialisation: specialisationOf,
  scoring: scoringOf,
  readiness: readinessOf,
};

/** Of no real region: a tenth of the country's jobs in the region, a quarter of the sector's. */
const concentrationExample = {
  sectorInRegion: 12_500,
  region: 250_000,
  sectorInCountry: 50_000,
  country: 2_500_000,
} as const satisfies Concentration;

function specialisationOf({ reader, locale, words }: World): Made {
  const label = (at: keyof Concentration) => words(`specialisation.labels.${at}`);
  const number = (at: keyof Concentration) => reader.number(at, label(at));
  const field = (at: keyof Concentration) =>
    reader.field(at, label(at), {
      hint: words('specialisation.hint', {
        sample: formatNumber(concentrationExample[at], locale),
      }),
    });
  const read = {
    sectorInRegion: number('sectorInRegion'),
    region: number('region'),
    sectorInCountry: number('sectorInCountry'),
    country: number('country'),
  };
  const numbers = isWhole(read) ? read : undefined;
  for (const { at, code } of numbers ? concentrationFaults(numbers) : [])
    reader.fault(at, code, { label: label(at) });
  return {
    groups: [
      {
        heading: words('specialisation.parts.region'),
        fields: [field('sectorInRegion'), field('region')],
      },
      {
        heading: words('specialisation.parts.country'),
        fields: [field('sectorInCountry'), field('country')],
      },
    ],
    faults: reader.faults,
    result:
      numbers && reader.faults.length === 0
        ? concentrationResult(numbers, locale, words)
        : undefined,
    example: Object.fromEntries(
      Object.entries(concentrationExample).map(([at, value]) => [at, String(value)]),
    ),
  };
}

const isWhole = (
  numbers: Readonly<Record<keyof Concentration, number | undefined>>,
): numbers is Concentration => Object.values(numbers).every((value) => value !== undefined);

function concentrationResult(
  numbers: Concentration,
  locale: Locale,
  words: Translate,
): Omit<ToolResult, 'heading'> {
  const { regionShare, countryShare, coefficient } = specialisation(numbers);
  const said = formatNumber(coefficient, locale);
  const share = (part: number) => formatPercent(part * 100, locale);
  const state =
    coefficient === 0
      ? 'none'
      : said === formatNumber(1, locale)
        ? 'equal'
        : coefficient > 1
          ? 'above'
          : 'below';
  const inWords = Object.fromEntries(
    Object.entries(numbers).map(([at, value]) => [at, formatNumber(value, locale)]),
  );
  return {
    summary: [
      words(`specialisation.${state}`, { coefficient: said }),
      words('specialisation.formula', { ...inWords, coefficient: said }),
    ],
    table: {
      caption: words('specialisation.title'),
      columns: listOf(words, 'specialisation.columns', 2),
      rows: [
        [words('specialisation.rows.region'), share(regionShare)],
        [words('specialisation.rows.country'), share(countryShare)],
        [words('specialisation.rows.coefficient'), said],
      ],
    },
    groups: [],
    notes: [words('specialisation.next')],
  };
}

const candidateCount = 4;
const equalWeights: ByCriterion = { impact: 25, demand: 25, network: 25, factors: 25 };
const scoringExample: readonly ByCriterion[] = [
  { impact: 3, demand: 4, network: 5, factors: 4 },
  { impact: 5, demand: 4, network: 2, factors: 3 },
  { impact: 4, demand: 3, network: 3, factors: 3 },
];
const exampleWeights: ByCriterion = { impact: 25, demand: 20, network: 35, factors: 20 };

function scoringOf({ reader, isAsked, locale, words }: World): Made {
  const head = (criterion: string) => words(`scoring.criteria.${criterion}`);
  const within = (name: string, label: string, low: number, high: number, code: string) => {
    const value = reader.number(name, label);
    return value !== undefined && (value < low || value > high)
      ? reader.fault(name, code, { label, value: reader.typed(name) })
      : value;
  };
  const weights = byCriterion((criterion) =>
    within(`w-${criterion}`, head(criterion), 0, allWeights, 'weight-range'),
  );
  if (weights && !addUp(weights))
    reader.fault('w-impact', 'weights-sum', { sum: formatNumber(sumOf(weights), locale) });

  const names = numbered(candidateCount).map((number) => reader.typed(`name-${number}`));
  const candidates = numbered(candidateCount).flatMap((number) => {
    const name = names[number - 1] ?? '';
    const isEmpty = criteria.every((criterion) => reader.typed(`${criterion}-${number}`) === '');
    if (name === '' && isEmpty) return [];
    if (name === '') reader.fault(`name-${number}`, 'no-name', { number });
    else if (names.indexOf(name) < number - 1)
      reader.fault(`name-${number}`, 'same-name', { value: name });
    const scores = byCriterion((criterion) =>
      within(
        `${criterion}-${number}`,
        words('scoring.score', { number, criterion: head(criterion) }),
        lowestScore,
        highestScore,
        'score-range',
      ),
    );
    return [{ name, scores }];
  });
  if (candidates.length === 0) reader.fault('name-1', 'no-candidate', {});

  const scored = candidates.flatMap(({ name, scores }) =>
    scores && weights
      ? [
          {
            name,
            score: weightedScore(scores, weights),
            equal: weightedScore(scores, equalWeights),
          },
        ]
      : [],
  );
  const weightFields = criteria.map((criterion) =>
    reader.field(`w-${criterion}`, words('scoring.weight', { criterion: head(criterion) }), {
      ...(!isAsked && { value: String(equalWeights[criterion]) }),
    }),
  );
  return {
    groups: [
      { heading: words('scoring.weights'), fields: weightFields },
      ...numbered(candidateCount).map((number) => ({
        heading: words('scoring.candidate', { number }),
        fields: [
          reader.field(`name-${number}`, words('scoring.name', { number }), {
            numeric: false,
            hint: words('scoring.nameHint'),
          }),
          ...criteria.map((criterion) =>
            reader.field(
              `${criterion}-${number}`,
              words('scoring.score', { number, criterion: head(criterion) }),
            ),
          ),
        ],
      })),
    ],
    faults: reader.faults,
    result: reader.faults.length === 0 ? scoringResult(scored, locale, words) : undefined,
    example: Object.fromEntries([
      ...criteria.map((criterion) => [`w-${criterion}`, String(exampleWeights[criterion])]),
      ...scoringExample.flatMap((scores, index) => [
        [`name-${index + 1}`, words(`scoring.samples.${index + 1}`)],
        ...criteria.map((criterion) => [`${criterion}-${index + 1}`, String(scores[criterion])]),
      ]),
    ]) as Record<string, string>, // fromEntries does not see that every pair is of texts
  };
}

const numbered = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** All four, or nothing where one is missing; every one is read, so that all faults are told at once. */
function byCriterion(read: (criterion: string) => number | undefined): ByCriterion | undefined {
  const [impact, demand, network, factors] = criteria.map(read);
  return impact === undefined ||
    demand === undefined ||
    network === undefined ||
    factors === undefined
    ? undefined
    : { impact, demand, network, factors };
}

function scoringResult(
  scored: readonly { name: string; score: number; equal: number }[],
  locale: Locale,
  words: Translate,
): Omit<ToolResult, 'heading'> {
  const rows = ranked(scored);
  const firsts = rows.filter(({ place }) => place === 1);
  const leaders = ranked(scored.map(({ name, equal }) => ({ name, score: equal }))).filter(
    ({ place }) => place === 1,
  );
  const joined = (some: readonly { name: string }[]) => some.map(({ name }) => name).join(', ');
  const isSame = leaders.every(({ name }) => firsts.some((first) => first.name === name));
  return {
    summary: [
      words('scoring.best', {
        names: joined(firsts),
        score: formatNumber(firsts[0]?.score ?? 0, locale),
      }),
      ...(scored.length > 1
        ? [isSame ? words('scoring.same') : words('scoring.other', { names: joined(leaders) })]
        : []),
    ],
    table: {
      caption: words('scoring.title'),
      columns: listOf(words, 'scoring.columns', 4),
      rows: rows.map(({ place, name, score, equal }) => [
        String(place),
        name,
        formatNumber(score, locale),
        formatNumber(equal, locale),
      ]),
    },
    groups: [],
    notes: [words('scoring.note')],
  };
}

function readinessOf({ reader, guide, locale, t, words }: World): Made {
  const thresholds = guide.data.thresholds ?? [];
  const judged = thresholds.map((threshold) => {
    const given = answerTo(threshold, reader, locale);
    return { threshold, given, answer: judgeThreshold(threshold, given) };
  });
  const schemes = [...new Set(thresholds.map(({ scheme }) => scheme[locale]))];
  const of = (scheme: string) =>
    judged.filter(({ threshold }) => threshold.scheme[locale] === scheme);
  const isEmpty = judged.every(({ given }) => given === undefined);
  return {
    groups: schemes.map((scheme) => ({
      heading: scheme,
      fields: of(scheme).map(({ threshold: { id, question, min } }) =>
        reader.field(
          id,
          question[locale],
          min === undefined
            ? {
                numeric: false,
                options: [
                  { value: '', label: words('readiness.any') },
                  { value: 'yes', label: t('common.yes') },
                  { value: 'no', label: t('common.no') },
                ],
              }
            : { hint: words('readiness.countHint') },
        ),
      ),
    })),
    faults: reader.faults,
    result: {
      summary: isEmpty && reader.faults.length === 0 ? [words('readiness.empty')] : [],
      groups: schemes.map((scheme) => {
        const own = of(scheme);
        const count = (answer: ReadinessAnswer) =>
          own.filter((one) => one.answer === answer).length;
        return {
          heading: scheme,
          count: words('readiness.counts', {
            yes: count('yes'),
            no: count('no'),
            unknown: count('unknown'),
          }),
          rules: own.map(({ threshold, answer, given }) => ({
            answer,
            label: words(`readiness.answers.${answer}`),
            sentence: [
              `${threshold.text[locale]}.`,
              ...(typeof given === 'number'
                ? [words('readiness.given', { value: formatNumber(given, locale) })]
                : []),
            ].join(' '),
            basis: words('basis', {
              date: asOfWords(threshold.asOf, locale, t),
              sources: threshold.sources
                .map((number) => guide.data.sources[number - 1]?.title ?? '')
                .join('; '),
            }),
          })),
        };
      }),
      notes: [words('readiness.next')],
    },
  };
}

/** A count, a yes or no, or nothing; what cannot be read is a fault, and then not known. */
function answerTo(
  { id, min, question }: Threshold,
  reader: Reader,
  locale: Locale,
): number | boolean | undefined {
  const typed = reader.typed(id);
  if (typed === '') return undefined;
  if (min === undefined) return typed === 'yes' ? true : typed === 'no' ? false : undefined;
  const label = question[locale];
  const value = reader.number(id, label);
  return value !== undefined && countsWhole(min) && !Number.isInteger(value)
    ? reader.fault(id, 'not-whole', { label, value: typed })
    : value;
}
