import { typeNames } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { compare } from '#lib/turkish/letters';

/** An entry of the picture, `steps` links away from the one that it is of. */
export type Node = {
  readonly id: string;
  readonly entry: Entry;
  readonly steps: 0 | 1 | 2;
  /** The node that it stands beside: the one that it is reached through. */
  readonly by?: string;
  /** How many entries it is linked to that are not in the picture. */
  readonly leftOut: number;
};

/** A link between two nodes, by their ids: `to` is never nearer to the middle than `from`. */
export type Edge = { readonly from: string; readonly to: string };

/** What lies around an entry: itself first, then its neighbours, then theirs, each in reading order. */
export type Neighbourhood = {
  readonly nodes: readonly Node[];
  /** All links that lie on a way of two steps from the middle, each once. */
  readonly edges: readonly Edge[];
  /** How many neighbours, and how many entries two steps away, there was no room for. */
  readonly leftOut: { readonly near: number; readonly far: number };
};

/** How many entries can still be read in one picture: one step away, two, and behind one neighbour. */
export const mostShown = { near: 16, far: 32, behindOne: 5 } as const;

const idOf = ({ type, slug }: Pick<Entry, 'type' | 'slug'>): string => `${type}/${slug}`;

/** What an entry stands under in the order of names; an article stands under its number. */
function sortNameOf({ type, data }: Entry): string {
  if (type === 'plan') return `${data.plan} ${data.number}`;
  const short = type === 'institution' || type === 'cluster' ? data.shortName : undefined;
  return short ?? data.title;
}

/**
 * The entries up to two links away, whichever end holds the link (`linkedTo` tells both). Where there
 * is no room for all, every type keeps a part among the neighbours and every neighbour among what lies
 * behind them, and entries that more neighbours lead to go first.
 */
export function neighbourhood(
  middle: Entry,
  linkedTo: (entry: Entry) => readonly Entry[],
  most: Readonly<Record<keyof typeof mostShown, number>> = mostShown,
): Neighbourhood {
  const byName = compare(middle.locale);
  const inOrder = (a: Entry, b: Entry) =>
    typeNames.indexOf(a.type) - typeNames.indexOf(b.type) ||
    byName(sortNameOf(a), sortNameOf(b)) ||
    (a.slug < b.slug ? -1 : 1);
  const known = new Map<string, readonly Entry[]>();
  const around = (entry: Entry): readonly Entry[] => {
    const id = idOf(entry);
    const others = known.get(id) ?? distinct(linkedTo(entry), id).sort(inOrder);
    known.set(id, others);
    return others;
  };

  const neighbours = around(middle);
  const near = inTurn(
    typeNames.map((type) => neighbours.filter((entry) => entry.type === type)),
    most.near,
  ).flat();
  const isClose = new Set([middle, ...neighbours].map(idOf));
  const ways = new Map<string, number>();
  for (const neighbour of neighbours)
    for (const other of around(neighbour))
      if (!isClose.has(idOf(other))) ways.set(idOf(other), (ways.get(idOf(other)) ?? 0) + 1);
  const waysTo = (entry: Entry) => ways.get(idOf(entry)) ?? 0;
  const seen = new Set<string>();
  const behind = near.map((neighbour) => {
    const own = around(neighbour).filter(
      (other) => ways.has(idOf(other)) && !seen.has(idOf(other)),
    );
    const chosen = own.sort((a, b) => waysTo(b) - waysTo(a)).slice(0, most.behindOne);
    for (const other of chosen) seen.add(idOf(other));
    return chosen;
  });
  const far = inTurn(behind, most.far).map((group) => group.sort(inOrder));

  const shown = new Set([middle, ...near, ...far.flat()].map(idOf));
  const leftOutOf = (entry: Entry) =>
    around(entry).filter((other) => !shown.has(idOf(other))).length;
  const nodeOf = (entry: Entry, steps: Node['steps'], by?: Entry): Node => ({
    id: idOf(entry),
    entry,
    steps,
    ...(by && { by: idOf(by) }),
    leftOut: leftOutOf(entry),
  });
  const edges = new Map<string, Edge>();
  for (const from of [middle, ...near])
    for (const to of around(from)) {
      const ends = [idOf(from), idOf(to)] as const;
      if (shown.has(ends[1]) && !edges.has(ends.toReversed().join(' ')))
        edges.set(ends.join(' '), { from: ends[0], to: ends[1] });
    }
  return {
    nodes: [
      nodeOf(middle, 0),
      ...near.map((entry) => nodeOf(entry, 1, middle)),
      ...near.flatMap((neighbour, index) =>
        (far[index] ?? []).map((entry) => nodeOf(entry, 2, neighbour)),
      ),
    ],
    edges: [...edges.values()],
    leftOut: { near: neighbours.length - near.length, far: ways.size - far.flat().length },
  };
}

/** Each entry once, and never the one whose id is given. */
const distinct = (entries: readonly Entry[], but: string): Entry[] =>
  [...new Map(entries.map((entry) => [idOf(entry), entry])).values()].filter(
    (entry) => idOf(entry) !== but,
  );

/** So many of all groups together, one of each in turn, and each group in its own order. */
function inTurn<T>(groups: readonly (readonly T[])[], most: number): T[][] {
  const turns = groups.flatMap((items, group) =>
    items.map((item, turn) => ({ item, turn, group })),
  );
  const taken = new Set(turns.sort((a, b) => a.turn - b.turn || a.group - b.group).slice(0, most));
  return groups.map((_, group) =>
    [...taken].filter((one) => one.group === group).map(({ item }) => item),
  );
}
