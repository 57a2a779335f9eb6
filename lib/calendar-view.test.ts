import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarLinksOf, calendarView } from '#lib/calendar-view';
import { entryFrom, parseEntry, type Entry } from '#lib/entry';
import { texts } from '#lib/messages';

const today = '2026-11-22';
const world = { site: 'https://bys.example', locale: 'tr', today } as const;
const t = texts('tr');

function entryOf(path: string, text: string): Entry {
  const parsed = parseEntry(path, text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return entryFrom(parsed.file, undefined, 'tr');
}

const event = (slug: string, dates: string) =>
  entryOf(
    `content/events/${slug}.tr.md`,
    `---\ntitle: ${slug}\n${dates}kind: fuar\nsources:\n  - title: Kaynak\n---\n\nMetin.\n`,
  );
const programme = (slug: string, dates: string) =>
  entryOf(
    `content/programmes/${slug}.tr.md`,
    `---\ntitle: ${slug}\ninstitution: kosgeb\nsupportTypes: [hibe]\npurposes: [yatirim]\naudiences: [kucuk]\nsectors: [tum]\ncoverage: [tr]\n${dates}status: active\nsources:\n  - title: Kaynak\n---\n\nMetin.\n`,
  );

const entries = [
  event('gecmis', 'starts: 2026-11-21\n'),
  event('bugun-biten', 'starts: 2026-11-20\nends: 2026-11-22\n'),
  event('bu-ay', 'starts: 2026-11\n'),
  event('gecen-ay', 'starts: 2026-10\n'),
  event('yil', 'starts: "2026"\n'),
  event('tarihsiz', ''),
  programme('cagri', 'opens: 2026-11-30\ncloses: 2027-02-01\n'),
];
const view = (month: string | null = null) => calendarView(entries, month, world);
const names = (groups: { items: { title: { text: string } }[] }[]) =>
  groups.flatMap(({ items }) => items.map(({ title }) => title.text));

test('what is over stands apart, and what is known to the month or year is over with it', () => {
  const { ahead, past } = view();
  assert.deepEqual(names(past.groups), ['gecmis', 'gecen-ay']);
  assert.deepEqual(names(ahead.groups), ['yil', 'bu-ay', 'bugun-biten', 'cagri', 'cagri']);
  assert.ok(
    past.groups.every(({ items }) => items.every(({ over }) => over === t('calendar.over'))),
  );
  assert.ok(ahead.groups.every(({ items }) => items.every(({ over }) => over === undefined)));
});

test('a month without a day is told so, and stands on no day', () => {
  const { month } = view();
  const words = month.items.find(({ title }) => title.text === 'bu-ay')?.when;
  assert.equal(words, `Kasım 2026 (${t('calendar.dayUnknown')})`);
  const onDays = month.weeks.flat().flatMap(({ items }) => items.map(({ title }) => title.text));
  assert.deepEqual(onDays, ['bugun-biten', 'bugun-biten', 'gecmis', 'bugun-biten', 'cagri']);
});

test('a month has whole weeks from Monday, its own days only, and today', () => {
  for (const [month, days, monday] of [
    ['2026-11', 30, '2'],
    ['2024-02', 29, '5'],
    ['2027-02', 28, '1'],
  ] as const) {
    const { weeks } = calendarView([], month, world).month;
    assert.ok(weeks.every((week) => week.length === 7));
    const shown = weeks.flat().flatMap(({ day }) => day ?? []);
    assert.deepEqual(
      shown,
      Array.from({ length: days }, (_, index) => String(index + 1)),
    );
    assert.equal(weeks.map(([first]) => first?.day).find(Boolean), monday);
  }
  const marked = view()
    .month.weeks.flat()
    .filter(({ isToday }) => isToday);
  assert.deepEqual(
    marked.map(({ day }) => day),
    ['22'],
  );
  assert.ok(
    !view('2026-10')
      .month.weeks.flat()
      .some(({ isToday }) => isToday),
  );
});

test('the steps lead to months that have a date, and back', () => {
  const { previous, next, now } = view().month;
  assert.equal(previous?.href, '/takvim?month=2026-10');
  assert.equal(next?.href, '/takvim?month=2027-02');
  assert.equal(now, undefined);
  const later = view('2027-02').month;
  assert.equal(later.previous?.href, '/takvim');
  assert.equal(later.next, undefined);
  assert.equal(later.now?.href, '/takvim');
});

test('what is no month is told, and this month shown', () => {
  for (const wrong of ['2026-13', 'x', '2026', '0000-01', '2026-11-22', '9999-12']) {
    const { notices, month } = view(wrong);
    assert.deepEqual(notices, [t('calendar.badMonth', { value: wrong })]);
    assert.equal(month.heading, 'Kasım 2026');
  }
  assert.deepEqual(view('').notices, []);
});

test('an entry offers a calendar where a date can still come', () => {
  const links = (entry: Entry) => calendarLinksOf(entry, world)?.links.map(({ href }) => href);
  assert.deepEqual(links(programme('a', '')), [
    'webcal://bys.example/destekler/a.ics',
    '/destekler/a.ics',
  ]);
  assert.deepEqual(links(event('b', 'starts: 2026-11-22\n'))?.length, 2);
  assert.equal(links(event('c', 'starts: 2026-11-21\n')), undefined);
  assert.equal(links(event('d', 'starts: 2027-01\n')), undefined);
});
