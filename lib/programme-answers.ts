import { applicationStatus } from '#lib/application-status';
import { audienceWords, statusBadge } from '#lib/cards';
import { fieldsOf, type EntryData } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { factOf, freshnessView, sourceView, type FactWorld } from '#lib/fact-cells';
import { formatPercent } from '#lib/format';
import type { Answer, Cell } from '#lib/view';

export type ProgrammeWorld = FactWorld<Entry<'programme'>>;

/** What an applicant asks of a programme, in the order in which it is asked, and the facts that answer it. */
export const programmeQuestions = {
  get: [
    'upperLimit',
    'supportRate',
    'supportTypes',
    'limitNote',
    'duration',
    'purposes',
    'supportedCosts',
  ],
  who: ['audiences', 'sectors', 'coverage', 'eligibility'],
  until: ['status', 'opens', 'closes', 'applicationMode'],
  cost: ['documents'],
  where: ['institution', 'applyUrl'],
  check: ['toCheck'],
  sources: ['freshness', 'legalBasis', 'sources'],
} as const satisfies Record<
  string,
  readonly (keyof EntryData<'programme'> | 'toCheck' | 'freshness')[]
>;

export type ProgrammeQuestion = keyof typeof programmeQuestions;
export type ProgrammeFact = (typeof programmeQuestions)[ProgrammeQuestion][number];

export const questionNames = Object.keys(programmeQuestions) as ProgrammeQuestion[]; // Object.keys says string[]

/** Facts of several parts, each a thing of its own; those of a checklist are ticked off. */
const listed: Partial<Record<ProgrammeFact, 'list' | 'checklist'>> = {
  supportedCosts: 'list',
  eligibility: 'checklist',
  documents: 'checklist',
  toCheck: 'checklist',
};

/** A fact of a programme in words; nothing where no source gives it. */
export function programmeFact(world: ProgrammeWorld, name: ProgrammeFact): Cell[] | undefined {
  const { data } = world.entry;
  switch (name) {
    case 'audiences':
      return [{ text: audienceWords(data.audiences, world.t) }];
    case 'status':
      return [{ text: statusBadge(data, world).label }];
    case 'toCheck':
      return toCheck(world);
    case 'freshness': {
      const { label, detail } = freshnessView(world);
      return [{ text: label, note: detail }];
    }
    case 'sources':
      // Under the numbers by which figures name them.
      return data.sources.map((source, index): Cell => {
        const { title, href, detail } = sourceView(source, world);
        return {
          text: `${index + 1}. ${title}`,
          ...(href && { href }),
          ...(detail && { note: detail }),
        };
      });
    default:
      return factOf(world, name);
  }
}

/** What the entry leaves open, as questions to the institution: nothing is asked that a source answers. */
function toCheck(world: ProgrammeWorld): Cell[] {
  const { entry, t, today } = world;
  const { data } = entry;
  const status = applicationStatus(data, today);
  const isCalled = data.applicationMode === 'cagri' || data.applicationMode === 'donemsel';
  const hasFigures = data.upperLimit !== undefined || data.supportRate !== undefined;
  const isRegional = data.coverage.some((code) => code.startsWith('bolge-'));
  const open = {
    takesApplications: status === 'unknown',
    opensAgain: status === 'closed',
    nextCall: status !== 'closed' && isCalled && data.closes === undefined,
    figuresHold: hasFigures && freshnessView(world).tone !== 'good',
    howMuch: data.upperLimit === undefined,
    ownShare: data.supportRate === undefined,
    whichDocuments: data.documents === undefined,
    whichRegion: isRegional,
    steps: true,
  };
  return Object.entries(open)
    .filter(([, isOpen]) => isOpen)
    .map(([question]) => ({ text: t(`answers.check.${question}`) }));
}

/**
 * A programme's facts under the questions that they answer. `said` are facts that stand elsewhere on the
 * page already; what no source gives is named under its question.
 */
export function programmeAnswers(
  world: ProgrammeWorld,
  said: ReadonlySet<ProgrammeFact> = new Set(),
): Answer[] {
  const { t, entry, locale } = world;
  const labelOf = (name: ProgrammeFact) => t(factLabel(name));
  return questionNames.map((question): Answer => {
    const facts = programmeQuestions[question]
      .filter((name) => !said.has(name))
      .map((name) => ({ name, cells: programmeFact(world, name) }));
    const there = facts.flatMap(({ name, cells }) => (cells ? [{ name, cells }] : []));
    const missing = facts.filter(({ cells }) => !cells).map(({ name }) => labelOf(name));
    const rate = entry.data.supportRate;
    const notes = [
      ...(question === 'cost' && rate?.unit === 'percent'
        ? [t('answers.ownShare', { rate: formatPercent(rate.value, locale) })]
        : []),
      ...(missing.length > 0 ? [t('answers.missing', { list: missing.join(', ') })] : []),
    ];
    return {
      id: `answer-${question}`,
      heading: t(`answers.questions.${question}`),
      rows: there
        .filter(({ name }) => !listed[name])
        .map(({ name, cells }) => ({ label: labelOf(name), cells })),
      lists: there.flatMap(({ name, cells }) => {
        const kind = listed[name];
        return kind
          ? [{ label: labelOf(name), isChecklist: kind === 'checklist', items: cells }]
          : [];
      }),
      notes,
    };
  });
}

/** The message that names a fact: a field's own, or that of what is worked out from several. */
export const factLabel = (name: string): string =>
  name in fieldsOf('programme') && name !== 'status' ? `fields.${name}` : `answers.facts.${name}`;
