import type { z } from 'zod';
import { readYaml } from '#lib/front-matter';
import { hiddenCharacterIn } from '#lib/hidden-characters';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';

/** An item of the list, its place (counted from 0), and the line on which one of its fields stands. */
export type ListItem<T> = {
  readonly value: T;
  readonly index: number;
  readonly lineAt: (...at: readonly PropertyKey[]) => number;
};

/**
 * Reads a YAML file that is a list of items of one shape. Every problem is found in one go and told under
 * the name of `file`; what is sound counts although something else is broken. `formCode` names the sentence
 * for what is no such item at all. A file of comments alone is an empty list.
 */
export function readList<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
  formCode: string,
): { items: ListItem<T>[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const items: ListItem<T>[] = [];
  const report = (line: number, code: string, more: Pick<Problem, 'field' | 'values'> = {}) =>
    problems.push({ file, line, code, ...more });

  text.split('\n').forEach((words, index) => {
    const code = hiddenCharacterIn(words);
    if (code) report(index + 1, 'hidden-character', { values: { code } });
  });
  const yaml = readYaml(text);
  if (!yaml.ok) {
    for (const { line, ...fault } of yaml.faults) report(line, fault.code);
    return { items, problems };
  }
  const { value, lineAt } = yaml;
  if (value !== null && !Array.isArray(value)) report(1, formCode);
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) {
      report(lineAt([index]), formCode);
      continue;
    }
    const given: Record<string, unknown> = { ...item };
    const checked = schema.safeParse(given);
    for (const issue of checked.error?.issues ?? [])
      for (const { at, code, field, values } of faultsOf(issue, schema, given, []))
        report(lineAt([index, ...at]), code, { field, values });
    if (checked.success)
      items.push({ value: checked.data, index, lineAt: (...at) => lineAt([index, ...at]) });
  }
  return { items, problems };
}

/** Problems in the order of the file. */
export const byLine = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => a.line - b.line);
