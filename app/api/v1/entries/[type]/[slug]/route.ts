import { answerOperation, problemAnswer } from '../../../../../answers';
import { apiRoot } from '#lib/api';
import { recordOf } from '#lib/entry-record';
import { env } from '#lib/env';
import { library } from '#lib/library';
import { fileWorld } from '#lib/portal';

type Context = RouteContext<'/api/v1/entries/[type]/[slug]'>;

/** One entry as data. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return answerOperation(
    'entry',
    request,
    async ({ type, slug, locale }) => {
      const entry = library().find(type, slug, locale);
      if (entry) return recordOf(entry, fileWorld(locale));
      const list = `${env().SITE_URL}${apiRoot}/entries?type=${type}`;
      return problemAnswer(request, 'not-found', { type, slug: slug.slice(0, 120), list });
    },
    { inPath: await params },
  );
}
