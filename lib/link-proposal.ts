import { fieldsOf } from '#lib/content-types';
import type { Answering } from '#lib/link-suggestions';

const field = 'planArticles';

/**
 * The text of an entry's Turkish file with one more relation to a plan article, every other byte as it was.
 * `note` (one line) stands in it as a comment; reason, name and day are empty, so that the file is refused
 * until an editor has judged. Nothing where the relations are written in one line, or there are no fields.
 */
export function withProposal(
  text: string,
  type: Answering['type'],
  article: string,
  note: string,
): string | undefined {
  const lines = text.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
  if (end < 0) return undefined;
  const names = Object.keys(fieldsOf(type));
  const lineOf = (name: string) =>
    lines.findIndex((line, index) => index < end && line.startsWith(`${name}:`));
  const there = lineOf(field);
  if (there >= 0 && !/^\w+:\s*(#.*)?$/.test(lines[there] ?? '')) return undefined;
  const at =
    there >= 0
      ? endOfBlock(lines, there, end)
      : (names
          .slice(names.indexOf(field) + 1)
          .map(lineOf)
          .find((line) => line >= 0) ?? end);
  const first = there < 0 ? undefined : lines.slice(there, at).find((line) => /^ *- /.test(line));
  const indent = first === undefined ? '  ' : ' '.repeat(first.indexOf('-'));
  const within = [
    `- to: ${article}`,
    '  basis: editor',
    `  # ${note}`,
    '  reason:',
    '    tr:',
    '    en:',
    '  by:',
    '  on:',
  ];
  const fresh = [...(there >= 0 ? [] : [`${field}:`]), ...within.map((line) => indent + line)];
  const lineEnd = lines[0]?.endsWith('\r') ? '\r' : '';
  return lines.toSpliced(at, 0, ...fresh.map((line) => line + lineEnd)).join('\n');
}

/** The line behind a list; empty lines and comments before the next field belong to that. */
function endOfBlock(lines: readonly string[], start: number, end: number): number {
  const isWithin = (line: string) => /^( +\S|- )/.test(line);
  const next = lines.findIndex(
    (line, index) => index > start && (index === end || /^\w/.test(line)),
  );
  return lines.findLastIndex((line, index) => index < next && isWithin(line)) + 1;
}
