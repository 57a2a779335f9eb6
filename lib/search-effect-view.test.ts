import assert from 'node:assert/strict';
import { test } from 'node:test';
import { texts } from '#lib/messages';
import { effectLines } from '#lib/search-effect-view';
import type { ChangedSearch, Effect } from '#lib/search-rehearsal';

const effect = (changed: readonly ChangedSearch[]): Effect => ({
  searches: 232,
  before: { ndcg: 0.83784, recall: 0.921 },
  after: { ndcg: 0.8, recall: 0.93 },
  changed,
});
const hibe = { type: 'term' as const, slug: 'hibe' };
const kobigel = { type: 'programme' as const, slug: 'kosgeb-kobigel' };
const change = { query: 'para', locale: 'tr' as const, before: hibe, after: kobigel };

test('the figures stand first, then each search that is answered otherwise', () => {
  assert.deepEqual(
    effectLines(
      effect([
        { ...change, by: -0.5 },
        { ...change, by: 0, before: undefined },
        { ...change, by: 0.25, after: hibe },
      ]),
      texts('tr'),
    ),
    [
      'Yargılanmış 232 aramada nDCG@10 0.838 → 0.800, geri çağırma@20 0.921 → 0.930.',
      '3 aramanın yanıtı değişiyor: 1 daha iyi, 1 daha kötü.',
      'Daha kötü (−0.500): “para”; ilk yanıt /sozluk/hibe yerine /destekler/kosgeb-kobigel.',
      '“para”: ilk yanıt boş yerine /destekler/kosgeb-kobigel.',
      'Daha iyi (+0.250): “para”; ilk yanıt aynı (/sozluk/hibe).',
    ],
  );
});

test('what changes nothing says so, and a long list is counted', () => {
  assert.equal(effectLines(effect([]), texts('en'))[1], 'No search is answered otherwise.');
  const lines = effectLines(effect(Array(40).fill({ ...change, by: 1 })), texts('en'));
  assert.equal(lines.length, 33);
  assert.equal(lines.at(-1), '10 more searches.');
});
