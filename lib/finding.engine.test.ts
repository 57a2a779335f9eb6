import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { find, suggest, type Found, type FoundEntry, type Index } from '#lib/finding';
import type { Locale } from '#lib/field';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { analysersFor, indexDocuments, indexOf } from '#lib/portal';
import { settingsFor } from '#lib/search-document';
import { searchEngine } from '#lib/search-engine';
import { asked, idsOf, poolQuestion } from '#lib/search-query';
import { parseSearch, type Search } from '#lib/search-state';
import { readQuery } from '#lib/turkish/query';
import { startEngine } from '../scripts/engine-for-tests';

// Real content files in a folder of their own, read, indexed and searched as the portal does it.

const today = '2026-11-22';

type Text = { readonly title: string; readonly body?: string; readonly year?: number };

/** Entries by slug. Words that are asked for stand in those entries only that a test names. */
const news: Readonly<Record<string, Text>> = {
  'patent-fuari': { title: 'Patent fuarı' },
  'patent-fuari-kredi': { title: 'Patent fuarı için kredi' },
  'patent-yili': { title: 'Patentler', year: 2025 },
  'patent-kredi': { title: 'Patent kredileri' },
  'fuar-yili': { title: 'Fuarlar' },
  'inovasyon-hibesi': { title: 'İnovasyonun hibeleri' },
  'geri-donusum': { title: 'Geri dönüşüm tesisi' },
  mavikus: { title: 'Mavikuş soruları' },
  'zurafa-evi': { title: 'Zürafa evi' },
  'zurafa-bakimi': { title: 'Bakım', body: 'Evin zürafaları için.' },
  'kosullu-alinti': { title: 'Dijital ikiz laboratuvarı' },
  'ayri-alinti': { title: 'İkizler ve dijital laboratuvar' },
  fuarcilik: { title: 'Fuarcılık takvimi' },
  'kar-a': { title: 'Kar günü' },
  'kar-b': { title: 'Kâr günü' },
  'kar-c': { title: 'Kar günü' },
  'kar-d': { title: 'Kâr günü' },
  'dis-a': { title: 'Dış ölçüm' },
  'dis-b': { title: 'Diş ölçüm' },
  'dis-c': { title: 'Dış ölçüm' },
  'dis-d': { title: 'Diş ölçüm' },
  'gorunmez-baglar': {
    title: 'Kablo yapımı',
    body: 'Kab\u200dlo\u200cların mik\u200droskobu ve R\u2011D. Teleskopların\tmerceği, Bağ\u2011Kur’un sarı&amp;mor rengi.',
  },
  baglama: {
    title: 'Bağlama',
    body: `${'dolgu '.repeat(120)}sazların teli ${'dolgu '.repeat(120)}`,
  },
};

/** Many entries of one word, in places and numbers that the engine and the app weigh differently. */
const almanacs = Object.fromEntries(
  Array.from({ length: 131 }, (_, i): [string, Text] => [
    `almanak-${i}`,
    {
      title:
        i % 3 === 0 ? `Almanak ${i}` : i % 3 === 1 ? `Yılın almanakları ${i} sayı` : `Sayı ${i}`,
      body: `${'Almanaktan '.repeat(i % 7)} almanağı ${i}.`,
      year: 1900 + i,
    },
  ]),
);

const fileOf = ({ title, body = 'Metin.', year = 2026 }: Text) =>
  `---\ntitle: ${JSON.stringify(title)}\ndate: ${year}-01-31\nsources:\n  - title: Kaynak\n---\n\n${body}\n`;

const root = mkdtempSync(path.join(os.tmpdir(), 'bys-finding-'));
for (const [slug, text] of Object.entries({ ...news, ...almanacs })) {
  mkdirSync(path.join(root, 'content/news'), { recursive: true });
  writeFileSync(path.join(root, `content/news/${slug}.tr.md`), fileOf(text));
}
mkdirSync(path.join(root, 'content/pages'));
writeFileSync(
  path.join(root, 'content/pages/patent.tr.md'),
  '---\ntitle: Patent sayfası\n---\n\nFuarı yok.\n',
);

