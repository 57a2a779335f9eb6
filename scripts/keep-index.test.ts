import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { locales, texts } from '#lib/messages';
import { searchEngine, type SearchEngine } from '#lib/search-engine';
import { readSynonyms } from '#lib/search-words';
import { startEngine } from './engine-for-tests';
import { indexKeeper } from './keep-index';

// A folder of a few entries, a real engine, and the keeper between them.

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-keeper-'));
process.env.CONTENT_ROOT = root;
let server: Awaited<ReturnType<typeof startEngine>>;
let engine: SearchEngine;
let lines: string[];
const noon = new Date('2026-11-22T12:00:00+03:00');

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const remove = (file: string) => rmSync(path.join(root, file));
const newsFile = (slug: string, locale = 'tr') => `content/news/${slug}.${locale}.md`;
const news = (title: string, more = '') =>
  `---\ntitle: ${title}\ndate: 2026-01-31\n${more}sources:\n  - title: Kaynak\n---\n\nMetin.\n`;
const institution = (title: string) =>
  `---\ntitle: ${title}\nshortName: ${title}\n---\n\nBir kurum.\n`;
const programme = `---
title: Destek
institution: kurum
supportTypes: [hibe]
purposes: [ihracat]
audiences: [mikro]
sectors: [tum]
coverage: [tr]
status: active
sources:
  - title: Kaynak
---

Metin.
`;

