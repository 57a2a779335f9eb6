import { activityOf, naceSource, type Activity } from '#lib/activities';
import { entryHref, pageHref } from '#lib/addresses';
import type { AnswerFault, ReadAnswers } from '#lib/answers';
import { statusBadge } from '#lib/cards';
import {
  exportStates,
  groups,
  legalForms,
  provinces,
  purposes,
  sectors,
  sizes,
  supportTypes,
} from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import { fileLinks } from '#lib/entry-files';
import type { List, Locale } from '#lib/field';
import { formatDate, formatMoney, formatNumber } from '#lib/format';
import { labelOf } from '#lib/labels';
import type { JudgedRule, Match, Question, Verdict } from '#lib/matching';
import {
  activityAsked,
  answersInWords,
  classesOf,
  faultSentence,
  judged,
  reasonFor,
  supportHref,
} from '#lib/match-report';
import { texts, type Translate } from '#lib/messages';
import { listParameter, withList } from '#lib/short-list';
import { keepLink, listLinks, type KeepLink } from '#lib/short-list-view';
import type { SizeClass } from '#lib/size-classes';
import type { Analyser } from '#lib/turkish/analyser';
import { compare } from '#lib/turkish/letters';
import type { Badge, FileLinks, Link, Phrase } from '#lib/view';

/** What the page needs of the content, in the reader's language. */
export type SupportWorld = {
  readonly programmes: readonly Entry<'programme'>[];
  readonly terms: readonly Entry<'term'>[];
  readonly nameOf: (institution: string) => string | undefined;
  /** Built at the first search for an activity. */
  readonly analyser: () => Analyser;
  readonly today: string;
  readonly site: string;
  /** The reader's short list, which the address carries on. */
  readonly kept: readonly string[];
};

type Option = { value: string; label: string; chosen: boolean };

/** One question of the form; `select` stands once for each value that the address gives. */
export type QuestionView = {
  name: string;
  id: string;
  label: string;
  hint?: string;
  /** Where to read more. */
  link?: Link;
  faults: string[];
} & (
  | { control: 'select'; any: string; selects: Option[][] }
  | { control: 'boxes'; options: Option[] }
  | { control: 'text'; value: string; numeric: boolean; box?: Option }
);

/** `more` is what few readers need; it stands behind a disclosure. */
export type FormPart = {
  heading: string;
  questions: QuestionView[];
  more?: { label: string; questions: QuestionView[] };
};

export type RuleView = {
  answer: JudgedRule['answer'];
  label: string;
  sentence: string;
  /** Where it comes from, and as of when. */
  basis: string;
};

export type SupportCard = {
  slug: string;
  href: string;
  title: Phrase;
  badge: Badge;
  facts: { label: string; value: string }[];
  /** Why it stands where it stands, in one line. */
  reason: string;
  /** What the reader has to find out; only of programmes where nothing fails. */
  ask: string[];
  change?: string;
  /** All rules; of what stands behind a disclosure only the reason is told. */
  rules: RuleView[];
  /** Conditions in free text, which nobody judged. */
  own: Phrase[];
  keep: KeepLink;
};

export type SupportGroup = {
  verdict: Verdict;
  heading: string;
  lead: string;
  cards: SupportCard[];
  /** Stands behind a disclosure: what misses only a wish, and calls that are over. */
  folded: { summary: string; cards: SupportCard[] }[];
};

export type SupportView = {
  title: string;
  lead: string;
  action: string;
  isAsked: boolean;
  /** The answers in words. */
  told: string;
  faults: { heading: string; items: { text: string; href: string }[] } | undefined;
  form: FormPart[];
  results: { heading: string; note: string; groups: SupportGroup[]; files: FileLinks } | undefined;
  clear: Link;
  /** The reader's short list: where it leads, and what the form has to carry on. */
  list: { label: string; links: Link[]; kept: readonly string[]; parameter: string };
  labels: Record<'submit' | 'change' | 'rules' | 'own' | 'privacy', string>;
};

