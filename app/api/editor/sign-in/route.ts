import {
  accounts,
  editorCookie,
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
  const ticket = textIn(form, 'bilet');
  const signedIn = await accounts().signIn(textIn(form, 'email'), textIn(form, 'password'), cookie);
  const more: Record<string, string> = ticket === '' ? {} : { bilet: ticket };
  if (signedIn.kind === 'signed-in') {
    const query = new URLSearchParams(more).toString();
    const mark = way.includes('?') ? '&' : '?';
    return seeOther(query === '' ? way : `${way}${mark}${query}`, editorCookie(signedIn.id));
  }
  if (signedIn.kind === 'wait') more.bekle = String(Math.ceil(signedIn.wait / 1000));
  return seeOther(signInHref(locale, way, { ...more, hata: signedIn.kind }));
}
