import { keepPreview } from '../../../editor-desk';
import { mayPost, refusal, seeOther, textIn } from '../../../editor-session';
import { writtenIn } from '../../../editor-texts';
import { entryEditHref } from '#lib/editor-view';

/** As much as the form itself may send. */
const mostBytes = 12_000_000;

/** Shows a form's entry as it would be published, in the frame that the form names. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write', mostBytes);
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const written = await writtenIn(form, editor.person);
  if (!written || 'problem' in written) return refusal(locale, 400, 'editor.refused.form');
  const taslak = keepPreview(editor.person.id, written.key, written.texts);
  const dil = textIn(form, 'dil') === 'en' ? 'en' : 'tr';
  const query = new URLSearchParams({ taslak, dil }).toString();
  return seeOther(`${entryEditHref(written.key, locale, 'onizleme')}?${query}`);
}
