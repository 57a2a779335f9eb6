import { accounts, keepForLater, mayPost, seeOther, textIn } from '../../../editor-session';
import { ignoreSearch, proposalOf, withProposal } from '../../../search-proposal';
import { publishFile } from '#lib/content-file';
import { editorHref } from '#lib/editors';
import { env } from '#lib/env';
import { texts } from '#lib/messages';

const longestKey = 110;

/**
 * What the page of searches asks for: to publish what becomes of a synonym or a pinned answer, or (`do`) to
 * put a search out of sight or back. The page tells what came of it, with everything that was typed.
 */
export async function POST(request: Request): Promise<Response> {
  const wanted = new URL(request.url).searchParams.get('yayimla');
  const post = await mayPost(request, wanted === null ? 'write' : 'publish');
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const page = editorHref('searches', locale);
  if (wanted === null) {
    const key = textIn(form, 'arama').slice(0, longestKey);
    const isIgnored = textIn(form, 'do') === 'ignore';
    const done = key === '' || (await ignoreSearch(key, isIgnored, editor.person.id));
    if (done && key !== '')
      await accounts().note(isIgnored ? 'search-ignored' : 'search-shown', editor.person, key);
    return seeOther(`${page}?${done ? 'oldu' : 'hata'}=${isIgnored ? 'ignored' : 'shown'}`);
  }
  const t = texts(locale);
  const { role, name, email, id } = editor.person;
  const proposal = proposalOf(form, t(`editor.roles.${role}`));
  const done = await publishFile(env().CONTENT_ROOT, proposal.file, withProposal(proposal), {
    by: { name, email },
    what: t(`searchDesk.commit.${proposal.what}`, { about: proposal.about }),
    reason: proposal.reason,
  });
  if (done.kind === 'published') {
    await accounts().note(proposal.what, editor.person, proposal.about);
    return seeOther(`${page}?oldu=${proposal.item ? 'published' : 'removed'}`);
  }
  const fault =
    done.kind === 'unchanged'
      ? t('searchDesk.refused')
      : t(`repository.${done.cause}`, { lock: done.lock ?? '' });
  form.set('fault', fault);
  const ticket = await keepForLater(id, page, form);
  return seeOther(ticket === undefined ? `${page}?hata=unavailable` : `${page}?bilet=${ticket}`);
}
