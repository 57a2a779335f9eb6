import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { contentTypes, fieldsOf } from '#lib/content-types';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import { dataFiles, dataTypes } from '#lib/open-data';
import type { Locale } from '#lib/field';

const shelf = readLibrary(process.cwd());
const today = '2026-11-22';
const filesOf = (locale: Locale) =>
  dataFiles({
    site: 'https://bys.example',
    locale,
    today,
    changedAt: shelf.changedAt,
    titleOf: (type, slug) => shelf.titleOf(type, slug, locale),
    entriesOf: (type) => shelf.ofType(type, locale),
    uuidOf: (name) =>
      createHash('sha256')
        .update(name)
        .digest('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-8$4-$5'),
  });
const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

for (const locale of locales) {
  const files = filesOf(locale);
  const named = new Map(files.map((file) => [file.name, file]));

  test(`every line is valid by the schema beside it (${locale})`, () => {
    const ajv = addFormats.default(new Ajv2020({ strict: false }));
    for (const { name, schema, text } of files.filter((file) => file.name.endsWith('.jsonl'))) {
      const validate = ajv.compile(JSON.parse(named.get(schema ?? '')?.text ?? ''));
      const lines = linesOf(text);
      assert.ok(lines.length > 0, name);
      for (const line of lines)
        assert.ok(validate(line), `${name}: ${JSON.stringify(validate.errors?.[0])}`);
    }
  });

  test(`table and lines hold the same entries and fields (${locale})`, () => {
    for (const type of dataTypes) {
      const { folder } = contentTypes[type];
      const of = (ending: string) => named.get(`${folder}${ending}`)?.text ?? '';
      const [heading = [], ...rows] = parse(of('.csv'), { bom: true }) as string[][];
      const lines = linesOf(of('.jsonl'));
      assert.equal(lines.length, shelf.ofType(type, locale).length);
      assert.deepEqual(
        rows.map((row) => row[heading.indexOf('slug')]),
        lines.map(({ slug }) => slug),
      );
      for (const name of Object.keys(fieldsOf(type))) assert.ok(heading.includes(name), name);
    }
  });
}

test('a programme as an opportunity says no more than we know', () => {
  const text = filesOf('tr').find(({ name }) => name === 'programmes.commongrants.jsonl')?.text;
  const opportunities = linesOf(text ?? '');
  const programmes = shelf.ofType('programme', 'tr');
  assert.equal(opportunities.length, programmes.length);
  assert.equal(new Set(opportunities.map(({ id }) => id)).size, programmes.length);
  for (const [index, { data }] of programmes.entries()) {
    const one = opportunities[index] as {
      status: { value: string };
      funding?: { maxAwardAmount?: { amount: string; currency: string } };
      keyDates: { closeDate?: { date: string } };
    };
    const limit = one.funding?.maxAwardAmount;
    assert.equal(limit && Number(limit.amount), data.upperLimit?.value);
    assert.equal(limit?.currency, data.upperLimit?.currency);
    assert.equal(one.keyDates.closeDate?.date, data.closes);
    if (data.closes && data.closes < today) assert.equal(one.status.value, 'closed');
  }
});
