import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { formats, pageHref } from '#lib/addresses';
import { operations, readParameters } from '#lib/api';
import { entriesAs } from '#lib/entry-files';
import { recordOf } from '#lib/entry-record';
import { textsIn } from '#lib/fixtures/xml';
import { readLibrary } from '#lib/library';
import { judged, matchAnswer, matchContents, supportHref } from '#lib/match-report';
import { verdicts } from '#lib/matching';
import { locales, texts } from '#lib/messages';
import { isExact, occasionsOf } from '#lib/occasions';
import { readAnalysers } from '#lib/search-words';

const shelf = readLibrary(process.cwd());
const analysers = readAnalysers(process.cwd(), []);
const site = 'https://bys.example';
const worldIn = (locale: 'tr' | 'en') => ({
  programmes: shelf.ofType('programme', locale),
  terms: shelf.ofType('term', locale),
  analyser: () => analysers[locale],
  today: '2026-11-22',
  site,
});
const fileWorld = (locale: 'tr' | 'en') => ({
  site,
  locale,
  today: '2026-11-22',
  changedAt: shelf.changedAt,
  titleOf: () => undefined,
});
const konya = new URLSearchParams('province=konya&sector=makine&size=kucuk&age=6&purpose=yatirim');

for (const locale of locales) {
  const t = texts(locale);
  const world = worldIn(locale);

  test(`what programs are told follows the published shape (${locale})`, () => {
    for (const query of [konya, new URLSearchParams(), new URLSearchParams('age=x&size=y&zz=1')]) {
      const answer = matchAnswer(query, locale, undefined, world);
      assert.deepEqual(operations.match.answer.parse(answer), answer);
      assert.equal(answer.total, world.programmes.length);
      assert.equal(answer.results.length, answer.total);
    }
    const few = matchAnswer(konya, locale, 3, world);
    assert.equal(few.results.length, 3);
    assert.equal(few.total, world.programmes.length);
    assert.equal(few.url, `${site}${pageHref('support', locale)}?${konya.toString()}`);
  });

  test(`a table names each programme's result and the reason for it (${locale})`, () => {
    const { entries, head } = matchContents(konya, 'csv', locale, world);
    const text = entriesAs('csv', entries, head, fileWorld(locale));
    const [heading = [], ...rows]: string[][] = parse(text, { bom: true });
    assert.deepEqual(heading.slice(0, 3), [
      t('fields.title'),
      t('match.columns.verdict'),
      t('match.columns.reason'),
    ]);
    assert.ok(heading.includes(t('fields.upperLimit')));
    const { matches } = judged(konya, world);
    assert.deepEqual(
      rows.map(([, verdict]) => verdict),
      matches.map(({ verdict }) => t(`match.verdicts.${verdict}`)),
    );
    assert.ok(rows.every((row) => row.length === heading.length && row[2] !== ''));
  });

  test(`data hold each entry with its verdict (${locale})`, () => {
    const { entries, head } = matchContents(konya, 'json', locale, world);
    const written: unknown = JSON.parse(entriesAs('json', entries, head, fileWorld(locale)));
    const records = (written as { entries: { slug: string; match: unknown }[] }).entries;
    const { results } = matchAnswer(konya, locale, undefined, world);
    assert.deepEqual(
      records.map(({ match }) => match),
      results,
    );
    for (const [index, entry] of entries.entries())
      assert.deepEqual(records[index], {
        ...JSON.parse(JSON.stringify(recordOf(entry, fileWorld(locale)))),
        match: results[index],
      });
  });

  test(`a calendar and a feed hold only what nothing speaks against (${locale})`, () => {
    const { matches } = judged(konya, world);
    const good = matches
      .filter(({ verdict }) => verdict === 'fit' || verdict === 'check')
      .map(({ slug }) => slug);
    assert.ok(good.length > 0 && good.length < matches.length);
    const { entries, head } = matchContents(konya, 'ics', locale, world);
    assert.deepEqual(
      entries.map(({ slug }) => slug),
      good,
    );
    const calendar = ICAL.Component.fromString(entriesAs('ics', entries, head, fileWorld(locale)));
    assert.equal(
      calendar.getAllSubcomponents('vevent').length,
      occasionsOf(entries).filter(isExact).length,
    );
    const feed = matchContents(konya, 'atom', locale, world);
    const xml = entriesAs('atom', feed.entries, feed.head, fileWorld(locale));
    assert.equal(textsIn(xml, 'id').length, good.length + 1);
    assert.ok(textsIn(xml, 'title')[0]?.includes('Konya'));
  });

  test(`files read a trade in words as the page does (${locale})`, () => {
    const told = matchContents(new URLSearchParams('activity=25.62'), 'csv', locale, world);
    assert.match(told.head.title, /NACE 25\.62/);
    const unknown = matchContents(new URLSearchParams('activity=zzzz'), 'csv', locale, world);
    assert.deepEqual(unknown.head.notices, [t('match.faults.no-activity', { value: 'zzzz' })]);
  });

  test(`without answers a file holds every programme, in the order of the verdicts (${locale})`, () => {
    for (const format of formats) {
      const { entries, head } = matchContents(new URLSearchParams(), format, locale, world);
      assert.equal(entries.length, world.programmes.length);
      assert.equal(head.title, t('match.title'));
      assert.equal(head.href, pageHref('support', locale));
    }
    const order = judged(konya, world).matches.map(({ verdict }) => verdicts.indexOf(verdict));
    assert.deepEqual(order, [...order].sort());
  });
}

test('the address of a result keeps the answers and nothing else', () => {
  const given = new URLSearchParams('p=tubitak-1501&province=konya&size=&utm=x&activity=kaynak');
  assert.equal(supportHref(given, 'tr'), '/destek-bul?province=konya&activity=kaynak');
});

test('a question takes any text, so that a mistake is told and not refused', () => {
  const read = readParameters(
    operations.match.parameters,
    new URLSearchParams('age=x&province=atlantis&limit=many&province=konya'),
  );
  assert.ok(read.ok);
  assert.deepEqual(read.values, {
    age: ['x'],
    province: ['atlantis', 'konya'],
    limit: undefined,
    locale: 'tr',
  });
});
