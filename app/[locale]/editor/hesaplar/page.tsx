import { notFound } from 'next/navigation';
import { accounts, editorHere, takeBack, textIn } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { AccountsPage } from '#components/editor-accounts';
import { EditorNotice } from '#components/editor-frame';
import { editorHref, hasRight, invitationHours, roles, type Account } from '#lib/editors';
import { env } from '#lib/env';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/hesaplar'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.pages.accounts'), texts(locale)) }
    : {};
}

const fieldOf = { name: 'name', email: 'email', role: 'role', taken: 'email' } as const;
const failures = ['nobody', 'last-manager', 'unavailable', 'role'];

export default async function Accounts({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { person, csrf } = await editorHere(locale);
  const t = texts(locale);
  if (!hasRight(person.role, 'manage')) return <EditorNotice text={t('editor.refused.manage')} />;
  const asked = await queryOf(searchParams);
  const held = takeBack(asked.get('bilet') ?? '', person) ?? new FormData();
  const fault = Object.keys(fieldOf).find((name) => name === textIn(held, 'fault'));
  const field = fieldOf[fault as keyof typeof fieldOf]; // of no fault, nothing
  const done = textIn(held, 'done');
  const isTyped = done === '' && textIn(held, 'email') !== '';
  const failure = failures.find((name) => name === asked.get('hata'));
  const all = accounts().accounts();
  const list = all.kind === 'value' ? all.value : [];
  const about = list.find(({ id }) => id === textIn(held, 'account'))?.name ?? '';
  const token = textIn(held, 'token');
  const said = (key: string) => t(`editor.accounts.${key}`);

  const stateOf = (account: Account): string => {
    if (!account.active) return said('closed');
    return said(account.joined === undefined ? 'invited' : 'open');
  };
  const noticeOf = () => {
    if (all.kind !== 'value') return { text: said('unavailable'), good: false };
    if (failure) return { text: said(`failures.${failure}`), good: false };
    if (fault) return { text: said(`faults.${fault}`), good: false };
    if (isTyped) return { text: t('editor.resumed'), good: true };
    return done === ''
      ? undefined
      : { text: t(`editor.accounts.done.${done}`, { name: about }), good: true };
  };
  const notice = noticeOf();
  return (
    <AccountsPage
      title={t('editor.pages.accounts')}
      lead={said('lead')}
      {...(notice && { notice })}
      {...(token !== '' && {
        link: {
          heading: t('editor.accounts.link', { name: about }),
          href: `${env().SITE_URL}${editorHref('invitation', locale)}?kod=${token}`,
          help: t('editor.accounts.linkHelp', { hours: invitationHours }),
        },
      })}
      sending={{
        action: '/api/editor/accounts',
        csrf,
        page: editorHref('accounts', locale),
      }}
      invite={{
        heading: said('invite'),
        labels: {
          name: t('editor.fields.name'),
          email: t('editor.fields.email'),
          role: t('editor.fields.role'),
          submit: said('inviteSubmit'),
        },
        values: {
          name: isTyped ? textIn(held, 'name') : '',
          email: isTyped ? textIn(held, 'email') : '',
          role: (isTyped && textIn(held, 'role')) || 'author',
        },
        ...(fault && { fault: { field, text: said(`faults.${fault}`) } }),
        roles: roles.map((role) => ({
          value: role,
          label: t(`editor.roles.${role}`),
          help: said(`roleHelp.${role}`),
        })),
      }}
      table={{
        heading: t('editor.accounts.count', { count: list.length }),
        rows: list.map((account) => ({
          id: account.id,
          name: account.name,
          email: account.email,
          role: account.role,
          roleLabel: t('editor.accounts.roleOf', { name: account.name }),
          state: stateOf(account),
          buttons: (account.active ? ['link', 'close'] : ['open']).map((value) => ({
            value,
            label: said(`buttons.${value}`),
            name: `${said(`buttons.${value}`)}: ${account.name}`,
          })),
        })),
        save: said('save'),
      }}
      trail={{ label: t('editor.pages.audit'), href: editorHref('audit', locale) }}
    />
  );
}
