import type { z } from 'zod';
import { slugFromPath, targetOf } from '#lib/addresses';
import {
  contentTypes,
  fieldsOf,
  typeNames,
  type EntryData,
  type TypeName,
} from '#lib/content-types';
import { slugPattern, type Locale, type Relation } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { inspect } from '#lib/markdown';
import type { Problem } from '#lib/problem';
import { faultsOf } from '#lib/schema-faults';

const maxBytes = 256 * 1024;
const maxLines = 10_000;

/** A file that passed every check that needs no other file. */
export type ContentFile = {
  readonly file: string;
  readonly type: TypeName;
  readonly slug: string;
  readonly locale: Locale;
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** What it points to, for the checks that need the other files. */
  readonly references: readonly Reference[];
};

export type Reference = Pick<Problem, 'line' | 'field'> &
  (
    | { readonly kind: 'entry'; type: TypeName; slug: string }
    | { readonly kind: 'image'; src: string }
  );

/** An entry in one language: the Turkish file's facts with the twin's words over them. */
export type Entry<T extends TypeName = TypeName> = {
  [K in T]: {
    readonly type: K;
    readonly slug: string;
    readonly locale: Locale;
    readonly data: EntryData<K>;
    /** The fields whose words are in the entry's own language. */
    readonly translated: ReadonlySet<string>;
    readonly body: string;
    readonly bodyLocale: Locale;
    readonly hasTwin: boolean;
  };
}[T];

/** `references` are there for a broken file too, so that all its problems are told at once. */
export type Parsed =
  | { ok: true; file: ContentFile }
  | { ok: false; problems: Problem[]; references: readonly Reference[] };

/**
 * Checks one content file by its path (`content/<folder>/<slug>.<tr|en>.md`) and text. Every problem is
 * found in one go; nothing in the text is ever run.
 */
