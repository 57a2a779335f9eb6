import { accounts, keepForLater, mayPost, seeOther, textIn } from '../../../editor-session';
import type { AccountChange, Invitation } from '#lib/editor-accounts';
import { editorHref, isAddress, roles } from '#lib/editors';

/** Changes of accounts, by their managers: `do` says which. The page tells what came of it. */
export async function POST(request: Request): Promise<Response> {
  const post = await mayPost(request, 'manage');
  if (!post.ok) return post.answer;
  const { editor, form, locale } = post;
  const all = accounts();
  const by = editor.person;
  const id = textIn(form, 'account');
  const role = roles.find((name) => name === textIn(form, 'role'));
  const page = editorHref('accounts', locale);

  /** The page again, with what was typed and what is to be said; a link is shown there and nowhere else. */
  const tell = async (fields: Record<string, string>): Promise<Response> => {
    const kept = new FormData();
    for (const name of ['name', 'email', 'role']) kept.append(name, textIn(form, name));
    for (const [name, value] of Object.entries(fields)) kept.append(name, value);
    const ticket = await keepForLater(by.id, page, kept);
    return seeOther(ticket === undefined ? `${page}?hata=unavailable` : `${page}?bilet=${ticket}`);
  };
  const told = (result: AccountChange | Invitation): Promise<Response> | Response => {
    if (result.kind === 'invited')
      return tell({ done: 'invited', token: result.token, account: result.account });
    if (result.kind === 'changed') return tell({ done: textIn(form, 'do'), account: id });
    return seeOther(`${page}?hata=${result.kind === 'refused' ? result.why : 'unavailable'}`);
  };

  switch (textIn(form, 'do')) {
    case 'invite': {
      const name = textIn(form, 'name').trim();
      const email = textIn(form, 'email').trim();
      if (name === '' || name.length > 100) return tell({ fault: 'name' });
      if (!isAddress(email)) return tell({ fault: 'email' });
      if (!role) return tell({ fault: 'role' });
      const invited = await all.invite({ name, email, role }, by);
      return invited.kind === 'refused' ? tell({ fault: 'taken' }) : told(invited);
    }
    case 'link':
      return told(await all.inviteAgain(id, by));
    case 'role':
      return role ? told(await all.changeRole(id, role, by)) : tell({ fault: 'role' });
    case 'close':
    case 'open':
      return told(await all.setActive(id, textIn(form, 'do') === 'open', by));
    default:
      return seeOther(page);
  }
}
