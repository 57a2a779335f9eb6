import { entryHref, fileHref, mediaTypes, pageHref, webcal } from '#lib/addresses';
import { phraseOf, type Entry } from '#lib/entry';
import type { EntryWorld } from '#lib/entry-record';
import { formatDate, formatWeekday } from '#lib/format';
import { texts, type Translate } from '#lib/messages';
import { isExact, isOver, occasionsOf, type Occasion } from '#lib/occasions';
import type { CalendarDay, CalendarGroup, CalendarItem, CalendarView, FileLinks } from '#lib/view';

type World = Pick<EntryWorld, 'site' | 'locale' | 'today'>;

const tones = { opens: 'info', closes: 'warn', event: 'muted' } as const;
const monthOf = (date: string): string => date.slice(0, 7);

/**
 * The calendar page: the month that the address asks for (`YYYY-MM`; without one, today's), and all dates
 * of the entries. Dates that a source gives to the month or year stand in the lists, never on a day.
 */
export function calendarView(
  entries: readonly Entry[],
  asked: string | null,
  world: World,
): CalendarView {
  const { locale, today, site } = world;
  const t = texts(locale);
  const occasions = occasionsOf(entries);
  const given = asked !== null && /^(1[89]|20)\d{2}-(0[1-9]|1[0-2])$/.test(asked);
  const month = given ? asked : monthOf(today);
  const isMistake = asked !== null && asked !== '' && !given;
  const item = (occasion: Occasion) => itemOf(occasion, world, t);
  const over = occasions.filter((occasion) => isOver(occasion, today)).reverse();
  const ahead = occasions.filter((occasion) => !isOver(occasion, today));
  return {
    title: t('calendar.title'),
    lead: t('calendar.lead'),
    notices: isMistake ? [t('calendar.badMonth', { value: asked.slice(0, 40) })] : [],
    month: {
      heading: formatDate(month, locale),
      label: t('calendar.byMonth'),
      ...stepsFrom(month, occasions, world),
      weekdays: weekDays.map((day) => ({
        short: formatWeekday(day, locale, 'short'),
        long: formatWeekday(day, locale, 'long'),
      })),
      weeks: weeksOf(month, occasions.filter(isExact), today, item),
      items: occasions
        .filter(({ starts, ends }) => starts.length > 4 && isWithin(month, starts, ends))
        .map(item),
      empty: t('calendar.emptyMonth'),
    },
    ahead: {
      heading: t('calendar.ahead'),
      groups: grouped(ahead, ({ starts }) => formatDate(monthOf(starts), locale), item),
      empty: t('calendar.emptyAhead'),
    },
    past: {
      heading: t('calendar.past', { count: over.length }),
      groups: grouped(over, ({ starts }) => starts.slice(0, 4), item),
    },
    files: calendarLinks(pageHref('calendar', locale), site, t),
  };
}

/** How to have the dates of a page in a calendar of one's own, in a sentence and two links. */
export function calendarLinks(
  href: string,
  site: string,
  t: Translate,
  lead = 'calendar.subscribe',
): FileLinks {
  const file = fileHref(href, 'ics');
  return {
    heading: t('calendar.subscribeHeading'),
    lead: [t(lead)],
    links: [
      { label: t('files.formats.webcal'), href: webcal(site + file) },
      { label: t('files.formats.ics'), href: file, mediaType: mediaTypes.ics },
    ],
  };
}

/** The same on an entry's page; nothing where no date is to come. */
export function calendarLinksOf(
  entry: Entry,
  { site, locale, today }: World,
): FileLinks | undefined {
  const isAwaited = occasionsOf([entry]).some(
    (occasion) => isExact(occasion) && !isOver(occasion, today),
  );
  if (entry.type !== 'programme' && !isAwaited) return undefined;
  const href = entryHref(entry.type, entry.slug, locale);
  const kind = entry.type === 'programme' ? 'Programme' : 'Event';
  return calendarLinks(href, site, texts(locale), `calendar.subscribe${kind}`);
}

