import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { TypeName } from '#lib/content-types';
import { find, type Found } from '#lib/finding';
import { readLibrary, type Library } from '#lib/library';
import { locales } from '#lib/messages';
import { analysersFor, indexDocuments, indexOf, searchEffect } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine, type SearchEngine } from '#lib/search-engine';
import { parseSearch } from '#lib/search-state';
import { pinsFile, readJudged, readPins, readSynonyms, synonymsFile } from '#lib/search-words';
import { startEngine } from '../scripts/engine-for-tests';

// What editors say of words and of first answers, on the real content and a real engine.

const today = '2026-11-22';
const root = mkdtempSync(path.join(os.tmpdir(), 'bys-words-'));
cpSync(path.join(import.meta.dirname, '../content'), path.join(root, 'content'), {
  recursive: true,
});
process.env.CONTENT_ROOT = root;

const said = '  reason: deneme\n  by: editör\n  on: 2026-11-22\n';
const pinned = ['/destekler/tubitak-1507', '/destekler/kosgeb-kobigel', '/kumeler/ossa'];
writeFileSync(
  path.join(root, pinsFile),
  ['makine desteği', 'hibe']
    .map((query) => `- query: ${query}\n  answers: [${pinned.join(', ')}]\n${said}`)
    .join(''),
);
const invented = 'kırtıpıl';
const unpinned = readLibrary(root);

let stop: (() => Promise<void>) | undefined;
let engine: SearchEngine;

async function fill(shelf: Library): Promise<string[]> {
  const kinds: string[] = [];
  for (const locale of locales) {
    const { version } = analysersFor(shelf)[locale];
    const documents = indexDocuments(shelf, locale);
    const report = await engine.sync(locale, documents, settingsFor(locale, version));
    kinds.push(report.kind);
  }
  return kinds;
}

before(async () => {
  const server = await startEngine();
  stop = server.stop;
  engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'words' });
  assert.deepEqual(await fill(unpinned), ['rebuilt', 'rebuilt']);
});
after(async () => {
  await stop?.();
  rmSync(root, { recursive: true, force: true });
});

async function ask(
  shelf: Library,
  parameters: Record<string, string>,
  limit?: number,
): Promise<Found> {
  const { search } = parseSearch(new URLSearchParams(parameters));
  const found = await find(search, indexOf(shelf, 'tr', engine), today, limit);
  assert.ok(found);
  return found;
}
const slugs = ({ hits }: Found) => hits.map(({ slug }) => slug);

test('pinned entries stand first, in their order and marked, however the words stand', async () => {
  for (const q of ['makine desteği', 'MAKİNE DESTEKLERİ', 'makineye destek']) {
    const found = await ask(unpinned, { q });
    assert.deepEqual(slugs(found).slice(0, 3), ['tubitak-1507', 'kosgeb-kobigel', 'ossa'], q);
    assert.deepEqual(found.hits.map(({ isPinned }) => isPinned).slice(0, 4), [
      true,
      true,
      true,
      false,
    ]);
    assert.deepEqual(found.hits[0]?.missing, []);
  }
  const other = await ask(unpinned, { q: 'makine' });
  assert.ok(other.hits.every(({ isPinned }) => !isPinned));
});

test('a filter keeps out pinned entries that it keeps out, and keeps those that it keeps', async () => {
  const programmes = await ask(unpinned, { q: 'makine desteği', type: 'programme' });
  assert.deepEqual(slugs(programmes).slice(0, 2), ['tubitak-1507', 'kosgeb-kobigel']);
  assert.ok(!slugs(programmes).includes('ossa'));
  const clusters = await ask(unpinned, {
    q: 'makine desteği',
    type: 'cluster',
    province: 'ankara',
  });
  assert.equal(slugs(clusters)[0], 'ossa');
  const elsewhere = await ask(unpinned, {
    q: 'makine desteği',
    type: 'cluster',
    province: 'izmir',
  });
  assert.ok(!slugs(elsewhere).includes('ossa'));
});

