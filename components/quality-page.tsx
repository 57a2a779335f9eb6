import { CellText, ColumnHeads, FactRows } from '#components/fact-rows';
import { Icon } from '#components/icon';
import type { ProseView } from '#components/prose-page';
import type { FigureSection, FigureTable, QualityView } from '#lib/quality-view';

/** A table of figures that scrolls by keyboard; `labelledBy` are the ids of its headings. */
function Figures({ table, labelledBy }: { table: FigureTable; labelledBy: string }) {
  return (
    <>
      <div className="scroll" role="region" aria-labelledby={labelledBy} tabIndex={0}>
        <table className="figures">
          <ColumnHeads columns={table.columns} />
          <tbody>
            {table.rows.map(({ head, cells }) => (
              <tr key={head.text}>
                <th scope="row">
                  <CellText cell={head} />
                </th>
                {cells.map((cell, index) => (
                  <td key={index} className={cell.best && 'best'}>
                    {cell.best && <small>{cell.best} </small>}
                    {cell.text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.note && <p className="figures-note">{table.note}</p>}
    </>
  );
}

function Section({ section: { id, heading, lead, tables } }: { section: FigureSection }) {
  return (
    <section className="entry-section">
      <h2 id={id}>{heading}</h2>
      <p>{lead}</p>
      {tables.map((table) => {
        if (tables.length === 1) return <Figures key={table.id} table={table} labelledBy={id} />;
        const heading = <h3 id={table.id}>{table.heading}</h3>;
        const figures = <Figures table={table} labelledBy={`${id} ${table.id}`} />;
        return table.folded ? (
          <details key={table.id} className="figures-part">
            <summary>
              <Icon name="open" />
              {heading}
            </summary>
            {figures}
          </details>
        ) : (
          <div key={table.id} className="figures-part">
            {heading}
            {figures}
          </div>
        );
      })}
    </section>
  );
}

/** How well the search finds: what it was asked and how, then what was measured. */
export function QualityPage({ prose, view }: { prose: ProseView; view: QualityView }) {
  return (
    <article className="wrap page quality">
      <h1>{prose.title}</h1>
      {view.notice ? <p className="missing">{view.notice}</p> : <FactRows rows={view.key} large />}
      <div className="prose" lang={prose.lang} dangerouslySetInnerHTML={{ __html: prose.html }} />
      {view.sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
      {view.absent && (
        <section className="entry-section">
          <h2>{view.absent.lead}</h2>
          <ul className="plain-list">
            {view.absent.engines.map((engine) => (
              <li key={engine}>{engine}</li>
            ))}
          </ul>
        </section>
      )}
      {prose.updated && <p className="updated">{prose.updated}</p>}
    </article>
  );
}
