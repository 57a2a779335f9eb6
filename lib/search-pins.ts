import { z } from 'zod';
import type { TypeName } from '#lib/content-types';
import { byLine, readList } from '#lib/editors-list';
import { because, exactDate, line, type Locale } from '#lib/field';
import type { Problem } from '#lib/problem';
import { entryOf } from '#lib/search-queries';
import { maxQuery } from '#lib/search-state';
import type { Analyser } from '#lib/turkish/analyser';

/** So many entries may stand before everything else; more would be a list of its own. */
export const mostPinned = 5;

/** Entries that stand first for a search, whatever else it finds. Their addresses tell the language. */
export const pinSchema = z
  .strictObject({
    query: line(maxQuery),
    answers: z.array(line(2000)).min(1).max(mostPinned),
    reason: line(300),
    /** Who says so: a role, no name. */
    by: line(120),
    on: exactDate,
    /** The last day on which they stand first. */
    until: exactDate.optional(),
  })
  .refine(({ on, until }) => until === undefined || until >= on, {
    path: ['until'],
    ...because('pin-until'),
  });
export type PinText = z.infer<typeof pinSchema>;

/** A pinned answer as the search uses it. */
export type Pin = {
  readonly query: string;
  readonly locale: Locale;
  readonly entries: readonly { readonly type: TypeName; readonly slug: string }[];
  readonly until?: string | undefined;
  readonly line: number;
};

/**
 * The words of a query that tell something, in their dictionary form and in any order: "KOSGEB hibeleri" and
 * "kosgeb hibesi" are one. `typed` is the same for a keyboard without ş, ı and ğ, where that reads otherwise.
 */
function keysOf(analyser: Analyser, query: string): { own: string; typed: string } {
  const { tokens } = analyser.analyse(query);
  const telling = tokens.filter(({ word }) => !analyser.isStopWord(word));
  const words = telling.length > 0 ? telling : tokens;
  const key = (stems: readonly string[]) => [...new Set(stems)].sort().join(' ');
  return {
    own: key(words.map(({ stem }) => stem)),
    typed: key(words.map(({ stem, others }) => others[0]?.stem ?? stem)),
  };
}

/** What keeps a text from being a list of pins at all, whatever it pins. */
export const pinFaults = (file: string, text: string): readonly Problem[] =>
  readList(file, text, pinSchema, 'pin-form').problems;

/**
 * Reads content/search/pins.yaml. Every problem is found in one go; what is sound counts although something
 * else is broken. `isThere` knows the entries that readers see.
 */
export function parsePins(
  file: string,
  text: string,
  isThere: (type: TypeName, slug: string, locale: Locale) => boolean,
  analyserOf: (locale: Locale) => Analyser,
): { pins: readonly Pin[]; problems: readonly Problem[] } {
  const { items, problems } = readList(file, text, pinSchema, 'pin-form');
  const pins: Pin[] = [];
  const lines = new Map<string, number>();
  for (const { value, lineAt } of items) {
    const report = (code: string, field: string, at: number, values: Problem['values'] = {}) =>
      problems.push({ file, line: at, code, field, values });
    const read = value.answers.map((href) => entryOf(href, isThere));
    read.forEach((entry, i) => {
      const href = value.answers[i] ?? '';
      if (typeof entry === 'string')
        report(entry === 'broken-link' ? 'pin-no-entry' : entry, 'answers', lineAt('answers', i), {
          href,
        });
    });
    const entries = read.flatMap((entry) => (typeof entry === 'string' ? [] : [entry]));
    // An answer that has gone away leaves the others where they stand.
    const [first] = entries;
    if (!first) continue;
    const before = problems.length;
    const { locale } = first;
    const foreign = entries.findIndex((entry) => entry.locale !== locale);
    if (foreign >= 0) report('pin-two-languages', 'answers', lineAt('answers', foreign));
    const names = entries.map(({ type, slug }) => `${type}/${slug}`);
    const again = names.findIndex((name, i) => names.indexOf(name) < i);
    if (again >= 0)
      report('pin-answer-repeated', 'answers', lineAt('answers', again), {
        href: value.answers[again] ?? '',
      });
    const { own } = keysOf(analyserOf(locale), value.query);
    const line = lineAt('query');
    const other = lines.get(`${locale} ${own}`);
    if (own === '') report('pin-no-words', 'query', line, { query: value.query });
    else if (other !== undefined)
      report('pin-repeated', 'query', line, { query: value.query, line: other });
    if (problems.length > before) continue;
    lines.set(`${locale} ${own}`, line);
    const { query, until } = value;
    pins.push({
      query,
      locale,
      entries: entries.map(({ type, slug }) => ({ type, slug })),
      line,
      ...(until !== undefined && { until }),
    });
  }
  return { pins, problems: byLine(problems) };
}

/** Finds the entries that stand first for a query on a day. */
export function pinnedFor(
  pins: readonly Pin[],
  locale: Locale,
  analyser: Analyser,
): (query: string, today: string) => Pin['entries'] {
  const byKey = new Map<string, Pin>();
  for (const pin of pins) {
    if (pin.locale !== locale) continue;
    const { own, typed } = keysOf(analyser, pin.query);
    if (!byKey.has(typed)) byKey.set(typed, pin);
    byKey.set(own, pin);
  }
  return (query, today) => {
    if (byKey.size === 0) return [];
    const pin = byKey.get(keysOf(analyser, query).own);
    return pin && (pin.until === undefined || pin.until >= today) ? pin.entries : [];
  };
}
