import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import type { Locale } from '#lib/field';
import { locales } from '#lib/messages';
import { qualityView, type FigureTable } from '#lib/quality-view';
import type { Answered, Quality } from '#lib/search-quality';
import { readQuality } from '#lib/search-words';

const named = z.object({
  kind: z.string().optional(),
  relation: z.string().optional(),
  sub: z.string().optional(),
});

const answered = (kind: string, ndcg: number, more: Partial<Answered> = {}): Answered => ({
  kind,
  queries: 4,
  ndcg,
  recall: 0.5,
  mrr: 0.25,
  first: { right: 3, of: 4 },
  traps: 1,
  empty: 0,
  ...more,
});
const meilisearch = 'Meilisearch, default settings';

const quality: Quality = {
  on: '2026-11-22',
  entries: 545,
  searches: [
    {
      set: 'judged',
      engines: [
        {
          engine: 'BYS',
          kinds: [
            answered('all', 0.9, { queries: 12 }),
            answered('zero', 0, { queries: 2, first: { right: 0, of: 0 } }),
            answered('typo', 0.8),
            answered('code', 1),
            answered('unheard-of', 0.7),
          ],
        },
        {
          engine: meilisearch,
          kinds: [answered('all', 0.72), answered('typo', 0.81), answered('code', 1)],
        },
        { engine: 'Another', kinds: [answered('all', 0.5), answered('unheard-of', 0.7004)] },
      ],
    },
    {
      set: 'unseen',
      engines: [{ engine: 'BYS', kinds: [answered('all', 0.85), answered('typo', 0.85)] }],
    },
    { set: 'editors', engines: [{ engine: 'BYS', kinds: [] }] },
  ],
  pairs: [
    {
      set: 'judged',
      engines: [
        {
          engine: 'BYS',
          precision: 0.973,
          kinds: [
            { kind: 'inflection strict', pairs: 263, last: 0.9943, middle: 0.99 },
            { kind: 'code code', pairs: 9, last: 1, middle: 1 },
            { kind: 'new part', pairs: 1, last: 1, middle: 1 },
            { kind: 'case new', pairs: 1, last: 1, middle: 1 },
          ],
        },
        {
          engine: meilisearch,
          precision: 0.8,
          kinds: [{ kind: 'inflection strict', pairs: 263, last: 0.24, middle: null }],
        },
      ],
    },
  ],
  costs: [
    { engine: 'BYS', p50: 6.21, p95: 14, indexing: 4210, size: 9_200_000 },
    { engine: meilisearch, p50: 1.4, p95: 3.2, indexing: 1130, size: 0 },
  ],
  worst: [
    { query: 'dış satım', locale: 'tr', type: null, kind: 'synonym', ndcg: 0.3, recall: 0.5 },
    { query: 'grant', locale: 'en', type: 'programme', kind: 'english', ndcg: 0.4, recall: 1 },
  ],
  absent: [],
};

const tableOf = (of: Quality, id: string, locale: Locale = 'tr'): FigureTable => {
  const found = qualityView(of, locale)
    .sections.flatMap(({ tables }) => tables)
    .find((table) => table.id === id);
  assert.ok(found, id);
  return found;
};
/** A table as its lines are read. */
const lines = ({ rows }: FigureTable) =>
  rows.map(({ head, cells }) =>
    [head.text, ...cells.map(({ text, best }) => (best ? `${text} ${best}` : text))].join(' | '),
  );

test('without a measurement the page says so and shows no figure', () => {
  assert.deepEqual(qualityView(undefined, 'tr'), {
    notice: 'Bu kurulumda arama henüz ölçülmedi; gösterilecek rakam yok.',
    key: [],
    sections: [],
  });
});

test('the first figures are those of searches that no rule was tuned on', () => {
  assert.deepEqual(qualityView(quality, 'tr').key, [
    { label: 'Ölçüm günü', cells: [{ text: '22 Kasım 2026', note: '545 kayıt üzerinde' }] },
    {
      label: 'nDCG@10',
      cells: [{ text: '0,850', note: 'kuralların ayarlandığı aramalarda 0,900' }],
    },
    {
      label: 'recall@20',
      cells: [{ text: '0,500', note: 'kuralların ayarlandığı aramalarda 0,500' }],
    },
    {
      label: 'Doğru ilk sonuç',
      cells: [{ text: '3 / 4', note: 'kuralların ayarlandığı aramalarda 3 / 4' }],
    },
  ]);
  const tuned = { ...quality, searches: quality.searches.slice(0, 1) };
  assert.deepEqual(qualityView(tuned, 'en').key[1], {
    label: 'nDCG@10',
    cells: [{ text: '0.900' }],
  });
});

test('each engine has one line of totals, the portal’s own first', () => {
  assert.deepEqual(lines(tableOf(quality, 'quality-judged-engines')), [
    'BYS | 0,900 | 0,500 | 0,250 | 3 / 4 | 1 | 0',
    'Meilisearch, ayarsız | 0,720 | 0,500 | 0,250 | 3 / 4 | 1 | 0',
    'Another | 0,500 | 0,500 | 0,250 | 3 / 4 | 1 | 0',
  ]);
});

