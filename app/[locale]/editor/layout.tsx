import type { ReactNode } from 'react';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { editorAt } from '../../editor-session';
import './editor.css';
import { EditorFrame } from '#components/editor-frame';
import { askedPath, askedQuery, pageHref } from '#lib/addresses';
import { editorHref, editorPageAt, hasRight, wayIn, type EditorPage } from '#lib/editors';
import { isLocale, texts } from '#lib/messages';

type Props = { children: ReactNode; params: Promise<{ locale: string }> };

export const metadata = { robots: { index: false, follow: false } };

const inMenu: readonly EditorPage[] = [
  'entries',
  'fresh',
  'board',
  'searches',
  'corrections',
  'images',
  'accounts',
];

export default async function EditorLayout({ children, params }: Props) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const sent = await headers();
  const asked = sent.get(askedPath) ?? editorHref('entries', locale);
  // The preview is the site's page and nothing else.
  if (asked.endsWith('/onizleme')) return children;
  const here = editorPageAt(asked);
  const editor = await editorAt(sent);
  const t = texts(locale);
  const other = locale === 'tr' ? 'en' : 'tr';
  const link = (page: EditorPage) => ({
    label: t(`editor.pages.${page}`),
    href: editorHref(page, locale),
    current: page === here,
  });
  const may = inMenu.filter(
    (page) => page !== 'accounts' || (editor && hasRight(editor.person.role, 'manage')),
  );
  return (
    <EditorFrame
      brand={{ name: t('editor.name'), href: editorHref('entries', locale) }}
      site={{ label: t('editor.toSite'), href: pageHref('home', locale) }}
      language={{
        label: t('site.otherLanguage'),
        href: wayIn(`${asked}${sent.get(askedQuery) ?? ''}`, other),
        lang: other,
      }}
      nav={editor ? may.map(link) : []}
      {...(editor && {
        who: {
          name: editor.person.name,
          role: t(`editor.roles.${editor.person.role}`),
          account: link('account'),
          signOut: {
            action: '/api/editor/sign-out',
            label: t('editor.signOut'),
            csrf: editor.csrf,
          },
          page: asked,
        },
      })}
      labels={{ skip: t('site.skip'), navigation: t('editor.navigation') }}
    >
      {children}
    </EditorFrame>
  );
}
