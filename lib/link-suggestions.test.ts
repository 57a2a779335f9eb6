import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planTopics, purposes, purposesOfTopic } from '#lib/content-types';
import { entryFrom, parseEntry } from '#lib/entry';
import { answering, likelyLinks, measured, type Answering } from '#lib/link-suggestions';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';

const { tr } = analysers(readCurated(process.cwd()));

function entryOf(file: string, fields: string, body = '') {
  const sources = 'sources:\n  - title: Kaynak\n';
  const parsed = parseEntry(`content/${file}.tr.md`, `---\n${fields}${sources}---\n\n${body}\n`);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return entryFrom(parsed.file, undefined, 'tr');
}

function article(number: string, text: string, more = '') {
  const entry = entryOf(
    `plan/plan11-${number}`,
    `title: Madde\nplan: "11"\nnumber: "${number}"\ntext: ${text}\nmentionsCluster: true\n${more}`,
  );
  assert.ok(entry.type === 'plan');
  return entry;
}

function answer(file: string, fields: string, body?: string): Answering {
  const entry = entryOf(file, fields, body);
  const known = answering.find((type) => type === entry.type);
  assert.ok(known && entry.type === known);
  return entry;
}

const cluster = (slug: string, title: string, sector = 'makine', more = '', country = 'TR') =>
  answer(
    `clusters/${slug}`,
    `title: ${title}\ncountry: ${country}\nsectors:\n  - ${sector}\n${more}`,
  );
const event = (slug: string, title: string, more = '') =>
  answer(`events/${slug}`, `title: ${title}\nkind: toplanti\n${more}`);
const relation = (field: string, to: string) => `${field}:\n  - to: ${to}\n    basis: source\n`;

const named = (links: ReturnType<typeof likelyLinks>) =>
  links.map(({ article: { slug }, entry }) => `${slug} ${entry.type}/${entry.slug}`);

test('a rare word in another form tells more than a common one, and is named as the article has it', () => {
  const links = likelyLinks(
    [article('1', 'Seramik üretimi desteklenecektir.')],
    [
      event('a', 'Destek günü'),
      event('b', 'Seramikçiler günü'),
      event('c', 'Destekler'),
      event('d', 'Destek'),
    ],
    tr,
  );
  assert.equal(named(links)[0], 'plan11-1 event/b');
  assert.deepEqual(links[0]?.shared, { sectors: [], purposes: [], words: ['Seramik'] });
  assert.deepEqual(links[1]?.shared.words, ['desteklenecektir']);
});

test('what has nothing in common is no likely link, nor are numbers and stop words in common', () => {
  const articles = [article('1', 'Seramik ve 2023 için.')];
  assert.deepEqual(likelyLinks(articles, [event('a', 'Turizm ve 2023 için')], tr), []);
});

test('the same trade counts more than one unknown, and that more than another trade', () => {
  const scores = ['makine', 'imalat', 'turizm'].map((sector) => {
    const topics = 'sectors:\n  - makine\ntopics:\n  - kumelenme\n';
    const [link] = likelyLinks(
      [article('1', 'Kümelenme', topics)],
      [cluster('k', 'Küme', sector), event('bos', 'Fuar')],
      tr,
    );
    assert.deepEqual(link?.shared.sectors, sector === 'makine' ? ['makine'] : []);
    assert.deepEqual(link.shared.purposes, ['isbirligi-kumelenme']);
    return link.score;
  });
  const [same = 0, unknown = 0, other = 0] = scores;
  assert.ok(same > unknown && unknown > other && other > 0, scores.join(' '));
});

test('“every sector” is no trade that two have in common', () => {
  const [link] = likelyLinks(
    [article('1', 'Seramik', 'sectors:\n  - tum\n')],
    [cluster('k', 'Seramik', 'tum'), event('bos', 'Fuar')],
    tr,
  );
  assert.deepEqual(link?.shared.sectors, []);
});

test('an event has the sector and purpose of the cluster that it names, and only where it is known', () => {
  const topics = 'sectors:\n  - makine\ntopics:\n  - kumelenme\n';
  const meeting = event('e', 'Toplantı', relation('clusters', 'k'));
  const likely = (entries: Answering[]) =>
    likelyLinks([article('1', 'Sanayi', topics)], entries, tr).filter(
      ({ entry }) => entry === meeting,
    );
  assert.deepEqual(
    likely([meeting, cluster('k', 'Küme')]).map(({ shared }) => shared),
    [{ sectors: ['makine'], purposes: ['isbirligi-kumelenme'], words: [] }],
  );
  assert.deepEqual(likely([meeting]), []);
});

test('a foreign cluster answers to no plan of Türkiye', () => {
  const articles = [article('1', 'Seramik')];
  const entries = [cluster('yerli', 'Seramik'), cluster('el', 'Seramik', 'makine', '', 'FR')];
  assert.deepEqual(named(likelyLinks(articles, entries, tr)), ['plan11-1 cluster/yerli']);
});

test('a link that is there is marked, changes no score, and stays in with nothing in common', () => {
  const articles = [article('1', 'Seramik'), article('2', 'Turizm')];
  const others = [event('b', 'Fuar'), event('c', 'Kongre')];
  const likely = (more: string) =>
    likelyLinks(articles, [event('a', 'Seramik', more), ...others], tr).map(
      ({ article: { slug }, entry, score, linked }) => ({ of: slug + entry.slug, score, linked }),
    );
  const [free] = likely('');
  assert.ok(free && !free.linked && free.score > 0 && free.score <= 1);
  assert.deepEqual(likely(relation('planArticles', 'plan11-1')), [{ ...free, linked: true }]);
  assert.deepEqual(likely(relation('planArticles', 'plan11-2')), [
    free,
    { of: 'plan11-2a', score: 0, linked: true },
  ]);
});

test('precision and recall count what editors linked', () => {
  const to = (slug: string) => relation('planArticles', slug);
  const likely = likelyLinks(
    [article('1', 'Seramik fırını'), article('2', 'Turizm')],
    [
      event('a', 'Seramik fırını', to('plan11-1')),
      event('b', 'Seramik'),
      event('c', 'Turizm'),
      event('d', 'Kongre', to('plan11-1')),
    ],
    tr,
  );
  const { links, from, first } = measured(likely, [0, likely[1]?.score ?? 0, 1.1], [1, 2, 9]);
  assert.equal(links, 2);
  assert.deepEqual(
    [...from, ...first].map(({ proposed, right, precision, recall }) =>
      [proposed, right, precision.toFixed(2), recall.toFixed(2)].join(' '),
    ),
    // Article 2 has no link, so its first proposals are not counted.
    [
      '4 2 0.50 1.00',
      '2 1 0.50 0.50',
      '0 0 0.00 0.00',
      '1 1 1.00 0.50',
      '2 1 0.50 0.50',
      '3 2 0.67 1.00',
    ],
  );
});

test('every topic is known to the table of purposes, and it names purposes that there are', () => {
  const known: readonly string[] = purposes.codes;
  const answered = planTopics.codes.map(purposesOfTopic);
  assert.ok(answered.flat().every((purpose) => known.includes(purpose)));
  assert.deepEqual(purposesOfTopic('tarim-kirsal'), ['kirsal-kalkinma']);
  assert.deepEqual(purposesOfTopic('kobi'), []);
});
