import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { z } from 'zod';
import { anybody } from '../../answers';
import { searchAnswer } from '../../search-answer';
import { mostOnPage, operations } from '#lib/api';
import { typeNames } from '#lib/content-types';
import { recordOf } from '#lib/entry-record';
import { facets } from '#lib/facets';
import { library } from '#lib/library';
import { questions } from '#lib/matching';
import { texts } from '#lib/messages';
import { fileWorld, matchesFor } from '#lib/portal';

const largest = 64 * 1024;

/** What a tool gives: the same as data and, for assistants that read text only, as text. */
const given = (value: Record<string, unknown>) => ({
  structuredContent: value,
  content: [{ type: 'text' as const, text: JSON.stringify(value) }],
});

const refused = (text: string) => ({ isError: true, content: [{ type: 'text' as const, text }] });

const { locale } = operations.search.parameters.shape;
const reading = { readOnlyHint: true, openWorldHint: false };
const filterNames = facets.flatMap(({ key }) => (key === 'type' ? [] : [key]));

function server(): McpServer {
  const t = texts('en');
  const mcp = new McpServer(
    { name: 'bys', title: t('site.full'), version: '1.0.0' },
    { instructions: t('llms.rules') },
  );
  mcp.registerTool(
    'search',
    {
      title: t('search.title'),
      description: t('llms.search'),
      inputSchema: {
        query: z.string().default(''),
        locale,
        type: z.array(z.enum(typeNames)).optional(),
        filters: z
          .partialRecord(z.enum(filterNames), z.array(z.string()))
          .optional()
          .describe(t('llms.filters')),
        page: z.int().min(1).default(1),
        limit: z.int().min(1).max(mostOnPage).default(10),
      },
      annotations: reading,
    },
    async ({ query, locale: language, type = [], filters = {}, page, limit }) => {
      const parameters = new URLSearchParams({ q: query, page: String(page) });
      for (const name of type) parameters.append('type', name);
      for (const [key, values] of Object.entries(filters))
        for (const value of values ?? []) parameters.append(key, value);
      const answer = await searchAnswer(parameters, language, limit);
      return answer ? given(answer) : refused(texts(language)('files.unavailable'));
    },
  );
  mcp.registerTool(
    'get_entry',
    {
      title: t('openData.entries'),
      description: t('llms.getEntry'),
      inputSchema: { type: z.enum(typeNames), slug: z.string().max(120), locale },
      annotations: reading,
    },
    ({ type, slug, locale: language }) => {
      const entry = library().find(type, slug, language);
      return entry
        ? given(recordOf(entry, fileWorld(language)))
        : refused(texts(language)('api.problems.not-found.detail', { type, slug, list: 'search' }));
    },
  );
  mcp.registerTool(
    'match',
    {
      title: t('match.title'),
      description: t('llms.match'),
      inputSchema: {
        ...Object.fromEntries(
          questions.map((question) => [
            question,
            operations.match.parameters.shape[question].describe(t(`match.questions.${question}`)),
          ]),
        ),
        locale,
        limit: z.int().min(1).max(mostOnPage).default(10),
      },
      annotations: reading,
    },
    ({ locale: language, limit, ...answers }) =>
      given(matchesFor(new URLSearchParams(pairsOf(answers)), language, limit)),
  );
  return mcp;
}

const pairsOf = (answers: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(answers).flatMap(([name, values]) =>
    [values ?? []].flat().map((value): [string, string] => [name, String(value)]),
  );

/**
 * The Model Context Protocol over streamable HTTP, without sessions: each question is answered by itself,
 * and all tools only read.
 */
export async function POST(request: Request): Promise<Response> {
  // What does not say how long it is may have no end.
  if (Number(request.headers.get('Content-Length') ?? Infinity) > largest)
    return new Response(null, { status: 413, headers: anybody });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const mcp = server();
  await mcp.connect(transport);
  const answer = await transport.handleRequest(request);
  for (const [name, value] of Object.entries(anybody)) answer.headers.set(name, value);
  return answer;
}
