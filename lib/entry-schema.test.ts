import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { placeOf } from '#lib/entry';
import {
  entrySchema,
  entrySchemas,
  fieldList,
  schemaFolder,
  schemaName,
  withFieldList,
} from '#lib/entry-schema';
import { readFrontMatter } from '#lib/front-matter';

const ajv = new Ajv({ strict: false, allErrors: true });
const checks = new Map(
  Object.entries(entrySchemas('tr')).map(([name, schema]) => [name, ajv.compile(schema)]),
);
const faultsOf = (name: string, values: unknown): string[] => {
  const check = checks.get(name);
  assert.ok(check, name);
  return check(values)
    ? []
    : (check.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};

test('the files of schemas are those of the content types', () => {
  const schemas = entrySchemas('tr');
  assert.deepEqual(readdirSync(schemaFolder).sort(), Object.keys(schemas).sort());
  for (const [name, schema] of Object.entries(schemas))
    assert.deepEqual(
      JSON.parse(readFileSync(path.join(schemaFolder, name), 'utf8')),
      JSON.parse(JSON.stringify(schema)),
      'npm run content:schemas',
    );
});

test('the list of fields in docs/content.md is that of the form', () => {
  const text = readFileSync('docs/content.md', 'utf8');
  assert.equal(withFieldList(text, fieldList('tr')), text, 'npm run content:schemas');
  for (const field of ['`upperLimit` **Üst sınır**', '`reason.tr` **Türkçe**', '`templates`'])
    assert.ok(text.includes(field), field);
});

test('every file of content/ is as its schema says, with dates as texts', () => {
  const files = readdirSync('content', { recursive: true, encoding: 'utf8' })
    .map((file) => path.join('content', file))
    .filter((file) => placeOf(file));
  assert.ok(files.length > 700);
  for (const file of files) {
    const place = placeOf(file);
    const read = readFrontMatter(readFileSync(file, 'utf8'));
    assert.ok(place && read.ok);
    assert.deepEqual(faultsOf(schemaName(place.type, place.locale), read.values), [], file);
  }
});

test('a schema finds what a person mistypes', () => {
  const news = { title: 'A', date: '2026-03-01', sources: [{ title: 'K' }] };
  const told = (more: object) => faultsOf('news.tr.json', { ...news, ...more });
  assert.deepEqual(told({}), []);
  assert.deepEqual(told({ date: 2026 }), []);
  assert.deepEqual(told({ date: '1 Mart 2026' }), ['/date pattern']);
  assert.deepEqual(told({ tarih: 'x' }), [' additionalProperties']);
  assert.deepEqual(told({ sectors: ['makina'] }), ['/sectors/0 enum']);
  assert.deepEqual(told({ clusters: [{ to: 'A B', basis: 'source' }] }), [
    '/clusters/0/to pattern',
  ]);
  assert.deepEqual(faultsOf('news.tr.json', { title: 'A' }).sort(), [' required', ' required']);
  assert.deepEqual(faultsOf('news.en.json', { title: 'A', date: '2026' }), [
    ' additionalProperties',
  ]);
  assert.deepEqual(
    faultsOf('plan.tr.json', {
      title: 'A',
      plan: 12,
      number: 309.5,
      mentionsCluster: false,
      sources: news.sources,
    }),
    [],
  );
  const limit = { value: '10.50', currency: 'TRY', sources: [1], asOf: 'unknown' };
  assert.deepEqual(
    faultsOf('term.tr.json', { title: 'A', moneyLimit: limit, sources: news.sources }),
    [],
  );
});

test('a schema says what the form says', () => {
  const { properties } = entrySchema('programme', 'tr', 'en');
  const limit = properties?.upperLimit;
  assert.ok(typeof limit === 'object');
  assert.match(limit.description ?? '', /The most that one applicant can get/);
  const value = limit.properties?.value;
  assert.ok(typeof value === 'object');
  assert.equal(value.title, 'Amount');
});
