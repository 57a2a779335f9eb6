import { z } from 'zod';
import { measureOf } from '#lib/benchmark-catalogue';
import { measureName } from '#lib/benchmark-words';
import { contentTypes, fieldsOf, fileFieldsOf, typeNames, type TypeName } from '#lib/content-types';
import { yamlText } from '#lib/entry-source';
import type { Field, FieldKind, Locale } from '#lib/field';
import { readFrontMatter, readYaml } from '#lib/front-matter';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import type { Problem } from '#lib/problem';
import { publicationFields } from '#lib/publication';
import { valueAt } from '#lib/schema-faults';
import { readNumber } from '#lib/typed-number';

/**
 * How one input is drawn. `lines`: each line of the box is an item. `sources`: numbers of the entry's own
 * sources. `value`: a number, yes or no, or a word. `date`: a year, month or day. `yaml`: a structure too
 * deep for inputs, as it stands in the file.
 */
export type InputKind =
  | 'line'
  | 'text'
  | 'lines'
  | 'number'
  | 'value'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'day'
  | 'date'
  | 'moment'
  | 'web-address'
  | 'entry'
  | 'sources'
  | 'yaml';

export type Option = { readonly value: string; readonly label: string };

/** What a person sees of a field or a part of one. */
type Asked = {
  /** The path in the file, `upperLimit.value`; within the model of a list's item only the end of it. */
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** Of a part: once something of its group is filled in. */
  readonly required: boolean;
};

export type FormInput = Asked & {
  readonly kind: InputKind;
  readonly options?: readonly Option[];
  /** The type of the entry whose name goes here. */
  readonly target?: TypeName;
  /** So many characters at most. */
  readonly longest?: number;
  /** Of a date: `unknown` says that no source tells it. */
  readonly takesUnknown?: true;
};
export type FormGroup = Asked & { readonly kind: 'group'; readonly parts: readonly FormInput[] };
export type FormList = Asked & {
  readonly kind: 'list';
  readonly parts: readonly (FormInput | FormGroup)[];
};
export type FormPart = FormInput | FormGroup | FormList;

/** The headings under which a form has its fields, in its order. */
export const formSections = [
  'basics',
  'facts',
  'words',
  'details',
  'links',
  'sources',
  'publication',
  'other',
] as const;
export type FormSection<P> = {
  readonly code: (typeof formSections)[number];
  readonly label: string;
  readonly parts: readonly P[];
};

/**
 * The form of a file (Turkish, or its English twin) of a type, in the words of a language; derived from
 * the content types, so that there is an input for whatever a file may hold.
 */
export function formOf(
  type: TypeName,
  file: Locale,
  language: Locale,
): readonly FormSection<FormPart>[] {
  const key = `${type} ${file} ${language}`;
  const known = forms.get(key);
  if (known) return known;
  const t = texts(language);
  const parts = Object.entries(fieldsIn(type, file)).map(([name, field]) => ({
    code: sectionOf(name, field),
    part: partOf(name, field, file === 'tr', {
      label: t(`fields.${name}`),
      help: aboutField(type, name, t),
      language,
    }),
  }));
  const form = formSections
    .map((code) => ({
      code,
      label: t(`form.sections.${code}`),
      parts: parts.filter((one) => one.code === code).map(({ part }) => part),
    }))
    .filter((section) => section.parts.length > 0);
  forms.set(key, form);
  return form;
}

const forms = new Map<string, readonly FormSection<FormPart>[]>();

/** The fields that a file of a type may have in a language, in the order in which new ones are written. */
export function fieldsIn(type: TypeName, file: Locale): Readonly<Record<string, Field>> {
  if (file === 'tr') return fileFieldsOf(type);
  const allowed = Object.keys(contentTypes[type].twinSchema.shape);
  return Object.fromEntries(
    Object.entries(fieldsOf(type)).filter(([name]) => allowed.includes(name)),
  );
}

/** What a field is for, with an example; a type may have its own sentence. */
export const aboutField = (type: TypeName, name: string, t: Translate): string =>
  t(
    (ownAbout[type] ?? []).includes(name) ? `form.about.${type}.${name}` : `form.about.any.${name}`,
  );

