import { z } from 'zod';
import { parseArticleNumber } from '#lib/article-number';

/** Codes of the custom checks below; `entry.ts` turns them into sentences for the editor. */
export const because = (code: string) => ({ params: { code } });

/** YAML reads an unquoted 2023 as a number; a text field takes it as it was typed. */
const scalarAsText = (value: unknown) => (typeof value === 'number' ? String(value) : value);

/** An amount may be written with its zeros (1500000.50), which front-matter.ts hands over as text. */
export const textAsScalar = (value: unknown) =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
const amount = z.preprocess(textAsScalar, z.number().min(0));

/** One line of text, as an editor types it. */
export const line = (max: number) =>
  z.preprocess(
    scalarAsText,
    z
      .string()
      .max(max)
      .refine((text) => text.trim() !== '', because('empty'))
      .refine((text) => text === text.trim(), because('outer-spaces'))
      .refine((text) => !text.includes('\n'), because('one-line')),
  );

const paragraphs = (max: number) =>
  z.preprocess(
    scalarAsText,
    z
      .string()
      .max(max)
      .refine((text) => text.trim() !== '', because('empty')),
  );

const isRealDate = (text: string): boolean => {
  const [year, month = '01', day = '01'] = text.split('-');
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return (
    Number(year) >= 1000 &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(`${year}-${month}-${day}`)
  );
};

const dateLike = (pattern: RegExp, code: string, word?: string) =>
  z.preprocess(
    scalarAsText,
    z
      .string()
      .refine((text) => text === word || pattern.test(text), because(code))
      .refine((text) => !pattern.test(text) || isRealDate(text), because('date-not-real')),
  );

/** A day as `YYYY-MM-DD`. */
export const exactDate = dateLike(/^\d{4}-\d{2}-\d{2}$/, 'date-format');