const library = readLibrary(root);
let stop: (() => Promise<void>) | undefined;
let indexes: Readonly<Record<Locale, Index>>;

before(async () => {
  assert.deepEqual(library.problems, []);
  const server = await startEngine();
  stop = server.stop;
  const engine = searchEngine({ url: server.url, key: server.masterKey, prefix: 'finding' });
  for (const locale of locales) {
    const settings = settingsFor(locale, analysersFor(library)[locale].version);
    const report = await engine.rebuild(locale, indexDocuments(library, locale), settings);
    assert.equal(report.kind, 'rebuilt', JSON.stringify(report));
  }
  indexes = { tr: indexOf(library, 'tr', engine), en: indexOf(library, 'en', engine) };
});
after(async () => {
  await stop?.();
  rmSync(root, { recursive: true, force: true });
});

const searchOf = (query: string, more: Record<string, string> = {}): Search =>
  parseSearch(new URLSearchParams({ q: query, ...more })).search;

async function found(query: string, more: Record<string, string> = {}, limit?: number) {
  const answer = await find(searchOf(query, more), indexes.tr, today, limit);
  assert.ok(answer);
  return answer;
}
const slugsOf = ({ hits }: Pick<Found, 'hits'>) => hits.map(({ slug }) => slug);
const codesOf = ({ notices }: Found) => notices.map(({ code }) => code);
const lacking = ({ hits }: Found) =>
  Object.fromEntries(hits.map(({ slug, missing }) => [slug, [...missing]]));
const marked = ({ text, marks }: FoundEntry['title']) =>
  marks.map(([from, to]) => text.slice(from, to));

/** What must hold of any answer. */
function assertSound(answer: Found, query: string) {
  const { total, exact, hits } = answer;
  assert.ok(exact >= 0 && exact <= total && hits.length <= total, query);
  assert.equal(new Set(hits.map(({ type, slug }) => `${type}/${slug}`)).size, hits.length, query);
  for (const { title, passage } of hits)
    for (const { text, marks } of [title, passage]) {
      let last = 0;
      for (const [from, to] of marks) {
        assert.ok(last <= from && from < to && to <= text.length, query);
        assert.doesNotMatch(text.slice(from, to), /^\s|\s$/, query);
        last = to;
      }
    }
}

test('entries with every word come first, in whatever form, and lack nothing', async () => {
  const answer = await found('patentlerin fuarları');
  assert.deepEqual(slugsOf(answer).slice(0, 2), ['patent-fuari', 'patent-fuari-kredi']);
  assert.equal(answer.hits[0]?.missing.length, 0);
  assert.deepEqual(marked(answer.hits[0]?.title ?? assert.fail()), ['Patent', 'fuarı']);
});

test('few hits are filled up with entries that have some of the words, and each says which it lacks', async () => {
  const answer = await found('patent fuarı');
  // "Fuarı yok" has both as well.
  assert.equal(answer.exact, 3);
  assert.equal(answer.total, answer.hits.length);
  assert.deepEqual(lacking(answer), {
    'patent-fuari': [],
    'patent-fuari-kredi': [],
    patent: [],
    'patent-yili': ['fuarı'],
    'patent-kredi': ['fuarı'],
    'fuar-yili': ['patent'],
    fuarcilik: ['patent'],
  });
  assert.deepEqual(codesOf(answer), []);
});

test('where nothing has every word, what is similar is shown and said to be', async () => {
  const answer = await found('patent zürafası');
  assert.equal(answer.exact, 0);
  assert.ok(answer.total > 0);
  assert.deepEqual(codesOf(answer), ['similar']);
  for (const { missing } of answer.hits) assert.equal(missing.length, 1);
});