/** Fields whose name means something of its own in a type. */
const ownAbout: Readonly<Partial<Record<TypeName, readonly string[]>>> = {
  plan: ['kind'],
  event: ['kind'],
  centre: ['kind'],
  guide: ['kind'],
};

const linkKinds: readonly FieldKind[] = ['relations'];
const detailKinds: readonly FieldKind[] = ['rules', 'templates', 'thresholds', 'indicators'];
const wordKinds: readonly FieldKind[] = ['prose', 'quotation', 'texts'];
const ofSources = ['checkedOn', 'asOf', 'asOfNote'];
const ofPublication = Object.keys(publicationFields(''));

function sectionOf(name: string, field: Field): (typeof formSections)[number] {
  if (ofPublication.includes(name)) return 'publication';
  if (field.kind === 'sources' || ofSources.includes(name)) return 'sources';
  if (linkKinds.includes(field.kind)) return 'links';
  if (detailKinds.includes(field.kind)) return 'details';
  if (isRequired(field.schema)) return 'basics';
  return field.translated || wordKinds.includes(field.kind) ? 'words' : 'facts';
}

const isRequired = (schema: z.ZodType): boolean => !(schema instanceof z.ZodOptional);

type Context = { label: string; help: string; language: Locale };

function partOf(name: string, field: Field, isFile: boolean, context: Context): FormPart {
  const { label, help } = context;
  const asked = { name, label, help, required: isFile && isRequired(field.schema) };
  const schema = bare(field.schema);
  if (!(schema instanceof z.ZodArray) && !(schema instanceof z.ZodObject))
    return inputOf(asked, field.schema, field, context);
  if (schema instanceof z.ZodObject)
    return { ...asked, kind: 'group', parts: partsOf(schema, field, context).filter(isInput) };
  const item = bare(schema.element);
  if (!(item instanceof z.ZodObject)) return inputOf(asked, field.schema, field, context);
  const parts = isDeep(item) ? [] : partsOf(item, field, context);
  return parts.length === 0 ? { ...asked, kind: 'yaml' } : { ...asked, kind: 'list', parts };
}

/** Lists of groups within a group are more than a form can show. */
const isDeep = (schema: z.ZodObject): boolean =>
  Object.values(schema.shape).some((inner) => {
    const part = bare(inner);
    return part instanceof z.ZodArray && bare(part.element) instanceof z.ZodObject;
  });

const isInput = (part: FormInput | FormGroup): part is FormInput => part.kind !== 'group';

/** The parts of a group, by the words that its kind of field has for them. */
function partsOf(schema: z.ZodObject, field: Field, context: Context): (FormInput | FormGroup)[] {
  const t = texts(context.language);
  return Object.entries(schema.shape).map(([name, inner]) => {
    const words = schema.shape.tr === undefined ? field.kind : 'words';
    const asked = {
      name,
      label: t(`form.parts.${words}.${name}.label`),
      help: t(`form.parts.${words}.${name}.help`),
      required: isRequired(inner as z.ZodType), // the shape of an object schema
    };
    const part = bare(inner);
    return part instanceof z.ZodObject
      ? { ...asked, kind: 'group', parts: partsOf(part, field, context).filter(isInput) }
      : inputOf(asked, inner as z.ZodType, field, context);
  });
}

