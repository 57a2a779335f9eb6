import { z } from 'zod';
import { contentTypes, typeNames, type TypeName } from '#lib/content-types';
import { fieldsIn, formOf, type FormInput, type FormPart } from '#lib/entry-form';
import { newEntryText } from '#lib/entry-source';
import { slugPattern, type Locale } from '#lib/field';
import { locales, texts } from '#lib/messages';

type Schema = z.core.JSONSchema.BaseSchema;

/** The folder of the JSON Schemas, from the root. */
export const schemaFolder = 'docs/schemas';
export const schemaName = (type: TypeName, file: Locale): string => `${type}.${file}.json`;

/** Every JSON Schema by the name of its file. */
export const entrySchemas = (language: Locale): Record<string, Schema> =>
  Object.fromEntries(
    typeNames.flatMap((type) =>
      locales.map((file) => [schemaName(type, file), entrySchema(type, file, language)]),
    ),
  );

/**
 * What a file's fields may be, as a JSON Schema with the labels and help of the editors' form; derived
 * from the content types. It accepts whatever `parseEntry` accepts; what only that knows (other entries,
 * numbers of sources, periods) it cannot say.
 */
export function entrySchema(type: TypeName, file: Locale, language: Locale): Schema {
  const { schema, twinSchema } = contentTypes[type];
  const own = z.toJSONSchema(file === 'tr' ? schema : twinSchema, {
    io: 'output',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodPipe) takeScalars(jsonSchema);
    },
  });
  for (const { parts } of formOf(type, file, language))
    for (const part of parts) explain(propertyOf(own, part.name), part);
  return {
    ...own,
    title: texts(language)(`types.${type}.singular`),
    description: texts(language)('newEntry.schema'),
  };
}

/** YAML reads 2023 and 12 as numbers where the fields take them as texts, and 10.50 as its letters. */
function takeScalars(schema: Schema): void {
  if (schema.type === 'number') {
    schema.type = ['number', 'string'] as unknown as 'number'; // zod's type knows one type only
    schema.pattern = String.raw`^-?\d+(\.\d+)?$`;
  } else if (schema.type === 'string') {
    schema.type = ['string', 'number'] as unknown as 'string';
    if (schema.enum)
      schema.enum = schema.enum.flatMap((code) =>
        typeof code === 'string' && String(Number(code)) === code ? [code, Number(code)] : [code],
      );
  }
}

const propertyOf = (schema: Schema | undefined, name: string): Schema | undefined => {
  const found = schema?.properties?.[name];
  return typeof found === 'object' ? found : undefined;
};

/** Puts label, help and form of a part into its schema. */
function explain(schema: Schema | undefined, part: FormPart): void {
  if (!schema) return;
  schema.title = part.label;
  schema.description = part.help;
  if (!('parts' in part)) {
    const pattern = patternOf(part);
    if (pattern) schema.pattern = pattern;
    return;
  }
  const item =
    typeof schema.items === 'object' && !Array.isArray(schema.items) ? schema.items : schema;
  for (const inner of part.parts) explain(propertyOf(item as Schema, inner.name), inner);
}

