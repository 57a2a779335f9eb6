import {
  accounts,
  editorAt,
  noEditorCookie,
  readPost,
  seeOther,
  textIn,
} from '../../../editor-session';
import { editorHref } from '#lib/editors';

/** Ends this session, or with `everywhere` all of the person's. */
export async function POST(request: Request): Promise<Response> {
  const read = await readPost(request);
  if (!read.ok) return read.answer;
  const { form, locale, cookie } = read;
  const editor = await editorAt(request.headers);
  if (editor && textIn(form, 'everywhere') !== '')
    await accounts().signOutEverywhere(editor.person);
  else if (editor) await accounts().signOut(cookie, editor.person);
  return seeOther(`${editorHref('signIn', locale)}?cikildi=1`, noEditorCookie());
}
