import {
  compareArticleNumbers,
  parentOf,
  parseArticleNumber,
  writeArticleNumber,
  type ArticleNumber,
} from '#lib/article-number';
import { planTopics, plans, sectors } from '#lib/content-types';
import type { Entry } from '#lib/entry';

export type Article = Entry<'plan'>;

/** The years that each plan was made for, first and last, as its own title says them. */
const periods: Readonly<Record<(typeof plans.codes)[number], readonly [from: number, to: number]>> =
  {
    '10': [2014, 2018],
    '11': [2019, 2023],
    '12': [2024, 2028],
  };

export type Period = {
  readonly from: number;
  readonly to: number;
  readonly state: 'over' | 'current' | 'ahead';
};

function planCode(plan: string): (typeof plans.codes)[number] {
  const code = plans.codes.find((one) => one === plan);
  if (!code) throw new Error(`there is no plan ${plan}`);
  return code;
}

/** A plan's years, and where that day (`YYYY-MM-DD`) stands to them. */
export function periodOf(plan: string, today: string): Period {
  const [from, to] = periods[planCode(plan)];
  const year = Number(today.slice(0, 4));
  return { from, to, state: year > to ? 'over' : year < from ? 'ahead' : 'current' };
}

/** Content is checked before it comes here. */
export function numberOf({ data }: Pick<Article, 'data'>): ArticleNumber {
  const number = parseArticleNumber(data.number);
  if (!number) throw new Error(`${data.number} is no article number`);
  return number;
}

/** The older plan first, then by number. */
export const inPlanOrder = (a: Article, b: Article): number =>
  Number(a.data.plan) - Number(b.data.plan) || compareArticleNumbers(numberOf(a), numberOf(b));

export type Place = {
  /** The number above it, with its article where there is one in the portal. */
  readonly parent: { readonly number: string; readonly article: Article | undefined } | undefined;
  readonly siblings: readonly Article[];
  readonly children: readonly Article[];
};

/** Where an article stands among those of its plan. */
export function placeOf({ slug, data }: Article, articles: readonly Article[]): Place {
  const own = articles.filter((one) => one.data.plan === data.plan).sort(inPlanOrder);
  const parent = (number: ArticleNumber) => {
    const above = parentOf(number);
    return above && writeArticleNumber(above);
  };
  const above = parent(numberOf({ data }));
  const under = (number: string) => own.filter((one) => parent(numberOf(one)) === number);
  return {
    parent:
      above === undefined
        ? undefined
        : { number: above, article: own.find((one) => one.data.number === above) },
    siblings: above === undefined ? [] : under(above).filter((one) => one.slug !== slug),
    children: under(data.number),
  };
}

const isOf = (codes: readonly string[] | undefined, code: string, all?: string): boolean =>
  (codes ?? []).some((own) => own === code || own === all);

export type MatrixRow = { readonly sector: string; readonly counts: readonly number[] };

/**
 * How many articles concern each sector and topic, as the list filtered by both would count them: what is
 * written for all sectors counts in each. Rows and columns without any are left out.
 */
export function sectorsByTopics(articles: readonly Article[]): {
  topics: readonly string[];
  rows: readonly MatrixRow[];
} {
  const topics = planTopics.codes.filter((topic) =>
    articles.some(({ data }) => isOf(data.topics, topic)),
  );
  const rows = sectors.codes
    .filter((sector) => sector !== sectors.all)
    .filter((sector) => articles.some(({ data }) => isOf(data.sectors, sector)))
    .map((sector) => ({
      sector,
      counts: topics.map(
        (topic) =>
          articles.filter(
            ({ data }) => isOf(data.sectors, sector, sectors.all) && isOf(data.topics, topic),
          ).length,
      ),
    }));
  return { topics, rows };
}
