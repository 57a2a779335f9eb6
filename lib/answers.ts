import { activityOf } from '#lib/activities';
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
import type { List } from '#lib/field';
import { contradictionsIn, noAnswers, questions, type Answers, type Question } from '#lib/matching';
import { sizesFrom, type SizeClass } from '#lib/size-classes';
import { fold } from '#lib/turkish/letters';

/** An answer that was not used as it stood; `code` names a sentence of `messages`. */
export type AnswerFault = {
  readonly question: Question;
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
};

/** `given` is what was typed or chosen, sound or not, so that a form can show it again. */
export type ReadAnswers = {
  readonly answers: Answers;
  readonly given: ReadonlyMap<Question, readonly string[]>;
  readonly faults: readonly AnswerFault[];
};

/** More values than these of one question are not read. */
export const maxValues = 100;
const maxAge = 200;
const maxStaff = 1_000_000;
const maxMoney = 1e13;

/** The closed lists that questions are answered from. */
export const answerLists: Partial<Record<Question, List>> = {
  province: provinces,
  sector: sectors,
  size: sizes,
  form: legalForms,
  export: exportStates,
  group: groups,
  purpose: purposes,
  support: supportTypes,
};

const otherValues: Partial<Record<Question, readonly string[]>> = {
  group: ['none'],
  member: ['true', 'false'],
};

/** Answers that a question knows; of one about figures, what they can look like. */
export const choicesOf = (question: Question): readonly string[] => [
  ...(answerLists[question]?.codes ?? []).filter((code) => code !== sectors.all),
  ...(otherValues[question] ?? samples[question] ?? []),
];

const samples: Partial<Record<Question, readonly string[]>> = {
  sector: ['25', '25.6'],
  age: ['3', 'not-founded'],
  staff: ['12'],
  turnover: ['10000000'],
  balance: ['10000000'],
};

const isSector = (value: string): boolean =>
  choicesOf('sector').includes(value) || activityOf(value) !== undefined;

/** Questions of which one answer holds: several say only that it is one of them. */
const single: readonly Question[] = ['size', 'age', 'export', 'member', 'form'];

// Marks that change the direction of text or cannot be seen would spoil the sentence that repeats them.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const shown = (value: string): string => value.replace(unseen, ' ').trim().slice(0, 60);

/**
 * Reads answers from an address. What cannot be used is left out and told, never guessed at; of two answers
 * that contradict each other neither is used.
 */
