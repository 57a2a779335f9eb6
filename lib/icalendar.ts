/** Something that happens on a day, or on the days from `starts` to `ends` (both `YYYY-MM-DD`, inclusive). */
export type CalendarEvent = {
  /** Stays the same for ever, so that a calendar changes the event instead of adding another. */
  readonly uid: string;
  readonly starts: string;
  readonly ends: string;
  readonly summary: string;
  readonly description: string;
  readonly href: string;
  readonly place?: string;
  /** When what it tells last changed. */
  readonly changed: Date;
  /** How many days before it a calendar should remind its owner. */
  readonly alarms: readonly number[];
};

export type Calendar = {
  readonly name: string;
  readonly description: string;
  readonly href: string;
  readonly events: readonly CalendarEvent[];
};

/** How often a calendar that subscribes should ask again. */
const refresh = 'P1D';
const longestLine = 75;
const firstSequence = Date.UTC(2020, 0, 1);
const minute = 60_000;

// eslint-disable-next-line no-control-regex -- RFC 5545 (3.1) has no way to write these
const unwritable = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

/** Text as RFC 5545 (3.3.11) writes it. */
const escaped = (value: string): string =>
  value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(unwritable, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** A line of at most 75 octets and its continuations; no character is cut in two. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longestLine) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

const day = (date: string): string => date.replaceAll('-', '');

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 60 * minute).toISOString().slice(0, 10);

const instant = (time: Date): string => `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

function eventLines(event: CalendarEvent): string[] {
  const changed = instant(event.changed);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    // Grows with every change and needs no memory: minutes since 2020.
    `SEQUENCE:${Math.max(0, Math.floor((event.changed.getTime() - firstSequence) / minute))}`,
    `DTSTART;VALUE=DATE:${day(event.starts)}`,
    `DTEND;VALUE=DATE:${day(nextDay(event.ends))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.href}`,
    ...(event.place ? [`LOCATION:${escaped(event.place)}`] : []),
    'TRANSP:TRANSPARENT',
    ...event.alarms.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${escaped(event.summary)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

// Türkiye has kept UTC+3 all year since 2016 (Cabinet decision 2016/9154). With it, a calendar without
// events holds one component all the same, as RFC 5545 (3.6) asks.
const istanbul = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Istanbul',
  'BEGIN:STANDARD',
  'DTSTART:20160907T000000',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0300',
  'TZNAME:+03',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** A calendar (RFC 5545, names and refreshing as in RFC 7986) of whole days in Türkiye. */
export function icalendar({ name, description, href, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//BYS//Bilgi Yonetim Sistemi//TR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${escaped(description)}`,
    `X-WR-CALDESC:${escaped(description)}`,
    'X-WR-TIMEZONE:Europe/Istanbul',
    `URL:${href}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...istanbul,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
