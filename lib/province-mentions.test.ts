import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { analysersFor, provincesNamedIn } from '#lib/portal';
import { provinceReader } from '#lib/province-mentions';
import { provinceCodes, provinceNames } from '#lib/provinces';

const shelf = readLibrary(process.cwd());
const { tr } = analysersFor(shelf);
const read = provinceReader(tr);
const named = (text: string) => [...read(text)];

test('every province is named in every case, with and without an apostrophe', () => {
  for (const province of provinceCodes) {
    const name = provinceNames[province];
    assert.deepEqual(named(`Kümeler ${name} ilindedir.`), [province], name);
    for (const apostrophe of ["'", '’'])
      for (const ending of ['da', 'de', 'nin', 'in', 'daki'])
        assert.deepEqual(named(`Üretim ${name}${apostrophe}${ending} artar.`), [province], name);
    assert.deepEqual(named(`ÜRETİM ${name.toLocaleUpperCase('tr')}’DA ARTAR`), [province], name);
  }
});

test('a word that only looks like a province is none', () => {
  for (const text of [
    'Ordu güçlenecektir.',
    'silahlı ordu ve van',
    'fikri mülkiyet hakkı korunacaktır',
    'Ağrı tedavisi geliştirilecektir. Tokat, yumruk sayılmaz.',
    'Aydın bir toplum için',
    'Bol ürün alınacak, bolu arttırılacaktır.',
    'Karadeniz’de ve Türkiye’nin bütününde',
    'samsun, izmir',
  ])
    assert.deepEqual(named(text), [], text);
});

test('a name that is an everyday word counts where it can only be a name', () => {
  for (const [text, province] of [
    ['Fındık üretimi Ordu, Giresun ve Trabzon’da yoğundur.', 'ordu'],
    ['Ordu’nun fındığı', 'ordu'],
    ['Ordu ilinde kümelenme', 'ordu'],
    ['Sınır ticareti Ağrı ve Iğdır üzerinden', 'agri'],
    ['TOKAT İLİ', 'tokat'],
    ['Van’da', 'van'],
    ['Afyon’un mermeri', 'afyonkarahisar'],
    ['Maraş ve Urfa', 'sanliurfa'],
  ] as const)
    assert.ok(read(text).has(province), text);
});

test('of the plans’ articles none names a province, and every one was read', () => {
  const all = provincesNamedIn(shelf);
  assert.equal(all.size, shelf.ofType('plan', 'tr').length);
  assert.deepEqual(
    [...all].filter(([, provinces]) => provinces.size > 0),
    [],
  );
});
