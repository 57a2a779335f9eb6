import { ColumnHeads } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { Ways } from '#components/page-parts';
import type { ClusterOverview, MapProvince } from '#lib/cluster-map';

function Province({ province }: { province: MapProvince }) {
  const { path, x, y, count, step, href, label } = province;
  return (
    <a className={`step-${step}`} href={href} aria-label={label}>
      <title>{label}</title>
      <path d={path} />
      {count !== '' && (
        <text x={x} y={y} aria-hidden="true">
          {count}
        </text>
      )}
    </a>
  );
}

/** Türkiye by the number of clusters in each province; every province is a link to its list. */
function ProvinceMap({ map }: { map: ClusterOverview['map'] }) {
  return (
    <figure className="tr-map">
      <a className="skip-map" href={map.skip.href}>
        {map.skip.label}
      </a>
      <svg viewBox={`0 0 ${map.width} ${map.height}`} role="group" aria-label={map.heading}>
        {map.provinces.map((province) => (
          <Province key={province.code} province={province} />
        ))}
      </svg>
      <figcaption>
        <div className="tr-map-legend">
          <span>{map.legend.label}</span>
          <ul>
            {map.legend.steps.map(({ step, label }) => (
              <li key={step}>
                <svg viewBox="0 0 20 20" width={20} height={20} aria-hidden="true">
                  <rect className={`step-${step}`} width={20} height={20} />
                </svg>
                {label}
              </li>
            ))}
          </ul>
        </div>
        <p>{map.caption}</p>
        <p>{map.credit}</p>
      </figcaption>
    </figure>
  );
}

function ProvinceTable({ table }: { table: ClusterOverview['table'] }) {
  return (
    <details className="disclosure" id={table.id}>
      <summary>
        <Icon name="open" />
        {table.summary}
      </summary>
      <table className="province-table">
        <ColumnHeads columns={table.columns} />
        <tbody>
          {table.rows.map(({ province, count }) => (
            <tr key={province.href}>
              <th scope="row">
                <a href={province.href}>{province.label}</a>
              </th>
              <td>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What stands above the list of clusters: the map, the same as a table, and who is not on it. */
export function ClusterIntro({ view }: { view: ClusterOverview }) {
  return (
    <div className="cluster-intro">
      <p className="lead">{view.lead}</p>
      <Ways ways={view.ways} />
      <section>
        <h2>{view.map.heading}</h2>
        <ProvinceMap map={view.map} />
        <ProvinceTable table={view.table} />
      </section>
      <div className="cluster-apart">
        {view.apart.map(({ heading, text, links }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            <p>{text}</p>
            <ul className="page-ways">
              {links.map(({ label, href, lang }) => (
                <li key={href}>
                  <a href={href} lang={lang}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
