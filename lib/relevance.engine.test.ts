import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locale } from '#lib/field';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { analysersFor, indexDocuments, searchFor, suggestionsFor } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { startEngine } from '../scripts/engine-for-tests';

// The portal's own search, as its pages use it, on the real content and a real engine.

let stop: (() => Promise<void>) | undefined;

before(async () => {
  const server = await startEngine();
  stop = server.stop;
  process.env.MEILI_URL = server.url;
  process.env.MEILI_SEARCH_KEY = server.masterKey;
  process.env.INDEX_PREFIX = 'portal';
  const library = readLibrary(process.cwd());
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'portal' });
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

test('a misspelt word is taken for one of the index, which is said and can be searched for', async () => {
  const view = await find('küümelenme analizi');
  assert.ok(view.total > 0);
  assert.deepEqual(view.notices, ['Tam eşleşme yok; benzer sonuçlar gösteriliyor.']);
  assert.deepEqual(view.spelling, {
    lead: 'Şunu mu demek istediniz?',
    link: { label: 'kümelenme analizi', href: '/ara?q=k%C3%BCmelenme+analizi' },
  });
  const meant = await find('kümelenme analizi');
  assert.deepEqual(
    view.hits.map(({ slug }) => slug),
    meant.hits.map(({ slug }) => slug),
  );
  assert.deepEqual([meant.notices, meant.spelling], [[], undefined]);
});

test('where nothing has every word, what has some is shown, and says what it lacks', async () => {
  const { hits, notices, total } = await find('kümelenme zürafası');
  assert.equal(total, hits.length);
  assert.ok(total > 0 && total <= 20);
  assert.deepEqual(notices, ['Tam eşleşme yok; benzer sonuçlar gösteriliyor.']);
  for (const { missing } of hits) assert.equal(missing, 'İçermiyor: zürafası');
});

test('typed with its letters a word comes first in that spelling', async () => {
  const { hits } = await find('kâr amacı gütmeyen');
  const [first] = hits;
  const text = `${first?.title} ${first?.passage}`;
  assert.match(text, /[Kk]âr/);
});

test('an unfinished word finds what it may become', async () => {
  assert.ok((await slugs('interr', 'tr', 'programme')).some((slug) => slug.includes('interreg')));
});

test('an English reader finds by English words in any form, and by Turkish names', async () => {
  const plain = await slugs('cluster support', 'en', 'programme');
  assert.ok(plain.includes('sanayi-kumelenme-destek'));
  assert.ok((await slugs('supporting clusters', 'en')).length > 0);
  assert.ok((await slugs('kumelenme destek', 'en')).includes('sanayi-kumelenme-destek'));
});

test('the suggest box leads to names whose words stand in another form, then to searches with hits', async () => {
  const suggestions = await suggestionsFor('kümelenmenin des', 'tr');
  const urls = suggestions.map(({ url }) => url);
  assert.ok(urls.includes('/destekler/sanayi-kumelenme-destek'), urls.join(' '));
  const searches = suggestions.filter(({ typeLabel }) => typeLabel === 'Arama');
  assert.ok(searches.length > 0 && searches.length <= 3);
  assert.deepEqual(suggestions.slice(-searches.length), searches);
  for (const { title, url } of searches) {
    assert.match(title.text, /^kümelenmenin des\p{L}+$/u);
    const { searchParams } = new URL(url, 'http://localhost');
    assert.equal(searchParams.get('q'), title.text);
    const { hits, spelling } = await find(title.text);
    assert.ok(hits.length > 0 && hits[0]?.missing === undefined && !spelling, title.text);
  }
});

for (const [typed, wanted] of [
  ['ar', 'Ar-Ge'],
  ['ur', 'UR-GE'],
  ['e-t', 'e-ticaret'],
  ['kosg', 'KOSGEB'],
  ['türki', 'Türkiye'],
  ['ihr', 'ihracat'],
  ['inov', 'inovasyon'],
] as const)
  test(`${typed} may become ${wanted}, spelt as people write it`, async () => {
    const suggestions = await suggestionsFor(typed, 'tr');
    const searches = suggestions.filter(({ typeLabel }) => typeLabel === 'Arama');
    const words = searches.map(({ title }) => title.text);
    assert.ok(words.includes(wanted), words.join(', '));
  });

test('nothing typed suggests nothing', async () => {
  for (const typed of ['', '  ', '"', '!!!'])
    assert.deepEqual(await suggestionsFor(typed, 'tr'), [], typed);
});
