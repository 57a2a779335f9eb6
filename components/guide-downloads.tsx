import { Icon } from '#components/icon';
import type { GuideExtras } from '#lib/guide-view';
import type { Link } from '#lib/view';

function Links({ links }: { links: readonly Link[] }) {
  return (
    <ul className="tool-links">
      {links.map(({ label, href }) => (
        <li key={href}>
          <a className="more" href={href}>
            {label}
            <Icon name="forward" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A guide's calculators, and its templates in every format. */
export function GuideDownloads({ view: { templates, calculators } }: { view: GuideExtras }) {
  return (
    <>
      {calculators && (
        <section className="entry-section guide-offers">
          <h2 id={calculators.id}>{calculators.heading}</h2>
          <Links links={calculators.links} />
        </section>
      )}
      <section className="entry-section guide-offers">
        <h2 id={templates.id}>{templates.heading}</h2>
        <p>{templates.lead}</p>
        <ul className="template-list">
          {templates.items.map(({ title, links }) => (
            <li key={title}>
              <span>{title}</span>
              {links.map(({ label, href, spoken }) => (
                <a key={href} href={href} aria-label={spoken} download>
                  {label}
                </a>
              ))}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** What stands above the list of guides. */
export function ToolkitIntro({ view }: { view: { heading: string; links: Link[] } }) {
  return (
    <section className="toolkit-intro" aria-label={view.heading}>
      <p>
        <strong>{view.heading}</strong>
      </p>
      <Links links={view.links} />
    </section>
  );
}
