import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provinceHref } from '#lib/addresses';
import { clusterOverview } from '#lib/cluster-map';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { mapSize, provinceShapes } from '#lib/province-shapes';
import { provinceCodes, provinceNames, type ProvinceCode } from '#lib/provinces';
import { parseSearch } from '#lib/search-state';

const shelf = readLibrary(process.cwd());

/** Every corner of a province's outline. */
function cornersOf(code: ProvinceCode): [number, number][] {
  const rings = provinceShapes[code].path.split('z').filter((ring) => ring !== '');
  return rings.flatMap((ring) => {
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
    const corners: [number, number][] = [];
    for (let index = 0; index < numbers.length; index += 2) {
      const [fromX, fromY] = corners.at(-1) ?? [0, 0];
      corners.push([fromX + (numbers[index] ?? NaN), fromY + (numbers[index + 1] ?? NaN)]);
    }
    return corners;
  });
}

test('every province has an outline within the picture, and its number within the outline', () => {
  assert.deepEqual(Object.keys(provinceShapes), [...provinceCodes]);
  for (const code of provinceCodes) {
    const corners = cornersOf(code);
    assert.ok(corners.length >= 4, code);
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    assert.ok(Math.min(...xs) > 0 && Math.max(...xs) < mapSize.width, code);
    assert.ok(Math.min(...ys) > 0 && Math.max(...ys) < mapSize.height, code);
    const [x, y] = provinceShapes[code].at;
    assert.ok(Math.min(...xs) < x && x < Math.max(...xs), code);
    assert.ok(Math.min(...ys) < y && y < Math.max(...ys), code);
  }
});

test('provinces that touch share corners, and west lies left of east', () => {
  const share = (one: ProvinceCode, other: ProvinceCode) => {
    const corners = new Set(cornersOf(one).map(String));
    return cornersOf(other).filter((corner) => corners.has(String(corner))).length;
  };
  for (const [one, other] of [
    ['konya', 'ankara'],
    ['hatay', 'osmaniye'],
    ['yalova', 'bursa'],
    ['kilis', 'gaziantep'],
  ] as const)
    assert.ok(share(one, other) >= 2, `${one} ${other}`);
  assert.equal(share('edirne', 'hakkari'), 0);
  const at = (code: ProvinceCode) => provinceShapes[code].at;
  assert.ok(at('izmir')[0] < at('ankara')[0] && at('ankara')[0] < at('van')[0]);
  assert.ok(at('sinop')[1] < at('ankara')[1] && at('ankara')[1] < at('antalya')[1]);
});

for (const locale of locales) {
  const t = texts(locale);
  const clusters = shelf.ofType('cluster', locale);
  const view = clusterOverview(clusters, locale);
  const chosenAt = (href: string) =>
    parseSearch(new URL(href, 'https://bys.example').searchParams, 'cluster');

  test(`the map counts every cluster in each of its provinces, and the table says the same (${locale})`, () => {
    assert.equal(view.map.provinces.length, 81);
    for (const { code, count, label, href } of view.map.provinces) {
      const own = clusters.filter(({ data }) => data.provinces?.some((one) => one === code)).length;
      assert.equal(count, own === 0 ? '' : String(own), code);
      assert.equal(
        label,
        t('clusterMap.province', { province: provinceNames[code], count: own }),
        code,
      );
      if (own === 0) assert.equal(href, provinceHref(code, locale));
      else {
        const { search, notices } = chosenAt(href);
        assert.deepEqual(search.chosen, { province: [code] });
        assert.deepEqual(notices, []);
      }
      const row = view.table.rows.find(({ province }) => province.href === href);
      assert.deepEqual(row, {
        province: { label: provinceNames[code], href },
        count: String(own),
      });
    }
    assert.equal(view.table.rows.length, 81);
  });

  test(`a colour stands for the numbers that its legend names (${locale})`, () => {
    const { steps } = view.map.legend;
    for (const { step, count, code } of view.map.provinces) {
      const label = steps.find((one) => one.step === step)?.label ?? '';
      const [from = NaN, to = /^\d+$/.test(label) ? from : Infinity] = (
        label.match(/\d+/g) ?? []
      ).map(Number);
      assert.ok(from <= Number(count) && Number(count) <= to, `${code} ${count}: ${label}`);
    }
    assert.ok(new Set(view.map.provinces.map(({ step }) => step)).size >= 4);
  });

  test(`clusters from abroad and those without a province stand apart, all of them (${locale})`, () => {
    const [abroad, unplaced] = view.apart;
    const foreign = clusters.filter(({ data }) => data.country !== 'TR');
    const counts = abroad?.links.map(({ href, label }) => {
      const { search } = chosenAt(href);
      const [country] = search.chosen.country ?? [];
      const own = foreign.filter(({ data }) => data.country === country).length;
      assert.match(label, new RegExp(`\\(${own}\\)$`));
      return own;
    });
    assert.equal(
      counts?.reduce((sum, count) => sum + count, 0),
      foreign.length,
    );
    const placed = new Set(clusters.filter(({ data }) => data.provinces).map(({ slug }) => slug));
    assert.equal(unplaced?.links.length, clusters.length - foreign.length - placed.size);
    assert.ok(unplaced.links.every(({ href }) => !placed.has(href.split('/').at(-1) ?? '')));
    const [all, home, outside, agglomerations] = view.ways;
    assert.match(all?.label ?? '', new RegExp(`\\(${clusters.length}\\)$`));
    assert.match(home?.label ?? '', new RegExp(`\\(${clusters.length - foreign.length}\\)$`));
    assert.match(outside?.label ?? '', new RegExp(`\\(${foreign.length}\\)$`));
    assert.deepEqual(chosenAt(agglomerations?.href ?? '').search.chosen, {
      agglomeration: ['yes'],
    });
  });
}
