import { repository } from '../../../editor-desk';
import { mayPost, seeOther, textIn } from '../../../editor-session';
import { keepClash, keepTexts, keptClash } from '../../../editor-texts';
import { editorHref } from '#lib/editors';
import { entryEditHref, entryKeyAt } from '#lib/editor-view';
import { texts } from '#lib/messages';

/** What somebody chose where two had written at once; both texts stay in the history whatever it is. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'write');
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const [path = '', slug = ''] = textIn(form, 'key').split('/');
  const key = entryKeyAt(path, slug);
  if (!key) return seeOther(editorHref('entries', locale));
  const to = (more: Record<string, string>, below = '') =>
    seeOther(`${entryEditHref(key, locale, below)}?${new URLSearchParams(more).toString()}`);
  const clash = keptClash(textIn(form, 'ayrilik'), editor.person, key);
  if (!clash) return to({ engel: 'moved' });
  const { conflict, mine } = clash;
  const { id: person, name, email } = editor.person;
  const seen = conflict.version ?? '';
  const onto = conflict.onto === undefined ? {} : { onto: conflict.onto };
  const choice = textIn(form, 'choice');
  if (choice === 'hand')
    return to({ yazilan: keepTexts({ person, key, texts: mine, seen, ...onto }) });
  const chosen = choice === 'merged' ? conflict.merged : choice === 'mine' ? mine : undefined;
  if (!chosen) return to({ oldu: 'kept-theirs' });
  const saved = await repository().save({
    key,
    texts: chosen,
    seen,
    ...onto,
    by: { name, email },
    reason: texts(locale)('write.conflict.reason'),
  });
  switch (saved.kind) {
    case 'saved':
      return to({ oldu: 'saved' });
    case 'conflict':
      return to({ ayrilik: keepClash({ ...clash, mine: chosen, conflict: saved }) }, 'cakisma');
    case 'slug-taken':
      return to({ engel: 'moved' });
    case 'unavailable':
      return to({
        yazilan: keepTexts({ person, key, texts: chosen, seen, ...onto }),
        engel: `depo-${saved.cause}`,
        ...(saved.lock !== undefined && { kilit: saved.lock }),
      });
  }
}
