import { BadgeLabel, Notices } from '#components/badge';
import { FileLinks } from '#components/file-links';
import { SelectFilters } from '#components/page-parts';
import { Pagination } from '#components/results';
import type { FindingView, FreshnessView } from '#lib/freshness-view';

function Row({ row, labels }: { row: FindingView; labels: FreshnessView['labels'] }) {
  return (
    <li>
      <BadgeLabel badge={row.kind} />
      <a href={row.entry.link.href} lang={row.entry.lang}>
        {row.entry.link.label}
      </a>
      <p>{row.found}</p>
      {row.other && (
        <p>
          {labels.other}:{' '}
          <a href={row.other.link.href} lang={row.other.lang}>
            {row.other.link.label}
          </a>
        </p>
      )}
      <p className="to-do">
        <b>{labels.toDo}:</b> {row.toDo}
      </p>
      <small>
        {row.typeLabel} · {labels.owner}: {row.owner}
      </small>
      {row.edit && (
        <a
          className="edit"
          href={row.edit.href}
          aria-label={`${row.edit.label}: ${row.entry.link.label}`}
        >
          {row.edit.label}
        </a>
      )}
    </li>
  );
}

/** What in the content somebody should look at, each with its reason and what to do. */
export function FreshnessPage({ view }: { view: FreshnessView }) {
  const { labels } = view;
  return (
    <div className="wrap page freshness-board">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <nav aria-label={view.kinds.heading}>
        <ul className="kinds">
          {view.kinds.links.map(({ label, href, count, current }) => (
            <li key={href}>
              <a href={href} aria-current={current ? 'true' : undefined}>
                {label} <span>{count}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <SelectFilters action={view.action} filters={view.filters} submit={labels.submit} />
      <div className="results-bar">
        <h2>{view.summary}</h2>
      </div>
      {view.rows.length === 0 && <p>{view.none}</p>}
      <ul className="findings">
        {view.rows.map((row) => (
          <Row key={row.id} row={row} labels={labels} />
        ))}
      </ul>
      <Pagination pagination={view.pagination} label={labels.pagination} />
      <Notices items={view.limits} />
      <FileLinks files={view.files} />
    </div>
  );
}
