import { z } from 'zod';
import { typeNames } from '#lib/content-types';
import { entryRecord, language } from '#lib/entry-record';
import { choicesOf } from '#lib/answers';
import { applicationStatuses, codesOf, facets, type Facet } from '#lib/facets';
import { source, type Locale } from '#lib/field';
import { judgements, questions, verdicts, type Question } from '#lib/matching';
import { texts } from '#lib/messages';
import { ruleBases, ruleKindNames } from '#lib/programme-rules';
import { maxWords, pageSize, sorts } from '#lib/search-state';

/** Where the public interface stands; its paths do not change within a version. */
export const apiRoot = '/api/v1';

export const mostOnPage = 100;

/** Of judged programmes, which come on one page. */
export const mostMatches = 1000;

/** A whole number as an address writes it; nothing else that JavaScript would read as one. */
const whole = (min: number, max: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text),
    z.int().min(min).max(max),
  );

const paging = {
  locale: language.default('tr'),
  page: whole(1, 999_999_999).default(1),
  limit: whole(1, mostOnPage).default(pageSize),
};
const types = z.array(z.enum(typeNames)).optional();

function facetParameter(facet: Facet) {
  const [first, ...others] =
    facet.values === 'entries' || facet.values === 'words' ? [] : codesOf(facet, []);
  return z
    .array(
      facet.values === 'years'
        ? z.string().regex(/^\d{4}$/)
        : facet.values === 'words'
          ? z.string().max(maxWords)
          : first === undefined
            ? z.string().regex(/^[a-z0-9-]{1,120}$/)
            : z.enum([first, ...others]),
    )
    .optional();
}

const facetParameters = Object.fromEntries(
  facets.filter(({ key }) => key !== 'type').map((facet) => [facet.key, facetParameter(facet)]),
);

const searched = { q: z.string().optional(), type: types, ...facetParameters };

const hit = z
  .object({
    type: z.enum(typeNames),
    slug: z.string(),
    title: z.string(),
    titleLanguage: language,
    passage: z.string().optional(),
    passageLanguage: language.optional(),
    facts: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .meta({ description: 'What the card on the site says, in words.' }),
    pinned: z
      .literal(true)
      .optional()
      .meta({ description: 'Where editors have put it first for this search.' }),
    url: z.url().meta({ description: 'The page that shows the entry.' }),
    record: z.url().meta({ description: 'The whole entry as data.' }),
  })
  .meta({ id: 'hit' });

const facet = z
  .object({
    key: z.string().meta({ description: 'The parameter that filters by it.' }),
    label: z.string(),
    values: z.array(z.object({ value: z.string(), label: z.string(), count: z.int().min(0) })),
  })
  .meta({ id: 'facet' });

const list = {
  total: z.int().min(0),
  page: z.int().min(1),
  pages: z.int().min(0),
  limit: z.int().min(1),
};

const searchAnswer = z
  .object({
    ...list,
    url: z.url().meta({ description: 'The page that shows the same search.' }),
    notices: z
      .array(z.string())
      .meta({ description: 'What of the request was not used as it stood, and why.' }),
    results: z.array(hit),
  })
  .meta({ id: 'searchAnswer' });
const entriesAnswer = z
  .object({ ...list, results: z.array(entryRecord) })
  .meta({ id: 'entriesAnswer' });
const facetsAnswer = z.object({ facets: z.array(facet) }).meta({ id: 'facetsAnswer' });

/** A question of Find support takes any text: what it cannot use is told in `notices`, and the rest counts. */
const answer = (question: Question) =>
  z.array(z.string().meta({ examples: [...choicesOf(question)] })).optional();

const answerParameters = Object.fromEntries(
  questions.map((question) => [question, answer(question)]),
) as Record<Question, ReturnType<typeof answer>>; // fromEntries forgets its keys

const matchAnswer = z
  .object({
    total: z.int().min(0),
    url: z.url().meta({ description: 'The page that shows the same.' }),
    notices: z
      .array(z.string())
      .meta({ description: 'What of the answers was not used, and why.' }),
    results: z.array(
      z.object({
        slug: z.string(),
        title: z.string(),
        url: z.url().meta({ description: 'The page that shows the programme.' }),
        record: z.url().meta({ description: 'The whole programme as data.' }),
        verdict: z.enum(verdicts).meta({
          description:
            'fit: no rule fails and none is open. check: none fails, some are open. near: one fails. no: more fail.',
        }),
        reason: z.string().meta({ description: 'Why, in one line.' }),
        status: z
          .enum(applicationStatuses.codes)
          .meta({ description: 'Whether one can apply today; no part of the verdict.' }),
        rules: z.array(
          z.object({
            kind: z.enum(ruleKindNames),
            answer: z.enum(judgements),
            sentence: z.string(),
            basis: z.enum(ruleBases).meta({
              description: 'source: the sources say so. classification: our editors’ reading.',
            }),
            sources: z.array(source),
            asOf: z.string().nullable(),
            change: z
              .string()
              .optional()
              .meta({ description: 'What would make a failed rule hold.' }),
          }),
        ),
        notJudged: z
          .array(z.string())
          .meta({ description: 'Conditions in free text, which applicants check themselves.' }),
      }),
    ),
  })
  .meta({ id: 'matchAnswer' });

