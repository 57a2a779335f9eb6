import { activityOf, findActivities, type Activity } from '#lib/activities';
import { entryHref, pageHref, type Format } from '#lib/addresses';
import { answerLists, readAnswers, type AnswerFault, type ReadAnswers } from '#lib/answers';
import { apiRoot, mostMatches, type Answer } from '#lib/api';
import { sizes } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { FileHead } from '#lib/entry-files';
import type { Locale } from '#lib/field';
import { labelOf } from '#lib/labels';
import {
  inOrder,
  match,
  questions,
  type JudgedRule,
  type Match,
  type Question,
} from '#lib/matching';
import { texts, type Translate } from '#lib/messages';
import { sizeClassesOf, type SizeClass } from '#lib/size-classes';
import type { Analyser } from '#lib/turkish/analyser';

/** What programmes are judged by, beside the answers. */
export type MatchWorld = {
  readonly programmes: readonly Entry<'programme'>[];
  /** The glossary, which says where the sizes of businesses end. */
  readonly terms: readonly Entry<'term'>[];
  readonly today: string;
};

/** All programmes judged by the answers in an address, best first. */
export function judged(
  parameters: URLSearchParams,
  world: MatchWorld,
): { read: ReadAnswers; matches: Match[] } {
  const read = readAnswers(parameters, classesOf(world.terms));
  const matches = world.programmes
    .map((programme) => match(programme, read.answers, world.today))
    .sort(inOrder);
  return { read, matches };
}

export const classesOf = (terms: readonly Entry<'term'>[]): SizeClass[] =>
  sizeClassesOf(terms.map(({ data }) => data));

/**
 * What an address asks where it tells the trade in words: `found` are the activities that these can mean.
 * One alone, or the one whose code was typed, needs no further question and stands among the sectors.
 */
export function activityAsked(
  parameters: URLSearchParams,
  locale: Locale,
  analyser: () => Analyser,
): { activity: string; found: readonly Activity[]; asked: URLSearchParams } {
  const activity = (parameters.getAll('activity')[0] ?? '').trim().slice(0, 100);
  const found = activity === '' ? [] : findActivities(activity, locale, analyser());
  const asked = new URLSearchParams(parameters);
  const [only] = found;
  const isPlain = only !== undefined && (found.length === 1 || activityOf(activity) === only);
  if (isPlain && parameters.getAll('sector').every((value) => value === ''))
    asked.append('sector', /^\d/.test(activity) ? activity : only.code);
  return { activity, found, asked };
}

/** What was not used of the answers, one sentence for each. */
export const faultSentence = ({ question, code, values }: AnswerFault, t: Translate): string =>
  t(`match.faults.${code}`, {
    ...values,
    question: t(`match.questions.${question}`),
    ...(typeof values.other === 'string' && { other: t(`match.questions.${values.other}`) }),
  });

const figureQuestions: readonly Question[] = ['staff', 'turnover', 'balance'];

/** The answers as people say them, the first dozen. */
export function answersInWords({ given, answers }: ReadAnswers, t: Translate): string {
  const words = questions.flatMap((question): string[] =>
    (given.get(question) ?? []).flatMap((value): string[] => {
      const list = answerLists[question];
      if (list?.codes.includes(value)) return [labelOf(list, value, t)];
      if (value === 'not-founded') return [t('lists.foundings.not-founded')];
      if (question === 'sector' && activityOf(value)) return [`NACE ${value}`];
      if (question === 'age' && /^\d{1,3}$/.test(value))
        return [t('match.years', { count: Number(value) })];
      if (question === 'member') return [t(`match.membership.${value === 'true' ? 'yes' : 'no'}`)];
      return [];
    }),
  );
  const isFigured = figureQuestions.some((question) => given.has(question));
  const possible = answers.sizes.map((size) => labelOf(sizes, size, t));
  const figured =
    isFigured && possible.length > 0
      ? [t('match.sizeFound', { list: possible.join(` ${t('match.or')} `) })]
      : [];
  return [...words, ...figured].slice(0, 12).join(' · ');
}

/** More values than these no form of ours sends. */
const mostAnswers = 100;

/** The page of these answers, with nothing in its address that no question asks. */
export function supportHref(parameters: URLSearchParams, locale: Locale): string {
  const asked: readonly string[] = [...questions, 'activity'];
  const given = [...parameters].filter(([name, value]) => asked.includes(name) && value !== '');
  const query = new URLSearchParams(given.slice(0, mostAnswers)).toString();
  return `${pageHref('support', locale)}${query && `?${query}`}`;
}

