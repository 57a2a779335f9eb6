import { lower } from '#lib/turkish/letters';

/**
 * A page as it stands on paper, line by line. Columns are parted by a tab or three spaces; in a PDF a line
 * of underscores stands above notes in small print, and raised figures are superscripts (¹).
 */
export type Page = readonly string[];

/** What a person has to look at; `code` names a sentence of `messages`. Pages are counted from 1. */
export type Remark = {
  readonly page: number;
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** A line of the text itself. */
export type BodyLine = {
  readonly page: number;
  readonly text: string;
  /** A blank line, a table or a figure stands before it. */
  readonly behind?: 'blank' | 'table';
  /** Notes whose marks were taken out of it. */
  readonly notes?: number;
};

const zone = 3;
const heading = /^(?:\p{Ll}[.)]\s*)?(?:amaç|amaçlar|temel amaç|politika|hedef|tedbir|durum)/u;
const numbered = /^\d+(?:\.\d+)+/;
const loneNumber = /^[-–—|\s]*(\d{1,4})[-–—|\s]*$/;
const caption = /^(?:Tablo|Grafik|Şekil|Çizelge|Harita|Kutu)\s+\d+(?:\.\d+)*\s*[:.–-]/iu;
const closing = /^(?:Kaynak|Not)(?:lar)?\s*:/iu;
const rule = /^[_—–=-]{5,}$/;
const mark = '¹²³⁴⁵⁶⁷⁸⁹';

/** The first characters of a line, to show which one is meant. */
export const excerpt = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;

/** Pages of a plain text: form feeds part them, else page numbers that stand alone and count on. */
export function pagesOf(text: string): Page[] {
  const clean = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
  if (clean.includes('\f'))
    return clean
      .replace(/\f\s*$/, '')
      .split('\f')
      .map((page) => page.split('\n'));
  const lines = clean.split('\n');
  const numbers = lines.flatMap((line, at) => {
    const number = loneNumber.exec(line)?.[1];
    return number === undefined ? [] : [{ at, number: Number(number) }];
  });
  const counting = numbers.filter(
    ({ number }, index) =>
      numbers[index - 1]?.number === number - 1 || numbers[index + 1]?.number === number + 1,
  );
  const pages: Page[] = [];
  let from = 0;
  for (const { at } of counting) {
    pages.push(lines.slice(from, at + 1));
    from = at + 1;
  }
  return [
    ...pages,
    ...(lines.slice(from).some((line) => line.trim() !== '') ? [lines.slice(from)] : []),
  ];
}

/** The text's own lines: without page numbers, running heads, notes and tables, which are told. */
export function bodyOf(pages: readonly Page[]): { lines: BodyLine[]; doubts: Remark[] } {
  const doubts: Remark[] = [];
  const trimmed = pages.map((page) => page.map((line) => line.trim()));
  const bare = withoutHeads(trimmed, doubts);
  const lines = bare.flatMap((page, index) => withoutNotes(page, index + 1, doubts));
  return { lines: withoutTables(lines, doubts), doubts };
}

/** The places of a page's first and last lines that are not blank. */
function edges(page: Page): { top: number[]; bottom: number[] } {
  const filled = page.flatMap((line, at) => (line === '' ? [] : [at]));
  return { top: filled.slice(0, zone), bottom: filled.slice(-zone).reverse() };
}

function withoutHeads(pages: readonly Page[], doubts: Remark[]): Page[] {
  const offset = mostFrequent(
    pages.flatMap((page, index) => {
      const { top, bottom } = edges(page);
      return [top[0], bottom[0], bottom[1], top[1]].flatMap((at) => {
        const number = at === undefined ? undefined : loneNumber.exec(page[at] ?? '')?.[1];
        return number === undefined ? [] : [Number(number) - index];
      });
    }),
  );
  const isOwn = (index: number, text: string | undefined) =>
    offset !== undefined && Number(text) === index + offset;

  const seen = new Map<string, number[]>();
  pages.forEach((page, index) => {
    for (const key of new Set(headKeys(page))) seen.set(key, [...(seen.get(key) ?? []), index]);
  });
  // Left and right pages may have heads of their own; a note that comes again somewhere is none.
  const repeated = new Set(
    [...seen]
      .filter(([, on]) => on.some((page, at) => (on[at + 2] ?? Infinity) - page <= 5))
      .map(([key]) => key),
  );

  return pages.map((page, index) => {
    const { top, bottom } = edges(page);
    const gone = new Set<number>();
    for (const at of [...top, ...bottom]) {
      const line = page[at] ?? '';
      if (isOwn(index, loneNumber.exec(line)?.[1]) || /^[ivxlc]{1,6}$/.test(line)) gone.add(at);
    }
    const hadNumber = gone.size > 0;
    for (const [side, places] of [['top', top] as const, ['bottom', bottom] as const])
      for (const at of places) if (repeated.has(headKey(side, page[at] ?? ''))) gone.add(at);
    const kept = page.filter((_, at) => !gone.has(at));
    const filled = kept.flatMap((line, at) => (line === '' ? [] : [at]));
    return hadNumber
      ? kept
      : withoutNumberInLine(kept, [filled.at(-1), filled[0]], (text) => isOwn(index, text), {
          page: index + 1,
          doubts,
        });
  });
}

/** A page number that ran into the page's last or first line. */
function withoutNumberInLine(
  page: Page,
  [last, first]: readonly (number | undefined)[],
  isOwn: (text: string | undefined) => boolean,
  { page: number, doubts }: { page: number; doubts: Remark[] },
): Page {
  return page.map((line, at) => {
    const [, before = '', after = ''] =
      (at === last && /^(.*\p{L}[,’”)]*)\s+(\d{1,4})$/u.exec(line)) ||
      (at === first && /^(?=(\d{1,4})\s)(?:\d+\s+)(\p{Ll}.*)$/u.exec(line)) ||
      [];
    const [text, digits] = at === last ? [before, after] : [after, before];
    if (text === '' || !isOwn(digits)) return line;
    doubts.push({
      page: number,
      code: 'page-number-in-line',
      values: { number: digits, text: excerpt(line) },
    });
    return text;
  });
}

