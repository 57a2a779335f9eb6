import { entryHref, fileHref, mediaTypes, webcal, type Format } from '#lib/addresses';
import { atom, type AtomEntry } from '#lib/atom';
import type { TypeName } from '#lib/content-types';
import { csv } from '#lib/csv';
import type { Entry } from '#lib/entry';
import { recordOf, type EntryWorld } from '#lib/entry-record';
import { entryTable } from '#lib/entry-table';
import { entryView } from '#lib/entry-view';
import type { Locale } from '#lib/field';
import { icalendar, type CalendarEvent } from '#lib/icalendar';
import { render } from '#lib/markdown';
import { texts } from '#lib/messages';
import { isExact, occasionsOf, type Occasion } from '#lib/occasions';
import type { Cell, EntryView, FileLinks, Phrase } from '#lib/view';
import { xmlText } from '#lib/xml';

/** What the file is of: a page with a title, in words that the search page also uses. */
export type FileHead = {
  readonly title: string;
  /** The page that shows the same, with its query. */
  readonly href: string;
  /** The one type that it can hold, if so; a table then has every field. */
  readonly type?: TypeName | undefined;
  /** How many there are, where the file holds fewer. */
  readonly total: number;
  /** What of the address was not used, and why. */
  readonly notices: readonly string[];
  /** What the page says of each entry beside what the entry says itself. */
  readonly remarks?: {
    readonly columns: readonly string[];
    readonly of: (entry: Entry) => {
      readonly cells: readonly string[];
      readonly data: Readonly<Record<string, unknown>>;
    };
  };
};

/** A search as a file holds so many entries at most: the engine looks at no more hits. */
export const mostEntries = 1000;
/** A feed holds so many at most, those that changed last. */
export const mostInFeed = 100;

/** Days before a deadline on which calendars remind their owners. */
const reminders = [14, 3];

/** Entries, in the order given, as a file that a page offers. */
export function entriesAs(
  format: Format,
  entries: readonly Entry[],
  head: FileHead,
  world: EntryWorld,
): string {
  switch (format) {
    case 'csv':
      return csv(withRemarks(entryTable(entries, head.type, world), entries, head.remarks));
    case 'json':
      return `${JSON.stringify(
        {
          title: head.title,
          url: world.site + head.href,
          language: world.locale,
          total: head.total,
          notices: head.notices,
          entries: entries.map((entry) => ({
            ...recordOf(entry, world),
            ...head.remarks?.of(entry).data,
          })),
        },
        null,
        1,
      )}\n`;
    case 'atom':
      return feedOf(entries, head, world);
    case 'ics':
      return calendarOf(entries, head, world);
  }
}

/** The same table with the remarks after each title. */
function withRemarks(
  table: readonly string[][],
  entries: readonly Entry[],
  remarks: FileHead['remarks'],
): string[][] {
  const columns = [
    remarks?.columns ?? [],
    ...entries.map((entry) => remarks?.of(entry).cells ?? []),
  ];
  return table.map(([title = '', ...cells], row) => [title, ...(columns[row] ?? []), ...cells]);
}

type LinksOf = {
  total: number;
  isDated: boolean;
  site: string;
  /** The group of messages that says what they are for. */
  words?: string;
};

/** The links to a search as files, and how to follow it; `isDated` where it can hold days. */
export function fileLinks(
  href: string,
  locale: Locale,
  { total, isDated, site, words = 'files' }: LinksOf,
): FileLinks {
  const t = texts(locale);
  const link = (format: Format) => ({
    label: t(`files.formats.${format}`),
    href: fileHref(href, format),
    mediaType: mediaTypes[format],
  });
  return {
    heading: t(`${words}.heading`),
    lead: [
      t(`${words}.watch`),
      ...(total > mostEntries ? [t('files.bound', { max: mostEntries })] : []),
    ],
    links: [
      ...(['atom', 'csv', 'json'] as const).map(link),
      ...(isDated
        ? [
            link('ics'),
            { label: t('files.formats.webcal'), href: webcal(site + fileHref(href, 'ics')) },
          ]
        : []),
    ],
  };
}

