import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parseEntry } from '#lib/entry';
import { importBenchmark } from './import-benchmark';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-benchmark-'));
after(() => fs.rmSync(folder, { recursive: true }));

const today = '2026-11-22';
let count = 0;

/** A copy of the clusters as they are, so that the real files are imported into. */
function fresh() {
  const content = path.join(folder, `${(count += 1)}`);
  fs.cpSync('content/clusters', path.join(content, 'clusters'), { recursive: true });
  return content;
}

const clusterIn = (content: string, slug = 'ossa') =>
  path.join(content, 'clusters', `${slug}.tr.md`);
const textOf = (file: string) => fs.readFileSync(file, 'utf8');

const contribution = {
  format: 'bys-benchmark-1',
  cluster: 'ossa',
  contributor: { role: 'Küme koordinatörü' },
  date: '2026-11-20',
  source: { title: 'Küme öz değerlendirmesi', publisher: 'OSSA', date: '2026-11' },
  values: [
    { code: 'Y10a', value: 3.5, unit: 'fte', year: '2025', quality: 'measured' },
    { code: 'Y10a', value: 3, unit: 'fte', year: '2024', quality: 'measured' },
    { code: 'Y21', value: 4_500_000, unit: 'TRY', year: '2025', quality: 'reported' },
    { code: 'Y15a', value: true, unit: 'yesNo', year: '2025', quality: 'measured' },
  ],
};
type Contribution = Record<string, unknown>;
const withValue = (value: Contribution): Contribution => ({
  ...contribution,
  values: [{ ...contribution.values[0], ...value }],
});

function run(content: string, given: Contribution | string, ...args: string[]) {
  const file = path.join(folder, `given-${(count += 1)}.json`);
  fs.writeFileSync(file, typeof given === 'string' ? given : JSON.stringify(given, null, 2));
  const said: string[] = [];
  const code = importBenchmark(
    [file, '--content', content, '--lang', 'en', ...args],
    (line) => said.push(line.replace(file, 'FILE')),
    today,
  );
  return { code, said };
}

test('values go behind those that are there, and every other byte stays', () => {
  const content = fresh();
  const before = textOf(clusterIn(content));
  assert.equal(run(content, contribution).code, 0);
  const after = textOf(clusterIn(content));
  const kept = before.split('\n');
  const lines = after.split('\n');
  const added = lines.filter((line) => {
    if (line !== kept[0]) return true;
    kept.shift();
    return false;
  });
  assert.deepEqual(kept, []);
  // Eight lines a value, the currency of one, and the source.
  assert.equal(added.length, 4 * 8 + 1 + 3);
  const parsed = parseEntry('content/clusters/ossa.tr.md', after);
  assert.ok(parsed.ok);
  const data = parsed.file.data as {
    indicators: Contribution[];
    sources: Contribution[];
  };
  assert.deepEqual(data.indicators.at(-4), {
    code: 'Y10a',
    value: 3.5,
    year: '2025',
    quality: 'measured',
    sources: [data.sources.length],
    by: 'Küme koordinatörü',
    on: '2026-11-20',
  });
  assert.equal(data.indicators.at(-2)?.unit, 'TRY');
  assert.equal(data.indicators.at(-1)?.value, true);
  assert.deepEqual(data.sources.at(-1), contribution.source);
});

test('a second run changes nothing, and says so', () => {
  const content = fresh();
  run(content, contribution);
  const once = textOf(clusterIn(content));
  const { code, said } = run(content, contribution);
  assert.equal(code, 0);
  assert.equal(said.at(-1), 'There was nothing to write.');
  assert.equal(textOf(clusterIn(content)), once);
});

test('a trial tells what would come and writes nothing', () => {
  const content = fresh();
  const before = textOf(clusterIn(content));
  const { code, said } = run(content, contribution, '--dry-run');
  assert.equal(code, 0);
  assert.ok(
    said.some((line) => line.includes('Y21 Budget of the management: 4,500,000 TL (2025)')),
  );
  assert.equal(said.at(-1), 'Trial: nothing was written.');
  assert.equal(textOf(clusterIn(content)), before);
});

test('a cluster without figures gets its first ones where they belong', () => {
  const content = fresh();
  assert.equal(run(content, { ...contribution, cluster: 'sebit-izmir' }).code, 0);
  const parsed = parseEntry(
    'content/clusters/sebit-izmir.tr.md',
    textOf(clusterIn(content, 'sebit-izmir')),
  );
  assert.ok(parsed.ok);
  assert.equal((parsed.file.data.indicators as unknown[]).length, 4);
});