const headKey = (side: 'top' | 'bottom', line: string) =>
  `${side} ${lower(line).replace(/\d+/g, '#').replace(/\s+/g, ' ')}`;

function* headKeys(page: Page): Generator<string> {
  const { top, bottom } = edges(page);
  for (const [side, places] of [['top', top] as const, ['bottom', bottom] as const])
    for (const at of places) {
      const line = page[at] ?? '';
      const isHead =
        /\p{L}{3}/u.test(line) &&
        !heading.test(lower(line)) &&
        !numbered.test(line) &&
        !caption.test(line);
      if (isHead) yield headKey(side, line);
    }
}

function withoutNotes(page: Page, number: number, doubts: Remark[]): BodyLine[] {
  const start = noteStart(page);
  const notes =
    start === undefined ? [] : page.slice(start).filter((line) => line !== '' && !rule.test(line));
  let body = (start === undefined ? page : page.slice(0, start)).map((text) => ({
    text,
    notes: 0,
  }));
  for (const note of notes) {
    const own = noteNumber(note);
    if (own === undefined) continue;
    const raised = [...String(own)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
    const pattern = new RegExp(
      `(?<!\\b[kcdm]?m)${raised}(?![${mark}⁰])|(?<=\\p{L}[.,;:]?|[)”"’][.,;]?)${own}(?![\\d\\p{L}.,%])`,
      'gu',
    );
    const places = body.flatMap(({ text }, at) => [...text.matchAll(pattern)].map(() => at));
    if (places.length === 1)
      body = body.map(({ text, notes: had }, at) =>
        at === places[0]
          ? { text: text.replace(pattern, ''), notes: had + 1 }
          : { text, notes: had },
      );
    const code = places.length === 1 ? 'footnote' : 'footnote-without-mark';
    doubts.push({ page: number, code, values: { text: excerpt(note) } });
  }
  const lines: BodyLine[] = [];
  let isBehindBlank = false;
  for (const { text, notes: had } of body) {
    if (text === '') isBehindBlank = true;
    else {
      if (!/(?:\.\s?){5,}\s*\d+$|…{2,}\s*\d+$/.test(text))
        lines.push({
          page: number,
          text,
          ...(isBehindBlank && lines.length > 0 && { behind: 'blank' as const }),
          ...(had > 0 && { notes: had }),
        });
      isBehindBlank = false;
    }
  }
  return lines;
}

/** Where a page's notes begin: below a rule, or with a raised figure or a number that a word carries. */
function noteStart(page: Page): number | undefined {
  const ruled = page.findLastIndex((line) => rule.test(line));
  if (
    ruled >= 0 &&
    noteNumber(page.slice(ruled + 1).find((line) => line !== '') ?? '') !== undefined
  )
    return ruled;
  const first = page.findIndex((line, at) => {
    if (at < page.length / 2) return false;
    if (new RegExp(`^[${mark}]`).test(line)) return true;
    const number = /^(\d{1,2})\s+\p{Lu}/u.exec(line)?.[1];
    const carried = new RegExp(`\\p{Ll}[.,;]?${number}(?![\\d\\p{L}.,])`, 'u');
    return number !== undefined && page.slice(0, at).some((above) => carried.test(above));
  });
  return first < 0 ? undefined : first;
}

function noteNumber(line: string): number | undefined {
  const [, digits, raised] = /^(?:(\d{1,3})\.?\s*(?=\p{L})|([¹²³⁴⁵⁶⁷⁸⁹⁰]+))/u.exec(line) ?? [];
  if (digits !== undefined) return Number(digits);
  if (raised === undefined) return undefined;
  return Number([...raised].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)).join(''));
}

function withoutTables(lines: readonly BodyLine[], doubts: Remark[]): BodyLine[] {
  const isRow = (at: number) => cells(lines[at]?.text ?? '') > 1;
  const kept: BodyLine[] = [];
  let isBehindTable = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const { page, text } = line;
    const end = caption.test(text)
      ? tableEnd(lines.length, at + 1, 3, isRow)
      : isRow(at) && isRow(at + 1)
        ? tableEnd(lines.length, at, 0, isRow)
        : at;
    if (end === at) {
      if (isRow(at)) doubts.push({ page, code: 'gap', values: { text: excerpt(text) } });
      kept.push(isBehindTable ? { ...line, behind: 'table' } : line);
      isBehindTable = false;
      continue;
    }
    const last = closing.test(lines[end]?.text ?? '') ? end + 1 : end;
    const values = { lines: last - at, text: excerpt(text.replace(/\s+/g, ' ')) };
    doubts.push({ page, code: 'table', values });
    isBehindTable = true;
    at = last - 1;
  }
  return kept;
}

/** Where a table ends that begins at `from`: behind its last row, wrapped cells between rows included. */
function tableEnd(
  count: number,
  from: number,
  patience: number,
  isRow: (at: number) => boolean,
): number {
  let end = from;
  let slack = patience;
  for (let at = from; at < count && at - end <= slack; at++)
    if (isRow(at)) {
      end = at + 1;
      slack = 1;
    }
  return end;
}

/** How many columns a line has; the space behind an article's number makes none. */
const cells = (line: string): number =>
  line
    .replace(/^\d+(?:\.\d+)*\.\s+/, '')
    .split(/\t| {3,}/)
    .filter((cell) => cell.trim() !== '').length;

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