/** The page of one state; what was typed stands in the form again, sound or not. */
export function supportView(
  parameters: URLSearchParams,
  locale: Locale,
  world: SupportWorld,
): SupportView {
  const t = texts(locale);
  const { activity, found, asked } = activityAsked(parameters, locale, world.analyser);
  const { read, matches } = judged(asked, world);
  const isAsked = read.given.size > 0;
  const classes = classesOf(world.terms);
  const faults = read.faults.map((fault) => ({
    text: faultSentence(fault, t),
    href: `#ask-${fault.question}`,
  }));
  if (activity !== '' && found.length === 0)
    faults.push({
      text: t('match.faults.no-activity', { value: activity }),
      href: '#ask-activity',
    });
  const questionViews = formOf({ read, found, activity, classes, locale, t, faults: read.faults });
  return {
    title: t('match.title'),
    lead: t('match.lead'),
    action: pageHref('support', locale),
    isAsked,
    told: answersInWords(read, t),
    faults: faults.length > 0 ? { heading: t('match.faults.heading'), items: faults } : undefined,
    form: questionViews,
    results: isAsked
      ? resultsOf(matches, locale, { ...world, here: supportHref(parameters, locale) }, t)
      : undefined,
    clear: {
      label: t('match.clear'),
      href: withList(pageHref('support', locale), world.kept),
    },
    list: {
      label: t('shortList.navigation'),
      links: listLinks(world.kept, locale, t),
      kept: world.kept,
      parameter: listParameter,
    },
    labels: {
      submit: t('match.submit'),
      change: t('match.change'),
      rules: t('match.allRules'),
      own: t('match.own'),
      privacy: t('match.privacy'),
    },
  };
}

type ResultWorld = SupportWorld & { readonly here: string };

type FormWorld = {
  read: ReadAnswers;
  found: readonly Activity[];
  activity: string;
  classes: readonly SizeClass[];
  locale: Locale;
  t: Translate;
  faults: readonly AnswerFault[];
};

function formOf(world: FormWorld): SupportView['form'] {
  const { read, found, activity, classes, locale, t } = world;
  const base = (name: string) => ({
    name,
    id: `ask-${name}`,
    label: t(`match.questions.${name}`),
    faults: world.faults
      .filter(({ question }) => question === name)
      .map((fault) => faultSentence(fault, t)),
  });
  const given = (question: Question) => read.given.get(question) ?? [];
  const options = (question: Question, all: readonly [string, string][]): Option[] =>
    all.map(([value, label]) => ({ value, label, chosen: given(question).includes(value) }));
  const labels = (list: List, codes: readonly string[] = list.codes): [string, string][] =>
    codes.map((code) => [code, labelOf(list, code, t)]);
  const select = (question: Question, all: readonly [string, string][]): QuestionView => {
    const known = given(question).filter((value) => all.some(([code]) => code === value));
    return {
      ...base(question),
      control: 'select',
      any: t('match.unknown'),
      selects: (known.length > 0 ? known : ['']).map((value) =>
        all.map(([code, label]) => ({ value: code, label, chosen: code === value })),
      ),
    };
  };
  const boxes = (question: Question, all: readonly [string, string][]): QuestionView => ({
    ...base(question),
    control: 'boxes',
    options: options(question, all),
  });
  const text = (question: Question, hint: string): QuestionView => ({
    ...base(question),
    hint,
    control: 'text',
    value: given(question)
      .filter((value) => value !== 'not-founded')
      .join(' '),
    numeric: true,
  });
  const byName = compare(locale);
  const sectorCodes = sectors.codes.filter((code) => code !== sectors.all);
  const chosenActivities = given('sector').filter((code) => /^\d/.test(code));
  const activityCodes = [...new Set([...chosenActivities, ...found.map(({ code }) => code)])];
  const activityLabels = activityCodes.flatMap((code): [string, string][] => {
    const line = activityOf(code);
    return line ? [[code, `${code} ${line[locale]}`]] : [];
  });
  return [
    {
      heading: t('match.parts.place'),
      questions: [
        select('province', labels(provinces)),
        {
          ...base('activity'),
          hint: t('match.hints.activity'),
          faults:
            activity !== '' && found.length === 0
              ? [t('match.faults.no-activity', { value: activity })]
              : [],
          control: 'text',
          value: activity,
          numeric: false,
        },
        ...(activityLabels.length > 0
          ? [
              {
                ...boxes('sector', activityLabels),
                id: 'ask-found',
                label: t('match.found'),
                hint: t('match.naceSource', { title: naceSource.title }),
                faults: [],
              },
            ]
          : []),
        {
          ...select(
            'sector',
            [...labels(sectors, sectorCodes)].sort(([, a], [, b]) => byName(a, b)),
          ),
          hint: t('match.hints.sector'),
        },
      ],
    },
    {
      heading: t('match.parts.size'),
      questions: [
        {
          ...select('size', sizeLabels(classes, locale, t)),
          hint: sizeHint(classes, locale, t),
          link: { label: t('match.definition'), href: entryHref('term', 'kobi', locale) },
        },
      ],
      more: {
        label: t('match.figures'),
        questions: [
          text('staff', t('match.hints.staff')),
          text('turnover', t('match.hints.turnover')),
          text('balance', t('match.hints.balance')),
        ],
      },
    },
    {
      heading: t('match.parts.business'),
      questions: [
        {
          ...base('age'),
          hint: t('match.hints.age'),
          control: 'text',
          value: given('age')
            .filter((value) => value !== 'not-founded')
            .join(' '),
          numeric: true,
          box: {
            value: 'not-founded',
            label: t('lists.foundings.not-founded'),
            chosen: given('age').includes('not-founded'),
          },
        },
        select('form', labels(legalForms)),
        select('export', labels(exportStates)),
        select('member', [
          ['true', t('common.yes')],
          ['false', t('common.no')],
        ]),
        boxes('group', [...labels(groups), ['none', t('match.noGroup')]]),
      ],
    },
    {
      heading: t('match.parts.wish'),
      questions: [boxes('purpose', labels(purposes))],
      more: {
        label: t('match.kindsOfSupport'),
        questions: [boxes('support', labels(supportTypes))],
      },
    },
  ];
}

