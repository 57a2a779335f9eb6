import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { root } from './bootstrap.mjs';
import { checkLinks, isPrivate, linkStates, userAgent } from './link-checker';
import { texts } from '#lib/messages';

const options = {
  pause: 0,
  patience: 10_000,
  total: 60_000,
  hosts: 4,
  allowed: ['127.0.0.1'],
};

function folder(t: TestContext): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'bys-links-check-'));
  t.after(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A server of one's own on 127.0.0.1; its address, and every request that came. */
async function serverOf(t: TestContext, answer: http.RequestListener, tls?: https.ServerOptions) {
  const asked: string[] = [];
  const agents = new Set<string | undefined>();
  let now = 0;
  let most = 0;
  const listener: http.RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    agents.add(request.headers['user-agent']);
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => (now -= 1));
    answer(request, response);
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    base: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    agents,
    most: () => most,
  };
}

const pages: Record<string, (response: http.ServerResponse, method: string | undefined) => void> = {
  '/fine': (response) => response.end('tamam'),
  '/missing': (response) => response.writeHead(404).end(),
  '/old': (response) => response.writeHead(301, { Location: '/fine' }).end(),
  '/for-now': (response) => response.writeHead(302, { Location: '/fine' }).end(),
  '/old-missing': (response) => response.writeHead(301, { Location: '/missing' }).end(),
  '/round': (response) => response.writeHead(302, { Location: '/round' }).end(),
  '/inside': (response) =>
    response.writeHead(302, { Location: 'http://10.0.0.1/latest/meta-data' }).end(),
  '/file': (response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/no-head': (response, method) => response.writeHead(method === 'HEAD' ? 405 : 200).end(),
  '/guarded': (response) => response.writeHead(403).end(),
  '/broken': (response) => response.writeHead(500).end(),
  '/cut': (response) => response.destroy(),
  '/silent': () => undefined,
};

const answering: http.RequestListener = ({ url, method }, response) => {
  const page = pages[url ?? ''];
  if (!page) throw new Error(`the test asks for ${url}`);
  page(response, method);
};

const statesOf = async (base: string, paths: readonly string[], more = {}) =>
  (
    await checkLinks(
      paths.map((one) => base + one),
      { ...options, ...more },
    )
  ).map(({ url, state, status }) =>
    [url.slice(base.length), state, status].filter(Boolean).join(' '),
  );

test('every kind of answer has its own word', async (t) => {
  const { base, asked, agents } = await serverOf(t, answering);
  const paths = Object.keys(pages).filter((name) => name !== '/silent');
  assert.deepEqual(await statesOf(base, paths), [
    '/fine fine 200',
    '/missing gone 404',
    '/old moved 200',
    '/for-now fine 200',
    '/old-missing gone 404',
    '/round too-many-redirects',
    '/inside private 302',
    '/file bad-address 302',
    '/no-head fine 200',
    '/guarded refused 403',
    '/broken failed 500',
    '/cut failed',
  ]);
  assert.deepEqual(
    asked.filter((one) => one.endsWith('no-head')),
    ['HEAD /no-head', 'GET /no-head'],
  );
  assert.deepEqual([...agents], [userAgent]);
  assert.match(userAgent, /BYS/);
});

test('a permanent redirect is told with where it leads', async (t) => {
  const { base } = await serverOf(t, answering);
  const [answer] = await checkLinks([`${base}/old`], options);
  assert.equal(answer?.to, `${base}/fine`);
});

test('a server that never answers costs its time and no more', async (t) => {
  const { base } = await serverOf(t, answering);
  assert.deepEqual(await statesOf(base, ['/silent', '/fine'], { patience: 200 }), [
    '/silent slow',
    '/fine fine 200',
  ]);
});

test('a body without end is not read', async (t) => {
  let sent = 0;
  const { base } = await serverOf(t, ({ method }, response) => {
    if (method === 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    const block = Buffer.alloc(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(block)) sent += block.length;
    };
    response.writeHead(200).on('drain', more);
    more();
  });
  assert.deepEqual(await statesOf(base, ['/huge']), ['/huge fine 200']);
  // What fits into the buffers of two sockets may be under way; the rest is never asked for.
  assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were sent`);
});

test('a certificate that nobody vouches for is told as such', async (t) => {
  const made = folder(t);
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(made, name));
  assert.ok(key && cert);
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost -keyout ${key} -out ${cert}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  );
  const { base } = await serverOf(t, answering, {
    key: readFileSync(key),
    cert: readFileSync(cert),
  });
  const [answer] = await checkLinks([`${base}/fine`], options);
  assert.deepEqual([answer?.state, answer?.reason], ['tls', 'DEPTH_ZERO_SELF_SIGNED_CERT']);
});

test('a host is asked one request at a time, and each address once', async (t) => {
  const { base, asked, most } = await serverOf(t, answering);
  const urls = Array.from({ length: 6 }, () => `${base}/fine`);
  const others = ['/for-now', '/old', '/missing'].map((one) => base + one);
  await checkLinks([...urls, ...others], options);
  assert.equal(most(), 1);
  assert.equal(asked.filter((one) => one === 'HEAD /fine').length, 3);
});

test('when the time is up, the rest is left and told', async (t) => {
  const { base, asked } = await serverOf(t, answering);
  assert.deepEqual(await statesOf(base, ['/fine', '/missing'], { total: 0 }), [
    '/fine not-tried',
    '/missing not-tried',
  ]);
  assert.deepEqual(asked, []);
});

test('addresses of this machine and its network are never asked', async (t) => {
  const { base, asked } = await serverOf(t, answering);
  const { port } = new URL(base);
  const answers = await checkLinks(
    [
      `${base}/fine`,
      `http://localhost:${port}/fine`,
      `http://[::1]:${port}/fine`,
      `http://[::ffff:127.0.0.1]:${port}/fine`,
      `http://2130706433:${port}/fine`,
      'http://169.254.169.254/latest',
    ],
    { ...options, allowed: [] },
  );
  assert.deepEqual(
    answers.map(({ state }) => state),
    answers.map(() => 'private'),
  );
  assert.deepEqual(asked, []);
  for (const address of [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    'fe80::1',
    'fd00::1',
  ])
    assert.ok(isPrivate(address), address);
  for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111'])
    assert.ok(!isPrivate(address), address);
});

