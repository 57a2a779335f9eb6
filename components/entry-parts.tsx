import { Fragment } from 'react';
import { BadgeLabel } from '#components/badge';
import { CellText, ColumnHeads } from '#components/fact-rows';
import { Icon } from '#components/icon';
import { StepList } from '#components/step-list.client';
import type { BeforeAfter, EntryView, RelationItem, Section, Similar, SourceView } from '#lib/view';

type SectionOf<Kind extends Section['kind']> = Extract<Section, { kind: Kind }>;

function SectionTable({ section }: { section: SectionOf<'table'> }) {
  return (
    <div className="scroll" role="region" aria-labelledby={section.id} tabIndex={0}>
      <table>
        <ColumnHeads columns={section.columns} />
        <tbody>
          {section.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>
                  <CellText cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SectionItems({ section }: { section: SectionOf<'list' | 'steps'> }) {
  if (section.kind === 'steps') return <StepList {...section} />;
  return (
    <ul className="plain-list">
      {section.items.map(({ text, lang }) => (
        <li key={text} lang={lang}>
          {text}
        </li>
      ))}
    </ul>
  );
}

/** One part of an entry: a list, numbered steps or a table that scrolls by keyboard. */
export function SectionView({ section }: { section: Section }) {
  return (
    <section className={`entry-section entry-${section.kind}`}>
      <h2 id={section.id}>{section.heading}</h2>
      {section.kind === 'table' ? (
        <SectionTable section={section} />
      ) : (
        <SectionItems section={section} />
      )}
    </section>
  );
}

/** Links to other entries, each with its reason and who says so. */
export function RelationItems({ items }: { items: readonly RelationItem[] }) {
  return (
    <ul>
      {items.map(({ link, lang, typeLabel, reason, basis }) => (
        <li key={link.href}>
          <a href={link.href} lang={lang}>
            {link.label}
          </a>
          {reason && <p lang={reason.lang}>{reason.text}</p>}
          <small>
            {typeLabel} · {basis}
          </small>
        </li>
      ))}
    </ul>
  );
}

/** What else belongs here, and why. */
export function Relations({ relations }: Pick<EntryView, 'relations'>) {
  if (relations.groups.length === 0) return null;
  return (
    <section className="relations">
      <h2>{relations.heading}</h2>
      {relations.groups.map(({ id, heading, items, more }) => (
        <div key={heading} className="relation-group">
          <h3 id={id}>{heading}</h3>
          <RelationItems items={items} />
          {more && (
            <a className="more" href={more.href}>
              {more.label}
              <Icon name="forward" />
            </a>
          )}
        </div>
      ))}
    </section>
  );
}

/** Which programmes come before and after, with what the source says and the source itself. */
export function BeforeAfterSection({ beforeAfter }: { beforeAfter: BeforeAfter }) {
  return (
    <section className="before-after">
      <h2 id={beforeAfter.id}>{beforeAfter.heading}</h2>
      {beforeAfter.groups.map(({ heading, items }) => (
        <div key={heading} className="relation-group">
          <h3>{heading}</h3>
          <ul>
            {items.map(({ link, lang, badge, reason, sources }) => (
              <li key={link.href}>
                <a href={link.href} lang={lang}>
                  {link.label}
                </a>{' '}
                <BadgeLabel badge={badge} />
                <p lang={reason.lang}>{reason.text}</p>
                <small>
                  {beforeAfter.sourceLabel}{' '}
                  {sources.map(({ title, href }, index) => (
                    <Fragment key={index}>
                      {index > 0 && '; '}
                      {href ? (
                        <a href={href} rel="noopener">
                          {title}
                        </a>
                      ) : (
                        title
                      )}
                    </Fragment>
                  ))}
                </small>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** What a reader of this page may want as well, and what it shares. */
export function SimilarEntries({ similar }: { similar: Similar }) {
  return (
    <section className="relations similar">
      <h2>{similar.heading}</h2>
      <div className="relation-group">
        <ul>
          {similar.items.map(({ link, lang, badge, why }) => (
            <li key={link.href}>
              <a href={link.href} lang={lang}>
                {link.label}
              </a>{' '}
              <BadgeLabel badge={badge} />
              <p>{why}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Sources as items of a list. */
export function SourceItems({ items }: { items: readonly SourceView[] }) {
  return items.map(({ title, href, detail }, index) => (
    <li key={index}>
      {href ? (
        <a href={href} rel="noopener">
          {title}
        </a>
      ) : (
        title
      )}
      {detail && <small>{detail}</small>}
    </li>
  ));
}

/** Where the facts come from; on paper the addresses are written out. */
export function Sources({ sources }: Pick<EntryView, 'sources'>) {
  if (sources.items.length === 0 && !sources.note) return null;
  return (
    <section className="sources">
      <h2>{sources.heading}</h2>
      <ol>
        <SourceItems items={sources.items} />
      </ol>
      {sources.note && <p>{sources.note}</p>}
    </section>
  );
}