function feedOf(entries: readonly Entry[], head: FileHead, world: EntryWorld): string {
  const { site, locale, changedAt } = world;
  const t = texts(locale);
  const authority = `tag:${new URL(site).hostname},2026:${locale}`;
  const newest = entries
    .map((entry) => ({ entry, updated: changedAt(entry) }))
    .sort((a, b) => Number(b.updated) - Number(a.updated))
    .slice(0, mostInFeed);
  return atom({
    id: `${authority}${head.href}`,
    title: `${head.title} – ${t('site.name')}`,
    subtitle: t('files.newest', { max: mostInFeed }),
    lang: locale,
    author: t('site.full'),
    // A search without hits has not changed since there are feeds.
    updated: newest[0]?.updated ?? new Date(Date.UTC(2026, 0, 1)),
    href: site + head.href,
    self: site + fileHref(head.href, 'atom'),
    entries: newest.map(({ entry, updated }): AtomEntry => {
      const view = entryView(entry, [], locale, world.today, world.titleOf);
      return {
        id: `${authority}/${entry.type}/${entry.slug}`,
        title: entry.data.title,
        lang: entry.translated.has('title') ? locale : 'tr',
        updated,
        href: site + view.url,
        category: { term: entry.type, label: t(`types.${entry.type}.singular`) },
        summary: view.description,
        html: htmlOf(view, site),
      };
    }),
  });
}

const tag = (name: string, content: string, lang?: string): string =>
  content === '' ? '' : `<${name}${lang ? ` lang="${lang}"` : ''}>${content}</${name}>`;

const said = ({ text, lang }: Phrase, name = 'p'): string => tag(name, xmlText(text), lang);

const cellHtml = ({ text, note }: Cell): string => xmlText(note ? `${text} (${note})` : text);

/** An entry's page as a feed reader can show it: facts, text, lists, sources. */
function htmlOf(view: EntryView, site: string): string {
  const facts = [...view.key, ...view.sheet.rows].map(
    ({ label, cells }) => tag('dt', xmlText(label)) + tag('dd', cells.map(cellHtml).join('<br>')),
  );
  const sections = view.sections.map((section) =>
    section.kind === 'table'
      ? tag(
          'table',
          tag('tr', section.columns.map((column) => tag('th', xmlText(column))).join('')) +
            section.rows
              .map((row) => tag('tr', row.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')))
              .join(''),
        )
      : tag(
          section.kind === 'steps' ? 'ol' : 'ul',
          section.items.map((item) => said(item, 'li')).join(''),
        ),
  );
  const sources = view.sources.items.map(({ title, href, detail }) => {
    const name = href ? `<a href="${xmlText(href)}">${xmlText(title)}</a>` : xmlText(title);
    return tag('li', detail ? `${name} – ${xmlText(detail)}` : name);
  });
  return [
    ...view.notices.map((text) => said({ text })),
    view.quotation
      ? said(view.quotation, 'blockquote') + tag('p', xmlText(view.quotation.cite))
      : '',
    ...(view.missing ?? []).map((phrase) => said(phrase)),
    // Addresses within the site mean nothing in a reader's program.
    tag('div', view.body.html.replace(/ (href|src)="\//g, ` $1="${site}/`), view.body.lang),
    tag('dl', facts.join('')),
    ...view.sections.map(
      (section, index) => tag('h2', xmlText(section.heading)) + (sections[index] ?? ''),
    ),
    tag('h2', xmlText(view.sources.heading)),
    tag('ol', sources.join('')),
    tag('p', xmlText(view.freshness.detail)),
  ].join('\n');
}

function calendarOf(entries: readonly Entry[], head: FileHead, world: EntryWorld): string {
  const t = texts(world.locale);
  return icalendar({
    name: `${head.title} – ${t('site.name')}`,
    description: t('site.description'),
    href: world.site + head.href,
    events: occasionsOf(entries)
      .filter(isExact)
      .map((occasion) => eventOf(occasion, world)),
  });
}

function eventOf({ kind, entry, starts, ends }: Occasion, world: EntryWorld): CalendarEvent {
  const { site, locale, changedAt, titleOf } = world;
  const t = texts(locale);
  const { title } = entry.data;
  const href = site + entryHref(entry.type, entry.slug, locale);
  const payer =
    entry.type === 'programme' ? titleOf('institution', entry.data.institution)?.text : undefined;
  return {
    uid: `${entry.type}-${entry.slug}-${kind}@${new URL(site).hostname}`,
    starts,
    ends,
    summary: kind === 'event' ? title : t(`calendar.${kind}`, { title }),
    description: [
      payer,
      render(entry.body).lead,
      kind === 'event' ? undefined : t('calendar.checkSource'),
      href,
    ]
      .filter(Boolean)
      .join('\n\n'),
    href,
    ...(entry.type === 'event' && entry.data.city && { place: entry.data.city }),
    changed: changedAt(entry),
    alarms: kind === 'closes' ? reminders : [],
  };
}