export function parseEntry(path: string, text: string): Parsed {
  const problems: Problem[] = [];
  const report = (line: number, code: string, more: Pick<Problem, 'field' | 'values'> = {}) =>
    problems.push({ file: path, line, code, ...more });
  const references: Reference[] = [];
  const failed = (): Parsed => ({ ok: false, problems, references });

  const place = placeOf(path);
  if (!place) {
    report(1, 'file-name', {
      values: { folders: typeNames.map((t) => contentTypes[t].folder).join(', ') },
    });
    return failed();
  }
  if (new TextEncoder().encode(text).length > maxBytes)
    report(1, 'too-large', { values: { max: 256 } });
  const lines = text.split('\n');
  if (lines.length > maxLines) report(maxLines, 'too-many-lines', { values: { max: maxLines } });
  if (problems.length > 0) return failed();

  lines.forEach((line, index) => {
    const hidden = hiddenCharacter.exec(line)?.[0];
    if (hidden !== undefined) {
      const code = hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
      report(index + 1, 'hidden-character', { values: { code: `U+${code}` } });
    }
  });

  const front = readFrontMatter(text);
  if (!front.ok) {
    for (const { line, code, values } of front.faults) report(line, code, { values });
    return failed();
  }
  const { values, body, bodyLine, lineAt: linesAt } = front;
  const { type, slug, locale } = place;
  const schema: z.ZodType<Record<string, unknown>> =
    locale === 'tr' ? contentTypes[type].schema : contentTypes[type].twinSchema;
  const checked = schema.safeParse(values);
  const facts = locale === 'en' ? Object.keys(fieldsOf(type)) : [];
  if (checked.success) {
    const more = checkFields(place, checked.data, values, linesAt);
    for (const { line, code, ...rest } of more.faults) report(line, code, rest);
    references.push(...more.references);
  } else {
    for (const issue of checked.error.issues)
      for (const { at, code, ...rest } of faultsOf(issue, schema, values, facts))
        report(linesAt(at), code, rest);
  }

  const parts = inspect(body);
  const inBody = (line: number) => bodyLine + line - 1;
  for (const { line } of parts.rawHtml) report(inBody(line), 'raw-html');
  for (const { line } of parts.topHeadings) report(inBody(line), 'top-heading');
  for (const { line, src, alt } of parts.images) {
    if (alt.trim() === '') report(inBody(line), 'image-without-text', { values: { src } });
    references.push({ kind: 'image', src, line: inBody(line) });
  }
  for (const { line, href } of parts.links) {
    const address = /^\/(?!\/)[^?#]*/.exec(href)?.[0];
    if (address === undefined) {
      if (!/^(https?:\/\/|mailto:|tel:|#)/i.test(href))
        report(inBody(line), 'link-kind', { values: { href } });
      continue;
    }
    const target = targetOf(safeDecode(address));
    if (!target) report(inBody(line), 'broken-link', { values: { href } });
    else if (target.kind === 'entry')
      references.push({ kind: 'entry', type: target.type, slug: target.slug, line: inBody(line) });
  }
  if (problems.length > 0 || !checked.success) return failed();
  return {
    ok: true,
    file: { file: path, type, slug, locale, data: checked.data, body, references },
  };
}

type Place = { type: TypeName; slug: string; locale: Locale };

/** What a schema cannot say: periods, source numbers, and where relations point. */
function checkFields(
  { type, slug, locale }: Place,
  data: Readonly<Record<string, unknown>>,
  values: Record<string, unknown>,
  lineAt: (path: readonly PropertyKey[]) => number,
): { faults: Omit<Problem, 'file'>[]; references: Reference[] } {
  const faults: Omit<Problem, 'file'>[] = [];
  const references: Reference[] = [];
  for (const [first, second] of contentTypes[type].periods ?? []) {
    const [start, end] = [data[first], data[second]];
    if (typeof start === 'string' && typeof end === 'string' && end < start.slice(0, end.length))
      faults.push({
        line: lineAt([second]),
        code: 'end-before-start',
        field: second,
        values: { start, end },
      });
  }
  const known = Array.isArray(values.sources) ? values.sources.length : 0;
  for (const { at, count } of sourceNumbersIn(values))
    if (count > known)
      faults.push({
        line: lineAt(at),
        code: 'no-such-source',
        field: at.join('.'),
        values: { count, known },
      });
  if (type === 'plan' && locale === 'tr') {
    const expected = slugFromPath('plan', [String(data.plan), String(data.number)]);
    if (expected !== slug)
      faults.push({
        line: lineAt(['number']),
        code: 'plan-file-name',
        field: 'number',
        values: { expected: `${expected}.tr.md` },
      });
  }
  for (const [name, field] of Object.entries(fieldsOf(type))) {
    if (!field.target || data[name] === undefined) continue;
    const target = typeNames.find((t) => t === field.target);
    if (!target) throw new Error(`content-types.ts: ${type}.${name} points to no content type`);
    const links =
      field.kind === 'reference'
        ? [{ to: String(data[name]), at: [name] }]
        : (data[name] as Relation[]).map(({ to }, i) => ({ to, at: [name, i, 'to'] })); // kind 'relations' has this schema
    for (const { to, at } of links)
      references.push({
        kind: 'entry',
        type: target,
        slug: to,
        line: lineAt(at),
        field: at.join('.'),
      });
  }
  return { faults, references };
}

/** The file that holds an entry in a language. */
export const pathOf = (type: TypeName, slug: string, locale: Locale): string =>
  `content/${contentTypes[type].folder}/${slug}.${locale}.md`;

/** Puts an entry together in a language; without a twin the English entry shows the Turkish words. */
export function entryFrom(
  turkish: ContentFile,
  twin: ContentFile | undefined,
  locale: Locale,
): Entry {
  const words = locale === 'en' && twin ? twin : undefined;
  const own = locale === 'tr' ? Object.keys(turkish.data) : Object.keys(words?.data ?? {});
  const hasBody = words !== undefined && (words.body !== '' || turkish.body === '');
  return {
    type: turkish.type,
    slug: turkish.slug,
    locale,
    data: { ...turkish.data, ...words?.data },
    translated: new Set(own),
    body: hasBody ? words.body : turkish.body,
    bodyLocale: hasBody ? 'en' : 'tr',
    hasTwin: twin !== undefined,
  } as unknown as Entry; // parseEntry checked `data` against the schema of this very `type`
}

// What follows is the inside: names, and one code for each kind of fault.

// Direction marks and other characters that change what is seen without being seen.
const hiddenCharacter =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Folders inside a type's folder are the editor's own order and mean nothing. */
function placeOf(path: string): Place | undefined {
  const [, folder, slug, locale] =
    /^content\/([^/]+)\/(?:[^/]+\/)*([^/]+)\.(tr|en)\.md$/.exec(path) ?? [];
  const type = typeNames.find((t) => contentTypes[t].folder === folder);
  if (!type || !slug || slug.length > 120 || !slugPattern.test(slug)) return undefined;
  return { type, slug, locale: locale === 'en' ? 'en' : 'tr' };
}

/** Every number under a `sources` key that counts the entry's own sources. */
function* sourceNumbersIn(
  value: unknown,
  at: readonly PropertyKey[] = [],
): Generator<{ at: readonly PropertyKey[]; count: number }> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...at, Array.isArray(value) ? Number(key) : key];
    if (key === 'sources' && Array.isArray(inner))
      for (const count of inner) if (typeof count === 'number') yield { at: here, count };
    yield* sourceNumbersIn(inner, here);
  }
}
