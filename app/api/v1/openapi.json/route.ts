import { keepable, problemAnswer } from '../../../answers';
import { readLocale } from '#lib/api';
import { env } from '#lib/env';
import { openApi } from '#lib/openapi';
import { lastChange } from '#lib/portal';

/** The public interface, described for programs. */
export function GET(request: Request): Response {
  const read = readLocale(new URL(request.url).searchParams);
  if (!read.ok) return problemAnswer(request, 'parameters', { list: 'locale' }, {}, read.errors);
  const { locale } = read.values;
  return keepable(
    request,
    JSON.stringify(openApi(env().SITE_URL, locale), null, 1),
    lastChange(locale),
    {
      'Content-Type': 'application/vnd.oai.openapi+json;version=3.1',
      'Content-Language': locale,
    },
  );
}
