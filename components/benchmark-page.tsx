import type { ReactNode } from 'react';
import { Notices } from '#components/badge';
import { BenchmarkChartPicture } from '#components/benchmark-chart';
import { Icon } from '#components/icon';
import { Waiting, Ways } from '#components/page-parts';
import type { BenchmarkRow, BenchmarkView, ShownValue } from '#lib/benchmark-view';

type Select = BenchmarkView['clusterSelects'][number];

function Choice({ select }: { select: Select }) {
  const options = select.groups.flatMap((group) => group.options);
  return (
    <div>
      <label htmlFor={select.id}>{select.label}</label>
      <select
        id={select.id}
        name={select.name}
        defaultValue={options.find(({ selected }) => selected)?.value ?? ''}
      >
        <option value="">{select.any}</option>
        {select.groups.map(({ label, options: own }) => {
          const items = own.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ));
          return label === undefined ? (
            items
          ) : (
            <optgroup key={label} label={label}>
              {items}
            </optgroup>
          );
        })}
      </select>
    </div>
  );
}

function Value({ shown, isNewest, said }: { shown: ShownValue; isNewest: boolean; said: string }) {
  return (
    <p className={isNewest ? 'benchmark-value' : 'benchmark-earlier'}>
      <span>{shown.value}</span>{' '}
      <small>
        {shown.note}
        {shown.said && (
          <>
            {`; ${said} `}
            <q lang={shown.said.lang}>{shown.said.text}</q>
          </>
        )}{' '}
        {shown.sources.map(({ label, href }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
      </small>
    </p>
  );
}

/** A measure takes its name, the clusters' values and the group, each a row of its own. */
function Measure({ row, view }: { row: BenchmarkRow; view: BenchmarkView }) {
  const { labels, columns } = view;
  const across = Math.max(1, columns.length);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={across}>
          <span>
            <a href={row.href}>{row.code}</a> {row.name}
          </span>
        </th>
      </tr>
      {columns.length > 0 && (
        <tr>
          {row.cells.map(({ values }, column) => (
            <td
              key={columns[column]?.href}
              className={values.length === 0 ? 'not-there' : undefined}
            >
              {values.length === 0 && labels.missing}
              {values.map((shown, index) => (
                <Value key={index} shown={shown} isNewest={index === 0} said={labels.said} />
              ))}
            </td>
          ))}
        </tr>
      )}
      <tr className="benchmark-group">
        <td colSpan={across}>
          <p>
            <small>
              {labels.groupRow}: {row.group}
            </small>
          </p>
          {row.chart && <BenchmarkChartPicture chart={row.chart} />}
        </td>
      </tr>
    </tbody>
  );
}

function Table({ view }: { view: BenchmarkView }) {
  const { columns } = view;
  const across = Math.max(1, columns.length);
  return (
    <div
      className={`compare-scroll compare-${across}`}
      role="region"
      aria-label={view.labels.table}
      tabIndex={0}
    >
      <table className="compare benchmark">
        {columns.length > 0 && (
          <thead>
            <tr>
              {columns.map(({ letter, title, href, detail, remove }) => (
                <th key={href} scope="col">
                  {letter}{' '}
                  <a href={href} lang={title.lang}>
                    {title.text}
                  </a>
                  <span className="compare-state">
                    <small>{detail}</small>
                    <a className="compare-remove" href={remove.href} aria-label={remove.label}>
                      <Icon name="remove" />
                    </a>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
        )}
        {view.areas.flatMap(({ heading, rows, missing }) => [
          <tbody key={heading} className="compare-question">
            <tr>
              <th scope="rowgroup" colSpan={across}>
                {heading}
              </th>
            </tr>
          </tbody>,
          ...rows.map((row) => <Measure key={row.code} row={row} view={view} />),
          ...(missing === undefined
            ? []
            : [
                <tbody key={`${heading} -`} className="benchmark-missing">
                  <tr>
                    <td colSpan={across} className="not-there">
                      <small>{missing}</small>
                    </td>
                  </tr>
                </tbody>,
              ]),
        ])}
      </table>
    </div>
  );
}

/** Up to four clusters and a peer group, measure by measure, under the form that chooses them. */
export function BenchmarkPage({ view, tools }: { view: BenchmarkView; tools?: ReactNode }) {
  const { labels, waiting, sources } = view;
  return (
    <div className="wrap page comparison benchmarking">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <form className="benchmark-form" method="get" action={view.action}>
        <fieldset>
          <legend>{labels.clusters}</legend>
          <div className="gap-filters">
            {view.clusterSelects.map((select) => (
              <Choice key={select.id} select={select} />
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{labels.peers}</legend>
          <div className="gap-filters">
            {view.groupSelects.map((select) => (
              <Choice key={select.id} select={select} />
            ))}
          </div>
        </fieldset>
        <button className="button" type="submit">
          {labels.submit}
        </button>
      </form>
      <Ways ways={view.ways} />
      {tools}
      <h2>{view.group.heading}</h2>
      <p>{view.group.text}</p>
      <Table view={view} />
      {waiting && <Waiting waiting={waiting} label={labels.bring} />}
      {sources.clusters.length > 0 && (
        <section className="benchmark-sources">
          <h2>{sources.heading}</h2>
          {sources.clusters.map(({ letter, title, items }) => (
            <div key={letter}>
              <h3>
                {letter} <span lang={title.lang}>{title.text}</span>
              </h3>
              <ol>
                {items.map(({ id, title: name, href, detail }) => (
                  <li key={id} id={id}>
                    {href ? <a href={href}>{name}</a> : name}
                    {detail && <small> {detail}</small>}
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