test('only http and https are asked, and no address with a password', async () => {
  const urls = ['ftp://example.org/a', 'http://a:b@example.org/', 'http://', 'javascript:alert(1)'];
  assert.deepEqual(
    (await checkLinks(urls, options)).map(({ state }) => state),
    urls.map(() => 'bad-address'),
  );
});

/** The command over a content of its own. */
async function command(content: string, ...args: string[]) {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), path.join(root, 'scripts/links-check.ts'), ...args],
    { cwd: content, env: { ...process.env, CONTENT_ROOT: content, NODE_NO_WARNINGS: '1' } },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => (stdout += String(part)));
  child.stderr.on('data', (part) => (stderr += String(part)));
  const [status] = await once(child, 'close');
  return { status: status as number, stdout, stderr };
}

test('the command finds the links of sources, websites and texts, says where they stand, and ends with 0', async (t) => {
  const { base, asked } = await serverOf(t, answering);
  const content = folder(t);
  mkdirSync(path.join(content, 'content/institutions'), { recursive: true });
  writeFileSync(
    path.join(content, 'content/institutions/a.tr.md'),
    `---\ntitle: A\nshortName: A\nwebsite: ${base}/old\nsources:\n  - title: S\n    url: ${base}/missing\n---\n\n[Bağ](${base}/fine#bolum) ve [öteki](${base}/fine).\n`,
  );
  const quick = ['--pause', '0', '--allow', '127.0.0.1', '--lang', 'tr'];
  const { status, stdout, stderr } = await command(content, ...quick, '--json', 'out.json');
  assert.equal(status, 0, stderr);
  assert.match(stderr, /3 adres sorulacak/);
  assert.match(
    stdout,
    new RegExp(`Sayfa yok \\(404\\): ${base}/missing\n {2}content/institutions/a\\.tr\\.md:7\n`),
  );
  assert.match(
    stdout,
    /Kalıcı olarak taşınmış \(200\).*\n {2}şuraya yönlendiriyor: .*\/fine\n {2}.*:4\n/,
  );
  assert.match(stdout, /Sayfa yok: 1 · Kalıcı olarak taşınmış: 1 · Çalışıyor: 1/);
  const { links } = JSON.parse(readFileSync(path.join(content, 'out.json'), 'utf8')) as {
    links: { url: string; state: string; places: { file: string; line: number }[] }[];
  };
  assert.deepEqual(
    links.map(({ url, state, places }) => [url.slice(base.length), state, places.length]),
    [
      ['/missing', 'gone', 1],
      ['/old', 'moved', 1],
      ['/fine', 'fine', 2],
    ],
  );
  const before = asked.length;
  const bounded = await command(content, ...quick, '--max', '1');
  assert.match(bounded.stderr, /1 adres sorulacak; 2 adres bu kez sorulmayacak/);
  assert.ok(asked.length > before);

  const wrong = await command(content, '--max', 'çok');
  assert.equal(wrong.status, 2);
  assert.match((await command(content, '--nonsense')).stderr, /links:check/);
});

test('every state has its words in both languages', () => {
  for (const locale of ['tr', 'en'] as const)
    for (const state of linkStates)
      assert.notEqual(texts(locale)(`linksCheck.states.${state}`), '');
});
