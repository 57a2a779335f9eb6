import { z } from 'zod';
import { apiRoot, operations, problem, problemStatus, type ProblemCode } from '#lib/api';
import { fieldsOf, typeNames } from '#lib/content-types';
import { facets } from '#lib/facets';
import type { Locale } from '#lib/field';
import { questions } from '#lib/matching';
import { texts } from '#lib/messages';

type Schema = { readonly [key: string]: unknown };

export type ApiParameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
};

const problemType = 'application/problem+json';

/**
 * The published schemas by name. Each answer is converted by itself, with what it refers to: the server
 * may hold this module more than once, and zod's registry then knows two schemas by each name.
 */
function schemas(locale: Locale): Record<string, Schema> {
  const t = texts(locale);
  const answers: z.ZodType[] = Object.values(operations).map(({ answer }) => answer);
  const named = [...answers, problem].flatMap((schema) => {
    const { $defs = {}, ...own } = z.toJSONSchema(schema);
    return Object.entries({ [nameOf(schema)]: own, ...$defs });
  });
  return Object.fromEntries(
    named.map(([name, { id: _id, $schema: _dialect, ...schema }]) => {
      const type = typeNames.find((one) => name === `${one}Record`);
      const data = schema.properties?.data;
      if (type && typeof data === 'object' && data.properties)
        for (const field of Object.keys(fieldsOf(type))) {
          const property = data.properties[field];
          if (typeof property === 'object') property.description = t(`fields.${field}`);
        }
      return [name, withOwnReferences(schema)];
    }),
  );
}

const nameOf = (schema: z.ZodType): string => z.globalRegistry.get(schema)?.id ?? '';

/** zod writes references into the schema itself; OpenAPI keeps them in one place. */
const withOwnReferences = (schema: Schema): Schema => {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return JSON.parse(text) as Schema; // as it was, but for the references
};

/** What an operation takes, as OpenAPI writes it. */
export function parametersOf(
  { path, parameters }: { path: string; parameters: z.ZodObject },
  locale: Locale,
): ApiParameter[] {
  const t = texts(locale);
  const { properties = {} } = z.toJSONSchema(parameters);
  return Object.entries(properties).map(([name, schema]): ApiParameter => {
    const inPath = path.includes(`{${name}}`);
    const isFacet = facets.some(({ key }) => key === name && key !== 'type');
    const isQuestion = path === operations.match.path && questions.some((one) => one === name);
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath,
      description: isQuestion
        ? t(`match.questions.${name}`)
        : isFacet
          ? t('api.parameters.facet', { label: t(`facets.${name}`) })
          : t(
              `api.parameters.${path === operations.match.path && name === 'limit' ? 'most' : name}`,
            ),
      schema: typeof schema === 'object' ? { ...schema } : {},
    };
  });
}

const reference = (schema: z.ZodType): Schema => ({
  $ref: `#/components/schemas/${nameOf(schema)}`,
});

/** The public interface as an OpenAPI 3.1 document, derived from what the routes themselves check and answer. */
export function openApi(site: string, locale: Locale) {
  const t = texts(locale);
  const answerOf = (code: ProblemCode) => ({
    description: t(`api.problems.${code}.title`),
    content: { [problemType]: { schema: { $ref: '#/components/schemas/problem' } } },
  });
  return {
    openapi: '3.1.1',
    info: {
      title: `${t('site.name')} – ${t('site.full')}`,
      version: '1.0.0',
      description: t('site.description'),
    },
    servers: [{ url: site + apiRoot }],
    paths: Object.fromEntries(
      Object.entries(operations).map(([name, operation]) => [
        operation.path,
        {
          get: {
            operationId: name,
            summary: t(`api.operations.${name}`),
            parameters: parametersOf(operation, locale),
            responses: {
              200: {
                description: t(`api.operations.${name}`),
                headers: {
                  ETag: { schema: { type: 'string' } },
                  'Last-Modified': { schema: { type: 'string' } },
                },
                content: { 'application/json': { schema: reference(operation.answer) } },
              },
              304: { description: 'Not Modified' },
              ...Object.fromEntries(
                operation.problems.map((code) => [problemStatus[code], answerOf(code)]),
              ),
            },
          },
        },
      ]),
    ),
    components: { schemas: schemas(locale) },
  };
}
