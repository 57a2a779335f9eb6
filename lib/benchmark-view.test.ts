import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { targetOf } from '#lib/addresses';
import { indicators, measureOf, measures } from '#lib/benchmark-catalogue';
import { benchmarkData, benchmarkTable } from '#lib/benchmark-files';
import { groupStatistics, measuredClusters } from '#lib/benchmark-group';
import { parseCatalogue } from '#lib/benchmark-schema';
import { benchmarkState, coverageTable } from '#lib/benchmark-state';
import { valuesOf } from '#lib/benchmark-values';
import { benchmarkView } from '#lib/benchmark-view';
import { catalogueTable, catalogueView } from '#lib/catalogue-view';
import { csv } from '#lib/csv';
import { parseEntry } from '#lib/entry';
import { readLibrary } from '#lib/library';
import { locales, texts } from '#lib/messages';
import { describe } from '#lib/problem';

const library = readLibrary(process.cwd());
const today = '2026-11-22';
const world = (locale: 'tr' | 'en' = 'tr') => ({
  locale,
  today,
  site: 'https://bys.example',
  clusters: library.ofType('cluster', locale),
});
const view = (address: string, locale: 'tr' | 'en' = 'tr') =>
  benchmarkView(new URLSearchParams(address), world(locale));
const t = texts('tr');
const rowOf = (of: ReturnType<typeof view>, code: string) => {
  const found = of.areas.flatMap(({ rows }) => rows).find((row) => row.code === code);
  assert.ok(found, code);
  return found;
};
const thresholdGuide = (locale: 'tr' | 'en') => {
  const guide = library.find('guide', 'kume-olusumu', locale);
  assert.ok(guide, 'kume-olusumu');
  return guide;
};
const dataOf = (slug: string) => {
  const entry = library.find('cluster', slug, 'tr');
  assert.ok(entry, slug);
  return entry.data;
};
const shown = (slug: string, code: string) =>
  valuesOf(dataOf(slug), today)
    .filter(({ measure }) => measure.code === code)
    .map(({ value, at, quality }) => [value, at, quality]);

test('the catalogue has 48 indicators in seven areas and says how sure it is of each', () => {
  assert.equal(indicators.length, 48);
  const confirmed = indicators.filter(({ status }) => status === 'confirmed');
  // What is confirmed names the source, and what no source confirms is held against no threshold.
  for (const { code, sources } of confirmed) assert.notDeepEqual(sources, ['own'], code);
  for (const { measure } of thresholdGuide('tr').data.thresholds ?? [])
    if (measure) assert.equal(measureOf(measure)?.indicator.status, 'confirmed', measure);
});

test('a catalogue that contradicts itself is told with every place', () => {
  const file = JSON.parse(readFileSync('content/benchmark/indicators.json', 'utf8')) as {
    indicators: { area: string; measures: { code: string }[] }[];
  };
  const [first, second] = file.indicators;
  assert.ok(first && second?.measures[0]);
  first.area = 'nowhere';
  second.measures[0].code = 'Y1';
  assert.throws(() => parseCatalogue(file), /Y1: area nowhere; Y2: measure Y1/);
  assert.throws(
    () => parseCatalogue({ ...file, checkedOn: 'dün' }),
    /indicators\.json: checkedOn: /,
  );
});

test('values come out of the fields that a cluster has, newest first', () => {
  assert.deepEqual(shown('ossa', 'Y1'), [
    [225, '2019-05', 'reported'],
    [158, '2016', 'reported'],
  ]);
  assert.deepEqual(shown('pole-vehicule-du-futur', 'Y2a'), [[80, '2017-07-21', 'reported']]);
  assert.deepEqual(shown('pole-vehicule-du-futur', 'Y3a'), [[20, '2017-07-21', 'reported']]);
  assert.deepEqual(shown('ossa', 'Y6a'), [[18, '2026', 'reported']]);
  assert.deepEqual(shown('saha-istanbul', 'Y43'), [['bronze', '2021', 'reported']]);
  assert.deepEqual(shown('medikum', 'B2a'), [
    [3500, '2025', 'estimated'],
    [2000, '2019', 'reported'],
  ]);
  // Without a date only behind those with one.
  assert.deepEqual(shown('techtera', 'Y1').at(-1), [282, undefined, 'reported']);
});

test('a head count is no full-time equivalent, and a rate of support no share of the budget', () => {
  assert.deepEqual(shown('cap-digital', 'Y10a'), []);
  assert.deepEqual(shown('cap-digital', 'Y10b'), [[40, '2022-01-12', 'reported']]);
  for (const { data } of library.ofType('cluster', 'tr'))
    assert.ok(valuesOf(data, today).every(({ measure }) => measure.code !== 'Y22'));
});

