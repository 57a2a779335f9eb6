import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { freePort, root } from './bootstrap.mjs';
import { debianProgram } from './debian-for-tests';
import { until } from './processes-for-tests';

// deploy/nginx.conf as it stands, on ports and with a certificate of this run, before a portal of two routes.

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-nginx-'));
const host = 'bys.example.org';
const nginx = debianProgram('nginx', 'nginx-light');
let plainPort: number;
let tlsPort: number;
let certificate: Buffer;
let server: ReturnType<typeof spawn>;
let mainPort: number;
let backupPort: number;

/** What the portal was asked, newest last. */
const asked: http.IncomingMessage[] = [];
const page = `<!doctype html><title>BYS</title>${'<p>Destek programları</p>'.repeat(200)}`;

const portal = () =>
  http.createServer((request, response) => {
    asked.push(request);
    if (request.url?.startsWith('/busy')) {
      response.writeHead(503, { 'Retry-After': '7', 'Content-Type': 'text/plain' }).end('busy');
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache',
      'Set-Cookie': ['a=1', 'b=2'],
      'Strict-Transport-Security': 'max-age=1',
    });
    response.end(page);
  });
let main = portal();
const backup = portal();

const listen = async (one: http.Server, port: number) => {
  one.listen(port, '127.0.0.1');
  await once(one, 'listening');
};

const close = async (one: http.Server) => {
  one.closeAllConnections();
  if (!one.listening) return;
  one.close();
  await once(one, 'close');
};

/** One thing of the file for another, which must stand in it so often. */
function changed(text: string, from: string, to: string, times: number): string {
  assert.equal(text.split(from).length - 1, times, from);
  return text.replaceAll(from, to);
}

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

const read = async (response: http.IncomingMessage): Promise<Answer> => {
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(parts),
  };
};

async function over(
  where: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const request = https.request({
    ...{ host: '127.0.0.1', port: tlsPort, servername: host, ca: certificate, agent: false },
    ...{ path: where, method, headers: { Host: host, ...headers } },
  });
  request.end();
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return read(response);
}

async function plain(where: string, name: string): Promise<Answer> {
  const request = http.get({
    ...{ host: '127.0.0.1', port: plainPort, path: where, agent: false, headers: { Host: name } },
  });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return read(response);
}

const lastAsked = () => {
  const request = asked.at(-1);
  assert.ok(request, 'the portal was asked');
  return request.headers;
};

