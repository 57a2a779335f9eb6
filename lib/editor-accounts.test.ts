import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { dataStore } from '#lib/data-store';
import { csrfOf, editorAccounts, isCsrf } from '#lib/editor-accounts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-accounts-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

const password = 'tekne merdiven bulut 41';
const minute = 60_000;
const hour = 60 * minute;

/** A portal's accounts with a clock that stands until it is moved, and their first manager. */
async function portal() {
  const root = fs.mkdtempSync(path.join(folder, 'portal-'));
  const time = { now: Date.parse('2026-11-22T09:00:00Z') };
  const accounts = editorAccounts(dataStore(root), () => new Date(time.now));
  const made = await accounts.makeManager({ name: 'Ayşe', email: 'ayse@example.org', password });
  assert.deepEqual(made, { kind: 'changed' });
  const signIn = async (email = 'ayse@example.org', word = password, former?: string) => {
    const result = await accounts.signIn(email, word, former);
    return result.kind === 'signed-in' ? result : assert.fail(result.kind);
  };
  const invite = async (role: 'author' | 'reviewer' | 'publisher' | 'manager', email: string) => {
    const invited = await accounts.invite({ name: 'Deniz', email, role });
    return invited.kind === 'invited' ? invited : assert.fail(invited.kind);
  };
  const join = async (role: Parameters<typeof invite>[0], email: string) => {
    const joined = await accounts.join((await invite(role, email)).token, password);
    return joined.kind === 'signed-in' ? joined : assert.fail(joined.kind);
  };
  const trail = () => {
    const read = accounts.trail();
    return read.kind === 'value' ? read.value : assert.fail(read.cause);
  };
  return { root, time, accounts, signIn, invite, join, trail };
}

test('a password and its address in any case open the account', async () => {
  const { accounts, signIn } = await portal();
  const { id, person } = await signIn(' AYSE@Example.org ');
  assert.equal(person.role, 'manager');
  assert.deepEqual(await accounts.personAt(id), person);
});

test('a wrong password and an unknown address are refused alike', async () => {
  const { accounts } = await portal();
  assert.deepEqual(await accounts.signIn('ayse@example.org', 'x'), { kind: 'refused' });
  assert.deepEqual(await accounts.signIn('nobody@example.org', password), { kind: 'refused' });
});

test('lock-out: from the fifth failure on the wait doubles, for unknown addresses too', async () => {
  for (const email of ['ayse@example.org', 'nobody@example.org']) {
    const { accounts, time } = await portal();
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      const result = await accounts.signIn(email, 'wrong');
      if (result.kind !== 'wait') assert.deepEqual(result, { kind: 'refused' });
      const wait = result.kind === 'wait' ? result.wait : 0;
      waits.push(wait / 1000);
      time.now += wait;
    }
    assert.deepEqual(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  }
});

test('lock-out: while it lasts the right password is refused too, and afterwards it opens', async () => {
  const { accounts, time, signIn } = await portal();
  for (let tries = 0; tries < 5; tries++) await accounts.signIn('ayse@example.org', 'wrong');
  assert.deepEqual(await accounts.signIn('ayse@example.org', password), {
    kind: 'wait',
    wait: 30_000,
  });
  time.now += 30_000;
  await signIn();
  assert.deepEqual(await accounts.signIn('ayse@example.org', 'wrong'), { kind: 'refused' });
});

test('lock-out: guesses sent at the same moment are counted one by one', async () => {
  const { accounts } = await portal();
  const results = await Promise.all(
    Array.from({ length: 20 }, () => accounts.signIn('ayse@example.org', 'wrong')),
  );
  assert.equal(results.filter(({ kind }) => kind === 'refused').length, 4);
});

test('fixation: signing in gives a new id, and the one brought along stands for nobody', async () => {
  const { accounts, signIn } = await portal();
  const first = await signIn();
  const second = await signIn('ayse@example.org', password, first.id);
  assert.notEqual(second.id, first.id);
  assert.equal(await accounts.personAt(first.id), undefined);
  const planted = 'A'.repeat(43);
  await signIn('ayse@example.org', password, planted);
  assert.equal(await accounts.personAt(planted), undefined);
});

