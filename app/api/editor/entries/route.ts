import { entriesCalled, repository } from '../../../editor-desk';
import { editorAt, mayPost, seeOther, textIn } from '../../../editor-session';
import { typeNames } from '#lib/content-types';
import { editorHref } from '#lib/editors';
import { entryEditHref } from '#lib/editor-view';
import { newEntryText } from '#lib/entry-source';
import { slugOf } from '#lib/entry-start';
import { slugPattern } from '#lib/field';
import { library } from '#lib/library';
import { texts } from '#lib/messages';

const longestTitle = 300;
const mostFound = 8;

/** Titles that fit what is typed into a picker, for signed-in editors only. */
export async function GET(request: Request): Promise<Response> {
  if (!(await editorAt(request.headers))) return new Response(null, { status: 401 });
  const asked = new URL(request.url).searchParams;
  const type = typeNames.find((one) => one === asked.get('type'));
  const typed = (asked.get('q') ?? '').slice(0, 200);
  const entries = type ? entriesCalled(type, typed).slice(0, mostFound) : [];
  return Response.json({ entries }, { headers: { 'Cache-Control': 'no-store' } });
}

/** Begins an entry: a working copy with its title. A fault leads back to the form with all that was typed. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write');
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const [typed, asked] = [textIn(form, 'title'), textIn(form, 'slug').trim()];
  const title = typed.trim().replace(/\s+/g, ' ');
  const type = typeNames.find((one) => one === textIn(form, 'type'));
  const slug = asked === '' ? slugOf(title) : asked;
  const again = (hata: string, lock?: string) =>
    seeOther(
      `${editorHref('fresh', locale)}?${new URLSearchParams({
        hata,
        ...(lock && { kilit: lock }),
        tur: textIn(form, 'type'),
        baslik: typed.slice(0, 4000),
        adres: asked.slice(0, 400),
        istenen: slug.slice(0, 200),
      }).toString()}`,
    );
  if (!type) return again('type');
  if (title === '') return again('title-empty');
  if (title.length > longestTitle) return again('title-long');
  if (slug === '') return again('slug-empty');
  if (!slugPattern.test(slug) || slug.length > 120) return again('slug');
  const key = { type, slug };
  if (library().files.some((file) => file.type === type && file.slug === slug))
    return again('taken');
  const { name, email } = editor.person;
  const saved = await repository().save({
    key,
    texts: { tr: newEntryText({ title }, '') },
    seen: undefined,
    by: { name, email },
    reason: texts('tr')('write.actions.reasonNew'),
  });
  if (saved.kind === 'saved') return seeOther(`${entryEditHref(key, locale)}?oldu=created`);
  if (saved.kind !== 'unavailable') return again('taken');
  return again(`engel-${saved.cause}`, saved.lock);
}
