import { z } from 'zod';
import type { Locale } from '#lib/field';
import { locales } from '#lib/messages';
import { withoutPersonalData } from '#lib/personal-data';
import { lower } from '#lib/turkish/letters';

/** How a search ended: all words found, only something similar, or nothing at all. */
export type Outcome = 'found' | 'similar' | 'nothing';

const amount = z.int().min(0);
const monthSchema = z.object({
  /** How many people searched so, each counted once a day. */
  searched: amount,
  nothing: amount,
  similar: amount,
  /** How many of them opened an entry from there. */
  clicked: amount,
  /** On how many days. */
  days: amount,
  last: z.iso.date(),
});
type Month = z.infer<typeof monthSchema>;

/** Searches by language and words ("tr hibe"), month by month ("2026-11"); nothing of who searched. */
export const countsSchema = z.record(z.string(), z.record(z.string(), monthSchema));
export type Counts = z.infer<typeof countsSchema>;

/** Months that are kept, the current one among them. */
const mostMonths = 12;
/** Different searches that are kept. A thousand take about 120 kB. */
export const mostKept = 5_000;
/** Different searches that are new on one day, and of one person on one day. */
export const mostADay = 2_000;
const mostOfOne = 30;
/** Searches that are counted on one day, repetitions by one person apart. */
const mostPairs = 20_000;
const mostWords = 12;
const mostLetters = 100;

const address =
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\d.])|(?<![\p{L}\d:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\p{L}\d:])/giu;
/** Seven digits or more, however they are grouped: no article or programme has such a number. */
const longNumber = /\d(?:[\s.,\-/()+]{0,3}\d){6,}/gu;
/** What nobody searches for by hand: addresses, and words as long as a password or a key. */
const noWord = /\S*(?:@|:\/\/|www\.)\S*|\S{31,}/gu;

/**
 * A query as it may be kept: small letters, single spaces, without signs, numbers of persons and addresses.
 * Nothing where too little or too much is left of it to be a search.
 */
export function normalised(query: string, locale: Locale): string | undefined {
  const plain = query.normalize('NFKC').slice(0, 2_000);
  // Taking something away can bring two other pieces together, so until nothing more is found.
  let text = plain;
  for (let before = ''; before !== text;) {
    before = text;
    text = withoutPersonalData(text, { mark: ' ' })
      .text.replace(noWord, ' ')
      .replace(address, ' ')
      .replace(longNumber, ' ');
    const small = locale === 'tr' ? lower(text) : text.toLowerCase();
    text = small
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}.'’&+/-]+/gu, ' ')
      .replace(/(?<![\p{L}\p{N}])[^\p{L}\p{N}]+|[^\p{L}\p{N}]+(?![\p{L}\p{N}])/gu, ' ')
      .trim();
  }
  const words = text.split(' ');
  return /[\p{L}\p{N}]/u.test(text) && words.length <= mostWords && text.length <= mostLetters
    ? text
    : undefined;
}

const keyOf = (query: string, locale: Locale): string | undefined => {
  const words = normalised(query, locale);
  return words === undefined ? undefined : `${locale} ${words}`;
};

/** A search or the opening of an entry found by it. `session` tells people of one day apart, no more. */
export type Seen = {
  readonly session: string;
  readonly query: string;
  readonly locale: Locale;
  readonly at: Date;
};

export type SearchCounter = {
  /** Remembers a search. It counts when the same session types nothing more for ten seconds. */
  readonly searched: (seen: Seen & { readonly outcome: Outcome }) => void;
  /** Counts that an entry was opened from a search, once for each session that has searched so. */
  readonly opened: (seen: Seen) => void;
  /** What has been counted since the last time, to be added to what is kept; `all` ends what is being typed. */
  readonly take: (at: Date, all?: boolean) => Counts;
  /** Takes back what could not be kept. */
  readonly giveBack: (counts: Counts) => void;
};

const typingPause = 10_000;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const emptyMonth = (last: string): Month => ({
  searched: 0,
  nothing: 0,
  similar: 0,
  clicked: 0,
  days: 0,
  last,
});

