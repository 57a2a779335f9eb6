import type { Cell, EntryView, Row } from '#lib/view';

type Labels = Pick<EntryView['labels'], 'sourceNote'>;

/** A value, linked where it leads somewhere, with its source and date under it. */
export function CellText({ cell, labels }: { cell: Cell; labels?: Labels }) {
  return (
    <>
      {cell.href ? (
        <a href={cell.href} lang={cell.lang}>
          {cell.text}
        </a>
      ) : (
        <span lang={cell.lang}>{cell.text}</span>
      )}
      {cell.note && (
        <small>
          {labels && <span className="hidden">{labels.sourceNote}: </span>}
          {cell.note}
        </small>
      )}
    </>
  );
}

/** Facts as a definition list: `large` for the few the reader asks first, else the fact sheet. */
export function FactRows({
  rows,
  labels,
  large = false,
}: {
  rows: readonly Row[];
  labels: Labels;
  large?: boolean;
}) {
  return (
    <dl className={large ? 'key-facts' : 'sheet'}>
      {rows.map(({ label, cells }) => (
        <div key={label}>
          <dt>{label}</dt>
          {cells.map((cell, index) => (
            <dd key={index}>
              <CellText cell={cell} labels={labels} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
