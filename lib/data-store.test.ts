import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { dataStore } from '#lib/data-store';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-store-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const store = dataStore(folder);
const counter = z.number();
const more = (held: number) => [held + 1, held] as const;

test('what was kept is read again, and nothing kept is the fallback', async () => {
  assert.deepEqual(store.read('kept', counter, 7), { kind: 'value', value: 7 });
  assert.deepEqual(await store.update('kept', counter, 7, more), { kind: 'value', value: 7 });
  assert.deepEqual(store.read('kept', counter, 0), { kind: 'value', value: 8 });
});

test('files and folder are for this user alone', async () => {
  await store.update('inner/private', counter, 0, more);
  const mode = (file: string) => fs.statSync(path.join(folder, file)).mode & 0o777;
  assert.equal(mode('inner'), 0o700);
  assert.equal(mode('inner/private.json'), 0o600);
});

test('what is answered unchanged is not written', async () => {
  assert.deepEqual(await store.update('untouched', counter, 1, (held) => [held, 'seen']), {
    kind: 'value',
    value: 'seen',
  });
  assert.equal(fs.existsSync(path.join(folder, 'untouched.json')), false);
});

test('of many changes at once none is lost', async () => {
  await Promise.all(Array.from({ length: 50 }, () => store.update('busy', counter, 0, more)));
  assert.deepEqual(store.read('busy', counter, 0), { kind: 'value', value: 50 });
});

test('of changes by several processes none is lost', async () => {
  const work = `
    import { z } from 'zod';
    import { dataStore } from '#lib/data-store';
    const store = dataStore(${JSON.stringify(folder)});
    for (let i = 0; i < 40; i++) {
      const done = await store.update('shared', z.number(), 0, (held) => [held + 1, held]);
      if (done.kind !== 'value') process.exit(1);
      await store.append('shared', i);
    }`;
  const codes = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', work]);
      const [code] = await once(child, 'exit');
      return code as number;
    }),
  );
  assert.deepEqual(codes, [0, 0, 0]);
  assert.deepEqual(store.read('shared', counter, 0), { kind: 'value', value: 120 });
  const lines = store.readLines('shared', counter);
  assert.equal(lines.kind === 'value' && lines.value.length, 120);
});

test('a lock left by a killed process is taken away', async () => {
  const lock = path.join(folder, 'left.json.lock');
  fs.writeFileSync(lock, '');
  fs.utimesSync(lock, new Date(0), new Date(0));
  assert.deepEqual(await store.update('left', counter, 3, more), { kind: 'value', value: 3 });
  assert.equal(fs.existsSync(lock), false);
});

test('a lock that another process holds is told, and nothing is written', async () => {
  fs.writeFileSync(path.join(folder, 'held.json.lock'), '');
  assert.deepEqual(await store.update('held', counter, 3, more), {
    kind: 'unavailable',
    cause: 'busy',
  });
  assert.equal(fs.existsSync(path.join(folder, 'held.json')), false);
});

test('a broken file is told and never overwritten', async () => {
  const broken = { kind: 'unavailable', cause: 'broken' };
  for (const text of ['{"a":', '"a word"', '']) {
    const file = path.join(folder, 'broken.json');
    fs.writeFileSync(file, text);
    assert.deepEqual(store.read('broken', counter, 0), broken);
    assert.deepEqual(await store.update('broken', counter, 0, more), broken);
    assert.equal(fs.readFileSync(file, 'utf8'), text);
  }
});

test('a full disk is told, and what was kept stays', async () => {
  await store.update('full', counter, 1, more);
  // Writing to this device fails as writing to a full disk does.
  fs.symlinkSync('/dev/full', path.join(folder, 'full.json.new'));
  fs.symlinkSync('/dev/full', path.join(folder, 'full.jsonl'));
  const full = { kind: 'unavailable', cause: 'disk-full' };
  assert.deepEqual(await store.update('full', counter, 1, more), full);
  assert.deepEqual(store.read('full', counter, 0), { kind: 'value', value: 2 });
  assert.deepEqual(await store.append('full', 1), full);
  fs.rmSync(path.join(folder, 'full.json.new'));
  assert.deepEqual(await store.update('full', counter, 1, more), { kind: 'value', value: 2 });
});

test('a folder that cannot be is told', async () => {
  const file = path.join(folder, 'a-file');
  fs.writeFileSync(file, '');
  const nowhere = dataStore(file);
  const closed = { kind: 'unavailable', cause: 'not-writable' };
  assert.deepEqual(nowhere.read('x', counter, 0), closed);
  assert.deepEqual(await nowhere.append('x', 1), closed);
  assert.deepEqual(await dataStore(path.join(file, 'b')).append('x', 1), closed);
});

test('lines keep their order; a torn one is left out and spoils none', async () => {
  const said = z.object({ said: z.string() });
  await store.append('lines', { said: 'bir\niki' });
  fs.appendFileSync(path.join(folder, 'lines.jsonl'), '{"said":"torn');
  await store.append('lines', { said: 'üç' });
  assert.deepEqual(store.readLines('lines', said), {
    kind: 'value',
    value: [{ said: 'bir\niki' }, { said: 'üç' }],
  });
  assert.deepEqual(store.readLines('nothing', said), { kind: 'value', value: [] });
});

test('a folder of values can be looked through and cleared', async () => {
  await store.update('notes/a', counter, 0, more);
  await store.update('notes/b', counter, 0, more);
  assert.deepEqual(
    store.list('notes').map(({ name, bytes }) => [name, bytes]),
    [
      ['notes/a', 2],
      ['notes/b', 2],
    ],
  );
  store.remove('notes/a');
  store.remove('notes/a');
  assert.deepEqual(
    store.list('notes').map(({ name }) => name),
    ['notes/b'],
  );
  assert.deepEqual(store.list('nowhere'), []);
});

test('a name that would leave the folder throws', () => {
  for (const name of ['../a', 'a/b/c', '/etc/passwd', 'A', '', 'a.json'])
    assert.throws(() => store.read(name, counter, 0), /no name/);
});
