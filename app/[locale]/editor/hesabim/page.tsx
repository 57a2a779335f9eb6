import { notFound } from 'next/navigation';
import { editorHere } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { PasswordForm } from '#components/editor-accounts';
import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import { editorHref, longestPassword, shortestPassword } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/hesabim'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.pages.account'), texts(locale)) }
    : {};
}

const failures = ['different', 'wrong-password', 'short', 'long', 'common', 'unavailable'];

export default async function OwnAccount({ params, searchParams }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { person, csrf } = await editorHere(locale);
  const t = texts(locale);
  const asked = await queryOf(searchParams);
  const failure = failures.find((name) => name === asked.get('hata'));
  const limits = { least: shortestPassword, most: longestPassword };
  const page = editorHref('account', locale);
  return (
    <>
      <h1>{t('editor.pages.account')}</h1>
      <p className="lead">
        {t('editor.account.lead', {
          name: person.name,
          email: person.email,
          role: t(`editor.roles.${person.role}`),
        })}
      </p>
      {failure && <EditorNotice text={t(`editor.password.${failure}`, limits)} />}
      {!failure && asked.has('oldu') && <EditorNotice text={t('editor.password.changed')} good />}
      <PasswordForm
        sending={{ action: '/api/editor/password', csrf, page }}
        heading={t('editor.password.change')}
        old={t('editor.password.old')}
        username={person.email}
        words={{
          password: t('editor.password.new'),
          again: t('editor.password.again'),
          help: t('editor.password.help', limits),
          submit: t('editor.password.change'),
        }}
      />
      <section className="editor-section" aria-labelledby="sessions-heading">
        <h2 id="sessions-heading">{t('editor.account.sessions')}</h2>
        <p>{t('editor.account.sessionsHelp')}</p>
        <EditorForm action="/api/editor/sign-out" csrf={csrf} page={page} className="editor-fields">
          <button className="button button-quiet" name="everywhere" value="1" type="submit">
            {t('editor.account.everywhere')}
          </button>
        </EditorForm>
      </section>
    </>
  );
}
