import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { dataStore } from '#lib/data-store';
import { editorAccounts } from '#lib/editor-accounts';
import { editorCommand } from './editor';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-editor-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const first = ['on', '--name', 'Ayşe Yılmaz', '--email', 'ayse@example.org', '--lang', 'tr'];
const good = 'tekne merdiven bulut 41';

function fresh() {
  const accounts = editorAccounts(dataStore(fs.mkdtempSync(path.join(folder, 'portal-'))));
  const run = async (args: readonly string[], ...typed: readonly string[]) => {
    const said: string[] = [];
    const left = [...typed];
    const ask = () => Promise.resolve(left.shift() ?? '');
    const code = await editorCommand(args, (line) => said.push(line), ask, accounts);
    return { code, said: said.join('\n') };
  };
  return { accounts, run };
}

test('the first account is a manager whose typed password opens it', async () => {
  const { accounts, run } = fresh();
  const { code, said } = await run(first, good, good);
  assert.equal(code, 0);
  assert.match(said, /^Yönetici hesabı açıldı: Ayşe Yılmaz <ayse@example\.org>\nEditör açık: /);
  assert.ok(!said.includes(good));
  assert.ok(accounts.isOn());
  const signedIn = await accounts.signIn('ayse@example.org', good);
  assert.equal(signedIn.kind === 'signed-in' && signedIn.person.role, 'manager');
});

test('who types no password gets one, shown once', async () => {
  const { accounts, run } = fresh();
  const { said } = await run(first, '');
  const password = /Parola \(bir daha gösterilmez\): (\S{20})/.exec(said)?.[1] ?? assert.fail(said);
  assert.equal((await accounts.signIn('ayse@example.org', password)).kind, 'signed-in');
});

test('what cannot be is told, and nothing is made or switched on', async () => {
  const { accounts, run } = fresh();
  const faults: readonly (readonly [RegExp, readonly string[], ...string[]])[] = [
    [/^Henüz hesap yok.*\nKullanım: /, ['on', '--lang', 'tr']],
    [/^Kullanım: /, ['--lang', 'tr']],
    [/^Kullanım: /, ['aç', '--lang', 'tr']],
    [/^(Kullanım|Usage): /, ['on', '--unknown']],
    [/^“x” bir e-posta adresi değil/, ['on', '--name', 'A', '--email', 'x', '--lang', 'tr']],
    [/^Ad boş olamaz/, ['on', '--name', ' ', '--email', 'a@example.org', '--lang', 'tr']],
    [/^İki parola aynı değil/, first, good, `${good}!`],
    [/^Parola en az 12 karakter/, first, 'kısa', 'kısa'],
    [/^Bu parola çok bilinen/, first, 'parola123456', 'parola123456'],
  ];
  for (const [said, args, ...typed] of faults) {
    const result = await run(args, ...typed);
    assert.equal(result.code, 1);
    assert.match(result.said, said);
  }
  assert.equal(accounts.isOn(), false);
  assert.deepEqual(accounts.accounts(), { kind: 'value', value: [] });
});

test('for an account that is there a link for a new password is printed', async () => {
  const { accounts, run } = fresh();
  await run(first, good, good);
  const { code, said } = await run(['on', '--email', 'AYSE@example.org', '--lang', 'tr']);
  assert.equal(code, 0);
  const token = /davet\?kod=([\w-]{43})$/m.exec(said)?.[1] ?? assert.fail(said);
  assert.equal(accounts.invitedBy(token)?.email, 'ayse@example.org');
});

test('off keeps the accounts, and on needs nothing more then', async () => {
  const { accounts, run } = fresh();
  await run(first, good, good);
  assert.match((await run(['off', '--lang', 'tr'])).said, /^Editör kapatıldı\. Hesaplar duruyor/);
  assert.equal(accounts.isOn(), false);
  assert.equal((await run(['on', '--lang', 'tr'])).code, 0);
  assert.ok(accounts.isOn());
  assert.equal(accounts.activeCount(), 1);
});

test('a data folder that cannot be written is told', async () => {
  const file = path.join(folder, 'a-file');
  fs.writeFileSync(file, '');
  const said: string[] = [];
  const accounts = editorAccounts(dataStore(file));
  assert.equal(await editorCommand(first, (line) => said.push(line), undefined, accounts), 1);
  assert.match(said.join('\n'), /^Veri klasörüne yazılamadı \(not-writable\)/);
});
