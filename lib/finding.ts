import { distance } from 'fastest-levenshtein';
import type { TypeName } from '#lib/content-types';
import { isAhead } from '#lib/event-days';
import type { Locale } from '#lib/field';
import { rarityOf, relevance, type Profile, type Weighed } from '#lib/ranking';
import { hasWording, type Shown } from '#lib/search-document';
import {
  asked,
  idsOf,
  nameQuestions,
  nothingAsked,
  poolQuestion,
  toRequest,
  typeFilter,
  withPinned,
  type Answer,
  type Asked,
  type Outcome,
  type Question,
} from '#lib/search-query';
import { pageSize, type Search, type SearchNotice } from '#lib/search-state';
import type { Analyser } from '#lib/turkish/analyser';
import { fold } from '#lib/turkish/letters';
import { marksIn, type Range } from '#lib/turkish/marks';
import {
  isWord,
  mostTerms,
  readQuery,
  type Query,
  type Sought,
  type Term,
} from '#lib/turkish/query';

/** The index of one language, and what the portal knows of the entries in it. */
export type Index = {
  readonly locale: Locale;
  readonly analyser: Analyser;
  /** Puts all questions at once; nothing when the engine does not answer. */
  readonly ask: (questions: readonly Question[]) => Promise<readonly Answer[] | undefined>;
  /** Words of the index that begin like this one or nearly so, the most frequent first. */
  readonly wordsLike: (written: string, among: Asked) => Promise<readonly string[]>;
  /** The entries that editors have pinned to a query, by id, first the first; none for most. */
  readonly pinned: (query: string, day: string) => readonly string[];
  readonly entryAt: (id: string) => KnownEntry | undefined;
};

/** An entry of the index; what it shows may have to be made first. */
export type KnownEntry = {
  readonly type: TypeName;
  readonly profile: Profile;
  readonly card: Shown['card'];
  readonly shown: Shown;
  readonly wording: string;
};

type FoundText = {
  readonly text: string;
  readonly locale: Locale;
  readonly marks: readonly Range[];
};
export type FoundEntry = Pick<Shown, 'type' | 'slug' | 'card'> & {
  readonly title: FoundText;
  readonly passage: FoundText;
  /** The words of the query, as typed, that it does not have. */
  readonly missing: readonly string[];
  /** Whether it stands where it stands because editors say so. */
  readonly isPinned: boolean;
};

export type Found = Pick<Outcome, 'total' | 'counts' | 'totalWithout'> & {
  /** How many of the total have all of the words. */
  readonly exact: number;
  readonly hits: readonly FoundEntry[];
  readonly notices: readonly SearchNotice[];
  /** The query with the words of the index in place of misspelt ones; it has hits. */
  readonly spelling?: string;
};

/** So many of the engine's documents are put in order here; pages beyond come in the engine's order. */
const window = 60;
/** With fewer exact hits than this, entries that have only some of the words follow. */
const enough = pageSize;

const similarNotice: SearchNotice = { code: 'similar', values: {} };

/** A term with the words of the index that it may stand for. */
type Meant = ReadonlyMap<Term, readonly string[]>;

/**
 * What is found for a search: what has all words; where that is little, what has the most telling of them
 * as well, in one order, each saying what it lacks. Words that no entry has are taken for the nearest that
 * one has. What editors have pinned to the query stands first where relevance orders. Nothing when the
 * engine is silent.
 */
