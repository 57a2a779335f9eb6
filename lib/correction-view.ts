import { correctionHref, entryHref, pageHref } from '#lib/addresses';
import { indicatorWords } from '#lib/benchmark-words';
import { fieldsOf, type EntryData } from '#lib/content-types';
import {
  daysKept,
  stateOf,
  typedFields,
  writtenCode,
  type Correction,
  type CorrectionFault,
  type CorrectionState,
  type GuardFault,
  type TypedCorrection,
} from '#lib/correction';
import { cellsOf, sourceView, type FactWorld } from '#lib/fact-cells';
import type { FieldKind, Locale, Relation } from '#lib/field';
import { dayInTurkiye, formatDate } from '#lib/format';
import { render } from '#lib/markdown';
import { texts, type Translate } from '#lib/messages';
import type { Badge, Cell, Link, Phrase, SourceView, Tone } from '#lib/view';

/** A fact of an entry that a reader can name, with its value as the entry's page shows it. */
export type NamedFact = {
  name: string;
  label: string;
  cells: Cell[];
  /** Which sources (counted from 1) stand behind it, where it says so itself. */
  sources?: readonly number[];
};

/** Forms and rules are shown by other fields or in files; the two days are ours and no fact. */
const notNamed: ReadonlySet<FieldKind> = new Set(['rules', 'templates', 'thresholds', 'sources']);

const sourcesIn = (value: unknown): readonly number[] | undefined =>
  typeof value === 'object' && value !== null && 'sources' in value
    ? (value.sources as number[]) // the schema of every kind with sources
    : undefined;

/** Everything of an entry that can be wrong, in the order of its type; its text, its sources and the rest last. */
export function namedFacts(world: FactWorld): NamedFact[] {
  const { entry, t, titleOf } = world;
  const values: Readonly<Record<string, unknown>> = entry.data;
  const facts = Object.entries(fieldsOf(entry.type)).flatMap(([name, field]): NamedFact[] => {
    const value = values[name];
    const isOurs = name === 'checkedOn' || name === 'asOf';
    if (value === undefined || isOurs || notNamed.has(field.kind)) return [];
    const sources = sourcesIn(value);
    const base = { name, label: t(`fields.${name}`), ...(sources && { sources }) };
    if (field.kind === 'relations')
      return [
        {
          ...base,
          cells: (value as Relation[]).map(({ to }): Cell => {
            const target = fieldsOf(entry.type)[name]?.target as Parameters<typeof titleOf>[0]; // entry.ts throws for any other
            const { text, lang } = titleOf(target, to) ?? { text: to };
            return { text, ...(lang && { lang }) };
          }),
        },
      ];
    if (field.kind === 'indicators')
      return [
        {
          ...base,
          cells: (value as NonNullable<EntryData<'cluster'>['indicators']>).map((item): Cell => {
            const { name: said, value: amount, unit } = indicatorWords(item, world.locale, t);
            const text = `${said.text}: ${amount} ${unit.text}`.trim();
            return {
              text,
              ...(said.lang && { lang: said.lang }),
              note: item.year ?? t('figures.undated'),
            };
          }),
        },
      ];
    return [{ ...base, cells: cellsOf(world, name, field, value) }];
  });
  const { lead } = render(entry.body);
  const isForeign = entry.bodyLocale !== world.locale;
  return [
    ...facts,
    ...(lead === ''
      ? []
      : [
          {
            name: 'body',
            label: t('correction.body'),
            cells: [{ text: lead, ...(isForeign && { lang: entry.bodyLocale }) }],
          },
        ]),
    { name: 'sources', label: t('correction.sources'), cells: [] },
    { name: 'other', label: t('correction.other'), cells: [] },
  ];
}

/** The value of a fact in one line a part, as it is kept with a report. */
export const shownValue = ({ cells }: NamedFact): string =>
  cells.map(({ text, note }) => (note ? `${text} (${note})` : text)).join('\n');

export type FaultCode = CorrectionFault['code'] | GuardFault | 'full' | 'store';

/** A form that came back: what was typed, and why it was not taken. */
export type TriedCorrection = {
  typed: TypedCorrection;
  faults: readonly {
    field?: CorrectionFault['field'];
    code: FaultCode;
    values?: Record<string, number>;
  }[];
};

