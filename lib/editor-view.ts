import { typeNames, type TypeName } from '#lib/content-types';
import { editorHref, hasRight, type Role } from '#lib/editors';
import { contentTypes } from '#lib/content-types';
import { slugPattern, type Locale } from '#lib/field';
import { formatDate } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { owners, type Publication } from '#lib/publication';
import { fold } from '#lib/turkish/letters';
import type { Badge, Link, PageLink, SelectFilter } from '#lib/view';

/** What is being written beside a live entry, or before there is one. */
export type CopyState = {
  readonly stage: 'draft' | 'review' | 'approved';
  readonly by: string;
  /** The addresses of everybody whose words are in it: none of them reviews it. */
  readonly authors: readonly string[];
  readonly savedAt: Date;
  readonly sentBack?: { readonly by: string; readonly note: string };
};

/** An entry as the editors' list knows it. `publication` is absent where it was never published. */
export type EditorRow = {
  readonly type: TypeName;
  readonly slug: string;
  readonly title: string;
  readonly hasTwin: boolean;
  readonly publication?: Publication;
  readonly copy?: CopyState;
  readonly owner?: string;
  readonly freshness?: 'verified' | 'check' | 'old';
  readonly problems: number;
  /** Reports of readers that wait for an answer. */
  readonly reports: number;
  readonly changed: Date;
};

type Me = { readonly email: string; readonly role: Role };

/** Where an entry stands, for editors: what is being written counts before what is live. */
const listStates = [
  'draft',
  'review',
  'approved',
  'scheduled',
  'live',
  'retired',
] as const satisfies readonly (Publication | CopyState['stage'])[];
export type ListState = (typeof listStates)[number];

/** Every state that an entry is in at once: a live one may have a draft beside it. */
export const statesOf = ({ publication, copy }: Pick<EditorRow, 'publication' | 'copy'>) =>
  [...new Set([copy?.stage, publication])].filter((state) => state !== undefined);

/** What somebody can do next for an entry, the most pressing first; nothing where it waits for others. */
export type Waiting = 'sent-back' | 'to-review' | 'to-publish' | 'mine';

export function waitsFor(me: Me, copy: CopyState | undefined): Waiting | undefined {
  if (!copy) return undefined;
  const isMine = copy.authors.some((email) => sameAddress(email, me.email));
  if (copy.stage === 'draft') return isMine ? (copy.sentBack ? 'sent-back' : 'mine') : undefined;
  if (copy.stage === 'approved') return hasRight(me.role, 'publish') ? 'to-publish' : undefined;
  return !isMine && hasRight(me.role, 'review') ? 'to-review' : undefined;
}

const sameAddress = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The address of an entry's form; `more` is a page below it. */
export const entryEditHref = (
  { type, slug }: { type: TypeName; slug: string },
  locale: Locale,
  more = '',
): string =>
  editorHref(
    'entry',
    locale,
    [contentTypes[type].path.tr, slug, more].filter((part) => part !== '').join('/'),
  );

/** The entry that such an address names, whether there is one or not. */
export function entryKeyAt(
  path: string,
  slug: string,
): { type: TypeName; slug: string } | undefined {
  const type = typeNames.find((one) => contentTypes[one].path.tr === path);
  return type && slug.length <= 120 && slugPattern.test(slug) ? { type, slug } : undefined;
}

export type EntryLine = {
  readonly title: Link;
  readonly type: string;
  readonly badges: readonly Badge[];
  /** Who is writing, or what the reviewer said. */
  readonly note?: string;
  readonly owner: string;
  readonly changed: string;
  readonly problems?: string;
};

export type EditorList = {
  readonly title: string;
  readonly waiting: {
    heading: string;
    none: string;
    groups: { heading: string; lines: EntryLine[] }[];
  };
  readonly filters: {
    action: string;
    query: { label: string; value: string };
    selects: SelectFilter[];
    withProblems: { label: string; checked: boolean };
    submit: string;
    clear: Link | undefined;
  };
  readonly heading: string;
  readonly columns: readonly string[];
  readonly lines: readonly EntryLine[];
  readonly pages: readonly PageLink[];
  readonly pagesLabel: string;
  readonly none: string;
  readonly fresh: Link;
};

const pageSize = 50;
const waitings = ['sent-back', 'to-review', 'to-publish', 'mine'] as const satisfies Waiting[];

