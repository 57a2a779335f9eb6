import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { applicationStatus, applicationStatusFilter } from '#lib/application-status';
import { typeNames, type TypeName } from '#lib/content-types';
import { applicationStatuses, facetsFor } from '#lib/facets';
import { findInMemory } from '#lib/fallback-index';
import type { Locale } from '#lib/field';
import { find, type Found } from '#lib/finding';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { analysersFor, indexDocuments, indexOf } from '#lib/portal';
import { idOf, settingsFor } from '#lib/search-document';
import { searchEngine, type SearchEngine } from '#lib/search-engine';
import { idsOf } from '#lib/search-query';
import { defaultSort, parseSearch, type Search } from '#lib/search-state';
import { compare } from '#lib/turkish/letters';
import { startEngine } from '../scripts/engine-for-tests';

const today = '2026-11-22';
const library = readLibrary(path.join(import.meta.dirname, '..'));

let stop: (() => Promise<void>) | undefined;
let engine: SearchEngine;

before(async () => {
  const server = await startEngine();
  stop = server.stop;
  engine = searchEngine({
    url: server.url,
    key: server.masterKey,
    prefix: 'real',
    // Hundreds of searches are put at once: whether they are right is asked here, not how fast.
    timeoutMs: 60_000,
  });
  for (const locale of locales) {
    const report = await engine.rebuild(
      locale,
      indexDocuments(library, locale),
      settingsFor(locale, analysersFor(library)[locale].version),
    );
    assert.equal(report.kind, 'rebuilt', JSON.stringify(report));
  }
});
after(() => stop?.());

async function ask(
  search: Search,
  locale: Locale = 'tr',
  limit?: number,
  day = today,
): Promise<Found> {
  const found = await find(search, indexOf(library, locale, engine), day, limit);
  assert.ok(found);
  return found;
}

/** The number of entries that have all that each search asks for. */
const totalsOf = (searches: readonly Search[], locale: Locale): Promise<number[]> =>
  Promise.all(searches.map(async (search) => (await ask(search, locale, 1)).exact));

const searchOf = (
  more: Partial<Search> & { types?: readonly TypeName[]; query?: string } = {},
): Search => {
  const bare = { query: '', types: [], ...more };
  return { chosen: {}, sort: defaultSort(bare), page: 1, ...bare };
};

/** What a reader types, with all that the portal does to it. */
const typed = (query: string, locale: Locale = 'tr', type?: TypeName) =>
  ask(parseSearch(new URLSearchParams({ q: query }), type).search, locale);

for (const locale of locales) {
  test(`every entry is found in ${locale}, and nothing else`, async () => {
    const { total, hits } = await ask(searchOf(), locale, 1_000);
    const keys = (entries: readonly { type: string; slug: string }[]) =>
      entries.map(({ type, slug }) => `${type}/${slug}`).sort();
    assert.equal(total, library.entries(locale).length);
    assert.deepEqual(keys(hits), keys(library.entries(locale)));
  });

  test(`every type has as many hits in ${locale} as entries`, async () => {
    for (const type of typeNames) {
      const { total } = await ask(searchOf({ types: [type] }), locale);
      assert.equal(total, library.ofType(type, locale).length, type);
    }
  });

  test(`every count beside a choice is the number of hits when it is made, in ${locale}`, async () => {
    const lists: readonly (readonly TypeName[])[] = [[], ...typeNames.map((type) => [type])];
    for (const types of lists) {
      const { counts } = await ask(searchOf({ types }), locale);
      const choices = facetsFor(types).flatMap(({ key }) =>
        [...(counts.get(key) ?? [])].map(([value, count]) => ({ key, value, count })),
      );
      const totals = await totalsOf(
        choices.map(({ key, value }) =>
          key === 'type'
            ? searchOf({ types: typeNames.filter((type) => type === value) })
            : searchOf({ types, chosen: { [key]: [value] } }),
        ),
        locale,
      );
      assert.deepEqual(
        choices.map(({ key, value }, i) => `${key}=${value}: ${totals[i]}`),
        choices.map(({ key, value, count }) => `${key}=${value}: ${count}`),
      );
    }
  });
}

