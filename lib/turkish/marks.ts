import type { Analyser, Reading } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';
import type { Sought } from '#lib/turkish/query';

export type Range = readonly [start: number, end: number];

/** The stretches of a text that answer to a query, whole words with their endings, in order. */
export function marksIn(analyser: Analyser, text: string, sought: Sought): Range[] {
  const { tokens, groups } = analyser.analyse(text);
  const answers = ({ stem, root }: Reading) => sought.stems.has(stem) || sought.roots.has(root);
  const begins = (word: string) => sought.beginnings.some((start) => fold(word).startsWith(start));
  const marked = tokens.map(
    (token) => answers(token) || token.others.some(answers) || begins(token.word),
  );
  for (const { name, from, to } of groups) if (sought.groups.has(name)) marked.fill(true, from, to);
  return tokens.filter((_, i) => marked[i]).map(({ start, end }): Range => [start, end]);
}