test('no more is filled up than makes a page, and enough hits are not filled up at all', async () => {
  const filled = await found('almanak zürafa');
  assert.deepEqual([filled.exact, filled.total], [0, 20]);
  const enough = await found('almanak sayı');
  assert.ok(enough.exact > 20);
  assert.equal(enough.total, enough.exact);
  for (const { missing } of enough.hits) assert.deepEqual(missing, []);
});

test('words that nothing has, and nothing like them, find nothing', async () => {
  const answer = await found('qwxqwxqwx');
  assert.deepEqual([answer.total, answer.exact, answer.hits, answer.notices], [0, 0, [], []]);
  assert.equal(answer.spelling, undefined);
});

test('a misspelt word is taken for one of the index, and the search says so', async () => {
  const answer = await found('laboratvuar');
  assert.equal(answer.spelling, 'laboratuvar');
  assert.deepEqual(codesOf(answer), ['similar']);
  assert.deepEqual(slugsOf(answer).sort(), ['ayri-alinti', 'kosullu-alinti']);
  assert.deepEqual(marked(answer.hits[0]?.title ?? assert.fail()).length, 1);
});

test('an inflected misspelt word is known by its dictionary form, the other words stay as typed', async () => {
  const answer = await found('inovsyonun hibesi');
  assert.equal(answer.spelling, 'inovasyon hibesi');
  assert.deepEqual(slugsOf(answer).slice(0, 1), ['inovasyon-hibesi']);
  assert.equal(answer.exact, 1);
});

test('a spelling is told only when it has hits itself', async () => {
  for (const query of ['laboratvuar', 'inovsyonun hibesi', 'patemt fuarı']) {
    const { spelling } = await found(query);
    assert.ok(spelling);
    const again = await found(spelling);
    assert.ok(again.exact > 0, spelling);
    assert.equal(again.spelling, undefined);
  }
  assert.equal((await found('zürafa laboratvuar')).spelling, undefined);
});

test('two letters that changed places are one slip', async () => {
  assert.equal((await found('patnet fuarı')).spelling, 'patent fuarı');
});

test('a word that the index has is not corrected, in whatever letters it is typed', async () => {
  for (const query of ['patent', 'PATENTLERİ', 'zurafa', 'ZÜRAFALARDAN', 'laboratuvar'])
    assert.equal((await found(query)).spelling, undefined, query);
});

test('only the misspelt word is replaced, not a piece of another', async () => {
  const answer = await found('fuarcılık fuarc takvimi');
  assert.equal(answer.spelling, 'fuarcılık fuar takvimi');
});

for (const [joined, slug] of [
  ['geridönüşüm', 'geri-donusum'],
  ['geridönüşümün tesisleri', 'geri-donusum'],
  ['zürafabakımı', 'zurafa-bakimi'],
] as const)
  test(`joined words are parted: ${joined}`, async () => {
    const answer = await found(joined);
    assert.equal(slugsOf(answer)[0], slug);
    assert.deepEqual(answer.hits[0]?.missing, []);
  });

test('words that stand joined in the texts are found parted', async () => {
  const answer = await found('mavi kuşlar');
  assert.equal(slugsOf(answer)[0], 'mavikus');
  assert.deepEqual(answer.hits[0]?.missing, []);
});

test('an unfinished last word finds what it may become, and that is marked', async () => {
  for (const query of ['zür', 'zürafalar', 'bakım zür']) {
    const answer = await found(query);
    assert.ok(slugsOf(answer).includes('zurafa-bakimi'), query);
    assert.equal(answer.spelling, undefined, query);
  }
  const { hits } = await found('zür');
  assert.deepEqual(slugsOf({ hits }).sort(), ['zurafa-bakimi', 'zurafa-evi']);
  assert.deepEqual(
    hits.flatMap(({ title, passage }) => [...marked(title), ...marked(passage)]).sort(),
    ['Zürafa', 'zürafaları'],
  );
});

