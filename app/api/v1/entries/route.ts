import { answerOperation, problemAnswer } from '../../../answers';
import { recordOf } from '#lib/entry-record';
import { library } from '#lib/library';
import { fileWorld } from '#lib/portal';

/** All entries as data, by title; a program that wants everything turns the pages. */
export const GET = (request: Request): Promise<Response> =>
  answerOperation('entries', request, async ({ locale, type, page, limit }) => {
    const entries = library()
      .entries(locale)
      .filter((entry) => type === undefined || type.includes(entry.type));
    const pages = Math.ceil(entries.length / limit);
    if (page > Math.max(pages, 1)) return problemAnswer(request, 'page-beyond', { page, pages });
    const world = fileWorld(locale);
    return {
      total: entries.length,
      page,
      pages,
      limit,
      results: entries.slice((page - 1) * limit, page * limit).map((one) => recordOf(one, world)),
    };
  });