const keeper = () => indexKeeper(root, engine, (line) => lines.push(line), texts('en'));
const found = async (locale: 'tr' | 'en' = 'tr', q = '') => {
  const outcome = await engine.search([{ locale, q, hitsPerPage: 100, page: 1 }]);
  assert.equal(outcome.kind, 'answers');
  const [answer] = outcome.kind === 'answers' ? outcome.answers : [];
  return answer?.hits.map(({ id }) => String(id)).sort();
};
before(async () => {
  server = await startEngine();
  cpSync('content/search', path.join(root, 'content/search'), { recursive: true });
});
after(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

let turn = 0;
beforeEach(() => {
  for (const folder of ['news', 'institutions', 'programmes'])
    rmSync(path.join(root, 'content', folder), { recursive: true, force: true });
  turn += 1;
  engine = searchEngine({ url: server.url, key: server.masterKey, prefix: `k${turn}` });
  lines = [];
  write(newsFile('a'), news('Birinci'));
  write(newsFile('a', 'en'), '---\ntitle: First\n---\n\nText.\n');
  write(newsFile('b'), news('İkinci'));
});

test('a saved file is one document, and nothing is sent for the others', async () => {
  const { look } = keeper();
  await look(noon);
  assert.deepEqual(await found(), ['news-a', 'news-b']);
  lines = [];
  write(newsFile('b'), news('Zürafagiller'));
  await look(noon);
  assert.deepEqual(await found('tr', 'zürafagiller'), ['news-b']);
  assert.deepEqual(await found('en', 'zürafagiller'), ['news-b']);
  assert.deepEqual(
    lines.map((line) => line.replace(/ \(.*/, '')),
    locales.map((locale) => `${locale}: 1 documents sent, 0 removed, 1 tasks`),
  );
  lines = [];
  await look(noon);
  assert.deepEqual(lines, []);
});

test('a file that is gone, or is no longer live, is taken out', async () => {
  write(newsFile('c'), news('Üçüncü'));
  const { look } = keeper();
  await look(noon);
  remove(newsFile('b'));
  write(newsFile('c'), news('Üçüncü', 'state: draft\n'));
  await look(noon);
  for (const locale of locales) assert.deepEqual(await found(locale), ['news-a']);
  write(newsFile('c'), news('Üçüncü', 'state: published\n'));
  await look(noon);
  for (const locale of locales) assert.deepEqual(await found(locale), ['news-a', 'news-c']);
});

test('times take effect by the clock alone', async () => {
  write(newsFile('b'), news('İkinci', 'publishAt: 2026-11-22T12:05+03:00\nretireAt: 2026-11-23\n'));
  const { look } = keeper();
  assert.deepEqual(await look(noon), new Date('2026-11-22T12:05:00+03:00'));
  assert.deepEqual(await found(), ['news-a']);
  assert.deepEqual(
    await look(new Date('2026-11-22T12:05:00+03:00')),
    new Date('2026-11-23T00:00:00+03:00'),
  );
  assert.deepEqual(await found(), ['news-a', 'news-b']);
  assert.equal(await look(new Date('2026-11-23T00:00:00+03:00')), undefined);
  assert.deepEqual(await found(), ['news-a']);
});

test('a broken file leaves its entry as it is, is told once, and holds up no other', async () => {
  const { look } = keeper();
  await look(noon);
  lines = [];
  write(newsFile('a'), news('Bozuk', 'slip: 1\n'));
  write(newsFile('b'), news('Zürafagiller'));
  await look(noon);
  await look(noon);
  const told = () => lines.filter((line) => line.startsWith(`${newsFile('a')}:4: `));
  assert.equal(told().length, 1, lines.join('\n'));
  assert.deepEqual(await found('tr', 'birinci'), ['news-a']);
  assert.deepEqual(await found('tr', 'zürafagiller'), ['news-b']);

  // Another keeper has never seen the file whole; what is in the index stays.
  await keeper().look(noon);
  assert.deepEqual(await found('tr', 'birinci'), ['news-a']);
  assert.deepEqual(await found('en', 'first'), ['news-a']);

  lines = [];
  write(newsFile('a'), news('Onarıldı'));
  await look(noon);
  assert.deepEqual(await found('tr', 'onarıldı'), ['news-a']);
  write(newsFile('a'), news('Bozuk', 'slip: 1\n'));
  await look(noon);
  assert.equal(told().length, 1, 'broken again is told again');
});

test('an institution’s new name is found at its programmes', async () => {
  write('content/institutions/kurum.tr.md', institution('Eski Adıyla'));
  write('content/programmes/destek.tr.md', programme);
  const { look } = keeper();
  await look(noon);
  assert.ok((await found('tr', 'adıyla'))?.includes('programme-destek'));
  write('content/institutions/kurum.tr.md', institution('Zürafagiller'));
  await look(noon);
  assert.deepEqual(await found('tr', 'zürafagiller'), ['institution-kurum', 'programme-destek']);
});

test('words of content/search fill the index anew, and broken ones leave it as it is', async () => {
  const file = 'content/search/words.yaml';
  const words = readFileSync(path.join(root, file), 'utf8');
  const { look } = keeper();
  await look(noon);
  write(file, 'bozuk: [');
  lines = [];
  await look(noon);
  await look(noon);
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.deepEqual(await found(), ['news-a', 'news-b']);
  lines = [];
  write(file, words.replace('  - Türkiye\n', '  - Türkiye\n  - Zürafagiller\n'));
  await look(noon);
  assert.deepEqual(
    lines.map((line) => line.replace(/ \(.*/, '')),
    locales.map((locale) => `${locale}: index rebuilt, 2 documents, 5 tasks`),
  );
  assert.deepEqual(await found(), ['news-a', 'news-b']);
});

test('a slip in the synonyms or the pinned answers is told once, with its line, and takes nothing away', async () => {
  const synonyms = 'content/search/synonyms.yaml';
  const pins = 'content/search/pins.yaml';
  const before = [synonyms, pins].map((file) => readFileSync(path.join(root, file), 'utf8'));
  const said = 'reason: Neden.\n  by: editör\n  on: 2026-11-22\n';
  const pair = `- same: [zürafagiller, okapigiller]\n  language: both\n  ${said}`;
  const { look } = keeper();
  write(synonyms, pair);
  await look(noon);
  lines = [];
  write(synonyms, pair.replace('language', 'langauge'));
  write(pins, '- query: a\n\tanswers: b\n');
  await look(noon);
  await look(noon);
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    [`${synonyms}:1:`, `${synonyms}:2:`, `${pins}:2:`],
  );
  assert.deepEqual(readSynonyms(root).synonyms[0]?.same, ['zürafagiller', 'okapigiller']);
  write(pins, `- query: a\n  answers: [/haberler/yok]\n  ${said}`);
  lines = [];
  await look(noon);
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    [`${pins}:2:`],
    'an answer that is not there is told too',
  );
  lines = [];
  write(synonyms, before[0] ?? '');
  write(pins, before[1] ?? '');
  await look(noon);
  assert.equal(lines.length, locales.length, 'both indexes are filled anew without the pair');
});

test('an engine that is away is told once, and gets what it missed when it is back', async () => {
  const away = searchEngine({ url: 'http://127.0.0.1:9', key: 'x', prefix: 'k' });
  let to: SearchEngine = engine;
  const through: SearchEngine = {
    ...engine,
    sync: (...wanted) => to.sync(...wanted),
    replaceEntries: (...wanted) => to.replaceEntries(...wanted),
    removeEntries: (...wanted) => to.removeEntries(...wanted),
  };
  const { look } = indexKeeper(root, through, (line) => lines.push(line), texts('en'));
  await look(noon);
  lines = [];
  to = away;
  write(newsFile('b'), news('Zürafagiller'));
  assert.ok(Number(await look(noon)) <= Date.now() + 10_000, 'it looks again soon');
  await look(noon);
  assert.equal(lines.length, locales.length, lines.join('\n'));
  to = engine;
  await look(noon);
  assert.deepEqual(await found('tr', 'zürafagiller'), ['news-b']);
});
