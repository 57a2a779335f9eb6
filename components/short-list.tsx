import type { ReactNode } from 'react';
import { BadgeLabel, Notices } from '#components/badge';
import { Icon } from '#components/icon';
import { ProgrammeAnswers } from '#components/programme-answers';
import type { KeptProgramme, ShortListView } from '#lib/short-list-view';

function Line({ item, labels }: { item: KeptProgramme; labels: ShortListView['labels'] }) {
  return (
    <article className="hit">
      <p className="hit-type">
        <BadgeLabel badge={item.badge} />
      </p>
      <h2>
        <a href={item.href} lang={item.title.lang}>
          {item.title.text}
        </a>
      </h2>
      <dl className="facts">
        {item.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="keep-line">
        <a className="keep" href={item.remove.href} aria-label={item.remove.label}>
          <Icon name="remove" />
          {labels.remove}
        </a>
      </p>
    </article>
  );
}

/** The address to pass on, as text and as a code for a telephone. */
function Share({ share, tools }: { share: NonNullable<ShortListView['share']>; tools: ReactNode }) {
  const { qr } = share;
  return (
    <section className="share panel" aria-labelledby="share">
      <div>
        <h2 id="share">{share.heading}</h2>
        <p>{share.text}</p>
        <p className="share-address">
          <a href={share.address}>{share.address}</a>
        </p>
        {tools}
      </div>
      <svg
        className="qr"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={share.qrLabel}
      >
        <path d={qr.path} shapeRendering="crispEdges" />
      </svg>
    </section>
  );
}

/** A programme's page of the dossier. */
function DossierPage({
  item,
  dossier,
}: {
  item: KeptProgramme;
  dossier: ShortListView['dossier'];
}) {
  return (
    <article className="dossier-page" aria-labelledby={`file-${item.slug}`}>
      <h3 id={`file-${item.slug}`} lang={item.title.lang}>
        {item.title.text}
      </h3>
      <p className="hit-type">
        <BadgeLabel badge={item.badge} />
      </p>
      <div className="dossier-answers">
        <ProgrammeAnswers answers={item.answers} level={4} scope={`${item.slug}-`} />
      </div>
      <p className="dossier-date">{dossier.printed}</p>
    </article>
  );
}

/** The reader's short list: an overview to share, and under it a dossier to print. */
export function ShortList({
  view,
  tools,
  browser,
}: {
  view: ShortListView;
  tools: ReactNode;
  /** The island that keeps the list in the browser. */
  browser?: ReactNode;
}) {
  const { items, compare, clear, findMore, share, dossier, labels } = view;
  const ways = [...(compare ? [compare] : []), findMore, ...(clear ? [clear] : [])];
  return (
    <div className="wrap page short-list">
      <h1>{view.title}</h1>
      <p className="lead">{view.lead}</p>
      <Notices items={view.notices} />
      <ul className="page-ways">
        {ways.map(({ label, href }, index) => (
          <li key={label}>
            <a className={index === 0 ? 'button' : undefined} href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {browser}
      {items.length > 0 && (
        <ul className="hits kept-list">
          {items.map((item) => (
            <li key={item.slug}>
              <Line item={item} labels={labels} />
            </li>
          ))}
        </ul>
      )}
      {share && <Share share={share} tools={tools} />}
      {items.length > 0 && (
        <section className="dossier" aria-labelledby="dossier">
          <h2 id="dossier">{dossier.heading}</h2>
          <p className="dossier-lead">{dossier.lead}</p>
          {items.map((item) => (
            <DossierPage key={item.slug} item={item} dossier={dossier} />
          ))}
        </section>
      )}
    </div>
  );
}