test('counts stay true beside a query and another choice', async () => {
  const search = searchOf({
    query: 'destek',
    types: ['programme'],
    chosen: { sector: ['makine'], audience: ['kucuk'] },
  });
  const { counts, total, exact, totalWithout } = await ask(search);
  assert.ok(total > 0 && exact === total);
  assert.equal(counts.get('sector')?.get('makine'), total);
  for (const key of ['sector', 'audience', 'support', 'status', 'province']) {
    const ownCounts = [...(counts.get(key) ?? [])];
    const found = await totalsOf(
      ownCounts.map(([value]) => ({ ...search, chosen: { ...search.chosen, [key]: [value] } })),
      'tr',
    );
    assert.deepEqual(
      ownCounts.map(([value], i) => `${key}=${value}: ${found[i]}`),
      ownCounts.map(([value, count]) => `${key}=${value}: ${count}`),
    );
  }
  for (const key of ['sector', 'audience']) {
    const { [key]: _, ...others } = search.chosen;
    const { exact: found } = await ask({ ...search, chosen: others });
    assert.equal(totalWithout.get(key), found, key);
  }
});

test('a programme of the whole country is found under every province', async () => {
  const all = await ask(searchOf({ types: ['programme'] }), 'tr', 1_000);
  const van = await ask(
    searchOf({ types: ['programme'], chosen: { province: ['van'] } }),
    'tr',
    1_000,
  );
  const national = library
    .ofType('programme', 'tr')
    .filter(({ data }) => data.coverage.includes('tr'))
    .map(({ slug }) => slug);
  assert.ok(national.length > 50);
  const found = new Set(van.hits.map(({ slug }) => slug));
  for (const slug of national) assert.ok(found.has(slug), slug);
  assert.ok(van.total <= all.total);
});

for (const day of ['2010-01-01', '2019-06-15', '2025-12-31', '2026-11-22', '2030-01-01'])
  test(`on ${day} the engine finds each programme under exactly the status that its page shows`, async () => {
    const outcome = await engine.search(
      applicationStatuses.codes.map((status) => ({
        locale: 'tr' as const,
        q: '',
        filter: [applicationStatusFilter(status, day)],
        hitsPerPage: 1_000,
        attributesToRetrieve: ['id'],
      })),
    );
    assert.equal(outcome.kind, 'answers');
    const found = outcome.kind === 'answers' ? outcome.answers : [];
    const byEngine = found.flatMap((answer, i) =>
      idsOf(answer).map((id) => `${id} ${applicationStatuses.codes[i]}`),
    );
    const byPage = library
      .ofType('programme', 'tr')
      .map((entry) => `${idOf(entry)} ${applicationStatus(entry.data, day)}`);
    assert.deepEqual(byEngine.sort(), byPage.sort());
  });

test('every status is some programme’s on some day', async () => {
  const seen = new Set(
    ['2010-01-01', '2024-01-01', today].flatMap((day) =>
      library.ofType('programme', 'tr').map(({ data }) => applicationStatus(data, day)),
    ),
  );
  assert.deepEqual([...seen].sort(), [...applicationStatuses.codes].sort());
});

test('titles stand in the order of the Turkish alphabet', async () => {
  for (const type of typeNames.filter((name) => name !== 'plan')) {
    const { hits } = await ask(searchOf({ types: [type], sort: 'title' }), 'tr', 1_000);
    const letters = hits.map(({ title }) => title.text.replace(/[^\p{L}\p{N} ]/gu, ''));
    const initials = letters.map((text) => text.charAt(0).toLocaleUpperCase('tr'));
    assert.deepEqual(initials, initials.toSorted(compare('tr')), type);
  }
});

test('plan articles stand in the order of their numbers', async () => {
  const { hits } = await ask(searchOf({ types: ['plan'], sort: 'title' }), 'tr', 1_000);
  const numbers = hits.map(({ slug }) => slug.replace('plan', '').split('-').map(Number));
  const sorted = numbers.toSorted((a, b) => {
    const at = [0, 1, 2, 3].find((i) => (a[i] ?? -1) !== (b[i] ?? -1)) ?? 0;
    return (a[at] ?? -1) - (b[at] ?? -1);
  });
  assert.deepEqual(numbers, sorted);
});

test('"closing soonest" shows deadlines to come, soonest first', async () => {
  const day = '2020-01-01';
  const { hits } = await ask(searchOf({ types: ['programme'], sort: 'closing' }), 'tr', 1_000, day);
  const closes = hits.map(({ card }) => String(card.closes));
  assert.ok(closes.length > 1);
  assert.deepEqual(closes, closes.toSorted());
  assert.ok(closes.every((date) => date >= day));
});

