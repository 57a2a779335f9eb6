import { ColumnHeads } from '#components/fact-rows';
import { Ways } from '#components/page-parts';
import type { BenchmarkState } from '#lib/benchmark-state';

/** The clusters in numbers, each table with what it cannot say. */
export function BenchmarkStatePage({ view }: { view: BenchmarkState }) {
  const { coverage } = view;
  return (
    <div className="wrap page benchmark-state">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Ways ways={view.ways} />
      <div className="benchmark-tables">
        {view.tables.map(({ id, heading, columns, rows, missing }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{heading}</h2>
            <table className="plain">
              <ColumnHeads columns={columns} />
              <tbody>
                {rows.map(({ label, count, href }) => (
                  <tr key={label}>
                    <th scope="row">{href ? <a href={href}>{label}</a> : label}</th>
                    <td>{count}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {missing.map((text) => (
              <p key={text} className="missing-note">
                {text}
              </p>
            ))}
          </section>
        ))}
      </div>
      <section>
        <h2 id="coverage">{coverage.heading}</h2>
        <p>{coverage.lead}</p>
        <div className="scroll" role="region" aria-labelledby="coverage" tabIndex={0}>
          <table className="plain">
            <ColumnHeads columns={coverage.columns} />
            <tbody>
              {coverage.rows.map(({ code, name, href, cells }) => (
                <tr key={code}>
                  <th scope="row">
                    <a href={href}>{code}</a> {name}
                  </th>
                  {cells.map((cell, column) => (
                    <td key={coverage.columns[column + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="missing-note">{coverage.missing}</p>
      </section>
    </div>
  );
}
