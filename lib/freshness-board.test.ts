import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { csv } from '#lib/csv';
import { amountsIn, daysIn, percentsIn } from '#lib/figures-in-text';
import { findingCodes, findings } from '#lib/freshness-board';
import { freshnessFeed, freshnessTable, freshnessView } from '#lib/freshness-view';
import { readLibrary, type Library } from '#lib/library';
import { lookalikes } from '#lib/lookalikes';
import { texts } from '#lib/messages';
import { freshnessWorldOf } from '#lib/portal';

const today = '2026-11-22';
const twoSources = 'sources:\n  - title: Bir\n  - title: İki\n';

/** A library of these files: front matter above, body below the first blank line. */
function libraryOf(t: TestContext, files: Record<string, string>): Library {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-board-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    const full = path.join(root, 'content', file);
    mkdirSync(path.dirname(full), { recursive: true });
    const [fields = '', ...body] = text.split('\n\n');
    writeFileSync(full, `---\n${fields.trimEnd()}\n---\n\n${body.join('\n\n')}\n`);
  }
  const library = readLibrary(root, new Map(), new Date(`${today}T12:00:00Z`));
  assert.deepEqual(library.problems, []);
  return library;
}

const kosgeb = {
  'institutions/kosgeb.tr.md': `title: KOSGEB İdaresi\nshortName: KOSGEB\n${twoSources}checkedOn: 2026-11-01`,
};
const programme = (more: string, body = 'Metin.') =>
  `title: Deneme Desteği\ninstitution: kosgeb\nsupportTypes: [hibe]\npurposes: [ihracat]\naudiences: [mikro]\nsectors: [tum]\ncoverage: [konya]\nstatus: active\ncheckedOn: 2026-11-01\n${twoSources}${more}\n\n${body}`;
const cluster = (title: string, more: string, body = 'Metin.') =>
  `title: ${title}\ncountry: TR\nsectors: [enerji]\ncheckedOn: 2026-11-01\n${twoSources}${more}\n\n${body}`;
const limit = (value: number, asOf = '2026-05') =>
  `upperLimit:\n  value: ${value}\n  currency: TRY\n  sources: [1]\n  asOf: ${asOf}`;
const rate = (value: number) =>
  `supportRate:\n  value: ${value}\n  unit: percent\n  sources: [1]\n  asOf: 2026-05`;

const worldOf = (library: Library, locale: 'tr' | 'en' = 'tr', editHref?: () => string) => ({
  ...freshnessWorldOf(library, locale, editHref),
  today,
});

/** "slug code" of everything found, in its order. */
const codes = (library: Library): string[] =>
  findings(worldOf(library), today).map(({ entry, code }) => `${entry.slug} ${code}`);

const ofProgramme = (t: TestContext, more: string, body?: string, english?: string) =>
  codes(
    libraryOf(t, {
      ...kosgeb,
      'programmes/deneme.tr.md': programme(more, body),
      ...(english && { 'programmes/deneme.en.md': `title: Trial\n\n${english}` }),
    }),
  );

test('what is due follows the review day, then the last check', (t) => {
  const due = (more: string) =>
    codes(libraryOf(t, { 'terms/a.tr.md': `title: A\n${twoSources}${more}\n\nMetin.` }));
  assert.deepEqual(due('reviewBy: 2026-11-21'), ['a review-passed']);
  assert.deepEqual(due('reviewBy: 2026-12-22'), ['a review-soon']);
  assert.deepEqual(due('reviewBy: 2026-12-23\ncheckedOn: 2026-06-01'), []);
  assert.deepEqual(due(''), ['a never-checked']);
  assert.deepEqual(due('checkedOn: 2026-05-23'), []);
  assert.deepEqual(due('checkedOn: 2026-05-22'), ['a check-aging']);
  assert.deepEqual(due('checkedOn: 2025-05-22'), ['a check-old']);
});

test('a deadline that has passed and an amount of more than a year ago have expired', (t) => {
  assert.deepEqual(ofProgramme(t, 'closes: 2026-11-21'), ['deneme deadline-passed']);
  assert.deepEqual(ofProgramme(t, 'closes: 2026-11-22'), []);
  assert.deepEqual(ofProgramme(t, limit(5000, '2025-11-21')), ['deneme amount-old']);
  assert.deepEqual(ofProgramme(t, limit(5000, '2025')), []);
  assert.deepEqual(ofProgramme(t, limit(5000, 'unknown')), ['deneme amount-undated']);
});

