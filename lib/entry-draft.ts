import { contentTypes, type TypeName } from '#lib/content-types';
import { entryFrom, parseEntry, pathOf, tooMuchIn, type ContentFile, type Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { readFrontMatter } from '#lib/front-matter';
import type { Problem } from '#lib/problem';

/** The texts of an entry's files as somebody is writing them. */
export type DraftTexts = { readonly tr: string; readonly en?: string | undefined };

/** An entry as its texts would be published. */
export type Draft =
  /** `leftOut` are fields that cannot be shown as they are written. */
  | { readonly kind: 'entry'; readonly entry: Entry; readonly leftOut: readonly string[] }
  /** A fact is missing without which there is no page; title and text can be shown all the same. */
  | { readonly kind: 'words'; readonly title: string; readonly body: string }
  /** It is longer than any file may be: to set it as a page would keep the portal busy for minutes. */
  | { readonly kind: 'too-long'; readonly title: string };

/** What the texts would be as a page in that language; faulty fields are left out, never guessed. */
export function draftOf(
  { type, slug }: { type: TypeName; slug: string },
  texts: DraftTexts,
  locale: Locale,
): Draft {
  if ([texts.tr, texts.en ?? ''].some((text) => tooMuchIn(text).length > 0)) {
    const front = readFrontMatter(texts.tr);
    return { kind: 'too-long', title: front.ok ? String(front.values.title ?? '') : '' };
  }
  const turkish = fileOf(type, slug, 'tr', texts.tr);
  const english = texts.en === undefined ? undefined : fileOf(type, slug, 'en', texts.en);
  if (turkish.file)
    return {
      kind: 'entry',
      entry: entryFrom(turkish.file, english?.file, locale),
      leftOut: [...new Set([...turkish.leftOut, ...(english?.leftOut ?? [])])],
    };
  const words = locale === 'en' && english ? english : turkish;
  return { kind: 'words', title: words.title, body: words.body };
}

type Piece = {
  readonly file?: ContentFile;
  readonly leftOut: readonly string[];
  readonly title: string;
  readonly body: string;
};

function fileOf(type: TypeName, slug: string, locale: Locale, text: string): Piece {
  const path = pathOf(type, slug, locale);
  const front = readFrontMatter(text);
  const body = front.body ?? '';
  if (!front.ok) return { leftOut: [], title: '', body };
  const words = { title: String(front.values.title ?? ''), body };
  const parsed = parseEntry(path, text);
  if (parsed.ok) return { file: parsed.file, leftOut: [], ...words };
  const faulty = new Set(parsed.problems.flatMap(fieldOf));
  const leftOut = Object.keys(front.values).filter((name) => faulty.has(name));
  // Figures and relations name their sources by number: without the sources nothing holds.
  if (leftOut.includes('sources')) return { leftOut, ...words };
  const { schema: whole, twinSchema } = contentTypes[type];
  const schema = locale === 'tr' ? whole : twinSchema;
  const kept = Object.entries(front.values).filter(([name]) => !faulty.has(name));
  const checked = schema.safeParse(Object.fromEntries(kept));
  if (!checked.success) return { leftOut, ...words };
  const file = { file: path, type, slug, locale, data: checked.data, body, references: [] };
  return { file, leftOut, ...words };
}

/** The field of the front matter that a problem is about. */
const fieldOf = ({ field, values }: Problem): string[] => {
  const [name] = (field ?? String(values?.key ?? '')).split('.');
  return name ? [name] : [];
};
