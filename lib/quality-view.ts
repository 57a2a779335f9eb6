import { formatAmount, formatDate, formatNumber, formatPercent, formatScore } from '#lib/format';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import type { Answered, Quality } from '#lib/search-quality';
import { typeNames } from '#lib/content-types';
import { searchHref } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import type { Cell, Row } from '#lib/view';

/** `best` cells say so in words. */
export type FigureCell = Cell & { best?: string };

export type FigureTable = {
  id: string;
  heading: string;
  columns: string[];
  rows: { head: Cell; cells: FigureCell[] }[];
  note?: string;
  /** Stands behind its heading until it is opened: large, and of interest to few. */
  folded?: true;
};

export type FigureSection = {
  id: string;
  heading: string;
  lead: string;
  /** A section of one table gives it its own heading. */
  tables: FigureTable[];
};

/** The figures of the page on how well the search finds. */
export type QualityView = {
  /** Said where nothing was measured. */
  notice?: string;
  key: Row[];
  /** Engines that were not measured. */
  absent?: { lead: string; engines: string[] };
  sections: FigureSection[];
};

// What has a name in `messages`; anything else that was measured is shown under its own.
const engineNames = new Map([
  ['Meilisearch, default settings', 'meilisearch'],
  ['PostgreSQL turkish', 'postgres'],
  ['Lucene TurkishAnalyzer', 'lucene'],
]);
const kindNames = new Set([
  'acronym',
  'apostrophe',
  'ascii',
  'case-i',
  'code',
  'compound',
  'english',
  'inflected',
  'multi-facet',
  'natural',
  'navigational',
  'prefix',
  'synonym',
  'typo',
]);
const pairKindNames = new Set([
  'apostrophe',
  'case',
  'code',
  'compound',
  'folding',
  'inflection',
  'negative',
]);
const pairPartNames = new Set([
  'strict',
  'derivation',
  'inflected',
  'word',
  'code',
  'fold-collision',
]);

/** Searches that nothing answers count for unwanted results, not for what is found. */
const unanswerable = 'zero';
const everyKind = 'all';

type SearchSet = Quality['searches'][number];
type Words = ReturnType<typeof wordsIn>;

/**
 * What was measured, in the reader's words; without `quality` it says that nothing was. In each list of
 * engines the portal's own stands first, as `npm run relevance` writes it.
 */
export function qualityView(quality: Quality | undefined, locale: Locale): QualityView {
  const words = wordsIn(locale);
  const { t } = words;
  if (!quality) return { notice: t('quality.notMeasured'), key: [], sections: [] };
  return {
    key: keyFigures(quality, words),
    ...(quality.absent.length > 0 && {
      absent: { lead: t('quality.absent'), engines: quality.absent.map(words.engine) },
    }),
    sections: [
      ...quality.searches.map((set) => searchSection(set, words)),
      pairSection(quality, words),
      costSection(quality, words),
      worstSection(quality, words),
    ].filter(({ tables }) => tables.some(({ rows }) => rows.length > 0)),
  };
}

function wordsIn(locale: Locale) {
  const t = texts(locale);
  const engine = (name: string): string => {
    const known = engineNames.get(name);
    return known ? t(`quality.engines.${known}`) : name;
  };
  return {
    t,
    locale,
    engine,
    kind: (name: string): string => (kindNames.has(name) ? t(`quality.kinds.${name}`) : name),
    /** A relation, and what of it: "inflection strict". */
    pairKind: (name: string): string => {
      const [relation = '', ...rest] = name.split(' ');
      const part = rest.join(' ');
      if (!pairKindNames.has(relation)) return name;
      const label = t(`quality.pairKinds.${relation}`);
      if (part === '' || part === relation) return label;
      return `${label} (${pairPartNames.has(part) ? t(`quality.pairParts.${part}`) : part})`;
    },
    figureOf: (name: string, figure: string): string =>
      t('quality.ofEngine', { engine: engine(name), figure: t(`quality.${figure}`) }),
    rightOf: ({ first: { right, of } }: Answered): string =>
      of === 0 ? '–' : t('quality.rightOf', { right, of }),
    score: (value: number): string => formatScore(value, locale),
    share: (value: number): string => formatPercent(Math.round(value * 1000) / 10, locale),
    amount: (value: number, unit: 'megabyte' | 'second' | 'millisecond'): string =>
      formatAmount(value, unit, locale),
  };
}