/** The beginning of a day in Türkiye, or a moment that is written out; not a number where it is neither. */
export const momentOf = (text: string): Date =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+03:00` : text);

/** A day, or a moment with its zone: 2026-12-01 or 2026-12-01T09:00+03:00. */
const moment = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/.test(text) &&
      isRealDate(text.slice(0, 10)) &&
      !Number.isNaN(momentOf(text).getTime()),
    because('moment-format'),
  );

const partialPattern = /^\d{4}(-\d{2}){0,2}$/;
/** As exact as the source allows: a year, a month or a day. */
export const partialDate = dateLike(partialPattern, 'partial-date-format');
/** When a figure held. `unknown` is said in so many words, so that a forgotten date is a fault. */
const asOf = dateLike(partialPattern, 'as-of-format', 'unknown');

export const webAddress = z
  .string()
  .max(2000)
  .refine((text) => {
    try {
      return ['http:', 'https:'].includes(new URL(text).protocol);
    } catch {
      return false;
    }
  }, because('web-address'));

export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const slug = z
  .string()
  .max(120)
  .refine((text) => slugPattern.test(text), because('slug-format'));

/** Which of the entry's `sources` (counted from 1) say so. */
export const sourceNumbers = z.array(z.int().min(1).max(99)).min(1);

const bilingual = z.strictObject({ tr: paragraphs(600), en: paragraphs(600).optional() });

export const source = z.strictObject({
  title: line(400),
  url: webAddress.optional(),
  publisher: line(200).optional(),
  date: partialDate.optional(),
});

const relation = z
  .strictObject({
    to: slug,
    /** `source`: a source says so. `editor`: an editor's judgement, with its reason. */
    basis: z.enum(['source', 'editor']),
    reason: bilingual.optional(),
    sources: sourceNumbers.optional(),
    by: line(120).optional(),
    on: exactDate.optional(),
  })
  .refine((r) => r.basis !== 'editor' || r.reason !== undefined, because('editor-reason'))
  .refine(
    (r) => r.basis !== 'editor' || (r.by !== undefined && r.on !== undefined),
    because('editor-name-and-date'),
  );

/** A relation that nobody may judge: a source says it, and the reason tells what it says. */
const sourcedRelation = z.strictObject({
  to: slug,
  basis: z
    .string()
    .refine((basis) => basis === 'source', because('only-a-source'))
    .pipe(z.literal('source')),
  reason: bilingual.required(),
  sources: sourceNumbers,
});

const figure = { sources: sourceNumbers, asOf };

/** A class or group of NACE Rev. 2: 25, 25.6 or 25.62. */
export const activityCode = /^\d{2}(\.\d{1,2})?$/;

/** The codes of each kind of rule; `activities` where NACE codes may stand beside them. */
export type RuleKinds = Readonly<
  Record<string, { readonly list: List; readonly activities?: true; readonly numbers?: true }>
>;

/**
 * One condition of a programme: it holds for an applicant to whom one of `values` applies. `open` says
 * that the sources' list is not complete, so that another value is not known to be wrong. `min` (at
 * least) and `under` (less than) count employees in a rule on size, full years in one on age.
 */
const rule = <const K extends RuleKinds>(kinds: K) =>
  z
    .strictObject({
      kind: z.enum(Object.keys(kinds) as [keyof K & string, ...(keyof K & string)[]]), // Object.keys says string[]
      values: z.array(z.preprocess(scalarAsText, z.string())).min(1),
      open: z.literal(true).optional(),
      min: z.int().min(0).max(100_000).optional(),
      under: z.int().min(1).max(100_000).optional(),
      text: z.strictObject({ tr: paragraphs(300), en: paragraphs(300) }),
      sources: sourceNumbers,
    })
    .superRefine(({ kind, values, min, under }, context) => {
      const own = kinds[kind];
      if (!own) return;
      for (const [index, input] of values.entries())
        if (!own.list.codes.includes(input) && !(own.activities && activityCode.test(input)))
          context.addIssue({
            code: 'invalid_value',
            values: [...own.list.codes],
            path: ['values', index],
            input,
          });
      for (const [name, number] of Object.entries({ min, under }))
        if (number !== undefined && !own.numbers)
          context.addIssue({ code: 'custom', path: [name], ...because('rule-number') });
      if (min !== undefined && under !== undefined && min >= under)
        context.addIssue({ code: 'custom', path: ['under'], ...because('rule-range') });
    });

/** One line in both languages. */
const both = z.strictObject({ tr: line(400), en: line(400) });

const hasOwnIds = (items: readonly { id: string }[]): boolean =>
  new Set(items.map(({ id }) => id)).size === items.length;

/** What a part of a template is: questions to answer, a table to fill in, points to tick off, a text to finish. */
export const templatePartKinds = ['questions', 'table', 'checklist', 'text'] as const;

/**
 * One template to fill in. The `items` of a part are its questions, the heads of its columns, its points or
 * its paragraphs; `rows` are first cells that a table already has, `blank` how many empty rows follow them.
 */
const template = z.strictObject({
  id: slug,
  title: both,
  parts: z
    .array(
      z
        .strictObject({
          kind: z.enum(templatePartKinds),
          heading: both.optional(),
          items: z.array(both).min(1),
          rows: z.array(both).min(1).optional(),
          blank: z.int().min(1).max(40).optional(),
        })
        .superRefine(({ kind, rows, blank }, context) => {
          for (const [name, value] of Object.entries({ rows, blank }))
            if (value !== undefined && kind !== 'table')
              context.addIssue({ code: 'custom', path: [name], ...because('table-only') });
        }),
    )
    .min(1),
});

/**
 * What a scheme asks for before one can apply or register: at least `min` of what `question` counts, or,
 * without `min`, a yes to it. `measure` is the one of the catalogue that answers the question, where there
 * is one (without `min` one is enough); `programme` the entry of the scheme.
 */
const threshold = <M extends z.ZodType<string>>(measures: M) =>
  z.strictObject({
    id: slug,
    scheme: both,
    programme: slug.optional(),
    question: both,
    text: both,
    measure: measures.optional(),
    min: amount.optional(),
    ...figure,
  });

export type Locale = 'tr' | 'en';
export type InBoth = z.infer<typeof both>;
export type Template = z.infer<typeof template>;
export type Threshold = z.infer<ReturnType<typeof threshold<z.ZodType<string>>>>;
export type Source = z.infer<typeof source>;
export type Relation = z.infer<typeof relation>;
export type Figure = {
  value: number;
  unit?: string | undefined;
  currency?: string | undefined;
  sources: number[];
  asOf: string;
};

/** How a value is shown, edited and exported. */
export type FieldKind =
  | 'text'
  | 'prose'
  | 'quotation'
  | 'texts'
  | 'choice'
  | 'choices'
  | 'date'
  | 'moment'
  | 'year'
  | 'flag'
  | 'figure'
  | 'money'
  | 'indicators'
  | 'web-address'
  | 'slug'
  | 'relations'
  | 'reference'
  | 'rules'
  | 'templates'
  | 'thresholds'
  | 'sources';

/** Everything the product derives from a field beyond its schema. */
export type Roles = {
  /** Lives in each language's own file; the other fields are facts and stand in the Turkish file only. */
  readonly translated?: boolean;
  /** Where the words count in a search: 1 title, 2 other names, 3 lists and quotations. */
  readonly search?: 1 | 2 | 3;
  /** The facet (and URL parameter) that filters by this field. */
  readonly facet?: string;
  /** Where the page shows it: a row of the fact sheet, a section of its own, or the type's own top part. */
  readonly show?: 'sheet' | 'section' | 'top';
  /** Comes back with a search hit, for the result card. */
  readonly card?: boolean;
  /** The date by which "newest first" sorts. */
  readonly newest?: boolean;
};

export type Field<S extends z.ZodType = z.ZodType> = Roles & {
  readonly schema: S;
  readonly kind: FieldKind;
  readonly list?: List;
  /** The content type that a relation or reference points to. */
  readonly target?: string;
};

type Optional<S extends z.ZodType, R> = R extends { required: true } ? S : z.ZodOptional<S>;
type Options = Roles & { required?: true };

const make = <S extends z.ZodType, O extends Options>(
  kind: FieldKind,
  schema: S,
  { required, ...roles }: O,
  more: Pick<Field, 'list' | 'target'> = {},
): Field<Optional<S, O>> => ({
  ...roles,
  ...more,
  kind,
  // The condition on O is what Optional<S, O> says; TypeScript cannot see it through the runtime check.
  schema: (required ? schema : schema.optional()) as Optional<S, O>,
});

export type List = {
  readonly name: string;
  readonly codes: readonly [string, ...string[]];
  readonly all?: string | undefined;
};

/** The kinds of field that a content type can be made of. A field is optional unless `required: true`. */
export const field = {
  text: <O extends Options>(o: O) => make('text', line(300), o),
  prose: <O extends Options>(o: O) => make('prose', paragraphs(4000), o),
  /** Official text, kept letter for letter. */
  quotation: <O extends Options>(o: O) => make('quotation', paragraphs(8000), o),
  texts: <O extends Options>(o: O) => make('texts', z.array(line(600)).min(1), o),
  choice: <const L extends List, O extends Options>(list: L, o: O) =>
    make('choice', z.preprocess(scalarAsText, z.enum(list.codes)), o, { list }),
  choices: <const L extends List, O extends Options>(list: L, o: O) =>
    make(
      'choices',
      z
        .array(z.preprocess(scalarAsText, z.enum(list.codes)))
        .min(1)
        .refine((codes) => new Set(codes).size === codes.length, because('repeated')),
      o,
      { list },
    ),
  exactDate: <O extends Options>(o: O) => make('date', exactDate, o),
  /** When something happens in the portal, to the minute where it matters. */
  moment: <O extends Options>(o: O) => make('moment', moment, o),
  partialDate: <O extends Options>(o: O) => make('date', partialDate, o),
  /** A year that is a figure, with its source. */
  year: <O extends Options>(o: O) =>
    make('year', z.strictObject({ value: z.int().min(1000).max(2100), sources: sourceNumbers }), o),
  flag: <O extends Options>(o: O) => make('flag', z.boolean(), o),
  /** A number with its unit (a code of `lists.units`), sources and date. */
  figure: <const L extends List, O extends Options>(units: L, o: O) =>
    make('figure', z.strictObject({ value: amount, unit: z.enum(units.codes), ...figure }), o),
  /** An amount of money. */
  money: <const L extends List, O extends Options>(currencies: L, o: O) =>
    make(
      'money',
      z.strictObject({ value: amount, currency: z.enum(currencies.codes), ...figure }),
      o,
    ),
  /** Further figures under the names that their sources give them. */
  indicators: <S extends z.ZodType, O extends Options>(indicator: S, o: O) =>
    make('indicators', z.array(indicator).min(1), o),
  webAddress: <O extends Options>(o: O) => make('web-address', webAddress, o),
  /** One other entry that this one belongs to. */
  reference: <O extends Options>(target: string, o: O) => make('reference', slug, o, { target }),
  /** Links to other entries, each with its reason or source; the other direction is computed. */
  relations: <O extends Options>(target: string, o: O) =>
    make('relations', z.array(relation).min(1), o, { target }),
  /** Relations that count only where a source makes them; each has its reason in both languages. */
  sourcedRelations: <O extends Options>(target: string, o: O) =>
    make('relations', z.array(sourcedRelation).min(1), o, { target }),
  articleNumber: <O extends Options>(o: O) =>
    make(
      'text',
      z.preprocess(
        scalarAsText,
        z
          .string()
          .refine((text) => parseArticleNumber(text) !== undefined, because('article-number')),
      ),
      o,
    ),
  /** Conditions that can be judged from an applicant's answers. */
  rules: <const K extends RuleKinds, O extends Options>(kinds: K, o: O) =>
    make('rules', z.array(rule(kinds)).min(1), o),
  /** Forms to download and fill in; one definition makes every file. */
  templates: <O extends Options>(o: O) =>
    make('templates', z.array(template).min(1).refine(hasOwnIds, because('repeated')), o),
  /** What a readiness test asks, each with its source and date. */
  thresholds: <M extends z.ZodType<string>, O extends Options>(measures: M, o: O) =>
    make(
      'thresholds',
      z.array(threshold(measures)).min(1).refine(hasOwnIds, because('repeated')),
      o,
      {
        target: 'programme',
      },
    ),
  sources: <O extends Options>(o: O) => make('sources', z.array(source).min(1), o),
};

export type Shape<F extends Record<string, Field>> = { [K in keyof F]: F[K]['schema'] };

/**
 * A content type from its fields. `schema` checks a Turkish file, `twinSchema` an English one, which
 * holds the translated fields only; both are strict.
 */
export function contentType<const F extends Record<string, Field>>(type: {
  readonly folder: string;
  readonly path: Readonly<Record<Locale, string>>;
  readonly fields: F;
  /** Pairs of date fields of which the second must not come before the first. */
  readonly periods?: readonly (readonly [keyof F & string, keyof F & string])[];
}) {
  const shape = Object.fromEntries(
    Object.entries(type.fields).map(([name, f]) => [name, f.schema]),
  ) as Shape<F>; // fromEntries forgets which key has which schema
  const translated = Object.fromEntries(
    Object.entries(type.fields)
      .filter(([, f]) => f.translated)
      .map(([name, f]) => [
        name,
        f.schema instanceof z.ZodOptional ? f.schema : f.schema.optional(),
      ]),
  );
  return {
    ...type,
    schema: z.strictObject(shape),
    twinSchema: z.strictObject({ ...translated, checkedOn: exactDate.optional() }),
  };
}

/**
 * A closed list of codes; its labels stand in `messages` under `lists.<name>`. `all` is the code that
 * stands for every other one: what holds for the whole country also holds in each province.
 */
export const list = <const C extends readonly [string, ...string[]]>(
  name: string,
  codes: C,
  all?: C[number],
) => ({ name, codes, all });
