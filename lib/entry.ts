import type { z } from 'zod';
import { decodePath, slugFromPath, targetOf } from '#lib/addresses';
import {
  contentTypes,
  fileFieldsOf,
  typeNames,
  type EntryData,
  type TypeName,
} from '#lib/content-types';
import { slugPattern, type Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import { hiddenCharacterIn } from '#lib/hidden-characters';
import { inspect, render } from '#lib/markdown';
import type { Problem } from '#lib/problem';
import { endsBeforeItBegins, publicationFields } from '#lib/publication';
import { faultsOf, valueAt } from '#lib/schema-faults';
import type { Phrase } from '#lib/view';

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
    | {
        readonly kind: 'entry';
        type: TypeName;
        slug: string;
        /** The link as it is written, the heading it leads to, and in which language. */
        readonly heading?: { readonly href: string; readonly id: string; readonly locale: Locale };
      }
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

type TooMuch = { line: number; code: string; values: Record<string, number> };

/** What is too much of a text to be read on; a longer one may be shown as it is written, and no more. */
export function tooMuchIn(text: string): TooMuch[] {
  const bytes = new TextEncoder().encode(text).length;
  const lines = text.split('\n').length;
  const size = Math.ceil(bytes / 1024);
  return [
    ...(bytes > maxBytes
      ? [{ line: 1, code: 'too-large', values: { size, max: maxBytes / 1024 } }]
      : []),
    ...(lines > maxLines
      ? [{ line: maxLines, code: 'too-many-lines', values: { count: lines, max: maxLines } }]
      : []),
  ];
}

/**
 * Checks one content file by its path (`content/<folder>/<slug>.<tr|en>.md`) and text. Every problem is
 * found in one go; nothing in the text is ever run.
 */
export function parseEntry(path: string, text: string): Parsed {
  const problems: Problem[] = [];
  const report = (line: number, code: string, more: Pick<Problem, 'field' | 'values'> = {}) => {
    // A hidden character is found where it stands and again in the value that holds it.
    if (code === 'hidden-character' && problems.some((p) => p.line === line && p.code === code))
      return;
    problems.push({ file: path, line, code, ...more });
  };
  const references: Reference[] = [];
  const failed = (): Parsed => ({ ok: false, problems, references });

  const place = placeOf(path);
  if (!place) {
    report(1, 'file-name', {
      values: { folders: typeNames.map((t) => contentTypes[t].folder).join(', ') },
    });
    return failed();
  }
  const lines = text.split('\n');
  for (const { line, code, values } of tooMuchIn(text)) report(line, code, { values });
  if (problems.length > 0) return failed();

  lines.forEach((line, index) => {
    const code = hiddenCharacterIn(line);
    if (code) report(index + 1, 'hidden-character', { values: { code } });
  });

  const front = readFrontMatter(text);
  if (front.body !== undefined) {
    const body = checkBody(front.body, front.bodyLine ?? 1);
    for (const { line, code, ...rest } of body.faults) report(line, code, rest);
    references.push(...body.references);
  }
  if (!front.ok) {
    for (const { line, code, values } of front.faults) report(line, code, values && { values });
    return failed();
  }
  const { values, lineAt } = front;
  const { type, slug, locale } = place;
  const schema: z.ZodType<Record<string, unknown>> =
    locale === 'tr' ? contentTypes[type].schema : contentTypes[type].twinSchema;
  const checked = schema.safeParse(values);
  const facts = locale === 'en' ? Object.keys(fileFieldsOf(type)) : [];
  for (const issue of checked.error?.issues ?? [])
    for (const { at, code, ...rest } of faultsOf(issue, schema, values, facts))
      report(lineAt(at), code, rest);
  const fields = checkFields(place, values, lineAt);
  for (const { line, code, ...rest } of fields.faults) report(line, code, rest);
  references.push(...fields.references);
  if (problems.length > 0 || !checked.success) return failed();
  return {
    ok: true,
    file: { file: path, type, slug, locale, data: checked.data, body: front.body, references },
  };
}

export type Place = { type: TypeName; slug: string; locale: Locale };

type Found = { faults: Omit<Problem, 'file'>[]; references: Reference[] };

/** What a schema cannot say: periods, source numbers, hidden characters, and where relations point. */
function checkFields(
  { type, slug, locale }: Place,
  values: Readonly<Record<string, unknown>>,
  lineAt: (path: readonly PropertyKey[]) => number,
): Found {
  const faults: Found['faults'] = [];
  const references: Reference[] = [];
  const report = (at: readonly PropertyKey[], code: string, more: Problem['values']) =>
    faults.push({ line: lineAt(at), code, field: at.join('.'), values: more ?? {} });

  for (const [first, second] of contentTypes[type].periods ?? []) {
    const [start, end] = [values[first], values[second]].map((date) => String(date ?? ''));
    if (start && end && end < start.slice(0, end.length))
      report([second], 'end-before-start', { start, end });
  }
  if (endsBeforeItBegins(values)) report(['retireAt'], 'retired-before-published', {});
  if (values.successor === slug) report(['successor'], 'own-successor', {});
  const known = Array.isArray(values.sources) ? values.sources.length : 0;
  for (const { at, value } of leavesOf(values)) {
    if (at.at(-2) === 'sources' && typeof value === 'number' && value > known)
      report(at.slice(0, -1), 'no-such-source', { count: value, known });
    const code = typeof value === 'string' ? hiddenCharacterIn(value) : undefined;
    if (code) faults.push({ line: lineAt(at), code: 'hidden-character', values: { code } });
  }
  if (type === 'plan' && locale === 'tr') {
    const expected = slugFromPath('plan', [String(values.plan), String(values.number)]);
    if (expected !== undefined && expected !== slug)
      report(['number'], 'plan-file-name', { expected: `${expected}.tr.md` });
  }
  for (const [name, field] of Object.entries(fileFieldsOf(type))) {
    if (!field.target) continue;
    const target = typeNames.find((t) => t === field.target);
    if (!target) throw new Error(`content-types.ts: ${type}.${name} points to no content type`);
    const inEach = field.kind === 'thresholds' ? 'programme' : 'to';
    const places =
      field.kind === 'reference'
        ? [[name]]
        : [values[name]].flat().map((_, index) => [name, index, inEach]);
    for (const at of places) {
      const to = valueAt(values, at);
      if (typeof to === 'string' && slugPattern.test(to))
        references.push({
          kind: 'entry',
          type: target,
          slug: to,
          line: lineAt(at),
          field: at.join('.'),
        });
    }
  }
  return { faults, references };
}

/** What can be wrong with the text under the fields. */
function checkBody(body: string, firstLine: number): Found {
  const faults: Found['faults'] = [];
  const references: Reference[] = [];
  const parts = inspect(body);
  const report = (line: number, code: string, values?: Problem['values']) =>
    faults.push({ line: firstLine + line - 1, code, ...(values && { values }) });

  for (const { line } of parts.rawHtml) report(line, 'raw-html');
  for (const { line } of parts.topHeadings) report(line, 'top-heading');
  for (const { line, text } of parts.texts) {
    const code = hiddenCharacterIn(text);
    if (code) report(line, 'hidden-character', { code });
  }
  for (const { line, src, alt } of parts.images) {
    if (alt.trim() === '') report(line, 'image-without-text', { src });
    references.push({ kind: 'image', src, line: firstLine + line - 1 });
  }
  const headings = () => render(body).headings.map(({ id }) => id);
  for (const { line, href } of parts.links) {
    const id = headingIn(href);
    if (href.startsWith('#') && !headings().includes(id ?? ''))
      report(line, 'no-such-heading', { href });
    const address = /^\/(?!\/)[^?#]*/.exec(href)?.[0];
    if (address === undefined) {
      if (!/^(https?:\/\/|mailto:|tel:|#)/i.test(href)) report(line, 'link-kind', { href });
      continue;
    }
    const target = targetOf(decodePath(address) ?? address);
    if (!target) report(line, 'broken-link', { href });
    else if (target.kind === 'entry' || target.kind === 'changes')
      references.push({
        kind: 'entry',
        type: target.type,
        slug: target.slug,
        line: firstLine + line - 1,
        ...(id !== undefined && { heading: { href, id, locale: target.locale } }),
      });
  }
  return { faults, references };
}

/** The heading that the end of an address names, if it names one. */
const headingIn = (href: string): string | undefined => {
  const [, id] = /#(.+)$/.exec(href) ?? [];
  return id === undefined ? undefined : (decodePath(id) ?? id);
};

/** The file that holds an entry in a language. */
export const pathOf = (type: TypeName, slug: string, locale: Locale): string =>
  `content/${contentTypes[type].folder}/${slug}.${locale}.md`;

const ofPublication = new Set(Object.keys(publicationFields('')));

/** What readers see of a file's fields. */
const shownTo = (data: ContentFile['data']): ContentFile['data'] =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !ofPublication.has(name)));

/** Puts an entry together in a language; without a twin the English entry shows the Turkish words. */
export function entryFrom(
  turkish: ContentFile,
  twin: ContentFile | undefined,
  locale: Locale,
): Entry {
  const words = locale === 'en' && twin ? twin : undefined;
  const facts = shownTo(turkish.data);
  const own = locale === 'tr' ? Object.keys(facts) : Object.keys(words?.data ?? {});
  const hasBody = words !== undefined && (words.body !== '' || turkish.body === '');
  return {
    type: turkish.type,
    slug: turkish.slug,
    locale,
    data: { ...facts, ...words?.data },
    translated: new Set(own),
    body: hasBody ? words.body : turkish.body,
    bodyLocale: hasBody ? 'en' : 'tr',
    hasTwin: twin !== undefined,
  } as unknown as Entry; // parseEntry checked `data` against the schema of this very `type`
}

/** Words of an entry's field, with their language where it is not the entry's own. */
export const phraseOf = (entry: Entry, field: string, text: string): Phrase => ({
  text,
  ...(entry.locale === 'en' && !entry.translated.has(field) && { lang: 'tr' as const }),
});

// What follows is the inside: names, and one code for each kind of fault.

/** Folders inside a type's folder are the editor's own order and mean nothing. */
export function placeOf(path: string): Place | undefined {
  const [, folder, slug, locale] =
    /^content\/([^/]+)\/(?:(?!\.)[^/]+\/)*([^/]+)\.(tr|en)\.md$/.exec(path) ?? [];
  const type = typeNames.find((t) => contentTypes[t].folder === folder);
  if (!type || !slug || slug.length > 120 || !slugPattern.test(slug)) return undefined;
  return { type, slug, locale: locale === 'en' ? 'en' : 'tr' };
}

/** Every single value with its place. */
function* leavesOf(
  value: unknown,
  at: readonly (string | number)[] = [],
): Generator<{ at: readonly (string | number)[]; value: unknown }> {
  if (value === null || typeof value !== 'object') yield { at, value };
  else
    for (const [key, inner] of Object.entries(value))
      yield* leavesOf(inner, [...at, Array.isArray(value) ? Number(key) : key]);
}
