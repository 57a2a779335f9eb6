import { BadgeLabel, Notices } from '#components/badge';
import { CellText } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { Waiting } from '#components/page-parts';
import type { ComparedFact, ComparisonView } from '#lib/comparison-view';

/** A fact takes two rows: its name across the table, so that a phone has room for the values under it. */
function Fact({ fact, missing }: { fact: ComparedFact; missing: string }) {
  const { label, mark, differs, cells } = fact;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={cells.length}>
          <span>{label}</span> <span className="compare-mark">{differs && mark}</span>
        </th>
      </tr>
      <tr>
        {cells.map((own, column) => (
          <td key={column} className={own.length === 0 ? 'not-there' : undefined}>
            {own.length === 0 && missing}
            {own.length > 1 ? (
              <ul>
                {own.map((cell, index) => (
                  <li key={index}>
                    <CellText cell={cell} />
                  </li>
                ))}
              </ul>
            ) : (
              own.map((cell) => <CellText key={cell.text} cell={cell} />)
            )}
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function Table({ view }: { view: ComparisonView }) {
  return (
    <div
      className={`compare-scroll compare-${view.columns.length}`}
      role="region"
      aria-label={view.labels.table}
      tabIndex={0}
    >
      <table className="compare">
        <thead>
          <tr>
            {view.columns.map(({ title, href, badge, remove }) => (
              <th key={href} scope="col">
                <a href={href} lang={title.lang}>
                  {title.text}
                </a>
                <span className="compare-state">
                  <BadgeLabel badge={badge} />
                  <a className="compare-remove" href={remove.href} aria-label={remove.label}>
                    <Icon name="remove" />
                  </a>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {view.groups.flatMap(({ heading, facts }) => [
          <tbody key={heading} className="compare-question">
            <tr>
              <th scope="rowgroup" colSpan={view.columns.length}>
                {heading}
              </th>
            </tr>
          </tbody>,
          ...facts.map((fact) => (
            <Fact key={fact.label} fact={fact} missing={view.labels.missing} />
          )),
        ])}
      </table>
    </div>
  );
}

/** Two to four programmes side by side, fact by fact; with fewer it says what is needed. */
export function Comparison({ view }: { view: ComparisonView }) {
  const { columns, waiting, toggle, csv } = view;
  return (
    <div className="wrap page comparison">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <ul className="page-ways">
        {[...(toggle ? [toggle] : []), ...(csv ? [csv] : []), ...view.ways].map(
          ({ label, href }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ),
        )}
      </ul>
      {columns.length > 1 && (
        <>
          <p className="compare-summary" role="status">
            {view.summary}
          </p>
          <Table view={view} />
        </>
      )}
      {columns.length === 1 &&
        columns.map(({ title, href, badge }) => (
          <p key={href} className="compare-only">
            <a href={href} lang={title.lang}>
              {title.text}
            </a>{' '}
            <BadgeLabel badge={badge} />
          </p>
        ))}
      {waiting && <Waiting waiting={waiting} label={view.labels.bring} />}
    </div>
  );
}
