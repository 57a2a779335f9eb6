import {
  compareArticleNumbers,
  follows,
  parseArticleNumber,
  writeArticleNumber,
  type ArticleNumber,
} from '#lib/article-number';
import { plans, type articleKinds } from '#lib/content-types';
import { joinLines, vocabularyOf } from '#lib/line-joining';
import { bodyOf, excerpt, type BodyLine, type Page, type Remark } from '#lib/plan-pages';
import { lower } from '#lib/turkish/letters';

export type PlanCode = (typeof plans.codes)[number];

/** An article as the plan prints it. */
export type PlanArticle = {
  readonly number: ArticleNumber;
  /** The page on which it begins, counted from 1. */
  readonly page: number;
  /** Only where a heading over it says so. */
  readonly kind?: (typeof articleKinds.codes)[number] | undefined;
  /** Headings, outermost first. */
  readonly sectionPath: readonly string[];
  readonly text: string;
  /** What stood in its midst and was taken out. */
  readonly leftOut: readonly ('footnote' | 'table')[];
};

/** `errors` forbid to write anything; `doubts` are for a person to look at. Both in the order of pages. */
export type PlanText = {
  readonly articles: readonly PlanArticle[];
  readonly doubts: readonly Remark[];
  readonly errors: readonly Remark[];
};

const ordinalOf = {
  '10': 'onuncu',
  '11': 'on birinci',
  '12': 'on ikinci',
} as const satisfies Record<PlanCode, string>;

/** Tells when more pages name another development plan than this one: somebody may have taken the wrong file. */
export function otherPlanIn(pages: readonly Page[], plan: PlanCode): Remark[] {
  const texts = pages.map((page) => lower(page.join(' ')).replace(/\s+/g, ' '));
  const naming = (code: PlanCode) =>
    texts.filter((text) => text.includes(`${ordinalOf[code]} kalkınma planı`)).length;
  const others = plans.codes
    .filter((code) => code !== plan)
    .map((code) => ({ plan: code, count: naming(code) }))
    .sort((a, b) => b.count - a.count);
  const [most] = others;
  const own = naming(plan);
  return most && most.count > own
    ? [{ page: 1, code: 'other-plan', values: { plan: most.plan, count: most.count, own } }]
    : [];
}

type Heading = { readonly text: string; readonly depth: number; readonly count: number };

type Draft = {
  number: ArticleNumber;
  page: number;
  kind: PlanArticle['kind'];
  sectionPath: string[];
  lines: string[];
  leftOut: Set<'footnote' | 'table'>;
};

const sentenceEnd = /[.!?…]["”’')\]»]*$/u;
/** -dır, -tir and the like close a Turkish sentence even where its full stop is missing. */
const closingVerb = /(?:d[ıiuü]r|t[ıiuü]r)$/u;
const blocks =
  /^(?:\p{Ll}[.)]\s*)?(amaç|amaçlar|temel amaç|politika(?:lar)? ve tedbir(?:ler)?|politikalar|tedbirler|hedefler|mevcut durum|durum analizi)[:.]?$/u;
