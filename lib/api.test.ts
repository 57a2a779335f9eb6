import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { Validator } from '@seriousme/openapi-schema-validator';
import { accepts, operations, readParameters } from '#lib/api';
import { contentTypes, typeNames } from '#lib/content-types';
import { facets } from '#lib/facets';
import { locales, texts } from '#lib/messages';
import { openApi } from '#lib/openapi';

const read = (query: string) =>
  readParameters(operations.search.parameters, new URLSearchParams(query));

const mistakesIn = (query: string) => {
  const answer = read(query);
  return answer.ok ? [] : answer.errors.map(({ parameter }) => parameter);
};

test('a request without parameters asks for the first page in Turkish', () => {
  assert.deepEqual(read(''), { ok: true, values: { locale: 'tr', page: 1, limit: 20 } });
  assert.deepEqual(read('page=&limit= &locale=&utm_source=x'), read(''));
});

test('parameters may repeat where a choice of several makes sense', () => {
  const answer = read('type=plan&type=news&sector=makine&sector=enerji&page=2&page=3&limit=100');
  assert.ok(answer.ok);
  assert.deepEqual(answer.values, {
    type: ['plan', 'news'],
    sector: ['makine', 'enerji'],
    locale: 'tr',
    page: 2,
    limit: 100,
  });
});

test('a value that cannot be used is named with its parameter', () => {
  for (const page of ['0', '-1', '1.5', '1e2', '0x10', 'x', 'NaN', '９', '9'.repeat(400)])
    assert.deepEqual(mistakesIn(`page=${page}`), ['page'], page);
  assert.deepEqual(mistakesIn('limit=101'), ['limit']);
  assert.deepEqual(mistakesIn('locale=fr&type=x&sector=makine&sector=y&year=26&sort=best').sort(), [
    'locale',
    'sector',
    'sort',
    'type',
    'year',
  ]);
});

test('a mistake is explained in the language asked for', () => {
  for (const locale of locales) {
    const answer = read(`locale=${locale}&limit=500&sort=best`);
    assert.ok(!answer.ok);
    assert.deepEqual(answer.errors, [
      {
        parameter: 'limit',
        detail: texts(locale)('api.expected.integer', { value: '500', min: 1, max: 100 }),
      },
      {
        parameter: 'sort',
        detail: texts(locale)('api.expected.one-of', {
          value: 'best',
          list: 'relevance, newest, closing, title',
        }),
      },
    ]);
  }
});

test('a hundred values in one parameter are read like one', () => {
  const many = Array.from({ length: 100 }, () => 'sector=makine').join('&');
  assert.ok(read(many).ok);
  assert.equal(mistakesIn(many.replaceAll('makine', 'nope')).length, 100);
});

test('an Accept header is taken as RFC 9110 says', () => {
  const json = ['application/json'];
  for (const header of [
    null,
    '',
    '*/*',
    'application/*',
    'application/json',
    'APPLICATION/JSON; charset=utf-8',
    'text/html, application/xhtml+xml, */*;q=0.8',
    'application/xml, application/json;q=0.1',
  ])
    assert.ok(accepts(header, json), String(header));
  for (const header of [
    'application/xml',
    'text/*',
    'application/json;q=0',
    'application/json;q=0.0, */*',
    'image/png, text/csv',
    'nonsense',
  ])
    assert.ok(!accepts(header, json), header);
});

for (const locale of locales)
  test(`the description is valid OpenAPI 3.1 (${locale})`, async () => {
    const validator = new Validator();
    const document = JSON.parse(JSON.stringify(openApi('https://bys.example', locale)));
    const result = await validator.validate(document);
    assert.deepEqual(result.errors ?? [], []);
    assert.ok(result.valid);
    assert.equal(validator.version, '3.1');
    assert.ok(validator.resolveRefs() !== undefined);
  });

test('a second copy of the schemas in the same process does not break the document', () => {
  const before = openApi('https://bys.example', 'tr');
  // As the server's bundles do it: the same names, registered again.
  for (const id of ['entryRecord', 'hit', 'problem']) z.object({}).meta({ id });
  assert.deepEqual(openApi('https://bys.example', 'tr'), before);
});

test('the description names every filter, every type, every field', () => {
  const document = openApi('https://bys.example', 'tr');
  const written = JSON.stringify(document.paths['/search']);
  for (const { key } of facets) assert.ok(written.includes(`"name":"${key}"`), key);
  for (const type of typeNames) {
    const schema = document.components.schemas[`${type}Record`];
    assert.deepEqual(
      Object.keys(
        (schema as { properties: { data: { properties: Record<string, unknown> } } }).properties
          .data.properties,
      ),
      Object.keys(contentTypes[type].fields),
    );
  }
});
