import { keepable } from '../../../answers';
import { localeOf } from '../../parameters';
import { env } from '#lib/env';
import { openApi } from '#lib/openapi';
import { lastChange } from '#lib/portal';

/** The public interface, described for programs. */
export function GET(request: Request): Response {
  const language = localeOf(new URL(request.url).searchParams);
  if ('refusal' in language) return language.refusal;
  const { locale } = language;
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
