import { keepable } from '../../../../answers';
import {
  fileFormats,
  fileHref,
  formats,
  hrefOf,
  mediaTypes,
  targetOf,
  type FileFormat,
  type Format,
  type PageName,
  type Target,
} from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { csv } from '#lib/csv';
import type { Entry } from '#lib/entry';
import { entriesAs } from '#lib/entry-files';
import { recordOf } from '#lib/entry-record';
import type { Locale } from '#lib/field';
import { templateParameter } from '#lib/guide-view';
import { isLocale, texts } from '#lib/messages';
import {
  benchmarkDataFor,
  benchmarkTableFor,
  catalogueDataFor,
  catalogueTableFor,
  changesFeedFor,
  comparisonTableFor,
  coverageTableFor,
  datedEntries,
  everythingFound,
  fileWorld,
  freshnessFeedFor,
  freshnessTableFor,
  gapsTableFor,
  guideFilesFor,
  lastChange,
  overlapsTableFor,
  supportContents,
  type Contents,
} from '#lib/portal';
import { library } from '#lib/library';
import { spreadsheet } from '#lib/spreadsheet';

type Context = RouteContext<'/files/[format]/[locale]/[...path]'>;

/** Pages whose table is no list of entries. */
const tables: Partial<
  Record<PageName, (parameters: URLSearchParams, locale: Locale) => string[][]>
> = {
  compare: comparisonTableFor,
  gaps: gapsTableFor,
  overlaps: overlapsTableFor,
  benchmark: benchmarkTableFor,
  benchmarkState: (_, locale) => coverageTableFor(locale),
  indicators: (_, locale) => catalogueTableFor(locale),
  freshness: freshnessTableFor,
};

/** Pages whose feed is no list of entries. */
const feeds: Partial<Record<PageName, (parameters: URLSearchParams, locale: Locale) => string>> = {
  freshness: freshnessFeedFor,
};

/** Pages whose data is no list of entries. */
const documents: Partial<
  Record<PageName, (parameters: URLSearchParams, locale: Locale) => unknown>
> = { benchmark: benchmarkDataFor, indicators: catalogueDataFor };

/** A page as a file. proxy.ts leads here what `formatsOf` offers, and nothing else. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { format: ending, locale, path } = await params;
  const asked = fileFormats.find((name) => name === ending);
  const page = `/${[...(locale === 'en' ? ['en'] : []), ...path].join('/')}`;
  const target = targetOf(page);
  if (!asked || !target || !isLocale(locale)) return new Response(null, { status: 404 });

  const { searchParams } = new URL(request.url);
  const format = formats.find((name) => name === asked);
  if (!format) return templatesAs(asked, target, request, locale);
  if (target.kind === 'changes')
    return keepable(request, await changesOf(target, locale), lastChange(locale), {
      ...headersOf(format, page),
      Link: `<${fileWorld(locale).site}${page}>; rel="canonical"`,
    });
  const own =
    target.kind === 'page' ? ownFile(target.page, format, searchParams, locale) : undefined;
  if (own !== undefined)
    return keepable(request, own, lastChange(locale), {
      ...headersOf(format, page),
      Link: `<${fileWorld(locale).site}${page}>; rel="canonical"`,
    });
  const contents = await contentsOf(target, format, searchParams, locale);
  if (!contents)
    return new Response(`${texts(locale)('files.unavailable')}\n`, {
      status: 503,
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'Retry-After': '5',
      },
    });
  const world = fileWorld(locale);
  const [only] = contents.entries;
  const isRecord = target.kind === 'entry' && format === 'json' && only;
  const body = isRecord
    ? `${JSON.stringify(recordOf(only, world), null, 1)}\n`
    : entriesAs(format, contents.entries, contents.head, world);
  return keepable(request, body, lastChange(locale), {
    ...headersOf(format, page),
    Link: `<${world.site}${contents.head.href}>; rel="canonical"`,
    // One reader's answers stand in the address.
    ...(isSupport(target) && { 'Cache-Control': 'private, no-cache' }),
  });
}

const changesOf = (target: Extract<Target, { kind: 'changes' }>, locale: Locale) =>
  changesFeedFor(entryOf(target, locale));

function entryOf({ type, slug }: { type: TypeName; slug: string }, locale: Locale): Entry {
  const entry: Entry | undefined = library().find(type, slug, locale);
  if (!entry) throw new Error(`proxy.ts let an unknown entry through: ${slug}`);
  return entry;
}

function ownFile(
  page: PageName,
  format: Format,
  parameters: URLSearchParams,
  locale: Locale,
): string | undefined {
  const documentOf = format === 'json' ? documents[page] : undefined;
  if (documentOf) return `${JSON.stringify(documentOf(parameters, locale), null, 1)}\n`;
  const feedOf = format === 'atom' ? feeds[page] : undefined;
  if (feedOf) return feedOf(parameters, locale);
  const tableOf = format === 'csv' ? tables[page] : undefined;
  return tableOf && csv(tableOf(parameters, locale));
}

function headersOf(format: Format, page: string): Record<string, string> {
  const name = fileHref(page, format).split('/').at(-1) ?? '';
  return {
    'Content-Type': `${mediaTypes[format]}; charset=utf-8`,
    'Content-Disposition': `${format === 'csv' ? 'attachment' : 'inline'}; filename="${name}"`,
    ...forNoIndex,
  };
}

// What pages say about themselves, files cannot.
const forNoIndex = { 'X-Robots-Tag': 'noindex' };

/** A guide's templates to fill in; a name that no template has is no address. */
async function templatesAs(
  format: FileFormat,
  target: Target,
  request: Request,
  locale: Locale,
): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get(templateParameter);
  const files = target.kind === 'entry' ? guideFilesFor(target.slug, wanted, locale) : undefined;
  if (!files) return new Response(null, { status: 404 });
  const body = format === 'xlsx' ? await spreadsheet(files.sheets) : files.markdown;
  return keepable(request, body, lastChange(locale), {
    'Content-Type': format === 'xlsx' ? mediaTypes.xlsx : `${mediaTypes.md}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${files.name}-${locale}.${format}"`,
    ...forNoIndex,
  });
}

const isSupport = (target: Target): boolean => target.kind === 'page' && target.page === 'support';

async function contentsOf(
  target: Target,
  format: Format,
  parameters: URLSearchParams,
  locale: Locale,
): Promise<Contents | undefined> {
  if (target.kind === 'page' && target.page === 'calendar') {
    const entries = datedEntries(locale);
    const href = hrefOf(target, locale);
    const title = texts(locale)('calendar.title');
    return { entries, head: { title, href, total: entries.length, notices: [] } };
  }
  if (isSupport(target)) return supportContents(parameters, format, locale);
  if (target.kind !== 'entry')
    return everythingFound(parameters, locale, target.kind === 'list' ? target.type : undefined);
  const entry = entryOf(target, locale);
  return {
    entries: [entry],
    head: {
      title: entry.data.title,
      href: hrefOf(target, locale),
      type: entry.type,
      total: 1,
      notices: [],
    },
  };
}
