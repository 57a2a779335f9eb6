import type { Curated } from '#lib/turkish/curated';
import { dictionaryForm } from '#lib/turkish/dictionary-form';
import { englishStem } from '#lib/turkish/english';
import { fold, lower } from '#lib/turkish/letters';
import { lexiconOf } from '#lib/turkish/lexicon';
import { lexiconData } from '#lib/turkish/lexicon-data';
import { remembering } from '#lib/turkish/remembering';
import { stemmer } from '#lib/turkish/stems';
import { synonymsOf, type Synonyms } from '#lib/turkish/synonyms';
import { piecesOf, type Piece } from '#lib/turkish/tokens';

/** To be raised when a rule changes what comes out: the indexes are built anew then. */
export const rules = 3;

/** The two tiers on which a word is found: its dictionary form and the head of its family. */
export type Reading = { readonly stem: string; readonly root: string };

/** A word of a text. `start` and `end` are places in the text, what an apostrophe adds included. */
export type Token = Reading & {
  readonly start: number;
  readonly end: number;
  /** As written, in small letters: what stop words are compared with. */
  readonly word: string;
  /** Under what else it is indexed: typed without accents, in halves, as a word of the other language. */
  readonly others: readonly Reading[];
};

/** Several words that say the same as others: `name` stands for all of them. */
export type Group = { readonly name: string; readonly from: number; readonly to: number };

export type Analysis = {
  readonly tokens: readonly Token[];
  readonly groups: readonly Group[];
  /** Names of single words that stand inside longer names; a text is found by them as well. */
  readonly inner: readonly string[];
};

export type Analyser = {
  readonly version: string;
  readonly analyse: (text: string) => Analysis;
  /** Whether a word tells nothing about what is sought; as spelt, in small letters. */
  readonly isStopWord: (word: string) => boolean;
  /** The kinds of entry that a word speaks of; none for most words. */
  readonly hintsOf: (token: Token) => readonly string[];
  /** Heads of the words that entries have for what people say otherwise. */
  readonly meaningsOf: (root: string) => readonly string[];
  /** Under which heads a text is asked for: its names by theirs, the words that tell something by their own. */
  readonly headsOf: (text: string) => readonly string[];
  /** Every way to say what a name stands for, as the heads of its words. */
  readonly waysOf: (name: string) => readonly (readonly string[])[];
  /** A word as a dictionary has it, in its own spelling: "desteğimizin" gives destek, "KOSGEB'e" KOSGEB. */
  readonly dictionaryForm: (written: string, token: Token) => string;
};

/** Words for the same thing, in one language or in both: of one meaning, or one way only. */
export type EditorsWords = {
  readonly language: 'tr' | 'en' | 'both';
  readonly same?: readonly string[] | undefined;
  readonly typed?: string | undefined;
  readonly means?: readonly string[] | undefined;
};

/**
 * Analysers for both languages over one lexicon. `glossary` holds, term by term, what all means the same;
 * `added` what editors add to that.
 */