function itemOf(occasion: Occasion, { locale, today }: World, t: Translate): CalendarItem {
  const { kind, entry, starts, ends } = occasion;
  const period =
    starts === ends
      ? formatDate(starts, locale)
      : `${formatDate(starts, locale)} – ${formatDate(ends, locale)}`;
  const inexact =
    starts.length === 4
      ? 'calendar.monthUnknown'
      : starts.length === 7
        ? 'calendar.dayUnknown'
        : '';
  return {
    when: inexact ? `${period} (${t(inexact)})` : period,
    title: phraseOf(entry, 'title', entry.data.title),
    href: entryHref(entry.type, entry.slug, locale),
    kind: { label: t(`calendar.kinds.${kind}`), tone: tones[kind] },
    ...(entry.type === 'event' && entry.data.city && { place: entry.data.city }),
    ...(isOver(occasion, today) && { over: t('calendar.over') }),
  };
}

/** Runs of neighbours under one heading, in the order given. */
function grouped(
  occasions: readonly Occasion[],
  headingOf: (occasion: Occasion) => string,
  item: (occasion: Occasion) => CalendarItem,
): CalendarGroup[] {
  const groups: CalendarGroup[] = [];
  for (const occasion of occasions) {
    const heading = headingOf(occasion);
    const last = groups.at(-1);
    if (last?.heading === heading) last.items.push(item(occasion));
    else groups.push({ heading, items: [item(occasion)] });
  }
  return groups;
}

/** To the nearest months before and after that have a date, and back to today's. */
function stepsFrom(month: string, occasions: readonly Occasion[], { locale, today }: World) {
  const t = texts(locale);
  const months = [
    ...new Set(
      occasions
        .filter(({ starts }) => starts.length > 4)
        .flatMap(({ starts, ends }) => [monthOf(starts), monthOf(ends)]),
    ),
  ].sort();
  const href = (to: string) => {
    const page = pageHref('calendar', locale);
    return to === monthOf(today) ? page : `${page}?month=${to}`;
  };
  const link = (key: string, to: string | undefined) =>
    to !== undefined && { label: t(key, { month: formatDate(to, locale) }), href: href(to) };
  const previous = link('calendar.previous', months.filter((other) => other < month).at(-1));
  const next = link(
    'calendar.next',
    months.find((other) => other > month),
  );
  return {
    ...(previous && { previous }),
    ...(next && { next }),
    ...(month !== monthOf(today) && {
      now: { label: t('calendar.thisMonth'), href: href(monthOf(today)) },
    }),
  };
}

const isWithin = (date: string, starts: string, ends: string): boolean =>
  starts.slice(0, date.length) <= date && date <= `${ends}-99`;

const dayLength = 24 * 60 * 60 * 1000;
const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10);

// Any week serves for the names of its days; this one begins on a Monday.
const weekDays = Array.from({ length: 7 }, (_, index) => dateAfter('2024-01-01', index));

function weeksOf(
  month: string,
  occasions: readonly Occasion[],
  today: string,
  item: (occasion: Occasion) => CalendarItem,
): CalendarDay[][] {
  const first = `${month}-01`;
  const sinceMonday = (new Date(first).getUTCDay() + 6) % 7;
  const weeks: CalendarDay[][] = [];
  for (let start = dateAfter(first, -sinceMonday); monthOf(start) <= month;) {
    weeks.push(
      Array.from({ length: 7 }, (_, index): CalendarDay => {
        const date = dateAfter(start, index);
        if (monthOf(date) !== month) return { isToday: false, items: [] };
        return {
          day: String(Number(date.slice(8))),
          isToday: date === today,
          items: occasions.filter(({ starts, ends }) => isWithin(date, starts, ends)).map(item),
        };
      }),
    );
    start = dateAfter(start, 7);
  }
  return weeks;
}
