import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activities, activitiesIn, activityOf, findActivities, naceSource } from '#lib/activities';
import { sectors } from '#lib/content-types';
import { readAnalysers } from '#lib/search-words';
import nace from '../content/search/nace.json';

const analysers = readAnalysers(process.cwd(), []);
const found = (asked: string, locale: 'tr' | 'en' = 'tr') =>
  findActivities(asked, locale, analysers[locale]).map(({ code }) => code);

test('the table holds every section and division of NACE Rev. 2, each once, with its source', () => {
  assert.equal(nace.sections.map(({ code }) => code).join(''), 'ABCDEFGHIJKLMNOPQRSTU');
  assert.equal(activities.filter(({ code }) => !code.includes('.')).length, 88);
  assert.equal(new Set(activities.map(({ code }) => code)).size, activities.length);
  assert.match(naceSource.url, /^https:\/\/eur-lex\.europa\.eu\//);
});

test('a group stands under its own division and in its section', () => {
  for (const { code, section } of activities) {
    assert.equal(activityOf(code.slice(0, 2))?.section, section, code);
    assert.ok(
      nace.sections.some((known) => known.code === section),
      code,
    );
  }
});

test('a sector is sure or possible for an activity, never both, and never all of them', () => {
  for (const { code, sectors: sure, perhaps } of activities) {
    assert.deepEqual(
      sure.filter((sector) => perhaps.includes(sector)),
      [],
      code,
    );
    assert.equal([...sure, ...perhaps].includes('tum'), false, code);
  }
});

test('every sector has activities that surely belong to it', () => {
  for (const sector of sectors.codes)
    if (sector !== sectors.all) assert.ok(activitiesIn(sector).length > 0, sector);
});

test('manufacturing is divisions 10 to 33 and nothing else', () => {
  const divisions = activitiesIn('imalat').map(({ code }) => Number(code.slice(0, 2)));
  assert.deepEqual(
    [...new Set(divisions)],
    Array.from({ length: 24 }, (_, index) => index + 10),
  );
});

test('a code is known by its own line or by the one around it', () => {
  assert.equal(activityOf('25.62')?.code, '25.6');
  assert.equal(activityOf('69.20')?.code, '69');
  assert.equal(activityOf('04'), undefined);
  assert.equal(activityOf('25,6'), undefined);
  assert.equal(activityOf(''), undefined);
});

test('words find the activity in any form, case and spelling', () => {
  for (const asked of ['ayakkabı', 'AYAKKABICI', 'ayakkabıları', 'ayakkabi imalati'])
    assert.equal(found(asked)[0], '15.2', asked);
  assert.equal(found('peynir imalatı')[0], '10.5');
  assert.equal(found('mobilya üretiyoruz')[0], '31');
  assert.equal(found('talaşlı imalat CNC')[0], '25.6');
  assert.equal(found('otel')[0], '55.1');
  assert.ok(found('yazılım').includes('62'));
  assert.equal(found('footwear', 'en')[0], '15.2');
  assert.equal(found('restaurant', 'en')[0], '56.1');
});

test('a code finds itself and what is under it', () => {
  assert.deepEqual(found('13'), ['13', '13.1', '13.2', '13.3', '13.9']);
  assert.deepEqual(found('13.92'), ['13.9']);
  assert.deepEqual(found('04'), []);
});

test('words that no line knows find nothing', () => {
  for (const asked of ['', '   ', 'zzzz', 've', '🚀', '"'])
    assert.deepEqual(found(asked), [], asked);
});
