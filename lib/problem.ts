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

// What stood in a file must not move the cursor or start a new line on somebody's terminal.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

const printable = (value: string | number): string | number =>
  typeof value === 'string' ? value.replace(unprintable, ' ') : value;

/** One sentence for a person, in their language: what is wrong and how to mend it. */
export const describe = ({ code, field = '', values = {} }: Problem, t: Translate): string =>
  t(`problems.${code}`, {
    field: String(printable(field)),
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, printable(value)])),
  });

/** As compilers print it, so that terminals and editors can jump there. */
export const describeWithPlace = (problem: Problem, t: Translate): string =>
  `${String(printable(problem.file))}:${problem.line}: ${describe(problem, t)}`;