export async function find(
  search: Search,
  index: Index,
  today: string,
  limit = pageSize,
): Promise<Found | undefined> {
  const query = readQuery(index.analyser, search.query);
  const isRanked = search.sort === 'relevance';
  // Whole pages, so that no entry stands on two.
  const inOrderTo = Math.max(limit, Math.floor(window / limit) * limit);
  const inWindow = isRanked && search.page * limit <= inOrderTo;
  const isByDay = isEventsByDay(search);
  const isPlain = query.phrases.length + query.without.length === 0;
  const pins = isRanked && isPlain ? index.pinned(search.query, today) : [];
  // Pinned entries move all others down, so that pages are cut here.
  const isCutHere = isByDay || pins.length > 0;
  const slice = isCutHere
    ? { page: 1, hitsPerPage: mostCut }
    : inWindow
      ? { page: 1, hitsPerPage: inOrderTo }
      : { page: search.page, hitsPerPage: limit };
  const [terms = []] = query.ways;
  const notices: SearchNotice[] =
    query.leftOut.length > 0
      ? [{ code: 'too-many-words', values: { left: query.leftOut.join(', ') } }]
      : [];
  if (search.query !== '' && terms.length + query.phrases.length + query.without.length === 0)
    return { total: 0, exact: 0, hits: [], counts: new Map(), totalWithout: new Map(), notices };

  const among = await idsWithPhrases(query, search, index);
  if (among === 'unavailable') return undefined;
  const put = async (meant: Meant) => {
    const words = asked(query, terms, meant, among);
    const strict =
      pins.length > 0
        ? withPinned(pins, search, index.locale, today, words, slice)
        : toRequest(search, index.locale, today, words, slice);
    const each = countsOf(query, meant, { locale: index.locale, filter: typeFilter(search) });
    const answers = await index.ask([...strict.questions, ...each.questions]);
    if (!answers) return undefined;
    const own = strict.questions.length;
    return { meant, ...strict.read(answers.slice(0, own)), ...each.read(answers.slice(own)) };
  };

  let found = await put(new Map());
  if (!found) return undefined;
  const strange = namesNobodyHas(terms, found);
  if (found.total === 0 && strange.size > 0) {
    const again = await find(
      search,
      { ...index, analyser: withoutNames(index.analyser, strange) },
      today,
      limit,
    );
    if (again && again.exact > 0) return again;
  }
  if (found.total === 0 && query.phrases.length === 0) {
    const { begun, apart, corrected } = await wordsMeant(query, search.query, index, found.texts);
    if (apart !== search.query) return find({ ...search, query: apart }, index, today, limit);
    if (corrected !== search.query) {
      const again = await find({ ...search, query: corrected }, index, today, limit);
      if (again && again.exact > 0)
        return {
          ...again,
          spelling: corrected,
          notices: [...again.notices.filter(({ code }) => code !== 'similar'), similarNotice],
        };
    }
    if (begun.size > 0) found = (await put(begun)) ?? found;
  }
  const { total, ids, counts, totalWithout } = found;
  if (isRanked && !inWindow && total <= inOrderTo) {
    const first = await find({ ...search, page: 1 }, index, today, limit);
    return first && { ...first, hits: [] };
  }
  const isFiltered = Object.keys(search.chosen).length > 0;
  const mayFill = isRanked && !isFiltered && query.phrases.length === 0 && total < enough;
  const around = mayFill ? await similarTo(query, found, search, index) : undefined;
  const judge = judgeOf(query, around ?? found, index);
  const similar = around
    ? around.pools
        .filter((id) => !ids.includes(id))
        .flatMap(judge)
        .sort(byScore)
        .slice(0, enough - total)
    : [];
  const first = ids.filter((id) => pins.includes(id));
  const others = ids.filter((id) => !pins.includes(id));
  const inOrder = (of: readonly string[]): Placed[] =>
    [...of.flatMap(judge).map((hit) => ({ ...hit, missing: [] })), ...similar].sort(byScore);
  const whole = (id: string): Placed => ({ id, missing: [] });
  const page = <T>(all: readonly T[]): readonly T[] =>
    all.slice((search.page - 1) * limit, search.page * limit);
  const shown =
    pins.length > 0
      ? page([
          ...first.map(whole),
          ...inOrder(others.slice(0, inOrderTo)),
          ...others.slice(inOrderTo).map(whole),
        ])
      : inWindow
        ? page(inOrder(ids))
        : (isByDay ? page(nextFirst(ids, index, today)) : ids).map(whole);

  const sought = withMeant(
    index.analyser,
    query.sought,
    [...(around ?? found).meant.values()].flat(),
  );
  const marks = (text: string) => marksIn(index.analyser, text, sought);
  return {
    total: total + similar.length,
    exact: total,
    counts,
    totalWithout,
    notices: total === 0 && similar.length > 0 ? [...notices, similarNotice] : notices,
    hits: shown.flatMap(({ id, missing }) => {
      const entry = index.entryAt(id);
      return entry ? [foundEntry(entry.shown, marks, missing, first.includes(id))] : [];
    }),
  };
}

/** Events by their days: those ahead stand first, the next one at the top, then the others backwards. */
export const isEventsByDay = ({ types, sort }: Pick<Search, 'types' | 'sort'>): boolean =>
  sort === 'newest' && types.length === 1 && types[0] === 'event';

/** As many as the engine looks at. */
const mostCut = 1_000;

/**
 * The entries that have what readers put in quotes, to the letter: the engine names those that have all the
 * words, as far as it looks, and each is looked through. Nothing for a query without quotes.
 */
