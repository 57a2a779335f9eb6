import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foundEntry, type FoundEntry } from '#lib/finding';
import type { Shown } from '#lib/search-document';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';
import { marksIn } from '#lib/turkish/marks';
import { readQuery } from '#lib/turkish/query';

const { tr } = analysers(readCurated(process.cwd()));

const shownOf = (more: Partial<Shown>): Shown => ({
  type: 'news',
  slug: 'a',
  title: 'A',
  titleLocale: 'tr',
  passage: '',
  passageLocale: 'tr',
  body: '',
  card: {},
  ...more,
});
const hitOf = (query: string, more: Partial<Shown>) =>
  foundEntry(shownOf(more), (text) => marksIn(tr, text, readQuery(tr, query).sought));
const marked = ({ text, marks }: FoundEntry['title']) =>
  marks.map(([from, to]) => text.slice(from, to));
const filler = (n: number) => Array.from({ length: n }, (_, i) => `dolgu${i}`).join(' ');

test('marks count in UTF-16, behind Turkish letters and emoji', () => {
  const { title } = hitOf('Şişli iğnesi ışık', { title: '🏭 Şişli’de İğne ışığı' });
  assert.deepEqual(title.marks, [
    [3, 11],
    [12, 16],
    [17, 22],
  ]);
  assert.deepEqual(marked(title), ['Şişli’de', 'İğne', 'ışığı']);
});

for (const [name, query, title, whole] of [
  ['a soft hyphen', 'kümelenme', 'Bir küme\u00adlen\u00admenin yılı', 'küme\u00adlen\u00admenin'],
  ['joiners', 'kümelenme', 'Bir kü\u200dme\u200clenmenin yılı', 'kü\u200dme\u200clenmenin'],
  ['a hyphen that does not break', 'Ar-Ge', 'Yeni Ar\u2011Ge’nin yılı', 'Ar\u2011Ge’nin'],
  ['a written ampersand', 'Ar-Ge', 'Yeni AR&amp;GE yılı', 'AR&amp;GE'],
  ['tabs around', 'patent', 'Yeni\tpatentlerin\tyılı', 'patentlerin'],
  [
    'decomposed letters',
    'kümelenme',
    'Bir kümelenmenin yılı'.normalize('NFD'),
    'kümelenmenin'.normalize('NFD'),
  ],
  ['an apostrophe', 'İstanbul', 'Yeni İSTANBUL’un yılı', 'İSTANBUL’un'],
] as const)
  test(`a word with ${name} is marked whole`, () => {
    const found = hitOf(query, { title });
    assert.deepEqual(marked(found.title), [whole]);
    assert.equal(found.title.text, title);
  });

test('where the passage does not answer, the densest stretch of the body does', () => {
  const body = `${filler(40)} fuar ${filler(60)} fuar kredi patent fuar ${filler(60)}`;
  const { passage } = hitOf('fuar kredi patent', { passage: 'Başka bir şey.', body });
  assert.deepEqual(marked(passage), ['fuar', 'kredi', 'patent', 'fuar']);
  assert.ok(passage.text.startsWith('… ') && passage.text.endsWith(' …'));
  assert.ok(passage.text.length <= 250);
  assert.ok(body.includes(passage.text.slice(2, -2)));
});

test('a short body is shown whole', () => {
  const body = 'Fuarlar için kredi.';
  const { passage } = hitOf('kredi', { passage: 'Başka.', body });
  assert.equal(passage.text, body);
  assert.deepEqual(marked(passage), ['kredi']);
});

test('a passage that answers is kept, and so is one where nothing does', () => {
  const more = { passage: 'Fuarın kredisi', body: 'Patent kredisini anlatır' };
  assert.equal(hitOf('kredi', more).passage.text, more.passage);
  assert.deepEqual(marked(hitOf('kredi', more).passage), ['kredisi']);
  const { passage } = hitOf('zürafa', more);
  assert.deepEqual([passage.text, passage.marks], [more.passage, []]);
});

test('the mark that brought a stretch of the body is always in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
      fc.nat(),
      (lengths, pick) => {
        const index = pick % lengths.length;
        const body = lengths.map((n, i) => (i === index ? 'patent' : 'ş'.repeat(n))).join(' ');
        const { passage } = hitOf('patent', { body });
        assert.deepEqual(marked(passage), ['patent']);
      },
    ),
  );
});

test('for any text the passage is a piece of it, with its marks in order and inside', () => {
  const word = fc.oneof(
    fc.constantFrom('patent', 'fuarlarda', 'KREDİSİ', 'Ar\u2011Ge', 'kü\u00adme', '🏭', '&amp;'),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 80 }), fc.constantFrom(' ', '\n', ''), (words, gap) => {
      const body = words.join(gap);
      const { passage } = hitOf('patent fuar kredi Ar-Ge küme', { body });
      const own = passage.text.replace(/^… /, '').replace(/ …$/, '');
      if (passage.text !== '') assert.ok(body.includes(own) || body === passage.text);
      let last = 0;
      for (const [from, to] of passage.marks) {
        assert.ok(last <= from && from < to && to <= passage.text.length);
        last = to;
      }
    }),
  );
});

test('an entry shown without a query has no marks and lacks nothing', () => {
  const { title, passage, missing } = foundEntry(shownOf({ passage: 'Metin.' }));
  assert.deepEqual([title.marks, passage.marks, missing], [[], [], []]);
});
