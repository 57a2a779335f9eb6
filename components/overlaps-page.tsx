import { BadgeLabel, Notices } from '#components/badge';
import { SourceItems } from '#components/entry-parts';
import { Icon } from '#components/icon';
import { SelectFilters, Ways } from '#components/page-parts';
import type { InitiativeView, OverlapsView } from '#lib/overlaps-view';

function Initiative({ one, labels }: { one: InitiativeView; labels: OverlapsView['labels'] }) {
  return (
    <li>
      <a href={one.link.href} lang={one.lang}>
        {one.link.label}
      </a>
      <small>{one.facts.join(' · ')}</small>
      {one.urGe.map(({ text, lang }) => (
        <small key={text}>
          {labels.urGe}: <span lang={lang}>{text}</span>
        </small>
      ))}
      <details className="disclosure">
        <summary>
          <Icon name="open" />
          {labels.sources} ({one.sources.length})
        </summary>
        <ul>
          <SourceItems items={one.sources} />
        </ul>
      </details>
    </li>
  );
}

/** What is on record more than once in a province and sector, under the sentence on what that cannot prove. */
export function OverlapsPage({ view }: { view: OverlapsView }) {
  const { labels } = view;
  return (
    <div className="wrap page overlaps">
      <h1>{view.title}</h1>
      <Notices items={[view.limits, ...view.notices]} />
      <p className="lead">{view.lead}</p>
      <SelectFilters action={view.action} filters={view.filters} submit={labels.submit} />
      <div className="results-bar">
        <h2>{view.summary}</h2>
      </div>
      {view.rows.length === 0 && <p>{labels.none}</p>}
      {view.rows.map((row) => (
        <section key={row.id} className="relation-group" aria-labelledby={row.id}>
          <h3 id={row.id}>
            <a href={row.province.href}>{row.province.label}</a> · {row.sectors}
          </h3>
          <ul className="badges">
            {row.signs.map((sign) => (
              <li key={sign.label}>
                <BadgeLabel badge={sign} />
              </li>
            ))}
          </ul>
          <ul>
            {row.initiatives.map((one) => (
              <Initiative key={one.link.href} one={one} labels={labels} />
            ))}
          </ul>
        </section>
      ))}
      <Ways ways={view.ways} />
    </div>
  );
}