async function idsWithPhrases(
  { phrases }: Query,
  search: Search,
  { ask, entryAt, locale }: Index,
): Promise<readonly string[] | undefined | 'unavailable'> {
  if (phrases.length === 0) return undefined;
  const terms = phrases.flatMap(({ roots }) => roots).map((root) => ({ root }));
  const within = { locale, filter: typeFilter(search) };
  const answers = await ask([poolQuestion(asked({}, terms.slice(0, mostTerms)), within, mostCut)]);
  if (!answers) return 'unavailable';
  return idsOf(answers[0]).filter((id) => {
    const wording = entryAt(id)?.wording ?? '';
    return phrases.every(({ written }) => hasWording(wording, written));
  });
}

/**
 * Names of single words that no entry has: either none has the words, or the index is a moment behind the
 * words that editors have just joined.
 */
const namesNobodyHas = (
  terms: readonly Term[],
  { texts, total }: Pick<Known, 'texts'> & { readonly total: number },
): ReadonlySet<string> =>
  new Set(
    terms.filter((term) => term.isName && (texts.get(term) ?? total) === 0).map(({ root }) => root),
  );

/** Reads these names as the words that they are. */
const withoutNames = (analyser: Analyser, names: ReadonlySet<string>): Analyser => ({
  ...analyser,
  analyse: (text) => {
    const analysis = analyser.analyse(text);
    const groups = analysis.groups.filter(({ name }) => !names.has(name));
    return { ...analysis, groups };
  },
});

/** Turns round the events ahead, which come first and the farthest at the top. */
function nextFirst(ids: readonly string[], { entryAt }: Index, today: string): readonly string[] {
  const over = ids.findIndex((id) => !isAhead(entryAt(id)?.card ?? {}, today));
  const ahead = over < 0 ? ids : ids.slice(0, over);
  return [...ahead.toReversed(), ...ids.slice(ahead.length)];
}

type Placed = { readonly id: string; readonly missing: readonly string[] };
type Judged = Placed & { readonly score: number };

const byScore = (a: Judged, b: Judged): number => b.score - a.score;

/** Scores a document the better of the ways to read the query; one that the portal lacks is left out. */
function judgeOf(
  { ways, hints }: Query,
  { meant, texts, all }: Known,
  { analyser, entryAt }: Index,
): (id: string) => Judged[] {
  const weighed = ways.map((way) =>
    way.map((term): Weighed => ({
      term,
      also: (meant.get(term) ?? []).map((word) => stemOf(analyser, word)),
      rarity: all === 0 ? 1 : rarityOf(texts.get(term) ?? 0, all),
    })),
  );
  return (id) => {
    const entry = entryAt(id);
    if (!entry) return [];
    const { profile, type } = entry;
    const [best = { score: 0, missing: [] }] = weighed
      .map((way) => relevance(profile, type, way, hints))
      .sort((a, b) => b.score - a.score);
    return [{ id, score: best.score, missing: best.missing.map(({ written }) => written) }];
  };
}

/** What is known of the terms of a query. */
type Known = {
  readonly meant: Meant;
  /** How many documents have each, of how many; 0 where nothing was asked. */
  readonly texts: ReadonlyMap<Term, number>;
  readonly all: number;
};

/** The terms that are asked for by themselves. A single term by itself is the search itself. */
function termsOf(query: Query): readonly Term[] {
  const all = query.ways.flat();
  return all.length > 1 ? all : [];
}

/** Asks how many documents each term has. Which ones is asked where they are needed: that takes thrice as long. */
function countsOf(query: Query, meant: Meant, within: Pick<Question, 'locale' | 'filter'>) {
  const terms = termsOf(query);
  const { without } = query;
  const questions = terms.map((term) => poolQuestion(asked({ without }, [term], meant), within, 0));
  return {
    questions: terms.length > 0 ? [...questions, { ...within, q: '', hitsPerPage: 0 }] : [],
    read: (answers: readonly Answer[]): Omit<Known, 'meant'> => ({
      texts: new Map(terms.map((term, i) => [term, answers[i]?.total ?? 0])),
      all: answers[terms.length]?.total ?? 0,
    }),
  };
}

/**
 * The same with `pools`: the documents that have any of the terms, say it in other words, or have what the
 * last word begins.
 */
