import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cookieIn, editorAt, onwardHref, provider } from '../../../editor-session';
import { pageTitle } from '../../../metadata';
import { queryOf } from '../../../query';
import { EditorSignIn } from '#components/editor-sign-in';
import { csrfOf } from '#lib/editor-accounts';
import { editorHref, safeWay, wayIn } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';

type Props = PageProps<'/[locale]/editor/giris'>;

export async function generateMetadata({ params }: Props) {
  const { locale } = await params;
  return isLocale(locale)
    ? { title: pageTitle(texts(locale)('editor.signIn.title'), texts(locale)) }
    : {};
}

const failures: ReadonlySet<string> = new Set([
  'refused',
  'unavailable',
  'institution',
  'no-account',
  'busy',
]);

export default async function SignInPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const sent = await headers();
  const cookie = cookieIn(sent);
  // proxy.ts gives every visitor of this page a cookie.
  if (!isLocale(locale) || cookie === undefined) notFound();
  const asked = await queryOf(searchParams);
  // Who changes the language here goes on in it.
  const way = wayIn(safeWay(asked.get('devam'), locale), locale);
  const bilet = (asked.get('bilet') ?? '').slice(0, 60);
  if (await editorAt(sent)) redirect(onwardHref(way, bilet));
  const t = texts(locale);
  return (
    <EditorSignIn
      title={t('editor.signIn.title')}
      {...noticeOf()}
      form={{
        action: '/api/editor/sign-in',
        csrf: csrfOf(cookie),
        page: editorHref('signIn', locale),
        devam: way,
        bilet,
      }}
      {...(provider() && {
        institution: {
          label: t('editor.signIn.withInstitution'),
          href: `/api/editor/openid?${new URLSearchParams({ devam: way, bilet, dil: locale }).toString()}`,
        },
      })}
      words={{
        email: t('editor.fields.email'),
        password: t('editor.fields.password'),
        submit: t('editor.signIn.submit'),
      }}
      help={t('editor.signIn.help')}
    />
  );

  function noticeOf(): { notice?: { text: string; good: boolean } } {
    const failure = asked.get('hata') ?? '';
    if (failure === 'wait') {
      const seconds = Math.min(Math.max(Number(asked.get('bekle')) || 1, 1), 3600);
      return { notice: { text: t('editor.signIn.wait', { seconds }), good: false } };
    }
    if (failures.has(failure))
      return { notice: { text: t(`editor.signIn.${failure}`), good: false } };
    if (asked.has('bilet')) return { notice: { text: t('editor.signIn.kept'), good: true } };
    if (asked.has('bitti')) return { notice: { text: t('editor.signIn.ended'), good: false } };
    if (asked.has('cikildi')) return { notice: { text: t('editor.signIn.out'), good: true } };
    return {};
  }
}
