import { BadgeLabel } from '#components/badge';
import { Icon } from '#components/icon';
import type { EditorList, EntryLine } from '#lib/editor-view';
import type { SelectFilter } from '#lib/view';

function Line({ line, columns }: { line: EntryLine; columns: readonly string[] }) {
  const [, state, owner, changed] = columns;
  return (
    <tr>
      <td>
        <small>{line.type}</small>
        <a href={line.title.href}>{line.title.label}</a>
        {line.note && <p className="desk-note">{line.note}</p>}
      </td>
      <td data-column={state}>
        <ul className="badges">
          {line.badges.map((badge) => (
            <li key={badge.label}>
              <BadgeLabel badge={badge} />
            </li>
          ))}
          {line.problems && (
            <li>
              <BadgeLabel badge={{ label: line.problems, tone: 'warn' }} />
            </li>
          )}
        </ul>
      </td>
      <td data-column={owner}>{line.owner}</td>
      <td data-column={changed}>{line.changed}</td>
    </tr>
  );
}

function Choice({ name, label, any, options }: SelectFilter) {
  const chosen = options.find(({ selected }) => selected)?.value ?? '';
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={chosen}>
        <option value="">{any}</option>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Every entry for editors: what waits for the reader of the page first, then all, filtered by a form. */
export function EditorListPage({ view }: { view: EditorList }) {
  const { waiting, filters, columns } = view;
  return (
    <>
      <div className="desk-top">
        <h1>{view.title}</h1>
        <a className="button" href={view.fresh.href}>
          {view.fresh.label}
        </a>
      </div>
      <section className="desk-waiting" aria-labelledby="waiting">
        <h2 id="waiting">{waiting.heading}</h2>
        {waiting.groups.length === 0 && <p>{waiting.none}</p>}
        {waiting.groups.map(({ heading, lines }) => (
          <div key={heading}>
            <h3>{heading}</h3>
            <ul>
              {lines.map(({ title, type, note }) => (
                <li key={title.href}>
                  <a href={title.href}>
                    {title.label}
                    <Icon name="forward" />
                  </a>
                  <small>{type}</small>
                  {note && <p className="desk-note">{note}</p>}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </section>
      <section aria-labelledby="found">
        <form className="desk-filters" method="get" action={filters.action} role="search">
          <label className="desk-query">
            <span>{filters.query.label}</span>
            <input type="search" name="q" defaultValue={filters.query.value} />
          </label>
          {filters.selects.map((filter) => (
            <Choice key={filter.name} {...filter} />
          ))}
          <label className="desk-tick">
            <input
              type="checkbox"
              name="problems"
              value="1"
              defaultChecked={filters.withProblems.checked}
            />
            <span>{filters.withProblems.label}</span>
          </label>
          <div className="desk-buttons">
            <button className="button" type="submit">
              {filters.submit}
            </button>
            {filters.clear && <a href={filters.clear.href}>{filters.clear.label}</a>}
          </div>
        </form>
        <h2 id="found">{view.heading}</h2>
        {view.lines.length === 0 ? (
          <p>{view.none}</p>
        ) : (
          <table className="desk-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {view.lines.map((line) => (
                <Line key={line.title.href} line={line} columns={columns} />
              ))}
            </tbody>
          </table>
        )}
        {view.pages.length > 0 && (
          <nav className="desk-pages" aria-label={view.pagesLabel}>
            <ul>
              {view.pages.map(({ label, href, current, spoken }) => (
                <li key={href}>
                  <a href={href} aria-current={current ? 'page' : undefined} aria-label={spoken}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </section>
    </>
  );
}
