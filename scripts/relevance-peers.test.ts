import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './bootstrap.mjs';
import { nothingRunsIn, runningIn, until } from './processes-for-tests';
import { lucene, meilisearch, peers, postgres, sqlite, type PeerDocument } from './relevance-peers';

// PostgreSQL's own user must be able to pass through.
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-peers-'));
fs.chmodSync(scratch, 0o711);
const folder = (name: string) => {
  const made = path.join(scratch, name);
  fs.mkdirSync(made, { recursive: true });
  return made;
};

before(() => {
  process.env.TMPDIR = folder('tmp');
});
after(() => fs.rmSync(scratch, { recursive: true, force: true }));

const leftBehind = () => fs.readdirSync(path.join(scratch, 'tmp'));

const document = (id: string, title: string, text: string, more: Partial<PeerDocument> = {}) =>
  ({ id, type: 'news', locale: 'tr', title, text, ...more }) satisfies PeerDocument;

const filler = 'uzun metin parçası '.repeat(3500);
const documents: PeerDocument[] = [
  document('wind', 'Rüzgâr', 'Bir firma'),
  document('in-title', 'Fuar takvimi', 'Yılın günleri'),
  document('event', 'Fuar açılışı', 'Konya', { type: 'event' }),
  document('english', 'The fair', 'Fuar is Turkish for fair', { locale: 'en' }),
  document('long', 'Uzun', `${filler} "ters \\ eğik" '\t\r\n\0 😀 & <b> zurna fuar`),
  ...Array.from({ length: 10 }, (_, i) => document(`both-${i}`, 'Alfa', 'beta')),
  document('only-alpha', 'Alfa', 'gama'),
  document('only-gamma', 'Delta', 'gama'),
];

for (const { name, open } of peers)
  test(`${name}: answers from its documents, or says how to install it`, async () => {
    const peer = await open(documents);
    if (typeof peer === 'string') {
      assert.match(peer, /\(Debian: apt-get install --no-install-recommends \S.*\)\.$/);
      return;
    }
    try {
      assert.equal(peer.name, name);
      const ask = (query: string, locale: 'tr' | 'en' = 'tr', type: string | null = null) =>
        peer.ask(query, locale, type, 20);
      assert.deepEqual((await ask('fuar')).toSorted(), ['event', 'in-title', 'long']);
      assert.equal((await ask('fuar')).at(-1), 'long', 'a title counts more');
      assert.equal((await peer.ask('fuar', 'tr', null, 2)).length, 2);
      assert.deepEqual(await ask('fuar', 'tr', 'event'), ['event']);
      assert.deepEqual(await ask('fuar', 'en'), ['english']);
      assert.deepEqual(await ask('zurna'), ['long']);
      assert.deepEqual(await ask('eğik'), ['long']);
      for (const nothing of ['', '"', `'\\"); drop table document; --`, '\t\n\0', '😀'.repeat(99)])
        assert.ok(Array.isArray(await ask(nothing)), nothing);
      assert.deepEqual(await ask('q'.repeat(5000)), []);
      assert.deepEqual(await ask('zurna'), ['long'], 'it still answers, in order');
      const forms = await ask('firmalardan');
      const stems = name !== meilisearch.name && name !== sqlite.name;
      assert.deepEqual(forms, stems ? ['wind'] : [], 'stems or not');
    } finally {
      await peer.close();
    }
    await assert.rejects(peer.ask('fuar', 'tr', null, 20));
    assert.deepEqual(leftBehind(), []);
  });

test('PostgreSQL: all words first, any word only where they find next to nothing', async () => {
  const peer = await postgres.open(documents);
  if (typeof peer === 'string') {
    assert.match(peer, / postgresql\)\.$/);
    return;
  }
  try {
    const ask = (query: string) => peer.ask(query, 'tr', null, 20);
    assert.equal((await ask('alfa beta')).length, 10);
    const few = await ask('alfa gama');
    assert.equal(few[0], 'only-alpha');
    assert.equal(few.length, 12);
    assert.ok(few.includes('only-gamma'));
    assert.deepEqual(await ask('alfa -beta'), ['only-alpha']);
    assert.deepEqual(await ask('RÜZGAR'), ['wind'], 'accents and case');
  } finally {
    await peer.close();
  }
});

test('what is not installed is told in a sentence', async () => {
  const empty = folder('empty');
  const client = folder('client');
  folder('client/15/bin');
  for (const installed of [empty, client, path.join(scratch, 'none')]) {
    assert.match(String(await postgres.open(documents, installed)), / postgresql\)\.$/);
    assert.match(String(await lucene.open(documents, installed)), / liblucene8-java\)\.$/);
  }
  const { PATH } = process.env;
  process.env.PATH = empty; // Lucene may be there, but no Java.
  try {
    assert.match(String(await lucene.open(documents)), / liblucene8-java\)\.$/);
  } finally {
    process.env.PATH = PATH;
  }
});

test('a program that fails is an error in its own words, and leaves nothing', async () => {
  const broken = folder('broken');
  folder('broken/15/bin');
  for (const name of ['initdb', 'postgres'])
    fs.symlinkSync('/bin/false', path.join(broken, '15/bin', name));
  await assert.rejects(postgres.open(documents, broken));
  fs.rmSync(path.join(broken, '15/bin/initdb'));
  fs.symlinkSync('/bin/true', path.join(broken, '15/bin/initdb'));
  await assert.rejects(postgres.open(documents, broken));
  assert.deepEqual(leftBehind(), []);
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const)
  test(`no peer outlives a command that ends by ${signal}`, async () => {
    const home = folder(signal);
    const program = `
      import { peers } from ${JSON.stringify(path.join(root, 'scripts/relevance-peers.ts'))};
      process.on('SIGTERM', () => process.exit(1));
      for (const { open } of peers) await open([]);
      console.log('open');
      setInterval(() => {}, 1000);`;
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', program],
      { cwd: home, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: home } },
    );
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    const exit = once(child, 'exit');
    await until(
      () => output.includes('open') || child.exitCode !== null,
      120,
      () => output,
    );
    assert.ok(runningIn(home).length >= 2, 'the command and the engine');
    child.kill(signal);
    await exit;
    await nothingRunsIn(home);
    const folders = fs.readdirSync(home).filter((name) => name.startsWith('bys-'));
    if (signal === 'SIGTERM') assert.deepEqual(folders, []);
  });
