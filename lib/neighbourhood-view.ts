import { entryHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import { phraseOf, type Entry } from '#lib/entry';
import type { Locale } from '#lib/field';
import { texts, type Translate } from '#lib/messages';
import type { Edge, Neighbourhood, Node } from '#lib/neighbourhood';
import type { Phrase } from '#lib/view';

/** One line of text: `y` is its baseline, in a box both are from its corner; `end` where it ends at `x`. */
export type DrawnText = Phrase & { x: number; y: number; kind: 'label' | 'note'; end?: true };

/** An entry as a box. */
export type DrawnNode = {
  id: string;
  type: TypeName;
  steps: Node['steps'];
  x: number;
  y: number;
  width: number;
  height: number;
  /** Its label, line by line, and its type. */
  texts: DrawnText[];
  /** Its whole name, where the box has no room for it. */
  full?: string;
  /** Not of the entry that the page itself is about. */
  href?: string;
};

export type ListedNode = { id: string; name: Phrase; href: string; note: string };

/** The entries around one as a picture, and the same as a list. Lengths are CSS pixels. */
export type NeighbourhoodView = {
  heading: string;
  /** What the picture shows, how to read it, and how much is not in it. */
  caption: string[];
  picture: {
    label: string;
    width: number;
    height: number;
    heads: DrawnText[];
    nodes: DrawnNode[];
    /** Paths: from each node to those that stand beside it, and between others that are linked. */
    lines: { beside: string; across: string };
  };
  list: { label: string; items: (ListedNode & { items: ListedNode[] })[] };
};

/** With fewer neighbours there is nothing that a picture shows better than the page's list of links. */
const fewest = 2;

// As wide as the page's main column beside the fact sheet.
const width = 720;
const columns = {
  0: { x: 1, width: 299 },
  1: { x: 28, width: 272 },
  2: { x: 388, width: 331 },
} as const satisfies Record<Node['steps'], { x: number; width: number }>;
// Room for the boxes' own lines.
const margin = 1;
const trunk = 12;
const padding = 10;
const headsHeight = 40;
const gaps = { near: 12, far: 4 };
const sizes = { label: 14, note: 12 };
const lineHeight = 18;
const farHeight = 26;
// Where lines across run between the second column and the third, and how far from the middle they end.
const lanes = { from: 16, width: 58, apart: 8 };

/** The picture of what lies around an entry; nothing where that is less than two neighbours. */
export function neighbourhoodView(
  { nodes, edges, leftOut }: Neighbourhood,
  locale: Locale,
): NeighbourhoodView | undefined {
  const near = nodes.filter(({ steps }) => steps === 1);
  if (near.length < fewest) return undefined;
  const t = texts(locale);
  const drawn = placed(nodes, t);
  const listed = (node: Node): ListedNode => ({
    id: node.id,
    name: nameOf(node.entry, t),
    href: entryHref(node.entry.type, node.entry.slug, locale),
    note: noteOf(node, t),
  });
  return {
    heading: t('neighbourhood.heading'),
    caption: [
      t('neighbourhood.lead', { near: near.length, far: nodes.length - near.length - 1 }),
      ...(leftOut.near > 0 ? [t('neighbourhood.leftOutNear', { count: leftOut.near })] : []),
      ...(leftOut.far > 0 ? [t('neighbourhood.leftOutFar', { count: leftOut.far })] : []),
    ],
    picture: {
      label: t('neighbourhood.picture'),
      width,
      height: margin + Math.max(...drawn.map(({ y, height }) => y + height)),
      heads: ([1, 2] as const).map((steps) => ({
        text: t(`neighbourhood.heads.${steps}`),
        x: columns[steps].x,
        y: (drawn[0]?.height ?? 0) + headsHeight - 12,
        kind: 'note',
      })),
      nodes: drawn,
      lines: linesBetween(drawn, nodes, edges),
    },
    list: {
      label: t('neighbourhood.list'),
      items: near.map((node) => ({
        ...listed(node),
        items: nodes
          .filter(({ id, steps }) => steps > 0 && isLinked(edges, node.id, id))
          .map(listed),
      })),
    },
  };
}

const isLinked = (edges: readonly Edge[], one: string, other: string): boolean =>
  edges.some(({ from, to }) => (from === one && to === other) || (from === other && to === one));

/**
 * Every node in its column: the entry itself above all, its neighbours below one another, and beside
 * each neighbour what is reached through it.
 */
function placed(nodes: readonly Node[], t: Translate): DrawnNode[] {
  const drawn = nodes.map((node) => drawnNode(node, t));
  let y = margin + headsHeight + (drawn[0]?.height ?? 0);
  const top = new Map<string, number>();
  for (const { id, steps, height } of drawn) {
    if (steps !== 1) continue;
    const far = nodes.filter(({ by }) => by === id);
    const farHeights = far.length * (farHeight + gaps.far) - gaps.far;
    const block = Math.max(height, farHeights);
    top.set(id, y + (block - height) / 2);
    const farTop = y + (block - farHeights) / 2;
    far.forEach((one, index) => top.set(one.id, farTop + index * (farHeight + gaps.far)));
    y += block + gaps.near;
  }
  return drawn.map((node) => ({ ...node, y: top.get(node.id) ?? margin }));
}

function drawnNode(node: Node, t: Translate): DrawnNode {
  const { id, entry, steps } = node;
  const own = columns[steps];
  const name = labelOf(entry, t);
  const kind = noteOf(node, t);
  const inside = own.width - 2 * padding;
  const isFar = steps === 2;
  const lines = isFar
    ? [fitted(name.text, inside - padding - widthOf(kind, sizes.note), sizes.label)]
    : wrapped(name.text, inside, sizes.label);
  const height = isFar ? farHeight : (lines.length + 1) * lineHeight + padding;
  const full = nameOf(entry, t).text;
  return {
    id,
    type: entry.type,
    steps,
    x: own.x,
    y: 0,
    width: own.width,
    height,
    texts: [
      ...lines.map((text, index): DrawnText => ({
        ...name,
        text,
        x: padding,
        y: (index + 1) * lineHeight,
        kind: 'label',
      })),
      isFar
        ? { text: kind, x: own.width - padding, y: lineHeight, kind: 'note', end: true }
        : { text: kind, x: padding, y: (lines.length + 1) * lineHeight, kind: 'note' },
    ],
    ...(lines.join(' ') !== full && { full }),
    ...(steps > 0 && { href: entryHref(entry.type, entry.slug, entry.locale) }),
  };
}

/**
 * The two kinds of lines as data of a path each. Where a node has links across, they go up and down in a
 * lane of its own, so that no two lie on each other.
 */
function linesBetween(
  drawn: readonly DrawnNode[],
  nodes: readonly Node[],
  edges: readonly Edge[],
): { beside: string; across: string } {
  const boxes = new Map(drawn.map((node) => [node.id, node]));
  const through = new Map(nodes.map(({ id, by }) => [id, by]));
  const isBeside = ({ from, to }: Edge) => through.get(to) === from;
  const sources = [...new Set(edges.filter((edge) => !isBeside(edge)).map(({ from }) => from))];
  const left = columns[1].x + columns[1].width;
  const right = columns[2].x;
  const middleOf = ({ y, height }: DrawnNode) => y + height / 2;
  const paths = { beside: '', across: '' };
  for (const edge of edges) {
    const [a, b] = [boxes.get(edge.from), boxes.get(edge.to)];
    if (!a || !b) throw new Error(`No node at the end of ${edge.from} – ${edge.to}`);
    const [start, end] = [middleOf(a), middleOf(b)];
    const between = (left + right) / 2;
    if (!isBeside(edge)) {
      const place = (sources.indexOf(edge.from) + 0.5) / sources.length;
      const lane = lanes.from + Math.round(place * lanes.width);
      const [to, below] = b.steps === 1 ? [left, -lanes.apart] : [right, lanes.apart];
      paths.across += `M${left} ${start + lanes.apart}H${left + lane}V${end + below}H${to}`;
    } else if (a.steps === 0) paths.beside += `M${trunk} ${a.height}V${end}H${b.x}`;
    else paths.beside += `M${left} ${start}C${between} ${start} ${between} ${end} ${right} ${end}`;
  }
  return paths;
}

const article = ({ data }: Entry<'plan'>, t: Translate): string =>
  t('neighbourhood.article', { plan: data.plan, number: data.number });

/** Its whole name; an article's number stands before its title. */
function nameOf(entry: Entry, t: Translate): Phrase {
  const title = phraseOf(entry, 'title', entry.data.title);
  return entry.type === 'plan' ? { ...title, text: `${article(entry, t)}: ${title.text}` } : title;
}

/** The name by which it is known, where it has a shorter one. */
const labelOf = (entry: Entry, t: Translate): Phrase =>
  (entry.type === 'institution' || entry.type === 'cluster') && entry.data.shortName
    ? phraseOf(entry, 'shortName', entry.data.shortName)
    : nameOf(entry, t);

/** Its type and, of a neighbour, how many of its links are not in the picture. */
function noteOf({ entry, steps, leftOut }: Node, t: Translate): string {
  const type = t(`types.${entry.type}.singular`);
  return steps === 1 && leftOut > 0 ? t('neighbourhood.more', { type, count: leftOut }) : type;
}

// Widths of letters in the page's typeface at the weight of labels (650), in ems and rounded up.
const letters = new Map(
  (
    [
      [" .,:;'’·ıiîjl!", 0.31],
      ['frt()"-', 0.38],
      ['Iİ1/“”', 0.47],
      ['sşzcçyv–', 0.52],
      ['aâkeuüûhnoöx279FJL?', 0.57],
      ['bdgğpqESŞTPZ34568+', 0.62],
      ['ABCÇKRVXY0', 0.67],
      ['mMW%—', 0.96],
    ] as const
  ).flatMap(([group, ems]) => [...group].map((letter) => [letter, ems] as const)),
);
const otherLetter = 0.76;

/** How wide a text is at most, in pixels; `size` is that of its letters. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letters.get(letter) ?? otherLetter) * size, 0);

/** As many of the words as there is room for, or of the letters where the first word is too long. */
function fitted(text: string, room: number, size: number): string {
  const isShort = (one: string) => widthOf(one, size) <= room;
  const start = (parts: readonly string[], between: string) =>
    parts
      .map((_, count) => parts.slice(0, count).join(between))
      .filter((one) => one !== '')
      .map((one) => `${one.replace(/[\s,;:–-]+$/, '')}…`)
      .findLast(isShort);
  return isShort(text) ? text : (start(text.split(' '), ' ') ?? start([...text], '') ?? '…');
}

/** The same on two lines. */
function wrapped(text: string, room: number, size: number): string[] {
  const words = text.split(' ');
  const count = words.findLastIndex(
    (_, index) => widthOf(words.slice(0, index + 1).join(' '), size) <= room,
  );
  if (count < 0 || count === words.length - 1) return [fitted(text, room, size)];
  return [
    words.slice(0, count + 1).join(' '),
    fitted(words.slice(count + 1).join(' '), room, size),
  ];
}
