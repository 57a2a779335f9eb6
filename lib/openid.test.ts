import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { beginOpenId, finishOpenId, type Provider } from '#lib/openid';
import { identityProvider, signInThere } from '../scripts/identity-provider-for-tests';

const callback = 'http://localhost:3000/api/editor/openid/callback';
const onward = { way: '/editor/yeni', ticket: 't' };

let there: Awaited<ReturnType<typeof identityProvider>>;
let provider: Provider;
before(async () => {
  there = await identityProvider(callback, {
    ayse: { email: 'ayse@example.org', email_verified: true },
    unverified: { email: 'ayse@example.org', email_verified: false },
    nameless: {},
  });
  provider = { ...there, callback };
});
after(() => there.stop());

const begin = async () => (await beginOpenId(provider, onward)) ?? assert.fail('not begun');

test('who signs in there comes back with a verified address and where to go on', async () => {
  const { url, flow } = await begin();
  const asked = new URL(url).searchParams;
  assert.equal(asked.get('code_challenge_method'), 'S256');
  const back = await signInThere(url, 'ayse', callback);
  assert.deepEqual(await finishOpenId(provider, back.search, flow), {
    onward,
    who: { issuer: there.issuer, subject: 'ayse', email: 'ayse@example.org' },
  });
});

test('an address that is not verified, or none, vouches for nobody', async () => {
  for (const login of ['unverified', 'nameless']) {
    const { url, flow } = await begin();
    const back = await signInThere(url, login, callback);
    assert.deepEqual(await finishOpenId(provider, back.search, flow), { onward, who: undefined });
  }
});

test('an answer is taken once, and only by the browser that asked', async () => {
  const mine = await begin();
  const other = await begin();
  const back = await signInThere(mine.url, 'ayse', callback);
  const nobody = { onward, who: undefined };
  assert.deepEqual(await finishOpenId(provider, back.search, other.flow), nobody, 'state');
  assert.deepEqual(await finishOpenId(provider, '?error=access_denied', mine.flow), nobody);
  for (const flow of ['', 'e30', 'not a flow'])
    assert.deepEqual(await finishOpenId(provider, back.search, flow), {
      onward: undefined,
      who: undefined,
    });
  assert.ok((await finishOpenId(provider, back.search, mine.flow)).who);
  assert.deepEqual(await finishOpenId(provider, back.search, mine.flow), nobody, 'twice');
});

test('a changed verifier or nonce vouches for nobody', async () => {
  for (const part of ['verifier', 'nonce']) {
    const { url, flow } = await begin();
    const held: unknown = JSON.parse(Buffer.from(flow, 'base64url').toString());
    const changed = Buffer.from(
      JSON.stringify(Object.assign({}, held, { [part]: 'x'.repeat(43) })),
    ).toString('base64url');
    const back = await signInThere(url, 'ayse', callback);
    assert.deepEqual(await finishOpenId(provider, back.search, changed), {
      onward,
      who: undefined,
    });
  }
});

test('a provider that does not answer is told, not thrown', async () => {
  const nowhere = { ...provider, issuer: 'http://127.0.0.1:9' };
  assert.equal(await beginOpenId(nowhere, onward), undefined);
});