async function similarTo(
  query: Query,
  { meant, texts, all, total }: Known & { readonly total: number },
  search: Search,
  index: Index,
): Promise<Known & { readonly pools: readonly string[] }> {
  const within = { locale: index.locale, filter: typeFilter(search) };
  const { without } = query;
  const others = [...new Set(query.ways.flat().flatMap((term) => term.meanings))];
  const last = query.ways[0]?.at(-1);
  const begun = last && !meant.has(last) ? await wordsBegun(last, index) : [];
  const wider = last && begun.length > 0 ? new Map([...meant, [last, begun]]) : meant;
  const terms = termsOf(query);
  const questions = [
    ...others.map((root) => poolQuestion(asked({ without }, [{ root }]), within, window)),
    ...terms.map((term) => poolQuestion(asked({ without }, [term], meant), within, window)),
    ...(last && begun.length > 0
      ? [poolQuestion(asked({ without }, [last], wider), within, window)]
      : []),
  ];
  const answers = (questions.length > 0 && (await index.ask(questions))) || [];
  const inOthers = ({ meanings }: Term) =>
    Math.max(0, ...meanings.map((root) => answers[others.indexOf(root)]?.total ?? 0));
  return {
    meant: wider,
    // What has the words themselves comes first among equals.
    pools: [...new Set([...answers.slice(others.length), ...answers].flatMap(idsOf))],
    // A word that no entry has is as rare as what is said instead of it.
    texts: new Map(
      query.ways.flat().map((term) => [term, (texts.get(term) ?? total) || inOthers(term)]),
    ),
    all,
  };
}

/** Words of the index that a word may become while it is typed; none when it is one itself. */
async function wordsBegun({ written }: Term, index: Index): Promise<string[]> {
  const typed = fold(written);
  if (typed.length < shortestBegun || !isWord(written)) return [];
  const words = await index.wordsLike(written, nothingAsked);
  if (words.some((word) => fold(word) === typed)) return [];
  return words.filter((word) => fold(word).startsWith(typed)).slice(0, mostMeant);
}

const shortestBegun = 3;
const mostMeant = 20;

/** How many letters may be wrong in a word: as the engine counts. */
const slipsIn = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

/** The first letter is seldom wrong: Sparta is not Isparta. */
const slipsTo = (typed: string, word: string): number =>
  areSwapped(typed, word) ? 1 : distance(typed, word) + (typed[0] === word[0] ? 0 : 1);

/** Whether two neighbouring letters have changed places, and nothing else. */
function areSwapped(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
}

/** A word of a text in the place of another, which stands there by itself. */
const withWord = (text: string, old: string, word: string): string =>
  text.replace(
    new RegExp(
      `(?<![\\p{L}\\p{N}])${old.replace(/[^\p{L}\p{N}\s]/gu, '\\$&')}(?![\\p{L}\\p{N}])`,
      'u',
    ),
    () => word,
  );

const shortestHalf = 4;
const longestJoined = 24;

/**
 * What may be meant by terms that no entry has: words that the last one begins, as long as it is being
 * typed; the query with joined words apart ("geridönüşüm"); the query with the words of the index that
 * others are a slip of the finger away from.
 */
async function wordsMeant(
  query: Query,
  text: string,
  index: Index,
  texts: ReadonlyMap<Term, number>,
): Promise<{ begun: Meant; apart: string; corrected: string }> {
  const [terms = []] = query.ways;
  const begun = new Map<Term, readonly string[]>();
  let [apart, corrected] = [text, text];
  for (const term of terms) {
    if ((texts.get(term) ?? 0) > 0) continue;
    const typed = fold(term.written);
    const forms = [...new Set([typed, ...term.stems.slice(0, 1)])];
    const lists = await Promise.all(forms.map((form) => index.wordsLike(form, nothingAsked)));
    const words = [...new Set(lists.flat())];
    // The index has it, only not here.
    if (words.some((word) => forms.includes(fold(word)))) continue;
    const begins = words.filter((word) => fold(word).startsWith(typed));
    if (term === terms.at(-1) && typed.length > 1 && begins.length > 0) {
      begun.set(term, begins.slice(0, mostMeant));
      continue;
    }
    const [nearest] = words
      .map((word) => ({ word, slips: Math.min(...forms.map((form) => slipsTo(form, fold(word)))) }))
      .filter(({ slips }) => slips <= Math.max(...forms.map(slipsIn)))
      .sort((a, b) => a.slips - b.slips);
    const halves = nearest ? undefined : await halvesOf(term, index);
    if (nearest) corrected = withWord(corrected, term.written, nearest.word);
    else if (halves) apart = withWord(apart, term.written, halves);
  }
  return { begun, apart, corrected };
}

