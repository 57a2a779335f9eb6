import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './bootstrap.mjs';

// What the papers say is tested must be tested: the words of a link to a test file are a test's own name.

const textOf = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');

const title =
  /\b(?:test|it|describe)(?:\.\w+)*\(\s*(?:(?<quote>['"])(?<plain>(?:\\.|(?!\k<quote>).)*)\k<quote>|`(?<template>(?:\\.|\$\{(?:[^{}]|\{[^{}]*\})*\}|[^`\\])*)`)/gs;

const known = new Map<string, ReadonlySet<string>>();

/** The names of a file's tests as they are written, blanks of templates included. */
function titlesIn(file: string): ReadonlySet<string> {
  const before = known.get(file);
  if (before) return before;
  assert.ok(fs.existsSync(path.join(root, file)), `${file} is not there`);
  const titles = new Set(
    [...textOf(file).matchAll(title)].map(({ groups = {} }) =>
      groups.plain === undefined
        ? (groups.template ?? '')
        : groups.plain.replace(/\\(['"\\])/g, '$1'),
    ),
  );
  known.set(file, titles);
  return titles;
}

type Named = { name: string; file: string };

const link =
  /\[((?:\[[^\]]*\]|[^\][])+)\]\(\.\.\/((?:lib|e2e|scripts|app)\/[\w./-]+\.(?:test|spec)\.tsx?)\)/g;

const namedIn = (text: string): Named[] =>
  [...text.matchAll(link)].map(([, name = '', file = '']) => ({ name, file }));

const missing = ({ name, file }: Named) => !titlesIn(file).has(name);

/** The rows of every table of a paper, without the heads. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line, index, lines) => line.startsWith('| ') && !/^\| ?-/.test(lines[index + 1] ?? ''))
    .filter((line) => !/^\| ?-/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

test('every clause of hostile input names tests that are there', () => {
  const rows = rowsOf(textOf('docs/hostile-input.md'));
  assert.ok(rows.length >= 23, String(rows.length));
  for (const [clause = '', held = ''] of rows) assert.ok(namedIn(held).length > 0, clause);
  const named = namedIn(textOf('docs/hostile-input.md'));
  assert.deepEqual(named.filter(missing), []);
});

test('every requirement of ASVS has a test that is there, a reason why not, or is said to be missing', () => {
  const text = textOf('docs/asvs.md');
  const rows = rowsOf(text);
  const numbers = rows.flatMap(([numbers = '']) => numbers.split(', '));
  for (const number of numbers) assert.match(number, /^(1?\d)\.\d\.\d{1,2}$/);
  assert.equal(new Set(numbers).size, numbers.length, 'each number once');
  for (let chapter = 1; chapter <= 17; chapter++)
    assert.ok(
      numbers.some((number) => number.startsWith(`${chapter}.`)),
      `V${chapter}`,
    );
  for (const [number = '', level = '', , held = ''] of rows) {
    assert.match(level, /^[12](, 2)?$/, number);
    const isSaid = /^not applicable because \S|(?:^|; )missing: \S/.test(held);
    assert.ok(isSaid || namedIn(held).length > 0, `${number}: ${held}`);
  }
  assert.deepEqual(namedIn(text).filter(missing), []);
});