const articleLine = /^([1-9]\d{0,3}(?:\.[1-9]\d{0,2})*)\.(?:\s+(.*)|(?=\p{Lu})(.*)|)$/u;
const headingLine = /^(\d{1,2}(?:\.\d{1,2}){0,6})\.?\s+(\p{Lu}.*)$/u;
const articleBeginning = /^["“‘'(«]?(?:\p{Lu}|\p{N}|e-)/u;
const smallWords = new Set(['ve', 'ile', 'için', 'veya', 'de', 'da']);
/** Up to here a number is often an ordinal in a sentence: 12. Kalkınma Planı, 31. Toplantı. */
const ordinals = 31;
/** A larger gap than this between two articles is a year or the like. */
const widestGap = 20;

/**
 * Reads the articles of a development plan from its pages. Every article is in it once and in the plan's
 * order, or there is an error. `hyphened` are words that keep their hyphen at the end of a line.
 */
export function readPlan(pages: readonly Page[], hyphened: readonly string[]): PlanText {
  const { lines, doubts } = bodyOf(pages);
  const errors: Remark[] = [];
  const drafts = draftsOf(lines, doubts, errors);
  const vocabulary = vocabularyOf(
    lines.map(({ text }) => text),
    hyphened,
  );
  const articles = drafts.map(({ number, page, kind, sectionPath, lines: own, leftOut }) => {
    const { text, unsure } = joinLines(own, vocabulary);
    const named = writeArticleNumber(number);
    if (text === '') errors.push({ page, code: 'empty-article', values: { number: named } });
    for (const word of unsure)
      doubts.push({ page, code: 'hyphen', values: { number: named, text: word } });
    for (const [split] of text.matchAll(/(?<![\p{L}\p{N}.’'])(?![OAEÖUÜİI])\p{Lu} \p{Ll}+/gu))
      doubts.push({ page, code: 'split-letter', values: { number: named, text: split } });
    return {
      number,
      page,
      ...(kind && { kind }),
      sectionPath,
      text,
      leftOut: [...leftOut],
    };
  });
  if (drafts.length === 0) errors.push({ page: 1, code: 'no-articles' });
  const byPage = (a: Remark, b: Remark) => a.page - b.page;
  return { articles, doubts: doubts.sort(byPage), errors: errors.sort(byPage) };
}

function draftsOf(lines: readonly BodyLine[], doubts: Remark[], errors: Remark[]): Draft[] {
  const drafts: Draft[] = [];
  const seen = new Set<string>();
  const width = usualWidth(lines);
  const isFull = (at: number) => (lines[at]?.text.length ?? 0) >= width * 0.8;
  const sections = sectionsUnderWay();
  let open: Draft | undefined;
  let loose: BodyLine | undefined;

  const textBefore = (at: number) => (open?.lines.length ? (lines[at - 1]?.text ?? '') : '');
  const ends = (at: number) => {
    const before = textBefore(at);
    return before === '' || sentenceEnd.test(before) || closingVerb.test(before);
  };
  /** Whether what stands at a line begins something of its own. */
  const begins = (at: number): boolean => {
    const text = lines[at]?.text;
    if (text === undefined) return true;
    if (blocks.test(lower(text))) return true;
    const [, number = '', rest = ''] = articleLine.exec(text) ?? [];
    const own = parseArticleNumber(number);
    const last = drafts.at(-1)?.number;
    return own !== undefined && articleBeginning.test(rest) && (!last || follows(last, own));
  };
  /** The heading that begins at a line and takes at most three, if one does. */
  const headingAt = (at: number, ahead = 2): Heading | undefined => {
    const first = lines[at]?.text ?? '';
    const [, digits = '', words = first] = headingLine.exec(first) ?? [];
    const number = parseArticleNumber(digits);
    const last = drafts.at(-1)?.number;
    if ((!ends(at) && isFull(at - 1)) || !isShort(words)) return undefined;
    // What could as well be the next article is a heading only where something begins below it.
    if (number && last && follows(last, number) && !begins(at + 1)) return undefined;
    for (let count = 1; count <= 3; count++) {
      const own = lines.slice(at, at + count).map((line) => line.text);
      const isTitled = [words, ...own.slice(1)].every(isTitle);
      if (!isTitled && (number === undefined || number.length < 2 || count > 1)) break;
      const below = ahead > 0 ? headingAt(at + count, ahead - 1) : undefined;
      const goesOn =
        (isFull(at + count - 1) || smallWords.has(lower(own.at(-1)?.split(' ').at(-1) ?? ''))) &&
        !headingLine.test(lines[at + count]?.text ?? '');
      if (begins(at + count) || (below && !goesOn))
        return { text: own.join(' '), depth: depthOf(number, words), count };
    }
    return number && number.length > 1 && isTitle(words)
      ? { text: first, depth: number.length, count: 1 }
      : undefined;
  };

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) break;
    const { page, text } = line;
    const block = blocks.exec(lower(text))?.[1];
    if (block !== undefined && (ends(at) || begins(at + 1))) {
      sections.block(text.replace(/^\p{Ll}[.)]\s*/u, '').replace(/[:.]$/, ''), block);
      open = undefined;
      continue;
    }
    const start = startAt(line, at);
    if (start) {
      open = {
        number: start.number,
        page,
        ...sections.now(start.number),
        lines: start.rest === '' ? [] : [start.rest],
        leftOut: new Set(line.notes ? ['footnote'] : []),
      };
      drafts.push(open);
      seen.add(writeArticleNumber(start.number));
      continue;
    }
    const heading = headingAt(at);
    if (heading) {
      sections.heading(heading.text, heading.depth);
      open = undefined;
      at += heading.count - 1;
      continue;
    }
    if (open) {
      const isComplete = sentenceEnd.test(open.lines.at(-1) ?? '');
      if (line.behind !== undefined && isComplete)
        doubts.push({
          page,
          code: line.behind === 'table' ? 'after-table' : 'second-paragraph',
          values: { number: writeArticleNumber(open.number), text: excerpt(text) },
        });
      else if (isComplete && isTitle(text))
        doubts.push({ page, code: 'heading-or-text', values: { text: excerpt(text) } });
      if (/^[•▪●◦‣]/.test(text))
        doubts.push({ page, code: 'list', values: { number: writeArticleNumber(open.number) } });
      if (line.behind === 'table') open.leftOut.add('table');
      if (line.notes) open.leftOut.add('footnote');
      open.lines.push(text);
    } else if (drafts.length > 0 && loose?.page !== page) {
      loose = line;
      doubts.push({ page, code: 'loose-text', values: { text: excerpt(text) } });
    }
  }
  return drafts;

  /** The article that begins at a line, or nothing where its number stands in a sentence or is wrong. */
  function startAt(
    line: BodyLine,
    at: number,
  ): { number: ArticleNumber; rest: string } | undefined {
    const { page, text } = line;
    const [, digits = '', spaced, glued] = articleLine.exec(text) ?? [];
    const rest = spaced ?? glued ?? '';
    const number = parseArticleNumber(digits);
    if (!number || (rest !== '' && !articleBeginning.test(rest))) return undefined;
    const last = drafts.at(-1)?.number;
    if (!last) return headingAt(at) ? undefined : { number, rest };
    const isNext = follows(last, number);
    if (!isNext && headingAt(at)) return undefined;
    const values = { number: digits, text: excerpt(text) };
    const inSentence = () => {
      doubts.push({ page, code: 'number-in-sentence', values });
      return undefined;
    };
    // A number that only happens to begin a line stands behind a line that goes to the margin.
    const full =
      open !== undefined && open.lines.length > 0 && isFull(at - 1) && line.behind !== 'blank';
    if (!ends(at)) {
      if (!isNext || full || rest === '') return rest === '' ? undefined : inSentence();
      doubts.push({ page, code: 'no-full-stop', values });
      return { number, rest };
    }
    if (isNext) {
      if (full && comesAgain(number, at)) return inSentence();
      if (!sentenceEnd.test(textBefore(at)) && textBefore(at) !== '')
        doubts.push({ page, code: 'no-full-stop', values });
      return { number, rest };
    }
    const difference = compareArticleNumbers(number, last);
    if (difference > 0) {
      if (full && number[0] - last[0] > widestGap) return inSentence();
      doubts.push({
        page,
        code: 'numbers-missing',
        values: { from: writeArticleNumber(last), to: digits },
      });
      return { number, rest };
    }
    if (full && number.length === 1 && number[0] <= ordinals) return inSentence();
    const code = seen.has(digits) ? 'number-twice' : 'number-out-of-order';
    errors.push({ page, code, values: { number: digits, last: writeArticleNumber(last) } });
    return undefined;
  }

  /** Whether the same number begins a later line before the numbers go on, and in a better place. */
  function comesAgain(number: ArticleNumber, at: number): boolean {
    for (let later = at + 1; later < lines.length; later++) {
      const [, digits = '', rest = ''] = articleLine.exec(lines[later]?.text ?? '') ?? [];
      const other = parseArticleNumber(digits);
      if (!other || !articleBeginning.test(rest)) continue;
      if (compareArticleNumbers(other, number) === 0)
        return !isFull(later - 1) && sentenceEnd.test(lines[later - 1]?.text ?? '');
      if (follows(number, other)) return false;
    }
    return false;
  }
}

/** Headings as they open and close each other. */
function sectionsUnderWay() {
  let path: { text: string; depth: number }[] = [];
  let block: { text: string; name: string } | undefined;
  return {
    heading: (text: string, depth: number) => {
      path = [...path.filter((above) => above.depth < depth), { text, depth }];
      block = undefined;
    },
    block: (text: string, name: string) => {
      block = { text, name };
    },
    /** What holds for an article of this number that begins now. */
    now: (number: ArticleNumber): Pick<Draft, 'kind' | 'sectionPath'> => ({
      kind: block && kindIn(block.name, number),
      sectionPath: [...path.map(({ text }) => text), ...(block ? [block.text] : [])],
    }),
  };
}

function kindIn(block: string, number: ArticleNumber): PlanArticle['kind'] {
  if (block.includes('amaç')) return 'amac';
  if (block.startsWith('tedbir')) return 'tedbir';
  if (block.startsWith('politika')) return number.length > 1 ? 'tedbir' : 'politika';
  return 'diger';
}

/** Unnumbered headings in capitals are parts of the plan, other ones stand below the numbered. */
const depthOf = (number: ArticleNumber | undefined, words: string): number =>
  number?.length ?? (isCapitals(words) ? 0 : 99);

const isCapitals = (text: string) => !/\p{Ll}/u.test(text) && /\p{Lu}{2}/u.test(text);

const isShort = (text: string) => text.length <= 120 && !/[.,;:!?…]["”’')]*$/.test(text);

/** Words as headings have them: each with a capital, and no full stop at the end. */
function isTitle(text: string): boolean {
  if (!isShort(text)) return false;
  const words = text.match(/\p{L}[\p{L}’'-]*/gu) ?? [];
  const counted = words.filter((word) => !smallWords.has(lower(word)));
  return counted.length > 0 && counted.every((word) => /^\p{Lu}/u.test(word));
}

/** The length of a line that goes to the margin, in characters. */
function usualWidth(lines: readonly BodyLine[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
}