test('every figure of a cluster either has a code or stays as its source names it', () => {
  const items = library.ofType('cluster', 'tr').flatMap(({ data }) => data.indicators ?? []);
  assert.equal(items.length, 208);
  assert.equal(items.filter(({ code }) => code !== undefined).length, 40);
  assert.ok(items.every(({ name, unit }) => name !== undefined && unit !== undefined));
});

test('clusters stand side by side with year, quality and source; missing is missing', () => {
  const of = view('cluster=ossa&cluster=aerospace-valley');
  assert.deepEqual(
    of.columns.map(({ letter, detail }) => [letter, detail]),
    [
      ['A', 'Türkiye'],
      ['B', 'Fransa'],
    ],
  );
  const [ossa, valley] = rowOf(of, 'Y1').cells;
  assert.equal(ossa?.values[0]?.value, '225 üye');
  assert.equal(ossa?.values[0]?.note, 'Mayıs 2019, bildirilmiş');
  assert.equal(ossa?.values[1]?.said?.text, 'Üye sayısı (2016 kaydı), üye');
  assert.equal(valley?.values[0]?.value, '854 üye');
  assert.deepEqual(rowOf(of, 'Y38a').cells[1]?.values, []);
  const anchors = of.sources.clusters.flatMap(({ items }) => items.map(({ id }) => `#${id}`));
  const cited = of.areas
    .flatMap(({ rows }) => rows)
    .flatMap(({ cells }) => cells)
    .flatMap(({ values }) => values)
    .flatMap(({ sources }) => sources);
  assert.ok(cited.length > 5 && cited.every(({ href }) => anchors.includes(href)));
  assert.match(of.areas[1]?.missing ?? '', /Y10a/);
});

test('the group has a median and quartiles with n and years, and nobody’s name', () => {
  const row = rowOf(view('cluster=ossa'), 'Y1');
  const own = measuredClusters(library.ofType('cluster', 'tr'), today);
  const { n, quartiles } = groupStatistics(own, 'Y1');
  assert.equal(n, 23);
  assert.ok(quartiles);
  assert.ok(row.group.startsWith('n = 23 (2012-2025); ortanca'), row.group);
  assert.ok(row.chart?.text.includes('OSTİM Savunma ve Havacılık Kümelenmesi: 225 üye.'));
  assert.ok(row.chart?.points.every(({ at }) => at >= 0 && at <= 1));
});

test('under five there is no statistic and no picture, and it is said', () => {
  const of = view('cluster=esac&country=NL');
  assert.ok(of.notices.some((notice) => notice.includes('2 küme')));
  assert.ok(of.areas.flatMap(({ rows }) => rows).every(({ chart }) => chart === undefined));
  assert.ok(rowOf(of, 'Y6a').group.startsWith('n = 1: 5 değerden azıyla'));
  assert.equal(rowOf(of, 'Y1').cells[0]?.values[0]?.value, '31 üye');
});

test('clusters without a founding year are in no age band, and that is told', () => {
  const of = view('age=15&country=TR');
  assert.ok(of.notices.some((notice) => /Kuruluş yılı.*\d+ küme/.test(notice)));
  assert.match(of.group.text, /Ülke: Türkiye; Yaş: 15 yıl ve üstü/);
});

test('five clusters, unknown ones and wrong filters are told, and nothing is lost', () => {
  const of = view(
    'cluster=ossa&cluster=yok-boyle&cluster=esac&cluster=ossa&cluster=arus&cluster=htk&cluster=tssk&sector=uzay&size=50-149',
  );
  assert.equal(of.columns.length, 4);
  assert.equal(of.waiting?.items.length, 1);
  assert.equal(
    of.waiting?.items[0]?.bring.href,
    '/kiyaslama?cluster=tssk&cluster=ossa&cluster=esac&cluster=arus&cluster=htk&size=50-149',
  );
  assert.ok(of.notices.some((notice) => notice.includes('“yok-boyle”')));
  assert.ok(of.notices.some((notice) => notice.includes('“uzay” (Sektör)')));
  assert.ok(of.notices.includes(t('benchmark.tooMany', { count: 5, max: 4 })));
  const chosen = of.clusterSelects.map(
    ({ groups }) =>
      groups.flatMap(({ options }) => options).find(({ selected }) => selected)?.value,
  );
  assert.deepEqual(chosen, ['ossa', 'esac', 'arus', 'htk']);
});

test('no row is in the order of size: the columns stay as they were chosen', () => {
  const order = (address: string) => view(address).columns.map(({ href }) => href);
  assert.deepEqual(
    order('cluster=esac&cluster=saha-istanbul'),
    order('cluster=saha-istanbul&cluster=esac').toReversed(),
  );
});