test('the newest news stands first', async () => {
  const { hits } = await ask(searchOf({ types: ['news'], sort: 'newest' }), 'tr', 1_000);
  const dates = hits.map(({ card }) => String(card.date));
  const padded = dates.map((date) => `${date}-00-00`.slice(0, 10));
  assert.ok(dates.length > 50);
  assert.deepEqual(padded, padded.toSorted().reverse());
});

test('pages follow each other without a gap or an entry twice', async () => {
  const search = searchOf({ types: ['programme'], sort: 'title' });
  const whole = await ask(search, 'tr', 60);
  const pages = await Promise.all([1, 2, 3].map((page) => ask({ ...search, page }, 'tr', 20)));
  assert.deepEqual(
    pages.flatMap(({ hits }) => hits.map(({ slug }) => slug)),
    whole.hits.map(({ slug }) => slug),
  );
});

for (const [name, query] of [
  ['quotes', '"'],
  ['an open quotation', '"küme desteği'],
  ['curly quotes', '“küme” ‘destek’'],
  ['backslashes', '\\ \\\\'],
  ['stop words', 've ile için bir bu da de mi'],
  ['English stop words', 'the of and to a in for'],
  ['emoji', '🏭🏭 🏭'],
  ['right-to-left marks', '\u202E\u200F'],
  ['Arabic letters', 'مجموعة'],
  ['a minus', '-'],
  ['a minus and a word', '-küme'],
  ['brackets', '[a] (b) {c}'],
  ['a filter', 'type = "news" OR 1 = 1'],
  ['zero bytes', '\u0000'],
  ['10 kB', 'küme '.repeat(2_048)],
  ['one long word', 'a'.repeat(10_240)],
] as const)
  test(`a query of ${name} is answered in both languages`, async () => {
    for (const locale of locales) {
      const { search } = parseSearch(new URLSearchParams({ q: query }));
      const { total, hits } = await ask(search, locale);
      assert.ok(total >= hits.length);
      for (const { title } of hits) assert.notEqual(title.text, '');
    }
  });

test('hostile values of every facet find nothing and break nothing', async () => {
  for (const value of ['"', '\\', '" OR type = "news', "' OR 1=1 --", ']', 'a'.repeat(400)]) {
    const { total } = await ask(searchOf({ types: ['plan'], chosen: { topic: [value] } }));
    assert.equal(total, 0, value);
  }
});

// From the judged searches of the project: what a reader who knows the name or number must find.
for (const [query, locale, type, slug] of [
  ['KOBİGEL', 'tr', undefined, 'kosgeb-kobigel'],
  ['Çorum Kümelenme Bilgi Merkezi', 'tr', undefined, 'kbm-corum'],
  ['Girişimci Destek Programı', 'tr', 'programme', 'kosgeb-girisimci-destek'],
  ['İzmir Kalkınma Ajansı', 'tr', undefined, 'ka-izka'],
  ['Küme Yönetişim Rehberi', 'tr', 'guide', 'kume-yonetisim'],
  ['Silicon Saxony', 'en', undefined, 'silicon-saxony'],
  ['Teknoloji Odaklı Sanayi Hamlesi', 'tr', undefined, 'sanayi-hamle'],
  ['1507', 'tr', undefined, 'tubitak-1507'],
  ['tübitak 1501', 'tr', undefined, 'tubitak-1501'],
  ['309.5', 'tr', undefined, 'plan11-309-5'],
  ['UR-GE', 'tr', 'programme', 'ticaret-ur-ge'],
  ['376.1', 'tr', 'plan', 'plan11-376-1'],
] as const)
  test(`"${query}" finds ${slug} within the first ten`, async () => {
    const { hits } = await typed(query, locale, type);
    const first = hits.slice(0, 10).map((hit) => hit.slug);
    assert.ok(first.includes(slug), first.join(' '));
  });

test('a number does not find its neighbours', async () => {
  const numbers = (await typed('1507')).hits.slice(0, 10).map(({ slug }) => slug);
  for (const other of ['tubitak-1505', 'tubitak-1509', 'tubitak-1515'])
    assert.equal(numbers.includes(other), false, other);
  const articles = (await typed('309.5')).hits.slice(0, 10).map(({ slug }) => slug);
  assert.equal(articles.includes('plan11-385-5'), false);
});

