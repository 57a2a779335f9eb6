import { Mark } from '#components/mark';
import type { LanguageLink } from '#components/site-header';
import type { Link } from '#lib/view';

/** The foot of every page: where else to go, and one honest sentence about where the facts come from. */
export function SiteFooter({
  columns,
  sources,
  language,
  label,
}: {
  columns: { heading: string; links: Link[] }[];
  sources: string;
  language: LanguageLink;
  label: string;
}) {
  return (
    <footer className="site-footer">
      <div className="wrap footer-body">
        <div className="footer-about">
          <Mark />
          <p>{sources}</p>
          <a href={language.href} hrefLang={language.lang} lang={language.lang}>
            {language.label}
          </a>
        </div>
        <nav className="footer-links" aria-label={label}>
          {columns.map(({ heading, links }) => (
            <div key={heading}>
              <h2>{heading}</h2>
              <ul>
                {links.map((link) => (
                  <li key={link.href}>
                    <a href={link.href}>{link.label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </footer>
  );
}
