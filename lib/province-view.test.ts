import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '#lib/entry';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { inLocale, provinceWorldOf } from '#lib/portal';
import { overlapsOfProvince } from '#lib/overlaps-view';
import {
  coverageIn,
  missingProvince,
  provincesView,
  provinceView,
  type ProvinceWorld,
} from '#lib/province-view';
import { provinceCodes, provinceNames } from '#lib/provinces';

const shelf = readLibrary(process.cwd());
const day = '2026-11-22';

const worldIn = (locale: 'tr' | 'en', today = day): ProvinceWorld => ({
  ...provinceWorldOf(shelf, locale, today),
  overlaps: (province) =>
    overlapsOfProvince(province, {
      locale,
      site: 'https://bys.example',
      clusters: shelf.ofType('cluster', 'tr'),
      news: shelf.ofType('news', 'tr'),
      events: shelf.ofType('event', 'tr'),
      inLocale: inLocale(shelf, locale),
    }),
});

const programme = (slug: string): Entry<'programme'> => {
  const found = shelf.find('programme', slug, 'tr');
  assert.ok(found, slug);
  return found;
};

test('a programme covers the country, some provinces or regions; a seat covers nothing', () => {
  assert.equal(coverageIn(programme('ticaret-ur-ge'), 'samsun'), 'national');
  assert.equal(coverageIn(programme('ab-interreg-karadeniz'), 'samsun'), 'own');
  assert.equal(coverageIn(programme('ab-interreg-karadeniz'), 'konya'), undefined);
  assert.equal(coverageIn(programme('ajans-sogreen-daka'), 'van'), 'own');
  // The agency of Ankara sits in Ankara, and pays there only; ministries sit there too.
  assert.equal(coverageIn(programme('ajans-sogreen-ankara'), 'ankara'), 'own');
  assert.equal(coverageIn(programme('ticaret-ur-ge'), 'ankara'), 'national');
  assert.equal(coverageIn(programme('sanayi-yatirim-tesvik'), 'samsun'), 'regions');
  assert.equal(coverageIn(programme('kosgeb-deprem-canlanma'), 'hatay'), 'own');
  assert.equal(coverageIn(programme('kosgeb-deprem-canlanma'), 'samsun'), 'incomplete');
});

for (const locale of locales) {
  const t = texts(locale);
  const world = worldIn(locale);

  test(`every province has a page with six parts, each with entries or what is missing (${locale})`, () => {
    for (const province of provinceCodes) {
      const view = provinceView(province, world);
      assert.equal(view.title, provinceNames[province]);
      assert.deepEqual(
        view.sections.map(({ id }) => id),
        ['programme', 'cluster', 'centre', 'event', 'news', 'plan'],
      );
      for (const { id, groups, missing } of view.sections) {
        const own = id === 'programme' ? t('provinces.coverage.own') : undefined;
        const has = groups.some(({ heading, items }) =>
          own === undefined ? items.length > 0 : heading === own,
        );
        assert.equal(missing === undefined, has, `${province} ${id}`);
      }
      // The 26 agencies cover all 81 provinces once each.
      const [, agency] = view.key;
      assert.equal(agency?.cells.length, 1, province);
      assert.ok(agency.cells[0]?.href, province);
      assert.ok(view.neighbours.links.length > 0);
    }
  });

  test(`what is of Samsun stands on its page, and nothing else (${locale})`, () => {
    const view = provinceView('samsun', world);
    const hrefs = (id: string) =>
      view.sections
        .filter((section) => section.id === id)
        .flatMap(({ groups }) => groups.flatMap(({ items }) => items.map(({ link }) => link.href)));
    const ends = (id: string) => hrefs(id).map((href) => href.split('/').at(-1));
    assert.ok(ends('cluster').includes('medikum'));
    assert.deepEqual(ends('centre').toSorted(), ['ka-oka', 'kbm-samsun']);
    assert.ok(ends('programme').includes('ab-interreg-karadeniz'));
    assert.ok(ends('programme').includes('sanayi-yatirim-tesvik'));
    assert.ok(!ends('programme').includes('ticaret-ur-ge'));
    const clusters = shelf
      .ofType('cluster', locale)
      .filter(({ data }) => data.provinces?.includes('samsun'));
    assert.equal(hrefs('cluster').length, clusters.length);
    const national = shelf
      .ofType('programme', 'tr')
      .filter(({ data }) => data.coverage.includes('tr'));
    assert.ok(view.sections[0]?.notes[0]?.includes(String(national.length)));
    const centre = view.key[2]?.cells[0];
    assert.match(centre?.note ?? '', /2011–2013/);
  });

  test(`events ahead of the day stand before those over, the next one first (${locale})`, () => {
    const parts = (today: string) =>
      provinceView('konya', worldIn(locale, today)).sections.find(({ id }) => id === 'event');
    const now = parts(day);
    assert.deepEqual(
      now?.groups.map(({ heading }) => heading),
      [t('provinces.past')],
    );
    assert.deepEqual(now?.notes, [t('provinces.noneAhead')]);
    // The 8th Konya meetings ran from 5 to 7 November 2025.
    const then = parts('2025-11-06');
    assert.equal(then?.groups[0]?.heading, t('provinces.ahead'));
    assert.match(then?.groups[0]?.items[0]?.link.href ?? '', /konya-tedarikci-2025$/);
  });

  test(`the list has all provinces in Turkish order, with their counts (${locale})`, () => {
    const { rows, columns } = provincesView(provinceWorldOf(shelf, locale, day));
    assert.equal(rows.length, 81);
    assert.deepEqual(
      rows.slice(19, 24).map(({ link }) => link.label),
      ['Burdur', 'Bursa', 'Çanakkale', 'Çankırı', 'Çorum'],
    );
    const ankara = rows.find(({ link }) => link.label === 'Ankara');
    assert.equal(ankara?.plate, '06');
    assert.equal(ankara?.counts.length, columns.length - 2);
    assert.equal(
      ankara?.counts[1],
      String(
        shelf.ofType('cluster', 'tr').filter(({ data }) => data.provinces?.includes('ankara'))
          .length,
      ),
    );
  });

  test(`a province that there is not is told with the nearest names (${locale})`, () => {
    const { text, near } = missingProvince('Smsun', locale);
    assert.ok(text.includes('Smsun'));
    assert.deepEqual(
      near.links.map(({ link }) => link.label),
      ['Samsun', t('provinces.allOfThem')],
    );
    const far = missingProvince('x'.repeat(500), locale);
    assert.ok(far.text.length < 300);
    assert.equal(far.near.links.length, 1);
  });
}

test('in English nothing on a page is left in Turkish without saying so', () => {
  const turkish = /[çğışöü]/i;
  for (const province of provinceCodes)
    for (const { heading, notes, missing } of provinceView(province, worldIn('en')).sections)
      for (const words of [heading, ...notes, missing ?? '']) assert.doesNotMatch(words, turkish);
});
