import { ColumnHeads } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { ProsePage, type ProseView } from '#components/prose-page';
import type { Link } from '#lib/view';

export type DataView = {
  prose: ProseView;
  openData: {
    heading: string;
    lead: string;
    all: Link;
    columns: string[];
    files: { link: Link; title: string; size: string; checksum: string }[];
  };
  api: {
    heading: string;
    lead: string;
    description: Link;
    columns: string[];
    operations: {
      path: string;
      summary: string;
      example: Link;
      /** "Parametreler (4)" */
      more: string;
      parameters: { name: string; meaning: string; values: string }[];
    }[];
  };
  problems: {
    heading: string;
    items: { code: string; status: string; title: string }[];
  };
  mcp: { heading: string; text: string };
  embed: { heading: string; text: string; code: string };
};

function Table({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: string[];
  rows: { key: string; cells: React.ReactNode[] }[];
}) {
  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <ColumnHeads columns={columns} />
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const to = ({ label, href }: Link) => <a href={href}>{label}</a>;

/** How to take data out: files, the public interface, assistants, and a search box for other sites. */
export function DataPage({ view }: { view: DataView }) {
  const { openData, api, problems, mcp, embed } = view;
  return (
    <>
      <ProsePage view={view.prose} />
      <div className="wrap page data-page">
        <section>
          <h2 id="open-data">{openData.heading}</h2>
          <p>{openData.lead}</p>
          <p>{to(openData.all)}</p>
          <Table
            label={openData.heading}
            columns={openData.columns}
            rows={openData.files.map(({ link, title, size, checksum }) => ({
              key: link.href,
              cells: [to(link), title, size, <code key="sum">{checksum}</code>],
            }))}
          />
        </section>
        <section aria-labelledby="api">
          <h2 id="api">{api.heading}</h2>
          <p>
            {api.lead} {to(api.description)}
          </p>
          {api.operations.map(({ path, summary, example, more, parameters }) => (
            <section key={path} aria-label={path}>
              <h3>
                <code>GET {path}</code>
              </h3>
              <p>{summary}</p>
              <p>{to(example)}</p>
              <details>
                <summary>
                  <Icon name="open" />
                  {more}
                </summary>
                <Table
                  label={path}
                  columns={api.columns}
                  rows={parameters.map(({ name, meaning, values }) => ({
                    key: name,
                    cells: [<code key="name">{name}</code>, meaning, values],
                  }))}
                />
              </details>
            </section>
          ))}
        </section>
        <section aria-labelledby="problems">
          <h2 id="problems">{problems.heading}</h2>
          <dl>
            {problems.items.map(({ code, status, title }) => (
              <div key={code} id={code}>
                <dt>
                  <code>
                    {status} {code}
                  </code>
                </dt>
                <dd>{title}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="mcp">
          <h2 id="mcp">{mcp.heading}</h2>
          <p>{mcp.text}</p>
        </section>
        <section aria-labelledby="embed">
          <h2 id="embed">{embed.heading}</h2>
          <p>{embed.text}</p>
          <pre tabIndex={0}>
            <code>{embed.code}</code>
          </pre>
        </section>
      </div>
    </>
  );
}