const boundsOf = ({ employeesBelow, moneyLimit }: SizeClass, locale: Locale) => ({
  staff: formatNumber(employeesBelow.value, locale),
  money: formatMoney(moneyLimit.value, moneyLimit.currency, locale),
});

const sizeLabels = (
  classes: readonly SizeClass[],
  locale: Locale,
  t: Translate,
): [string, string][] =>
  sizes.codes.map((code) => {
    const own = classes.find(({ size }) => size === code);
    const label = labelOf(sizes, code, t);
    return [code, own ? t('match.sizeOption', { label, ...boundsOf(own, locale) }) : label];
  });

/** As of when the bounds hold; the newest of them is what last changed. */
function sizeHint(classes: readonly SizeClass[], locale: Locale, t: Translate): string {
  const last = classes
    .map(({ moneyLimit }) => moneyLimit.asOf)
    .filter((date) => date !== 'unknown')
    .sort()
    .at(-1);
  return last === undefined
    ? t('match.hints.sizeUndated')
    : t('match.hints.size', { date: formatDate(last, locale) });
}

/** More programmes of a group than these stand behind a disclosure. */
const shownAtOnce = 15;

const isWish = ({ kind }: JudgedRule): boolean => kind === 'purpose' || kind === 'support';
const isOver = ({ status }: Match): boolean => status === 'closed';

