import { entryHref, pageHref } from '#lib/addresses';
import type { TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { differenceLine, entryChanges } from '#lib/entry-changes';
import type { Locale } from '#lib/field';
import { formatDate, formatNumber } from '#lib/format';
import { findingKinds, ownerOf, type Care, type Finding } from '#lib/freshness-board';
import { freshness, newestOf } from '#lib/freshness';
import { readFrontMatter } from '#lib/front-matter';
import { labelOf } from '#lib/labels';
import { texts, type Translate } from '#lib/messages';
import { owners, publicationOf } from '#lib/publication';
import { inVain, shownSearches, type Counts, type CountedSearch } from '#lib/search-counts';
import { compare } from '#lib/turkish/letters';

type Texts = { readonly [L in Locale]?: string };

/** A commit that touched an entry, with the files that it touched, before and after. */
export type TouchedVersion = {
  readonly at: Date;
  readonly reason: string;
  readonly before: Texts;
  readonly after: Texts;
};

/** An entry with every version of it, the newest first, and its files as they stand today. */
export type EntryHistory = {
  readonly type: TypeName;
  readonly slug: string;
  readonly versions: readonly TouchedVersion[];
  readonly now: Texts;
};

export type ReportWorld = {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly locale: Locale;
  readonly now: Date;
  readonly today: string;
  readonly site: string;
  /** Every entry that git has touched in the month or whose time came in it; nothing without git. */
  readonly histories: readonly EntryHistory[] | undefined;
  /** Searches as they were counted; nothing where counting is switched off. */
  readonly searches: Counts | undefined;
  readonly programmes: readonly Entry<'programme'>[];
  readonly institutionOf: (slug: string) => string | undefined;
  readonly titleOf: (type: TypeName, slug: string) => string | undefined;
  readonly findings: readonly Finding[];
  readonly careOf: (entry: Entry) => Care;
};

const mostLines = 6;
const mostSearches = 20;

/** The first moment of a month in Türkiye, and the first after it. */
export function monthBounds(month: string): { from: Date; until: Date } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const beginning = (y: number, m: number) =>
    new Date(`${y}-${String(m).padStart(2, '0')}-01T00:00:00+03:00`);
  return {
    from: beginning(year, number),
    until: number === 12 ? beginning(year + 1, 1) : beginning(year, number + 1),
  };
}

/** A file as it stood at a moment, by the commits that touched it. */
function textAt({ versions, now }: EntryHistory, locale: Locale, moment: Date): string | undefined {
  const touched = versions.filter(({ before, after }) => locale in before || locale in after);
  const last = touched.find(({ at }) => at < moment);
  if (last) return last.after[locale];
  const next = touched.at(-1);
  return next ? next.before[locale] : now[locale];
}

const textsAt = (history: EntryHistory, moment: Date): Texts => {
  const [tr, en] = [textAt(history, 'tr', moment), textAt(history, 'en', moment)];
  return { ...(tr !== undefined && { tr }), ...(en !== undefined && { en }) };
};

const fieldsIn = (text: string): Readonly<Record<string, unknown>> => {
  const read = readFrontMatter(text);
  return read.ok ? read.values : {};
};

const isLive = ({ tr }: Texts, moment: Date): boolean =>
  tr !== undefined && publicationOf(fieldsIn(tr), moment) === 'live';

type Change = {
  readonly kind: 'added' | 'changed' | 'retired';
  readonly title: string;
  readonly href: string;
  readonly type: TypeName;
  readonly lines: readonly string[];
};

/** What became of an entry in the month, as readers saw it; nothing where they saw no difference. */
function changeOf(history: EntryHistory, world: ReportWorld): Change | undefined {
  const { locale } = world;
  const { from, until } = monthBounds(world.month);
  const end = until < world.now ? until : world.now;
  const [before, after] = [textsAt(history, from), textsAt(history, end)];
  const [was, is] = [isLive(before, from), isLive(after, end)];
  const { type, slug } = history;
  const shown = is ? after : before;
  const title = fieldsIn(shown[locale] ?? shown.tr ?? '').title ?? fieldsIn(shown.tr ?? '').title;
  const change = {
    title: typeof title === 'string' ? title : slug,
    href: world.site + entryHref(type, slug, locale),
    type,
  };
  if (!was && !is) return undefined;
  if (was !== is) return { ...change, kind: is ? 'added' : 'retired', lines: [] };
  const lines = entryChanges(type, before, after, {
    locale,
    readBy: 'readers',
    titleOf: world.titleOf,
  }).map((difference) => differenceLine(difference, locale));
  return lines.length === 0 ? undefined : { ...change, kind: 'changed', lines };
}

/** Text as Markdown shows it, whatever signs stand in it. */
const plain = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, String.raw`\$&`);

const table = (rows: readonly (readonly string[])[]): string => {
  const [head = '', ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].join('\n');
};

/**
 * What the team wants to know of a month, in Markdown: what came, changed and went by git, what people
 * searched for, and how fresh the content is today. What is not known is said, never left out.
 */