function inputOf(asked: Asked, schema: z.ZodType, field: Field, context: Context): FormInput {
  const inner = bare(schema);
  const own = bare(field.schema) === inner;
  if (inner instanceof z.ZodArray) {
    const item = bare(inner.element);
    if (item instanceof z.ZodNumber) return { ...asked, kind: 'sources' };
    return item instanceof z.ZodEnum
      ? { ...asked, kind: 'choices', options: optionsOf(asked.name, item.options, field, context) }
      : { ...asked, kind: 'lines' };
  }
  if (inner instanceof z.ZodEnum || (inner instanceof z.ZodLiteral && inner.value !== true)) {
    const codes = inner instanceof z.ZodEnum ? inner.options : [...inner.values];
    return {
      ...asked,
      kind: 'choice',
      options: optionsOf(asked.name, codes, own ? field : { ...field, list: undefined }, context),
    };
  }
  if (inner instanceof z.ZodBoolean || inner instanceof z.ZodLiteral)
    return { ...asked, kind: 'flag', options: flagOptions(inner, texts(context.language)) };
  if (inner instanceof z.ZodNumber) return { ...asked, kind: 'number' };
  if (inner instanceof z.ZodUnion) return { ...asked, kind: 'value' };
  const target = typeNames.find((name) => name === field.target);
  if (target && (own || asked.name === 'to')) return { ...asked, kind: 'entry', target };
  const longest = inner instanceof z.ZodString ? (inner.maxLength ?? undefined) : undefined;
  const kind = textKind(schema);
  const takesUnknown = kind === 'date' && schema.safeParse('unknown').success;
  return {
    ...asked,
    kind,
    ...(longest !== undefined && { longest }),
    ...(takesUnknown && { takesUnknown }),
  };
}

/** What kind of text a schema takes, by what it accepts. */
function textKind(schema: z.ZodType): InputKind {
  const takes = (text: string) => schema.safeParse(text).success;
  if (takes('a\nb')) return 'text';
  if (takes('a b') || takes('a')) return 'line';
  if (takes('2026-01-31T09:00Z')) return 'moment';
  if (takes('2026-01')) return 'date';
  if (takes('2026-01-31')) return 'day';
  return takes('https://example.org/') ? 'web-address' : 'line';
}

const flagOptions = (schema: z.ZodType, t: Translate): Option[] => [
  { value: 'true', label: t('common.yes') },
  ...(schema instanceof z.ZodBoolean ? [{ value: 'false', label: t('common.no') }] : []),
];

function optionsOf(
  name: string,
  codes: readonly unknown[],
  { kind, list }: Pick<Field, 'kind'> & { list?: Field['list'] | undefined },
  { language }: Context,
): Option[] {
  const t = texts(language);
  return codes.map(String).map((value) => {
    const namesMeasures =
      (kind === 'indicators' && name === 'code') || (kind === 'thresholds' && name === 'measure');
    const measure = namesMeasures ? measureOf(value) : undefined;
    if (measure) return { value, label: `${value} – ${measureName(measure, language)}` };
    return {
      value,
      label: list ? labelOf(list, value, t) : t(`form.options.${kind}.${name}.${value}`),
    };
  });
}

/** A schema without what makes it optional or changes its input first. */
function bare(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional) return bare(schema.unwrap());
  return schema instanceof z.ZodPipe ? bare(schema.out) : schema;
}

// What stands in the inputs.

/** Names of inputs and what stands in them; a set of boxes has several values or none. */
export type FormValues = ReadonlyMap<string, readonly string[]>;

export type FilledInput = FormInput & {
  readonly values: readonly string[];
  readonly problems: readonly Problem[];
};
export type FilledGroup = Omit<FormGroup, 'parts'> & {
  readonly parts: readonly FilledInput[];
  readonly problems: readonly Problem[];
};
export type FilledItem = {
  readonly name: string;
  readonly parts: readonly (FilledInput | FilledGroup)[];
  readonly problems: readonly Problem[];
};
export type FilledList = Omit<FormList, 'parts'> & {
  readonly items: readonly FilledItem[];
  /** Empty inputs for one more. */
  readonly next: FilledItem;
  readonly problems: readonly Problem[];
};
export type FilledPart = FilledInput | FilledGroup | FilledList;

export type FilledForm = {
  readonly sections: readonly FormSection<FilledPart>[];
  readonly body: FilledInput;
  /** Problems that no input can be held against. */
  readonly problems: readonly Problem[];
};

/** The name of the input that holds the text under the fields. */
export const bodyName = 'body';
/** Behind the name of a list's item: it shall go. */
export const removal = 'remove';

/**
 * The form of a file with its values, each problem at its input; nothing where the fields cannot be read,
 * so that only the file's text itself can be shown.
 */
