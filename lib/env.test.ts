import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readEnvironment } from '#lib/env';

function faultsOf(source: Record<string, string>) {
  const result = readEnvironment(source);
  return result.ok ? [] : result.faults;
}

test('an empty environment is a complete one', () => {
  assert.deepEqual(readEnvironment({}), {
    ok: true,
    env: {
      MEILI_URL: 'http://127.0.0.1:7700',
      MEILI_READ_URLS: [],
      MEILI_WRITE_URLS: [],
      MEILI_TIMEOUT_MS: 2500,
      INDEX_PREFIX: 'bys',
      PORT: 3000,
      SITE_URL: 'http://localhost:3000',
      DATA_DIR: '.data',
      CONTENT_ROOT: process.cwd(),
      SEARCH_COUNTS: 'on',
      REQUEST_LOG: 'off',
      TRUST_PROXY: 'off',
      RATE_LIMIT: 40,
      SEARCHES_AT_ONCE: 4,
    },
  });
});

test('an empty variable counts as unset', () => {
  assert.deepEqual(
    readEnvironment({ MEILI_URL: '', PORT: '', MEILI_ADMIN_KEY: '' }),
    readEnvironment({}),
  );
});

test('limits are whole numbers, and at least one search is let in', () => {
  const fault = (variable: string, value: string) => ({ variable, value, code: 'not-a-count' });
  assert.deepEqual(faultsOf({ RATE_LIMIT: '-1', SEARCHES_AT_ONCE: '0' }), [
    fault('RATE_LIMIT', '-1'),
    fault('SEARCHES_AT_ONCE', '0'),
  ]);
  assert.deepEqual(faultsOf({ RATE_LIMIT: '1.5' }), [fault('RATE_LIMIT', '1.5')]);
  assert.deepEqual(faultsOf({ RATE_LIMIT: '0', SEARCHES_AT_ONCE: '64' }), []);
});

test('counting searches is on or off', () => {
  assert.deepEqual(faultsOf({ SEARCH_COUNTS: 'no' }), [
    { variable: 'SEARCH_COUNTS', value: 'no', code: 'not-on-or-off' },
  ]);
  assert.deepEqual(faultsOf({ SEARCH_COUNTS: 'off' }), []);
});

test('the site address follows the port', () => {
  const result = readEnvironment({ PORT: '4000' });
  assert.ok(result.ok);
  assert.equal(result.env.SITE_URL, 'http://localhost:4000');
});

test('addresses lose their closing slash and keep a path only for the engine', () => {
  const result = readEnvironment({
    MEILI_URL: 'https://search.example.org/meili/',
    SITE_URL: 'https://bys.example.org/',
  });
  assert.ok(result.ok);
  assert.equal(result.env.MEILI_URL, 'https://search.example.org/meili');
  assert.equal(result.env.SITE_URL, 'https://bys.example.org');
});

test('all faults are named at once', () => {
  const faults = faultsOf({
    MEILI_URL: 'meili.example.org',
    MEILI_ADMIN_KEY: 'two words',
    INDEX_PREFIX: 'Küme',
    PORT: '70000',
    SITE_URL: 'https://example.org/bys',
  });
  assert.deepEqual(faults, [
    { variable: 'MEILI_URL', value: 'meili.example.org', code: 'not-a-url' },
    { variable: 'MEILI_ADMIN_KEY', code: 'not-a-key' },
    { variable: 'INDEX_PREFIX', value: 'Küme', code: 'not-a-prefix' },
    { variable: 'PORT', value: '70000', code: 'not-a-port' },
    { variable: 'SITE_URL', value: 'https://example.org/bys', code: 'not-an-origin' },
  ]);
});

for (const port of ['0', '-1', '65536', '3e3', '0x50', ' 80', '80.5', 'NaN']) {
  test(`a port of ${JSON.stringify(port)} is refused`, () => {
    assert.equal(faultsOf({ PORT: port })[0]?.code, 'not-a-port');
  });
}

for (const url of [
  'ftp://a.org',
  'javascript:alert(1)',
  '//a.org',
  'http://',
  'http://a.org?x=1',
]) {
  test(`an engine address of ${url} is refused`, () => {
    assert.equal(faultsOf({ MEILI_URL: url })[0]?.code, 'not-a-url');
  });
}