/** Why a programme stands where it stands, in one line. */
export function reasonFor({ verdict, rules }: Match, locale: Locale, t: Translate): string {
  const judgedAs = (answer: JudgedRule['answer']) => rules.filter((rule) => rule.answer === answer);
  const names = (some: readonly JudgedRule[]) =>
    [...new Set(some.map(({ kind }) => t(`match.kinds.${kind}`)))].join(', ');
  const failed = judgedAs('no');
  switch (verdict) {
    case 'fit':
      return t('match.reasons.fit', { list: names(judgedAs('yes')) });
    case 'check':
      return t('match.reasons.check', { list: names(judgedAs('unknown')) });
    case 'near':
      return t('match.reasons.near', { sentence: failed[0]?.sentence[locale] ?? '' });
    case 'no':
      return t('match.reasons.no', {
        list: failed.map((rule) => failedWords(rule, locale, t)).join('; '),
      });
  }
}

const failedWords = ({ kind, sentence }: JudgedRule, locale: Locale, t: Translate): string =>
  t('match.failedOne', {
    kind: t(`match.kinds.${kind}`),
    sentence: sentence[locale].replace(/\.$/, ''),
  });

export type MatchReport = Answer<'match'>['results'][number];

/** A judged programme as data. */
export function matchReport(
  judgedOne: Match,
  programme: Entry<'programme'>,
  locale: Locale,
  site: string,
): MatchReport {
  const { slug, verdict, status, rules } = judgedOne;
  return {
    slug,
    title: programme.data.title,
    url: site + entryHref('programme', slug, locale),
    record: `${site}${apiRoot}/entries/programme/${slug}?locale=${locale}`,
    verdict,
    reason: reasonFor(judgedOne, locale, texts(locale)),
    status,
    rules: rules.map(({ kind, answer, sentence, basis, sources, asOf, change }) => ({
      kind,
      answer,
      sentence: sentence[locale],
      basis,
      sources: [...sources],
      asOf: asOf ?? null,
      ...(change && { change: change[locale] }),
    })),
    notJudged: programme.data.eligibility ?? [],
  };
}

const known: readonly string[] = [...questions, 'limit', 'locale'];

/**
 * Every programme judged by the answers in an address, best first and at most `limit`. What cannot be used
 * of the address is told in `notices` and never guessed at.
 */
export function matchAnswer(
  parameters: URLSearchParams,
  locale: Locale,
  limit: number | undefined,
  { site, ...world }: MatchWorld & { site: string },
): Answer<'match'> {
  const t = texts(locale);
  const { read, matches } = judged(parameters, world);
  const bySlug = new Map(world.programmes.map((programme) => [programme.slug, programme]));
  const strange = [...new Set(parameters.keys())].filter((name) => !known.includes(name));
  return {
    total: matches.length,
    url: site + supportHref(parameters, locale),
    notices: [
      ...strange.map((name) => t('match.api.unknown-parameter', { name: name.slice(0, 60) })),
      ...(parameters.has('limit') && limit === undefined
        ? [t('match.api.limit', { max: mostMatches })]
        : []),
      ...read.faults.map((fault) => faultSentence(fault, t)),
    ],
    results: matches.slice(0, limit).flatMap((one) => {
      const programme = bySlug.get(one.slug);
      return programme ? [matchReport(one, programme, locale, site)] : [];
    }),
  };
}

/** Formats that hold only what nothing speaks against; a table or data tell the verdict of each programme. */
const chosenOnly: readonly Format[] = ['ics', 'atom'];

/** The programmes of a Find support page as a file holds them, best first, and what it says of each. */
export function matchContents(
  parameters: URLSearchParams,
  format: Format,
  locale: Locale,
  { analyser, site, ...world }: MatchWorld & { analyser: () => Analyser; site: string },
): { entries: Entry<'programme'>[]; head: FileHead } {
  const t = texts(locale);
  const { asked, activity, found } = activityAsked(parameters, locale, analyser);
  const { read, matches } = judged(asked, world);
  const bySlug = new Map(world.programmes.map((programme) => [programme.slug, programme]));
  const told = new Map(matches.map((one) => [one.slug, one]));
  const entries = matches
    .filter(
      ({ verdict }) => !chosenOnly.includes(format) || verdict === 'fit' || verdict === 'check',
    )
    .flatMap(({ slug }) => bySlug.get(slug) ?? []);
  const answers = answersInWords(read, t);
  return {
    entries,
    head: {
      title: answers === '' ? t('match.title') : `${t('match.title')}: ${answers}`,
      href: supportHref(parameters, locale),
      type: 'programme',
      total: entries.length,
      notices: [
        ...(activity !== '' && found.length === 0
          ? [t('match.faults.no-activity', { value: activity })]
          : []),
        ...read.faults.map((fault) => faultSentence(fault, t)),
      ],
      remarks: {
        columns: ['verdict', 'reason'].map((name) => t(`match.columns.${name}`)),
        of: ({ slug }) => {
          const one = told.get(slug);
          const programme = bySlug.get(slug);
          return one && programme
            ? {
                cells: [t(`match.verdicts.${one.verdict}`), reasonFor(one, locale, t)],
                data: { match: matchReport(one, programme, locale, site) },
              }
            : { cells: ['', ''], data: {} };
        },
      },
    },
  };
}