const patterns: Partial<Record<FormInput['kind'], string>> = {
  day: String.raw`^\d{4}-\d{2}-\d{2}$`,
  date: String.raw`^\d{4}(-\d{2}){0,2}$`,
  moment: String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$`,
  entry: slugPattern.source,
  'web-address': '^[hH][tT][tT][pP][sS]?://',
};

const patternOf = ({ kind, name, takesUnknown }: FormInput): string | undefined =>
  takesUnknown ? patterns[kind]?.replace(/\$$/, '|^unknown$') : name && patterns[kind];

/**
 * A file to begin an entry with: a draft with its title, and each field that must be filled in with its
 * help above it. What is left empty is told by the check, until it is filled in.
 */
export function skeletonOf(
  type: TypeName,
  title: string,
  { language, schema }: { language: Locale; schema: string },
): string {
  const t = texts(language);
  const required = formOf(type, 'tr', language)
    .flatMap(({ parts }) => parts)
    .filter((part) => part.required && part.name !== 'title');
  const order = Object.keys(fieldsIn(type, 'tr'));
  const empty = required
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
    .map((part): [string, unknown] => [part.name, emptyOf(part)]);
  const above = Object.fromEntries(
    required.map((part) => [part.name, [`${part.label}: ${part.help}`, ...codesOf(part)]]),
  );
  return newEntryText({ title, state: 'draft', ...Object.fromEntries(empty) }, t('newEntry.body'), {
    title: [`yaml-language-server: $schema=${schema}`],
    state: [t('newEntry.state')],
    ...above,
  });
}

/** The twin of a new entry. */
export const twinSkeletonOf = (
  title: string,
  { language, schema }: { language: Locale; schema: string },
): string =>
  newEntryText({ title }, texts(language)('newEntry.twinBody'), {
    title: [`yaml-language-server: $schema=${schema}`],
  });

function emptyOf(part: FormPart): unknown {
  if (part.kind === 'list')
    return [
      Object.fromEntries(part.parts.filter((one) => one.required).map((one) => [one.name, null])),
    ];
  return part.kind === 'choices' || part.kind === 'lines' ? [] : null;
}

const codesOf = (part: FormPart): string[] =>
  'options' in part && part.options ? [part.options.map(({ value }) => value).join(', ')] : [];

/** What begins and ends the list of fields in docs/content.md. */
export const fieldListMarks = ['<!-- alanlar -->', '<!-- /alanlar -->'] as const;

/** Every field of every type with its help, as Markdown; parts that fields of a kind share stand once. */
export function fieldList(language: Locale): string {
  const t = texts(language);
  const parts = new Map<string, string>();
  const types = typeNames.map((type) => {
    const form = formOf(type, 'tr', language).flatMap((section) => section.parts);
    const order = Object.entries(fieldsIn(type, 'tr'));
    const rows = order.flatMap(([name, { kind, translated }]) => {
      const part = form.find((one) => one.name === name);
      if (!part) return [];
      if ('parts' in part && !parts.has(kind)) parts.set(kind, partRows(part));
      const notes = [
        ...(part.required ? [t('newEntry.required')] : []),
        ...(translated ? [t('newEntry.translated')] : []),
        ...('parts' in part ? [t('newEntry.parts', { kind })] : []),
      ];
      const note = notes.length > 0 ? ` *(${notes.join(', ')})*` : '';
      return [`- \`${name}\` **${part.label}**${note}: ${part.help}`];
    });
    const { folder } = contentTypes[type];
    return `### ${t(`types.${type}.singular`)} (\`content/${folder}\`)\n\n${rows.join('\n')}`;
  });
  const shared = [...parts].map(([kind, rows]) => `### \`${kind}\`\n\n${rows}`);
  return [...types, ...shared].join('\n\n');
}

function partRows(part: FormPart): string {
  if (!('parts' in part)) return '';
  const rows = (inner: FormPart, before: string): string[] => [
    `- \`${before}${inner.name}\` **${inner.label}**: ${inner.help}`,
    ...('parts' in inner ? inner.parts.flatMap((one) => rows(one, `${before}${inner.name}.`)) : []),
  ];
  return part.parts.flatMap((inner) => rows(inner, '')).join('\n');
}

/** A text with the list of fields between its marks brought up to date. */
export function withFieldList(text: string, list: string): string {
  const [from, to] = fieldListMarks.map((mark) => text.indexOf(mark));
  if (from === undefined || to === undefined || from < 0 || to < from)
    throw new Error(`docs/content.md: ${fieldListMarks.join(' … ')}`);
  return `${text.slice(0, from)}${fieldListMarks[0]}\n\n${list}\n\n${text.slice(to)}`;
}
