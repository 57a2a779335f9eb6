import { activitiesIn, activityOf } from '#lib/activities';
import { applicationStatus, type ApplicationStatus } from '#lib/application-status';
import { legalForms, type EntryData } from '#lib/content-types';
import { newestOf } from '#lib/freshness';
import { texts, type Translate } from '#lib/messages';
import {
  isOrganisation,
  rulesOf,
  type Rule,
  type RuleKind,
  type Sentence,
} from '#lib/programme-rules';

/**
 * What a reader has told, by the codes of the content; an empty list is a question left open. Several
 * provinces, sectors, purposes and supports all hold; of the others one holds and it is
 * not known which. `groups` is `none` for a reader who belongs to no group.
 */
export type Answers = {
  readonly provinces: readonly string[];
  /** Codes of our sectors and of NACE Rev. 2, in any mixture. */
  readonly sectors: readonly string[];
  readonly sizes: readonly string[];
  /** Employees, where the reader has told a number. */
  readonly staff: number | undefined;
  /** Full years since the business was founded, or that it is not founded yet. */
  readonly ages: readonly (number | 'not-founded')[];
  readonly exports: readonly string[];
  readonly membership: readonly string[];
  readonly forms: readonly string[];
  readonly groups: readonly string[];
  readonly purposes: readonly string[];
  readonly supports: readonly string[];
};

/** The questions by their names in addresses. */
export const questions = [
  'province',
  'sector',
  'size',
  'staff',
  'turnover',
  'balance',
  'age',
  'export',
  'member',
  'form',
  'group',
  'purpose',
  'support',
] as const;
export type Question = (typeof questions)[number];

export const noAnswers: Answers = {
  provinces: [],
  sectors: [],
  sizes: [],
  staff: undefined,
  ages: [],
  exports: [],
  membership: [],
  forms: [],
  groups: [],
  purposes: [],
  supports: [],
};

export const judgements = ['yes', 'no', 'unknown'] as const;
export type Judgement = (typeof judgements)[number];

/** The best first. fit: nothing speaks against it; check: something is not known; near: one rule fails; no: more do. */
export const verdicts = ['fit', 'check', 'near', 'no'] as const;
export type Verdict = (typeof verdicts)[number];

export type JudgedRule = Pick<Rule, 'kind' | 'sentence' | 'basis' | 'sources' | 'asOf'> & {
  readonly answer: Judgement;
  /** What would make a failed rule hold, where that is in the reader's hands. */
  readonly change?: Sentence;
};

export type Match = {
  readonly slug: string;
  readonly verdict: Verdict;
  /** Whether one can apply on that day: a closed call is not a wrong one. */
  readonly status: ApplicationStatus;
  readonly rules: readonly JudgedRule[];
  /** The newest day on which somebody checked the entry or of which its sources speak. */
  readonly freshOn?: string;
};

/** The verdict that a programme's judged rules add up to, and nothing else. */
export function verdictOf(rules: readonly Pick<JudgedRule, 'answer'>[]): Verdict {
  const failed = rules.filter(({ answer }) => answer === 'no').length;
  if (failed > 0) return failed === 1 ? 'near' : 'no';
  return rules.some(({ answer }) => answer === 'unknown') ? 'check' : 'fit';
}

/**
 * Holds a programme's rules against a reader's answers, on that day (`YYYY-MM-DD`). What a question left
 * open would tell is unknown and never speaks against a programme; purpose and kind of support are wishes,
 * so that they are judged only where the reader has one. Conditions in free text are not judged.
 */
export function match(
  programme: { readonly slug: string; readonly data: EntryData<'programme'> },
  answers: Answers,
  today: string,
): Match {
  const { slug, data } = programme;
  const rules = rulesOf(data).flatMap((rule): JudgedRule[] => {
    const answer = judge(rule, answers);
    if (answer === undefined) return [];
    const { kind, sentence, basis, sources, asOf } = rule;
    const change = answer === 'no' ? changeFor(rule, answers) : undefined;
    return [
      { kind, answer, sentence, basis, sources, ...(asOf && { asOf }), ...(change && { change }) },
    ];
  });
  const freshOn = newestOf([data.checkedOn, data.asOf, ...data.sources.map(({ date }) => date)]);
  return {
    slug,
    verdict: verdictOf(rules),
    status: applicationStatus(data, today),
    rules,
    ...(freshOn && { freshOn }),
  };
}

