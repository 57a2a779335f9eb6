import { measureOf } from '#lib/benchmark-catalogue';
import { benchmarkFile, type BenchmarkFile } from '#lib/benchmark-file';
import { valuesOf } from '#lib/benchmark-values';
import { valueWords } from '#lib/benchmark-words';
import { fieldsOf, type EntryData } from '#lib/content-types';
import type { Locale } from '#lib/field';
import { changeEntry } from '#lib/entry-source';
import { readYaml } from '#lib/front-matter';
import type { Translate } from '#lib/messages';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';

/** A contribution of somebody else's making is no larger than this. */
export const mostBytes = 256 * 1024;

type Contribution =
  | { readonly ok: true; readonly contribution: BenchmarkFile; readonly lineAt: LineAt }
  | { readonly ok: false; readonly problems: Problem[] };
type LineAt = (path: readonly PropertyKey[]) => number;

/**
 * The contribution in a JSON text, or all that is wrong with it, each with its line. `file` names it for a
 * person; `today` is `YYYY-MM-DD`, and nothing may lie behind it.
 */
export function readContribution(file: string, text: string, today: string): Contribution {
  const failed = (...problems: Omit<Problem, 'file'>[]): Contribution => ({
    ok: false,
    problems: problems.map((problem) => ({ file, ...problem })),
  });
  const json = parsed(text);
  // Every JSON text is YAML, and the reader of YAML knows its lines.
  const yaml = readYaml(text);
  if (!json) return failed({ line: yaml.ok ? 1 : (yaml.faults[0]?.line ?? 1), code: 'not-json' });
  if (json.value === null || typeof json.value !== 'object' || Array.isArray(json.value))
    return failed({ line: 1, code: 'json-not-object' });
  if (!yaml.ok) return failed(...yaml.faults);
  const { lineAt } = yaml;
  const values = json.value as Record<string, unknown>; // an object that is not an array
  const checked = benchmarkFile.safeParse(values);
  const problems: Omit<Problem, 'file'>[] = [];
  for (const issue of checked.error?.issues ?? [])
    for (const { at, ...fault } of faultsOf(issue, benchmarkFile, values, []))
      problems.push({ line: lineAt(at), ...fault });
  problems.push(...future(values, today, lineAt));
  if (checked.success) problems.push(...twice(checked.data, lineAt));
  return checked.success && problems.length === 0
    ? { ok: true, contribution: checked.data, lineAt }
    : failed(...problems.sort((a, b) => a.line - b.line));
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Dates behind today, also where other things are wrong. */
function future(
  file: Record<string, unknown>,
  today: string,
  lineAt: LineAt,
): Omit<Problem, 'file'>[] {
  const values: unknown[] = Array.isArray(file.values) ? file.values : [];
  const inside = (value: unknown, key: string): unknown =>
    value !== null && typeof value === 'object' && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key] // it is an object that has the key
      : undefined;
  return [
    { at: ['date'], date: file.date },
    { at: ['source', 'date'], date: inside(file.source, 'date') },
    ...values.map((value, index) => ({
      at: ['values', index, 'year'],
      date: inside(value, 'year'),
    })),
  ].flatMap(({ at, date }) => {
    const text = String(date ?? '');
    const isLater = /^\d{4}(-\d{2}){0,2}$/.test(text) && text > today.slice(0, text.length);
    return isLater
      ? [
          {
            line: lineAt(at),
            code: 'benchmark-future',
            field: at.join('.'),
            values: { value: text },
          },
        ]
      : [];
  });
}

const keyOf = ({ code, year }: { code: string; year: string }): string => `${code} ${year}`;

function twice({ values }: BenchmarkFile, lineAt: LineAt): Omit<Problem, 'file'>[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const isSecond = seen.has(keyOf(value));
    seen.add(keyOf(value));
    return isSecond
      ? [
          {
            line: lineAt(['values', index]),
            code: 'benchmark-twice',
            field: `values.${index}`,
            values: { code: value.code, year: value.year },
          },
        ]
      : [];
  });
}

type Cluster = EntryData<'cluster'>;

/**
 * What a contribution does to its cluster's file: the new text, with every other byte as it was, and which
 * values are new. A value that the entry has already, of the same time, is left out; one that it has
 * otherwise is a problem, for only a person can say which is right.
 */
export function withContribution(
  text: string,
  cluster: Cluster,
  { contribution, lineAt }: { contribution: BenchmarkFile; lineAt: LineAt },
  about: { file: string; today: string; locale: Locale; t: Translate },
):
  | { ok: true; text: string; fresh: BenchmarkFile['values']; known: number }
  | { ok: false; problems: Problem[] } {
  const there = valuesOf(cluster, about.today);
  const problems: Problem[] = [];
  const fresh = contribution.values.filter((value, index) => {
    const measure = measureOf(value.code);
    const same = there.filter((one) => one.measure.code === value.code && one.at === value.year);
    if (!measure || same.length === 0) return true;
    const currency = measure.unit === 'money' ? value.unit : undefined;
    if (same.some((one) => one.value === value.value && one.currency === currency)) return false;
    const words = (amount: number | boolean | string, money: string | undefined) =>
      valueWords(measure, amount, money, about.locale, about.t);
    problems.push({
      file: about.file,
      line: lineAt(['values', index]),
      code: 'benchmark-conflict',
      field: `values.${index}`,
      values: {
        code: value.code,
        year: value.year,
        there: same.map((one) => words(one.value, one.currency)).join('; '),
        given: words(value.value, currency),
      },
    });
    return false;
  });
  if (problems.length > 0) return { ok: false, problems };
  const known = contribution.values.length - fresh.length;
  if (fresh.length === 0) return { ok: true, text, fresh, known };

  const { source, contributor, date } = contribution;
  const sources = cluster.sources ?? [];
  const place = sources.findIndex((one) => JSON.stringify(one) === JSON.stringify(source)) + 1;
  const indicators = fresh.map(({ code, value, unit, year, quality }) => ({
    code,
    value,
    ...(measureOf(code)?.unit === 'money' && { unit }),
    year,
    quality,
    sources: [place || sources.length + 1],
    by: contributor.role,
    on: date,
  }));
  return {
    ok: true,
    text: changeEntry(text, {
      items: { indicators, sources: place === 0 ? [source] : [] },
      order: Object.keys(fieldsOf('cluster')),
    }),
    fresh,
    known,
  };
}
