import { triedImages } from '../../../tried-forms';
import { accounts, mayPost, seeOther, textIn } from '../../../editor-session';
import { editorHref } from '#lib/editors';
import { imageLimits } from '#lib/image-file';
import { images } from '#lib/images';

/** The other fields of the form and what stands between them. */
const besideFile = 64 * 1024;

/** Takes an image, or shows the form again with why not and what was typed. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write', imageLimits.bytes + besideFile);
  if (!post.ok) {
    if (post.answer.status !== 413) return post.answer;
    // Such a file is not read to its end, and with it whatever was typed beside it.
    const locale = post.answer.headers.get('Content-Language') === 'en' ? 'en' : 'tr';
    return seeOther(`${editorHref('images', locale)}?hata=too-large`);
  }
  const { form, locale, editor } = post;
  const page = editorHref('images', locale);
  const file = form.get('file');
  const alt = { tr: textIn(form, 'tr'), en: textIn(form, 'en') };
  const added = await images().add(
    {
      bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
      alt,
      by: editor.person,
    },
    new Date(),
  );
  if (added.kind === 'refused' || added.kind === 'unavailable') {
    const why = added.kind === 'refused' ? added.fault : { cause: added.cause };
    return seeOther(`${page}?taslak=${triedImages().keep({ alt, why }, new Date())}`);
  }
  if (added.kind === 'added')
    await accounts().note('image-added', editor.person, `images/${added.name}`);
  return seeOther(`${page}?gorsel=${added.name}${added.kind === 'known' ? '&vardi=1' : ''}`);
}
