import { fieldsOf, purposesOfTopic, sectors } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { render } from '#lib/markdown';
import { rarityOf } from '#lib/ranking';
import type { Analyser } from '#lib/turkish/analyser';

/** The types whose entries can answer to a plan article. */
export const answering = ['programme', 'cluster', 'news', 'event'] as const;
export type Answering = Entry<(typeof answering)[number]>;
type Article = Entry<'plan'>;

/** A plan article and an entry that may answer to it. */
export type LikelyLink = {
  readonly article: Article;
  readonly entry: Answering;
  /** From 0 to 1. It puts links in order; it is no probability. */
  readonly score: number;
  /** Codes that both have, and words of the article that the entry has in some form, the rarest first. */
  readonly shared: {
    readonly sectors: readonly string[];
    readonly purposes: readonly string[];
    readonly words: readonly string[];
  };
  /** Whether the entry names the article already; this changes no score. */
  readonly linked: boolean;
};

// Chosen on every second article in the plans' order; docs/content.md has what they are worth on the rest.
const purposeWeight = 0.5;
const trade = { same: 1, unknown: 0.5, other: 0.25 } as const;
/** Manufacturing has most of the other sectors in it. */
const broadSector = 'imalat';

/**
 * Every pair of a plan article and an entry that share a purpose or a word or are linked, the likeliest
 * first: the cosine
 * of what the two have, each thing weighed by how rare it is among all of them, and less where the trades
 * differ. News and events have the sectors and purposes of the clusters and programmes that they name as
 * well. Foreign clusters, which no plan of Türkiye is about, are left out.
 */
export function likelyLinks(
  articles: readonly Article[],
  entries: readonly Answering[],
  analyser: Analyser,
): LikelyLink[] {
  const known = new Map(entries.map((entry) => [`${entry.type}/${entry.slug}`, entry]));
  const read = <E extends Article | Answering>(entry: E) => ({
    entry,
    sectors: sectorsOf(entry, known),
    features: featuresOf(entry, known, analyser),
  });
  const readArticles = articles.map(read);
  const readEntries = entries
    .filter((entry) => entry.type !== 'cluster' || entry.data.country === 'TR')
    .map(read);
  const weights = weightsIn([...readArticles, ...readEntries].map(({ features }) => features));
  const weightOf = ({ key }: Feature) => weights.get(key) ?? 0;
  const square = (features: readonly Feature[]) =>
    features.reduce((sum, feature) => sum + weightOf(feature) ** 2, 0);
  const measuredOut = <R extends { features: Features }>(reading: R) => {
    const all = [...reading.features.values()];
    const rarestFirst = all.sort((a, b) => weightOf(b) - weightOf(a) || (a.key < b.key ? -1 : 1));
    return { ...reading, rarestFirst, length: Math.sqrt(square(all)) };
  };
  const candidates = readEntries.map(measuredOut);

  return readArticles
    .map(measuredOut)
    .flatMap((article) =>
      candidates.flatMap((candidate): LikelyLink[] => {
        const { entry } = candidate;
        const both = article.rarestFirst.filter(({ key }) => candidate.features.has(key));
        const linked =
          entry.data.planArticles?.some(({ to }) => to === article.entry.slug) ?? false;
        if (both.length === 0 && !linked) return [];
        const cosine = both.length === 0 ? 0 : square(both) / (article.length * candidate.length);
        const namesOf = (kind: Feature['kind']) =>
          both.filter((feature) => feature.kind === kind).map(({ name }) => name);
        return [
          {
            article: article.entry,
            entry,
            score: cosine * trade[tradesOf(article.sectors, candidate.sectors)],
            shared: {
              sectors: article.sectors.filter((code) => candidate.sectors.includes(code)),
              purposes: namesOf('purpose'),
              words: namesOf('word'),
            },
            linked,
          },
        ];
      }),
    )
    .sort((a, b) => b.score - a.score || (placeOf(a) < placeOf(b) ? -1 : 1));
}

const placeOf = ({ article, entry }: LikelyLink): string =>
  `${article.slug} ${entry.type} ${entry.slug}`;

/** How many of the proposals are links that editors made, and how many of those links are proposed. */
export type Precision = {
  readonly proposed: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
};

const precisionOf = (proposed: readonly LikelyLink[], links: number): Precision => {
  const right = proposed.filter(({ linked }) => linked).length;
  return {
    proposed: proposed.length,
    right,
    precision: proposed.length === 0 ? 0 : right / proposed.length,
    recall: links === 0 ? 0 : right / links,
  };
};

/**
 * Proposals held against the links that are there: of all from a score up, and of the first so many of each
 * article that has a link. Links are not complete, so a proposal that is none yet counts as wrong here.
 */
