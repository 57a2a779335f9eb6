import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { find, type Index } from '#lib/finding';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { analysersFor, indexDocuments, indexOf } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { parseSearch } from '#lib/search-state';
import { searchView } from '#lib/search-view';
import { startEngine } from '../scripts/engine-for-tests';

// Real content files in a folder of their own, read, indexed and searched as the portal does it.

const today = '2026-11-22';

/** Days by slug, in the order in which a reader is to meet them. */
const inOrder: readonly (readonly [slug: string, starts?: string, ends?: string])[] = [
  ['suren-sergi', '2026-10-01', '2026-11-22'],
  ['bu-ay', '2026-11'],
  ...Array.from({ length: 26 }, (_, at): [string, string] => [
    `yaklasan-${at}`,
    `2026-12-${String(at + 1).padStart(2, '0')}`,
  ]),
  ['bu-yil', '2026'],
  ['gelecek-yil', '2027-03-01', '2027-03-04'],
  ['dunku', '2026-11-21'],
  ['uzun-suren', '2026-01-01', '2026-11-20'],
  ['gecen-ay', '2026-10'],
  ['gecen-yil', '2025'],
  ['kasim', '2025-11-05'],
  ['eski', '2011-06-01'],
  ['tarihsiz'],
];

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-events-'));
mkdirSync(path.join(root, 'content/events'), { recursive: true });
for (const [slug, starts, ends] of inOrder)
  writeFileSync(
    path.join(root, `content/events/${slug}.tr.md`),
    [
      '---',
      `title: ${slug} buluşması`,
      ...(starts ? [`starts: ${JSON.stringify(starts)}`] : []),
      ...(ends ? [`ends: ${JSON.stringify(ends)}`] : []),
      'kind: toplanti',
      'sources:',
      '  - title: Kaynak',
      '---',
      '',
      'Metin.',
      '',
    ].join('\n'),
  );

const library = readLibrary(root);
let stop: (() => Promise<void>) | undefined;
let index: Index;

before(async () => {
  assert.deepEqual(library.problems, []);
  const server = await startEngine();
  stop = server.stop;
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'events' });
  const settings = settingsFor('tr', analysersFor(library).tr.version);
  const report = await engine.rebuild('tr', indexDocuments(library, 'tr'), settings);
  assert.equal(report.kind, 'rebuilt', JSON.stringify(report));
  index = indexOf(library, 'tr', engine);
});
after(async () => {
  await stop?.();
  rmSync(root, { recursive: true, force: true });
});

const askedFor = (query: string) => parseSearch(new URLSearchParams(query), 'event').search;

async function slugsOver(query: string, limit: number): Promise<string[]> {
  const slugs: string[] = [];
  for (let page = 1; ; page++) {
    const answer = await find(askedFor(`${query}&page=${page}`), index, today, limit);
    assert.ok(answer);
    slugs.push(...answer.hits.map(({ slug }) => slug));
    if (answer.hits.length === 0 || page * limit >= answer.total) return slugs;
  }
}

for (const limit of [5, 20, 100])
  test(`events ahead come first, the next one at the top, over pages of ${limit}`, async () => {
    const expected = inOrder.map(([slug]) => slug);
    assert.deepEqual(await slugsOver('', limit), expected);
    assert.deepEqual(await slugsOver('q=buluşma&sort=newest', limit), expected);
    assert.deepEqual(
      await slugsOver('year=2025', limit),
      expected.filter((slug) => ['gecen-yil', 'kasim'].includes(slug)),
    );
  });

test('each stands under those ahead, its year, or that no source dates it', async () => {
  const t = texts('tr');
  const around = { site: 'https://bys.example', titleOf: () => undefined, today };
  const search = askedFor('');
  const found = await find(search, index, today, 100);
  const groups = searchView(search, [], found, 'tr', around, 100).hits.map(
    ({ group }) => group?.map(({ text }) => text).join() ?? '',
  );
  const runs = groups.filter((group, at) => group !== groups[at - 1]);
  assert.deepEqual(runs, [
    t('events.aheadHeading'),
    ...['2026', '2025', '2011'].map((year) => t('events.archive', { year })),
    t('events.undated'),
  ]);
  const byTitle = askedFor('sort=title');
  const titles = await find(byTitle, index, today, 100);
  const plain = searchView(byTitle, [], titles, 'tr', around, 100).hits;
  assert.ok(plain.length > 0 && plain.every(({ group }) => group === undefined));
});