test('a session ends after two hours without a request, and after twelve in any case', async () => {
  const { accounts, time, signIn } = await portal();
  const { id, person } = await signIn();
  for (let hours = 0; hours < 11; hours++) {
    time.now += hour;
    assert.deepEqual(await accounts.personAt(id), person);
  }
  time.now += hour;
  assert.equal(await accounts.personAt(id), undefined);
  const idle = await signIn();
  time.now += 2 * hour;
  assert.equal(await accounts.personAt(idle.id), undefined);
});

test('signing out ends one session, and everywhere ends all', async () => {
  const { accounts, signIn } = await portal();
  const [one, two, three] = [await signIn(), await signIn(), await signIn()];
  await accounts.signOut(one.id, one.person);
  assert.equal(await accounts.personAt(one.id), undefined);
  assert.deepEqual(await accounts.personAt(two.id), two.person);
  await accounts.signOutEverywhere(two.person);
  assert.equal(await accounts.personAt(two.id), undefined);
  assert.equal(await accounts.personAt(three.id), undefined);
});

test('a closed account is out at once, and opened again it can sign in', async () => {
  const { accounts, signIn, join } = await portal();
  const manager = await signIn();
  const author = await join('author', 'deniz@example.org');
  await accounts.setActive(author.person.id, false, manager.person);
  assert.equal(await accounts.personAt(author.id), undefined);
  assert.deepEqual(await accounts.signIn('deniz@example.org', password), { kind: 'refused' });
  await accounts.setActive(author.person.id, true, manager.person);
  assert.equal(await accounts.personAt(author.id), undefined, 'the old session stays ended');
  await signIn('deniz@example.org');
});

test('a role changes with the next request', async () => {
  const { accounts, signIn, join } = await portal();
  const { person } = await signIn();
  const author = await join('author', 'deniz@example.org');
  await accounts.changeRole(author.person.id, 'reviewer', person);
  assert.equal((await accounts.personAt(author.id))?.role, 'reviewer');
});

test('the last manager can neither be closed nor be made less', async () => {
  const { accounts, signIn, invite, join } = await portal();
  const { person } = await signIn();
  const last = { kind: 'refused', why: 'last-manager' };
  // Somebody who never joined cannot look after anything.
  await invite('manager', 'invited@example.org');
  assert.deepEqual(await accounts.setActive(person.id, false, person), last);
  assert.deepEqual(await accounts.changeRole(person.id, 'author', person), last);
  await join('manager', 'second@example.org');
  assert.deepEqual(await accounts.changeRole(person.id, 'author', person), { kind: 'changed' });
});

test('an invitation works once, for three days, and an address has one account', async () => {
  const { accounts, time, invite } = await portal();
  const { token } = await invite('author', 'deniz@example.org');
  assert.equal(accounts.invitedBy(token)?.name, 'Deniz');
  assert.deepEqual(
    await accounts.invite({ name: 'x', email: 'DENIZ@example.org', role: 'author' }),
    {
      kind: 'refused',
      why: 'taken',
    },
  );
  const joined = await Promise.all([
    accounts.join(token, password),
    accounts.join(token, password),
  ]);
  assert.deepEqual(joined.map(({ kind }) => kind).sort(), ['refused', 'signed-in']);
  assert.deepEqual(await accounts.join(token, password), { kind: 'refused' });
  const late = await invite('author', 'gec@example.org');
  time.now += 72 * hour;
  assert.deepEqual(await accounts.join(late.token, password), { kind: 'refused' });
  assert.deepEqual(await accounts.join('', password), { kind: 'refused' });
});