/** Counts searches in memory, bounded whatever comes: see `mostADay` and `mostOfOne`. */
export function searchCounter(): SearchCounter {
  let day = '';
  /** What each session of the day has searched, and whether it opened something from there. */
  let sessions = new Map<string, Map<string, { opened: boolean }>>();
  let pairs = 0;
  let keysToday = new Set<string>();
  let typing = new Map<string, { key: string; outcome: Outcome; at: number }>();
  let counts: Counts = {};

  const monthOf = (key: string): Month => {
    const months = (counts[key] ??= {});
    return (months[day.slice(0, 7)] ??= emptyMonth(day));
  };

  function settle(session: string): void {
    const search = typing.get(session);
    typing.delete(session);
    if (!search) return;
    const { key, outcome } = search;
    const own = sessions.get(session) ?? new Map<string, { opened: boolean }>();
    if (own.has(key) || own.size >= mostOfOne) return;
    if (!keysToday.has(key) && keysToday.size >= mostADay) return;
    if (pairs >= mostPairs) return;
    pairs++;
    sessions.set(session, own.set(key, { opened: false }));
    const month = monthOf(key);
    if (!keysToday.has(key)) month.days++;
    keysToday.add(key);
    month.last = day;
    month.searched++;
    if (outcome !== 'found') month[outcome]++;
  }

  function settleAll(before = Infinity): void {
    for (const [session, { at }] of typing) if (at <= before) settle(session);
  }

  function begin(at: Date): void {
    const now = dayOf(at);
    if (now === day) return;
    settleAll();
    day = now;
    sessions = new Map();
    pairs = 0;
    keysToday = new Set();
    typing = new Map();
  }

  return {
    searched: ({ session, query, locale, at, outcome }) => {
      begin(at);
      const key = keyOf(query, locale);
      if (key === undefined) return;
      const before = typing.get(session);
      if (before) {
        const isTyping =
          at.getTime() - before.at < typingPause &&
          (key.startsWith(before.key) || before.key.startsWith(key));
        if (isTyping) typing.delete(session);
        else settle(session);
      }
      if (typing.size >= mostADay) settleAll();
      typing.set(session, { key, outcome, at: at.getTime() });
    },
    opened: ({ session, query, locale, at }) => {
      begin(at);
      settle(session);
      const key = keyOf(query, locale);
      const search = key === undefined ? undefined : sessions.get(session)?.get(key);
      if (key === undefined || !search || search.opened) return;
      search.opened = true;
      monthOf(key).clicked++;
    },
    take: (at, all = false) => {
      settleAll(all ? Infinity : at.getTime() - typingPause);
      begin(at);
      const taken = counts;
      counts = {};
      return taken;
    },
    giveBack: (back) => {
      counts = added(back, counts);
    },
  };
}

/** The sum of both, the second the later one. */
function added(held: Counts, more: Counts): Counts {
  const sum: Counts = { ...held };
  for (const [key, months] of Object.entries(more)) {
    const own = { ...sum[key] };
    for (const [name, month] of Object.entries(months)) {
      const before = own[name] ?? emptyMonth('');
      own[name] = {
        searched: before.searched + month.searched,
        nothing: before.nothing + month.nothing,
        similar: before.similar + month.similar,
        clicked: before.clicked + month.clicked,
        // After a restart the same day comes again.
        days: before.days + Math.max(0, month.days - (before.last === month.last ? 1 : 0)),
        last: before.last > month.last ? before.last : month.last,
      };
    }
    sum[key] = own;
  }
  return sum;
}

/**
 * What is kept after adding what was counted: twelve months, and of more than `mostKept` different searches
 * those of most days and people.
 */
export function kept(held: Counts, more: Counts, at: Date): Counts {
  const [year = 0, month = 1] = dayOf(at).split('-').map(Number);
  const first = dayOf(new Date(Date.UTC(year, month - mostMonths, 1))).slice(0, 7);
  const recent = Object.entries(added(held, more)).flatMap(([key, months]) => {
    const own = Object.entries(months).filter(([name]) => name >= first);
    return own.length > 0 ? [[key, Object.fromEntries(own)] as const] : [];
  });
  if (recent.length <= mostKept) return Object.fromEntries(recent);
  const worth = (months: Readonly<Record<string, Month>>) => {
    const { days, searched, last } = totalOf(months);
    return [days, searched, last] as const;
  };
  return Object.fromEntries(
    recent
      .map(([key, months]) => ({ key, months, worth: worth(months) }))
      .sort(
        (a, b) =>
          b.worth[0] - a.worth[0] ||
          b.worth[1] - a.worth[1] ||
          (a.worth[2] < b.worth[2] ? 1 : a.worth[2] > b.worth[2] ? -1 : 0),
      )
      .slice(0, mostKept)
      .map(({ key, months }) => [key, months]),
  );
}

const totalOf = (months: Readonly<Record<string, Month>>): Month =>
  Object.values(months).reduce((sum, month) => ({
    searched: sum.searched + month.searched,
    nothing: sum.nothing + month.nothing,
    similar: sum.similar + month.similar,
    clicked: sum.clicked + month.clicked,
    days: sum.days + month.days,
    last: sum.last > month.last ? sum.last : month.last,
  }));

/** A search that enough people made for nobody to be known by it. */
export type CountedSearch = Omit<Month, 'last'> & {
  readonly query: string;
  readonly locale: Locale;
  readonly last: string;
  /** The months in which it was searched, the last first, with how many people did. */
  readonly months: readonly { readonly month: string; readonly searched: number }[];
};

/** Fewer people on fewer days are not shown. */
const leastSeen = 3;

/** What may be shown: searched on three different days or by three people, the most searched first. */
export const shownSearches = (counts: Counts): CountedSearch[] =>
  Object.entries(counts)
    .flatMap(([key, months]): CountedSearch[] => {
      const locale = locales.find((name) => key.startsWith(`${name} `));
      const total = totalOf(months);
      if (!locale || Math.max(total.days, total.searched) < leastSeen) return [];
      return [
        {
          ...total,
          query: key.slice(locale.length + 1),
          locale,
          months: Object.entries(months)
            .map(([month, { searched }]) => ({ month, searched }))
            .sort((a, b) => (a.month < b.month ? 1 : -1)),
        },
      ];
    })
    .sort((a, b) => b.searched - a.searched || (a.query < b.query ? -1 : 1));

/** Searches that found nothing, or nothing with all words, for most of those who made them. */
export const inVain = ({ searched, nothing, similar }: CountedSearch): boolean =>
  2 * (nothing + similar) > searched;

/** Searches that found something which nobody opened. */
export const neverOpened = (search: CountedSearch): boolean =>
  search.clicked === 0 && !inVain(search);