type TextField = {
  id: string;
  name: string;
  label: string;
  hint?: string;
  value: string;
  isLong: boolean;
  isRequired: boolean;
  faults: string[];
};

/** The form that says what is wrong. */
export type CorrectionForm = {
  title: string;
  lead: string;
  entry: Link;
  entryLang?: 'tr' | 'en';
  action: string;
  hidden: { name: string; value: string }[];
  faults?: { heading: string; items: { text: string; href: string }[] };
  facts: {
    id: string;
    legend: string;
    fault?: string;
    options: { id: string; value: string; label: string; cells: Cell[]; checked: boolean }[];
    /** The way to all facts, where the address names one. */
    all?: Link;
  };
  sources: { heading: string; items: SourceView[] };
  fields: TextField[];
  trap: { name: string; label: string };
  privacy: string[];
  submit: string;
};

/** The name of the field that people do not see. */
export const trapName = 'konu';

/** The form for an entry. `fact` is the one that the address names; `tried` what came back. */
export function correctionForm(
  world: FactWorld,
  asked: { fact?: string | undefined; token: string; action: string },
  tried?: TriedCorrection,
): CorrectionForm {
  const { entry, locale, t } = world;
  const all = namedFacts(world);
  const chosen = all.find(({ name }) => name === asked.fact);
  const typed = tried?.typed ?? { fact: chosen?.name ?? '', wrong: '', right: '', source: '' };
  const sentence = ({ code, values }: TriedCorrection['faults'][number]) =>
    t(`correction.faults.${code}`, values);
  const faultsOf = (field: CorrectionFault['field']) =>
    (tried?.faults ?? []).filter((fault) => fault.field === field).map(sentence);
  const [factFault] = faultsOf('fact');
  const text = (name: 'wrong' | 'right' | 'source'): TextField => ({
    id: name,
    name,
    label: t(`correction.fields.${name}`),
    ...(name !== 'wrong' && { hint: t(`correction.hints.${name}`) }),
    value: typed[name],
    isLong: name !== 'source',
    isRequired: name === 'wrong',
    faults: faultsOf(name),
  });
  const title: Phrase = {
    text: entry.data.title,
    ...(!entry.translated.has('title') && locale === 'en' && { lang: 'tr' as const }),
  };
  const sources = entry.data.sources ?? [];
  const shown = chosen?.sources
    ? sources.filter((_, place) => chosen.sources?.includes(place + 1))
    : sources;
  return {
    title: t('correction.title'),
    lead: t('correction.lead'),
    entry: { label: title.text, href: entryHref(entry.type, entry.slug, locale) },
    ...(title.lang && { entryLang: title.lang }),
    action: asked.action,
    hidden: [
      { name: 'kayit', value: `${entry.type}/${entry.slug}` },
      { name: 'alan', value: chosen?.name ?? '' },
      { name: 'locale', value: locale },
      { name: 'token', value: asked.token },
    ],
    ...(tried && {
      faults: {
        heading: t('correction.faultsHeading'),
        items: tried.faults.map((fault) => ({
          text: sentence(fault),
          href: `#${fault.field === 'fact' ? factId((chosen ? [chosen] : all)[0]?.name ?? '') : (fault.field ?? 'gonder')}`,
        })),
      },
    }),
    facts: {
      id: 'facts',
      legend: t(chosen ? 'correction.thisFact' : 'correction.whichFact'),
      ...(factFault !== undefined && { fault: factFault }),
      options: (chosen ? [chosen] : all).map(({ name, label, cells }) => ({
        id: factId(name),
        value: name,
        label,
        cells,
        checked: name === typed.fact,
      })),
      ...(chosen && {
        all: { label: t('correction.allFacts'), href: correctionHref(entry, locale) },
      }),
    },
    sources: {
      heading: t('correction.sourcesNow'),
      items: shown.map((one) => sourceView(one, world)),
    },
    fields: [text('wrong'), text('right'), text('source')],
    trap: { name: trapName, label: t('correction.trap') },
    privacy: [t('correction.privacy'), t('correction.kept', { days: daysKept })],
    submit: t('correction.submit'),
  };
}

