import { lower } from '#lib/turkish/letters';

/** The words of a document: what decides whether the hyphen at the end of a line belongs to the word. */
export type Vocabulary = {
  /** Words in small letters, without those that a line's end cuts. */
  readonly words: readonly string[];
  /** Words with a hyphen of their own: ar-ge, e-ticaret. */
  readonly hyphened: readonly string[];
};

const anyHyphen = /[-\u2010\u2011]/g;
const word = /[\p{L}\p{M}]+(?:[-\u2010\u2011][\p{L}\p{M}]+)*/gu;
const plain = (text: string) => lower(text.normalize('NFC').replace(anyHyphen, '-'));

/** The vocabulary of a document's lines; `known` are words that always keep their hyphen. */
export function vocabularyOf(lines: readonly string[], known: readonly string[]): Vocabulary {
  const words = new Set<string>();
  const hyphened = new Set(known.map(plain));
  lines.forEach((line, index) => {
    const text = line.trim();
    const goesOn = /[-\u2010\u2011\u00ad]$/.test(lines[index - 1]?.trim() ?? '');
    for (const match of text.matchAll(word)) {
      const isCut =
        (match.index === 0 && goesOn) ||
        /^[-\u2010\u2011\u00ad]$/.test(text.slice(match.index + match[0].length));
      if (isCut) continue;
      const found = plain(match[0]);
      (found.includes('-') ? hyphened : words).add(found);
    }
  });
  return { words: [...words], hyphened: [...hyphened] };
}

/**
 * One text from its lines. A hyphen at the end of a line stays where the document, or the list of known
 * words, has the word with it, and before a capital letter or a figure; else it goes. `unsure` holds the
 * words for which nothing but that rule spoke.
 */
export function joinLines(
  lines: readonly string[],
  vocabulary: Vocabulary,
): { text: string; unsure: string[] } {
  const unsure: string[] = [];
  let text = '';
  for (const line of lines) {
    const next = line.trim().replace(/\s+/g, ' ');
    if (next === '') continue;
    const [, head = '', hyphen = ''] =
      /([\p{L}\p{M}\p{N}’'\u2010\u2011-]+)([-\u2010\u2011\u00ad])$/u.exec(text) ?? [];
    if (hyphen !== '') {
      const kept = keepsHyphen(head, hyphen, next, vocabulary);
      text = (kept.keep ? text : text.slice(0, -1)) + next;
      if (kept.unsure) unsure.push(`${head}${hyphen}${/^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? ''}`);
    } else text += text === '' || /\p{L}\/$/u.test(text) ? next : ` ${next}`;
  }
  return { text: text.replaceAll('\u00ad', ''), unsure };
}

function keepsHyphen(
  head: string,
  hyphen: string,
  next: string,
  { words, hyphened }: Vocabulary,
): { keep: boolean; unsure: boolean } {
  const tail = /^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? '';
  if (hyphen === '\u00ad') return { keep: false, unsure: false };
  if (tail === '') return { keep: true, unsure: false };
  const [first, second] = [plain(head), plain(tail)];
  if (!/^\p{L}{2}/u.test(first)) return { keep: true, unsure: false };
  // An ending may differ: kümelenmeyi speaks for kümelen-mesi.
  const shown = second.slice(0, Math.min(second.length, 3));
  const withHyphen = hyphened.some(
    (known) => `${first}-${second}`.startsWith(known) || known.startsWith(`${first}-${shown}`),
  );
  const without = words.some((known) => known.startsWith(first + shown));
  if (withHyphen !== without) return { keep: withHyphen, unsure: false };
  const isName = /^\p{Lu}/u.test(tail) && /\p{Ll}/u.test(head);
  return { keep: withHyphen || isName, unsure: !isName };
}
