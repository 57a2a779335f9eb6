import { z } from 'zod';
import { decodePath, entryAt, targetOf } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { exactDate, line, type Locale } from '#lib/field';
import { byLine, readList } from '#lib/editors-list';
import type { Problem } from '#lib/problem';
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
  const { items, problems } = readList(file, text, entrySchema, 'query-form');
  const queries: EditorsQuery[] = [];
  const lines = new Map<string, number>();
  for (const { value, lineAt } of items) {
    const { query, first } = value;
    const expected = entryOf(first, isThere);
    if (typeof expected === 'string') {
      const at = { file, line: lineAt('first'), code: expected };
      problems.push({ ...at, field: 'first', values: { href: first } });
      continue;
    }
    const key = `${expected.locale} ${query.normalize('NFC')}`;
    const other = lines.get(key);
    const line = lineAt('query');
    if (other !== undefined) {
      const at = { file, line, code: 'query-repeated' };
      problems.push({ ...at, field: 'query', values: { query, line: other } });
    } else {
      lines.set(key, line);
      queries.push({ query, ...expected });
    }
  }
  return { queries, problems: byLine(problems) };
}

/** The entry at an address of the portal, or the code of what is wrong with the address. */
export function entryOf(
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
