import { Breadcrumb } from '#components/badge';
import { Icon } from '#components/icon';
import { anchorOf, type ChangeItem, type ChangeLog } from '#lib/change-log-view';
import { itemsInLine, type Difference } from '#lib/entry-changes';

type Words = ChangeLog['words'];

const sides = ['added', 'removed', 'changed'] as const;

/** What a difference says behind its label. */
function Said({ difference, words }: { difference: Difference; words: Words }) {
  switch (difference.kind) {
    case 'said':
      return difference.sentence;
    case 'value': {
      const { before, after, note } = difference;
      return (
        <>
          {before !== undefined && <del>{before}</del>}
          {before !== undefined && after !== undefined && ' → '}
          {after !== undefined && <ins>{after}</ins>}
          {note !== undefined && <small> ({note})</small>}
        </>
      );
    }
    case 'items':
      return sides
        .filter((side) => difference[side].length > 0)
        .map((side) => (
          <span key={side}>
            {words[side]}: {itemsInLine(difference[side])}.{' '}
          </span>
        ));
    case 'words':
      return difference.pieces.map(({ text, mark }, index) => {
        const Mark = mark === 'added' ? 'ins' : mark === 'removed' ? 'del' : 'span';
        return (
          <span key={index}>
            {index > 0 && ' '}
            <Mark>{text}</Mark>
          </span>
        );
      });
  }
}

/** The differences of one version, a line each. */
export function Differences({
  differences,
  words,
}: {
  differences: readonly Difference[];
  words: Words;
}) {
  return (
    <ul className="differences">
      {differences.map((difference, index) => (
        <li key={index}>
          {difference.label !== '' && <b>{difference.label}: </b>}
          <span lang={difference.lang}>
            <Said difference={difference} words={words} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Change({ item, words }: { item: ChangeItem; words: Words }) {
  return (
    <li id={anchorOf(item.version)}>
      <p className="change-head">
        <time dateTime={item.at.toISOString()}>{item.date}</time> · {item.people}
      </p>
      {item.reason && <p className="change-reason">{item.reason}</p>}
      <Differences differences={item.differences} words={words} />
    </li>
  );
}

function Changes({ log }: { log: ChangeLog }) {
  return (
    <ol className="changes">
      {log.items.map((item) => (
        <Change key={item.version} item={item} words={log.words} />
      ))}
    </ol>
  );
}

/** The last changes of an entry, folded away under its text. */
export function LastChanges({ log }: { log: ChangeLog }) {
  const [last] = log.items;
  if (!last) return null;
  return (
    <details className="last-changes">
      <summary>
        <Icon name="open" />
        <h2>{log.heading}</h2> <small>{last.date}</small>
      </summary>
      <Changes log={log} />
      <p>
        <a href={log.all.href}>{log.all.label}</a> · <a href={log.feed.href}>{log.feed.label}</a>
      </p>
    </details>
  );
}

/** All changes of an entry. */
export function ChangesPage({ log }: { log: ChangeLog }) {
  const { title, link } = log.entry;
  return (
    <article className="wrap page">
      <Breadcrumb link={link} />
      <h1>
        {log.heading}: <span lang={title.lang}>{title.text}</span>
      </h1>
      <p className="lead">{log.missing ?? log.lead}</p>
      <Changes log={log} />
      {!log.missing && (
        <p>
          <a href={log.feed.href}>{log.feed.label}</a>
        </p>
      )}
    </article>
  );
}
