import { BadgeLabel, Breadcrumb } from '#components/badge';
import { FactRows } from '#components/fact-rows';
import { Ways } from '#components/page-parts';
import type {
  ProvinceItem,
  ProvinceSection,
  ProvincesView,
  ProvinceView,
} from '#lib/province-view';

function Items({ items }: { items: readonly ProvinceItem[] }) {
  return (
    <ul>
      {items.map(({ link, lang, badge, facts }) => (
        <li key={link.href}>
          <a href={link.href} lang={lang}>
            {link.label}
          </a>{' '}
          {badge && <BadgeLabel badge={badge} />}
          {facts.length > 0 && <small>{facts.join(' · ')}</small>}
        </li>
      ))}
    </ul>
  );
}

function Section({ section }: { section: ProvinceSection }) {
  return (
    <section className="relations" aria-labelledby={section.id}>
      <h2 id={section.id}>{section.heading}</h2>
      {section.notes.map((note) => (
        <p key={note} className="province-note">
          {note}
        </p>
      ))}
      {section.missing && <p className="province-note missing-note">{section.missing}</p>}
      {section.groups.map(({ heading, items }) => (
        <div key={heading ?? section.id} className="relation-group">
          {heading && <h3>{heading}</h3>}
          <Items items={items} />
        </div>
      ))}
      <Ways ways={section.ways} />
    </section>
  );
}

/** A province: what is on record for it, kind by kind, and what the sources lack. */
export function ProvincePage({ view }: { view: ProvinceView }) {
  return (
    <div className="wrap page province">
      <Breadcrumb link={view.up} />
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <FactRows rows={view.key} large />
      <nav className="contents" aria-label={view.contents.label}>
        <p>{view.contents.label}</p>
        <ul>
          {view.contents.links.map(({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {view.sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
      <nav className="relations" aria-labelledby="neighbours">
        <h2 id="neighbours">{view.neighbours.heading}</h2>
        <Ways ways={view.neighbours.links} />
      </nav>
    </div>
  );
}

/** Every province with how much is on record for it. */
export function ProvincesPage({ view }: { view: ProvincesView }) {
  return (
    <div className="wrap page provinces">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Ways ways={view.ways} />
      <div className="scroll" role="region" aria-label={view.table} tabIndex={0}>
        <table className="gap-table">
          <thead>
            <tr>
              {view.columns.map((column, at) => (
                <th key={column} scope="col">
                  {at === 0 ? column : <span>{column}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(({ link, plate, counts }) => (
              <tr key={link.href}>
                <th scope="row">
                  <a href={link.href}>{link.label}</a>
                </th>
                <td>{plate}</td>
                {counts.map((count, column) => (
                  <td key={column}>{count}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
