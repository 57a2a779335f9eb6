import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { comparisonTable, comparisonView } from '#lib/comparison-view';
import { csv } from '#lib/csv';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { readShortList } from '#lib/short-list';

const library = readLibrary(process.cwd());
const worldIn = (locale: 'tr' | 'en') => ({
  locale,
  today: '2026-11-22',
  titleOf: (type: Parameters<typeof library.titleOf>[0], slug: string) =>
    library.titleOf(type, slug, locale),
  programmeOf: (slug: string) => library.find('programme', slug, locale),
});
const listOf = (address: string) =>
  readShortList(new URLSearchParams(address), (slug) =>
    Boolean(library.find('programme', slug, 'tr')),
  );
const view = (address: string, locale: 'tr' | 'en' = 'tr') =>
  comparisonView(new URLSearchParams(address), listOf(address), worldIn(locale));
const factIn = (of: ReturnType<typeof view>, label: string) => {
  const found = of.groups.flatMap(({ facts }) => facts).find((fact) => fact.label === label);
  assert.ok(found, label);
  return found;
};

const two = 'p=kosgeb-yurt-disi-pazar&p=ticaret-e-ihracat';
const five = `${two}&p=ticaret-ur-ge&p=tubitak-1507&p=tubitak-1501`;
const t = texts('tr');

test('every fact stands in a row, and a word says whether it differs', () => {
  const rate = factIn(view(two), 'Destek oranı');
  assert.deepEqual(
    rate.cells.map(([cell]) => cell?.text),
    ['%70', '%50'],
  );
  assert.equal(rate.mark, 'Farklı');
  const sector = factIn(view(two), 'Sektör');
  assert.equal(sector.differs, false);
  assert.equal(sector.mark, 'Aynı');
});

test('the number of a source is no difference, a missing fact is one', () => {
  const same = view('p=kosgeb-yurt-disi-pazar&p=kosgeb-yurt-disi-pazar&p=ticaret-ur-ge');
  assert.equal(same.columns.length, 2);
  const duration = factIn(view(two), 'En uzun süre');
  assert.deepEqual(duration.cells[1], []);
  assert.equal(duration.differs, true);
});

test('the address can leave out what is the same', () => {
  const only = view(`${two}&only=differences`);
  const facts = only.groups.flatMap((group) => group.facts);
  assert.ok(facts.length > 0 && facts.every(({ differs }) => differs));
  assert.equal(only.summary, view(two).summary);
  assert.equal(only.toggle?.href, `/karsilastir?${two}`);
  assert.equal(view(two).toggle?.href, `/karsilastir?only=differences&${two}`);
});

test('none, one and five programmes get a sentence, and nothing is lost', () => {
  const none = view('');
  assert.equal(none.lead, t('compare.none'));
  assert.equal(none.groups.length, 0);
  const one = view('p=tubitak-1507');
  assert.deepEqual(one.notices, [t('compare.one')]);
  assert.equal(one.columns.length, 1);
  assert.equal(one.csv, undefined);
  const many = view(five);
  assert.deepEqual(many.notices, [t('compare.tooMany', { count: 5, max: 4 })]);
  assert.equal(many.columns.length, 4);
  const waiting = many.waiting?.items[0];
  assert.ok(waiting);
  const after = new URL(waiting.bring.href, 'https://bys.example').searchParams.getAll('p');
  assert.deepEqual([...after].sort(), new URLSearchParams(five).getAll('p').sort());
  assert.equal(after[0], 'tubitak-1501');
  assert.ok(many.ways.some(({ href }) => href === `/liste?${five}`));
});

test('what is no programme is named, and the others are compared', () => {
  const { notices, columns } = view(`${two}&p=ticaret-ur`);
  assert.deepEqual(notices, [t('shortList.unknown', { name: 'ticaret-ur' })]);
  assert.equal(columns.length, 2);
});

test('a spreadsheet gets the same facts, missing ones in words', () => {
  for (const locale of locales) {
    const rows = comparisonTable(listOf(two), worldIn(locale), 'https://bys.example');
    const [head, ...body] = parse(csv(rows), { bom: true }) as string[][]; // rows of text
    const facts = view(two, locale).groups.flatMap(({ facts: own }) => own);
    assert.deepEqual(
      head?.slice(1, 3),
      view(two, locale).columns.map(({ title }) => title.text),
    );
    assert.deepEqual(
      body.slice(0, -1).map(([label]) => label),
      facts.map(({ label }) => label),
    );
    assert.ok(body.every((row) => row.length === 4));
    const missing = texts(locale)('common.notInSource');
    assert.equal(body.find(([label]) => label === texts(locale)('fields.duration'))?.[2], missing);
    assert.match(body.at(-1)?.[1] ?? '', /^https:\/\/bys\.example\/.*kosgeb-yurt-disi-pazar$/);
  }
});