test('a word that is not the last one is not unfinished', async () => {
  const answer = await found('zür bakımı');
  for (const { missing } of answer.hits) assert.ok(missing.includes('zür'));
});

test('a reader’s own quotes are exact, and nothing fills up what lacks them', async () => {
  const quoted = await found('"dijital ikiz"');
  assert.deepEqual(slugsOf(quoted), ['kosullu-alinti']);
  const both = await found('"dijital ikiz" patent');
  assert.deepEqual([both.total, both.hits], [0, []]);
  assert.ok((await found('dijital ikiz')).exact === 2);
});

test('quotes hold across places, letters and signs, and keep filters, counts and pages', async () => {
  for (const [query, slugs] of [
    ['"DİJİTAL İKİZ" laboratuvar', ['kosullu-alinti']],
    ['"ikizler ve dijital"', ['ayri-alinti']],
    ['"ikiz ve dijital"', []],
    ['"kabloların mikroskobu"', ['gorunmez-baglar']],
    ['"teleskopların merceği"', ['gorunmez-baglar']],
    ['"Bağ-Kur\'un sarı"', ['gorunmez-baglar']],
    // The title ends where the text begins.
    ['"yapımı kabloların"', []],
    ['"zürafa evi" "zürafa"', ['zurafa-evi']],
    ['"zürafa evi" "bakım"', []],
  ] as const)
    assert.deepEqual(slugsOf(await found(query)), slugs, query);
  const all = await found('"almanağı"', {}, 5);
  assert.equal(all.total, Object.keys(almanacs).length);
  const { counts } = await found('"almanağı"', { type: 'news' });
  const years = [...(counts.get('year')?.values() ?? [])];
  assert.equal(
    years.reduce((sum, count) => sum + count, 0),
    all.total,
  );
  const last = await found('"almanağı"', { page: '2' }, 100);
  assert.equal(last.hits.length, Object.keys(almanacs).length - 100);
  const one = await found('"almanağı"', { type: 'news', year: '1905' });
  assert.deepEqual(slugsOf(one), ['almanak-5']);
});

test('what a reader excludes is in no hit, of what fills up neither', async () => {
  const strict = await found('patent -kredi');
  assert.deepEqual(slugsOf(strict).sort(), ['patent', 'patent-fuari', 'patent-yili']);
  const filled = await found('patent fuarı zürafası -kredinin');
  assert.ok(filled.total > 0);
  for (const slug of slugsOf(filled)) assert.doesNotMatch(slug, /kredi/);
  const similar = await found('patemt fuarı -kredi');
  assert.equal(similar.spelling, 'patent fuarı -kredi');
  for (const slug of slugsOf(similar)) assert.doesNotMatch(slug, /kredi/);
});

test('only exclusions leave all the others', async () => {
  const answer = await found('-almanak');
  assert.equal(answer.total, Object.keys(news).length + 1);
});

test('filters are kept strictly: nothing is filled up beside them', async () => {
  const open = await found('patent fuarı', { type: 'news' });
  assert.equal(slugsOf(open).includes('patent'), false);
  assert.ok(open.total > open.exact);
  const filtered = await found('patent fuarı', { type: 'news', year: '2026' });
  assert.deepEqual(slugsOf(filtered).sort(), ['patent-fuari', 'patent-fuari-kredi']);
  assert.deepEqual([filtered.total, filtered.exact], [2, 2]);
  const none = await found('patent fuarı', { type: 'news', year: '1800' });
  assert.deepEqual([none.total, none.hits], [0, []]);
});

test('other orders than relevance hold what has every word, and only that', async () => {
  const byTitle = await found('patent fuarı', { sort: 'title' });
  assert.deepEqual(slugsOf(byTitle), ['patent-fuari', 'patent-fuari-kredi', 'patent']);
  assert.equal(byTitle.total, 3);
  const newest = await found('almanak', { sort: 'newest', page: '2' }, 5);
  assert.deepEqual(
    slugsOf(newest),
    [125, 124, 123, 122, 121].map((i) => `almanak-${i}`),
  );
});

