import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFrom, entryNamed, readCorrection } from '#lib/correction';
import { decodePath, targetOf } from '#lib/addresses';
import { csv } from '#lib/csv';
import { editorPageAt, isAddress, safeWay } from '#lib/editors';
import { parseEntry } from '#lib/entry';
import { provinceCalled, provincesNear } from '#lib/gazetteer';
import { render } from '#lib/markdown';
import { parseSearch } from '#lib/search-state';
import { readCurated } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';
import { slugify } from '#lib/turkish/letters';
import { readQuery } from '#lib/turkish/query';
import { readNumber } from '#lib/typed-number';
import { xmlText } from '#lib/xml';

// What a regular expression with two ways to read the same letters would never finish: long runs of what
// its parts have in common, and then something that fits none of them.
const units = [
  ...['a', 'A', ' ', '\t', '\n', '0', '1', '-', '.', ',', ':', '/', '\\', '"', "'", '(', ')'],
  ...['a ', '1.', '1,', '1 ', 'a-', 'a.', '/a', 'a@', '%', '%2', '%25', '#', '*', '_', '`', '>'],
  ...['[', '](', '![', '<', '<a', '<!--', '&', '&#', '- ', '| ', '~~', '\u0301', 'İ', '“', '+'],
];
const ends = ['', '!', '\u0000'];
const long = (length: number) =>
  units.flatMap((unit) => ends.map((end) => unit.repeat(length / unit.length) + end));

const { tr } = analysers(readCurated(process.cwd()), []);

/** What reads texts of strangers, with the longest that it is given. */
const readers: [name: string, length: number, read: (text: string) => unknown][] = [
  [
    'the address of a search',
    16_000,
    (text) => parseSearch(new URLSearchParams({ q: text, sector: text, page: text })),
  ],
  ['the query itself', 200, (text) => readQuery(tr, text)],
  ['a path', 16_000, (text) => [decodePath(text), targetOf(`/${text}`), editorPageAt(`/${text}`)]],
  ['a way on', 16_000, (text) => safeWay(text, 'tr')],
  ['a number', 16_000, readNumber],
  ['a province', 16_000, (text) => [provinceCalled(text), provincesNear(text)]],
  ['an address of e-mail', 16_000, isAddress],
  ['the code of a report', 16_000, (text) => [codeFrom(text), entryNamed(`programme/${text}`)]],
  [
    'a report',
    250_000,
    (text) => readCorrection({ fact: 'title', wrong: text, right: text, source: text }, ['title']),
  ],
  ['a slug', 16_000, slugify],
  ['cells and texts that go out', 16_000, (text) => [csv([[text]]), xmlText(text)]],
  ['a file of content', 5_000, (text) => parseEntry('content/news/x.tr.md', `---\n${text}`)],
  ['a body', 3_000, (text) => render(text).html],
];

for (const [name, length, read] of readers)
  test(`${name} is read to its end, whatever long text it holds`, { timeout: 60_000 }, () => {
    let count = 0;
    for (const text of long(length)) {
      read(text);
      count++;
    }
    assert.equal(count, units.length * ends.length);
  });
