import { z } from 'zod';
import { opportunity, opportunityOf } from '#lib/common-grants';
import { contentTypes, fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import { csv } from '#lib/csv';
import type { Entry } from '#lib/entry';
import { recordOf, recordShapes, type EntryRecord, type EntryWorld } from '#lib/entry-record';

/** The licence of our own words and of the collection; official texts of plan articles are free anyway. */
export const licence = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  path: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

export type DataFile = {
  readonly name: string;
  readonly type: TypeName;
  readonly mediaType: string;
  /** The name of the file that describes a line of this one; a schema has none. */
  readonly schema?: string;
  readonly text: string;
};

type Surroundings = EntryWorld & {
  readonly entriesOf: <T extends TypeName>(type: T) => readonly Entry<T>[];
  /** A UUID that is the same for the same name for ever. */
  readonly uuidOf: (name: string) => string;
};

/** Types that are knowledge; the pages about the site itself are not. */
export const dataTypes = typeNames.filter((type) => type !== 'page');

const lines = (records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

const schemaText = (schema: z.ZodType): string =>
  `${JSON.stringify(z.toJSONSchema(schema), null, 1)}\n`;

/** Every file of open data: of each type lines of JSON, a table and its schema; programmes in a shared shape too. */
export function dataFiles(world: Surroundings): DataFile[] {
  const files = dataTypes.flatMap((type): DataFile[] => {
    const records = world.entriesOf(type).map((entry: Entry) => recordOf(entry, world));
    const { folder } = contentTypes[type];
    const schema = `${folder}.schema.json`;
    return [
      {
        name: `${folder}.jsonl`,
        type,
        mediaType: 'application/jsonl',
        schema,
        text: lines(records),
      },
      {
        name: `${folder}.csv`,
        type,
        mediaType: 'text/csv',
        schema,
        text: table(type, records),
      },
      {
        name: schema,
        type,
        mediaType: 'application/schema+json',
        text: schemaText(recordShapes[type]),
      },
    ];
  });
  const shared = 'programmes.commongrants';
  const opportunities = world
    .entriesOf('programme')
    .map((entry) => opportunityOf(entry, world.uuidOf(`programme/${entry.slug}`), world));
  return [
    ...files,
    {
      name: `${shared}.jsonl`,
      type: 'programme',
      mediaType: 'application/jsonl',
      schema: `${shared}.schema.json`,
      text: lines(opportunities),
    },
    {
      name: `${shared}.schema.json`,
      type: 'programme',
      mediaType: 'application/schema+json',
      text: schemaText(opportunity),
    },
  ];
}

/** The same values as in the lines of JSON: codes parted by `|`, and JSON where a value has parts. */
function table(type: TypeName, records: readonly EntryRecord[]): string {
  const fields = Object.keys(fieldsOf(type)).filter((name) => name !== 'title');
  const own = ['slug', 'url', 'language', 'title', 'summary', 'text', 'changed'] as const;
  const rows = records.map((record) => {
    const data: Readonly<Record<string, unknown>> = record.data;
    return [...own.map((name) => record[name]), ...fields.map((name) => cell(data[name]))];
  });
  return csv([[...own, ...fields], ...rows]);
}

function cell(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join('|');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
