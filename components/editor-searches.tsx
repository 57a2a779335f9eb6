import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import type { Link } from '#lib/view';

type Sending = { readonly action: string; readonly csrf: string; readonly page: string };

type Field = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  readonly isDate?: boolean;
  readonly required?: boolean;
};
type Choice = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { value: string; label: string; chosen: boolean }[];
};

/** A synonym or a pinned answer on its way: the form, what stands against it, what it would do. */
export type ProposalView = {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  readonly hidden: readonly { name: string; value: string }[];
  readonly fields: readonly (Field | Choice)[];
  readonly picker?: {
    readonly chosen: {
      readonly heading: string;
      readonly items: readonly (Link & { away: Link })[];
    };
    readonly found: { readonly heading: string; readonly items: readonly (Link & { add: Link })[] };
  };
  readonly submit: string;
  readonly faults?: { readonly heading: string; readonly list: readonly string[] };
  readonly effect?: { readonly heading: string; readonly list: readonly string[] };
  /** The way to readers, where nothing stands against it; a sentence for who may not publish. */
  readonly publish?: {
    readonly label: string;
    readonly action: string;
    readonly fields: readonly { name: string; value: string }[];
  };
  readonly mayNot?: string;
};

export type SearchRow = {
  readonly key: string;
  readonly search: Link & { readonly lang: 'tr' | 'en' };
  readonly cells: readonly string[];
  /** `name` says it where `label` alone would not tell one row from another. */
  readonly ways: readonly (Link & { readonly name?: string })[];
  readonly away?: { readonly do: string; readonly label: string; readonly name: string };
};

export type SearchTable = {
  readonly id: string;
  readonly heading: string;
  readonly lead: string;
  readonly columns: readonly string[];
  readonly rows: readonly SearchRow[];
  readonly none: string;
};

/** What readers looked for in vain, what an editor can do about it, and what editors did before. */
export function EditorSearches({
  title,
  lead,
  notice,
  sending,
  proposal,
  tables,
  add,
}: {
  title: string;
  lead: string;
  notice?: { text: string; good: boolean };
  sending: Sending;
  proposal?: ProposalView;
  tables: readonly SearchTable[];
  add: readonly Link[];
}) {
  return (
    <>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {notice && <EditorNotice {...notice} />}
      {proposal ? (
        <ProposalForm view={proposal} sending={sending} />
      ) : (
        <p className="editor-ways">
          {add.map(({ label, href }) => (
            <a key={href} className="button" href={href}>
              {label}
            </a>
          ))}
        </p>
      )}
      {tables.map((table) => (
        <Searches key={table.id} table={table} sending={sending} />
      ))}
    </>
  );
}

function ProposalForm({ view, sending }: { view: ProposalView; sending: Sending }) {
  const { picker, faults, effect, publish } = view;
  return (
    <section className="panel" id="oneri" aria-labelledby="oneri-baslik">
      <h2 id="oneri-baslik">{view.heading}</h2>
      <p>{view.lead}</p>
      <form className="editor-fields" method="get" action={view.action}>
        {view.hidden.map(({ name, value }) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {view.fields.map((field) =>
          'options' in field ? (
            <div key={field.name} className="editor-field">
              <label htmlFor={field.name}>{field.label}</label>
              <select
                id={field.name}
                name={field.name}
                defaultValue={field.options.find(({ chosen }) => chosen)?.value}
              >
                {field.options.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
            </div>
          ) : (
            <div key={field.name} className="editor-field">
              <label htmlFor={field.name}>{field.label}</label>
              {field.help && <small id={`${field.name}-help`}>{field.help}</small>}
              <input
                id={field.name}
                name={field.name}
                type={field.isDate ? 'date' : 'text'}
                autoComplete="off"
                required={field.required}
                defaultValue={field.value}
                aria-describedby={field.help ? `${field.name}-help` : undefined}
              />
            </div>
          ),
        )}
        {picker && (
          <>
            <Picked {...picker.chosen} />
            <Pickable {...picker.found} />
          </>
        )}
        <button className="button" type="submit">
          {view.submit}
        </button>
      </form>
      {faults && <Sentences kind="editor-fault" {...faults} />}
      {effect && <Sentences {...effect} />}
      {publish && (
        <EditorForm action={publish.action} csrf={sending.csrf} page={sending.page}>
          {publish.fields.map(({ name, value }) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <button className="button" type="submit">
            {publish.label}
          </button>
        </EditorForm>
      )}
      {view.mayNot && <p>{view.mayNot}</p>}
    </section>
  );
}

function Sentences({
  heading,
  list,
  kind,
}: {
  heading: string;
  list: readonly string[];
  kind?: string;
}) {
  return (
    <section className="editor-section">
      <h3>{heading}</h3>
      <ul className={kind}>
        {list.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function Picked({
  heading,
  items,
}: {
  heading: string;
  items: readonly (Link & { away: Link })[];
}) {
  return (
    <section>
      <h3>{heading}</h3>
      <ol>
        {items.map(({ label, href, away }) => (
          <li key={href}>
            <a href={href}>{label}</a>{' '}
            <a href={away.href} aria-label={`${away.label}: ${label}`}>
              {away.label}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Pickable({
  heading,
  items,
}: {
  heading: string;
  items: readonly (Link & { add: Link })[];
}) {
  return (
    <section>
      <h3>{heading}</h3>
      <ul>
        {items.map(({ label, href, add }) => (
          <li key={href}>
            <a href={href}>{label}</a>{' '}
            <a href={add.href} aria-label={`${add.label}: ${label}`}>
              {add.label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Searches({ table, sending }: { table: SearchTable; sending: Sending }) {
  const { id, heading, lead, columns, rows, none } = table;
  return (
    <section className="editor-section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <p>{lead}</p>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <div className="editor-table scroll" tabIndex={0} role="region" aria-label={heading}>
          <table>
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
              {rows.map(({ key, search, cells, ways, away }) => (
                <tr key={key}>
                  <th scope="row">
                    <a href={search.href} lang={search.lang}>
                      {search.label}
                    </a>
                  </th>
                  {cells.map((cell, i) => (
                    <td key={columns[i + 1]}>{cell}</td>
                  ))}
                  <td>
                    {ways.length > 0 && (
                      <ul>
                        {ways.map(({ label, href, name }) => (
                          <li key={href}>
                            <a href={href} aria-label={name}>
                              {label}
                            </a>
                          </li>
                        ))}
                      </ul>
                    )}
                    {away && (
                      <EditorForm {...sending}>
                        <input type="hidden" name="arama" value={key} />
                        <input type="hidden" name="do" value={away.do} />
                        <button className="button" type="submit" aria-label={away.name}>
                          {away.label}
                        </button>
                      </EditorForm>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
