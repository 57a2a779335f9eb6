import {
  accounts,
  cookieIn,
  editorCookie,
  noOpenIdCookie,
  onwardHref,
  openIdFlowIn,
  provider,
  seeOther,
  signInHref,
} from '../../../../editor-session';
import { editorHref, safeWay } from '#lib/editors';
import { finishOpenId } from '#lib/openid';

/** Whom the institution's sign-in sends back. */
export async function GET(request: Request): Promise<Response> {
  const at = provider();
  if (!at || !accounts().isOn()) return seeOther(editorHref('signIn', 'tr'));
  const { onward, who } = await finishOpenId(
    at,
    new URL(request.url).search,
    openIdFlowIn(request.headers) ?? '',
  );
  const locale = onward?.way.startsWith('/en/') ? 'en' : 'tr';
  const way = safeWay(onward?.way, locale);
  const failed = (hata: string) =>
    seeOther(
      signInHref(locale, way, { hata, ...(onward?.ticket && { bilet: onward.ticket }) }),
      noOpenIdCookie(),
    );
  if (!who) return failed('institution');
  const signedIn = await accounts().signInVerified(who, cookieIn(request.headers));
  if (signedIn.kind !== 'signed-in')
    return failed(signedIn.kind === 'refused' ? 'no-account' : signedIn.kind);
  return seeOther(
    onwardHref(way, onward?.ticket ?? ''),
    editorCookie(signedIn.id),
    noOpenIdCookie(),
  );
}
