import { Fragment } from 'react';
import { CellText, FactRows } from '#components/fact-rows';
import { Icon } from '#components/icon';
import type { ClusterProfile } from '#lib/cluster-profile';

function Joining({ joining }: { joining: NonNullable<ClusterProfile['joining']> }) {
  return (
    <section className="entry-section">
      <h2>{joining.heading}</h2>
      <p>{joining.lead}</p>
      <div className="relation-group">
        <ul>
          {joining.items.map(({ link, lang, expansion, reason, sources }) => (
            <li key={link.href}>
              <a href={link.href} lang={lang}>
                {link.label}
              </a>
              {expansion && (
                <>
                  {' '}
                  <span lang={expansion.lang}>{expansion.text}</span>
                </>
              )}
              <p lang={reason.lang}>{reason.text}</p>
              <small>
                {joining.sourceLabel}{' '}
                {sources.map(({ title, href, detail }, index) => (
                  <Fragment key={index}>
                    {index > 0 && '; '}
                    {href ? (
                      <a href={href} rel="noopener">
                        {title}
                      </a>
                    ) : (
                      title
                    )}
                    {detail && ` (${detail})`}
                  </Fragment>
                ))}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Members({ members }: { members: NonNullable<ClusterProfile['members']> }) {
  return (
    <section className="entry-section">
      <h2>{members.heading}</h2>
      {members.missing && <p className="missing-note">{members.missing}</p>}
      <dl className="sheet">
        {members.rows.map(({ label, cells, percent }) => (
          <div key={label}>
            <dt>{label}</dt>
            {cells.map((cell, index) => (
              <dd key={index}>
                <CellText cell={cell} />
                {percent !== undefined && (
                  <svg
                    className="share-bar"
                    viewBox="0 0 100 1"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                  >
                    <rect width={percent} height={1} />
                  </svg>
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** How one joins a cluster, and who its members are. */
export function ClusterParts({ profile }: { profile: ClusterProfile }) {
  return (
    <>
      {profile.joining && <Joining joining={profile.joining} />}
      {profile.members && <Members members={profile.members} />}
    </>
  );
}

/** Which clusters are like this one, and where to turn to. */
export function ClusterAround({ profile: { siblings, contact } }: { profile: ClusterProfile }) {
  return (
    <>
      <section className="contact">
        <h2>{contact.heading}</h2>
        <FactRows rows={contact.rows} />
        <p>{contact.note}</p>
      </section>
      <section className="relations">
        <h2>{siblings.heading}</h2>
        {siblings.groups.map(({ label, items, none, more }) => (
          <div key={label} className="relation-group">
            <h3>{label}</h3>
            {none && <p>{none}</p>}
            <ul>
              {items.map(({ link, lang, why }) => (
                <li key={link.href}>
                  <a href={link.href} lang={lang}>
                    {link.label}
                  </a>
                  <p>{why}</p>
                </li>
              ))}
            </ul>
            {more && (
              <a className="more" href={more.href}>
                {more.label}
                <Icon name="forward" />
              </a>
            )}
          </div>
        ))}
      </section>
    </>
  );
}