for (const locale of locales) {
  test(`the table and the data say what the page says (${locale})`, () => {
    const question = new URLSearchParams('cluster=ossa&cluster=hamburg-aviation');
    const rows: string[][] = parse(csv(benchmarkTable(question, world(locale))), { bom: true });
    const missing = texts(locale)('common.notInSource');
    for (const title of ['ossa', 'hamburg-aviation'].map((slug) => dataIn(slug, locale)))
      assert.ok(rows.filter(([, , , , name]) => name === title).length >= measures.length);
    assert.ok(rows.some((row) => row[1] === 'Y10a' && row[5] === missing));
    assert.ok(rows.every((row) => row[5] !== '0'));
    const data = benchmarkData(question, world(locale));
    const members = data.measures.find(({ code }) => code === 'Y1');
    assert.deepEqual(
      members?.values.ossa?.map(({ value }) => value),
      [225, 158],
    );
    assert.deepEqual(members?.values['hamburg-aviation'], []);
    assert.equal(members?.group.n, 23);
  });

  test(`the catalogue shows every measure with its unit, source and certainty (${locale})`, () => {
    const guide = thresholdGuide(locale);
    const page = catalogueView(guide, locale);
    const shownIndicators = page.areas.flatMap((area) => area.indicators);
    assert.equal(shownIndicators.length, indicators.length);
    assert.ok(shownIndicators.every(({ rows }) => rows.every(({ lines }) => lines.length > 0)));
    assert.equal(catalogueTable(guide, locale).length, measures.length + 1);
    assert.ok(catalogueTable(guide, locale).some((row) => row.at(-1)?.startsWith('20 (')));
    for (const { href } of shownIndicators.flatMap(({ rows }) =>
      rows.flatMap(({ lines }) => lines),
    ))
      if (href?.startsWith('/')) assert.equal(targetOf(href)?.kind, 'entry', href);
  });

  test(`the state of the country adds up (${locale})`, () => {
    const state = benchmarkState(world(locale));
    const home = library.ofType('cluster', locale).filter(({ data }) => data.country === 'TR');
    const sumOf = (id: string) =>
      state.tables
        .find((table) => table.id === id)
        ?.rows.reduce((sum, { count }) => sum + Number(count), 0);
    assert.equal(home.length, 68);
    assert.equal(sumOf('founded'), home.filter(({ data }) => data.founded).length);
    assert.equal(sumOf('labels'), home.filter(({ data }) => data.label).length);
    assert.ok(state.tables.every(({ missing }) => missing.length > 0));
    const covered = state.coverage.rows.map(({ code }) => code);
    assert.ok(covered.includes('Y1') && !covered.includes('Y10a'));
    const table = coverageTable(world(locale));
    assert.equal(table.length, measures.length + 1);
    assert.deepEqual(table.find(([code]) => code === 'Y10a')?.slice(2), ['0', '0']);
  });
}

const dataIn = (slug: string, locale: 'tr' | 'en') =>
  library.find('cluster', slug, locale)?.data.title;

const clusterFile = (indicator: string) =>
  [
    '---',
    'title: Deneme',
    'country: TR',
    'sectors: [makine]',
    'indicators:',
    indicator,
    '    sources: [1]',
    'sources:',
    '  - title: Kaynak',
    '---',
    '',
    'Metin.',
  ].join('\n');

for (const [what, indicator, code] of [
  ['an unknown code', '  - code: Y99\n    value: 1', 'not-in-list'],
  ['a share over 100', '  - code: Y2a\n    value: 101', 'too-much'],
  ['a negative count', '  - code: Y1\n    value: -1', 'too-little'],
  ['half a member', '  - code: Y1\n    value: 1.5', 'wrong-kind'],
  ['a number where yes or no is asked', '  - code: Y20\n    value: 1', 'wrong-kind'],
  ['money without a currency', '  - code: Y21\n    value: 5\n    unit: bin', 'indicator-money'],
  ['a count in percent', '  - code: Y1\n    value: 5\n    unit: "%"', 'indicator-not-percent'],
  ['a share in heads', '  - code: Y2a\n    value: 5\n    unit: üye', 'indicator-percent'],
  ['an age by itself', '  - code: Y6a\n    value: 5', 'indicator-computed'],
  ['a figure without a name', '  - value: 5\n    unit: adet', 'missing'],
  ['a figure in words', '  - name: Ad\n    value: beş\n    unit: adet', 'wrong-kind'],
] as const)
  test(`an editor is told of ${what}`, () => {
    const parsed = parseEntry('content/clusters/deneme.tr.md', clusterFile(indicator));
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.problems.map((problem) => problem.code),
      [code],
    );
    for (const locale of locales)
      for (const problem of parsed.problems)
        assert.doesNotMatch(describe(problem, texts(locale)), /[{}]/);
  });

test('a figure of the catalogue needs neither name nor unit of its own', () => {
  const parsed = parseEntry(
    'content/clusters/deneme.tr.md',
    clusterFile('  - code: Y20\n    value: true\n    quality: measured'),
  );
  assert.ok(parsed.ok);
});
