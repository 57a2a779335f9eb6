import {
  accounts,
  editorCookie,
  maySignIn,
  onwardHref,
  readPost,
  seeOther,
  signInHref,
  textIn,
} from '../../../editor-session';
import { safeWay } from '#lib/editors';

/** Signs in with an e-mail address and a password, then leads on to `devam`. */
export async function POST(request: Request): Promise<Response> {
  const read = await readPost(request);
  if (!read.ok) return read.answer;
  const { form, locale, cookie } = read;
  const way = safeWay(textIn(form, 'devam'), locale);
  const ticket = textIn(form, 'bilet').slice(0, 60);
  if (!maySignIn(request))
    return seeOther(
      signInHref(locale, way, { ...(ticket !== '' && { bilet: ticket }), hata: 'busy' }),
    );
  const signedIn = await accounts().signIn(textIn(form, 'email'), textIn(form, 'password'), cookie);
  if (signedIn.kind === 'signed-in')
    return seeOther(onwardHref(way, ticket), editorCookie(signedIn.id));
  return seeOther(
    signInHref(locale, way, {
      ...(ticket !== '' && { bilet: ticket }),
      ...(signedIn.kind === 'wait' && { bekle: String(Math.ceil(signedIn.wait / 1000)) }),
      hata: signedIn.kind,
    }),
  );
}