export function monthlyReport(world: ReportWorld): string {
  const t = texts(world.locale);
  const { until } = monthBounds(world.month);
  return `${[
    `# ${t('report.title', { month: formatDate(world.month, world.locale) })}`,
    t(until <= world.now ? 'report.whole' : 'report.soFar', {
      day: formatDate(world.today, world.locale),
    }),
    ...changesPart(world, t),
    ...searchesPart(world, t),
    ...freshnessPart(world, t),
  ].join('\n\n')}\n`;
}

function changesPart(world: ReportWorld, t: Translate): string[] {
  if (world.histories === undefined) return [`## ${t('report.changes')}`, t('report.noGit')];
  const byTitle = compare(world.locale);
  const changes = world.histories
    .flatMap((history) => changeOf(history, world) ?? [])
    .sort((a, b) => byTitle(a.title, b.title));
  return (['added', 'changed', 'retired'] as const).flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    return [
      `## ${t(`report.${kind}`, { count: own.length })}`,
      own.length === 0
        ? t('report.nothing')
        : own.map((change) => changeText(change, t)).join('\n'),
    ];
  });
}

function changeText({ title, href, type, lines }: Change, t: Translate): string {
  const more = lines.length - mostLines;
  return [
    `- [${plain(title)}](${href}) – ${t(`types.${type}.singular`)}`,
    ...lines.slice(0, mostLines).map((line) => `  - ${plain(line)}`),
    ...(more > 0 ? [`  - ${t('report.more', { count: more })}`] : []),
  ].join('\n');
}

function searchesPart({ searches, month, locale }: ReportWorld, t: Translate): string[] {
  const heading = `## ${t('report.searched')}`;
  if (searches === undefined) return [heading, t('report.notCounted')];
  // What may be shown is judged by the month alone.
  const own = Object.fromEntries(
    Object.entries(searches).flatMap(([key, months]) => {
      const counted = months[month];
      return counted ? [[key, { [month]: counted }]] : [];
    }),
  );
  const shown = shownSearches(own);
  const missed = shown
    .filter(inVain)
    .sort((a, b) => b.nothing + b.similar - (a.nothing + a.similar));
  const rows = (
    list: readonly CountedSearch[],
    columns: readonly ('searched' | 'clicked' | 'nothing' | 'similar')[],
  ) =>
    list.length === 0
      ? t('report.noSearches')
      : table([
          [
            t('report.columns.query'),
            t('report.columns.language'),
            ...columns.map((name) => t(`report.columns.${name}`)),
          ],
          ...list
            .slice(0, mostSearches)
            .map((search) => [
              plain(search.query),
              search.locale,
              ...columns.map((name) => formatNumber(search[name], locale)),
            ]),
        ]);
  return [
    heading,
    t('report.threshold'),
    rows(shown, ['searched', 'clicked']),
    `## ${t('report.inVain')}`,
    rows(missed, ['searched', 'nothing', 'similar']),
  ];
}

function freshnessPart(world: ReportWorld, t: Translate): string[] {
  const { locale, today } = world;
  const number = (count: number) => formatNumber(count, locale);
  const states = ['verified', 'check', 'old'] as const;
  const slugs = [...new Set(world.programmes.map(({ data }) => data.institution))];
  const expired = (slug: string) =>
    world.findings.filter(
      ({ kind, entry }) =>
        kind === 'expired' && entry.type === 'programme' && entry.data.institution === slug,
    ).length;
  const institutions = slugs
    .map((slug) => {
      const programmes = world.programmes.filter(({ data }) => data.institution === slug);
      const fresh = programmes.map(({ data }) =>
        freshness(data.checkedOn, newestOf(data.sources.map(({ date }) => date)), today),
      );
      return {
        name: world.institutionOf(slug) ?? slug,
        cells: [
          programmes.length,
          ...states.map((state) => fresh.filter((one) => one.state === state).length),
          expired(slug),
        ],
      };
    })
    .sort((a, b) => compare(locale)(a.name, b.name));
  const desks = owners.codes.map((owner) => {
    const own = world.findings.filter(({ entry }) => ownerOf(entry, world.careOf(entry)) === owner);
    return [
      labelOf(owners, owner, t),
      ...findingKinds.map((kind) => number(own.filter((one) => one.kind === kind).length)),
    ];
  });
  return [
    `## ${t('report.freshness')}`,
    t('report.asOf', {
      day: formatDate(today, locale),
      board: world.site + pageHref('freshness', locale),
    }),
    table([
      [
        t('report.columns.institution'),
        t('report.columns.programmes'),
        ...states.map((state) => t(`freshness.${state}`)),
        t('freshnessBoard.kinds.expired'),
      ],
      ...institutions.map(({ name, cells }) => [plain(name), ...cells.map(number)]),
    ]),
    `### ${t('report.desks')}`,
    table([
      [
        t('freshnessBoard.filters.owner'),
        ...findingKinds.map((kind) => t(`freshnessBoard.kinds.${kind}`)),
      ],
      ...desks,
    ]),
  ];
}
