import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { added, mostKept, readShortList, withList, without } from '#lib/short-list';

const isProgramme = (slug: string) => /^p\d+$/.test(slug);
const read = (query: string) => readShortList(new URLSearchParams(query), isProgramme);
const listOf = (href: string) =>
  readShortList(new URL(href, 'https://bys.example').searchParams, isProgramme).slugs;

test('an address gives the programmes in its order, each once', () => {
  assert.deepEqual(read('p=p2&p=p1&p=p2&p='), { slugs: ['p2', 'p1'], unknown: [], beyond: 0 });
});

test('what is no programme is told and the others stay, also of an address cut in half', () => {
  assert.deepEqual(read('p=p1&p=kosge&p=../x&p=p3'), {
    slugs: ['p1', 'p3'],
    unknown: ['kosge', '../x'],
    beyond: 0,
  });
});

test('of a hundred values the first are kept, and the rest is counted', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => `p=p${index}`).join('&');
  const { slugs, beyond } = read(hundred);
  assert.equal(slugs.length, mostKept);
  assert.equal(beyond, 100 - mostKept);
  const { unknown } = read(`p=${'x'.repeat(5000)}&${hundred.replaceAll('p=p', 'p=q')}`);
  assert.ok(unknown.length <= 5 && unknown.every((name) => name.length <= 61));
});

test('any address takes a list and keeps the rest of its query', () => {
  const slugs = fc.uniqueArray(
    fc.nat(999).map((n) => `p${n}`),
    { maxLength: mostKept },
  );
  const query = fc.array(fc.tuple(fc.constantFrom('province', 'q', 'age'), fc.string()));
  fc.assert(
    fc.property(slugs, query, fc.constantFrom('', '#p1'), (list, rest, anchor) => {
      const words = new URLSearchParams(rest).toString();
      const href = withList(`/destek-bul${words === '' ? '' : `?${words}`}${anchor}`, list);
      assert.deepEqual(listOf(href), list);
      const { searchParams, hash } = new URL(href, 'https://bys.example');
      searchParams.delete('p');
      assert.deepEqual([...searchParams], [...new URLSearchParams(words)]);
      assert.equal(hash, anchor);
    }),
  );
});

test('adding puts a programme at the end once, removing takes it out', () => {
  assert.deepEqual(added(['p1', 'p2'], 'p3'), ['p1', 'p2', 'p3']);
  assert.deepEqual(added(['p1', 'p2'], 'p1'), ['p2', 'p1']);
  assert.deepEqual(without(['p1', 'p2'], 'p1'), ['p2']);
});