test('an amount of a closed programme, or a cluster’s figure of long ago, is history', (t) => {
  const library = libraryOf(t, {
    ...kosgeb,
    'programmes/deneme.tr.md': programme(limit(5000, '2020')).replace('active', 'closed'),
    'clusters/kume.tr.md': cluster(
      'Küme',
      'exports:\n  value: 5\n  currency: USD\n  sources: [1]\n  asOf: 2016\nprogrammes:\n  - to: deneme\n    basis: source',
    ),
  });
  assert.deepEqual(codes(library), []);
});

test('too few sources are told, but not of the plan’s own text', (t) => {
  const library = libraryOf(t, {
    'institutions/a.tr.md': 'title: A\nshortName: A\ncheckedOn: 2026-11-01',
    'terms/b.tr.md': 'title: B\ncheckedOn: 2026-11-01\nsources:\n  - title: Tek\n\nMetin.',
    'plan/plan11-5.tr.md':
      'title: M\nplan: 11\nnumber: 5\nmentionsCluster: false\ncheckedOn: 2026-11-01\nsources:\n  - title: Plan\ncounterparts:\n  - to: plan12-5\n    basis: source',
    'plan/plan12-5.tr.md':
      'title: N\nplan: 12\nnumber: 5\nmentionsCluster: false\ncheckedOn: 2026-11-01\nsources:\n  - title: Plan',
  });
  assert.deepEqual(codes(library), ['a no-source', 'b one-source']);
});

test('a limit or rate that the text tells otherwise is a contradiction', (t) => {
  assert.deepEqual(ofProgramme(t, limit(300_000), 'En çok 500.000 TL verilir.'), [
    'deneme limit-in-text',
  ]);
  assert.deepEqual(ofProgramme(t, limit(2_500_000), 'Hibe 0,5-2,5 milyon TL.'), []);
  assert.deepEqual(ofProgramme(t, limit(6_000_000), '1,8 milyon TL hibe, 4,2 milyon TL borç.'), []);
  assert.deepEqual(ofProgramme(t, limit(300_000), 'Bütçe 52 milyon avro.'), []);
  assert.deepEqual(
    ofProgramme(t, limit(300_000), 'En çok 300.000 TL.', 'Up to 500,000 TL is paid.'),
    ['deneme limit-in-text'],
  );
  assert.deepEqual(ofProgramme(t, rate(60), 'Giderin yüzde 50’si.'), ['deneme rate-in-text']);
  assert.deepEqual(ofProgramme(t, rate(60), 'Giderin %50-60’ı.'), []);
  assert.deepEqual(ofProgramme(t, rate(100), 'Tamamı; başka ofiste yüzde 50’si.'), []);
});

test('a deadline in the text counts for its own year only', (t) => {
  const closes = 'closes: 2026-12-15';
  assert.deepEqual(ofProgramme(t, closes, 'Son başvuru günü 18 Aralık 2026.'), [
    'deneme deadline-in-text',
  ]);
  for (const body of [
    'Son başvuru günü 15 Aralık 2026.',
    'Önceki çağrıda son başvuru 3 Mayıs 2025 idi.',
    'Çağrı 1 Ekim 2026 günü duyuruldu.',
  ])
    assert.deepEqual(ofProgramme(t, closes, body), [], body);
});

test('newer news with another limit contradicts the programme, older news does not', (t) => {
  const news = (date: string, body: string) =>
    codes(
      libraryOf(t, {
        ...kosgeb,
        'programmes/deneme.tr.md': programme(limit(300_000)),
        'news/haber.tr.md': `title: Haber\ndate: ${date}\ncheckedOn: 2026-11-01\n${twoSources}programmes:\n  - to: deneme\n    basis: source\n\n${body}`,
      }),
    );
  assert.deepEqual(news('2026-09-01', 'Artık en çok 500.000 TL veriliyor.'), [
    'deneme limit-in-news',
  ]);
  assert.deepEqual(news('2026-03-01', 'En çok 500.000 TL veriliyor.'), []);
  assert.deepEqual(news('2026-09-01', 'Toplam 900.000 TL dağıtıldı.'), []);
});

test('a label of another year, and two values of one indicator for one year, are contradictions', (t) => {
  const labelled =
    'label: bronze\nlabelYear:\n  value: 2013\n  sources: [1]\nprogrammes:\n  - to: deneme\n    basis: source';
  const of = (more: string, body: string) =>
    codes(
      libraryOf(t, {
        ...kosgeb,
        'programmes/deneme.tr.md': programme(''),
        'clusters/kume.tr.md': cluster('Küme', more, body),
      }),
    );
  assert.deepEqual(of(labelled, 'Küme 2015’te bronz etiket aldı.'), ['kume label-year']);
  assert.deepEqual(of(labelled, 'Küme 2013’te bronz etiket aldı. 2015’te büyüdü.'), []);
  const members = (second: number) =>
    `${labelled}\nmemberCount:\n  value: 40\n  unit: member\n  sources: [1]\n  asOf: 2019\nindicators:\n  - code: Y1\n    value: ${second}\n    year: "2019"\n    sources: [2]`;
  assert.deepEqual(of(members(55), 'Metin.'), ['kume two-values']);
  assert.deepEqual(of(members(40), 'Metin.'), []);
});

