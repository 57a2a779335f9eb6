import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fastest, formGuard, oldest, rateOfAll, ratePerAddress, typedForms } from '#lib/form-guard';

const opened = new Date('2026-11-22T09:00:00Z');
const later = (by: number) => new Date(Number(opened) + by);
const typed = later(20_000);

test('a form is taken between three seconds and twelve hours after it was opened', () => {
  const guard = formGuard();
  const token = guard.token(opened);
  const judged = (now: Date) => guard.judge({ token, trap: '', address: '10.0.0.1' }, now);
  assert.equal(judged(later(fastest - 1)), 'too-fast');
  assert.equal(judged(later(fastest)), undefined);
  assert.equal(judged(later(oldest)), undefined);
  assert.equal(judged(later(oldest + 1)), 'too-old');
});

test('a token of another guard, a changed one and none at all are too old', () => {
  const guard = formGuard();
  const [issued, signature] = guard.token(opened).split('.');
  const earlier = Number(later(-1000)).toString(36);
  for (const token of [
    formGuard().token(opened),
    `${earlier}.${signature}`,
    `${issued}.`,
    `${issued}`,
    '',
    '.',
    '😀.😀',
  ])
    assert.equal(guard.judge({ token, trap: '', address: 'a' }, typed), 'too-old', token);
  fc.assert(
    fc.property(fc.string(), (token) => {
      assert.equal(guard.judge({ token, trap: '', address: 'a' }, typed), 'too-old');
    }),
  );
});

test('whoever fills in the field that people do not see is told so', () => {
  const guard = formGuard();
  const token = guard.token(opened);
  assert.equal(guard.judge({ token, trap: 'x', address: 'a' }, typed), 'trap');
});

test('one address may send five forms in ten minutes and twenty a day, and others go on', () => {
  const guard = formGuard();
  const [short, long] = ratePerAddress;
  const judged = (address: string, now: Date) =>
    guard.judge(
      { token: guard.token(later(Number(now) - Number(opened) - 10_000)), trap: '', address },
      now,
    );
  for (let sent = 0; sent < short.most; sent++) {
    assert.equal(judged('a', typed), undefined);
    guard.count('a', typed);
  }
  assert.equal(judged('a', typed), 'too-many');
  assert.equal(judged('b', typed), undefined);
  const after = later(20_000 + short.within);
  assert.equal(judged('a', after), undefined);
  for (let sent = short.most; sent < long.most; sent++)
    guard.count('a', later(20_000 + sent * short.within));
  assert.equal(judged('a', later(30_000 + long.most * short.within)), 'too-many');
  assert.equal(judged('a', later(3 * long.within)), undefined);
});

test('all addresses together have a limit, so that made up ones do not fill the queue', () => {
  const guard = formGuard();
  const token = guard.token(opened);
  for (let sent = 0; sent < rateOfAll[0].most; sent++) guard.count(`10.0.0.${sent}`, typed);
  assert.equal(guard.judge({ token, trap: '', address: 'new' }, typed), 'too-many');
  assert.equal(
    guard.judge({ token, trap: '', address: 'new' }, later(20_000 + rateOfAll[0].within)),
    undefined,
  );
});

test('what was typed is there for an hour, and the oldest goes first', () => {
  const forms = typedForms<string>();
  const id = forms.keep('yazdıklarım', opened);
  assert.equal(forms.at(id, later(3_599_000)), 'yazdıklarım');
  assert.equal(forms.at(id, later(3_600_000)), undefined);
  assert.equal(forms.at('other', opened), undefined);
  for (let more = 0; more < 300; more++) forms.keep('x', opened);
  assert.equal(forms.at(id, opened), undefined);
});
