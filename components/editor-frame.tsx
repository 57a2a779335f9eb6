import type { ReactNode } from 'react';
import { EditorForm } from '#components/editor-form';
import { Icon } from '#components/icon';
import { Mark } from '#components/mark';
import type { LanguageLink } from '#components/site-header';
import type { Link } from '#lib/view';

type Here = Link & { readonly current: boolean };

/** Head of every page of the editors' side; `who` where somebody is signed in. */
export function EditorFrame({
  brand,
  site,
  language,
  nav,
  who,
  labels,
  children,
}: {
  brand: { name: string; href: string };
  site: Link;
  language: LanguageLink;
  nav: readonly Here[];
  who?: {
    name: string;
    role: string;
    account: Here;
    signOut: { action: string; label: string; csrf: string };
    page: string;
  };
  labels: { skip: string; navigation: string };
  children: ReactNode;
}) {
  return (
    <div className="editor">
      <header className="editor-header">
        <a className="skip" href="#main">
          {labels.skip}
        </a>
        <div className="wrap editor-bar">
          <a className="editor-brand" href={brand.href}>
            <Mark />
            <span>{brand.name}</span>
          </a>
          <a href={site.href}>{site.label}</a>
          <a href={language.href} hrefLang={language.lang} lang={language.lang}>
            {language.label}
          </a>
          {who && (
            <div className="editor-who">
              <a href={who.account.href} aria-current={who.account.current ? 'page' : undefined}>
                <strong>{who.name}</strong> <span>{who.role}</span>
              </a>
              <EditorForm action={who.signOut.action} csrf={who.signOut.csrf} page={who.page}>
                <button className="editor-sign-out" type="submit">
                  {who.signOut.label}
                </button>
              </EditorForm>
            </div>
          )}
        </div>
        {nav.length > 0 && (
          <nav className="wrap editor-nav" aria-label={labels.navigation}>
            <ul>
              {nav.map(({ label, href, current }) => (
                <li key={href}>
                  <a href={href} aria-current={current ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        <div className="wrap page">{children}</div>
      </main>
    </div>
  );
}

/** What has to be known before anything else on the page: a failure or a success. */
export function EditorNotice({
  text,
  good = false,
  href,
}: {
  text: string;
  good?: boolean;
  /** Where to look at what was done. */
  href?: Link;
}) {
  return (
    <div
      className={good ? 'editor-notice editor-notice-good' : 'editor-notice'}
      role={good ? 'status' : 'alert'}
    >
      <Icon name={good ? 'check' : 'info'} />
      <p>
        {text}
        {href && (
          <>
            {' '}
            <a href={href.href}>{href.label}</a>
          </>
        )}
      </p>
    </div>
  );
}