export function filledForm(
  type: TypeName,
  file: Locale,
  { text, problems }: { text: string; problems: readonly Problem[] },
  language: Locale,
): FilledForm | undefined {
  const t = texts(language);
  const front = readFrontMatter(text);
  if (!front.ok) return undefined;
  const { values, body, bodyLine, lineAt } = front;
  const known = formOf(type, file, language);
  const own = known.flatMap(({ parts }) => parts);
  const strange = strangersIn(values, own).map((name): FormInput => ({
    name,
    label: name,
    help: t('form.stranger'),
    required: false,
    kind: 'yaml',
  }));
  const model =
    strange.length === 0
      ? known
      : [...known, { code: 'other' as const, label: t('form.sections.other'), parts: strange }];
  const names = [...own, ...strange].flatMap((part) => namesIn(part, values[part.name]));
  const lines = Object.keys(values).map((name) => ({ name, line: lineAt([name]) }));
  const places = new Map<string | undefined, Problem[]>();
  for (const problem of problems) {
    const place = placeOfProblem(problem, names, lines, bodyLine);
    const there = places.get(place);
    if (there) there.push(problem);
    else places.set(place, [problem]);
  }
  const at = (name: string) => places.get(name) ?? [];
  return {
    sections: model.map((section) => ({
      ...section,
      parts: section.parts.map((part) => filled(part, values[part.name], at)),
    })),
    body: {
      name: bodyName,
      label: t('form.body.label'),
      help: t('form.body.help'),
      required: false,
      kind: 'text',
      values: [body],
      problems: at(bodyName),
    },
    problems: places.get(undefined) ?? [],
  };
}

/** Fields of the file that its type does not have; they are shown, so that nobody overlooks them. */
const strangersIn = (values: Readonly<Record<string, unknown>>, parts: readonly FormPart[]) =>
  Object.keys(values).filter((name) => !parts.some((part) => part.name === name));

/** Every name under which a problem of a part can be shown. */
function namesIn(part: FormPart, value: unknown): string[] {
  if (part.kind === 'list')
    return [
      part.name,
      ...itemsOf(value).flatMap((item, index) => {
        const name = `${part.name}.${index}`;
        return [name, ...part.parts.flatMap((inner) => namesIn(named(inner, name), item))];
      }),
    ];
  return part.kind === 'group'
    ? [part.name, ...part.parts.map(({ name }) => `${part.name}.${name}`)]
    : [part.name];
}

function placeOfProblem(
  { field, line, values }: Problem,
  names: readonly string[],
  lines: readonly { name: string; line: number }[],
  bodyLine: number,
): string | undefined {
  const path = (field ?? '').split('.');
  for (let length = path.length; length > 0; length--) {
    const name = path.slice(0, length).join('.');
    if (names.includes(name)) return name;
  }
  if (field !== undefined || values?.max !== undefined) return undefined;
  if (line >= bodyLine) return bodyName;
  return lines.filter((one) => one.line <= line).at(-1)?.name;
}

const named = <P extends FormPart>(part: P, within: string): P => ({
  ...part,
  name: `${within}.${part.name}`,
});

function filled(part: FormPart, value: unknown, at: (name: string) => Problem[]): FilledPart {
  if (part.kind !== 'list') return filledPart(part, value, at);
  const item = (inner: unknown, index: number): FilledItem => {
    const name = `${part.name}.${index}`;
    return {
      name,
      parts: part.parts.map((one) =>
        filledPart(named(one, name), insideOf(inner, one, part.parts[0]), at),
      ),
      problems: at(name),
    };
  };
  const items = itemsOf(value);
  return {
    ...part,
    items: items.map(item),
    next: item(undefined, items.length),
    problems: at(part.name),
  };
}

function filledPart(
  part: FormInput | FormGroup,
  value: unknown,
  at: (name: string) => Problem[],
): FilledInput | FilledGroup {
  const problems = at(part.name);
  if (part.kind !== 'group') return { ...withOwnCodes(part, value), problems };
  return {
    ...part,
    parts: part.parts.map((inner) => {
      const own = insideOf(value, inner, part.parts[0]);
      const input = named(inner, part.name);
      return { ...withOwnCodes(input, own), problems: at(input.name) };
    }),
    problems,
  };
}

