import type { Translate } from '#lib/messages';

/** Something in a content file that a person has to mend. `code` names a sentence in `messages`. */
export type Problem = {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly code: string;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** One sentence for a person, in their language: what is wrong and how to mend it. */
export const describe = (problem: Problem, t: Translate): string =>
  t(`problems.${problem.code}`, { field: problem.field ?? '', ...problem.values });

/** As compilers print it, so that terminals and editors can jump there. */
export const describeWithPlace = (problem: Problem, t: Translate): string =>
  `${problem.file}:${problem.line}: ${describe(problem, t)}`;
