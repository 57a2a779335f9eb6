import { Notices } from '#components/badge';
import { Ways } from '#components/page-parts';
import type { CatalogueView } from '#lib/catalogue-view';

/** The catalogue of indicators, area by area; each indicator can be linked to by its code. */
export function CataloguePage({ view }: { view: CatalogueView }) {
  return (
    <div className="wrap page catalogue">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={[view.note]} />
      <Ways ways={view.ways} />
      {view.areas.map(({ heading, indicators }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {indicators.map(({ id, heading: name, rows }) => (
            <div key={id} className="indicator">
              <h3 id={id}>{name}</h3>
              <dl>
                {rows.map(({ label, lines }) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    {lines.map(({ text, href }) => (
                      <dd key={text}>{href ? <a href={href}>{text}</a> : text}</dd>
                    ))}
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