for (const limit of [5, 20, 100, 7, 50])
  test(`over pages of ${limit} every entry comes once, and the total says how many`, async () => {
    for (const query of ['almanak', 'almanağın sayısı', 'patent fuarı', 'almanak zürafa', 'zür']) {
      const { total, exact } = await found(query, {}, limit);
      const slugs: string[] = [];
      for (let page = 1; page <= Math.ceil(total / limit); page++) {
        const answer = await found(query, { page: String(page) }, limit);
        assert.deepEqual([answer.total, answer.exact], [total, exact], `${query} ${page}`);
        assert.equal(
          answer.hits.length,
          Math.min(limit, total - (page - 1) * limit),
          `${query} ${page}`,
        );
        slugs.push(...slugsOf(answer));
      }
      assert.equal(new Set(slugs).size, total, query);
      assert.equal(slugs.length, total, query);
    }
  });

test('a page beyond the last is empty, its total the same', async () => {
  for (const query of ['almanak', 'patent fuarı']) {
    const { total } = await found(query);
    const beyond = await found(query, { page: '40' });
    assert.deepEqual([beyond.total, beyond.hits], [total, []]);
  }
});

/** How the engine itself puts what a query asks strictly. */
async function inEnginesOrder(query: string) {
  const [terms = []] = readQuery(indexes.tr.analyser, query).ways;
  const question = asked({}, terms);
  const answers = await indexes.tr.ask([poolQuestion(question, { locale: 'tr', filter: [] }, 60)]);
  return idsOf(answers?.[0]).map((id) => id.replace(/^news-/, ''));
}

for (const [query, first, second] of [
  ['kâr', ['kar-b', 'kar-d'], ['kar-a', 'kar-c']],
  ['kârın günleri', ['kar-b', 'kar-d'], ['kar-a', 'kar-c']],
  ['diş', ['dis-b', 'dis-d'], ['dis-a', 'dis-c']],
  ['dış', ['dis-a', 'dis-c'], ['dis-b', 'dis-d']],
  ['DIŞ ÖLÇÜM', ['dis-a', 'dis-c'], ['dis-b', 'dis-d']],
] as const)
  test(`typed with its letters, ${query} comes first in that spelling, the other after it`, async () => {
    const slugs = slugsOf(await found(query));
    assert.deepEqual(slugs.slice(0, 2).sort(), first);
    assert.deepEqual(slugs.slice(2, 4).sort(), second);
  });

for (const query of ['kar', 'dis', 'dis olcum'])
  test(`typed without them, ${query} prefers no spelling`, async () => {
    assert.deepEqual(slugsOf(await found(query)).slice(0, 4), await inEnginesOrder(query));
  });

test('of more than ten words the most telling are asked, the others named', async () => {
  const words = 'patent fuarı kredi tesis laboratuvar dijital soru takvim ölçüm zürafa gün 1987';
  const answer = await found(words);
  const [notice] = answer.notices;
  assert.equal(notice?.code, 'too-many-words');
  assert.deepEqual(String(notice?.values.left).split(', ').sort(), ['gün', 'soru']);
  for (const { missing } of answer.hits)
    for (const word of missing) assert.ok(words.split(' ').includes(word));
  assert.deepEqual(codesOf(await found(words.split(' ').slice(0, 10).join(' '))), ['similar']);
});

async function suggested(typed: string, locale: Locale = 'tr') {
  const { names, words } = await suggest(searchOf(typed), indexes[locale]);
  return { names, slugs: names.map(({ slug }) => slug), words };
}