test('a new link for a forgotten password ends the old link and the open sessions', async () => {
  const { accounts, signIn, join } = await portal();
  const { person } = await signIn();
  const author = await join('author', 'deniz@example.org');
  const first = await accounts.inviteAgain(author.person.id, person);
  const second = await accounts.inviteAgain(author.person.id, person);
  assert.ok(first.kind === 'invited' && second.kind === 'invited');
  assert.equal(accounts.invitedBy(first.token), undefined);
  const fresh = await accounts.join(second.token, 'yepyeni bir cümle 7');
  assert.equal(fresh.kind, 'signed-in');
  assert.equal(await accounts.personAt(author.id), undefined);
});

test('passwords are refused for their length or for being common, and for nothing else', async () => {
  const { accounts, invite } = await portal();
  const { token } = await invite('author', 'deniz.kaya@example.org');
  const faults: Record<string, readonly string[]> = {
    short: ['', 'kısa', '11karakter.'],
    long: ['uzun cümle '.repeat(30)],
    common: ['123456789012', 'password1234', 'aaaaaaaaaaaaaa', 'Galatasaray1905', 'deniz.kaya2026'],
  };
  for (const [fault, words] of Object.entries(faults))
    for (const word of words)
      assert.deepEqual(await accounts.join(token, word), { kind: 'password', fault }, word);
  const joined = await accounts.join(token, 'üç kırmızı vapur');
  assert.equal(joined.kind, 'signed-in');
});

test('changing the password asks the old one and ends the other sessions', async () => {
  const { accounts, signIn } = await portal();
  const [here, elsewhere] = [await signIn(), await signIn()];
  const fresh = 'yepyeni bir cümle 7';
  assert.deepEqual(await accounts.changePassword(here.person, 'wrong', fresh, here.id), {
    kind: 'refused',
    why: 'wrong-password',
  });
  assert.deepEqual(await accounts.changePassword(here.person, password, 'kısa', here.id), {
    kind: 'password',
    fault: 'short',
  });
  assert.deepEqual(await accounts.changePassword(here.person, password, fresh, here.id), {
    kind: 'changed',
  });
  assert.deepEqual(await accounts.personAt(here.id), here.person);
  assert.equal(await accounts.personAt(elsewhere.id), undefined);
  await signIn('ayse@example.org', fresh);
});

test('an identity provider opens the account of its address and never makes one', async () => {
  const { accounts, invite } = await portal();
  const who = { email: 'Deniz@example.org', issuer: 'https://giris.example.org', subject: '17' };
  assert.deepEqual(await accounts.signInVerified(who), { kind: 'refused' });
  await invite('author', 'deniz@example.org');
  assert.equal((await accounts.signInVerified(who)).kind, 'signed-in');
  assert.equal(accounts.activeCount(), 2);
  // The address was given to somebody else there: not the same person here.
  assert.deepEqual(await accounts.signInVerified({ ...who, subject: '18' }), { kind: 'refused' });
});

test('the audit trail forgets after 24 months, in the file as well', async () => {
  const { root, accounts, time, signIn, trail } = await portal();
  const { person } = await signIn();
  const begin = time.now;
  const day = 24 * 3_600_000;
  await accounts.note('saved', person, 'news/eski');
  time.now = begin + 729 * day;
  await accounts.note('saved', person, 'news/yeni');
  assert.deepEqual(
    trail()
      .map(({ on }) => on)
      .slice(-2),
    ['news/eski', 'news/yeni'],
  );
  time.now = begin + 732 * day;
  assert.deepEqual(
    trail().map(({ on }) => on),
    ['news/yeni'],
    'it is not shown any more',
  );
  await accounts.note('saved', person, 'news/sonra');
  assert.deepEqual(
    trail().map(({ on }) => on),
    ['news/yeni', 'news/sonra'],
  );
  const text = fs.readFileSync(path.join(root, 'audit.jsonl'), 'utf8');
  assert.equal(text.trim().split('\n').length, 2);
});

