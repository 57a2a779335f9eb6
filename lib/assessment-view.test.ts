import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assessmentView } from '#lib/assessment-view';
import { readTyped } from '#lib/assessment-judging';
import { measures } from '#lib/benchmark-catalogue';
import { benchmarkFile, contributedValue } from '#lib/benchmark-file';
import { groupStatistics, measuredClusters } from '#lib/benchmark-group';
import { computedMeasures } from '#lib/benchmark-item';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';

const shelf = readLibrary(process.cwd());
const today = '2026-11-22';
const guideIn = (locale: 'tr' | 'en') => {
  const guide = shelf.find('guide', 'kume-olusumu', locale);
  assert.ok(guide, 'kume-olusumu');
  return guide;
};
const viewIn = (locale: 'tr' | 'en') =>
  assessmentView({
    locale,
    today,
    clusters: shelf.ofType('cluster', locale),
    guideOf: (slug) => shelf.find('guide', slug, locale),
    thresholds: guideIn(locale),
  });

for (const locale of locales) {
  const view = viewIn(locale);
  const all = view.areas.flatMap((area) => area.measures);

  test(`every measure that can be contributed has its field, under its area (${locale})`, () => {
    assert.deepEqual(
      all.map(({ spec }) => spec.code).sort(),
      measures
        .map(({ code }) => code)
        .filter((code) => !computedMeasures.includes(code))
        .sort(),
    );
    for (const { name, unit, hint, peers } of all) assert.ok(name && unit && hint && peers);
    for (const { help } of view.areas) assert.ok(help && help.steps.length > 0);
  });

  test(`peers are the clusters of the country, and only where there are five (${locale})`, () => {
    const home = shelf.ofType('cluster', locale).filter(({ data }) => data.country === 'TR');
    const peers = measuredClusters(home, today);
    for (const { spec } of all) {
      const { quartiles } = groupStatistics(peers, spec.code);
      assert.deepEqual(
        spec.peers && { q1: spec.peers.q1, q3: spec.peers.q3 },
        quartiles && { q1: quartiles.q1, q3: quartiles.q3 },
        spec.code,
      );
    }
    assert.ok(all.some(({ spec }) => spec.peers));
  });

  test(`every threshold of the readiness test stands under its scheme with its date (${locale})`, () => {
    const thresholds = guideIn(locale).data.thresholds ?? [];
    assert.deepEqual(
      view.readiness.flatMap(({ rules }) => rules.map(({ id }) => id)).sort(),
      thresholds.map(({ id }) => id).sort(),
    );
    assert.ok(view.readiness.some(({ date }) => date.includes('2017')));
    for (const { scheme, date } of view.readiness) assert.ok(scheme && date, scheme);
    const measured = view.readiness.flatMap(({ rules }) => rules).filter(({ measure }) => measure);
    assert.deepEqual(
      measured.map(({ measure, least }) => [measure, least]),
      [
        ['Y1', 15],
        ['Y10a', 0.5],
        ['Y4', 2],
        ['Y8', 20],
        ['Y7', 1],
      ],
    );
    for (const { measure } of measured)
      assert.ok(
        all.some(({ spec }) => spec.code === measure && spec.control === 'number'),
        measure,
      );
  });

  test(`no label is left with a blank that nobody fills (${locale})`, () => {
    for (const [name, text] of Object.entries(view.labels))
      for (const [blank] of text.matchAll(/\{\w+\}/g))
        assert.ok(['{done}', '{total}', '{count}', '{list}'].includes(blank), name);
  });
}

test('what the form takes, the file for editors takes as well', () => {
  const typedFor = (control: string, choices: readonly string[]) =>
    control === 'number' ? '1' : (choices[0] ?? '');
  for (const { spec, fileUnit } of viewIn('tr').areas.flatMap((area) => area.measures)) {
    const read = readTyped(spec, typedFor(spec.control, spec.choices));
    assert.ok(read.kind === 'value', spec.code);
    const checked = contributedValue.safeParse({
      code: spec.code,
      value: read.value,
      unit: spec.isMoney ? 'TRY' : fileUnit,
      year: '2025',
      quality: 'reported',
    });
    assert.ok(checked.success, `${spec.code} ${checked.error?.message ?? ''}`);
  }
  assert.equal(benchmarkFile.shape.format.value, viewIn('tr').format);
});
