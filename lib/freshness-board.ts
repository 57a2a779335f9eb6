import { valuesOf } from '#lib/benchmark-values';
import { fieldsOf, typeNames, type EntryData, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { Figure, Locale } from '#lib/field';
import { amountsIn, daysIn, percentsIn } from '#lib/figures-in-text';
import { freshness, newestOf } from '#lib/freshness';
import { lookalikes } from '#lib/lookalikes';
import { render } from '#lib/markdown';
import { sentencesOf } from '#lib/plain-language';
import type { owners } from '#lib/publication';
import { lower } from '#lib/turkish/letters';

/** What can be out of order with an entry, the most harmful first. */
export const findingKinds = [
  'contradiction',
  'expired',
  'duplicate',
  'due',
  'sources',
  'orphan',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Each has its sentences under `freshnessBoard.findings`: what was found, and what to do. */
export const findingCodes = {
  contradiction: [
    'limit-in-text',
    'rate-in-text',
    'deadline-in-text',
    'label-year',
    'two-values',
    'limit-in-news',
  ],
  expired: ['deadline-passed', 'amount-old', 'amount-undated'],
  duplicate: ['same-title', 'same-text'],
  due: [
    'review-passed',
    'review-soon',
    'guide-review',
    'never-checked',
    'check-old',
    'check-aging',
  ],
  sources: ['no-source', 'one-source'],
  orphan: ['orphan'],
} as const satisfies Record<FindingKind, readonly string[]>;
export type FindingCode = (typeof findingCodes)[FindingKind][number];

export type Owner = (typeof owners.codes)[number];

/** One thing that somebody should look at. */
export type Finding = {
  readonly kind: FindingKind;
  readonly code: FindingCode;
  /** The Turkish entry. */
  readonly entry: Entry;
  /** The language of the text in which it was found. */
  readonly locale?: Locale;
  /** The field it is about. */
  readonly field?: string;
  /** What the sentence is filled with: dates as `YYYY-MM-DD` and their parts, figures as they are. */
  readonly date?: string;
  readonly figures?: readonly Shown[];
  /** What it is to be held against. */
  readonly other?: Entry;
};

/** A figure, to be written as the reader's language does; `unit` is a currency, `%` or nothing. */
export type Shown = { readonly value: number | string; readonly unit?: string };

/** What an entry's file says of its care; readers do not see it in the entry. */
export type Care = { readonly owner?: Owner; readonly reviewBy?: string };

export type BoardContent = {
  /** Every live entry, in Turkish. */
  readonly entries: readonly Entry[];
  /** The English one, if it has words of its own. */
  readonly twinOf: (entry: Entry) => Entry | undefined;
  /** Whether any relation leads from or to it. */
  readonly isLinked: (entry: Entry) => boolean;
  readonly careOf: (entry: Entry) => Care;
};

/** Who looks after entries of a type whose files name nobody. */
export const ownerOfType = {
  programme: 'support-desk',
  plan: 'plan-desk',
  cluster: 'cluster-desk',
  news: 'news-desk',
  event: 'news-desk',
  centre: 'cluster-desk',
  guide: 'toolkit-desk',
  practice: 'toolkit-desk',
  term: 'bys-editors',
  institution: 'support-desk',
  page: 'bys-editors',
} as const satisfies Record<TypeName, Owner>;

/** The role that looks after an entry. */
export const ownerOf = (entry: Entry, care: Care): Owner => care.owner ?? ownerOfType[entry.type];

const soonInDays = 30;

/** Texts of laws are their own and only source; texts about the site speak of nothing else. */
const sourced = (type: TypeName): boolean => type !== 'plan' && type !== 'page';
/** These are found in a list of their own: nothing has to lead to them. */
const listed: readonly TypeName[] = ['term', 'page', 'institution'];

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** The last day that a date can mean: 2025 may have been its December. */
const endOf = (date: string): string => `${date}-99-99`.slice(0, 10);

/**
 * Everything on that day (`YYYY-MM-DD`) that an editor should look at, in the order of the kinds and then
 * of the days. Of contradictions and duplicates only those are told that are seldom wrong.
 */
export function findings(content: BoardContent, today: string): Finding[] {
  const found = content.entries.flatMap((entry): Finding[] => [
    ...dueOf(entry, content.careOf(entry), today),
    ...expiredOf(entry, today),
    ...sourcesOf(entry),
    ...contradictionsOf(entry, content, today),
    ...(listed.includes(entry.type) || content.isLinked(entry)
      ? []
      : [{ kind: 'orphan', code: 'orphan', entry } as const]),
  ]);
  found.push(...duplicatesAmong(content.entries));
  const rank = (finding: Finding) => findingKinds.indexOf(finding.kind);
  return found
    .map((finding) => ({ finding, order: codeOrder(finding), date: finding.date ?? '' }))
    .sort(
      (a, b) =>
        rank(a.finding) - rank(b.finding) ||
        a.order - b.order ||
        (a.date < b.date ? -1 : a.date > b.date ? 1 : 0),
    )
    .map(({ finding }) => finding);
}

const codeOrder = ({ kind, code }: Finding): number =>
  (findingCodes[kind] as readonly string[]).indexOf(code);

function dueOf(entry: Entry, { reviewBy }: Care, today: string): Finding[] {
  const due = (code: FindingCode, date?: string): Finding => ({
    kind: 'due',
    code,
    entry,
    ...(date !== undefined && { date }),
  });
  const guide =
    entry.type === 'guide' && endOf(entry.data.nextReview) < today
      ? [due('guide-review', entry.data.nextReview)]
      : [];
  if (reviewBy !== undefined && reviewBy < today) return [due('review-passed', reviewBy), ...guide];
  if (reviewBy !== undefined && reviewBy <= dayAfter(today, soonInDays))
    return [due('review-soon', reviewBy), ...guide];
  const { checkedOn, sources = [] } = entry.data;
  if (checkedOn === undefined)
    return [due('never-checked', newestOf(sources.map(({ date }) => date))), ...guide];
  const { state } = freshness(checkedOn, undefined, today);
  return state === 'verified'
    ? guide
    : [due(state === 'old' ? 'check-old' : 'check-aging', checkedOn), ...guide];
}

/** Amounts that readers count on today, by their fields: a cluster's exports of 2016 stay what they were. */
function amountsOf(entry: Entry): { field: string; figure: Figure }[] {
  if (entry.type === 'programme' && entry.data.status === 'closed') return [];
  if (entry.type !== 'programme' && entry.type !== 'term') return [];
  const values: Readonly<Record<string, unknown>> = entry.data;
  return Object.entries(fieldsOf(entry.type)).flatMap(([field, { kind }]) =>
    kind === 'money' && values[field] !== undefined
      ? [{ field, figure: values[field] as Figure }] // the schema of the kind
      : [],
  );
}

function expiredOf(entry: Entry, today: string): Finding[] {
  const amounts = amountsOf(entry).flatMap(({ field, figure }): Finding[] => {
    const expired = { kind: 'expired', entry, field, figures: [shown(figure)] } as const;
    if (figure.asOf === 'unknown') return [{ ...expired, code: 'amount-undated' }];
    return endOf(figure.asOf) < yearBefore(today)
      ? [{ ...expired, code: 'amount-old', date: figure.asOf }]
      : [];
  });
  if (entry.type !== 'programme') return amounts;
  const { status, closes } = entry.data;
  return status === 'active' && closes !== undefined && closes < today
    ? [{ kind: 'expired', code: 'deadline-passed', entry, date: closes }, ...amounts]
    : amounts;
}

const shown = ({ value, currency, unit }: Figure): Shown => ({
  value,
  ...(currency !== undefined ? { unit: currency } : unit === 'percent' && { unit: '%' }),
});

function sourcesOf(entry: Entry): Finding[] {
  if (!sourced(entry.type)) return [];
  const count = entry.data.sources?.length ?? 0;
  if (count > 1) return [];
  return [{ kind: 'sources', code: count === 0 ? 'no-source' : 'one-source', entry }];
}

// Contradictions. Where a text names figures of a kind and none is the field's, one of the two is wrong or old.

type Said = { readonly locale: Locale; readonly text: string };

/** The texts of an entry in both languages, those fields along that speak of its figures. */
function textsOf(entry: Entry, twin: Entry | undefined): Said[] {
  const said = (one: Entry): string =>
    one.type === 'programme' ? `${one.body}\n${one.data.limitNote ?? ''}` : one.body;
  return [
    { locale: 'tr', text: said(entry) },
    ...(twin?.bodyLocale === 'en' ? [{ locale: 'en' as const, text: said(twin) }] : []),
  ];
}

function contradictionsOf(entry: Entry, content: BoardContent, today: string): Finding[] {
  const said = () => textsOf(entry, content.twinOf(entry));
  if (entry.type === 'programme') return programmeContradictions(entry, said());
  if (entry.type === 'cluster') return [...labelYears(entry), ...twoValues(entry, today)];
  return entry.type === 'news' ? newsContradictions(entry, content) : [];
}

/** Two parts of one sum also tell the sum: 1.8 million as a grant and 4.2 million as a loan. */
const hasOrSums = (numbers: readonly number[], value: number): boolean =>
  numbers.some(
    (one, at) =>
      Math.abs(one - value) < 1 ||
      numbers.slice(at + 1).some((other) => Math.abs(one + other - value) < 1),
  );

/** The whole may be said in words. */
const whole = { tr: /tamam|bütün|tümü/iu, en: /\b(?:all|full|fully|whole|entire)\b/i };
const lastDayWords = {
  tr: /son başvuru|son gün|son tarih|kadar başvur|başvurular[^.]{0,40}kadar/iu,
  en: /deadline|last day|closes on|apply by|applications? until/i,
};

function programmeContradictions(entry: Entry<'programme'>, said: readonly Said[]): Finding[] {
  const { upperLimit, supportRate, closes } = entry.data;
  const found: Finding[] = [];
  const add = (
    code: FindingCode,
    field: string,
    locale: Locale,
    figures: readonly Shown[],
  ): void => {
    found.push({ kind: 'contradiction', code, entry, field, locale, figures });
  };
  for (const { locale, text } of said) {
    if (upperLimit) {
      const { value, currency } = upperLimit;
      const amounts = amountsIn(text, locale).filter((amount) => amount.currency === currency);
      const values = [...new Set(amounts.map((amount) => amount.value))];
      if (values.length > 0 && !hasOrSums(values, value))
        add('limit-in-text', 'upperLimit', locale, [
          shown(upperLimit),
          ...values.map((one) => ({ value: one, unit: currency })),
        ]);
    }
    if (supportRate?.unit === 'percent') {
      const rates = [...new Set(percentsIn(text, locale))];
      const isWhole = supportRate.value === 100 && whole[locale].test(text);
      if (rates.length > 0 && !isWhole && !rates.includes(supportRate.value))
        add('rate-in-text', 'supportRate', locale, [
          shown(supportRate),
          ...rates.map((value) => ({ value, unit: '%' })),
        ]);
    }
    if (closes) {
      const days = deadlinesIn(text, locale).filter(
        (day) => day.slice(0, 4) === closes.slice(0, 4),
      );
      if (days.length > 0 && !days.includes(closes))
        add(
          'deadline-in-text',
          'closes',
          locale,
          [closes, ...days].map((value) => ({ value })),
        );
    }
  }
  return found;
}

/** Days that stand in a sentence on the last day to apply. */
const deadlinesIn = (text: string, locale: Locale): string[] =>
  sentencesOf(text, locale)
    .filter((sentence) => lastDayWords[locale].test(sentence.text))
    .flatMap((sentence) => daysIn(sentence.text, locale).map(({ day }) => day));

const labelWords: Readonly<Record<string, RegExp>> = {
  bronze: /bronz/iu,
  silver: /gümüş/iu,
  gold: /altın/iu,
};

/** A sentence that puts the label of the cluster into other years than its field. */
function labelYears(entry: Entry<'cluster'>): Finding[] {
  const { label, labelYear } = entry.data;
  if (!label || !labelYear) return [];
  const word = labelWords[label];
  if (!word) throw new Error(`freshness-board.ts knows no word for the label ${label}`);
  const years = sentencesOf(entry.body, 'tr')
    .filter(({ text }) => word.test(text) && /etiket|marka/iu.test(text))
    .flatMap(({ text }) =>
      [...text.matchAll(/(?<!\d)20\d{2}(?!\d)/g)].map(([year]) => Number(year)),
    );
  return years.length === 0 || years.includes(labelYear.value)
    ? []
    : [
        {
          kind: 'contradiction',
          code: 'label-year',
          entry,
          field: 'labelYear',
          locale: 'tr',
          figures: [labelYear.value, ...new Set(years)].map((value) => ({ value: String(value) })),
        },
      ];
}

/** Two values of one measure of the catalogue for the same time. */
function twoValues(entry: Entry<'cluster'>, today: string): Finding[] {
  const byTime = new Map<string, Shown[]>();
  for (const { measure, value, at, currency } of valuesOf(entry.data, today)) {
    if (at === undefined || typeof value === 'boolean') continue;
    const key = `${measure.code} ${at} ${currency ?? ''}`;
    const known = byTime.get(key) ?? [];
    byTime.set(key, known);
    if (!known.some((one) => one.value === value))
      known.push({ value, ...(currency && { unit: currency }) });
  }
  return [...byTime].flatMap(([key, figures]): Finding[] => {
    const [code = '', date = ''] = key.split(' ');
    return figures.length < 2
      ? []
      : [{ kind: 'contradiction', code: 'two-values', entry, field: code, date, figures }];
  });
}

const upTo = /en çok|en fazla|üst sınır|üst limit|kadar/iu;

/** A news item, newer than the programme's own figure, that names other limits and never that one. */
function newsContradictions(news: Entry<'news'>, { entries }: BoardContent): Finding[] {
  const named = (news.data.programmes ?? []).map(({ to }) => to);
  // A news item about two programmes may speak of either's money.
  if (named.length !== 1) return [];
  const programme = entries.find(
    (entry): entry is Entry<'programme'> => entry.type === 'programme' && entry.slug === named[0],
  );
  const limit: EntryData<'programme'>['upperLimit'] = programme?.data.upperLimit;
  if (!programme || !limit || limit.asOf === 'unknown' || endOf(limit.asOf) >= news.data.date)
    return [];
  const amounts = sentencesOf(news.body, 'tr')
    .filter(({ text }) => upTo.test(lower(text)))
    .flatMap(({ text }) => amountsIn(text, 'tr'))
    .filter(({ currency }) => currency === limit.currency)
    .map(({ value }) => value);
  return amounts.length === 0 || hasOrSums(amounts, limit.value)
    ? []
    : [
        {
          kind: 'contradiction',
          code: 'limit-in-news',
          entry: programme,
          other: news,
          field: 'upperLimit',
          locale: 'tr',
          date: news.data.date,
          figures: [shown(limit), ...amounts.map((value) => ({ value, unit: limit.currency }))],
        },
      ];
}

/** Entries of one type that may be one thing twice; told once for each pair. */
function duplicatesAmong(entries: readonly Entry[]): Finding[] {
  return typeNames.flatMap((type) => {
    const comparable = entries
      .filter((entry) => entry.type === type)
      .map((entry) => ({ entry, title: entry.data.title, text: wordsOf(entry) }));
    return lookalikes(comparable).map(({ one, other, by, likeness }): Finding => ({
      kind: 'duplicate',
      code: by === 'title' ? 'same-title' : 'same-text',
      entry: one.entry,
      other: other.entry,
      figures: [{ value: Math.round(likeness * 100), unit: '%' }],
    }));
  });
}

const wordsOf = (entry: Entry): string =>
  (entry.type === 'plan' ? entry.data.text : undefined) ?? render(entry.body).text;
