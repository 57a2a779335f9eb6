import { entryHref, fileHref, pageHref } from '#lib/addresses';
import { statusBadge } from '#lib/cards';
import { phraseOf, type Entry } from '#lib/entry';
import { texts, type Translate } from '#lib/messages';
import {
  factLabel,
  programmeFact,
  programmeQuestions,
  questionNames,
  type ProgrammeFact,
} from '#lib/programme-answers';
import { mostCompared, withList, without, type ShortList } from '#lib/short-list';
import { listNotices, type ProgrammesWorld } from '#lib/short-list-view';
import type { Badge, Cell, Link, Phrase } from '#lib/view';

/** One fact of every programme, in the order of the columns. */
export type ComparedFact = {
  label: string;
  /** Whether the programmes differ in it, and the word that says so. */
  differs: boolean;
  mark: string;
  /** A programme of which no source says it has none. */
  cells: Cell[][];
};

export type ComparisonView = {
  title: string;
  lead: string;
  notices: string[];
  columns: { title: Phrase; href: string; badge: Badge; remove: Link }[];
  /** Facts under the question that they answer; none where fewer than two programmes stand side by side. */
  groups: { heading: string; facts: ComparedFact[] }[];
  /** How many facts differ, in words. */
  summary: string;
  /** Shows the other half: all facts, or only those that differ. */
  toggle: Link | undefined;
  /** Programmes for which there is no room. */
  waiting: { heading: string; items: { title: Phrase; href: string; bring: Link }[] } | undefined;
  /** Where the programmes come from and go to. */
  ways: Link[];
  csv: Link | undefined;
  labels: Record<'table' | 'bring' | 'missing', string>;
};

const onlyParameter = 'only';

/** The facts, each column under its programme, as the address asks: `only=differences` leaves out the rest. */
export function comparisonView(
  parameters: URLSearchParams,
  list: ShortList,
  world: ProgrammesWorld,
): ComparisonView {
  const { locale, today } = world;
  const t = texts(locale);
  const page = pageHref('compare', locale);
  const entries = entriesOf(list.slugs, world);
  const shown = entries.slice(0, mostCompared);
  const rest = entries.slice(mostCompared);
  const isTable = shown.length > 1;
  const onlyDifferences = isTable && parameters.get(onlyParameter) === 'differences';
  const here = (slugs: readonly string[], only = onlyDifferences) =>
    withList(only ? `${page}?${onlyParameter}=differences` : page, slugs);
  const titleOf = (entry: Entry<'programme'>) => phraseOf(entry, 'title', entry.data.title);
  const all = isTable ? groupsOf(shown, world, t) : [];
  const facts = all.flatMap((group) => group.facts);
  const differing = facts.filter(({ differs }) => differs).length;
  return {
    title: t('compare.title'),
    lead: t(shown.length === 0 ? 'compare.none' : 'compare.lead', { max: mostCompared }),
    notices: [
      ...listNotices(list, t),
      ...(shown.length === 1 ? [t('compare.one')] : []),
      ...(rest.length > 0
        ? [t('compare.tooMany', { count: entries.length, max: mostCompared })]
        : []),
    ],
    columns: shown.map((entry) => ({
      title: titleOf(entry),
      href: withList(entryHref('programme', entry.slug, locale), list.slugs),
      badge: statusBadge(entry.data, { t, today }),
      remove: {
        label: t('shortList.removeOne', { title: entry.data.title }),
        href: here(without(list.slugs, entry.slug)),
      },
    })),
    groups: onlyDifferences
      ? all
          .map((group) => ({ ...group, facts: group.facts.filter(({ differs }) => differs) }))
          .filter((group) => group.facts.length > 0)
      : all,
    summary: isTable ? t('compare.summary', { count: differing, all: facts.length }) : '',
    toggle: isTable
      ? {
          label: t(onlyDifferences ? 'compare.showAll' : 'compare.showDifferences'),
          href: here(list.slugs, !onlyDifferences),
        }
      : undefined,
    waiting:
      rest.length > 0
        ? {
            heading: t('compare.waiting'),
            items: rest.map((entry) => ({
              title: titleOf(entry),
              href: withList(entryHref('programme', entry.slug, locale), list.slugs),
              bring: {
                label: t('compare.bring', { title: entry.data.title }),
                href: here([entry.slug, ...without(list.slugs, entry.slug)]),
              },
            })),
          }
        : undefined,
    ways: [
      ...(entries.length > 0
        ? [
            {
              label: t('shortList.open', { count: entries.length }),
              href: withList(pageHref('list', locale), list.slugs),
            },
          ]
        : []),
      { label: t('shortList.findMore'), href: withList(pageHref('support', locale), list.slugs) },
    ],
    csv: isTable
      ? { label: t('compare.csv'), href: withList(fileHref(page, 'csv'), list.slugs) }
      : undefined,
    labels: {
      table: t('compare.table'),
      bring: t('compare.bringShort'),
      missing: t('common.notInSource'),
    },
  };
}

/** The same as a table for a spreadsheet: a row a fact, a column a programme. */
export function comparisonTable(list: ShortList, world: ProgrammesWorld, site: string): string[][] {
  const { locale } = world;
  const t = texts(locale);
  const entries = entriesOf(list.slugs, world).slice(0, mostCompared);
  const facts = groupsOf(entries, world, t).flatMap((group) => group.facts);
  const words = (cells: readonly Cell[]) =>
    cells.map(({ text, note, href }) =>
      [text, note && `(${note})`, href && !href.startsWith('/') && !href.endsWith(text) && href]
        .filter(Boolean)
        .join(' '),
    );
  return [
    [t('compare.fact'), ...entries.map(({ data }) => data.title), t('compare.differs')],
    ...facts.map(({ label, cells, mark }) => [
      label,
      ...cells.map((own) => (own.length === 0 ? t('common.notInSource') : words(own).join('\n'))),
      mark,
    ]),
    [
      t('files.columns.address'),
      ...entries.map(({ slug }) => site + entryHref('programme', slug, locale)),
      '',
    ],
  ];
}

const entriesOf = (slugs: readonly string[], { programmeOf }: ProgrammesWorld) =>
  slugs.flatMap((slug) => programmeOf(slug) ?? []);

function groupsOf(
  entries: readonly Entry<'programme'>[],
  world: ProgrammesWorld,
  t: Translate,
): ComparisonView['groups'] {
  const compared = (name: ProgrammeFact): ComparedFact => {
    const cells = entries.map((entry) => programmeFact({ ...world, entry, t }, name) ?? []);
    const differs = new Set(cells.map((own) => JSON.stringify(factsIn(own)))).size > 1;
    return {
      label: t(factLabel(name)),
      differs,
      mark: t(differs ? 'compare.different' : 'compare.same'),
      cells,
    };
  };
  return questionNames.map((question) => ({
    heading: t(`answers.questions.${question}`),
    facts: programmeQuestions[question].map(compared),
  }));
}

/** What is said, without its sources' numbers, which count anew in every programme. */
const factsIn = (cells: readonly Cell[]) => cells.map(({ text }) => text);