test('with pinned entries every count is still the number of hits when the choice is made', async () => {
  const all = await ask(unpinned, { q: 'makine desteği' });
  for (const [type, count] of all.counts.get('type') ?? [])
    assert.equal((await ask(unpinned, { q: 'makine desteği', type })).exact, count, type);
  const programmes = await ask(unpinned, { q: 'makine desteği', type: 'programme' });
  for (const key of ['sector', 'audience', 'status'])
    for (const [value, count] of programmes.counts.get(key) ?? []) {
      const one = await ask(unpinned, { q: 'makine desteği', type: 'programme', [key]: value });
      assert.equal(one.exact, count, `${key}=${value}`);
    }
});

test('with pinned entries pages follow each other without a gap or an entry twice', async () => {
  const q = 'hibe';
  const { total } = await ask(unpinned, { q });
  const seen: string[] = [];
  for (let page = 1; page <= Math.ceil(total / 20); page++)
    for (const { type, slug } of (await ask(unpinned, { q, page: String(page) })).hits)
      seen.push(`${type}/${slug}`);
  assert.ok(total > 60, String(total));
  assert.equal(seen.length, total);
  assert.equal(new Set(seen).size, total);
});

test('a synonym of two ways finds at once what it can, and everything when the index has followed', async () => {
  const firstOf = async (shelf: Library, q: string) =>
    slugs(await ask(shelf, { q, type: 'programme' }));
  const wanted = await firstOf(unpinned, 'patent');
  assert.equal((await ask(unpinned, { q: invented })).exact, 0);
  const synonym = `- same: [${invented}, patent]\n  language: tr\n${said}`;
  writeFileSync(path.join(root, synonymsFile), synonym);
  const joined = readLibrary(root);
  assert.deepEqual(readSynonyms(root).problems, []);
  // The index is a moment behind: the words that were found before are found all the same.
  assert.deepEqual(await firstOf(joined, 'patent'), wanted);
  assert.deepEqual(await fill(joined), ['rebuilt', 'unchanged']);
  assert.deepEqual(await firstOf(joined, 'patent'), wanted);
  assert.deepEqual([...(await firstOf(joined, `${invented}ı`))].sort(), [...wanted].sort());
});

test('a synonym of one way works without the index being built anew', async () => {
  const before = readLibrary(root);
  const index = await fill(before);
  assert.deepEqual(index, ['unchanged', 'unchanged']);
  const word = 'zırtapoz';
  assert.equal((await ask(before, { q: word })).total, 0);
  const text = `- same: [${invented}, patent]\n  language: tr\n${said}- typed: ${word}\n  means: [patent]\n  language: tr\n${said}`;
  writeFileSync(path.join(root, synonymsFile), text);
  const joined = readLibrary(root);
  assert.deepEqual(await fill(joined), ['unchanged', 'unchanged']);
  assert.ok((await ask(joined, { q: word })).total > 0);
});

test('what is rehearsed without the engine is what the engine answers', async () => {
  const shelf = readLibrary(root);
  const { synonyms } = readSynonyms(root);
  const { pins } = readPins(root, shelf, analysersFor(shelf));
  const bare = await searchEffect(shelf, { synonyms, pins: [] });
  assert.deepEqual(bare.changed, []);
  // A pin that stands on the wrong entry for every judged search: each shows what came first before.
  const judged = readJudged(process.cwd(), 'judged').filter(
    ({ locale, relevant, type_filter }) => locale === 'tr' && relevant.length > 0 && !type_filter,
  );
  const wrong = { type: 'term' as TypeName, slug: 'hibe' };
  const all = judged.map(({ query }, i) => ({
    query,
    locale: 'tr' as const,
    entries: [wrong],
    line: i,
  }));
  const { changed } = await searchEffect(shelf, { synonyms, pins: [...pins, ...all] });
  let [same, asked] = [0, 0];
  for (const { query, locale, before: first, after: next } of changed) {
    if (locale !== 'tr' || !judged.some((one) => one.query === query)) continue;
    const [hit] = (await ask(shelf, { q: query })).hits;
    assert.deepEqual(next, wrong, query);
    asked++;
    if (hit?.slug === first?.slug) same++;
  }
  assert.ok(asked > 30, String(asked));
  assert.ok(same / asked > 0.95, `${same} of ${asked}`);
});
