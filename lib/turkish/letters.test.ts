import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLibrary } from '#lib/library';
import {
  compare,
  fold,
  initialOf,
  lower,
  slugify,
  sortKey,
  turkishAlphabet,
} from '#lib/turkish/letters';

const titles = readLibrary(process.cwd())
  .entries('tr')
  .map(({ data }) => data.title);
const wordsOfTitles = [...new Set(titles.flatMap((title) => lower(title).match(/\p{L}+/gu) ?? []))];

test('İSTANBUL is one word however it is typed', () => {
  const spellings = ['İSTANBUL', 'istanbul', 'ISTANBUL', 'ıstanbul', 'İstanbul', 'I\u0307stanbul'];
  for (const spelling of spellings) assert.equal(fold(spelling), 'istanbul');
});

test('folding drops what an English keyboard lacks', () => {
  assert.equal(fold('ÇĞIİÖŞÜ çğıiöşü'), 'cgiiosu cgiiosu');
  assert.equal(fold('Çankırı'), 'cankiri');
  assert.equal(fold('c\u0327ankırı'), 'cankiri');
  assert.equal(fold('Hakkâri'), 'hakkari');
  assert.equal(fold('Großunternehmen, Ærø'), 'grossunternehmen, aero');
  assert.equal(fold('ﬁnans'), 'finans');
});

test('folding twice is folding once, and knows no case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
    }),
  );
  for (const word of wordsOfTitles) {
    assert.equal(fold(word.toLocaleUpperCase('tr')), fold(word));
    assert.equal(fold(word.normalize('NFD')), fold(word));
    assert.match(fold(word), /^[a-z]+$/);
  }
});

test('small letters are Turkish ones', () => {
  assert.equal(lower('ISPARTA'), 'ısparta');
  assert.equal(lower('İZMİR'), 'izmir');
  assert.equal(lower('KOBİ'), 'kobi');
});

for (const [text, slug] of [
  ['küme yöneticisi', 'kume-yoneticisi'],
  ['UR-GE', 'ur-ge'],
  ['İŞGEM / TEKMER', 'isgem-tekmer'],
  ['Ar-Ge', 'ar-ge'],
  ['  ışık, ısı!  ', 'isik-isi'],
  ['"KOBİ" (2026)', 'kobi-2026'],
  ['2011/10 sayılı', '2011-10-sayili'],
  ['Â Î Û', 'a-i-u'],
  ['---', ''],
  ['日本', ''],
] as const)
  test(`the slug of ${JSON.stringify(text)} is ${JSON.stringify(slug)}`, () => {
    assert.equal(slugify(text), slug);
  });

test('a slug is always an address part, and its own slug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const slug = slugify(text);
      assert.match(slug, /^([a-z0-9]+(-[a-z0-9]+)*)?$/);
      assert.equal(slugify(slug), slug);
    }),
  );
});

test('a term is found under the slug of its title', () => {
  const terms = readLibrary(process.cwd()).ofType('term', 'tr');
  assert.ok(terms.length > 100);
  for (const { slug, data } of terms) assert.equal(slug, slugify(data.title));
});

test('words stand in the order of the Turkish alphabet', () => {
  const words = ['zor', 'ışık', 'izmir', 'çorum', 'cam', 'şeker', 'su', 'öz', 'ok', 'ğ', 'gün'];
  const sorted = ['cam', 'çorum', 'gün', 'ğ', 'ışık', 'izmir', 'ok', 'öz', 'su', 'şeker', 'zor'];
  assert.deepEqual(words.toSorted(compare('tr')), sorted);
  const byKey = (a: string, b: string) => (sortKey(a) < sortKey(b) ? -1 : 1);
  assert.deepEqual(words.toSorted(byKey), sorted);
});

test('numbers in titles stand in the order of their values', () => {
  const titles = ['1507 – KOBİ', '1501 – Sanayi', '309.10', '309.5', 'Madde 9', 'Madde 10'];
  const sorted = ['309.5', '309.10', '1501 – Sanayi', '1507 – KOBİ', 'Madde 9', 'Madde 10'];
  assert.deepEqual(titles.toSorted(compare('tr')), sorted);
  assert.deepEqual(
    titles.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    sorted,
  );
});

test('the sort key of every word of our titles gives the order of the Turkish alphabet', () => {
  const { compare: expected } = new Intl.Collator('tr');
  const plain = wordsOfTitles.filter((word) =>
    [...word].every((letter) => 'abcçdefgğhıijklmnoöpqrsştuüvwxyz'.includes(letter)),
  );
  assert.ok(plain.length > 500);
  const byKey = plain.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  assert.deepEqual(byKey, plain.toSorted(expected));
});

test('a sort key is plain text of a bounded length, whatever the title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      assert.match(sortKey(text), /^\d{0,160}$/);
    }),
  );
});

test('case and composition do not move a title', () => {
  for (const title of titles) {
    assert.equal(sortKey(title.normalize('NFD')), sortKey(title));
    assert.equal(sortKey(title.toLocaleUpperCase('tr')), sortKey(title));
  }
});

for (const [word, letter] of [
  ['ışık', 'I'],
  ['istihdam', 'İ'],
  ['İŞGEM', 'İ'],
  ['Çağrı', 'Ç'],
  ['şirket', 'Ş'],
  [' kobi', 'K'],
  ['â la carte', 'A'],
  ['Über', 'Ü'],
  ['éclair', 'E'],
  ['1507', '#'],
  ['"KOBİ"', '#'],
  ['', '#'],
] as const)
  test(`${JSON.stringify(word)} stands under ${letter}`, () => {
    assert.equal(initialOf(word), letter);
  });

test('every term of the glossary has a letter of its own', () => {
  const terms = readLibrary(process.cwd()).ofType('term', 'tr');
  for (const { data } of terms) assert.ok(turkishAlphabet.includes(initialOf(data.title)));
});

test('the alphabet is in its order and has the 29 letters, and Q, W and X', () => {
  assert.equal(turkishAlphabet.length, 32);
  assert.deepEqual([...turkishAlphabet].toSorted(compare('tr')), [...turkishAlphabet]);
});