test('further engines stand with commas between them', () => {
  const result = readEnvironment({ MEILI_READ_URLS: 'http://a.org:7700, https://b.org/meili/' });
  assert.ok(result.ok);
  assert.deepEqual(result.env.MEILI_READ_URLS, ['http://a.org:7700', 'https://b.org/meili']);
  assert.equal(faultsOf({ MEILI_READ_URLS: 'http://a.org,' })[0]?.code, 'not-urls');
  const [secret] = faultsOf({ MEILI_READ_URLS: 'http://a.org,http://ali:gizli@b.org' });
  assert.deepEqual(secret, { variable: 'MEILI_READ_URLS', code: 'url-with-password' });
});

for (const limit of ['0', '49', '10001', '1e3', '2500ms']) {
  test(`a time limit of ${limit} is refused`, () => {
    assert.equal(faultsOf({ MEILI_TIMEOUT_MS: limit })[0]?.code, 'not-a-time-limit');
  });
}

for (const prefix of ['-bys', 'b_ys', 'bys/', '*', 'a'.repeat(41)]) {
  test(`an index prefix of ${prefix} is refused`, () => {
    assert.equal(faultsOf({ INDEX_PREFIX: prefix })[0]?.code, 'not-a-prefix');
  });
}

test('the content may stand in another folder, which must hold a folder content/', (t) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-env-'));
  t.after(() => rmSync(root, { recursive: true }));
  assert.deepEqual(faultsOf({ CONTENT_ROOT: root }), [
    { variable: 'CONTENT_ROOT', value: root, code: 'no-content-folder' },
  ]);
  mkdirSync(path.join(root, 'content'));
  const result = readEnvironment({ CONTENT_ROOT: path.relative(process.cwd(), root) });
  assert.ok(result.ok);
  assert.equal(result.env.CONTENT_ROOT, root);
});

test('a password in an address is refused and never repeated', () => {
  const faults = faultsOf({ MEILI_URL: 'https://admin:gizli@meili.example.org' });
  assert.deepEqual(faults, [{ variable: 'MEILI_URL', code: 'url-with-password' }]);
});

function checkInTerminal(source: Record<string, string>) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/check-env.ts'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...source },
    encoding: 'utf8',
  });
}

test('the terminal gets one Turkish sentence a fault and exit code 1', () => {
  const { status, stderr } = checkInTerminal({
    LANG: 'tr_TR.UTF-8',
    PORT: 'üç bin',
    MEILI_SEARCH_KEY: 'gizli anahtar',
  });
  assert.equal(status, 1);
  assert.equal(
    stderr,
    'MEILI_SEARCH_KEY boşluk ve ASCII dışı harf içermeyen bir anahtar olmalı.\n' +
      'PORT 1 ile 65535 arasında bir tam sayı olmalı ("üç bin").\n',
  );
});

test('the terminal gets English by default, and silence when all is well', () => {
  const faulty = checkInTerminal({ PORT: '0' });
  assert.equal(faulty.stderr, 'PORT must be a whole number from 1 to 65535 ("0").\n');
  const well = checkInTerminal({});
  assert.deepEqual([well.status, well.stderr, well.stdout], [0, '', '']);
});

test('an identity provider is named as a whole, and reached over TLS or within this machine', () => {
  const whole = { OIDC_CLIENT_ID: 'bys', OIDC_CLIENT_SECRET: 'secret' };
  const result = readEnvironment({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:9000/oidc' });
  assert.deepEqual(result.ok && result.env.OIDC, {
    issuer: 'http://127.0.0.1:9000/oidc',
    clientId: 'bys',
    clientSecret: 'secret',
  });
  assert.deepEqual(faultsOf({ ...whole, OIDC_ISSUER: 'http://login.example.org' }), [
    { variable: 'OIDC_ISSUER', value: 'http://login.example.org', code: 'not-secure' },
  ]);
  assert.deepEqual(faultsOf({ OIDC_CLIENT_ID: 'bys' }), [
    { variable: 'OIDC_ISSUER', value: '', code: 'needed-with-oidc' },
    { variable: 'OIDC_CLIENT_SECRET', code: 'needed-with-oidc' },
  ]);
});
