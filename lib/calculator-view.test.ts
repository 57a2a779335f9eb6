import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calculatorPages, guideOf, toolView, type CalculatorPage } from '#lib/calculator-view';
import { pageHref } from '#lib/addresses';
import type { Locale } from '#lib/field';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';

const library = readLibrary(process.cwd());

function viewOf(page: CalculatorPage, query: Record<string, string>, locale: Locale = 'tr') {
  const guide = library.find('guide', guideOf[page], locale);
  assert.ok(guide);
  return toolView(page, new URLSearchParams(query), guide, locale);
}
const faultsOf = (page: CalculatorPage, query: Record<string, string>) =>
  viewOf(page, query).faults?.items.map(({ text }) => text) ?? [];

const concentration = {
  sectorInRegion: '12.500',
  region: '250.000',
  sectorInCountry: '50.000',
  country: '2.500.000',
};
const weights = { 'w-impact': '25', 'w-demand': '25', 'w-network': '25', 'w-factors': '25' };
const candidate = (
  number: number,
  name: string,
  scores: readonly [string, string, string, string],
) => ({
  [`name-${number}`]: name,
  [`impact-${number}`]: scores[0],
  [`demand-${number}`]: scores[1],
  [`network-${number}`]: scores[2],
  [`factors-${number}`]: scores[3],
});

test('the coefficient is told in a sentence, as a formula and as a table', () => {
  const { result, faults } = viewOf('specialisation', concentration);
  assert.equal(faults, undefined);
  assert.deepEqual(result?.summary, [
    'Sektör bölgede ülke ortalamasının 2,5 katı yoğun.',
    '(12.500 ÷ 250.000) ÷ (50.000 ÷ 2.500.000) = 2,5',
  ]);
  assert.deepEqual(result.table?.rows.at(0)?.at(1), '%5');
});

test('each nonsense is refused in a sentence of its own', () => {
  const told = (change: Record<string, string>) =>
    faultsOf('specialisation', { ...concentration, ...change });
  assert.match(told({ region: '' })[0] ?? '', /boş/);
  assert.match(told({ region: 'çok' })[0] ?? '', /“çok” bir sayı değil/);
  assert.match(told({ region: '-5' })[0] ?? '', /eksi olamaz/);
  assert.match(told({ region: '0' })[0] ?? '', /sıfır olamaz/);
  assert.match(told({ region: '3.000.000' })[0] ?? '', /ülkedekilerden çok olamaz/);
  assert.match(told({ sectorInRegion: '60.000' })[0] ?? '', /aynı sektörün çalışanından/);
  assert.equal(told({ region: '', country: 'x' }).length, 2);
});

test('every example is sound and brings a result, in both languages', () => {
  for (const locale of locales)
    for (const page of ['specialisation', 'scoring'] as const) {
      const { example } = viewOf(page, {}, locale);
      assert.ok(example);
      const query = Object.fromEntries(
        new URL(example.link.href, 'https://bys.example').searchParams,
      );
      const { faults, result } = viewOf(page, query, locale);
      assert.equal(faults, undefined);
      assert.ok(result);
    }
});

test('weights that do not make 100, scores beyond 5 and lost names are told', () => {
  const good = { ...weights, ...candidate(1, 'Makine', ['3', '4', '5', '4']) };
  assert.deepEqual(faultsOf('scoring', good), []);
  assert.match(
    faultsOf('scoring', { ...good, 'w-impact': '30' })[0] ?? '',
    /100 olmalı; şimdi 105/,
  );
  assert.match(faultsOf('scoring', { ...good, 'w-impact': '-5' })[0] ?? '', /eksi/);
  assert.match(faultsOf('scoring', { ...good, 'impact-1': '6' })[0] ?? '', /1 ile 5 arasında/);
  assert.match(faultsOf('scoring', { ...good, 'impact-1': '' })[0] ?? '', /boş/);
  assert.match(faultsOf('scoring', { ...good, 'name-1': '' })[0] ?? '', /adı yok/);
  assert.match(faultsOf('scoring', weights)[0] ?? '', /Hiç aday yok/);
  const twice = { ...good, ...candidate(2, 'Makine', ['1', '1', '1', '1']) };
  assert.match(faultsOf('scoring', twice)[0] ?? '', /iki kez/);
});

test('the order tells how far it depends on the weights', () => {
  const both = {
    ...candidate(1, 'A', ['5', '1', '1', '1']),
    ...candidate(2, 'B', ['1', '4', '4', '4']),
  };
  const heavy = { 'w-impact': '85', 'w-demand': '5', 'w-network': '5', 'w-factors': '5' };
  const dependent = viewOf('scoring', { ...heavy, ...both }).result;
  assert.deepEqual(
    dependent?.table?.rows.map(([place, name]) => `${place} ${name}`),
    ['1 A', '2 B'],
  );
  assert.match(dependent.summary[1] ?? '', /başka bir aday öne geçiyor \(B\)/);
  assert.match(
    viewOf('scoring', { ...weights, ...both }).result?.summary[1] ?? '',
    /aynı aday önde/,
  );
});

test('each threshold is judged by itself, with its source and date', () => {
  const { result } = viewOf('readiness', {
    'eccp-uye': '14',
    'eccp-ekip': '0,5',
    'kdp-firma': '20',
    'kdp-oda': 'yes',
    'kdp-universite': 'no',
  });
  const rules = result?.groups.flatMap((group) => group.rules) ?? [];
  assert.deepEqual(
    rules.map(({ answer }) => answer),
    ['no', 'yes', 'unknown', 'unknown', 'yes', 'yes', 'no', 'unknown'],
  );
  for (const { basis } of rules) assert.match(basis, /^Kaynak \(.+\): .+/);
  assert.match(rules[4]?.basis ?? '', /22 Haziran 2017/);
});

test('half a member is no member, and what cannot be read is unknown', () => {
  assert.match(faultsOf('readiness', { 'eccp-uye': '14,5' })[0] ?? '', /tam sayı/);
  const { result, faults } = viewOf('readiness', { 'eccp-uye': 'on beş' });
  assert.equal(faults?.items.length, 1);
  assert.equal(result?.groups[0]?.rules[0]?.answer, 'unknown');
});

test('any address makes a page that keeps what was typed', () => {
  const value = fc.string({ maxLength: 60 });
  for (const page of calculatorPages) {
    const names = viewOf(page, {}).groups.flatMap(({ fields }) => fields.map(({ name }) => name));
    const query = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 12 });
    fc.assert(
      fc.property(query, fc.constantFrom(...locales), (typed, locale) => {
        const view = viewOf(page, typed, locale);
        assert.equal(view.action, pageHref(page, locale));
        for (const field of view.groups.flatMap(({ fields }) => fields))
          if (Object.hasOwn(typed, field.name))
            assert.equal(field.value, (typed[field.name] ?? '').trim());
      }),
      { numRuns: 100 },
    );
  }
});
