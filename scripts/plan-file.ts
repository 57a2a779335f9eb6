import { getDocumentProxy } from 'unpdf';
import { pagesOf, type Page, type Remark } from '#lib/plan-pages';

/** What a file may cost; time in milliseconds. A development plan has some 250 pages and 5 MB. */
export const usualLimits = { megabytes: 100, pages: 1000, milliseconds: 120_000 };

/** The pages of a file, or why it has none: `code` names a sentence of `messages`. */
export type PlanFile =
  { ok: true; pages: Page[]; doubts: Remark[] } | ({ ok: false } & Pick<Remark, 'code' | 'values'>);

const refused = (code: string, values: Remark['values'] = {}): PlanFile => ({
  ok: false,
  code,
  values,
});

/** Reads a plan from plain text (UTF-8, UTF-16 with its mark, Windows-1254) or PDF. */
export async function readPlanFile(bytes: Uint8Array, limits = usualLimits): Promise<PlanFile> {
  if (bytes.length > limits.megabytes * 1024 * 1024)
    return refused('file-too-large', { megabytes: limits.megabytes });
  const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');
  return isPdf ? readPdf(bytes, limits) : readText(bytes, limits);
}

function readText(bytes: Uint8Array, limits: typeof usualLimits): PlanFile {
  const { text, isOld } = decoded(bytes);
  if (text.includes('\0') || text.startsWith('{\\rtf')) return refused('not-text-or-pdf');
  if (text.trim() === '') return refused('empty-file');
  const pages = pagesOf(text);
  if (pages.length > limits.pages)
    return refused('too-many-pages', { pages: pages.length, most: limits.pages });
  return { ok: true, pages, doubts: isOld ? [{ page: 1, code: 'windows-1254' }] : [] };
}

function decoded(bytes: Uint8Array): { text: string; isOld: boolean } {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe ? 'le' : first === 0xfe && second === 0xff ? 'be' : undefined;
  if (utf16) return { text: new TextDecoder(`utf-16${utf16}`).decode(bytes), isOld: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isOld: false };
  } catch {
    return { text: new TextDecoder('windows-1254').decode(bytes), isOld: true };
  }
}

type Item = { text: string; x: number; y: number; width: number; height: number };
type PrintedLine = { items: Item[]; y: number; height: number };

async function readPdf(bytes: Uint8Array, limits: typeof usualLimits): Promise<PlanFile> {
  const until = Date.now() + limits.milliseconds;
  let document;
  try {
    // A copy, because the library takes the bytes away.
    document = await getDocumentProxy(new Uint8Array(bytes), { stopAtErrors: true, verbosity: 0 });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return refused(isLocked ? 'pdf-encrypted' : 'pdf-damaged');
  }
  try {
    const { numPages } = document;
    if (numPages > limits.pages)
      return refused('too-many-pages', { pages: numPages, most: limits.pages });
    const doubts: Remark[] = [];
    const printed: PrintedLine[][] = [];
    for (let page = 1; page <= numPages; page++) {
      if (Date.now() >= until)
        return refused('pdf-too-slow', { seconds: limits.milliseconds / 1000, page });
      const { items, isTurned } = await itemsOf(document, page);
      if (isTurned) doubts.push({ page, code: 'turned-text' });
      else if (items.length === 0) doubts.push({ page, code: 'page-without-text' });
      printed.push(linesOf(items));
    }
    if (printed.every((lines) => lines.length === 0))
      return refused('pdf-without-text', { pages: numPages });
    const body = usual(printed.flat().flatMap(({ items }) => items));
    return { ok: true, pages: printed.map((lines) => pageOf(lines, body)), doubts };
  } catch {
    return refused('pdf-damaged');
  } finally {
    await document.loadingTask.destroy();
  }
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

async function itemsOf(
  document: Document,
  number: number,
): Promise<{ items: Item[]; isTurned: boolean }> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  let isTurned = false;
  const found = items.flatMap((item): Item[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, slant, , , x, y] = item.transform.map(Number);
    if (slant !== 0) isTurned = true;
    if (slant !== 0 || x === undefined || y === undefined) return [];
    return [{ text: item.str.normalize('NFC'), x, y, width: item.width, height: item.height }];
  });
  return { items: found, isTurned };
}

/** Lines from the top, each from the left; what is raised stays with its line. */
function linesOf(items: readonly Item[]): PrintedLine[] {
  const lines: PrintedLine[] = [];
  for (const item of [...items].sort((a, b) => b.height - a.height)) {
    const line = lines.find(({ y, height }) => Math.abs(y - item.y) < height * 0.5);
    if (line) line.items.push(item);
    else lines.push({ items: [item], y: item.y, height: item.height });
  }
  for (const { items: own } of lines) own.sort((a, b) => a.x - b.x);
  return lines.sort((a, b) => b.y - a.y);
}

/** The height in which most letters are printed. */
function usual(items: readonly Item[]): number {
  const letters = new Map<number, number>();
  for (const { height, text } of items)
    letters.set(height, (letters.get(height) ?? 0) + text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

function pageOf(lines: readonly PrintedLine[], body: number): Page {
  const texts = lines.map(textOf);
  // Notes are in small print at the foot, the first with its number; a page number may stand below.
  const isSmall = (at: number) => (lines[at]?.height ?? body) < body * 0.92;
  const notes = texts.findIndex(
    (text, at) =>
      at >= lines.length / 2 &&
      isSmall(at) &&
      /^[\d¹²³⁴⁵⁶⁷⁸⁹]+\s*\p{L}/u.test(text) &&
      texts.every((below, place) => place < at || isSmall(place) || !/\p{L}/u.test(below)),
  );
  return notes < 0 ? texts : [...texts.slice(0, notes), '_'.repeat(20), ...texts.slice(notes)];
}

function textOf({ items, y, height }: PrintedLine): string {
  const gaps = items.map(({ x }, at) => {
    const before = items[at - 1];
    return before ? x - before.x - before.width : 0;
  });
  // A line set to both margins has wide gaps, but all alike; columns have some that are wider.
  const wide = gaps.slice(1).filter((gap) => gap > height * 0.15);
  const isSet = wide.length > 3 && Math.max(...wide) < 1.8 * Math.min(...wide);
  return items
    .map(({ text, y: own, height: size }, at) => {
      const gap = gaps[at] ?? 0;
      const between = gap > height * 2 && !isSet ? '\t' : gap > height * 0.15 ? ' ' : '';
      const isRaised = size < height * 0.8 && own > y + height * 0.15;
      return between + (isRaised ? raised(text) : text);
    })
    .join('');
}

const raised = (text: string): string =>
  text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
