import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { locales } from '#lib/messages';
import { readLibrary } from '#lib/library';
import { analysersFor, indexDocuments, searchFor } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { startEngine } from '../scripts/engine-for-tests';
import type { Locale } from '#lib/field';

// The portal's own search, as its pages use it, on the real content and a real engine.

const judged = z
  .array(
    z.object({
      locale: z.enum(['tr', 'en']),
      query: z.string(),
      kind: z.string(),
      type_filter: z.string().nullable(),
      relevant: z.array(z.object({ id: z.string(), grade: z.int().min(1).max(3) })),
      must_first: z.string().nullable(),
      must_not: z.array(z.string()),
    }),
  )
  .parse(
    readFileSync('e2e/relevance/judged-queries.jsonl', 'utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  );

let stop: (() => Promise<void>) | undefined;

before(async () => {
  const server = await startEngine();
  stop = server.stop;
  process.env.MEILI_URL = server.url;
  process.env.MEILI_SEARCH_KEY = server.masterKey;
  process.env.INDEX_PREFIX = 'judged';
  const library = readLibrary(process.cwd());
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'judged' });
  for (const locale of locales) {
    const { version } = analysersFor(library)[locale];
    const documents = indexDocuments(library, locale);
    const report = await engine.rebuild(locale, documents, settingsFor(locale, version));
    assert.equal(report.kind, 'rebuilt', JSON.stringify(report));
  }
});
after(() => stop?.());

const find = (q: string, locale: Locale = 'tr', type: string | null = null) =>
  searchFor(new URLSearchParams({ q, ...(type && { type }) }), locale, undefined, 20);

async function slugs(q: string, locale: Locale = 'tr', type: string | null = null) {
  return [...new Set((await find(q, locale, type)).hits.map(({ slug }) => slug))];
}

const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2);
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;

test('the judged searches are answered at least as well as when these floors were set', async () => {
  const table = new Map<string, { ndcg: number; recall: number }[]>();
  let first = 0;
  let empty = 0;
  let traps = 0;
  for (const { locale, query, kind, type_filter, relevant, must_first, must_not } of judged) {
    const found = await slugs(query, locale, type_filter);
    traps += must_not.filter((id) => found.slice(0, 10).includes(id)).length;
    if (must_first !== null && found[0] === must_first) first++;
    if (relevant.length === 0) continue;
    if (found.length === 0) empty++;
    const grades = new Map(relevant.map(({ id, grade }) => [id, grade]));
    const best = [...grades.values()].sort((a, b) => b - a).slice(0, 10);
    const useful = relevant.filter(({ grade }) => grade >= 2).map(({ id }) => id);
    const row = {
      ndcg:
        found.slice(0, 10).reduce((sum, id, i) => sum + gain(grades.get(id) ?? 0, i), 0) /
        best.reduce((sum, grade, i) => sum + gain(grade, i), 0),
      recall:
        useful.length === 0 ? 1 : useful.filter((id) => found.includes(id)).length / useful.length,
    };
    for (const key of [kind, 'all']) table.set(key, [...(table.get(key) ?? []), row]);
  }
  for (const [kind, rows] of [...table].sort())
    console.log(
      kind.padEnd(13),
      String(rows.length).padStart(3),
      'nDCG@10',
      mean(rows.map(({ ndcg }) => ndcg)).toFixed(3),
      'recall@20',
      mean(rows.map(({ recall }) => recall)).toFixed(3),
    );
  console.log(`first ${first}, traps ${traps}, empty ${empty}`);
  const all = table.get('all') ?? [];
  assert.ok(mean(all.map(({ ndcg }) => ndcg)) >= 0.8);
  assert.ok(mean(all.map(({ recall }) => recall)) >= 0.86);
  assert.ok(first >= 41);
  assert.ok(traps <= 1);
  assert.equal(empty, 0);
});

test('every form of a word finds every other', async () => {
  const plain = await slugs('kümelenme desteği', 'tr', 'programme');
  assert.equal(plain[0], 'sanayi-kumelenme-destek');
  for (const form of ['kümelenmenin destekleri', 'KÜMELENME DESTEKLERİNDEN', 'kumelenmeye destek'])
    assert.ok((await slugs(form, 'tr', 'programme')).includes('sanayi-kumelenme-destek'), form);
});

test('an inflected word is marked whole where it stands', async () => {
  const { hits } = await find('patentlerimizi korumak');
  const marked = hits.flatMap(({ title, passage = '', marks }) => [
    ...marks.title.map(([from, to]) => title.slice(from, to)),
    ...marks.passage.map(([from, to]) => passage.slice(from, to)),
  ]);
  assert.ok(marked.some((word) => /^patent\p{L}*$/iu.test(word)));
});

test('an exclusion leaves its word out, and quotes are exact', async () => {
  const all = await slugs('tübitak', 'tr', 'programme');
  const less = await slugs('tübitak -1501', 'tr', 'programme');
  assert.ok(all.includes('tubitak-1501'));
  assert.ok(less.length > 0 && !less.includes('tubitak-1501'));
  assert.equal((await slugs('"309.5"'))[0], 'plan11-309-5');
});

test('where nothing answers exactly, what is similar is shown and said to be', async () => {
  const view = await find('küümelenme analizi');
  assert.ok(view.total > 0);
  assert.deepEqual(view.notices, ['Tam eşleşme yok; benzer sonuçlar gösteriliyor.']);
});

test('an unfinished word finds what it may become', async () => {
  assert.ok((await slugs('interr', 'tr', 'programme')).some((slug) => slug.includes('interreg')));
});
