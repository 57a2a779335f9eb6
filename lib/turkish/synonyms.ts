import type { Group, Token } from '#lib/turkish/analyser';

export type Synonyms = {
  /** The longest names that stand in a text. */
  readonly find: (tokens: readonly Token[]) => Group[];
  /** The name of one word by itself: "destek" says the same inside "Kümelenme Destek Programı". */
  readonly nameOf: (root: string) => string | undefined;
  /** Every way to say what a name stands for, as the heads of its words; none where there is no such name. */
  readonly waysOf: (name: string) => readonly (readonly string[])[];
};

/** Words of a name, with those between that say nothing. */
const longestName = 12;

type Branch = { name?: string; readonly next: Map<string, Branch> };

/**
 * Finds words that mean the same in a text: whatever the member of a group, the group's name is indexed and
 * asked, so that KOBİ finds "küçük ve orta ölçekli işletmeler" and the other way round, inflected or not.
 * A group of `joining` joins the group that has one of its words already.
 */
export function synonymsOf(
  groups: readonly (readonly string[])[],
  refused: readonly string[],
  tokensOf: (text: string) => readonly Token[],
  isStopWord: (word: string) => boolean,
  joining: readonly (readonly string[])[] = [],
): Synonyms {
  const rootsOf = (text: string) =>
    tokensOf(text)
      .filter(({ word }) => !isStopWord(word))
      .map(({ root }) => root);
  const refusedKeys = new Set(refused.map((text) => rootsOf(text).join(' ')));

  // Terms of one family (küme, kümelenme) make one group.
  const families = new Map<string, string[]>();
  for (const group of groups) {
    const head = rootsOf(group[0] ?? '').join(' ');
    families.set(head, [...(families.get(head) ?? []), ...group]);
  }
  for (const group of joining) {
    const keys = new Set(group.map((text) => rootsOf(text).join(' ')));
    const [known] = [...families].find(([, family]) =>
      family.some((text) => keys.has(rootsOf(text).join(' '))),
    ) ?? [rootsOf(group[0] ?? '').join(' ')];
    families.set(known, [...(families.get(known) ?? []), ...group]);
  }

  const members = [...families.values()].map((group) => {
    const all = new Map(group.map((text) => [rootsOf(text).join(' '), rootsOf(text)]));
    const sequences = [...all.values()].filter(
      (roots) => roots.length > 0 && !refusedKeys.has(roots.join(' ')),
    );
    // A longer name that holds a shorter one is found by it already ("sanayi kümesi" by küme), and must
    // not be widened to it.
    return sequences.filter(
      (roots) =>
        !sequences.some((other) => other !== roots && other.every((r) => roots.includes(r))),
    );
  });

  // What two terms claim belongs to neither, else groups would run into each other in circles.
  const claims = new Map<string, number>();
  for (const sequences of members)
    for (const roots of sequences)
      claims.set(roots.join(' '), (claims.get(roots.join(' ')) ?? 0) + 1);

  const tree: Branch = { next: new Map() };
  const ways = new Map<string, readonly (readonly string[])[]>();
  for (const sequences of members) {
    const own = sequences.filter((roots) => claims.get(roots.join(' ')) === 1);
    const name = own[0] && `syn${own[0].join('')}`;
    if (name === undefined || own.length < 2) continue;
    ways.set(name, own);
    for (const roots of own) {
      let branch = tree;
      for (const root of roots) {
        const next: Branch = branch.next.get(root) ?? { next: new Map() };
        branch.next.set(root, next);
        branch = next;
      }
      branch.name = name;
    }
  }

  return {
    nameOf: (root) => tree.next.get(root)?.name,
    waysOf: (name) => ways.get(name) ?? [],
    find: (tokens) => {
      const found: Group[] = [];
      for (let from = 0; from < tokens.length; from++) {
        let branch: Branch | undefined = tree;
        let longest: Group | undefined;
        for (let at = from; at < tokens.length; at++) {
          const token: Token | undefined = tokens[at];
          if (token === undefined) break;
          const next: Branch | undefined = branch?.next.get(token.root);
          // "küçük ve orta": words that say nothing do not part a name.
          if (next === undefined && at > from && at - from < longestName && isStopWord(token.word))
            continue;
          if (next === undefined) break;
          if (next.name !== undefined) longest = { name: next.name, from, to: at + 1 };
          branch = next;
        }
        if (longest === undefined) continue;
        found.push(longest);
        from = longest.to - 1;
      }
      return found;
    },
  };
}
