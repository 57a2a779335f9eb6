import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { accounts, cookieIn } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { PasswordForm } from '#components/editor-accounts';
import { EditorNotice } from '#components/editor-frame';
import { csrfOf } from '#lib/editor-accounts';
import { editorHref, longestPassword, shortestPassword } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/davet'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.invitation.title'), texts(locale)) }
    : {};
}

const failures = ['different', 'short', 'long', 'common', 'unavailable'];

export default async function InvitationPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const cookie = cookieIn(await headers());
  // proxy.ts gives every visitor of this page a cookie.
  if (!isLocale(locale) || cookie === undefined) notFound();
  const t = texts(locale);
  const asked = await queryOf(searchParams);
  const token = (asked.get('kod') ?? '').slice(0, 60);
  const person = accounts().invitedBy(token);
  if (!person)
    return (
      <>
        <h1>{t('editor.invitation.title')}</h1>
        <EditorNotice text={t('editor.invitation.over')} />
      </>
    );
  const failure = failures.find((name) => name === asked.get('hata'));
  const isBusy = asked.get('hata') === 'busy';
  const limits = { least: shortestPassword, most: longestPassword };
  return (
    <>
      <h1>{t('editor.invitation.title')}</h1>
      <p className="lead">
        {t('editor.invitation.lead', {
          name: person.name,
          email: person.email,
          role: t(`editor.roles.${person.role}`),
        })}
      </p>
      {isBusy && <EditorNotice text={t('editor.signIn.busy')} />}
      {failure && <EditorNotice text={t(`editor.password.${failure}`, limits)} />}
      <PasswordForm
        sending={{
          action: '/api/editor/invitation',
          csrf: csrfOf(cookie),
          page: editorHref('invitation', locale),
        }}
        heading={t('editor.invitation.choose')}
        hidden={{ kod: token }}
        username={person.email}
        words={{
          password: t('editor.password.new'),
          again: t('editor.password.again'),
          help: t('editor.password.help', limits),
          submit: t('editor.invitation.submit'),
        }}
      />
    </>
  );
}