/** What went wrong, for programs and people alike (RFC 9457). */
export const problem = z
  .object({
    type: z.url().meta({ description: 'Names the kind of problem and explains it.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ parameter: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Each value that cannot be used, and what can.' }),
  })
  .meta({ id: 'problem' });

export const problemStatus = {
  parameters: 400,
  'not-found': 404,
  'no-such-address': 404,
  'page-beyond': 404,
  method: 405,
  'not-acceptable': 406,
  'too-many': 429,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

/** Every address of the interface: what it takes, what it answers, how it can fail. */
export const operations = {
  search: {
    path: '/search',
    parameters: z.object({ ...searched, ...paging, sort: z.enum(sorts).optional() }),
    answer: searchAnswer,
    problems: ['parameters', 'page-beyond', 'not-acceptable', 'too-many', 'unavailable'],
  },
  facets: {
    path: '/facets',
    parameters: z.object({ ...searched, locale: paging.locale }),
    answer: facetsAnswer,
    problems: ['parameters', 'not-acceptable', 'too-many', 'unavailable'],
  },
  entries: {
    path: '/entries',
    parameters: z.object({ type: types, ...paging }),
    answer: entriesAnswer,
    problems: ['parameters', 'page-beyond', 'not-acceptable'],
  },
  entry: {
    path: '/entries/{type}/{slug}',
    parameters: z.object({ type: z.enum(typeNames), slug: z.string(), locale: paging.locale }),
    answer: entryRecord,
    problems: ['parameters', 'not-found', 'not-acceptable'],
  },
  match: {
    path: '/match',
    parameters: z.object({
      ...answerParameters,
      limit: whole(1, mostMatches).optional().catch(undefined),
      locale: paging.locale,
    }),
    answer: matchAnswer,
    problems: ['parameters', 'not-acceptable'],
  },
} as const satisfies Record<
  string,
  { path: string; parameters: z.ZodObject; answer: z.ZodType; problems: readonly ProblemCode[] }
>;

export type OperationName = keyof typeof operations;
export type Answer<N extends OperationName> = z.infer<(typeof operations)[N]['answer']>;

const isList = (schema: unknown): boolean =>
  schema instanceof z.ZodOptional ? isList(schema.unwrap()) : schema instanceof z.ZodArray;

type Read<S extends z.ZodObject> =
  { ok: true; values: z.infer<S> } | { ok: false; errors: { parameter: string; detail: string }[] };

/**
 * Checks a request against what its address takes. An empty value counts as none; of a value that can be
 * given once, the first counts; parameters that are not known are left alone. Every mistake is told, in
 * the language asked for, with what can stand there.
 */
export function readParameters<S extends z.ZodObject>(
  schema: S,
  parameters: URLSearchParams,
): Read<S> {
  const given = Object.entries(schema.shape).flatMap(([name, one]) => {
    const values = parameters.getAll(name).filter((value) => value.trim() !== '');
    return values.length === 0 ? [] : [[name, isList(one) ? values : values[0]] as const];
  });
  const raw = Object.fromEntries(given);
  const read = schema.safeParse(raw);
  if (read.success) return { ok: true, values: read.data };
  const locale: Locale = raw.locale === 'en' ? 'en' : 'tr';
  return {
    ok: false,
    errors: read.error.issues.map((issue) => {
      const [name, index] = issue.path.map(String);
      const values = [raw[String(name)]].flat();
      const value = String(values[Number(index ?? 0)] ?? '').slice(0, 60);
      return { parameter: String(name), detail: expectation(issue, value, locale) };
    }),
  };
}

function expectation(issue: z.core.$ZodIssue, value: string, locale: Locale): string {
  const t = texts(locale);
  if (issue.code === 'invalid_value')
    return t('api.expected.one-of', { value, list: issue.values.map(String).join(', ') });
  if (issue.code === 'invalid_format')
    return t('api.expected.other', { value, pattern: issue.pattern ?? issue.format });
  return t('api.expected.integer', {
    value,
    min: 1,
    max: issue.code === 'too_big' ? Number(issue.maximum) : mostOnPage,
  });
}

/** Whether an `Accept` header takes one of these media types (RFC 9110, 12.5.1). */
export function accepts(header: string | null, mediaTypes: readonly string[]): boolean {
  if (header === null || header.trim() === '') return true;
  const ranges = header.split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { range, isRefused: quality !== undefined && Number(quality.slice(2)) === 0 };
  });
  return mediaTypes.some((type) => {
    const [family = ''] = type.split('/');
    // The most exact range decides.
    const exact = [type, `${family}/*`, '*/*'].flatMap((range) =>
      ranges.filter((one) => one.range === range),
    );
    return exact[0] !== undefined && !exact[0].isRefused;
  });
}

const onlyLocale = z.object({ locale: paging.locale });

/** The language that a request asks for. */
export const readLocale = (parameters: URLSearchParams) => readParameters(onlyLocale, parameters);