const statusOrder: Readonly<Record<ApplicationStatus, number>> = {
  open: 0,
  continuous: 0,
  upcoming: 1,
  unknown: 2,
  closed: 3,
};

/** Fit first, then what can be applied for, then how fresh the information is; names decide the rest. */
export const inOrder = (a: Match, b: Match): number =>
  verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict) ||
  statusOrder[a.status] - statusOrder[b.status] ||
  -compareText(a.freshOn ?? '', b.freshOn ?? '') ||
  compareText(a.slug, b.slug);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isWish = (kind: RuleKind): boolean => kind === 'purpose' || kind === 'support';

/** Nothing for a wish that the reader does not have. */
function judge(rule: Rule, answers: Answers): Judgement | undefined {
  const wished = rule.kind === 'support' ? answers.supports : answers.purposes;
  if (isWish(rule.kind) && wished.length === 0) return undefined;
  if (rule.everyone) return 'yes';
  const answer = judgeBy[rule.kind](rule, answers);
  return answer === 'no' && rule.open ? 'unknown' : answer;
}

/** All told hold together, so one that the rule names is enough. */
const anyOf = ({ values }: Rule, told: readonly string[]): Judgement =>
  told.length === 0 ? 'unknown' : told.some((code) => values.includes(code)) ? 'yes' : 'no';

/** Only one of those told holds, so it takes all of them to be sure. */
const oneOf = ({ values }: Rule, told: readonly string[]): Judgement =>
  all(told.map((code) => (values.includes(code) ? 'yes' : 'no')));

/** Sure where all are the same. */
const all = (judgements: readonly Judgement[]): Judgement => {
  const [first] = judgements;
  return first !== undefined && judgements.every((one) => one === first) ? first : 'unknown';
};

const both = (a: Judgement, b: Judgement): Judgement =>
  a === 'no' || b === 'no' ? 'no' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'yes';

const isNotYet = ({ ages }: Answers): boolean =>
  ages.length > 0 && ages.every((age) => age === 'not-founded');

const isBody = ({ forms }: Answers): boolean => forms.length > 0 && forms.every(isOrganisation);

/** A size, exports or being an organisation tell it without being asked. */
const isFounded = (answers: Answers): boolean =>
  answers.sizes.length > 0 ||
  (answers.staff ?? 0) > 0 ||
  isBody(answers) ||
  (answers.exports.length > 0 && !answers.exports.includes('none'));

/** Two answers that cannot both hold, by the names of the questions; `match` is for answers without any. */
export function contradictionsIn(answers: Answers): readonly (readonly [Question, Question])[] {
  const { sizes, staff = 0, exports } = answers;
  const exporting = exports.length > 0 && !exports.includes('none');
  const pairs: readonly (readonly [boolean, Question, Question])[] = [
    [isNotYet(answers) && sizes.length > 0, 'age', 'size'],
    [isNotYet(answers) && staff > 0, 'age', 'staff'],
    [isNotYet(answers) && exporting, 'age', 'export'],
    [isNotYet(answers) && isBody(answers), 'age', 'form'],
    [isBody(answers) && sizes.length > 0, 'form', 'size'],
  ];
  return pairs.flatMap(([is, first, second]) => (is ? [[first, second] as const] : []));
}

const within = ({ min = 0, under = Infinity }: Rule, number: number): Judgement =>
  number >= min && number < under ? 'yes' : 'no';