test('each kind has one line in which the best is said in words', () => {
  const table = tableOf(quality, 'quality-judged-kinds');
  assert.deepEqual(table.columns, [
    'Arama türü',
    'Arama sayısı',
    'BYS: recall@20',
    'BYS: nDCG@10',
    'Meilisearch, ayarsız: nDCG@10',
    'Another: nDCG@10',
  ]);
  // In the reader's alphabet; what nothing answers is left out; equal as shown is equal.
  assert.deepEqual(lines(table), [
    'Numara ve kod | 4 | 0,500 | 1,000 | 1,000 | ölçülmedi',
    'unheard-of | 4 | 0,500 | 0,700 | ölçülmedi | 0,700',
    'Yazım yanlışlı | 4 | 0,500 | 0,800 | 0,810 en iyi | ölçülmedi',
  ]);
});

test('a set of one kind has its totals alone, and an empty one is not shown', () => {
  const { sections } = qualityView(quality, 'tr');
  const shown = sections.map(({ id, tables }) => [id, tables.length]);
  assert.deepEqual(shown, [
    ['quality-judged', 2],
    ['quality-unseen', 1],
    ['quality-pairs', 1],
    ['quality-costs', 1],
    ['quality-worst', 1],
  ]);
});

test('pairs of words show both places of the word, and what cannot be measured as such', () => {
  const table = tableOf(quality, 'quality-pairs-judged');
  assert.deepEqual(table.columns, [
    'Çift türü',
    'Çift sayısı',
    'BYS: sonda',
    'BYS: sonda değil',
    'Meilisearch, ayarsız: sonda',
    'Meilisearch, ayarsız: sonda değil',
  ]);
  assert.deepEqual(lines(table), [
    'Ekler (çekim) | 263 | %99,4 | %99 | %24 | ölçülmedi',
    'Numara ve kod | 9 | %100 | %100 | ölçülmedi | ölçülmedi',
    'new part | 1 | %100 | %100 | ölçülmedi | ölçülmedi',
    'Büyük ve küçük harf (new) | 1 | %100 | %100 | ölçülmedi | ölçülmedi',
  ]);
  assert.equal(table.note, 'Bulunanların doğru olanı: BYS %97,3; Meilisearch, ayarsız %80.');
});

test('cost is told with its units, and a size that no engine tells as not measured', () => {
  assert.deepEqual(lines(tableOf(quality, 'quality-costs-engines', 'en')), [
    'BYS | 9.2 MB | 4.21 secs | 6.21 ms | 14 ms',
    'Meilisearch as it comes | not measured | 1.13 secs | 1.4 ms | 3.2 ms',
  ]);
});

test('each of the worst searches leads to what it brings today', () => {
  for (const locale of ['tr', 'en'] as const)
    assert.deepEqual(
      tableOf(quality, 'quality-worst-searches', locale).rows.map(({ head }) => head),
      [
        { text: 'dış satım', href: '/ara?q=d%C4%B1%C5%9F+sat%C4%B1m' },
        { text: 'grant', href: '/en/programmes?q=grant' },
      ],
    );
});

test('engines that were not there are named', () => {
  assert.equal('absent' in qualityView(quality, 'tr'), false);
  assert.deepEqual(qualityView({ ...quality, absent: ['PostgreSQL turkish'] }, 'tr').absent, {
    lead: 'Bu ölçümde yer almayanlar',
    engines: ['PostgreSQL, Türkçe'],
  });
});

test('what was measured last is shown whole in both languages', () => {
  const published = readQuality(process.cwd());
  assert.ok(published);
  for (const locale of locales) {
    const { key, sections } = qualityView(published, locale);
    assert.equal(key.length, 4);
    const ids = sections.flatMap(({ id, tables }) => [id, ...tables.map((table) => table.id)]);
    assert.equal(new Set(ids).size, ids.length);
    for (const { columns, rows, id } of sections.flatMap(({ tables }) => tables)) {
      for (const { head, cells } of rows)
        assert.equal(cells.length + 1, columns.length, `${id} ${head.text}`);
      const heads = rows.map(({ head }) => head.text);
      assert.equal(new Set(heads).size, heads.length, id);
      assert.equal(new Set(columns).size, columns.length, id);
    }
  }
});

test('every kind of the judged searches and pairs has a name in both languages', () => {
  const namesIn = (file: string) =>
    readFileSync(`e2e/relevance/${file}.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => named.parse(JSON.parse(line)))
      .map(({ kind, relation, sub }) => kind ?? [relation, sub].filter(Boolean).join(' '));
  const searches = [...namesIn('judged-queries'), ...namesIn('unseen-queries')].filter(
    (kind) => kind !== 'zero',
  );
  const pairs = [...namesIn('turkish-pairs'), ...namesIn('unseen-pairs')];
  const [set] = quality.pairs;
  assert.ok(set);
  const kinds = pairs.map((kind) => ({ kind, pairs: 1, last: 1, middle: 1 }));
  const every: Quality = {
    ...quality,
    pairs: [{ ...set, engines: [{ engine: 'BYS', precision: 1, kinds }] }],
    worst: searches.map((kind) => ({
      query: 'a',
      locale: 'tr' as const,
      type: null,
      kind,
      ndcg: 0,
      recall: 0,
    })),
  };
  // A label, and what stands in brackets behind it.
  const partsIn = (locale: Locale) =>
    [
      ...tableOf(every, 'quality-worst-searches', locale).rows.map(({ cells }) => cells[0]?.text),
      ...tableOf(every, 'quality-pairs-judged', locale).rows.map(({ head }) => head.text),
    ].map((label = '') => label.split(/[()]/));
  const english = partsIn('en');
  // A name that is shown as it is would be the same in both.
  const same = partsIn('tr').flatMap((parts, i) =>
    parts.filter((part, j) => part !== '' && part === english[i]?.[j]),
  );
  assert.deepEqual(same, []);
  assert.equal(english.length, searches.length + pairs.length);
});