/** What a reader asks first; on searches that no rule was tuned on, where there are such. */
function keyFigures(quality: Quality, { t, locale, score, rightOf }: Words): Row[] {
  const ours = (name: SearchSet['set']) =>
    totalOf(quality.searches.find(({ set }) => set === name)?.engines[0]);
  const [judged, unseen] = [ours('judged'), ours('unseen')];
  const shown = unseen ?? judged;
  const row = (label: string, say: (all: Answered) => string): Row[] =>
    shown
      ? [
          {
            label: t(`quality.${label}`),
            cells: [
              {
                text: say(shown),
                ...(unseen && judged && { note: t('quality.tuned', { value: say(judged) }) }),
              },
            ],
          },
        ]
      : [];
  return [
    {
      label: t('quality.measured'),
      cells: [
        {
          text: formatDate(quality.on, locale),
          note: t('quality.entries', { count: quality.entries }),
        },
      ],
    },
    ...row('ndcg', ({ ndcg }) => score(ndcg)),
    ...row('recall', ({ recall }) => score(recall)),
    ...row('first', rightOf),
  ];
}

const totalOf = (engine: SearchSet['engines'][number] | undefined): Answered | undefined =>
  engine?.kinds.find(({ kind }) => kind === everyKind);

function searchSection({ set, engines }: SearchSet, words: Words): FigureSection {
  const { t } = words;
  const totals = engines.flatMap(({ engine, kinds }) =>
    kinds.filter(({ kind }) => kind === everyKind).map((all) => ({ engine, all })),
  );
  const kinds = kindTable({ set, engines }, words);
  return {
    id: `quality-${set}`,
    heading: t(`quality.sets.${set}.heading`),
    lead: t(`quality.sets.${set}.lead`, { count: totals[0]?.all.queries ?? 0 }),
    tables: [
      {
        id: `quality-${set}-engines`,
        heading: t('quality.byEngine'),
        columns: ['engine', 'ndcg', 'recall', 'mrr', 'first', 'traps', 'empty'].map((column) =>
          t(`quality.${column}`),
        ),
        rows: totals.map(({ engine, all }) => ({
          head: { text: words.engine(engine) },
          cells: [
            words.score(all.ndcg),
            words.score(all.recall),
            words.score(all.mrr),
            words.rightOf(all),
            formatNumber(all.traps, words.locale),
            formatNumber(all.empty, words.locale),
          ].map((text) => ({ text })),
        })),
      },
      // One kind alone would only say the same again.
      ...(kinds.rows.length > 1 ? [kinds] : []),
    ],
  };
}

function kindTable({ set, engines: [own, ...peers] }: SearchSet, words: Words): FigureTable {
  const { t } = words;
  const byLabel = compare(words.locale);
  const rows = (own?.kinds ?? [])
    .filter(({ kind, queries }) => ![everyKind, unanswerable].includes(kind) && queries > 0)
    .map((ours) => {
      const theirs = peers.map(({ kinds }) => kinds.find(({ kind }) => kind === ours.kind));
      const scores = [ours, ...theirs].flatMap((row) => (row ? [words.score(row.ndcg)] : []));
      const top = words.score(Math.max(...[ours, ...theirs].map((row) => row?.ndcg ?? 0)));
      // Where all are alike, none is best.
      const isContest = scores.some((score) => score !== top);
      const ndcg = (row: Answered | undefined): FigureCell => {
        if (!row) return { text: t('quality.none') };
        const text = words.score(row.ndcg);
        return { text, ...(isContest && text === top && { best: t('quality.best') }) };
      };
      return {
        head: { text: words.kind(ours.kind) },
        cells: [
          { text: formatNumber(ours.queries, words.locale) },
          { text: words.score(ours.recall) },
          ndcg(ours),
          ...theirs.map(ndcg),
        ],
      };
    })
    .sort((a, b) => byLabel(a.head.text, b.head.text));
  return {
    id: `quality-${set}-kinds`,
    heading: t('quality.byKind'),
    columns: [
      t('quality.kind'),
      t('quality.searches'),
      ...(own ? ['recall', 'ndcg'].map((figure) => words.figureOf(own.engine, figure)) : []),
      ...peers.map(({ engine }) => words.figureOf(engine, 'ndcg')),
    ],
    rows,
  };
}