test('names that answer to what is typed are suggested, the typed part marked', async () => {
  const { names, slugs } = await suggested('zür');
  assert.deepEqual(slugs, ['zurafa-evi']);
  assert.deepEqual(marked(names[0]?.title ?? assert.fail()), ['Zürafa']);
  assert.ok((await suggested('almanak')).slugs.length === 6);
});

test('queries are suggested in dictionary form, begin as typed, and have hits', async () => {
  for (const [typed, wanted] of [
    ['lab', 'laboratuvar'],
    ['dijital lab', 'dijital laboratuvar'],
    ['DİJİTAL LAB', 'DİJİTAL laboratuvar'],
    ['dijital ikizlerin lab', 'dijital ikizlerin laboratuvar'],
    ['zur', 'zürafa'],
    ['ino', 'inovasyon'],
  ] as const) {
    const { words } = await suggested(typed);
    assert.ok(words.includes(wanted), `${typed}: ${words.join(', ')}`);
    assert.ok(words.length <= 3);
    for (const word of words) assert.ok((await found(word)).exact > 0, word);
  }
});

test('a query that would find nothing is not suggested', async () => {
  assert.deepEqual((await suggested('zürafa lab')).words, []);
  assert.deepEqual((await suggested('qwx')).words, []);
});

test('a finished word is not suggested as itself', async () => {
  assert.deepEqual((await suggested('laboratuvar')).words, []);
});

test('the words before the unfinished one may stand in any form', async () => {
  const { slugs, names } = await suggested('inovasyonlar hib');
  assert.equal(slugs[0], 'inovasyon-hibesi');
  assert.deepEqual(marked(names[0]?.title ?? assert.fail()), ['İnovasyonun', 'hibeleri']);
  assert.equal((await suggested('patentlerin kre')).slugs[0], 'patent-kredi');
});

test('a list suggests names of its own type only', async () => {
  const { names } = await suggest(searchOf('patent', { type: 'page' }), indexes.tr);
  assert.deepEqual(
    names.map(({ type, slug }) => `${type}/${slug}`),
    ['page/patent'],
  );
});

test('what holds no word suggests nothing', async () => {
  for (const typed of ['', ' ', '"', '""', '!!!', "'".repeat(200), '-', '🏭'])
    assert.deepEqual(await suggested(typed), { names: [], slugs: [], words: [] }, typed);
});

test('an engine that is down is told, not taken for nothing found', async (context) => {
  context.mock.method(console, 'error', () => undefined);
  const server = await startEngine();
  await server.stop();
  const down = searchEngine({ url: server.url, prefix: 'finding' });
  const index = indexOf(library, 'tr', down);
  assert.equal(await find(searchOf('patent'), index, today), undefined);
  assert.equal(await find(searchOf(''), index, today), undefined);
  assert.deepEqual(await suggest(searchOf('pat'), index), { names: [], words: [] });
});

const awkward = {
  nothing: '',
  'only spaces': '   ',
  'only stop words': 've ile için',
  'one stop word': 've',
  'only quotes': '"" “” \'\'',
  'an empty quotation': '""',
  'unbalanced quotes': '"patent fuarı',
  'three quotes': '"patent" "fuarı',
  '5,000 letters without a space': 'ş'.repeat(5000),
  '200 apostrophes': "'".repeat(200),
  'letters and 200 apostrophes': "a'".repeat(200),
  'capitals with I and İ mixed': 'ZÜRAFALARIN EVİ DIŞ IiİıIİ',
  'decomposed letters': 'zürafaların'.normalize('NFD'),
  'a combining mark alone': '\u0301',
  'Cyrillic letters': 'Кластер кластеры',
  'Arabic letters': 'مجموعة صناعية',
  'Chinese letters': '产业集群',
  emoji: '🏭👩‍🔬🇹🇷',
  'a number with dots and commas': '1.500.000,00',
  'a number in many parts': '309.5.1/2022-3',
  'an address': 'https://www.example.org/site/tr/destekler?q=patent&p=1#2',
  'a mail address': 'bilgi@example.org.tr',
  'a filter': 'type = "news" OR vocabulary EXISTS',
  'a lone surrogate': '\ud800 \udc00',
  'a minus': '-',
  'minuses and quotes': '- -- -"" -"',
  backslashes: '\\ \\" \\\\',
  'a pattern': '(.*)+$ [a-z]{1,9} $& $1',
};

