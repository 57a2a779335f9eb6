import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { textsIn } from '#lib/fixtures/xml';
import { entryHref } from '#lib/addresses';
import { fieldsOf, typeNames, type TypeName } from '#lib/content-types';
import type { Entry } from '#lib/entry';
import { entriesAs, mostInFeed, type FileHead } from '#lib/entry-files';
import { entryRecord, recordOf, type EntryWorld } from '#lib/entry-record';
import type { Locale } from '#lib/field';
import { anyText } from '#lib/fixtures/texts';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { isExact, occasionsOf } from '#lib/occasions';
import { xmlText } from '#lib/xml';

const shelf = readLibrary(process.cwd());
const site = 'https://bys.example';
const worldOf = (locale: Locale): EntryWorld => ({
  site,
  locale,
  today: '2026-11-22',
  changedAt: shelf.changedAt,
  titleOf: (type, slug) => shelf.titleOf(type, slug, locale),
});
const headOf = (entries: readonly Entry[], type?: TypeName): FileHead => ({
  title: 'Arama, “noktalı; virgüllü”',
  href: '/ara?q=a&sector=b',
  type,
  total: entries.length,
  notices: [],
});
const rowsOf = (text: string): string[][] => parse(text, { bom: true });
const eventsIn = (text: string) => ICAL.Component.fromString(text).getAllSubcomponents('vevent');

for (const locale of locales) {
  const world = worldOf(locale);
  const t = texts(locale);

  test(`a table of one type has a named column for every field (${locale})`, () => {
    for (const type of typeNames) {
      const entries = shelf.ofType(type, locale);
      const [heading = [], ...rows] = rowsOf(
        entriesAs('csv', entries, headOf(entries, type), world),
      );
      for (const name of Object.keys(fieldsOf(type)))
        assert.ok(heading.includes(t(`fields.${name}`)), `${type}.${name}`);
      const column = heading.indexOf(t('files.columns.address'));
      assert.deepEqual(
        rows.map((row) => row[column]),
        entries.map(({ slug }) => site + entryHref(type, slug, locale)),
      );
      for (const row of rows) assert.doesNotMatch(row.join(' '), /\[object /);
    }
  });

  test(`every entry is valid data by the published shape (${locale})`, () => {
    const entries = shelf.entries(locale);
    const read: unknown = JSON.parse(entriesAs('json', entries, headOf(entries), world));
    const { entries: records, total } = read as { entries: unknown[]; total: number };
    assert.equal(records.length, total);
    for (const record of records) {
      const checked = entryRecord.safeParse(record);
      assert.ok(checked.success, JSON.stringify(checked.error?.issues[0]));
      assert.deepEqual(checked.data, record);
    }
  });

  test(`a feed holds what changed last, whole, under names that stay (${locale})`, () => {
    const entries = shelf.entries(locale);
    const day = (entry: Entry) => new Date(Date.UTC(2026, 0, entries.indexOf(entry)));
    const xml = entriesAs('atom', entries, headOf(entries), { ...world, changedAt: day });
    const ids = textsIn(xml, 'id').slice(1);
    const newest = [...entries].reverse().slice(0, mostInFeed);
    assert.deepEqual(
      ids,
      newest.map(({ type, slug }) => `tag:bys.example,2026:${locale}/${type}/${slug}`),
    );
    const updated = textsIn(xml, 'updated');
    assert.equal(updated[0], updated[1], 'the feed is as new as its newest entry');
    const [first] = newest;
    assert.ok(first);
    const [html = ''] = textsIn(xml, 'content');
    for (const { title } of first.data.sources ?? [])
      assert.ok(html.includes(xmlText(title)), title);
    assert.ok(!/(href|src)="\//.test(html), 'an address that means nothing outside the site');
  });

  test(`a calendar holds every exact day, deadlines with reminders (${locale})`, () => {
    const entries = [...shelf.ofType('programme', locale), ...shelf.ofType('event', locale)];
    const events = eventsIn(entriesAs('ics', entries, headOf(entries), world));
    const expected = occasionsOf(entries).filter(isExact);
    assert.ok(expected.length > 50);
    const uids = events.map((event) => event.getFirstPropertyValue('uid'));
    assert.deepEqual(
      uids,
      expected.map(({ kind, entry }) => `${entry.type}-${entry.slug}-${kind}@bys.example`),
    );
    assert.equal(new Set(uids).size, uids.length);
    for (const event of events) {
      const isDeadline = String(event.getFirstPropertyValue('uid')).includes('-closes@');
      assert.equal(event.getAllSubcomponents('valarm').length, isDeadline ? 2 : 0);
    }
  });
}

const [programme] = shelf.ofType('programme', 'tr').filter(({ data }) => data.closes);

test('a text that is not in the language of its feed says so', () => {
  assert.ok(programme);
  const html = (locale: Locale) => {
    const entry: Entry = { ...programme, locale, bodyLocale: 'tr' };
    return textsIn(entriesAs('atom', [entry], headOf([entry]), worldOf(locale)), 'content')[0];
  };
  assert.match(html('en') ?? '', /<div lang="tr">/);
  assert.doesNotMatch(html('tr') ?? '', /<div lang=/);
});

test('any title comes back from every format', () => {
  assert.ok(programme);
  const world = worldOf('tr');
  // What no file can hold has its own tests, by format.
  const plain = anyText.map((text) => text.replace(/[\p{Cc}\p{Cn}]/gu, ' '));
  fc.assert(
    fc.property(plain, (title) => {
      const entry = { ...programme, data: { ...programme.data, title } };
      const head = headOf([entry]);
      const [, row] = rowsOf(entriesAs('csv', [entry], head, world));
      assert.equal(row?.[0], /^[=+\-@＝＋－＠]/.test(title) ? `'${title}` : title);
      const record: unknown = JSON.parse(JSON.stringify(recordOf(entry, world)));
      assert.equal((record as { title: string }).title, title);
      assert.equal(textsIn(entriesAs('atom', [entry], head, world), 'title')[1], title);
      const summaries = eventsIn(entriesAs('ics', [entry], head, world)).map((event) =>
        String(event.getFirstPropertyValue('summary')),
      );
      assert.ok(summaries.length > 0);
      for (const summary of summaries) assert.ok(summary.startsWith(`${title}: `));
    }),
  );
});

test('an empty search is a whole file in every format', () => {
  const world = worldOf('tr');
  const head = headOf([], 'programme');
  assert.equal(rowsOf(entriesAs('csv', [], head, world)).length, 1);
  assert.deepEqual(JSON.parse(entriesAs('json', [], head, world)).entries, []);
  assert.equal(textsIn(entriesAs('atom', [], head, world), 'updated').length, 1);
  assert.equal(eventsIn(entriesAs('ics', [], head, world)).length, 0);
});

test('money stands with its currency and date', () => {
  const entries = shelf.ofType('programme', 'tr').filter(({ data }) => data.upperLimit);
  const [heading = [], ...rows] = rowsOf(
    entriesAs('csv', entries, headOf(entries, 'programme'), worldOf('tr')),
  );
  const column = heading.indexOf(texts('tr')('fields.upperLimit'));
  assert.ok(rows.length > 0);
  for (const row of rows) assert.match(row[column] ?? '', /^[\d.,]+ (TL|USD|avro) \(.+\)$/);
});
