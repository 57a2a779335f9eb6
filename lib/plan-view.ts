import { entryHref, fileHref, listHref, pageHref } from '#lib/addresses';
import { periodBadge } from '#lib/cards';
import { fieldsOf, planTopics, plans, sectors, type TypeName } from '#lib/content-types';
import {
  inPlanOrder,
  numberOf,
  periodOf,
  placeOf,
  sectorsByTopics,
  type Article,
} from '#lib/development-plan';
import { phraseOf } from '#lib/entry';
import { relationItem, type Neighbour } from '#lib/entry-view';
import { facetsFor, isPresence, wildcardOf } from '#lib/facets';
import type { List, Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { defaultSort, searchHref, type Search } from '#lib/search-state';
import type { Badge, Link, Phrase, RelationItem, SelectFilter } from '#lib/view';

/** The articles of all plans, what is linked to each, and the day. */
export type PlanWorld = {
  readonly locale: Locale;
  readonly today: string;
  readonly site: string;
  readonly articles: readonly Article[];
  readonly neighboursOf: (article: Article) => readonly Neighbour[];
};

/** The plan's headings above an article, outermost first, or that no source names them. */
export const sectionOf = (
  { sectionPath }: Pick<Article['data'], 'sectionPath'>,
  locale: Locale,
  t: Translate,
): Phrase[] =>
  sectionPath?.map((text) => ({ text, ...(locale === 'en' && { lang: 'tr' as const }) })) ?? [
    { text: t('plan.noSection') },
  ];

/** An article as a line of a list. */
export type ArticleLink = { link: Link; number: string; lang?: 'tr' | 'en' };

const linkTo = (article: Article, locale: Locale): ArticleLink => {
  const { lang } = phraseOf(article, 'title', article.data.title);
  return {
    number: article.data.number,
    link: { label: article.data.title, href: entryHref('plan', article.slug, locale) },
    ...(lang && { lang }),
  };
};

/** What an article's page says beside its text and its links. */
export type ArticleView = {
  place: {
    heading: string;
    /** The plan's headings, outermost first. */
    path: Phrase[];
    groups: { label: string; items: ArticleLink[]; missing?: string }[];
  };
  /** The article of another plan on the same subject. */
  counterparts: { heading: string; items: RelationItem[]; unknown?: string };
  /** Kinds of entries of which none is linked. */
  gaps?: string;
  citation: { heading: string; note?: string; items: { label: string; text: string }[] };
};

/** What serves an article, in the order of pages and tables. */
export const servingTypes = ['programme', 'cluster', 'news', 'event'] as const satisfies TypeName[];
export type ServingType = (typeof servingTypes)[number];

/** What an article's page says beside its text and its links. */
export function articleView(article: Article, world: PlanWorld): ArticleView {
  const { locale, articles, neighboursOf } = world;
  const t = texts(locale);
  const { data } = article;
  const neighbours = neighboursOf(article);
  const { parent, siblings, children } = placeOf(article, articles);
  const group = (name: string, some: readonly Article[], missing?: string) =>
    some.length > 0 || missing !== undefined
      ? [
          {
            label: t(`plan.${name}`),
            items: some.map((one) => linkTo(one, locale)),
            ...(missing !== undefined && { missing }),
          },
        ]
      : [];
  const other = neighbours.filter(({ entry }) => entry.type === 'plan');
  const without = servingTypes.filter(
    (type) => !neighbours.some(({ entry }) => entry.type === type),
  );
  return {
    place: {
      heading: t('plan.place'),
      path: [{ text: labelOf(plans, data.plan, t) }, ...sectionOf(data, locale, t)],
      groups: [
        ...group(
          'parent',
          parent?.article ? [parent.article] : [],
          parent && !parent.article
            ? t('plan.parentMissing', { number: parent.number })
            : undefined,
        ),
        ...group('siblings', siblings),
        ...group('children', children),
      ],
    },
    counterparts: {
      heading: t(`plan.counterparts.${data.plan === '12' ? 'earlier' : 'later'}`),
      items: other.map((one) => ({
        ...relationItem(one, locale, t),
        typeLabel: articleName(one.entry, t),
      })),
      ...(other.length === 0 && { unknown: t('plan.counterparts.unknown') }),
    },
    ...(without.length > 0 && {
      gaps: t('plan.gaps', {
        list: without.map((type) => t(`plan.serving.${type}`)).join(', '),
      }),
    }),
    citation: citationOf(article, world, t),
  };
}

const articleName = (entry: Neighbour['entry'], t: Translate): string =>
  entry.type === 'plan'
    ? t('plan.article', { plan: entry.data.plan, number: entry.data.number })
    : '';

function citationOf(
  { slug, data }: Article,
  { locale, today, site }: PlanWorld,
  t: Translate,
): ArticleView['citation'] {
  const address = site + entryHref('plan', slug, locale);
  const official = t(`plan.official.${data.plan}`);
  const published = data.plan === '11' ? t('plan.published.11') : '';
  const title = t('plan.citation.title', { official, number: data.number });
  const seen = t('plan.citation.seen', { address, date: formatDate(today, locale) });
  const { from } = periodOf(data.plan, today);
  const bibtex = [
    `@misc{${slug},`,
    `  title = {${title}},`,
    ...(published ? [`  howpublished = {${published}},`] : []),
    ...(data.plan === '11' ? [`  year = {${from}},`] : []),
    `  url = {${address}},`,
    `  urldate = {${today}},`,
    `  langid = {${locale === 'tr' ? 'turkish' : 'english'}}`,
    '}',
  ].join('\n');
  return {
    heading: t('plan.citation.heading'),
    ...(!data.text && { note: t('plan.citation.textNotSeen') }),
    items: [
      {
        label: t('plan.citation.plain'),
        text: [title, published, seen]
          .filter((part) => part !== '')
          .map((part) => `${part}.`)
          .join(' '),
      },
      { label: 'BibTeX', text: bibtex },
      { label: t('plan.citation.link'), text: address },
    ],
  };
}

/** What to say where an address names an article that is not in the portal, and which ones are near it. */
export type MissingArticle = {
  text: string;
  near: { lead: string; links: ArticleLink[] } | undefined;
};

/** The articles that begin with the same number; `309.05` and `309.50` are near 309.5. */
export function missingArticle(
  { plan, number }: { plan: string; number: string },
  { articles, locale }: Pick<PlanWorld, 'articles' | 'locale'>,
): MissingArticle {
  const t = texts(locale);
  const own = articles.filter(({ data }) => data.plan === plan);
  const near = own
    .filter((one) => numberOf(one)[0] === Number.parseInt(number, 10))
    .sort(inPlanOrder);
  return {
    text: t(own.length === 0 ? 'plan.noPlan' : 'plan.noArticle', { plan, number }),
    near:
      near.length === 0
        ? undefined
        : { lead: t('plan.near'), links: near.map((one) => linkTo(one, locale)) },
  };
}

/** What stands above the list of articles. */
export type PlanOverview = {
  lead: string;
  /** What the source says of its own count, and what it lists. */
  note: string;
  ways: Link[];
  matrix: {
    summary: string;
    caption: string;
    corner: string;
    columns: string[];
    rows: { label: string; cells: { text: string; href?: string; label?: string }[] }[];
  };
};

const planSearch = (chosen: Search['chosen']): Search => ({
  query: '',
  types: ['plan'],
  chosen,
  sort: defaultSort({ query: '', types: ['plan'] }),
  page: 1,
});

/** The plans' articles at a glance: sectors by topics, and the ways to what serves them. */
export function planOverview({ articles, locale }: PlanWorld): PlanOverview {
  const t = texts(locale);
  const { topics, rows } = sectorsByTopics(articles);
  const seen = articles.filter(({ data }) => data.text).length;
  return {
    lead: t('plan.lead', { count: articles.length, seen }),
    note: t('plan.fifteen'),
    ways: [
      { label: t('gaps.title'), href: pageHref('gaps', locale) },
      { label: t('plans.title'), href: pageHref('plans', locale) },
    ],
    matrix: {
      summary: t('plan.matrix.summary'),
      caption: t('plan.matrix.caption'),
      corner: t('facets.sector'),
      columns: topics.map((topic) => labelOf(planTopics, topic, t)),
      rows: rows.map(({ sector, counts }) => ({
        label: labelOf(sectors, sector, t),
        cells: counts.map((count, column) => {
          const topic = topics[column] ?? '';
          return count === 0
            ? { text: '–' }
            : {
                text: String(count),
                href: searchHref(planSearch({ sector: [sector], topic: [topic] }), locale),
                label: t('plan.matrix.cell', {
                  sector: labelOf(sectors, sector, t),
                  topic: labelOf(planTopics, topic, t),
                  count,
                }),
              };
        }),
      })),
    },
  };
}

/** The plans side by side. */
export type PlanComparison = {
  title: string;
  lead: string;
  columns: { heading: string; badge: Badge; note: string }[];
  topics: { heading: string; cells: ComparedArticle[][] }[];
  none: string;
};

export type ComparedArticle = ArticleLink & {
  /** Whether the official text was seen. */
  text: Badge;
  counterpart?: { text: string; links: ArticleLink[] };
};

const compared = ['11', '12'] as const;

/** What each plan says on a topic; an article stands under each of its topics. */
export function planComparison({
  articles,
  locale,
  today,
  neighboursOf,
}: PlanWorld): PlanComparison {
  const t = texts(locale);
  const ordered = [...articles].sort(inPlanOrder);
  const view = (article: Article): ComparedArticle => {
    const others = neighboursOf(article).flatMap(({ entry, relation }) =>
      entry.type === 'plan' ? [{ entry, relation }] : [],
    );
    const [first] = others;
    return {
      ...linkTo(article, locale),
      text: article.data.text
        ? { label: t('plans.seen'), tone: 'good' }
        : { label: t('plans.notSeen'), tone: 'warn' },
      ...(first && {
        counterpart: {
          text: t(`plans.counterpart.${first.relation.basis}`),
          links: others.map(({ entry }) => linkTo(entry, locale)),
        },
      }),
    };
  };
  return {
    title: t('plans.title'),
    lead: t('plans.lead'),
    none: t('plans.none'),
    columns: compared.map((plan) => {
      const own = articles.filter(({ data }) => data.plan === plan);
      return {
        heading: labelOf(plans, plan, t),
        badge: periodBadge(plan, today, t),
        note: t('plans.count', {
          count: own.length,
          seen: own.filter(({ data }) => data.text).length,
        }),
      };
    }),
    topics: planTopics.codes.flatMap((topic) => {
      const cells = compared.map((plan) =>
        ordered.filter(({ data }) => data.plan === plan && data.topics?.includes(topic)).map(view),
      );
      return cells.every((cell) => cell.length === 0)
        ? []
        : [{ heading: labelOf(planTopics, topic, t), cells }];
    }),
  };
}

/** Which articles nothing in the portal answers to. */
export type GapsView = {
  title: string;
  lead: string;
  action: string;
  summary: string;
  notices: string[];
  filters: SelectFilter[];
  labels: Record<'submit' | 'table' | 'article' | 'none', string>;
  tools: Record<'print' | 'share' | 'copied', string>;
  columns: string[];
  rows: GapRow[];
  totals: { label: string; cells: string[] };
  ways: Link[];
};

export type GapRow = ArticleLink & {
  plan: string;
  /** Nothing at all is linked. */
  isEmpty: boolean;
  empty: string;
  cells: { text: string; href?: string; label: string }[];
};

type GapQuestion = { readonly chosen: Search['chosen']; readonly onlyEmpty: boolean };

/** Whether an article has one of the chosen values of every facet, as the list of articles filters. */
function holds(article: Article, chosen: Search['chosen']): boolean {
  const values: Readonly<Record<string, unknown>> = article.data;
  const fields = Object.entries(fieldsOf('plan'));
  return facetsFor(['plan']).every((facet) => {
    const wanted = chosen[facet.key];
    if (!wanted) return true;
    const [name, field] = fields.find(([, one]) => one.facet === facet.key) ?? [];
    if (name === undefined || !field) return false;
    const own = isPresence(field)
      ? [values[name] === undefined || values[name] === false ? 'no' : 'yes']
      : [values[name] ?? []].flat().map(String);
    return own.some((value) => wanted.includes(value) || value === wildcardOf(facet));
  });
}

const linkedCounts = (neighbours: readonly Neighbour[]): Record<ServingType, number> => {
  const count = (type: ServingType) =>
    new Set(neighbours.flatMap(({ entry }) => (entry.type === type ? [entry.slug] : []))).size;
  return {
    programme: count('programme'),
    cluster: count('cluster'),
    news: count('news'),
    event: count('event'),
  };
};

function gapRows({ chosen, onlyEmpty }: GapQuestion, { articles, neighboursOf }: PlanWorld) {
  return [...articles]
    .sort(inPlanOrder)
    .filter((article) => holds(article, chosen))
    .map((article) => ({ article, counts: linkedCounts(neighboursOf(article)) }))
    .filter(({ counts }) => !onlyEmpty || Object.values(counts).every((count) => count === 0));
}

const gapFilters: readonly { key: string; list: List }[] = [
  { key: 'plan', list: plans },
  { key: 'sector', list: sectors },
  { key: 'topic', list: planTopics },
];

/** Articles by what is linked to them; `empty=yes` leaves only those without anything. */
export function gapsView(
  question: GapQuestion,
  notices: readonly string[],
  world: PlanWorld,
): GapsView {
  const { locale, articles } = world;
  const t = texts(locale);
  const rows = gapRows(question, world);
  const isEmpty = ({ counts }: (typeof rows)[number]) =>
    Object.values(counts).every((count) => count === 0);
  const there = ({ key, list }: (typeof gapFilters)[number]) =>
    list.codes.filter(
      (code) => code !== list.all && articles.some((article) => holds(article, { [key]: [code] })),
    );
  const yes = [{ value: 'yes', label: t('lists.presence.yes'), selected: true }];
  const flag = (name: string, label: string, selected: boolean) => ({
    name,
    label,
    any: t('search.any'),
    options: yes.map((option) => ({ ...option, selected })),
  });
  return {
    title: t('gaps.title'),
    lead: t('gaps.lead'),
    action: pageHref('gaps', locale),
    notices: [...notices],
    summary: t('gaps.summary', { count: rows.length, empty: rows.filter(isEmpty).length }),
    filters: [
      ...gapFilters.map((filter) => ({
        name: filter.key,
        label: t(`facets.${filter.key}`),
        any: t('search.any'),
        options: there(filter).map((value) => ({
          value,
          label: labelOf(filter.list, value, t),
          selected: question.chosen[filter.key]?.includes(value) ?? false,
        })),
      })),
      flag(
        'clusterWord',
        t('facets.clusterWord'),
        question.chosen.clusterWord?.includes('yes') ?? false,
      ),
      flag('empty', t('gaps.onlyEmpty'), question.onlyEmpty),
    ],
    labels: {
      submit: t('search.apply'),
      table: t('gaps.table'),
      article: t('types.plan.singular'),
      none: t('gaps.none'),
    },
    tools: { print: t('entry.print'), share: t('entry.share'), copied: t('entry.copied') },
    columns: servingTypes.map((type) => t(`types.${type}.plural`)),
    rows: rows.map((row): GapRow => ({
      ...linkTo(row.article, locale),
      plan: labelOf(plans, row.article.data.plan, t),
      isEmpty: isEmpty(row),
      empty: t('gaps.empty'),
      cells: servingTypes.map((type) => {
        const count = row.counts[type];
        const label = t('gaps.cell', { count, type: t(`types.${type}.plural`) });
        return count === 0
          ? { text: '0', label }
          : {
              text: String(count),
              label,
              href: `${entryHref('plan', row.article.slug, locale)}#relations-${type}`,
            };
      }),
    })),
    totals: {
      label: t('gaps.totals'),
      cells: servingTypes.map((type) =>
        t('gaps.total', {
          with: rows.filter(({ counts }) => counts[type] > 0).length,
          all: rows.length,
        }),
      ),
    },
    ways: [
      {
        label: t('files.formats.csv'),
        href: fileHref(gapsHref(question, locale), 'csv'),
      },
      { label: t('types.plan.plural'), href: listHref('plan', locale) },
      { label: t('plans.title'), href: pageHref('plans', locale) },
    ],
  };
}

function gapsHref({ chosen, onlyEmpty }: GapQuestion, locale: Locale): string {
  const parameters = new URLSearchParams(
    Object.entries(chosen).flatMap(([key, values]) =>
      values.map((value): [string, string] => [key, value]),
    ),
  );
  if (onlyEmpty) parameters.set('empty', 'yes');
  const query = parameters.toString();
  return `${pageHref('gaps', locale)}${query && `?${query}`}`;
}

/** The same as rows of a table, the heading first. */
export function gapsTable(question: GapQuestion, world: PlanWorld): string[][] {
  const { locale, site } = world;
  const t = texts(locale);
  return [
    [
      t('facets.plan'),
      t('fields.number'),
      t('fields.title'),
      ...servingTypes.map((type) => t(`types.${type}.plural`)),
      t('files.columns.address'),
    ],
    ...gapRows(question, world).map(({ article, counts }) => [
      labelOf(plans, article.data.plan, t),
      article.data.number,
      article.data.title,
      ...servingTypes.map((type) => String(counts[type])),
      site + entryHref('plan', article.slug, locale),
    ]),
  ];
}
