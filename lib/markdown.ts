import type { Root as HtmlRoot, Element } from 'hast';
import type { Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { slugify } from '#lib/turkish/letters';

declare const sanitised: unique symbol;
/** HTML that went through the sanitiser below, or prose without any sign of HTML; nothing else makes this type. */
export type Html = string & { readonly [sanitised]: true };

export type Heading = { readonly id: string; readonly text: string; readonly depth: number };

type Placed = { readonly line: number };

/** What a checker wants to know of a body; lines are counted from 1 within the body. */
export type BodyParts = {
  readonly links: readonly (Placed & { readonly href: string })[];
  readonly images: readonly (Placed & { readonly src: string; readonly alt: string })[];
  readonly rawHtml: readonly Placed[];
  readonly topHeadings: readonly Placed[];
  /** The words as a reader sees them, character references resolved. */
  readonly texts: readonly (Placed & { readonly text: string })[];
};

const parser = remark().use(remarkGfm);

// Anything that Markdown gives a meaning: its signs, an address or mail address that becomes a link, the
// beginning of a list, a rule or code, two spaces that break a line.
const markup =
  /[^\p{L}\p{M}\p{N} \n.,;:'"()%/?!’‘“”–—…₺€$\-+]|!\[|:\/\/|www\.|^(?:[ \-+]|\d+[.)])| $/imu;

type Paragraph = Placed & { readonly text: string };

/**
 * The paragraphs of a body that is nothing but paragraphs, as nine of ten are: parsing one takes 1.2 ms
 * (2026-11-22). Nothing where the body needs the parser.
 */
function paragraphsAlone(body: string): Paragraph[] | undefined {
  const text = body.replace(/^\n+|\n+$/g, '');
  if (text === '' || markup.test(text)) return undefined;
  let line = 1 + (/^\n*/.exec(body)?.[0].length ?? 0);
  return text.split(/(\n{2,})/).flatMap((part, i): Paragraph[] => {
    const at = line;
    line += part.split('\n').length - 1;
    return i % 2 === 0 ? [{ line: at, text: part }] : [];
  });
}

/** Headings get addresses of their own; the prefix keeps them from naming anything else on the page. */
const headingIds = () => (tree: HtmlRoot) => {
  const taken = new Set<string>();
  visit(tree, 'element', (node: Element) => {
    if (!/^h[1-6]$/.test(node.tagName)) return;
    const base = `b-${slugify(textOf(node)) || 'bolum'}`;
    let id = base;
    for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
    taken.add(id);
    node.properties.id = id;
  });
};

const textOf = (node: Element): string =>
  node.children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '',
    )
    .join('');

const toHtml = unified()
  .use(remarkRehype, { clobberPrefix: 'not-' })
  .use(headingIds)
  // Last, so that no other step can bring anything back in.
  .use(rehypeSanitize, { ...defaultSchema, clobberPrefix: '', clobber: [] })
  .use(rehypeStringify);

/** Quotations and lists one in another at the start of a line; the renderer's own calls go as deep. */
const deepest = 100;
const tooDeep = new RegExp(
  String.raw`^((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){${deepest}})`,
  'gm',
);

/** What is nested deeper than anybody writes is text. */
const treeOf = (body: string): Root => parser.parse(body.replace(tooDeep, '$1\\'));

const blocks = (tree: Root): string[] => {
  const texts: string[] = [];
  visit(tree, (node) => {
    if (['paragraph', 'heading', 'tableCell', 'code'].includes(node.type)) {
      texts.push(
        toString(node as RootContent)
          .replace(/\s+/g, ' ')
          .trim(),
      );
      return SKIP;
    }
    return undefined;
  });
  return texts.filter((text) => text !== '');
};

type Rendered = {
  readonly html: Html;
  readonly headings: readonly Heading[];
  readonly text: string;
  readonly lead: string;
};

// Lists and files show hundreds of bodies at a time, the same ones again and again.
const mostKept = 4000;
const kept = new Map<string, Rendered>();

/** A body as safe HTML, its headings, its words, and its first paragraph. Raw HTML is dropped. */
export function render(body: string): Rendered {
  const known = kept.get(body);
  if (known) return known;
  const fresh = renderAnew(body);
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(body, fresh);
  return fresh;
}

function renderAnew(body: string): Rendered {
  const plain = paragraphsAlone(body)?.map(({ text }) => text);
  if (plain) {
    const inLine = plain.map((text) => text.replace(/\s+/g, ' '));
    return {
      // Nothing in it needs to be escaped: letters, numbers and signs of prose.
      html: plain.map((text) => `<p>${text}</p>`).join('\n') as Html,
      headings: [],
      text: inLine.join(' '),
      lead: inLine[0] ?? '',
    };
  }
  const tree = treeOf(body);
  const lead = tree.children.find((node) => node.type === 'paragraph');
  const texts = blocks(tree);
  const hast = toHtml.runSync(tree);
  const headings: Heading[] = [];
  visit(hast, 'element', (node: Element) => {
    const depth = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (depth)
      headings.push({ id: String(node.properties.id), text: textOf(node), depth: Number(depth) });
  });
  return {
    html: toHtml.stringify(hast) as Html,
    headings,
    text: texts.join(' '),
    lead: lead ? toString(lead).replace(/\s+/g, ' ').trim() : '',
  };
}

/**
 * Paragraphs and list items in our own words, a soft line break as `\n`, each with the line of the body
 * (from 1) on which it begins. Headings, tables, code and quotations are left out.
 */
export function paragraphsOf(body: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  visit(treeOf(body), (node) => {
    if (node.type === 'blockquote' || node.type === 'table') return SKIP;
    if (node.type === 'paragraph')
      found.push({ line: node.position?.start.line ?? 1, text: toString(node) });
    return undefined;
  });
  return found;
}

/** A body whose links to these addresses are plain words; the rest of it byte for byte. */
export function withoutLinks(body: string, isGone: (href: string) => boolean): string {
  const tree = treeOf(body);
  const gone = new Set<string>();
  visit(tree, 'definition', ({ identifier, url }) => {
    if (isGone(url)) gone.add(identifier);
  });
  const cuts: { from: number; to: number }[] = [];
  visit(tree, (node) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    if (from === undefined || to === undefined) return;
    if (node.type === 'definition' && gone.has(node.identifier)) cuts.push({ from, to });
    const isLink =
      (node.type === 'link' && isGone(node.url)) ||
      (node.type === 'linkReference' && gone.has(node.identifier));
    if (!isLink) return;
    const first = node.children[0]?.position?.start.offset ?? to;
    const last = node.children.at(-1)?.position?.end.offset ?? to;
    cuts.push({ from, to: first }, { from: last, to });
  });
  return cuts
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to }) => text.slice(0, from) + text.slice(to), body);
}