/** A word as two that some entry has both of; of several ways the commonest. */
async function halvesOf({ written }: Term, index: Index): Promise<string | undefined> {
  if (!isWord(written) || written.length > longestJoined) return undefined;
  const ways = [...written].flatMap((_, cut) => {
    const halves = [written.slice(0, cut), written.slice(cut)];
    if (halves.some((half) => half.length < shortestHalf)) return [];
    const terms = halves.flatMap((half) => readQuery(index.analyser, half).ways[0] ?? []);
    return [{ text: halves.join(' '), terms }];
  });
  const answers = await index.ask(
    ways.map(({ terms }) => ({
      locale: index.locale,
      ...asked({}, terms),
      hitsPerPage: 0,
    })),
  );
  const [best] = ways
    .map(({ text }, i) => ({ text, total: answers?.[i]?.total ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
  return best?.text;
}

const stemOf = (analyser: Analyser, word: string): string =>
  analyser.analyse(word).tokens[0]?.stem ?? fold(word);

const withMeant = (analyser: Analyser, sought: Sought, words: readonly string[]): Sought => ({
  ...sought,
  stems: new Set([...sought.stems, ...words.map((word) => stemOf(analyser, word))]),
});

/** Entries by name, and whole queries that what has been typed may become. */
export type Suggested = {
  readonly names: readonly Pick<FoundEntry, 'type' | 'slug' | 'title'>[];
  readonly words: readonly string[];
};

const suggestedNames = 6;
const suggestedWords = 3;
export const mostSuggestions = suggestedNames + suggestedWords;

/** Entries whose names answer to an unfinished query, and queries that it may become, which have hits. */
export async function suggest(search: Search, index: Index): Promise<Suggested> {
  const { analyser, locale } = index;
  const typed = search.query;
  const at = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('"')) + 1;
  const [head, unfinished] = [typed.slice(0, at), typed.slice(at)];
  const { ways, sought: soughtBefore } = readQuery(analyser, head);
  const [before = []] = ways;
  if (before.length === 0 && !/[\p{L}\p{N}]/u.test(unfinished)) return { names: [], words: [] };
  const within = { locale, filter: typeFilter(search) };
  const [answers, words] = await Promise.all([
    index.ask(nameQuestions(typed, before, unfinished, within, suggestedNames)),
    fold(unfinished).length > 1
      ? index.wordsLike(unfinished, {
          ...asked({}, before),
          filter: within.filter,
        })
      : [],
  ]);
  const sought: Sought = {
    ...soughtBefore,
    beginnings: unfinished === '' ? [] : [fold(unfinished)],
  };
  const ids = new Set((answers ?? []).flatMap(idsOf));
  return {
    names: [...ids].slice(0, suggestedNames).flatMap((id) => {
      const entry = index.entryAt(id);
      if (!entry) return [];
      const { type, slug, title: text, titleLocale } = entry.shown;
      const marks = marksIn(analyser, text, sought);
      return [{ type, slug, title: { text, locale: titleLocale, marks } }];
    }),
    words: words
      .filter((word) => fold(word).startsWith(fold(unfinished)) && fold(word) !== fold(unfinished))
      // Portals are asked in nouns.
      .filter((word) => locale === 'en' || !/m[ae]k$/.test(word))
      .slice(0, suggestedWords)
      .map((word) => `${head}${word}`),
  };
}

/** What a page shows of an entry that was found; the passage is where most of the marks are. */
export function foundEntry(
  { type, slug, card, title, titleLocale, passage, passageLocale, body }: Shown,
  marks: (text: string) => readonly Range[] = () => [],
  missing: readonly string[] = [],
  isPinned = false,
): FoundEntry {
  const lead = { text: passage, marks: marks(passage) };
  const whole = lead.marks.length === 0 ? { text: body, marks: marks(body) } : lead;
  return {
    type,
    slug,
    card,
    title: { text: title, marks: marks(title), locale: titleLocale },
    passage: {
      ...(whole !== lead && whole.marks.length > 0 ? densest(whole) : lead),
      locale: passageLocale,
    },
    missing,
    isPinned,
  };
}

type MarkedText = { readonly text: string; readonly marks: readonly Range[] };

const windowLength = 240;

/** The stretch of a long text that holds the most marks, cut at words. */
function densest({ text, marks }: MarkedText): MarkedText {
  let best: { from: number; count: number } = { from: 0, count: 0 };
  for (const [from] of marks) {
    const count = marks.filter(
      ([start, end]) => start >= from && end <= from + windowLength,
    ).length;
    if (count > best.count) best = { from, count };
  }
  const wanted = Math.max(0, best.from - 60);
  const start = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const space = text.lastIndexOf(' ', start + windowLength);
  const end =
    start + windowLength >= text.length
      ? text.length
      : space > best.from
        ? space
        : start + windowLength;
  const before = start > 0 ? '… ' : '';
  return {
    text: before + text.slice(start, end) + (end < text.length ? ' …' : ''),
    marks: marks
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from - start + before.length, to - start + before.length] as const),
  };
}
