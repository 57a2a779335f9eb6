import { z } from 'zod';
import { decodePath, entryAt, targetOf } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { exactDate, line, type Locale } from '#lib/field';
import { readYaml } from '#lib/front-matter';
import { hiddenCharacterIn } from '#lib/hidden-characters';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';
import { maxQuery } from '#lib/search-state';

/** A search of which editors say what must come first. The address of `first` tells the language. */
const entrySchema = z.strictObject({
  query: line(maxQuery),
  first: line(2000),
  /** Who says so: a role, no name. */
  by: line(120),
  on: exactDate,
});

/** A search, in a language, and the entry that must come first. */
export type EditorsQuery = {
  readonly query: string;
  readonly locale: Locale;
  readonly type: TypeName;
  readonly slug: string;
};

export type EditorsQueries = {
  readonly queries: readonly EditorsQuery[];
  readonly problems: readonly Problem[];
};

/**
 * Reads what editors expect of searches. Every problem is found in one go and told under the name of
 * `file`; what is sound counts although something else is broken. `isThere` knows the entries.
 */
export function parseQueries(
  file: string,
  text: string,
  isThere: (type: TypeName, slug: string, locale: Locale) => boolean,
): EditorsQueries {
  const problems: Problem[] = [];
  const queries: EditorsQuery[] = [];
  const report = (at: number, code: string, more: Pick<Problem, 'field' | 'values'> = {}) =>
    problems.push({ file, line: at, code, ...more });

  text.split('\n').forEach((words, index) => {
    const code = hiddenCharacterIn(words);
    if (code) report(index + 1, 'hidden-character', { values: { code } });
  });
  const yaml = readYaml(text);
  if (!yaml.ok) {
    for (const { line: at, ...fault } of yaml.faults) report(at, fault.code);
    return { queries, problems };
  }
  const { value, lineAt } = yaml;
  // A file of comments alone says nothing, which is no mistake.
  if (value !== null && !Array.isArray(value)) report(1, 'query-form');
  const lines = new Map<string, number>();
  for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) {
      report(lineAt([index]), 'query-form');
      continue;
    }
    const given: Record<string, unknown> = { ...item };
    const checked = entrySchema.safeParse(given);
    for (const issue of checked.error?.issues ?? [])
      for (const { at, code, field, values } of faultsOf(issue, entrySchema, given, []))
        report(lineAt([index, ...at]), code, { field, values });
    if (!checked.success) continue;
    const { query, first } = checked.data;
    const expected = expectedAt(first, isThere);
    if (typeof expected === 'string') {
      report(lineAt([index, 'first']), expected, { field: 'first', values: { href: first } });
      continue;
    }
    const key = `${expected.locale} ${query.normalize('NFC')}`;
    const other = lines.get(key);
    const own = lineAt([index, 'query']);
    if (other !== undefined)
      report(own, 'query-repeated', { field: 'query', values: { query, line: other } });
    else {
      lines.set(key, own);
      queries.push({ query, ...expected });
    }
  }
  return { queries, problems: problems.sort((a, b) => a.line - b.line) };
}

/** The entry at an address of the portal, or the code of what is wrong with the address. */
function expectedAt(
  href: string,
  isThere: (type: TypeName, slug: string, locale: Locale) => boolean,
): Omit<EditorsQuery, 'query'> | 'broken-link' | 'query-leads-to-list' {
  const target = href.startsWith('/') ? targetOf(decodePath(href) ?? href) : undefined;
  if (!target) return 'broken-link';
  const { locale } = target;
  const entry = entryAt(target);
  if (!entry) return 'query-leads-to-list';
  const { type, slug } = entry;
  return isThere(type, slug, locale) ? { locale, type, slug } : 'broken-link';
}
