import assert from 'node:assert/strict';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import os from 'node:os';
import { after, test } from 'node:test';
import { freePort } from './bootstrap.mjs';
import { doorServer, type Door, type DoorSettings } from './door-server';
import { until } from './processes-for-tests';
import { pageHref } from '#lib/addresses';
import { env } from '#lib/env';
import { texts } from '#lib/messages';

type Reply = { status: number; headers: http.IncomingHttpHeaders; body: string };

const settings: DoorSettings = {
  ...{ SITE_URL: 'http://localhost', REQUEST_LOG: 'off', TRUST_PROXY: 'on' },
  ...{ RATE_LIMIT: 0, SEARCHES_AT_ONCE: 8 },
};
const doors: Door[] = [];
after(() => Promise.all(doors.map(({ stop }) => stop())));

async function open(
  answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  more: Partial<DoorSettings> = {},
) {
  const door = doorServer(async (request, response) => answer(request, response), {
    ...{ ...settings, times: { end: 200 } },
    ...more,
  });
  doors.push(door);
  await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
  const { port } = door.server.address() as net.AddressInfo; // it listens on one
  const ask = (path: string, options: http.RequestOptions = {}) =>
    new Promise<Reply>((resolve, reject) => {
      const asked = http.request({ port, host: '127.0.0.1', path, ...options }, (reply) => {
        let body = '';
        reply.setEncoding('utf8').on('data', (part: string) => (body += part));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }),
        );
      });
      asked.on('error', reject).end();
    });
  /** What comes back to these very bytes, until the connection ends. */
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let back = '';
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
      socket.setEncoding('latin1').on('data', (part: string) => (back += part));
      socket.on('close', () => resolve(back)).on('error', reject);
    });
  return { ...door, port, ask, send };
}

const ok = (_: IncomingMessage, response: ServerResponse) => void response.end('ok');

/** Holds every answer until it is let go. */
function holding() {
  const held: ServerResponse[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/hakkinda')) return void response.end('content');
    held.push(response);
    return new Promise<void>((resolve) => void response.once('close', resolve));
  };
  return { answer, held, letGo: () => held.splice(0).forEach((response) => response.end('found')) };
}

// --- headers ----------------------------------------------------------------------------------

const always = {
  'content-security-policy': /^(?!.*script-src[^;]*unsafe-inline).*frame-ancestors/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /^camera=\(\), geolocation=\(\), microphone=\(\)$/,
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
};

function headersIn(text: string): [status: number, headers: Map<string, string[]>] {
  const [first = '', ...lines] = (text.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
    headers.set(name.toLowerCase(), [...(headers.get(name.toLowerCase()) ?? []), value]);
  }
  return [Number(first.split(' ')[1]), headers];
}

