import { keepable, problemAnswer } from '../../../../answers';
import { dataPackage, publishedFiles } from '../../../../open-data';
import { apiRoot, readLocale } from '#lib/api';
import { env } from '#lib/env';
import { lastChange } from '#lib/portal';

type Context = RouteContext<'/api/v1/data/[file]'>;

/** A file of open data, or the package that lists them all. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { file: name } = await params;
  const read = readLocale(new URL(request.url).searchParams);
  if (!read.ok) return problemAnswer(request, 'parameters', { list: 'locale' }, {}, read.errors);
  const { locale } = read.values;
  const found = publishedFiles(locale).find((file) => file.name === name);
  if (!found && name !== 'datapackage.json')
    return problemAnswer(request, 'no-such-address', {
      list: `${env().SITE_URL}${apiRoot}/data/datapackage.json`,
    });
  return keepable(request, found?.text ?? dataPackage(locale), lastChange(locale), {
    'Content-Type': `${found?.mediaType ?? 'application/json'}; charset=utf-8`,
    'Content-Language': locale,
    ...(found && {
      'Content-Disposition': `attachment; filename="${name}"`,
      'Repr-Digest': `sha-256=:${Buffer.from(found.sha256, 'hex').toString('base64')}:`,
    }),
  });
}
