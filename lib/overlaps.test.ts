import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { isAgain, overlapsIn, yearOfSource, yearsOf } from '#lib/overlaps';
import {
  overlapsTable,
  overlapsView,
  readOverlapQuestion,
  type OverlapsWorld,
} from '#lib/overlaps-view';
import { inLocale } from '#lib/portal';

const shelf = readLibrary(process.cwd());
const worldIn = (locale: 'tr' | 'en'): OverlapsWorld => ({
  locale,
  site: 'https://bys.example',
  clusters: shelf.ofType('cluster', 'tr'),
  news: shelf.ofType('news', 'tr'),
  events: shelf.ofType('event', 'tr'),
  inLocale: inLocale(shelf, locale),
});
const overlaps = overlapsIn(worldIn('tr'));
const of = (province: string, sector: string) =>
  overlaps.find((one) => one.province === province && one.sectors.includes(sector));

test('two clusters of one province and sector stand side by side', () => {
  assert.deepEqual(
    of('mersin', 'bilisim-yazilim')?.initiatives.map(({ entry }) => entry.slug),
    ['atik', 'mersin-urge-bilisim-kumesi', 'mertek'].toSorted(
      (a, b) =>
        shelf.ofType('cluster', 'tr').findIndex(({ slug }) => slug === a) -
        shelf.ofType('cluster', 'tr').findIndex(({ slug }) => slug === b),
    ),
  );
  assert.equal(of('samsun', 'saglik-ilac-tibbi-cihaz'), undefined, 'one alone is no overlap');
});

test('the same support twice, and a project that came again, are told apart', () => {
  assert.deepEqual(of('ankara', 'makine')?.signs, ['same-trade', 'same-support']);
  assert.deepEqual(of('bursa', 'tekstil-konfeksiyon')?.signs, ['same-trade', 'again']);
  assert.deepEqual(of('izmir', 'gida-tarim')?.signs, ['again']);
  assert.equal(of('konya', 'makine'), undefined);
});

test('only what has a province and a sector in Türkiye is there', () => {
  for (const { province, sectors, initiatives, signs } of overlaps) {
    assert.ok(signs.length > 0);
    for (const { entry } of initiatives) {
      assert.ok(entry.data.provinces?.includes(province), entry.slug);
      for (const sector of sectors)
        assert.ok((entry.data.sectors as readonly string[]).includes(sector), entry.slug);
      if (entry.type === 'cluster') assert.equal(entry.data.country, 'TR');
    }
    assert.ok(!sectors.includes('tum'));
  }
});

test('a project that is the second or a later one is known by its words', () => {
  for (const text of [
    'UR-GE (1. ve 2. proje)',
    'UR-GE (birliğin dördüncü projesi)',
    'Küme ikinci UR-GE dönemine hazırlanıyor',
    '3. UR-GE projesi',
  ])
    assert.ok(isAgain(text), text);
  for (const text of [
    'UR-GE',
    'UR-GE (2012’den beri)',
    'Dördüncü proje',
    'UR-GE (21.UR-GE.016)',
    'UR-GE (Nükleer UR-GE, 2016)',
  ])
    assert.ok(!isAgain(text), text);
});

test('a source is as new as its date says, else its title', () => {
  assert.equal(yearOfSource({ title: 'BOSB (25.12.2015)' }), 2015);
  assert.equal(yearOfSource({ title: 'AA (2019)', date: '2020-01' }), 2020);
  assert.equal(yearOfSource({ title: 'Haber Egeli, 5449 sayılı' }), undefined);
  const ossa = of('ankara', 'savunma-havacilik')?.initiatives.find(
    ({ entry }) => entry.slug === 'ossa',
  );
  assert.deepEqual(ossa && yearsOf(ossa)?.[0], 2008);
});

for (const locale of locales) {
  const t = texts(locale);
  const world = worldIn(locale);
  const everything = overlapsView({}, [], world);

  test(`the limits stand on the page, and every initiative has its sources (${locale})`, () => {
    assert.equal(everything.limits, t('overlaps.limits'));
    assert.equal(everything.rows.length, overlaps.length);
    for (const { initiatives } of everything.rows)
      for (const { sources, facts, link } of initiatives) {
        assert.ok(sources.length > 0, link.href);
        assert.ok(facts.length >= 2, link.href);
      }
  });

  test(`an agglomeration without an organisation is called so (${locale})`, () => {
    const adana = everything.rows.find(({ province }) => province.label === 'Adana');
    const facts = adana?.initiatives.find(({ link }) => /adana-ayakkabi$/.test(link.href))?.facts;
    assert.equal(facts?.[0], t('clusterProfile.agglomeration'));
  });

  test(`filters leave what they say, in the list and in the file (${locale})`, () => {
    const { question, notices } = readOverlapQuestion(
      new URLSearchParams('province=ankara&sector=makine'),
      t,
    );
    assert.deepEqual(notices, []);
    const view = overlapsView(question, notices, world);
    assert.deepEqual(
      view.rows.map(({ province }) => province.label),
      ['Ankara'],
    );
    assert.match(view.ways[0]?.href ?? '', /\.csv\?province=ankara&sector=makine$/);
    const [heading, ...rows] = overlapsTable(question, world);
    assert.ok(rows.every((row) => row.length === heading?.length));
    assert.deepEqual(
      rows.map((row) => row[3]),
      view.rows.flatMap(({ initiatives }) => initiatives.map(({ link }) => link.label)),
    );
    assert.equal(
      overlapsTable({}, world).length - 1,
      everything.rows.reduce((sum, { initiatives }) => sum + initiatives.length, 0),
    );
  });

  test(`what is no province or sector is told and left out (${locale})`, () => {
    for (const query of ['province=atlantis', 'sector=tum', 'province=__proto__&sector=%3Cb%3E']) {
      const { question, notices } = readOverlapQuestion(new URLSearchParams(query), t);
      assert.deepEqual(question, {});
      assert.equal(notices.length, query.split('&').length);
    }
    const none = overlapsView({ province: 'kilis' }, [], world);
    assert.deepEqual(none.rows, []);
    assert.ok(
      none.filters[0]?.options.some(({ value, selected }) => value === 'kilis' && selected),
    );
  });
}