test('names that leave words out are duplicates; numbers and places of their own are not', () => {
  const pairs = (...titles: string[]) =>
    lookalikes(titles.map((title) => ({ title, text: '' }))).map(({ by }) => by);
  assert.deepEqual(
    pairs(
      '6G ve Ötesi Haberleşme Teknolojileri Kümelenmesi',
      'Haberleşme Teknolojileri Kümelenmesi',
    ),
    ['title'],
  );
  assert.deepEqual(pairs('Kapasite Geliştirme Desteği', 'Kapasite Geliştirme Destegi'), ['title']);
  assert.deepEqual(pairs('SAHA EXPO 2022', 'SAHA EXPO 2024'), []);
  assert.deepEqual(pairs('DAP Bölge Kalkınma İdaresi', 'GAP Bölge Kalkınma İdaresi'), []);
  assert.deepEqual(pairs('Yurt Dışı Fuar Katılım Desteği', 'Yurt İçi Fuar Katılım Desteği'), []);
});

test('a copied text is a duplicate; a form of words that many share is not', () => {
  const copied =
    'Bursa’daki tekstil firmaları ortak laboratuvar için bir araya geldi ve ilk yıl kırk firma kurucu üye oldu.';
  const form = (place: string) =>
    `${place} illerini kapsayan bölgenin kalkınma ajansıdır; mali destek programlarını yürütür ve yatırımcıya yol gösterir.`;
  const found = lookalikes([
    { title: 'Bir', text: copied },
    { title: 'Yedi', text: `${copied} Ardından sergi açıldı.` },
    ...['Konya', 'Sivas', 'Muğla', 'Mersin'].map((place) => ({ title: place, text: form(place) })),
  ]);
  assert.deepEqual(
    found.map(({ one, other, by }) => [one.title, other.title, by]),
    [['Bir', 'Yedi', 'text']],
  );
});

test('an entry that no relation leads to or from is an orphan; a relation in either direction helps', (t) => {
  const library = libraryOf(t, {
    'clusters/a.tr.md': cluster('Ada', ''),
    'clusters/b.tr.md': cluster('Baca', ''),
    'events/c.tr.md': `title: Toplantı\nkind: toplanti\ncheckedOn: 2026-11-01\n${twoSources}clusters:\n  - to: b\n    basis: source\n\nMetin.`,
    'terms/d.tr.md': `title: Terim\ncheckedOn: 2026-11-01\n${twoSources}\n\nMetin.`,
  });
  assert.deepEqual(codes(library), ['a orphan']);
});

test('nothing but live entries is on the board', (t) => {
  const library = libraryOf(t, {
    'terms/a.tr.md': 'title: A\nstate: draft\n\nMetin.'.replace('state', `${twoSources}state`),
    'terms/b.tr.md': `title: B\n${twoSources}retireAt: 2026-01-01\n\nMetin.`,
    'terms/c.tr.md': `title: C\n${twoSources}publishAt: 2027-01-01\n\nMetin.`,
    'terms/d.tr.md': `title: D\n${twoSources}\n\nMetin.`,
  });
  assert.deepEqual(codes(library), ['d never-checked']);
});

const several = (t: TestContext) =>
  libraryOf(t, {
    ...kosgeb,
    'programmes/deneme.tr.md': programme(
      `${limit(300_000, '2024')}\nowner: plan-desk`,
      'En çok 500.000 TL.',
    ),
    'clusters/kume.tr.md': cluster('Küme', 'provinces: [bursa]'),
    'clusters/kume.en.md': 'title: Cluster\n\nText.',
  });
const parameters = (query: string) => new URLSearchParams(query);

