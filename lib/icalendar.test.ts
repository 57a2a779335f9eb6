import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { anyText } from '#lib/fixtures/texts';
import { icalendar, type Calendar, type CalendarEvent } from '#lib/icalendar';

const event: CalendarEvent = {
  uid: 'programme-x-closes@example.org',
  starts: '2026-12-31',
  ends: '2026-12-31',
  summary: 'Son başvuru',
  description: 'Açıklama',
  href: 'https://example.org/destekler/x',
  changed: new Date('2026-11-20T09:00:00Z'),
  alarms: [14, 3],
};
const calendar: Calendar = {
  name: 'Takvim',
  description: 'Açıklama',
  href: 'https://example.org/takvim',
  events: [event],
};

const read = (text: string) => {
  const component = ICAL.Component.fromString(text);
  return { component, events: component.getAllSubcomponents('vevent') };
};

/** Line ends become one kind, and what iCalendar cannot say is left out; nothing else. */
const writable = (text: string) =>
  [...text.toWellFormed().replace(/\r\n?/g, '\n')]
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code === 9 || code === 10 || (code >= 32 && code !== 127);
    })
    .join('');

test('another program reads back every text, from lines of at most 75 octets', () => {
  fc.assert(
    fc.property(anyText, anyText, (summary, description) => {
      const text = icalendar({
        ...calendar,
        name: summary,
        events: [{ ...event, summary, description, place: summary }],
      });
      const { events } = read(text);
      assert.equal(events.length, 1);
      const value = (name: string) => events[0]?.getFirstPropertyValue(name);
      assert.equal(value('summary'), writable(summary));
      assert.equal(value('location') ?? '', writable(summary));
      assert.equal(value('description'), writable(description));
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.ok(!/[^\r]\n|\r[^\n]/.test(text), 'a line end that is not CRLF');
    }),
  );
});

test('a deadline is a whole day with its reminders, its state, and the same name for ever', () => {
  const { events } = read(icalendar(calendar));
  const [deadline] = events;
  const property = (name: string) => deadline?.getFirstProperty(name)?.toICALString();
  assert.equal(property('dtstart'), 'DTSTART;VALUE=DATE:20261231');
  assert.equal(property('dtend'), 'DTEND;VALUE=DATE:20270101');
  assert.equal(property('uid'), 'UID:programme-x-closes@example.org');
  assert.equal(property('last-modified'), 'LAST-MODIFIED:20261120T090000Z');
  const alarms = deadline?.getAllSubcomponents('valarm') ?? [];
  assert.deepEqual(
    alarms.map((alarm) => alarm.getFirstProperty('trigger')?.toICALString()),
    ['TRIGGER:-P14D', 'TRIGGER:-P3D'],
  );
});

test('a change makes the sequence grow', () => {
  const sequence = (changed: string) =>
    Number(
      read(
        icalendar({ ...calendar, events: [{ ...event, changed: new Date(changed) }] }),
      ).events[0]?.getFirstPropertyValue('sequence'),
    );
  const before = sequence('2026-11-20T09:00:00Z');
  assert.ok(before > 0 && before < 2 ** 31);
  assert.equal(sequence('2026-11-20T09:00:30Z'), before);
  assert.equal(sequence('2026-11-20T09:01:00Z'), before + 1);
});

test('a calendar knows its time zone, and without events it is a calendar all the same', () => {
  const { component, events } = read(icalendar({ ...calendar, events: [] }));
  assert.equal(events.length, 0);
  assert.equal(
    component.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid'),
    'Europe/Istanbul',
  );
  assert.equal(component.getFirstPropertyValue('x-wr-timezone'), 'Europe/Istanbul');
});
