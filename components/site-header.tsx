import type { ReactNode } from 'react';
import { Icon } from '#components/icon';
import { Mark } from '#components/mark';
import type { Link } from '#lib/view';

export type LanguageLink = Link & { lang: 'tr' | 'en' };

/** The head of every page: skip link, brand, sections, the other language; `children` is the search form. */
export function SiteHeader({
  brand,
  nav,
  language,
  labels,
  children,
}: {
  brand: { name: string; full: string; href: string };
  nav: (Link & { current?: boolean })[];
  language: LanguageLink;
  labels: { skip: string; menu: string; navigation: string };
  children?: ReactNode;
}) {
  return (
    <header className="site-header">
      <a className="skip" href="#main">
        {labels.skip}
      </a>
      <div className="wrap header-bar">
        <a className="brand" href={brand.href}>
          <Mark />
          <span className="brand-name">{brand.name}</span>
          <span className="brand-full">{brand.full}</span>
        </a>
        {children && <div className="header-search">{children}</div>}
        <a className="language" href={language.href} hrefLang={language.lang} lang={language.lang}>
          {language.label}
        </a>
        <nav className="site-nav" aria-label={labels.navigation}>
          <details className="menu">
            <summary>
              <Icon name="menu" large />
              {labels.menu}
            </summary>
            <ul>
              {nav.map(({ label, href, current }) => (
                <li key={href}>
                  <a href={href} aria-current={current ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
      </div>
    </header>
  );
}