/** An input with its values; a code that no list has can be seen, and a line of several is a box. */
function withOwnCodes(input: FormInput, value: unknown): FormInput & { values: string[] } {
  const values = writtenAs(input, value);
  const kind = input.kind === 'line' && values[0]?.includes('\n') ? 'text' : input.kind;
  if (!input.options) return { ...input, kind, values };
  const codes = input.options.map((option) => option.value);
  const own = values.filter((code) => code !== '' && !codes.includes(code));
  return {
    ...input,
    options: [...input.options, ...own.map((code) => ({ value: code, label: code }))],
    values,
  };
}

/** A list as files have it; what stands where a list belongs is shown as its one item. */
const itemsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** A part of a group; what stands where a group belongs is shown in its first part. */
const insideOf = (value: unknown, part: FormInput | FormGroup, first: FormPart | undefined) =>
  isPlain(value) ? valueAt(value, [part.name]) : part === first ? value : undefined;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value as it stands in its input; what has another form than it should is shown as YAML. */
function writtenAs({ kind }: Pick<FormInput, 'kind'>, value: unknown): string[] {
  const isMany = kind === 'choices' || kind === 'sources';
  if (value === undefined || value === null) return isMany ? [] : [''];
  const isFlat = (items: readonly unknown[]) => items.every((item) => !(item instanceof Object));
  if (Array.isArray(value) && isFlat(value)) {
    const items: string[] = value.map(String);
    if (isMany) return items;
    if (kind === 'lines') return [items.join('\n')];
  }
  return [value instanceof Object ? yamlText(value) : String(value)];
}

/** All inputs of a file and what stands in them, as a browser would post them unchanged. */
export function valuesOfForm(form: FilledForm): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>([[bodyName, form.body.values]]);
  const put = (part: FilledPart | FilledItem) => {
    if ('values' in part) values.set(part.name, ['', ...part.values].slice(isSet(part) ? 0 : 1));
    if ('items' in part) values.set(part.name, ['']);
    for (const inner of 'items' in part
      ? [...part.items, part.next]
      : 'parts' in part
        ? part.parts
        : [])
      put(inner);
  };
  for (const { parts } of form.sections) parts.forEach(put);
  return values;
}

const isSet = ({ kind }: FormInput): boolean => kind === 'choices' || kind === 'sources';

// What comes back.

/** So many inputs a form may send; the largest entry has about 700. */
const mostInputs = 5000;

export type Posted =
  | {
      readonly ok: true;
      /** For `changeEntry`: only what differs from the file; `undefined` takes a field away. */
      readonly fields: Readonly<Record<string, unknown>>;
      readonly body: string | undefined;
      /** Where sources went: the new number of each, `undefined` of those taken away. */
      readonly moved: ReadonlyMap<number, number | undefined>;
    }
  | { readonly ok: false; readonly problem: Problem };

/**
 * What a posted form changes in the text that it was made from. What cannot be right is taken as it was
 * typed, so that the file's own check finds it and nothing is lost. A name that was not sent leaves its
 * value as it is: a list and a set of boxes therefore send their name with an empty value too. An item
 * goes with `<item>.remove`, and the numbers of the sources behind it follow; `moved` brings them into the
 * twin.
 */
export function readPosted(
  type: TypeName,
  file: Locale,
  {
    form,
    text,
    path,
    moved = new Map(),
  }: {
    form: FormData | URLSearchParams;
    text: string;
    path: string;
    moved?: ReadonlyMap<number, number | undefined>;
  },
): Posted {
  const posted = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of form) {
    count++;
    if (typeof value !== 'string' || count > mostInputs) continue;
    const there = posted.get(name);
    const words = value.replace(/\r\n?/g, '\n');
    if (there) there.push(words);
    else posted.set(name, [words]);
  }
  if (count > mostInputs)
    return {
      ok: false,
      problem: { file: path, line: 1, code: 'form-too-much', values: { count, max: mostInputs } },
    };
  const front = readFrontMatter(text);
  const values = front.ok ? front.values : {};
  const known = formOf(type, file, 'tr').flatMap(({ parts }) => parts);
  const strange = strangersIn(values, known).map((name) => ({ name, kind: 'yaml' as const }));
  const lists = known.filter((part) => part.kind === 'list');
  const sent = { posted, indexes: indexesIn(posted.keys(), lists), moved };
  const sources = lists.find(({ name }) => name === 'sources');
  const reading: Reading = sources
    ? { ...sent, moved: numbersAfter(sources, values.sources, sent) }
    : sent;
  const fields: Record<string, unknown> = {};
  for (const part of [...known, ...strange]) {
    const before = values[part.name];
    const after = readPart(part, before, reading);
    if (JSON.stringify(after) !== JSON.stringify(before)) fields[part.name] = after;
  }
  return { ok: true, fields, body: posted.get(bodyName)?.[0], moved: reading.moved };
}

