import { Fragment } from 'react';
import type { Marked } from '#lib/view';

/** Text with the words that answer the query marked; the ranges come in order and do not overlap. */
export function MarkedText({ value }: { value: Marked }) {
  const { text, marks, lang } = value;
  const starts = marks.map((_, index) => marks[index - 1]?.[1] ?? 0);
  const parts = marks.map(([from, to], index) => (
    <Fragment key={from}>
      {text.slice(starts[index], from)}
      <mark>{text.slice(from, to)}</mark>
    </Fragment>
  ));
  return (
    <span lang={lang}>
      {parts}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </span>
  );
}