export function readAnswers(
  parameters: { getAll(name: string): string[] },
  classes: readonly SizeClass[],
): ReadAnswers {
  const faults: AnswerFault[] = [];
  const fault = (question: Question, code: string, values: AnswerFault['values'] = {}) =>
    faults.push({ question, code, values });
  const given = new Map<Question, readonly string[]>();
  for (const question of questions) {
    const all = parameters.getAll(question);
    if (all.length > maxValues) fault(question, 'many-values', { max: maxValues });
    const values = all
      .slice(0, maxValues)
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (values.length > 0) given.set(question, [...new Set(values)]);
  }

  const chosen = (question: Question, isGood = knows(question)): string[] => {
    const values = given.get(question) ?? [];
    const good = values.filter(isGood);
    for (const value of values)
      if (!isGood(value)) fault(question, 'unknown-value', { value: shown(value) });
    if (single.includes(question) && good.length > 1)
      fault(question, 'several', { count: good.length });
    return good;
  };
  const number = (question: Question, max: number, read: (text: string) => number | undefined) => {
    const numbers = (given.get(question) ?? []).flatMap((text) => {
      const value = read(text);
      if (value === undefined) fault(question, 'not-a-number', { value: shown(text) });
      else if (value > max) fault(question, 'out-of-range', { value: shown(text), max });
      return value === undefined || value > max ? [] : [value];
    });
    if (numbers.length < 2) return numbers[0];
    fault(question, 'several', { count: numbers.length });
    return undefined;
  };

  const figures = {
    staff: number('staff', maxStaff, readCount),
    turnover: number('turnover', maxMoney, readAmount),
    balance: number('balance', maxMoney, readAmount),
  };
  const groupCodes = chosen('group');
  if (groupCodes.length > 1 && groupCodes.includes('none')) fault('group', 'group-none');
  const ownSizes = chosen('size');
  const figured = sizesFrom(figures, classes);
  const agreed = ownSizes.filter((size) => figured.includes(size));
  const differ = ownSizes.length > 0 && figured.length > 0 && agreed.length === 0;
  if (differ) fault('size', 'size-differs');
  const answers: Answers = {
    provinces: chosen('province'),
    sectors: chosen('sector', isSector),
    sizes: differ
      ? []
      : ownSizes.length > 0 && figured.length > 0
        ? agreed
        : [...ownSizes, ...figured],
    staff: differ ? undefined : figures.staff,
    ages: readAges(given.get('age') ?? [], fault),
    exports: chosen('export'),
    membership: chosen('member').map((value) => (value === 'true' ? 'member' : 'not-member')),
    forms: chosen('form'),
    groups: groupCodes.length > 1 ? groupCodes.filter((code) => code !== 'none') : groupCodes,
    purposes: chosen('purpose'),
    supports: chosen('support'),
  };
  const contradictions = contradictionsIn(answers);
  for (const [question, other] of contradictions) fault(question, 'contradiction', { other });
  const place = ({ question }: AnswerFault) => questions.indexOf(question);
  return {
    answers: contradictions.flat().reduce(withoutAnswer, answers),
    given,
    faults: faults.sort((a, b) => place(a) - place(b)),
  };
}

const knows = (question: Question) => (value: string) => choicesOf(question).includes(value);

function readAges(
  given: readonly string[],
  fault: (question: Question, code: string, values?: AnswerFault['values']) => void,
): Answers['ages'] {
  const ages = given.flatMap((text): Answers['ages'] => {
    if (text === 'not-founded') return [text];
    const value = readCount(text);
    if (value === undefined) fault('age', 'not-a-number', { value: shown(text) });
    else if (value > maxAge) fault('age', 'out-of-range', { value: shown(text), max: maxAge });
    return value === undefined || value > maxAge ? [] : [value];
  });
  if (ages.length > 1) fault('age', 'several', { count: ages.length });
  return ages;
}

const fieldOf: Readonly<Record<Question, readonly (keyof Answers)[]>> = {
  province: ['provinces'],
  sector: ['sectors'],
  size: ['sizes', 'staff'],
  staff: ['sizes', 'staff'],
  turnover: ['sizes'],
  balance: ['sizes'],
  age: ['ages'],
  export: ['exports'],
  member: ['membership'],
  form: ['forms'],
  group: ['groups'],
  purpose: ['purposes'],
  support: ['supports'],
};

/** The answers as if that question had been left open. */
const withoutAnswer = (answers: Answers, question: Question): Answers => ({
  ...answers,
  ...Object.fromEntries(fieldOf[question].map((field) => [field, noAnswers[field]])),
});

const readCount = (text: string): number | undefined => {
  const digits = /^\d{1,3}([. \u00A0]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
};

const scales: Readonly<Record<string, number>> = {
  bin: 1e3,
  milyon: 1e6,
  million: 1e6,
  milyar: 1e9,
  billion: 1e9,
};

/** 10000000, 10.000.000, "1,5 milyon" and "1.5 million TL" are all amounts in lira. */
function readAmount(text: string): number | undefined {
  const [, digits = '', scale = ''] =
    /^(\d[\d., ]*?) *(bin|milyon|million|milyar|billion)? *(?:tl|try|₺|lira)?$/.exec(fold(text)) ??
    [];
  const plain = readCount(digits.replaceAll(',', '.'));
  const decimal = /^\d{1,15}[.,]\d{1,2}$/.test(digits)
    ? Number(digits.replace(',', '.'))
    : undefined;
  const value = plain ?? decimal;
  return value === undefined ? undefined : value * (scales[scale] ?? 1);
}
