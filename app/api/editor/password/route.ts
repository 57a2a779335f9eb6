import { accounts, cookieIn, mayPost, seeOther, textIn } from '../../../editor-session';
import { editorHref } from '#lib/editors';

/** Changes one's own password; every other session of the account ends. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write');
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const page = editorHref('account', locale);
  const tell = (hata: string) => seeOther(`${page}?hata=${hata}`);
  const password = textIn(form, 'password');
  if (password !== textIn(form, 'again')) return tell('different');
  const done = await accounts().changePassword(
    editor.person,
    textIn(form, 'old'),
    password,
    cookieIn(request.headers) ?? '',
  );
  if (done.kind === 'changed') return seeOther(`${page}?oldu=1`);
  if (done.kind === 'password') return tell(done.fault);
  return tell(done.kind === 'refused' ? done.why : 'unavailable');
}