const factId = (name: string) => `fact-${name}`;

/** What an editor's page reads out of a posted form of ours. */
export const typedFrom = (form: URLSearchParams): TypedCorrection => {
  const [fact = '', wrong = '', right = '', source = ''] = typedFields.map(
    (name) => form.get(name) ?? '',
  );
  return { fact, wrong, right, source };
};

const tones: Record<CorrectionState, Tone> = {
  open: 'info',
  answered: 'info',
  closed: 'good',
  rejected: 'muted',
};

export const stateBadge = (state: CorrectionState, t: Translate): Badge => ({
  label: t(`correction.states.${state}`),
  tone: tones[state],
});

/** What a reader sees of a report by its code. */
export type CorrectionPage = {
  title: string;
  /** Right after sending: thanks, and what to do with the code. */
  thanks?: { heading: string; text: string[] };
  code: { label: string; value: string };
  badge: Badge;
  explained: string;
  about: { label: string; link: Link }[];
  said: { label: string; text: string; lang?: Locale }[];
  removed?: string;
  replies: {
    heading: string;
    items: { badge: Badge; date: string; text: string }[];
    none?: string;
  };
};

/** A report as its page shows it: no editor's name, every text as plain text. */
export function correctionPage(
  report: Correction,
  entry: { title: string; fact: string },
  locale: Locale,
  isNew: boolean,
): CorrectionPage {
  const t = texts(locale);
  const state = stateOf(report);
  const lang = report.locale !== locale && { lang: report.locale };
  return {
    title: t('correction.reportTitle', { code: writtenCode(report.code) }),
    ...(isNew && {
      thanks: {
        heading: t('correction.thanks'),
        text: [t('correction.thanksText'), t('correction.keepCode')],
      },
    }),
    code: { label: t('correction.code'), value: writtenCode(report.code) },
    badge: stateBadge(state, t),
    explained: t(`correction.statesExplained.${state}`),
    about: [
      {
        label: t('correction.entry'),
        link: { label: entry.title, href: entryHref(report.type, report.slug, locale) },
      },
    ],
    said: [
      { label: t('correction.fact'), text: entry.fact },
      ...(report.shown === ''
        ? []
        : [{ label: t('correction.shown'), text: report.shown, ...lang }]),
      { label: t('correction.fields.wrong'), text: report.wrong, ...lang },
      ...(report.right
        ? [{ label: t('correction.fields.right'), text: report.right, ...lang }]
        : []),
      ...(report.source
        ? [{ label: t('correction.fields.source'), text: report.source, ...lang }]
        : []),
    ],
    ...(report.removed.length > 0 && {
      removed: t('correction.removed', {
        kinds: report.removed.map((kind) => t(`correction.kinds.${kind}`)).join(', '),
      }),
    }),
    replies: {
      heading: t('correction.answers'),
      items: report.replies.map(({ at, text, state: then }) => ({
        badge: stateBadge(then, t),
        date: formatDate(dayInTurkiye(new Date(at)), locale),
        text,
      })),
      ...(report.replies.length === 0 && { none: t('correction.noAnswer') }),
    },
  };
}

/** The page that asks for a code. */
export type CodeForm = {
  title: string;
  lead: string;
  action: string;
  label: string;
  hint: string;
  value: string;
  fault?: string;
  submit: string;
};

/** `typed` is a code that names no report. */
export function codeForm(locale: Locale, typed?: string): CodeForm {
  const t = texts(locale);
  return {
    title: t('correction.title'),
    lead: t('correction.start'),
    action: pageHref('correction', locale),
    label: t('correction.code'),
    hint: t('correction.codeHint'),
    value: typed ?? '',
    ...(typed !== undefined && {
      fault: t('correction.noSuchCode', { code: typed.slice(0, 40), days: daysKept }),
    }),
    submit: t('correction.look'),
  };
}

/** A place where only a sentence stands: nothing can be reported here now. */
export type CorrectionNotice = { title: string; text: string };

export const correctionClosed = (locale: Locale): CorrectionNotice => ({
  title: texts(locale)('correction.title'),
  text: texts(locale)('correction.closed'),
});