/** The parts of a body that can be wrong, with their lines. */
export function inspect(body: string): BodyParts {
  const alone = paragraphsAlone(body);
  if (alone) return { links: [], images: [], rawHtml: [], topHeadings: [], texts: alone };
  const tree = treeOf(body);
  const links: { line: number; href: string }[] = [];
  const images: { line: number; src: string; alt: string }[] = [];
  const rawHtml = new Set<number>();
  const topHeadings: Placed[] = [];
  const texts: { line: number; text: string }[] = [];
  const definitions = new Map<string, string>();
  const pictured = new Set<string>();
  visit(tree, (node) => {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
    if (node.type === 'imageReference') pictured.add(node.identifier);
  });
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'link') links.push({ line, href: node.url });
    // The address of a link by reference stands in its definition.
    if (node.type === 'definition' && !pictured.has(node.identifier))
      links.push({ line, href: node.url });
    if (node.type === 'image') images.push({ line, src: node.url, alt: node.alt ?? '' });
    if (node.type === 'imageReference')
      images.push({ line, src: definitions.get(node.identifier) ?? '', alt: node.alt ?? '' });
    if (node.type === 'html') rawHtml.add(line);
    if (node.type === 'heading' && node.depth === 1) topHeadings.push({ line });
    if (node.type === 'text') texts.push({ line, text: node.value });
  });
  return { links, images, rawHtml: [...rawHtml].map((line) => ({ line })), topHeadings, texts };
}