test('every status carries every header once, whoever gives the answer', async () => {
  const limits = { atOnce: 1, waiting: 0, patience: 60_000 };
  const site = holding();
  const { send, ask } = await open(
    (request, response) => {
      const [, status, form] = /^\/status\/(\d+)(?:\/(\w+))?$/.exec(request.url ?? '') ?? [];
      if (status === undefined) return site.answer(request, response);
      if (form === 'throw') throw new Error('a fault that a test makes');
      if (form === 'list') response.writeHead(Number(status), ['X-Own', '1', 'X-Own', '2']);
      else if (form === 'words') response.writeHead(Number(status), 'Words', { 'X-Own': '1' });
      else response.statusCode = Number(status);
      response.end();
    },
    {
      ...{ SITE_URL: 'https://bys.example.org', limits: { ...limits, perSecond: 0.001, burst: 3 } },
      times: { head: 300, end: 200 },
    },
  );
  const get = (path: string, more = '') =>
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;
  // The second search finds the only place taken, the third from its address comes too often.
  const first = ask('/ara?q=first');
  await until(
    () => site.held.length === 1,
    5,
    () => 'the first search',
  );
  const from = (address: string) => get('/ara', `X-Forwarded-For: ${address}\r\n`);
  for (let turn = 0; turn < 3; turn++) await send(from('203.0.113.9'));
  const cases: [number, string][] = [
    ...[200, 204, 301, 304, 308, 404, 405, 500, 503].map((status): [number, string] => [
      status,
      get(`/status/${status}`),
    ]),
    [200, get('/status/200/list')],
    [404, get('/status/404/words')],
    [429, from('203.0.113.9')],
    [503, from('203.0.113.10')],
    [400, 'GET / HTTP/1.1\r\nno header\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    [400, 'no request\r\n\r\n'],
    [400, 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
    [408, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '],
    [411, get('/', 'Transfer-Encoding: chunked\r\n')],
    [413, get('/', 'Content-Length: 13000001\r\n')],
    [417, get('/', 'Expect: a miracle\r\n')],
    [431, get('/', `X-Long: ${'a'.repeat(20_000)}\r\n`)],
  ];
  const silenced = console.error;
  console.error = () => {};
  cases.push([500, get('/status/500/throw')]);
  for (const [status, text] of cases) {
    const reply = await send(text);
    const [given, headers] = headersIn(reply);
    assert.equal(given, status, `${text.slice(0, 60)}\n${reply.slice(0, 200)}`);
    for (const [name, form] of Object.entries(always)) {
      assert.equal(headers.get(name)?.length, 1, `${status}: ${name}`);
      assert.match(headers.get(name)?.[0] ?? '', form, `${status}: ${name}`);
    }
    assert.ok(!headers.has('x-powered-by') && !headers.has('server'));
  }
  console.error = silenced;
  site.letGo();
  assert.equal((await first).body, 'found');
});

test('an answer keeps the policy that it brings, and without TLS nobody is bound to it', async () => {
  const { ask } = await open((_, response) => {
    response.setHeader('Content-Security-Policy', "default-src 'self'");
    response.writeHead(200, { 'referrer-policy': 'same-origin' }).end();
  });
  const { headers } = await ask('/');
  assert.equal(headers['content-security-policy'], "default-src 'self'");
  assert.equal(headers['referrer-policy'], 'same-origin');
  assert.equal(headers['strict-transport-security'], undefined);
});

// --- the log and the numbers ------------------------------------------------------------------

test('one line a request, on demand, with nothing of the person', async () => {
  const lines: string[] = [];
  const { ask, send } = await open(ok, { REQUEST_LOG: 'on', write: (line) => lines.push(line) });
  const id = '9f86d081884c7d659a2feaa0c55ad015';
  const headers = {
    ...{ Referer: 'https://a.example/?q=10000000146', 'User-Agent': 'ayse@example.org' },
    ...{ 'X-Forwarded-For': '203.0.113.9', Cookie: 'x=05321234567', 'X-Request-Id': id },
  };
  const given = await ask('/ara?q=ayse@example.org+10000000146', { headers });
  assert.equal(given.headers['x-request-id'], id);
  const made = await ask('/destekler/10000000146', {
    headers: { 'X-Request-Id': '10000000146' },
  });
  await send('nonsense\r\n\r\n');
  await until(
    () => lines.length === 3,
    5,
    () => lines.join(''),
  );
  const [first, second, third] = lines.map((line) => JSON.parse(line));
  const { time, ms, bytes, ...rest } = first;
  assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000 && ms >= 0 && bytes > 0);
  assert.deepEqual(rest, {
    ...{ id, method: 'GET', kind: 'search', locale: 'tr', path: '/ara', status: 200 },
    admission: 'admitted',
  });
  assert.equal(second.id, made.headers['x-request-id']);
  assert.equal(second.path, '/destekler/[…]');
  assert.equal(third.status, 400);
  for (const line of lines) {
    assert.match(line, /^[^\n]+\n$/);
    assert.doesNotMatch(line, /10000000146|ayse|203\.0|0532/);
  }
  const silent = await open(ok, { write: (line) => lines.push(line) });
  await silent.ask('/');
  assert.equal(lines.length, 3);
});

/** The grammar of OpenMetrics 1.0 as far as our page uses it: throws at anything else. */
function readOpenMetrics(text: string): Map<string, { type: string; samples: number }> {
  const families = new Map<string, { type: string; samples: number }>();
  assert.ok(text.endsWith('\n# EOF\n') && text.indexOf('# EOF') === text.length - 6);
  let current = '';
  const suffixes: Record<string, RegExp> = {
    ...{ counter: /^_total$/, gauge: /^$/, info: /^_info$/ },
    histogram: /^_(bucket|count|sum)$/,
  };
  for (const line of text.slice(0, -7).split('\n')) {
    const [, word, name = '', value = ''] =
      /^# (TYPE|UNIT|HELP) ([a-z][a-z0-9_]*) (.+)$/.exec(line) ?? [];
    if (word === 'TYPE') {
      assert.ok(!families.has(name) && value in suffixes, line);
      families.set(name, { type: value, samples: 0 });
      current = name;
    } else if (word !== undefined) {
      assert.equal(name, current, line);
      if (word === 'UNIT') assert.ok(name.endsWith(`_${value}`), line);
    } else {
      const [, sample = '', labels = ''] =
        /^([a-z][a-z0-9_]*)(\{[^{}]*\})? -?\d+(?:\.\d+)?(?:e-?\d+)?$/.exec(line) ?? [];
      const family = families.get(current);
      assert.ok(family && sample.startsWith(current), line);
      assert.match(sample.slice(current.length), suffixes[family.type] ?? /(?!)/, line);
      if (labels !== '') assert.match(labels, /^\{([a-z]+="[^"\\]*",?)+\}$/, line);
      family.samples++;
    }
  }
  return families;
}

test('the numbers are OpenMetrics, for this machine alone, and hold no word of a reader', async () => {
  const METRICS_PORT = await freePort();
  const { ask } = await open(ok, { METRICS_PORT });
  await ask('/ara?q=gizli');
  await ask('/gizli');
  const read = await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`);
  assert.match(read.headers.get('content-type') ?? '', /^application\/openmetrics-text; version=1/);
  const text = await read.text();
  const families = readOpenMetrics(text);
  for (const name of ['bys_requests', 'bys_request_seconds', 'bys_admission', 'bys_build'])
    assert.ok((families.get(name)?.samples ?? 0) > 0, name);
  for (const name of ['bys_engine_up', 'bys_page_cache', 'bys_content_files', 'bys_clients'])
    assert.ok(families.has(name), name);
  assert.match(text, /^bys_requests_total\{kind="search",status="2xx"\} 1$/m);
  assert.doesNotMatch(text, /gizli/);
  assert.equal((await fetch(`http://127.0.0.1:${METRICS_PORT}/`)).status, 404);
  const outside = Object.values(os.networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of [...outside, { address: '127.0.0.2' }])
    await assert.rejects(fetch(`http://${address}:${METRICS_PORT}/metrics`), address);
});

// --- limits -----------------------------------------------------------------------------------

test('a flood of searches is turned away while content is read, and the line moves on', async () => {
  const site = holding();
  const limits = { atOnce: 4, waiting: 6, patience: 60_000 };
  const { ask, numbers } = await open(site.answer, { limits });
  const searches = Array.from({ length: 200 }, (_, i) =>
    ask(i % 2 === 0 ? `/destekler?q=${i}` : `/en/search?q=${i}`),
  );
  let refused = 0;
  for (const search of searches)
    void search.then(({ status }) => (refused += Number(status === 503)));
  await until(
    () => refused === 190,
    20,
    () => `${refused} refused`,
  );
  assert.equal(site.held.length, 4);
  assert.equal((await ask(pageHref('about', 'tr'))).body, 'content');
  assert.match(await numbers(), /^bys_searches_inside 4$[^]*^bys_searches_waiting 6$/m);
  let done = 0;
  for (const search of searches) void search.then(({ status }) => (done += Number(status === 200)));
  await until(
    () => {
      site.letGo();
      return done === 10;
    },
    20,
    () => `${done} answered`,
  );
  for (const { status, headers } of await Promise.all(searches))
    assert.equal(headers['retry-after'], status === 503 ? '2' : undefined);
  assert.match(await numbers(), /^bys_searches_inside 0$[^]*^bys_searches_waiting 0$/m);
});

test('who goes away while waiting takes nobody’s place', async () => {
  const site = holding();
  const { ask, port, numbers } = await open(site.answer, {
    limits: { atOnce: 1, waiting: 1, patience: 60_000 },
  });
  const first = ask('/ara');
  await until(
    () => site.held.length === 1,
    5,
    () => 'the first search',
  );
  const waiting = async (count: number) =>
    (await numbers()).includes(`\nbys_searches_waiting ${count}\n`);
  const leaving = http.get({ port, host: '127.0.0.1', path: '/ara' }).on('error', () => {});
  await until(
    () => waiting(1),
    5,
    () => 'one waits',
  );
  leaving.destroy();
  await until(
    () => waiting(0),
    5,
    () => 'nobody waits',
  );
  site.letGo();
  assert.equal((await first).status, 200);
  const second = ask('/ara');
  await until(
    () => site.held.length === 1,
    5,
    () => 'the place is free again',
  );
  site.letGo();
  assert.equal((await second).status, 200);
});

test('who asks too often is told so in language and form, with all that was typed', async () => {
  const { ask } = await open(ok, { limits: { perSecond: 1 / 60, burst: 1 } });
  let host = 0;
  const second = async (path: string) => {
    const headers = { 'X-Forwarded-For': `10.9.9.9, 203.0.113.${host++}` };
    assert.equal((await ask(path, { headers })).status, 200, path);
    const other = { 'X-Forwarded-For': '198.51.100.77' };
    const reply = await ask(path, { headers });
    assert.equal((await ask(pageHref('about', 'tr'), { headers: other })).status, 200);
    assert.equal(reply.status, 429, path);
    assert.match(reply.headers['retry-after'] ?? '', /^(60|[1-5]?\d)$/, path);
    assert.equal(reply.headers['cache-control'], 'no-store', path);
    return reply;
  };
  const typed = encodeURIComponent('"><script>alert(1)</script> küme');
  for (const [path, locale] of [
    [`/destekler?q=${typed}&sector=makine&sector=tekstil`, 'tr'],
    [`/en/programmes?q=${typed}&sector=makine&sector=tekstil`, 'en'],
  ] as const) {
    const { headers, body } = await second(path);
    assert.equal(headers['content-language'], locale);
    assert.match(String(headers['content-type']), /^text\/html/);
    assert.ok(
      body.includes(`<html lang="${locale}">`) && body.includes(texts(locale)('busy.again')),
    );
    assert.ok(body.includes(`action="${path.split('?')[0]}"`));
    assert.ok(body.includes('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; küme"'));
    assert.doesNotMatch(body, /<script/);
    for (const sector of ['makine', 'tekstil'])
      assert.ok(body.includes(`name="sector" value="${sector}"`));
  }
  const { body: file } = await second('/en/search.csv?q=x');
  assert.match(file, new RegExp(texts('en')('busy.tooMany.title')));
  const json = await second('/api/search?q=x&locale=en');
  assert.deepEqual(Object.keys(JSON.parse(json.body)), ['error']);
  const said = await second('/api/v1/search?q=x');
  assert.match(String(said.headers['content-type']), /^application\/problem\+json/);
  assert.equal(said.headers['access-control-allow-origin'], '*');
  const problem = JSON.parse(said.body);
  assert.equal(problem.status, 429);
  assert.equal(problem.type, `${env().SITE_URL}${pageHref('data', 'tr')}#too-many`);
  // A slash too many must not make a form that leads to another host.
  const { body } = await second('//ara?q=x');
  assert.ok(body.includes('action="/ara"'));
});

// --- slow clients and the end -----------------------------------------------------------------

test('connections that never end their head keep nobody out, and are ended themselves', async () => {
  const { send, ask } = await open(ok, { times: { head: 400, end: 200 } });
  const slow = Array.from({ length: 300 }, () => send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '));
  for (let turn = 0; turn < 20; turn++) assert.equal((await ask('/')).status, 200);
  for (const reply of await Promise.all(slow)) assert.match(reply, /^HTTP\/1\.1 408 /);
});

test('an end takes nothing new and finishes what was begun', async () => {
  const site = holding();
  const { ask, stop, port } = await open(site.answer, { times: { end: 20_000 } });
  const agent = new http.Agent({ keepAlive: true });
  assert.equal((await ask('/hakkinda', { agent })).headers.connection, 'keep-alive');
  const begun = ask('/ara');
  await until(
    () => site.held.length === 1,
    5,
    () => 'the search',
  );
  const stopped = stop();
  const last = await ask('/hakkinda', { agent });
  assert.equal(last.status, 200, 'a request on an open connection is still answered');
  assert.equal(last.headers.connection, 'close');
  await assert.rejects(ask('/'), /ECONNREFUSED/);
  site.letGo();
  assert.equal((await begun).body, 'found');
  await stopped;
  await assert.rejects(ask('/'), new RegExp(`ECONNREFUSED.*${port}`));
});

test('an end does not wait for ever', async () => {
  const site = holding();
  const { ask, stop } = await open(site.answer, { times: { end: 50 } });
  const begun = assert.rejects(ask('/ara'), /socket hang up|ECONNRESET/);
  await until(
    () => site.held.length === 1,
    5,
    () => 'the search',
  );
  await stop();
  await begun;
});
