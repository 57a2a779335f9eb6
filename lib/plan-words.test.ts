import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readLibrary } from '#lib/library';
import { parsePlanWords, proposer, type Proposal } from '#lib/plan-words';
import { readCurated, readPlanWords } from '#lib/search-words';
import { analysers } from '#lib/turkish/analyser';

const root = process.cwd();
const { words } = readPlanWords(root);
assert.ok(words);
const analyser = analysers(readCurated(root)).tr;
const propose = proposer(words, analyser);

const yaml = (more = '') => `hyphened: [Ar-Ge]
withoutSector: tum
sectors:
  turizm: [turizm]
topics:
  kumelenme: [küme]
  enerji-cevre: [enerji verimliliği]
${more}`;
const told = (text: string) => {
  const parsed = parsePlanWords('words.yaml', text);
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, code, field = '' }) => `${line} ${code} ${field}`.trim());
};

test('words are found in any form, phrases in their order only', () => {
  const parsed = parsePlanWords('words.yaml', yaml());
  assert.ok(parsed.ok);
  const own = proposer(parsed.words, analyser);
  assert.deepEqual(own('Turizmde kümelerin enerji verimliliğini artırmak'), {
    sectors: ['turizm'],
    topics: ['kumelenme', 'enerji-cevre'],
  });
  assert.deepEqual(own('Verimlilik için enerji'), { sectors: [], topics: [] });
  assert.deepEqual(own('Kümeler kurulacaktır'), { sectors: ['tum'], topics: ['kumelenme'] });
});

test('codes that no list has and other mistakes are told with their line', () => {
  assert.deepEqual(told(yaml()), []);
  assert.deepEqual(told(yaml('  bilisim: [bilişim]\n')), ['8 unknown-key topics.bilisim']);
  assert.deepEqual(told(yaml().replace('[turizm]', '[]')), ['4 empty sectors.turizm']);
  assert.deepEqual(told(yaml('more: 1\n')), ['8 unknown-key more']);
  assert.deepEqual(
    told('hyphened: [a\n').map((line) => line.split(' ')[1]),
    ['yaml'],
  );
  assert.ok(told('- a\n').includes('1 missing topics'));
});

test('no file says nothing, and the file in content has no mistake', () => {
  const empty = mkdtempSync(path.join(os.tmpdir(), 'bys-words-'));
  try {
    assert.deepEqual(readPlanWords(empty), { words: undefined, problems: [] });
  } finally {
    rmSync(empty, { recursive: true });
  }
  assert.deepEqual(readPlanWords(root).problems, []);
});

// The words were written by somebody who knew these articles: for others the figures will be lower.
for (const [field, precision, recall] of [
  ['sectors', 0.85, 0.95],
  ['topics', 0.9, 0.95],
] as const)
  test(`what is proposed for the known articles agrees with what editors chose: ${field}`, () => {
    let [proposed, chosen, both] = [0, 0, 0];
    for (const { data } of readLibrary(root).ofType('plan', 'tr')) {
      if (data.text === undefined) continue;
      const own: readonly string[] = data[field] ?? [];
      const found: readonly string[] = (
        propose([...(data.sectionPath ?? []), data.text].join('\n')) satisfies Proposal
      )[field];
      proposed += found.length;
      chosen += own.length;
      both += found.filter((code) => own.includes(code)).length;
    }
    assert.ok(both / proposed >= precision, `precision ${both}/${proposed}`);
    assert.ok(both / chosen >= recall, `recall ${both}/${chosen}`);
  });