for (const [name, query] of Object.entries(awkward))
  test(`${name}: answered and suggested for in both languages`, async () => {
    for (const locale of locales) {
      const answer = await find(searchOf(query), indexes[locale], today);
      assert.ok(answer);
      assertSound(answer, query);
      const { names, words } = await suggest(searchOf(query), indexes[locale]);
      assert.ok(names.length <= 6 && words.length <= 3);
    }
  });

for (const name of [
  'only quotes',
  'an empty quotation',
  '200 apostrophes',
  'a combining mark alone',
  'emoji',
  'a minus',
] as const)
  test(`${name}: no word, so nothing is found`, async () => {
    const answer = await found(awkward[name]);
    assert.deepEqual([answer.total, answer.hits], [0, []]);
  });

test('nothing typed finds everything', async () => {
  for (const query of [awkward.nothing, awkward['only spaces']])
    assert.equal((await found(query)).total, library.entries('tr').length);
});

test('stop words alone are looked for themselves', async () => {
  const answer = await found('ve');
  assert.ok(slugsOf(answer).includes('ayri-alinti'));
});

test('a quote that is not closed is none', async () => {
  assert.deepEqual(
    slugsOf(await found(awkward['unbalanced quotes'])),
    slugsOf(await found('patent fuarı')),
  );
});

test('capitals, small, plain and decomposed letters find the same', async () => {
  const wanted = slugsOf(await found('zürafaların'));
  assert.deepEqual(wanted.toSorted(), ['zurafa-bakimi', 'zurafa-evi']);
  for (const query of [
    'ZÜRAFALARIN',
    'zurafalarin',
    'ZURAFALARIN',
    awkward['decomposed letters'],
    'ZüRaFaLaRıN',
  ])
    assert.deepEqual(slugsOf(await found(query)), wanted, query);
});

test('a sign that is no word changes nothing beside one that is', async () => {
  const wanted = await found('zürafa');
  for (const query of [
    '🏭 zürafa',
    'zürafa \u0301',
    '"" zürafa',
    'zürafa !!! ???',
    '- zürafa',
    "' zürafa '",
  ])
    assert.deepEqual(slugsOf(await found(query)), slugsOf(wanted), query);
});

for (const [name, query, whole] of [
  ['joiners', 'kablolar', 'Kab\u200dlo\u200cların'],
  ['a joiner, the ending after it', 'mikroskop', 'mik\u200droskobu'],
  ['a hyphen that does not break', 'Bağ-Kur', 'Bağ\u2011Kur’un'],
  ['a tab behind it', 'teleskop', 'Teleskopların'],
  ['a tab before it', 'mercek', 'merceği'],
  ['a written ampersand before it', 'mor', 'mor'],
] as const)
  test(`a text’s word with ${name} is found and marked whole`, async () => {
    const { hits } = await found(query);
    const [hit] = hits;
    assert.ok(hit);
    assert.equal(hit.slug, 'gorunmez-baglar');
    assert.deepEqual(hit.missing, []);
    const marks = [...marked(hit.title), ...marked(hit.passage)];
    assert.ok(marks.includes(whole), JSON.stringify(marks));
  });

test('the stretch of a long text that answers is shown, the word in it marked', async () => {
  const { hits } = await found('saz teli');
  const passage = hits.find(({ slug }) => slug === 'baglama')?.passage ?? assert.fail();
  assert.deepEqual(marked(passage), ['sazların', 'teli']);
  assert.ok(passage.text.length <= 250);
});