/** The list of all entries as an address asks for it, what waits for me first. */
export function editorList(
  rows: readonly EditorRow[],
  asked: URLSearchParams,
  me: Me,
  locale: Locale,
): EditorList {
  const t = texts(locale);
  const question = questionIn(asked);
  const found = rows
    .filter((row) => isWanted(row, question))
    .sort((a, b) => b.changed.getTime() - a.changed.getTime());
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(Math.max(Number(asked.get('page')) || 1, 1), pages);
  const hrefOf = (to: number) => {
    const parameters = new URLSearchParams(asked);
    parameters.delete('page');
    if (to > 1) parameters.set('page', String(to));
    const query = parameters.toString();
    return `${editorHref('entries', locale)}${query === '' ? '' : `?${query}`}`;
  };
  const waiting = waitings.flatMap((kind) => {
    const mine = rows.filter(({ copy }) => waitsFor(me, copy) === kind);
    return mine.length === 0
      ? []
      : [
          {
            heading: t(`write.waiting.${kind}`, { count: mine.length }),
            lines: mine.map((row) => lineOf(row, locale, t)),
          },
        ];
  });
  const isAsked = Object.values(question).some((value) => value !== '' && value !== false);
  return {
    title: t('write.list.title'),
    waiting: {
      heading: t('write.waiting.heading'),
      none: t('write.waiting.none'),
      groups: waiting,
    },
    filters: {
      action: editorHref('entries', locale),
      query: { label: t('write.list.query'), value: question.q },
      selects: [
        select('type', typeNames, question.type, (code) => t(`types.${code}.plural`), t),
        select('state', listStates, question.state, (code) => t(`write.states.${code}`), t),
        select('owner', owners.codes, question.owner, (code) => t(`lists.owners.${code}`), t),
        select('fresh', freshnesses, question.fresh, (code) => t(`freshness.${code}`), t),
      ],
      withProblems: { label: t('write.list.withProblems'), checked: question.problems },
      submit: t('write.list.submit'),
      clear: isAsked
        ? { label: t('write.list.clear'), href: editorHref('entries', locale) }
        : undefined,
    },
    heading: t('write.list.count', { count: found.length }),
    columns: ['title', 'state', 'owner', 'changed'].map((name) => t(`write.list.columns.${name}`)),
    lines: found.slice((page - 1) * pageSize, page * pageSize).map((row) => lineOf(row, locale, t)),
    pages:
      pages === 1
        ? []
        : Array.from({ length: pages }, (_, index) => ({
            label: String(index + 1),
            href: hrefOf(index + 1),
            current: index + 1 === page,
            spoken: t('search.page', { page: index + 1 }),
          })),
    pagesLabel: t('write.list.pages'),
    none: t('write.list.none'),
    fresh: { label: t('write.list.fresh'), href: editorHref('fresh', locale) },
  };
}

const freshnesses = ['verified', 'check', 'old'] as const;

type Question = {
  readonly q: string;
  readonly type: string;
  readonly state: string;
  readonly owner: string;
  readonly fresh: string;
  readonly problems: boolean;
};

/** What an address asks; a value that is none counts as not asked. */
function questionIn(asked: URLSearchParams): Question {
  const among = (name: string, known: readonly string[]) =>
    known.find((value) => value === asked.get(name)) ?? '';
  return {
    q: (asked.get('q') ?? '').slice(0, 200).trim(),
    type: among('type', typeNames),
    state: among('state', listStates),
    owner: among('owner', owners.codes),
    fresh: among('fresh', freshnesses),
    problems: asked.get('problems') === '1',
  };
}

function isWanted(row: EditorRow, { q, type, state, owner, fresh, problems }: Question): boolean {
  const heap = fold(`${row.title} ${row.slug}`);
  return (
    fold(q)
      .split(/\s+/)
      .every((word) => heap.includes(word)) &&
    (type === '' || row.type === type) &&
    (state === '' || statesOf(row).some((one) => one === state)) &&
    (owner === '' || row.owner === owner) &&
    (fresh === '' || row.freshness === fresh) &&
    (!problems || row.problems > 0)
  );
}

const select = (
  name: string,
  codes: readonly string[],
  chosen: string,
  labelOf: (code: string) => string,
  t: Translate,
): SelectFilter => ({
  name,
  label: t(`write.list.filters.${name}`),
  any: t('search.any'),
  options: codes.map((value) => ({ value, label: labelOf(value), selected: value === chosen })),
});

const tones = {
  draft: 'warn',
  review: 'info',
  approved: 'info',
  scheduled: 'info',
  live: 'good',
  retired: 'muted',
} as const satisfies Record<ListState, Badge['tone']>;

const freshnessTones = { verified: 'good', check: 'warn', old: 'muted' } as const;

/** A state in words and a colour. */
export const stateBadge = (state: ListState, t: Translate): Badge => ({
  label: t(`write.states.${state}`),
  tone: tones[state],
});

function lineOf(row: EditorRow, locale: Locale, t: Translate): EntryLine {
  const { copy } = row;
  const note = copy?.sentBack
    ? t('write.list.sentBack', { by: copy.sentBack.by, note: copy.sentBack.note })
    : copy && t('write.list.writing', { by: copy.by, when: momentWords(copy.savedAt, locale) });
  return {
    title: { label: row.title || row.slug, href: entryEditHref(row, locale) },
    type: t(`types.${row.type}.singular`),
    badges: [
      ...statesOf(row).map((state) => stateBadge(state, t)),
      ...(row.freshness && row.publication === 'live' && row.freshness !== 'verified'
        ? [{ label: t(`freshness.${row.freshness}`), tone: freshnessTones[row.freshness] }]
        : []),
      ...(row.hasTwin ? [] : [{ label: t('write.list.noTwin'), tone: 'muted' as const }]),
      ...(row.reports > 0
        ? [{ label: t('write.reports', { count: row.reports }), tone: 'warn' as const }]
        : []),
    ],
    ...(note !== undefined && { note }),
    owner: row.owner === undefined ? t('write.list.noOwner') : t(`lists.owners.${row.owner}`),
    changed: formatDate(row.changed.toISOString().slice(0, 10), locale),
    ...(row.problems > 0 && { problems: t('write.list.problems', { count: row.problems }) }),
  };
}

/** A moment as editors read it, in Türkiye's time: "22 Kasım 14.32". */
export const momentWords = (moment: Date, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'tr' ? 'tr-TR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Istanbul',
  }).format(moment);