test('the audit trail says who did what, and holds no secret', async () => {
  const { root, accounts, signIn, join, trail } = await portal();
  const { person, id } = await signIn();
  const { person: author } = await join('author', 'deniz@example.org');
  await accounts.changeRole(author.id, 'reviewer', person);
  await accounts.signIn('ayse@example.org', 'a wrong secret');
  await accounts.note('published', person, 'news/yeni-cagri');
  await accounts.signOut(id, person);
  assert.deepEqual(
    trail().map(({ what, name, on }) => [what, name, on]),
    [
      ['joined', 'Ayşe', person.id],
      ['signed-in', 'Ayşe', undefined],
      ['invited', undefined, author.id],
      ['joined', 'Deniz', author.id],
      ['signed-in', 'Deniz', undefined],
      ['role-changed', 'Ayşe', author.id],
      ['sign-in-failed', undefined, person.id],
      ['published', 'Ayşe', 'news/yeni-cagri'],
      ['signed-out', 'Ayşe', undefined],
    ],
  );
  const files = fs.readdirSync(root).map((name) => fs.readFileSync(path.join(root, name), 'utf8'));
  for (const text of files)
    for (const secret of [password, 'a wrong secret', id]) assert.ok(!text.includes(secret));
  assert.doesNotMatch(fs.readFileSync(path.join(root, 'audit.jsonl'), 'utf8'), /argon2|@/);
});

test('who keeps failing does not fill the trail', async () => {
  const { time, accounts, trail } = await portal();
  time.now += 48 * hour;
  const who = { email: 'nobody@example.org', issuer: 'https://giris.example.org', subject: '1' };
  for (let tries = 0; tries < 250; tries++) await accounts.signInVerified(who);
  assert.equal(trail().filter(({ what }) => what === 'sign-in-failed').length, 200);
});

test('what was typed in an ended session waits for its own account, once', async () => {
  const { accounts, time, signIn, join } = await portal();
  const { id, person } = await signIn();
  const other = await join('author', 'deniz@example.org');
  time.now += 3 * hour;
  assert.equal(accounts.formerAt(id), person.id);
  const form = {
    page: '/editor/yeni',
    fields: [['title', 'Yeni çağrı']] satisfies [string, string][],
  };
  const ticket = (await accounts.keepForm(person.id, form)) ?? assert.fail('not kept');
  assert.equal(accounts.takeForm(ticket, other.person.id), undefined);
  assert.equal(accounts.takeForm('x', person.id), undefined);
  assert.deepEqual(accounts.takeForm(ticket, person.id), form);
  assert.equal(accounts.takeForm(ticket, person.id), undefined);
});

test('forms that wait are bounded in size and number', async () => {
  const { root, accounts, signIn } = await portal();
  const { person } = await signIn();
  const huge = {
    page: '/editor',
    fields: [['body', 'x'.repeat(4_000_000)]] satisfies [string, string][],
  };
  assert.equal(await accounts.keepForm(person.id, huge), undefined);
  for (let count = 0; count < 15; count++)
    await accounts.keepForm(person.id, { page: '/editor', fields: [] });
  assert.equal(fs.readdirSync(path.join(root, 'kept')).length, 10);
});

test('a token is that of one cookie', () => {
  const [mine, other] = ['a'.repeat(43), 'b'.repeat(43)];
  assert.ok(isCsrf(csrfOf(mine), mine));
  for (const token of ['', csrfOf(other), csrfOf(mine).slice(1), mine])
    assert.ok(!isCsrf(token, mine));
});

test('off is the beginning, and switching off keeps the accounts', async () => {
  const { accounts, signIn } = await portal();
  assert.equal(accounts.isOn(), false);
  await accounts.switchTo(true);
  assert.equal(accounts.isOn(), true);
  await accounts.switchTo(false);
  assert.equal(accounts.isOn(), false);
  await signIn();
});

test('a full disk while signing in is told', async () => {
  const { root, accounts } = await portal();
  fs.symlinkSync('/dev/full', path.join(root, 'sessions.json.new'));
  assert.deepEqual(await accounts.signIn('ayse@example.org', password), {
    kind: 'unavailable',
    cause: 'disk-full',
  });
});