type Reading = {
  readonly posted: FormValues;
  /** The items that were sent of each list. */
  readonly indexes: ReadonlyMap<string, readonly number[]>;
  readonly moved: ReadonlyMap<number, number | undefined>;
};

function indexesIn(names: Iterable<string>, lists: readonly FormList[]): Map<string, number[]> {
  const found = new Map<string, Set<number>>();
  const known = new Map(lists.map((list) => [list.name, [...inputNames(list), removal]]));
  for (const name of names) {
    const [, list = '', index, input = ''] = /^([A-Za-z]+)\.(\d{1,4})\.(.+)$/.exec(name) ?? [];
    if (!known.get(list)?.includes(input)) continue;
    const there = found.get(list);
    if (there) there.add(Number(index));
    else found.set(list, new Set([Number(index)]));
  }
  return new Map([...found].map(([name, set]) => [name, [...set].sort((a, b) => a - b)]));
}

/** The names of the inputs of a list's item, without that of the item. */
const inputNames = (list: FormList): string[] =>
  list.parts.flatMap((part) =>
    part.kind === 'group' ? part.parts.map(({ name }) => `${part.name}.${name}`) : [part.name],
  );

/** The items of a list that stay or come: what was there where the list was not sent. */
function indexesOf(list: FormList, before: unknown, { posted, indexes }: Reading): number[] {
  const sent = indexes.get(list.name) ?? [];
  if (sent.length === 0 && !posted.has(list.name)) return [...itemsOf(before).keys()];
  const inputs = inputNames(list);
  return sent.filter((index) => {
    const name = `${list.name}.${index}`;
    const isGone = posted.get(`${name}.${removal}`)?.some((value) => value !== '');
    const isEmpty = inputs.every((input) =>
      (posted.get(`${name}.${input}`) ?? []).every((value) => value.trim() === ''),
    );
    return !isGone && !isEmpty;
  });
}

/** The new number of each source that has another one now. */
function numbersAfter(
  sources: FormList,
  before: unknown,
  reading: Reading,
): Map<number, number | undefined> {
  const kept = indexesOf(sources, before, reading);
  // An empty row is no source that went, so that its number is told as one that is not there.
  return new Map(
    [...new Set([...itemsOf(before).keys(), ...kept])].flatMap(
      (index): [number, number | undefined][] => {
        const place = kept.indexOf(index);
        const number = place < 0 ? undefined : place + 1;
        return number === index + 1 ? [] : [[index + 1, number]];
      },
    ),
  );
}

type Readable = FormPart | Pick<FormInput, 'name' | 'kind'>;

function readPart(part: Readable, before: unknown, reading: Reading): unknown {
  if (!('parts' in part)) return readInput(part, before, reading);
  if (part.kind === 'group') return readGroup(part.parts, part.name, before, reading);
  const old = itemsOf(before);
  const items = indexesOf(part, before, reading)
    .map((index) => readGroup(part.parts, `${part.name}.${index}`, old[index], reading))
    .filter((item) => item !== undefined);
  if (JSON.stringify(items) === JSON.stringify(old)) return before ?? undefined;
  return items.length === 0 ? undefined : items;
}