test('a word is found in capital, small and plain letters alike', async () => {
  for (const spellings of [
    ['İSTANBUL', 'istanbul', 'İstanbul'],
    ['ÇORUM', 'çorum', 'corum', 'CORUM'],
    ['KÜMELENME', 'kümelenme', 'kumelenme'],
  ]) {
    const firsts = await Promise.all(
      spellings.map(async (query) => (await typed(query)).total > 0),
    );
    assert.deepEqual(
      firsts,
      spellings.map(() => true),
    );
  }
});

test('the words of a query are marked in titles and passages', async () => {
  const { hits } = await typed('kümelenme');
  const marks = hits.flatMap(({ title, passage }) =>
    [title, passage].flatMap(({ text, marks }) => marks.map(([from, to]) => text.slice(from, to))),
  );
  assert.ok(marks.length > 0);
  for (const mark of marks) assert.match(mark, /^[\p{L}\p{N}][^\s]*$/u);
});

// --- the portal's own smaller index, held against the engine ---------------------------------

const searchAt = (address: string): Search => parseSearch(new URLSearchParams(address)).search;
/** The same without the engine. */
const silently = (search: Search, limit?: number) =>
  findInMemory(
    search,
    { ...indexOf(library, 'tr', engine), entries: library.entries('tr') },
    today,
    limit,
  );
async function both(address: string, limit?: number) {
  const search = searchAt(address);
  const real = await find(search, indexOf(library, 'tr', engine), today, limit);
  assert.ok(real);
  return { search, real, own: silently(search, limit) };
}
const keysOf = ({ hits }: { hits: readonly { type: string; slug: string }[] }) =>
  hits.map(({ type, slug }) => `${type}/${slug}`);

const lists = [
  '',
  ...typeNames.map((type) => `type=${type}`),
  'type=programme&sort=closing',
  'type=programme&sort=newest',
  'type=programme&status=continuous',
  'type=programme&sector=makine&audience=kucuk',
  'type=cluster&province=konya&province=ankara',
  'type=event&sort=title&page=2',
  'type=programme&province=konya&status=closed&sector=makine',
];

for (const address of lists)
  test(`without words it lists and counts what the engine does: ?${address}`, async () => {
    const { search, real, own } = await both(address);
    assert.deepEqual(keysOf(own), keysOf(real));
    assert.equal(own.total, real.total);
    for (const { key } of facetsFor(search.types)) {
      const some = (counts: ReadonlyMap<string, number> | undefined) =>
        [...(counts ?? [])].filter(([, count]) => count > 0).sort();
      assert.deepEqual(some(own.counts.get(key)), some(real.counts.get(key)), key);
    }
    for (const [key, total] of real.totalWithout)
      assert.equal(own.totalWithout.get(key), total, `without ${key}`);
  });

for (const words of ['ihracat', 'kosgeb kredi', 'konya makine', 'destek -kredi', '"iş birliği"'])
  test(`what has all the words is found as the engine finds it: ${words}`, async () => {
    const { real, own } = await both(`q=${encodeURIComponent(words)}`, 1_000);
    assert.ok(own.exact > 0);
    const whole = ({ hits }: typeof own) =>
      keysOf({ hits: hits.filter(({ missing }) => missing.length === 0) });
    const mine = new Set(whole(own));
    const lost = whole(real).filter((key) => !mine.has(key));
    assert.deepEqual(lost, []);
  });

test('the first answer is the entry of that name, marked, whatever form the words have', () => {
  const [first] = silently(searchAt('q=kümelenme+destekleri+programı')).hits;
  assert.equal(first?.title.text, 'Kümelenme Destek Programı');
  assert.ok((first?.title.marks.length ?? 0) > 0);
});

test('where little has all the words, what has some follows and says what it lacks', () => {
  const { hits, exact, total } = silently(searchAt('q=konya+makine'));
  assert.ok(exact < total && total <= 20);
  assert.ok(hits.slice(exact).every(({ missing }) => missing.length > 0));
});

test('what nobody has is not found, and a query of signs finds nothing', () => {
  assert.equal(silently(searchAt('q=qqqxx')).total, 0);
  assert.equal(silently(searchAt('q=%3F%3F')).total, 0);
});

test('a filter that leaves nothing says what there would be without it', () => {
  const { total, totalWithout } = silently(
    searchAt('q=kredi&type=programme&province=konya&status=upcoming'),
  );
  assert.equal(total, 0);
  assert.ok((totalWithout.get('status') ?? 0) > 0);
});