function pairSection({ pairs }: Quality, words: Words): FigureSection {
  const { t } = words;
  const shareCell = (value: number | null): Cell => ({
    text: value === null ? t('quality.none') : words.share(value),
  });
  return {
    id: 'quality-pairs',
    heading: t('quality.pairs.heading'),
    lead: t('quality.pairs.lead'),
    tables: pairs.map(({ set, engines }) => ({
      id: `quality-pairs-${set}`,
      heading: t(`quality.pairs.${set}`),
      columns: [
        t('quality.pairKind'),
        t('quality.pairCount'),
        ...engines.flatMap(({ engine }) =>
          ['last', 'middle'].map((figure) => words.figureOf(engine, figure)),
        ),
      ],
      rows: (engines[0]?.kinds ?? []).map(({ kind, pairs: count }) => ({
        head: { text: words.pairKind(kind) },
        cells: [
          { text: formatNumber(count, words.locale) },
          ...engines.flatMap(({ kinds }) => {
            const row = kinds.find((other) => other.kind === kind);
            return row
              ? [shareCell(row.last), shareCell(row.middle)]
              : [shareCell(null), shareCell(null)];
          }),
        ],
      })),
      note: t('quality.precision', {
        list: engines
          .map(({ engine, precision }) => `${words.engine(engine)} ${words.share(precision)}`)
          .join('; '),
      }),
      folded: true,
    })),
  };
}

function costSection({ costs }: Quality, { t, engine: nameOf, amount }: Words): FigureSection {
  return {
    id: 'quality-costs',
    heading: t('quality.costs.heading'),
    lead: t('quality.costs.lead'),
    tables: [
      {
        id: 'quality-costs-engines',
        heading: t('quality.byEngine'),
        columns: ['engine', 'size', 'indexing', 'p50', 'p95'].map((key) => t(`quality.${key}`)),
        rows: costs.map(({ engine, size, indexing, p50, p95 }) => ({
          head: { text: nameOf(engine) },
          cells: [
            // An engine that does not tell its size has 0.
            size === 0 ? t('quality.none') : amount(size / 1e6, 'megabyte'),
            amount(indexing / 1000, 'second'),
            amount(p50, 'millisecond'),
            amount(p95, 'millisecond'),
          ].map((text) => ({ text })),
        })),
      },
    ],
  };
}

function worstSection({ worst }: Quality, { t, kind: nameOf, score }: Words): FigureSection {
  return {
    id: 'quality-worst',
    heading: t('quality.worst.heading'),
    lead: t('quality.worst.lead'),
    tables: [
      {
        id: 'quality-worst-searches',
        heading: t('quality.worst.heading'),
        columns: ['query', 'kind', 'ndcg', 'recall'].map((key) => t(`quality.${key}`)),
        rows: worst.map(({ query, locale, type, kind, ndcg, recall }) => ({
          head: {
            text: query,
            href: searchHref(
              {
                query,
                types: typeNames.filter((name) => name === type),
                chosen: {},
                sort: 'relevance',
                page: 1,
              },
              locale,
            ),
          },
          cells: [nameOf(kind), score(ndcg), score(recall)].map((text) => ({ text })),
        })),
      },
    ],
  };
}
