import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packed, wordNumbers } from '#lib/packed-profile';
import { profileOf } from '#lib/ranking';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';

const { tr } = analysers(readCurated(process.cwd()));
const sorted = (words: Iterable<string>) => [...words].sort();

test('a packed profile says what the profile says, whatever the texts', () => {
  const numbers = wordNumbers();
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  const word = fc.constantFrom('Şehrin', 'fuarları', 'kâr', 'kar', 'AR-GE', '309.5', 'ihracatçı');
  const words = fc.array(fc.oneof(word, text), { maxLength: 20 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(words, words, words, (title, body, absent) => {
      const one = profileOf(tr, { title, names: [body], passage: body, words: [title], body });
      const other = profileOf(tr, { title: absent, names: [], passage: '', words: [], body: '' });
      const small = packed(one, numbers);
      packed(other, numbers);
      for (const part of ['roots', 'stems'] as const) {
        assert.deepEqual(sorted(small[part].keys()), sorted(one[part].keys()));
        for (const [key, { place, times }] of one[part])
          assert.deepEqual(small[part].get(key), { place, times: Math.min(times, 31) });
        for (const key of other[part].keys())
          assert.equal(small[part].has(key), one[part].has(key));
      }
      for (const part of ['words', 'spellings'] as const) {
        assert.deepEqual(sorted(small[part]), sorted(one[part]));
        for (const key of other[part]) assert.equal(small[part].has(key), one[part].has(key));
      }
      assert.deepEqual(small.title, one.title);
    }),
  );
});

test('a word that stands hundreds of times is still found where it weighs most', () => {
  const body = 'ihracat '.repeat(500);
  const one = profileOf(tr, { title: 'Ihracat', names: [], passage: '', words: [], body });
  const [root = ''] = one.roots.keys();
  assert.deepEqual(packed(one, wordNumbers()).roots.get(root), { place: 0, times: 31 });
});
