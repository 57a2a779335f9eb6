import type { Cell, Row } from '#lib/view';

/** A value, linked where it leads somewhere, with its source and date under it. */
export function CellText({ cell }: { cell: Cell }) {
  return (
    <>
      {cell.href ? (
        <a href={cell.href} lang={cell.lang}>
          {cell.text}
        </a>
      ) : (
        <span lang={cell.lang}>{cell.text}</span>
      )}
      {cell.note && <small>{cell.note}</small>}
    </>
  );
}

/** The first row of a table. */
export function ColumnHeads({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Facts as a definition list: `large` for the few the reader asks first, else the fact sheet. */
export function FactRows({ rows, large = false }: { rows: readonly Row[]; large?: boolean }) {
  return (
    <dl className={large ? 'key-facts' : 'sheet'}>
      {rows.map(({ label, cells }) => (
        <div key={label}>
          <dt>{label}</dt>
          {cells.map((cell, index) => (
            <dd key={index}>
              <CellText cell={cell} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
