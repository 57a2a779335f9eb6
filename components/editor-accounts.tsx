import type { ReactNode } from 'react';
import { EditorForm } from '#components/editor-form';
import { EditorNotice } from '#components/editor-frame';
import type { Link } from '#lib/view';

type Option = { readonly value: string; readonly label: string };

/** How an account's form is sent. */
type Sending = { readonly action: string; readonly csrf: string; readonly page: string };

function RoleChoice({ id, label, roles, chosen }: RoleChoiceProps) {
  return (
    <select id={id} name="role" defaultValue={chosen} {...(label && { 'aria-label': label })}>
      {roles.map(({ value, label: words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}
type RoleChoiceProps = {
  id: string;
  label?: string;
  roles: readonly Option[];
  chosen: string;
};

/** Who may work here: invite, change the role, make a new link, close and open. */
export function AccountsPage({
  title,
  lead,
  notice,
  link,
  sending,
  invite,
  table,
  trail,
}: {
  title: string;
  lead: string;
  notice?: { text: string; good: boolean };
  /** An invitation's address, shown this once. */
  link?: { heading: string; href: string; help: string };
  sending: Sending;
  invite: {
    heading: string;
    labels: { name: string; email: string; role: string; submit: string };
    values: { name: string; email: string; role: string };
    fault?: { field: 'name' | 'email' | 'role'; text: string };
    roles: readonly (Option & { help: string })[];
  };
  table: {
    heading: string;
    rows: readonly {
      id: string;
      name: string;
      email: string;
      role: string;
      roleLabel: string;
      state: string;
      buttons: readonly { value: string; label: string; name: string }[];
    }[];
    save: string;
  };
  trail: Link;
}) {
  const { fault, labels, values } = invite;
  const field = (name: 'name' | 'email', type: string) => (
    <div className="editor-field">
      <label htmlFor={name}>{labels[name]}</label>
      <input
        id={name}
        name={name}
        type={type}
        autoComplete="off"
        required
        maxLength={254}
        defaultValue={values[name]}
        {...(fault?.field === name && {
          'aria-invalid': true,
          'aria-describedby': `${name}-fault`,
        })}
      />
      {fault?.field === name && (
        <p className="editor-fault" id={`${name}-fault`}>
          {fault.text}
        </p>
      )}
    </div>
  );
  return (
    <>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {notice && <EditorNotice {...notice} />}
      {link && (
        <section className="panel" aria-labelledby="link-heading">
          <h2 id="link-heading">{link.heading}</h2>
          <p className="editor-link">{link.href}</p>
          <p>{link.help}</p>
        </section>
      )}
      <section className="editor-section" aria-labelledby="accounts-heading">
        <h2 id="accounts-heading">{table.heading}</h2>
        <ul className="editor-people">
          {table.rows.map(({ id, name, email, role, roleLabel, state, buttons }) => (
            <li key={id}>
              <p>
                <strong>{name}</strong>
                <small>{email}</small>
              </p>
              <p>{state}</p>
              <EditorForm {...sending}>
                <input type="hidden" name="account" value={id} />
                <RoleChoice
                  id={`role-${id}`}
                  label={roleLabel}
                  roles={invite.roles}
                  chosen={role}
                />
                <button className="button button-quiet" name="do" value="role" type="submit">
                  {table.save}
                </button>
              </EditorForm>
              <EditorForm {...sending}>
                <input type="hidden" name="account" value={id} />
                {buttons.map(({ value, label, name: fullName }) => (
                  <button
                    key={value}
                    className="button button-quiet"
                    name="do"
                    value={value}
                    type="submit"
                    aria-label={fullName}
                  >
                    {label}
                  </button>
                ))}
              </EditorForm>
            </li>
          ))}
        </ul>
      </section>
      <section className="editor-section" aria-labelledby="invite-heading">
        <h2 id="invite-heading">{invite.heading}</h2>
        <EditorForm {...sending} className="editor-fields">
          {field('name', 'text')}
          {field('email', 'email')}
          <div className="editor-field">
            <label htmlFor="role">{labels.role}</label>
            <RoleChoice id="role" roles={invite.roles} chosen={values.role} />
          </div>
          <dl className="editor-roles">
            {invite.roles.map(({ value, label, help }) => (
              <div key={value}>
                <dt>{label}</dt>
                <dd>{help}</dd>
              </div>
            ))}
          </dl>
          <button className="button" name="do" value="invite" type="submit">
            {labels.submit}
          </button>
        </EditorForm>
      </section>
      <p className="editor-section">
        <a href={trail.href}>{trail.label}</a>
      </p>
    </>
  );
}

/** What was done here, newest first. */
export function AuditPage({
  title,
  lead,
  columns,
  rows,
  none,
  pages,
}: {
  title: string;
  lead: string;
  columns: readonly string[];
  rows: readonly {
    id: string;
    when: string;
    iso: string;
    who: string;
    what: string;
    on: ReactNode;
  }[];
  none: string;
  pages: readonly Link[];
}) {
  return (
    <>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <div className="editor-table scroll" tabIndex={0} role="region" aria-label={title}>
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
              {rows.map(({ id, when, iso, who, what, on }) => (
                <tr key={id}>
                  <td>
                    <time dateTime={iso}>{when}</time>
                  </td>
                  <td>{who}</td>
                  <td>{what}</td>
                  <td>{on}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {pages.length > 0 && (
        <ul className="chips editor-section">
          {pages.map(({ label, href }) => (
            <li key={href}>
              <a className="chip" href={href}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A password chosen, on the own account's page and behind an invitation. */
export function PasswordForm({
  sending,
  heading,
  old,
  words,
  hidden = {},
  username,
}: {
  sending: Sending;
  heading: string;
  /** The label of the present password, where one has to be given. */
  old?: string;
  words: { password: string; again: string; help: string; submit: string };
  hidden?: Readonly<Record<string, string>>;
  /** For the browser's store of passwords. */
  username: string;
}) {
  return (
    <section className="editor-section" aria-labelledby="password-heading">
      <h2 id="password-heading">{heading}</h2>
      <EditorForm {...sending} className="editor-fields">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          type="text"
          name="username"
          value={username}
          autoComplete="username"
          readOnly
          hidden
        />
        {old !== undefined && (
          <div className="editor-field">
            <label htmlFor="old">{old}</label>
            <input id="old" name="old" type="password" autoComplete="current-password" required />
          </div>
        )}
        <div className="editor-field">
          <label htmlFor="password">{words.password}</label>
          <small id="password-help">{words.help}</small>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="new-password"
            aria-describedby="password-help"
            required
          />
        </div>
        <div className="editor-field">
          <label htmlFor="again">{words.again}</label>
          <input id="again" name="again" type="password" autoComplete="new-password" required />
        </div>
        <button className="button" type="submit">
          {words.submit}
        </button>
      </EditorForm>
    </section>
  );
}
