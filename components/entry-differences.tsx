import type { Difference } from '#lib/entry-changes';

/** Differences between two versions in words; `line` says one that has no pieces. */
export function Differences({
  items,
  none,
  line,
}: {
  items: readonly Difference[];
  none: string;
  line: (difference: Difference) => string;
}) {
  if (items.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {items.map((difference, index) => (
        <li key={`${difference.label} ${index}`} className="desk-change" lang={difference.lang}>
          {difference.kind === 'words' ? (
            <>
              {difference.label !== '' && <strong>{difference.label}: </strong>}
              {difference.pieces.map(({ text, mark }, at) =>
                mark === 'added' ? (
                  <ins key={at}>{text}</ins>
                ) : mark === 'removed' ? (
                  <del key={at}>{text}</del>
                ) : (
                  <span key={at}>{text}</span>
                ),
              )}
            </>
          ) : (
            line(difference)
          )}
        </li>
      ))}
    </ul>
  );
}