function readGroup(
  parts: readonly (FormInput | FormGroup)[],
  name: string,
  before: unknown,
  reading: Reading,
): unknown {
  const pairs = parts.map((part) => {
    const own = insideOf(before, part, parts[0]);
    return { key: part.name, own, after: readPart(named(part, name), own, reading) };
  });
  const isSame = pairs.every(({ own, after }) => JSON.stringify(own) === JSON.stringify(after));
  if (isSame) return before ?? undefined;
  const group = new Map(Object.entries(isPlain(before) ? before : {}));
  for (const { key, after } of pairs)
    if (after === undefined) group.delete(key);
    else group.set(key, after);
  return group.size === 0 ? undefined : Object.fromEntries(group);
}

/** What stays, in the order in which it stood, and then what has come. */
const inOrderOf = (before: readonly string[], now: readonly string[]): string[] => [
  ...before.filter((value) => now.includes(value)),
  ...now.filter((value) => !before.includes(value)),
];

function readInput(
  input: Pick<FormInput, 'name' | 'kind'>,
  before: unknown,
  { posted, moved }: Reading,
): unknown {
  const sent = posted.get(input.name);
  const isMany = input.kind === 'choices' || input.kind === 'sources';
  const shown = writtenAs(input, before).map((value) => value.replace(/\r\n?/g, '\n'));
  const filled = isMany ? sent?.filter((value) => value !== '') : sent?.slice(0, 1);
  // Boxes are sent in the order of the page, which says nothing of the order in the file.
  const typed = filled && input.kind === 'choices' ? inOrderOf(shown, filled) : filled;
  const isUntouched = typed === undefined || JSON.stringify(typed) === JSON.stringify(shown);
  const value = isUntouched ? (before ?? undefined) : valueFrom(input.kind, typed, before);
  return moved.size === 0 ? value : renumbered(input.kind, value, moved);
}

/** What was typed as the file holds it; as it was typed where it cannot be read as what it should be. */
function valueFrom(kind: InputKind, typed: readonly string[], before: unknown): unknown {
  const text = (typed[0] ?? '').trim();
  const list = (words: readonly string[], read: (word: string) => unknown = asBefore) => {
    const items = words.map((word) => word.trim()).filter((word) => word !== '');
    return items.length === 0 ? undefined : items.map(read);
  };
  // An item that was there stays as it is written: 12 and "12" are the same in a list of texts.
  const asBefore = (word: string): unknown =>
    itemsOf(before).find((item) => !(item instanceof Object) && String(item).trim() === word) ??
    word;
  if (kind === 'choices') return list(typed);
  if (kind === 'lines') return list(text.split('\n'));
  if (kind === 'sources')
    return list(
      typed.flatMap((words) => words.split(/[\s,;]+/)),
      (word) => (/^\d{1,4}$/.test(word) ? Number(word) : word),
    );
  if (text === '') return undefined;
  if (kind === 'flag' || kind === 'value')
    if (text === 'true' || text === 'false') return text === 'true';
  if (kind === 'number' || kind === 'value') return numberIn(text) ?? text;
  if (kind !== 'yaml') return text;
  const yaml = readYaml(typed[0] ?? '');
  return yaml.ok ? (yaml.value ?? undefined) : text;
}

function numberIn(text: string): number | undefined {
  const read = readNumber(text);
  if (read.ok) return read.value;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}

/** Numbers of sources, and those in brackets at the end of a line, after sources went. */
function renumbered(
  kind: InputKind,
  value: unknown,
  moved: ReadonlyMap<number, number | undefined>,
): unknown {
  if (!Array.isArray(value)) return value;
  const after = (number: number) => (moved.has(number) ? moved.get(number) : number);
  if (kind === 'sources') {
    const numbers: unknown[] = value
      .map((number: unknown) => (typeof number === 'number' ? after(number) : number))
      .filter((number) => number !== undefined);
    return numbers.length === 0 ? undefined : numbers;
  }
  if (kind !== 'lines') return value;
  return value.map((line: unknown) =>
    typeof line !== 'string'
      ? line
      : line.replace(/ ?\[(\d+(?:, ?\d+)*)\](?=\.?$)/, (_, numbers: string) => {
          const left = numbers
            .split(',')
            .map(Number)
            .flatMap((number) => after(number) ?? []);
          return left.length === 0 ? '' : ` [${left.join(', ')}]`;
        }),
  );
}