before(async () => {
  [plainPort, tlsPort, mainPort, backupPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const made = spawnSync(debianProgram('openssl', 'openssl'), [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
    ...['-keyout', path.join(folder, 'privkey.pem'), '-out', path.join(folder, 'fullchain.pem')],
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  certificate = fs.readFileSync(path.join(folder, 'fullchain.pem'));
  let site = fs.readFileSync(path.join(root, 'deploy/nginx.conf'), 'utf8');
  site = changed(site, 'listen 80', `listen 127.0.0.1:${plainPort}`, 2);
  site = changed(site, 'listen 443', `listen 127.0.0.1:${tlsPort}`, 2);
  site = site.replace(/^ *listen \[::\].*\n/gm, '');
  site = changed(site, `/etc/letsencrypt/live/${host}`, folder, 2);
  site = changed(site, '/opt/bys/deploy', path.join(root, 'deploy'), 1);
  site = changed(site, '/var/log/nginx/bys.log', path.join(folder, 'access.log'), 1);
  site = changed(site, '/var/www/acme', path.join(folder, 'acme'), 1);
  site = changed(site, 'localhost:3000', `localhost:${mainPort}`, 1);
  site = changed(site, 'localhost:3001', `localhost:${backupPort}`, 1);
  fs.mkdirSync(path.join(folder, 'acme/.well-known/acme-challenge'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'acme/.well-known/acme-challenge/token'), 'proof');
  // The workers of a start as root are another user.
  for (const one of [folder, path.join(folder, 'acme')]) fs.chmodSync(one, 0o755);
  fs.writeFileSync(path.join(folder, 'site.conf'), site);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join('\n');
  fs.writeFileSync(
    path.join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1; daemon off; pid ${path.join(folder, 'nginx.pid')};
error_log ${path.join(folder, 'error.log')} warn;
events { worker_connections 256; }
http { include /etc/nginx/mime.types; default_type application/octet-stream; ${temporary}
include ${path.join(folder, 'site.conf')}; }
`,
  );
  await listen(main, mainPort);
  server = spawn(nginx, ['-p', folder, '-c', path.join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(
    () =>
      new Promise<boolean>((resolve) => {
        const socket = net.connect(tlsPort, '127.0.0.1', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('connect', () => socket.destroy());
      }),
    20,
    () => 'nginx listens',
  );
});

after(async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  await close(main);
  await close(backup);
  fs.rmSync(folder, { recursive: true, force: true });
});

test('nginx finds nothing wrong with the configuration', () => {
  const said = spawnSync(nginx, ['-t', '-p', folder, '-c', path.join(folder, 'nginx.conf')], {
    encoding: 'utf8',
  });
  assert.equal(said.status, 0, said.stderr);
  assert.doesNotMatch(said.stderr, /\[(warn|error|emerg)\]/);
});

test('readers without TLS are sent to TLS, with their whole address; proofs of a certificate are served', async () => {
  const answer = await plain('/arama?q=k%C3%BCme&page=2', host);
  assert.equal(answer.status, 308);
  assert.equal(answer.headers.location, `https://${host}/arama?q=k%C3%BCme&page=2`);
  const proof = await plain('/.well-known/acme-challenge/token', host);
  assert.equal(String(proof.body), 'proof');
});

test('whoever asks for another host gets no answer, in the clear or over TLS', async () => {
  const before = asked.length;
  await assert.rejects(plain('/', 'evil.example'), /socket hang up/);
  const request = https.get({
    ...{ host: '127.0.0.1', port: tlsPort, servername: 'evil.example', ca: certificate },
    agent: false,
  });
  await assert.rejects(once(request, 'response'), /unrecognized name/i);
  // One certificate, another host in the request itself.
  await assert.rejects(over('/', { Host: 'evil.example' }), /socket hang up/);
  assert.equal(asked.length, before);
});

test('HTTP/2 is spoken, TLS 1.1 is not', async () => {
  const session = http2.connect(`https://127.0.0.1:${tlsPort}`, {
    servername: host,
    ca: certificate,
  });
  const stream = session.request({ ':path': '/', ':authority': host });
  const [headers] = (await once(stream, 'response')) as [http2.IncomingHttpHeaders];
  assert.equal(headers[':status'], 200);
  stream.resume();
  await once(stream, 'end');
  session.close();
  const old = https.get({
    ...{ host: '127.0.0.1', port: tlsPort, servername: host, ca: certificate, agent: false },
    ...{ minVersion: 'TLSv1' as const, maxVersion: 'TLSv1.1' as const },
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  await assert.rejects(once(old, 'response'), /alert protocol version/);
});

test('the portal is told who asks; what a reader says of that is thrown away', async () => {
  await over('/', {
    'X-Forwarded-For': '203.0.113.9',
    'X-Forwarded-Proto': 'http',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Port': '1',
    'X-Request-Id': 'mine',
    'X-Real-IP': '203.0.113.9',
    'X-Middleware-Subrequest': 'middleware:middleware',
    'X-Original-URL': '/editor',
    'X-Rewrite-URL': '/editor',
    Forwarded: 'for=203.0.113.9',
    Proxy: 'http://evil.example',
    Accept: 'text/html',
  });
  const sent = lastAsked();
  assert.equal(sent['x-forwarded-for'], '127.0.0.1');
  assert.equal(sent['x-forwarded-proto'], 'https');
  assert.equal(sent['x-forwarded-host'], host);
  assert.equal(sent['x-forwarded-port'], String(tlsPort));
  assert.equal(sent.host, host);
  assert.match(String(sent['x-request-id']), /^[0-9a-f]{32}$/);
  assert.equal(sent.accept, 'text/html');
  for (const name of [
    'x-middleware-subrequest',
    'x-original-url',
    'x-rewrite-url',
    'x-real-ip',
    'forwarded',
    'proxy',
  ])
    assert.equal(sent[name], undefined, name);
});

test('pages come compressed by nginx, and only readers who ask for it get them so', async () => {
  const squeezed = await over('/', { 'Accept-Encoding': 'gzip' });
  assert.equal(squeezed.headers['content-encoding'], 'gzip');
  assert.match(String(squeezed.headers.vary), /accept-encoding/i);
  assert.equal(gunzipSync(squeezed.body).toString(), page);
  assert.equal(lastAsked()['accept-encoding'], undefined);
  const whole = await over('/');
  assert.equal(whole.headers['content-encoding'], undefined);
  assert.equal(String(whole.body), page);
});

test('forms with tokens are never compressed', async () => {
  for (const where of ['/editor', '/editor/giris', '/en/editor/x', '/api/editor/images']) {
    const answer = await over(where, { 'Accept-Encoding': 'gzip' });
    assert.equal(answer.headers['content-encoding'], undefined, where);
  }
  const other = await over('/editorler', { 'Accept-Encoding': 'gzip' });
  assert.equal(other.headers['content-encoding'], 'gzip');
});

test('what the portal says about keeping and cookies goes through as it is, and nothing is kept', async () => {
  const before = asked.length;
  for (const where of ['/kume/x', '/kume/x']) {
    const { headers } = await over(where);
    assert.equal(headers['cache-control'], 'private, no-cache');
    assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2']);
    assert.equal(headers['strict-transport-security'], 'max-age=1');
    assert.equal(headers.expires, undefined);
    assert.equal(headers.server, 'nginx');
  }
  assert.equal(asked.length, before + 2);
});

test('connections to the portal are used again', async () => {
  const before = asked.length;
  for (const where of ['/', '/a', '/b', '/c']) await over(where);
  const ports = new Set(asked.slice(before).map((request) => request.socket.remotePort));
  assert.equal(ports.size, 1);
});

test("the portal's own 503 goes through with its words", async () => {
  const answer = await over('/busy');
  assert.equal(answer.status, 503);
  assert.equal(answer.headers['retry-after'], '7');
  assert.equal(String(answer.body), 'busy');
});

test('a query of 10 kB reaches the portal, one beyond every header is refused', async () => {
  assert.equal((await over(`/arama?q=${'a'.repeat(10_000)}`)).status, 200);
  assert.equal((await over(`/arama?q=${'a'.repeat(20_000)}`)).status, 414);
  const big = await over('/', { 'Content-Length': String(14 * 1024 * 1024) }, 'POST').catch(
    (error: Error) => error,
  );
  assert.ok(!(big instanceof Error), 'an answer, not a broken connection');
  assert.equal(big.status, 413);
});

test('nothing of a person stands in the log', async () => {
  await over('/arama?q=12345678950', { Referer: 'https://x.example/ayse@example.org' });
  const lines = fs.readFileSync(path.join(folder, 'access.log'), 'utf8').trim().split('\n');
  for (const line of lines)
    assert.match(line, /^\d{4}-\d\d-\d\dT[\d:+]+ [0-9a-f]{32} \d{3} \d+ [\d.]+ [\d., :-]+$/);
});

test('a dead portal is not noticed where there is a second one, by forms neither', async () => {
  await close(main);
  await listen(backup, backupPort);
  for (const method of ['GET', 'POST']) assert.equal((await over('/', {}, method)).status, 200);
  await close(backup);
});

test('while no portal is there, readers are told in words, and the first request after that is served', async () => {
  const away = await over('/kume/x');
  assert.equal(away.status, 503);
  assert.equal(away.headers['retry-after'], '5');
  assert.equal(away.headers['cache-control'], 'no-store');
  assert.match(String(away.headers['content-type']), /^text\/html/);
  for (const name of [
    'content-security-policy',
    'strict-transport-security',
    'x-content-type-options',
    'referrer-policy',
  ])
    assert.ok(away.headers[name], name);
  assert.match(String(away.body), /Portal başlatılıyor/);
  assert.match(String(away.body), /The portal is starting/);
  main = portal();
  await listen(main, mainPort);
  assert.equal((await over('/kume/x')).status, 200);
});
