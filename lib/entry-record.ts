import { z } from 'zod';
import { entryHref } from '#lib/addresses';
import { contentTypes, typeNames, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { render } from '#lib/markdown';
import type { Phrase } from '#lib/view';

/** What an entry outside its page needs to know of the world outside. */
export type EntryWorld = {
  /** The public address of the portal, without a slash at the end. */
  readonly site: string;
  readonly locale: Locale;
  readonly today: string;
  readonly changedAt: (entry: Entry) => Date;
  readonly titleOf: (type: TypeName, slug: string) => Phrase | undefined;
};

export const language = z.enum(['tr', 'en']);

/** An entry of one type as data; `data` has the fields of `content-types.ts`, codes as they are there. */
const recordShape = <T extends TypeName>(type: T) =>
  z
    .object({
      type: z.literal(type),
      slug: z.string(),
      url: z.url().meta({ description: 'The page that shows the entry.' }),
      language: language.meta({ description: 'The language that was asked for.' }),
      title: z.string(),
      titleLanguage: language,
      summary: z.string().meta({ description: 'The first paragraph of the text, without marks.' }),
      text: z.string().meta({ description: 'The whole text, in Markdown.' }),
      textLanguage: language,
      changed: z.iso
        .datetime()
        .meta({ description: 'When the words or facts last changed in BYS.' }),
      data: contentTypes[type].dataSchema,
    })
    .meta({ id: `${type}Record` });

const shapes = typeNames.map((type) => recordShape(type));
type Shape = (typeof shapes)[number];

/** The shape of each type's records. */
export const recordShapes = Object.fromEntries(
  typeNames.map((type, index) => [type, shapes[index]]),
) as Record<TypeName, Shape>; // fromEntries forgets its keys

/** Any entry as data. */
export const entryRecord = z
  .discriminatedUnion('type', shapes as [Shape, ...Shape[]]) // typeNames is not empty
  .meta({ id: 'entryRecord' });

export type EntryRecord = z.infer<typeof entryRecord>;

/** An entry as data, as `entryRecord` describes it. */
export function recordOf(
  entry: Entry,
  { site, changedAt }: Pick<EntryWorld, 'site' | 'changedAt'>,
): EntryRecord {
  return {
    type: entry.type,
    slug: entry.slug,
    url: site + entryHref(entry.type, entry.slug, entry.locale),
    language: entry.locale,
    title: entry.data.title,
    titleLanguage: entry.translated.has('title') ? entry.locale : 'tr',
    summary: render(entry.body).lead,
    text: entry.body,
    textLanguage: entry.bodyLocale,
    changed: changedAt(entry).toISOString(),
    data: entry.data,
  };
}