test('a value of the entry is left out, one that contradicts it is for an editor', () => {
  const content = fresh();
  const before = textOf(clusterIn(content));
  const members = (value: number) =>
    withValue({ code: 'Y1', value, unit: 'member', year: '2019-05' });
  assert.match(run(content, members(225)).said[0] ?? '', /0 new values, 1 already there/);
  const { code, said } = run(content, members(230));
  assert.equal(code, 1);
  assert.match(said[0] ?? '', /^FILE:14: .*225 members.*230 members/);
  assert.equal(textOf(clusterIn(content)), before);
});

for (const [what, given, sentence] of [
  ['an unknown code', withValue({ code: 'Y99' }), /^FILE:15: .*“Y99”/],
  ['a code mistyped', withValue({ code: 'Y10' }), /Y1/],
  ['a wrong unit', withValue({ unit: 'person' }), /^FILE:17: The unit of Y10a is fte/],
  ['a wrong currency', withValue({ code: 'Y21', unit: 'DM' }), /TRY, USD, EUR/],
  [
    'a negative count',
    withValue({ code: 'Y1', value: -3, unit: 'member' }),
    /^FILE:16: .*at least 0/,
  ],
  [
    'a share over 100',
    withValue({ code: 'Y2a', value: 101, unit: 'percent' }),
    /^FILE:16: .*at most 100/,
  ],
  ['a year to come', withValue({ year: '2027' }), /^FILE:18: 2027 in “values.0.year” lies in the/],
  ['a month to come', withValue({ year: '2026-12' }), /2026-12/],
  ['a day that is none', withValue({ year: '2025-02-30' }), /2025-02-30/],
  ['a day to come', { ...contribution, date: '2026-11-23' }, /^FILE:7: 2026-11-23/],
  ['a computed measure', withValue({ code: 'Y6a', unit: 'year' }), /founding year/],
  ['an unknown quality', withValue({ quality: 'guessed' }), /“guessed”/],
  ['a field of its own', withValue({ name: 'Ekip' }), /“name”/],
  ['no values', { ...contribution, values: [] }, /“values” is empty/],
  [
    'HTML in a name',
    { ...contribution, source: { title: 'Rapor <script>alert(1)</script>' } },
    /^FILE:9: There is HTML in “source.title”/,
  ],
  [
    'HTML in a role',
    { ...contribution, contributor: { role: '<b>Müdür</b>' } },
    /“contributor.role”/,
  ],
  [
    'an address that is none',
    { ...contribution, source: { title: 'Rapor', url: 'javascript:alert(1)' } },
    /“source.url”/,
  ],
  [
    'the same twice',
    { ...contribution, values: [contribution.values[0], contribution.values[0]] },
    /twice/,
  ],
  ['another format', { ...contribution, format: 'bys-benchmark-9' }, /bys-benchmark-1/],
  ['a cluster that is not there', { ...contribution, cluster: 'osa' }, /Did you mean ossa/],
  ['a way out of the folder', { ...contribution, cluster: '../news/x' }, /“cluster”/],
  ['no JSON', '{ "format": "bys-benchmark-1",', /could not be read as JSON/],
  ['a list', '[]', /one cluster, and not a list/],
  ['nothing', '', /could not be read as JSON/],
  ['10 MB', `{"format":"${'x'.repeat(10_000_000)}"}`, /larger than 256 kB/],
] as const)
  test(`${what} is told, and nothing is written`, () => {
    const content = fresh();
    const before = textOf(clusterIn(content));
    const { code, said } = run(content, given);
    assert.equal(code, 1);
    assert.match(said[0] ?? '', sentence);
    assert.ok(said.every((line) => line.length < 400 && !/\{\w+\}/.test(line)));
    assert.equal(textOf(clusterIn(content)), before);
  });

test('all mistakes of a file are told at once', () => {
  const { said } = run(
    fresh(),
    withValue({ code: 'Y2a', value: 120, unit: 'member', year: '2030' }),
  );
  assert.equal(said.length, 4);
  assert.match(said.at(-1) ?? '', /3 problems; nothing was written/);
});

test('how to use it is said where no file, two files or an unknown option is given', () => {
  for (const args of [[], ['a.json', 'b.json'], ['--frob']]) {
    const said: string[] = [];
    assert.equal(
      importBenchmark(args, (line) => said.push(line), today),
      1,
    );
    assert.match(said[0] ?? '', /npm run benchmark:import/);
  }
});

test('without --content the values go to the content that the portal reads', () => {
  const content = path.join(fresh(), 'content');
  fs.cpSync('content/clusters', path.join(content, 'clusters'), { recursive: true });
  const file = path.join(folder, 'given.json');
  fs.writeFileSync(file, JSON.stringify(contribution));
  const before = textOf(clusterIn(content));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/import-benchmark.ts', file],
    { encoding: 'utf8', env: { ...process.env, CONTENT_ROOT: path.dirname(content) } },
  );
  assert.equal(status, 0, stdout + stderr);
  assert.notEqual(textOf(clusterIn(content)), before);
});
