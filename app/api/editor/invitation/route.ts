import {
  accounts,
  editorCookie,
  maySignIn,
  readPost,
  seeOther,
  textIn,
} from '../../../editor-session';
import { editorHref } from '#lib/editors';

/** Sets the password of whoever holds an invitation's link, and signs them in. */
export async function POST(request: Request): Promise<Response> {
  const read = await readPost(request);
  if (!read.ok) return read.answer;
  const { form, locale, cookie } = read;
  const token = textIn(form, 'kod');
  const tell = (hata: string) =>
    seeOther(
      `${editorHref('invitation', locale)}?${new URLSearchParams({ kod: token.slice(0, 60), hata }).toString()}`,
    );
  if (!maySignIn(request)) return tell('busy');
  const password = textIn(form, 'password');
  if (password !== textIn(form, 'again')) return tell('different');
  const joined = await accounts().join(token, password, cookie);
  if (joined.kind === 'signed-in')
    return seeOther(editorHref('entries', locale), editorCookie(joined.id));
  return tell(joined.kind === 'password' ? joined.fault : joined.kind);
}
