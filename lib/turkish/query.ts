import type { Analyser, Analysis, Token } from '#lib/turkish/analyser';
import { fold, lower } from '#lib/turkish/letters';

/** One thing that a query asks for: a word, or a name of several words. */
export type Term = {
  /** As typed. */
  readonly written: string;
  /** Its words in their dictionary form. */
  readonly stems: readonly string[];
  /** Under which head every form of it is found: a word's family, or the name that stands for all names. */
  readonly root: string;
  /** Whether that is the name of a group of words that mean the same, and it a single word of them. */
  readonly isName?: true;
  /** Heads of the words that entries have for it where people say it otherwise: usta, nitelikli. */
  readonly meanings: readonly string[];
  /** Its dictionary form as spelt, where it was typed with Turkish letters: kâr is not kar. */
  readonly spelling?: string;
};

/** What to mark in a text that was found. */
export type Sought = {
  readonly stems: ReadonlySet<string>;
  readonly roots: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Words that begin so are meant as well; folded. */
  readonly beginnings: readonly string[];
};

type Phrase = { readonly written: string; readonly roots: readonly string[] };

/** A query, read. */
export type Query = {
  /** The terms, one way or two: where the query holds a name of several words, as a name and word by word. */
  readonly ways: readonly (readonly Term[])[];
  /** What stands in the reader's own quotes, word for word, with the heads of its words. */
  readonly phrases: readonly Phrase[];
  /** The heads of what the reader does not want. */
  readonly without: readonly string[];
  /** The engine takes ten words; these, the least telling, were left out. */
  readonly leftOut: readonly string[];
  /** The kinds of entry that its words speak of: "nedir" asks for a term. */
  readonly hints: ReadonlySet<string>;
  readonly sought: Sought;
};

/** As many words as the engine takes. */
export const mostTerms = 10;

/** How much a word tells, where nothing is known of its frequency: numbers first, then long words. */
const weightOf = ({ root }: Term): number => (/\d/.test(root) ? 100 : 0) + root.length;

/** Reads a query. Stop words go, unless nothing is left; of more than ten words the most telling stay. */
export function readQuery(analyser: Analyser, query: string): Query {
  const named: Term[] = [];
  const single: Term[] = [];
  const phrases: Phrase[] = [];
  const without: string[] = [];
  const hints = new Set<string>();
  const sought = { stems: new Set<string>(), roots: new Set<string>(), groups: new Set<string>() };
  const seek = ({ stem, root }: Token) => {
    sought.stems.add(stem);
    sought.roots.add(root);
  };

  for (const { kind, text } of partsOf(query)) {
    const analysis = analyser.analyse(text);
    if (analysis.tokens.length === 0) continue;
    if (kind === 'without') without.push(...analysis.tokens.map(({ root }) => root));
    else if (kind === 'phrase') {
      phrases.push({
        written: text.replace(/\s+/g, ' ').trim(),
        roots: analysis.tokens.map(({ root }) => root),
      });
      analysis.tokens.forEach(seek);
    } else {
      for (const token of analysis.tokens)
        for (const kind of analyser.hintsOf(token)) hints.add(kind);
      const telling = withoutStopWords(analyser, analysis);
      named.push(...namesIn(analyser, text, telling));
      single.push(...wordsIn(analyser, text, telling));
      for (const { name } of telling.groups) sought.groups.add(name);
      telling.tokens.forEach((token, i) => {
        // The words of a name are marked together or not at all.
        const inName = telling.groups.some(({ from, to }) => to - from > 1 && i >= from && i < to);
        if (!inName) seek(token);
      });
    }
  }

  const room = Math.max(1, mostTerms - without.length);
  const tellingOf = (terms: readonly Term[]) => {
    const distinct = [...new Map(terms.map((term) => [term.root, term])).values()];
    const kept = new Set([...distinct].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, room));
    return distinct.filter((term) => kept.has(term));
  };
  const ways = [tellingOf(named), tellingOf(joinable(analyser, single))];
  const used = new Set(ways.flat().map(({ root }) => root));
  const rootsOf = (way: readonly Term[] = []) => way.map(({ root }) => root).join(' ');
  return {
    ways: rootsOf(ways[0]) === rootsOf(ways[1]) ? ways.slice(1) : ways,
    phrases: phrases.slice(0, mostTerms),
    without: without.slice(0, mostTerms),
    leftOut: single.filter(({ root }) => !used.has(root)).map(({ written }) => written),
    hints,
    sought: { ...sought, beginnings: [] },
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

const spellingOf = (analyser: Analyser, written: string, token: Token): Pick<Term, 'spelling'> =>
  token.word === fold(token.word)
    ? {}
    : { spelling: lower(analyser.dictionaryForm(written, token)) };

const shortestPart = 5;

/** What else may be meant by a word: everyday words, and the parts of a code, 376 for 376.1. */
const meaningsOf = (analyser: Analyser, root: string, token?: Token): string[] => [
  ...analyser.meaningsOf(root),
  ...(token?.others ?? [])
    .filter((part) => /^\d{3,}$/.test(part.root) || part.root.length >= shortestPart)
    .map((part) => part.root)
    .filter((part) => part !== root),
];

/** Names as one term each, and the words between them. */
function namesIn(analyser: Analyser, text: string, { tokens, groups }: Analysis): Term[] {
  const terms: Term[] = [];
  for (let i = 0; i < tokens.length;) {
    const group = groups.find(({ from }) => from === i);
    const to = group?.to ?? i + 1;
    const [first, last] = [tokens[i], tokens[to - 1]];
    if (first && last) {
      const written = text.slice(first.start, last.end);
      terms.push({
        written,
        stems: tokens.slice(i, to).map(({ stem }) => stem),
        root: group?.name ?? first.root,
        ...(group && to === i + 1 && { isName: true }),
        meanings: meaningsOf(analyser, group?.name ?? first.root, to === i + 1 ? first : undefined),
        ...(to === i + 1 && spellingOf(analyser, written, first)),
      });
    }
    i = to;
  }
  return terms;
}

/** Two words may stand joined elsewhere: "öz değerlendirme" is also looked for as özdeğerlendirme. */
const joinable = (analyser: Analyser, terms: readonly Term[]): Term[] =>
  terms.map((term, i) => {
    const joined = [terms[i - 1], term, terms[i + 1]].flatMap((first, at, three) => {
      const second = three[at + 1];
      if (!first || !second || !isWord(first.written) || !isWord(second.written)) return [];
      return analyser.analyse(first.written + second.written).tokens.map(({ root }) => root);
    });
    return joined.length > 0 ? { ...term, meanings: [...term.meanings, ...joined] } : term;
  });

/** Letters and nothing else. */
export const isWord = (text: string): boolean => /^\p{L}+$/u.test(text);

/** Every word as a term; one that is a name by itself goes by that. */
function wordsIn(analyser: Analyser, text: string, { tokens, groups }: Analysis): Term[] {
  return tokens.map((token, i) => {
    const own = groups.find(({ from, to }) => from === i && to === i + 1);
    const written = text.slice(token.start, token.end);
    return {
      written,
      stems: [token.stem],
      root: own?.name ?? token.root,
      ...(own && { isName: true }),
      meanings: meaningsOf(analyser, own?.name ?? token.root, token),
      ...spellingOf(analyser, written, token),
    };
  });
}