function resultsOf(
  matches: readonly Match[],
  locale: Locale,
  world: ResultWorld,
  t: Translate,
): SupportView['results'] {
  const bySlug = new Map(world.programmes.map((programme) => [programme.slug, programme]));
  const cards = (some: readonly Match[], brief = false): SupportCard[] =>
    some.flatMap((one) => {
      const programme = bySlug.get(one.slug);
      if (!programme) return [];
      const card = cardOf(one, programme, locale, world, t);
      return [brief ? { ...card, rules: [], own: [] } : card];
    });
  const groupsOf = (['fit', 'check', 'near', 'no'] as const).map((verdict): SupportGroup => {
    const own = matches.filter((one) => one.verdict === verdict);
    const others = own.filter((one) => one.rules.some((r) => r.answer === 'no' && isWish(r)));
    const wished = verdict === 'near' ? own.filter((one) => !others.includes(one)) : own;
    const isNo = verdict === 'no';
    const shown = isNo ? [] : wished.filter((one) => !isOver(one));
    const over = isNo ? [] : wished.filter(isOver);
    const fold = (name: string, some: readonly Match[]) =>
      some.length > 0
        ? [{ summary: t(`match.folded.${name}`, { count: some.length }), cards: cards(some, true) }]
        : [];
    return {
      verdict,
      heading: t('match.groupHeading', {
        verdict: t(`match.verdicts.${verdict}`),
        count: wished.length,
      }),
      lead: t(`match.groups.${verdict}.lead`),
      cards: cards(shown.slice(0, shownAtOnce)),
      folded: [
        ...fold('more', shown.slice(shownAtOnce)),
        ...fold('over', over),
        ...(verdict === 'near' ? fold('wish', others) : []),
        ...(isNo ? fold('no', own) : []),
      ],
    };
  });
  const count = (verdict: Verdict) => matches.filter((one) => one.verdict === verdict).length;
  return {
    heading: t('match.results', {
      fit: count('fit'),
      check: count('check'),
      near: count('near'),
      no: count('no'),
    }),
    note: t('match.resultsNote'),
    groups: groupsOf.filter(({ cards: some, folded }) => some.length + folded.length > 0),
    files: fileLinks(world.here, locale, {
      total: matches.length,
      isDated: true,
      site: world.site,
      words: 'match.files',
    }),
  };
}

function cardOf(
  judgedProgramme: Match,
  programme: Entry<'programme'>,
  locale: Locale,
  world: ResultWorld,
  t: Translate,
): SupportCard {
  const { slug, rules } = judgedProgramme;
  const { data } = programme;
  const failed = rules.filter(({ answer }) => answer === 'no');
  const open = rules.filter(({ answer }) => answer === 'unknown');
  const change = failed.length === 1 ? failed[0]?.change?.[locale] : undefined;
  const limit = data.upperLimit;
  const own = (data.eligibility ?? []).map((text) => phraseOf(programme, 'eligibility', text));
  return {
    slug,
    href: withList(entryHref('programme', slug, locale), world.kept),
    title: phraseOf(programme, 'title', data.title),
    badge: statusBadge(data, { t, today: world.today }),
    facts: [
      {
        label: t('fields.institution'),
        value: world.nameOf(data.institution) ?? data.institution,
      },
      {
        label: t('fields.upperLimit'),
        value: limit
          ? t('figures.asOf', {
              value: formatMoney(limit.value, limit.currency, locale),
              date:
                limit.asOf === 'unknown' ? t('figures.undated') : formatDate(limit.asOf, locale),
            })
          : t('common.notInSource'),
      },
      ...(data.closes
        ? [{ label: t('fields.closes'), value: formatDate(data.closes, locale) }]
        : []),
    ],
    reason: reasonFor(judgedProgramme, locale, t),
    ask: failed.length === 0 ? open.map((rule) => askFor(rule, locale, t)) : [],
    ...(change !== undefined && { change }),
    rules: rules.map((rule) => ruleView(rule, locale, t)),
    own,
    keep: keepLink({ slug, title: data.title }, world.kept, `${world.here}#${slug}`, t),
  };
}

const askFor = ({ kind, sentence }: JudgedRule, locale: Locale, t: Translate): string =>
  t('match.askOne', { question: t(`match.asks.${kind}`), sentence: sentence[locale] });

function ruleView(
  { answer, sentence, basis, sources, asOf }: JudgedRule,
  locale: Locale,
  t: Translate,
): RuleView {
  const names = sources.map(({ title }) => title).join('; ');
  const date = asOf === undefined ? t('figures.undated') : formatDate(asOf, locale);
  return {
    answer,
    label: t(`match.answers.${answer}`),
    sentence: sentence[locale],
    basis: t(`match.basis.${basis}`, { sources: names, date }),
  };
}
