import { accounts, openIdCookie, provider, seeOther, signInHref } from '../../../editor-session';
import { safeWay } from '#lib/editors';
import { isLocale } from '#lib/messages';
import { beginOpenId } from '#lib/openid';

/** Leads to the institution's sign-in; `devam` and `bilet` say where to go on afterwards. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const language = asked.get('dil') ?? '';
  const locale = isLocale(language) ? language : 'tr';
  const at = provider();
  const way = safeWay(asked.get('devam'), locale);
  const ticket = (asked.get('bilet') ?? '').slice(0, 60);
  if (!at || !accounts().isOn()) return seeOther(signInHref(locale, way));
  const begun = await beginOpenId(at, { way, ticket });
  return begun
    ? seeOther(begun.url, openIdCookie(begun.flow))
    : seeOther(signInHref(locale, way, { hata: 'institution' }));
}