const judgeBy: Readonly<Record<RuleKind, (rule: Rule, answers: Answers) => Judgement>> = {
  size: (rule, answers) => {
    // Whether bodies and those who have yet to found may apply is for the rules on form and age to say.
    if (isBody(answers))
      return all(answers.forms.map((form) => (rule.values.includes(form) ? 'yes' : 'unknown')));
    if (isNotYet(answers)) return rule.values.includes('girisimci') ? 'yes' : 'unknown';
    const counts = rule.min !== undefined || rule.under !== undefined;
    const number = answers.staff === undefined ? 'unknown' : within(rule, answers.staff);
    return both(oneOf(rule, answers.sizes), counts ? number : 'yes');
  },
  'business-age': (rule, answers) => {
    const counts = rule.min !== undefined || rule.under !== undefined;
    const founded = isFounded(answers);
    const ages = answers.ages.filter((age) => age !== 'not-founded' || !founded);
    if (ages.length > 0)
      return all(
        ages.map((age) =>
          age === 'not-founded'
            ? oneOf(rule, [age])
            : both(oneOf(rule, ['founded']), within(rule, age)),
        ),
      );
    return both(oneOf(rule, founded ? ['founded'] : []), counts ? 'unknown' : 'yes');
  },
  'legal-form': (rule, answers) => {
    const isBusiness = answers.sizes.length > 0 || isNotYet(answers);
    const told = answers.forms.length > 0 ? answers.forms : isBusiness ? legalForms.codes : [];
    return oneOf(rule, isBusiness ? told.filter((form) => !isOrganisation(form)) : told);
  },
  province: (rule, { provinces }) => anyOf(rule, provinces),
  sector: judgeSector,
  export: (rule, { exports }) => oneOf(rule, exports),
  membership: (rule, { membership }) => oneOf(rule, membership),
  group: (rule, { groups }) => anyOf(rule, groups),
  purpose: (rule, { purposes }) => anyOf(rule, purposes),
  support: (rule, { supports }) => anyOf(rule, supports),
};

/** A sector that a named activity surely belongs to says nothing beyond it. */
function judgeSector(rule: Rule, { sectors }: Answers): Judgement {
  const activities = sectors.filter((code) => activityOf(code));
  const covered = activities.flatMap((code): readonly string[] => activityOf(code)?.sectors ?? []);
  const judgements = sectors
    .filter((code) => !covered.includes(code))
    .map((code) => {
      if (activities.includes(code)) return judgeActivity(rule, code);
      if (rule.values.includes(code)) return 'yes';
      return all(activitiesIn(code).map((own) => judgeActivity(rule, own.code)));
    });
  if (judgements.includes('yes')) return 'yes';
  return judgements.length > 0 && judgements.every((one) => one === 'no') ? 'no' : 'unknown';
}

function judgeActivity({ values }: Rule, code: string): Judgement {
  const line = activityOf(code);
  const named = (sectors: readonly string[]) => sectors.some((sector) => values.includes(sector));
  const codes = values.filter((value) => /^\d/.test(value));
  if (named(line?.sectors ?? []) || codes.some((own) => code.startsWith(own))) return 'yes';
  return named(line?.perhaps ?? []) || codes.some((own) => own.startsWith(code)) ? 'unknown' : 'no';
}

function changeFor(rule: Rule, answers: Answers): Sentence | undefined {
  const said = (key: string, values: Record<string, number> = {}): Sentence => {
    const by = (t: Translate) => t(`match.changes.${key}`, values);
    return { tr: by(texts('tr')), en: by(texts('en')) };
  };
  const { kind, values, min } = rule;
  switch (kind) {
    case 'business-age':
      if (isNotYet(answers))
        return min === undefined ? said('found') : said('foundAndWait', { count: min });
      return min !== undefined && answers.ages.every((age) => age !== 'not-founded' && age < min)
        ? said('wait', { count: min })
        : undefined;
    case 'legal-form':
      if (answers.forms.some(isOrganisation)) return undefined;
      if (values.every(isOrganisation)) return said('throughBody');
      return values.includes('sermaye') ? said('company') : undefined;
    case 'size':
      return min !== undefined && (answers.staff ?? min) < min
        ? said('staff', { count: min })
        : undefined;
    case 'membership':
      return values.includes('member') ? said('join') : undefined;
    case 'export':
      return said('export');
    case 'province':
    case 'sector':
    case 'purpose':
    case 'support':
      return said(kind);
    case 'group':
      return undefined;
  }
}
