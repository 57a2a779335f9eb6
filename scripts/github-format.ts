/** What GitHub Actions reads off a step's output: https://docs.github.com/actions, workflow commands. */
export type Place = { readonly file: string; readonly line: number };

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line that GitHub shows beside the changed file. Of each level it shows ten a step. */
export const annotation = (
  level: 'error' | 'notice',
  { file, line }: Place,
  sentence: string,
): string => `::${level} file=${property(file)},line=${line}::${data(sentence)}`;

/** A cell of a Markdown table, whatever stands in it. */
const cell = (text: string): string =>
  text.replace(/[\\|`*_[\]<>~#&]/g, (sign) => `&#${sign.codePointAt(0)};`).replace(/\s+/g, ' ');

/** A Markdown table; the first row is its heading. */
export const markdownTable = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows.map((row) => `| ${row.map(cell).join(' | ')} |`);
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].join('\n');
};