export function measured(
  likely: readonly LikelyLink[],
  scores: readonly number[],
  firsts: readonly number[],
): {
  readonly links: number;
  readonly from: readonly (Precision & { readonly score: number })[];
  readonly first: readonly (Precision & { readonly count: number })[];
} {
  const links = likely.filter(({ linked }) => linked);
  const served = [...new Set(links.map(({ article }) => article))];
  return {
    links: links.length,
    from: scores.map((score) => ({
      score,
      ...precisionOf(
        likely.filter((link) => link.score >= score),
        links.length,
      ),
    })),
    first: firsts.map((count) => ({
      count,
      ...precisionOf(
        served.flatMap((of) => likely.filter(({ article }) => article === of).slice(0, count)),
        links.length,
      ),
    })),
  };
}

/** Something that two entries can have in common; `name` is a code, or a word as its text has it first. */
type Feature = {
  readonly key: string;
  readonly kind: 'purpose' | 'word';
  readonly name: string;
};
type Features = ReadonlyMap<string, Feature>;

function tradesOf(one: readonly string[], other: readonly string[]): keyof typeof trade {
  const narrow = (codes: readonly string[]) => codes.filter((code) => code !== broadSector);
  const [mine, yours] = [narrow(one), narrow(other)];
  if (mine.length === 0 || yours.length === 0) return 'unknown';
  return mine.some((code) => yours.includes(code)) ? 'same' : 'other';
}

/** What a piece of news or an event names; no other entry answers through another. */
const namedBy = (
  entry: Article | Answering,
  known: ReadonlyMap<string, Answering>,
): readonly Answering[] =>
  entry.type === 'news' || entry.type === 'event'
    ? [
        ...(entry.data.clusters ?? []).map(({ to }) => known.get(`cluster/${to}`)),
        ...(entry.data.programmes ?? []).map(({ to }) => known.get(`programme/${to}`)),
      ].filter((named) => named !== undefined)
    : [];

/** "Every sector" is none that two entries could share; a programme's sectors are not those of its news. */
function sectorsOf(
  entry: Article | Answering,
  known: ReadonlyMap<string, Answering>,
): readonly string[] {
  const own = 'sectors' in entry.data ? (entry.data.sectors ?? []) : [];
  const codes =
    own.length > 0
      ? own
      : namedBy(entry, known)
          .filter(({ type }) => type === 'cluster')
          .flatMap((cluster) => sectorsOf(cluster, known));
  return [...new Set(codes)].filter((code) => code !== sectors.all);
}

function purposesOf(
  entry: Article | Answering,
  known: ReadonlyMap<string, Answering>,
): readonly string[] {
  switch (entry.type) {
    case 'plan':
      return (entry.data.topics ?? []).flatMap(purposesOfTopic);
    case 'programme':
      return entry.data.purposes;
    case 'cluster':
      return purposesOfTopic('kumelenme');
    default:
      return namedBy(entry, known).flatMap((named) => purposesOf(named, known));
  }
}

/** Purposes, and the telling words by the heads of their families; numbers tell nothing. */
function featuresOf(
  entry: Article | Answering,
  known: ReadonlyMap<string, Answering>,
  analyser: Analyser,
): Features {
  const features = new Map<string, Feature>();
  const add = (kind: Feature['kind'], code: string, name: string) => {
    const key = `${kind} ${code}`;
    if (!features.has(key)) features.set(key, { key, kind, name });
  };
  for (const purpose of purposesOf(entry, known)) add('purpose', purpose, purpose);
  const values: Readonly<Record<string, unknown>> = entry.data;
  const texts = Object.entries(fieldsOf(entry.type))
    .filter(([, { search, list, kind }]) => search && !list && kind !== 'reference')
    .flatMap(([name]) => [values[name] ?? []].flat().map(String));
  for (const text of [...texts, render(entry.body).text])
    for (const token of analyser.analyse(text).tokens)
      if (!analyser.isStopWord(token.word) && /^\D{3,}$/.test(token.word))
        add('word', token.root, text.slice(token.start, token.end));
  return features;
}

/** How much each feature tells, by its key. */
function weightsIn(all: readonly Features[]): ReadonlyMap<string, number> {
  const times = new Map<string, { kind: Feature['kind']; count: number }>();
  for (const features of all)
    for (const { key, kind } of features.values()) {
      const known = times.get(key);
      if (known) known.count++;
      else times.set(key, { kind, count: 1 });
    }
  return new Map(
    [...times].map(([key, { kind, count }]) => [
      key,
      (kind === 'purpose' ? purposeWeight : 1) * rarityOf(count, all.length),
    ]),
  );
}
