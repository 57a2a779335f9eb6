import type { Analyser, Analysis, Token } from '#lib/turkish/analyser';

/** What the hidden fields of a document hold. */
export type Indexed = { readonly stems: string; readonly roots: string };

/** The stems of a text in its order, and the roots without order. */
export function indexed(analyser: Analyser, ...texts: readonly string[]): Indexed {
  const stems: string[] = [];
  const roots = new Set<string>();
  for (const text of texts) {
    const { tokens, groups, inner } = analyser.analyse(text);
    // Other readings go after the text: between its words they would tear phrases apart.
    const others: string[] = [];
    for (const token of tokens) {
      stems.push(token.stem);
      roots.add(token.root);
      for (const { stem, root } of token.others) {
        others.push(stem);
        roots.add(root);
      }
    }
    stems.push(...others);
    for (const { name } of groups) roots.add(name);
    for (const name of inner) roots.add(name);
  }
  return { stems: stems.join(' '), roots: [...roots].join(' ') };
}

/** One query in the words of the three tiers; every word quoted, so that each is exact and needed. */
export type Legs = {
  readonly words: string;
  readonly stems: string;
  /** One question, or two where the query holds a name of several words: as a name, and word by word. */
  readonly roots: readonly string[];
  /** The telling words as typed, for the search that forgives. */
  readonly loose: string;
  /** Whether the reader put something in quotes: then every tier has to look at the visible text too. */
  readonly phrases: boolean;
  /** The engine takes ten words; these were left out. */
  readonly leftOut: readonly string[];
  /** What to mark in a text that was found. */
  readonly sought: Sought;
};

export type Sought = {
  readonly stems: ReadonlySet<string>;
  readonly roots: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
};

const mostWords = 10;

type Term = Readonly<Record<'words' | 'stems' | 'roots' | 'names', string>>;

const quoted = (text: string) => `"${text}"`;

/** How much a word tells, where nothing is known of its frequency: numbers first, then long words. */
const weightOf = (term: Term): number => (/\d/.test(term.roots) ? 100 : 0) + term.roots.length;

export function legsOf(
  analyser: Analyser,
  query: string,
  weight: (term: Term) => number = weightOf,
): Legs {
  const terms: Term[] = [];
  const without: Term[] = [];
  const loose: string[] = [];
  const stems = new Set<string>();
  const roots = new Set<string>();
  const groupNames = new Set<string>();
  let phrases = false;

  const seek = (token: Token) => {
    stems.add(token.stem);
    roots.add(token.root);
  };

  for (const { kind, text } of partsOf(query)) {
    const analysis = analyser.analyse(text);
    if (analysis.tokens.length === 0) continue;
    if (kind === 'text') {
      const telling = withoutStopWords(analyser, analysis);
      for (const token of telling.tokens) loose.push(text.slice(token.start, token.end));
      for (const term of termsOf(text, telling)) terms.push(term);
      for (const group of telling.groups) groupNames.add(group.name);
      telling.tokens.forEach((token, i) => {
        // The words of a name are marked together or not at all.
        const inName = telling.groups.some(({ from, to }) => to - from > 1 && i >= from && i < to);
        if (!inName) seek(token);
      });
      continue;
    }
    const phrase = {
      words: text.replace(/\s+/g, ' ').trim(),
      stems: analysis.tokens.map(({ stem }) => stem).join(' '),
      roots: text.replace(/\s+/g, ' ').trim(),
      names: text.replace(/\s+/g, ' ').trim(),
    };
    if (kind === 'without') without.push(phrase);
    else {
      phrases = true;
      terms.push(phrase);
      loose.push(quoted(phrase.words));
      analysis.tokens.forEach(seek);
    }
  }

  const kept = new Set(
    [...terms].sort((a, b) => weight(b) - weight(a)).slice(0, mostWords - without.length),
  );
  const asked = terms.filter((term) => kept.has(term));
  const leg = (tier: keyof Term) =>
    [
      ...new Set(asked.map((term) => quoted(term[tier]))),
      ...without.map((term) => `-${quoted(term[tier])}`),
    ].join(' ');
  return {
    words: leg('words'),
    stems: leg('stems'),
    roots: [...new Set([leg('names'), leg('roots')])],
    loose: [...loose, ...without.map(({ words }) => `-${quoted(words)}`)].join(' '),
    phrases,
    leftOut: terms.filter((term) => !kept.has(term)).map(({ words }) => words),
    sought: { stems, roots, groups: groupNames },
  };
}

type Part = { readonly kind: 'text' | 'phrase' | 'without'; readonly text: string };

/** The reader's own quotes and exclusions. A quote that is not closed is none. */
function partsOf(query: string): Part[] {
  const plain = query.normalize('NFC').replace(/[“”„«»]/g, '"');
  const even = (plain.match(/"/g)?.length ?? 0) % 2 === 0;
  const last = plain.lastIndexOf('"');
  const text = even ? plain : `${plain.slice(0, last)} ${plain.slice(last + 1)}`;
  const parts: Part[] = [];
  let before = '';
  for (const [piece] of text.matchAll(/-?"[^"]*"|[^"\s]+|\s+|"/g)) {
    const own = /^(-?)"([^"]+)"$/.exec(piece);
    const excluded = /^-(?=[\p{L}\p{N}])/u.test(piece) && /(?:^|\s)$/.test(before);
    if (own === null && !excluded) {
      before += piece;
      continue;
    }
    parts.push({ kind: 'text', text: before });
    before = ' ';
    if (own === null) parts.push({ kind: 'without', text: piece.slice(1) });
    else parts.push({ kind: own[1] === '-' ? 'without' : 'phrase', text: own[2] ?? '' });
  }
  parts.push({ kind: 'text', text: before });
  return parts;
}

/** Stop words go, unless nothing is left. */
function withoutStopWords(analyser: Analyser, analysis: Analysis): Analysis {
  const { tokens, groups } = analysis;
  const stays = tokens.map(({ word }) => !analyser.isStopWord(word));
  if (!stays.includes(true)) return analysis;
  const place = (index: number) => stays.slice(0, index).filter(Boolean).length;
  return {
    ...analysis,
    tokens: tokens.filter((_, i) => stays[i]),
    groups: groups.map(({ name, from, to }) => ({ name, from: place(from), to: place(to) })),
  };
}

/** One term a word; the words of a name are each needed as words, and together only as a root. */
function termsOf(text: string, { tokens, groups }: Analysis): Term[] {
  return tokens.map((token, i) => {
    const group = groups.find(({ from, to }) => i >= from && i < to);
    return {
      words: text.slice(token.start, token.end),
      stems: token.stem,
      roots: group !== undefined && group.to - group.from === 1 ? group.name : token.root,
      names: group?.name ?? token.root,
    };
  });
}