export function analysers(
  curated: Curated,
  glossary: readonly (readonly string[])[] = [],
  added: readonly EditorsWords[] = [],
): Readonly<Record<'tr' | 'en', Analyser>> {
  const lexicon = lexiconOf(curated);
  const turkish = stemmer(lexicon, remembering(englishStem));
  const rootOf = remembering(turkish.root);
  const compounds = new Map(
    Object.entries(curated.compounds).map(([first, seconds]) => [
      fold(first),
      new Set(seconds.map((second) => turkish.stem(lower(second)))),
    ]),
  );

  type Readings = { readonly main: Reading; readonly others: readonly Reading[] };
  const same = (stem: string): Reading => ({ stem, root: stem });
  const known = (stem: string): Reading => ({ stem, root: rootOf(stem) });

  /** A Turkish word, and what it would be if typed on a keyboard without ş, ı and ğ. */
  const readTurkish = remembering((word: string): Readings => {
    const main = turkish.stem(word);
    const plain = fold(word);
    const typed = plain === word ? main : turkish.stem(plain);
    return { main: known(main), others: typed === main ? [] : [known(typed)] };
  });
  /** An English word; with a Turkish letter in it a Turkish one, which plain letters find too. */
  const readEnglish = remembering((word: string): Readings => {
    const plain = fold(word);
    const english = same(englishStem(plain));
    if (plain === word || !/[çğıöşüâîû]/.test(word)) return { main: english, others: [] };
    return { main: readTurkish(word).main, others: [english] };
  });

  const synonymGroups = [...curated.synonyms, ...glossary];

  const analyserFor = (locale: 'tr' | 'en'): Analyser => {
    const own = added.filter(({ language }) => language === locale || language === 'both');
    const joining = own.flatMap(({ same }) => (same ? [same] : []));
    // Words of one way change questions only; the index stays as it is.
    const of = hash(JSON.stringify([curated, glossary, ...(joining.length > 0 ? [joining] : [])]));
    const version = `${rules}-${lexiconData.hash}-${of}`;
    const read = locale === 'tr' ? readTurkish : readEnglish;
    const halves = (word: string) => turkish.stem(word);
    const stopWords = new Set(
      locale === 'tr'
        ? curated.stopWords.tr.map(lower)
        : [...curated.stopWords.en, ...curated.stopWords.tr.filter((w) => w !== fold(w))],
    );
    const isStopWord = (word: string) => stopWords.has(word);
    const tokenOf = ({ start, end, word, code, parts }: Piece): Token => {
      const { main, others } =
        code === undefined
          ? // ile must not become il, the province.
            isStopWord(word)
            ? { main: same(fold(word)), others: [] }
            : read(word)
          : { main: /\d/.test(code) ? same(code) : known(code), others: [] };
      const of = parts.flatMap((part) => {
        const half = read(part.word);
        return [half.main, ...half.others];
      });
      return { start, end, word, ...main, others: of.length > 0 ? [...others, ...of] : others };
    };
    const tokensOf = (text: string) => piecesOf(text, compounds, halves).map(tokenOf);
    const hints = new Map<string, string[]>();
    for (const [kind, words] of Object.entries(curated.hints))
      for (const word of words)
        for (const key of new Set([lower(word), ...tokensOf(word).map(({ stem }) => stem)]))
          hints.set(key, [...(hints.get(key) ?? []), kind]);
    const synonyms: Synonyms = synonymsOf(
      synonymGroups,
      curated.notSynonyms,
      tokensOf,
      isStopWord,
      joining,
    );
    const headsOf = (text: string) => {
      const tokens = tokensOf(text);
      const groups = synonyms.find(tokens);
      return tokens.flatMap((token, i) => {
        const group = groups.find(({ from, to }) => i >= from && i < to);
        if (group) return group.from === i ? [group.name] : [];
        return isStopWord(token.word) ? [] : [token.root];
      });
    };
    const meanings = new Map<string, readonly string[]>();
    const oneWay = own.flatMap(({ typed, means }): [string, readonly string[]][] =>
      typed !== undefined && means ? [[typed, means]] : [],
    );
    for (const [said, written] of [...Object.entries(curated.meanings), ...oneWay])
      for (const head of headsOf(said)) {
        const others = written.flatMap(headsOf).filter((root) => root !== head);
        meanings.set(head, [...new Set([...(meanings.get(head) ?? []), ...others])]);
      }
    return {
      version,
      isStopWord,
      hintsOf: ({ word, stem }) => hints.get(word) ?? hints.get(stem) ?? [],
      meaningsOf: (root) => meanings.get(root) ?? [],
      headsOf,
      waysOf: synonyms.waysOf,
      dictionaryForm: (written, token) => dictionaryForm(lexicon, locale, written, token),
      analyse: (text) => {
        const tokens = tokensOf(text);
        const groups = synonyms.find(tokens);
        const inner = groups
          .filter(({ from, to }) => to - from > 1)
          .flatMap(({ from, to }) => tokens.slice(from, to))
          .flatMap(({ root }) => synonyms.nameOf(root) ?? []);
        return { tokens, groups, inner };
      },
    };
  };
  return { tr: analyserFor('tr'), en: analyserFor('en') };
}

/** A short name for a text (cyrb53), to tell one lexicon from another; no secret. */
export function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return ((a >>> 0).toString(36) + (b >>> 0).toString(36)).padStart(10, '0');
}