test('the page filters by kind, type, owner, institution and province, and counts the kinds', (t) => {
  const world = worldOf(several(t));
  const rows = (query: string) => freshnessView(parameters(query), world).rows.map(({ id }) => id);
  const all = [
    'limit-in-text-programme-deneme-upperLimit-tr',
    'amount-old-programme-deneme-upperLimit',
    'orphan-cluster-kume',
  ];
  assert.deepEqual(rows(''), all);
  assert.deepEqual(rows('kind=orphan'), [all[2]]);
  assert.deepEqual(rows('type=programme'), all.slice(0, 2));
  assert.deepEqual(rows('owner=cluster-desk'), [all[2]]);
  assert.deepEqual(rows('owner=plan-desk'), all.slice(0, 2));
  assert.deepEqual(rows('institution=kosgeb'), all.slice(0, 2));
  assert.deepEqual(rows('province=konya'), all.slice(0, 2));
  assert.deepEqual(rows('province=bursa&kind=expired'), []);
  const { kinds, notices } = freshnessView(parameters('type=programme&owner=kimse'), world);
  assert.deepEqual(
    kinds.links.filter(({ count }) => count !== '0').map(({ label, count }) => `${label} ${count}`),
    ['Tümü 2', 'Çelişki 1', 'Süresi geçmiş 1'],
  );
  assert.equal(notices.length, 1);
});

test('a row says what was found and what to do in the reader’s language', (t) => {
  const library = several(t);
  const [turkish] = freshnessView(parameters(''), worldOf(library)).rows;
  assert.equal(
    turkish?.found,
    'Üst limit alanında 300.000 TL yazıyor; Türkçe metinde ise 500.000 TL.',
  );
  assert.equal(turkish?.edit, undefined);
  const english = freshnessView(
    parameters(''),
    worldOf(library, 'en', () => '/en/editor/x'),
  ).rows;
  assert.equal(
    english[0]?.found,
    'The field says the upper limit is 300,000 TL; the Turkish text says 500,000 TL.',
  );
  assert.equal(english[0]?.edit?.href, '/en/editor/x');
  assert.deepEqual(english[2]?.entry, { link: { label: 'Cluster', href: '/en/clusters/kume' } });
  assert.equal(english[2]?.owner, 'Cluster desk');
});

test('more than a page is paged, and a page beyond the last is told', (t) => {
  const terms = Object.fromEntries(
    Array.from({ length: 51 }, (_, at) => [
      `terms/t${at}.tr.md`,
      `title: Ad${at}\n${twoSources}\n\nMetin.`,
    ]),
  );
  const world = worldOf(libraryOf(t, terms));
  const first = freshnessView(parameters(''), world);
  assert.equal(first.rows.length, 50);
  assert.equal(first.pagination.next?.href, '/guncellik?page=2');
  const beyond = freshnessView(parameters('page=9'), world);
  assert.equal(beyond.rows.length, 1);
  assert.equal(beyond.notices.length, 1);
});

test('the table has every row of the filter, the feed says since when', (t) => {
  const world = worldOf(several(t));
  const rows: string[][] = parse(csv(freshnessTable(parameters('kind=expired'), world)), {
    bom: true,
  });
  assert.equal(rows.length, 2);
  assert.equal(rows[1]?.[1], 'amount-old');
  assert.equal(rows[1]?.[5], 'KOSGEB');
  const ids: string[] = [];
  const reader = new SaxesParser();
  let inside = '';
  reader.on('opentag', ({ name }) => (inside = name));
  reader.on('text', (text) => {
    if (inside === 'id') ids.push(text);
    inside = '';
  });
  reader.write(freshnessFeed(parameters(''), world)).close();
  assert.equal(ids.length, 4);
  assert.equal(new Set(ids).size, 4);
});

test('every finding has both its sentences in both languages', () => {
  for (const locale of ['tr', 'en'] as const)
    for (const code of Object.values(findingCodes).flat())
      for (const part of ['found', 'toDo'])
        assert.doesNotMatch(
          texts(locale)(`freshnessBoard.findings.${code}.${part}`, {
            field: 'A',
            date: code === 'never-checked' ? 'none' : 'D',
            own: 'B',
            others: 'C',
            language: 'en',
          }),
          /\{|none/,
        );
});

test('amounts, rates and days are read as each language writes them', () => {
  assert.deepEqual(amountsIn('0,5-2,5 milyon avro; 850,18 TL; 300 bin lira', 'tr'), [
    { value: 500_000, currency: 'EUR' },
    { value: 2_500_000, currency: 'EUR' },
    { value: 850.18, currency: 'TRY' },
    { value: 300_000, currency: 'TRY' },
  ]);
  assert.deepEqual(amountsIn('1,105.23 TL and 2 million US dollars', 'en'), [
    { value: 1105.23, currency: 'TRY' },
    { value: 2_000_000, currency: 'USD' },
  ]);
  assert.deepEqual(percentsIn('yüzde 75’i, %40-60', 'tr'), [75, 40, 60]);
  assert.deepEqual(percentsIn('75 per cent or 2.5%', 'en'), [75, 2.5]);
  assert.deepEqual(
    daysIn('3 Eylül 2025 ve 12 ŞUBAT 2026', 'tr').map(({ day }) => day),
    ['2025-09-03', '2026-02-12'],
  );
});
