import { BadgeLabel, Notices } from '#components/badge';
import { RelationItems } from '#components/entry-parts';
import { Icon } from '#components/icon';
import { SelectFilters, Ways } from '#components/page-parts';
import type {
  ArticleLink,
  ArticleView,
  ComparedArticle,
  GapsView,
  PlanComparison,
  PlanOverview,
} from '#lib/plan-view';

/** An article in a list: its number and title. */
export function ArticleName({ article: { number, link, lang } }: { article: ArticleLink }) {
  return (
    <>
      <span className="article-number">{number}</span>{' '}
      <a href={link.href} lang={lang}>
        {link.label}
      </a>
    </>
  );
}

/** What stands above the list of articles: what there is, an honest note, the table of sectors and topics. */
export function PlanIntro({ view }: { view: PlanOverview }) {
  const { matrix } = view;
  return (
    <div className="plan-intro">
      <p className="lead">{view.lead}</p>
      <Ways ways={view.ways} />
      <details className="disclosure">
        <summary>
          <Icon name="open" />
          {matrix.summary}
        </summary>
        <p>{matrix.caption}</p>
        <div className="scroll" role="region" aria-label={matrix.summary} tabIndex={0}>
          <table className="matrix">
            <thead>
              <tr>
                <th scope="col">{matrix.corner}</th>
                {matrix.columns.map((column) => (
                  <th key={column} scope="col">
                    <span>{column}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.rows.map(({ label, cells }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {cells.map(({ text, href, label: spoken }, column) => (
                    <td key={column}>
                      {href ? (
                        <a href={href} aria-label={spoken}>
                          {text}
                        </a>
                      ) : (
                        text
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <Notices items={[view.note]} />
    </div>
  );
}

/** Where an article stands in its plan, and what another plan says on the same subject. */
export function ArticlePlace({ view }: { view: ArticleView }) {
  const { place, counterparts } = view;
  return (
    <>
      <section className="article-place">
        <h2>{place.heading}</h2>
        <ol className="article-path">
          {place.path.map(({ text, lang }) => (
            <li key={text} lang={lang}>
              {text}
            </li>
          ))}
        </ol>
        {place.groups.map(({ label, items, missing }) => (
          <div key={label} className="relation-group">
            <h3>{label}</h3>
            {missing && <p>{missing}</p>}
            <ul>
              {items.map((article) => (
                <li key={article.link.href}>
                  <ArticleName article={article} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
      <section className="article-place">
        <h2>{counterparts.heading}</h2>
        {counterparts.unknown && <p>{counterparts.unknown}</p>}
        <div className="relation-group">
          <RelationItems items={counterparts.items} />
        </div>
      </section>
    </>
  );
}

/** The article as others quote it; a click selects a whole line. */
export function Citation({ citation }: { citation: ArticleView['citation'] }) {
  return (
    <section className="citation">
      <h2>{citation.heading}</h2>
      {citation.note && <p>{citation.note}</p>}
      <dl>
        {citation.items.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <pre tabIndex={0} role="region" aria-label={label}>
                {text}
              </pre>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Compared({ article }: { article: ComparedArticle }) {
  return (
    <>
      <ArticleName article={article} /> <BadgeLabel badge={article.text} />
      {article.counterpart && (
        <p className="plan-counterpart">
          {article.counterpart.text}{' '}
          {article.counterpart.links.map((one, index) => (
            <span key={one.link.href}>
              {index > 0 && ', '}
              <a href={one.link.href} lang={one.lang}>
                {one.number}
              </a>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** The plans side by side, topic by topic; under one another on a phone. */
export function PlansPage({ view }: { view: PlanComparison }) {
  return (
    <div className="wrap page plans">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <ul className="plan-columns">
        {view.columns.map(({ heading, badge, note }) => (
          <li key={heading}>
            <strong>{heading}</strong> <BadgeLabel badge={badge} />
            <p>{note}</p>
          </li>
        ))}
      </ul>
      {view.topics.map(({ heading, cells }) => (
        <section key={heading} className="plan-topic">
          <h2>{heading}</h2>
          <div className="plan-columns">
            {cells.map((articles, column) => (
              <div key={column}>
                <h3>{view.columns[column]?.heading}</h3>
                {articles.length === 0 && <p className="missing-note">{view.none}</p>}
                <ul>
                  {articles.map((article) => (
                    <li key={article.link.href}>
                      <Compared article={article} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

/** Articles by what is linked to them; rows without anything stand out. */
export function GapsPage({ view, tools }: { view: GapsView; tools?: React.ReactNode }) {
  const { labels } = view;
  return (
    <div className="wrap page gaps">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <SelectFilters action={view.action} filters={view.filters} submit={labels.submit} />
      <div className="results-bar">
        <h2>{view.summary}</h2>
      </div>
      <Ways ways={view.ways} />
      {tools}
      {view.rows.length === 0 ? (
        <p>{labels.none}</p>
      ) : (
        <div className="scroll" role="region" aria-label={labels.table} tabIndex={0}>
          <table className="gap-table">
            <thead>
              <tr>
                <th scope="col">{labels.article}</th>
                {view.columns.map((column) => (
                  <th key={column} scope="col">
                    <span>{column}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.rows.map((row) => (
                <tr key={row.link.href} className={row.isEmpty ? 'gap' : undefined}>
                  <th scope="row">
                    <ArticleName article={row} />
                    <small>{row.plan}</small>
                    {row.isEmpty && <BadgeLabel badge={{ label: row.empty, tone: 'warn' }} />}
                  </th>
                  {row.cells.map(({ text, href, label }) => (
                    <td key={label} className={href ? undefined : 'gap-none'}>
                      {href ? (
                        <a href={href} aria-label={label}>
                          {text}
                        </a>
                      ) : (
                        text
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{view.totals.label}</th>
                {view.totals.cells.map((cell, column) => (
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </div>
  );
}
