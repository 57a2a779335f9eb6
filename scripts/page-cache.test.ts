import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import type { Handler } from './door';
import { doorServer, type Door } from './door-server';
import { pageCache } from './page-cache';
import { until } from './processes-for-tests';
import { searchKey, vitals } from '#lib/vitals';

// The door as it serves, with a page of our own behind it instead of Next's.

const filler = 'uzun metin '.repeat(200);
let made: string[] = [];
let counted: string[] = [];
let clock = 0;
let revision: object = {};
let answering: Handler = () => Promise.resolve();

const page: Handler = async (request, response) => {
  const url = request.url ?? '';
  made.push(url);
  const number = made.length;
  response.setHeader('Content-Security-Policy', `script-src 'self' 'nonce-n${number}'`);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (!url.includes('olmaz'))
    vitals().answers?.set(searchKey(url.split('?')[0] ?? '', url.split('?')[1] ?? ''), (sent) =>
      counted.push(sent.get('user-agent') ?? ''),
    );
  if (url.includes('kurabiye')) response.setHeader('Set-Cookie', 'a=b');
  response.write(`<p>${number} ğüş ${filler}</p>`);
  // Next ends its own work only when the answer has been sent.
  const sent = new Promise((resolve) => response.once('finish', resolve));
  response.end(`<script nonce="n${number}">sayfa(${number})</script><script src="/a.js"></script>`);
  await sent;
};

const doors: Door[] = [];
async function open(): Promise<string> {
  const door = doorServer(
    (request, response) => answering(request, response),
    {
      SITE_URL: 'http://localhost',
      REQUEST_LOG: 'off',
      TRUST_PROXY: 'off',
      RATE_LIMIT: 1000,
      SEARCHES_AT_ONCE: 10,
    },
    [
      pageCache(
        (request, response) => answering(request, response),
        () => clock,
      ),
    ],
  );
  doors.push(door);
  await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
}

after(() => Promise.all(doors.map(({ stop }) => stop())));
beforeEach(() => {
  [made, counted, clock] = [[], [], 1_000_000];
  revision = {};
  vitals().answers = new Map();
  vitals().revision = () => revision;
  answering = page;
});

type Got = { status: number; headers: http.IncomingHttpHeaders; body: string };
const get = (url: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) =>
    http
      .get(url, { headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      })
      .on('error', reject),
  );
const number = ({ body }: Got) => Number(/<p>(\d+)/.exec(body)?.[1]);

test('the same search is made once, whole for everybody, and counted each time', async () => {
  const site = await open();
  const first = await get(`${site}/ara?q=k%C3%BCme`);
  const again = await get(`${site}/ara?q=k%C3%BCme`, { 'User-Agent': 'okur' });
  assert.deepEqual([first.status, again.status, again.body], [200, 200, first.body]);
  assert.equal(again.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(made.length, 1);
  assert.deepEqual(counted, ['okur']);
  // However a browser writes it.
  const spaced = await get(`${site}/ara?q=bir%20s%C3%B6z'l%C3%BCk`);
  assert.equal(number(await get(`${site}/ara?q=bir+s%c3%b6z%27l%C3%BCk`)), number(spaced));
  const other = await get(`${site}/ara?q=k%C3%BCme&sayfa=2`);
  assert.equal(number(other), 3);
  const packed = await fetch(`${site}/ara?q=k%C3%BCme`, { headers: { 'Accept-Encoding': 'gzip' } });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(await packed.text(), first.body);
  assert.match(String(packed.headers.get('vary')), /^Accept-Encoding$/i);
});

test('what is given to many names its scripts by what they say, and no number used once', async () => {
  const site = await open();
  const first = await get(`${site}/ara?q=a`);
  assert.match(String(first.headers['content-security-policy']), /'nonce-n1'/);
  const again = await get(`${site}/ara?q=a`);
  const hash = createHash('sha256').update('sayfa(1)').digest('base64');
  assert.equal(again.headers['content-security-policy'], `script-src 'self' 'sha256-${hash}'`);
});

test('a change of the content ends all, and what the index may not have yet is not kept', async () => {
  const site = await open();
  await get(`${site}/ara?q=a`);
  revision = {};
  assert.equal(number(await get(`${site}/ara?q=a`)), 2);
  assert.equal(number(await get(`${site}/ara?q=a`)), 3);
  clock += 3_000;
  assert.equal(number(await get(`${site}/ara?q=a`)), 4);
  assert.equal(number(await get(`${site}/ara?q=a`)), 4);
  // So soon after a change it is made again after two seconds.
  clock += 3_000;
  await until(
    async () => number(await get(`${site}/ara?q=a`)) === 5,
    10,
    () => `made: ${made.join(' ')}`,
  );
});

test('an older page is given once more while it is made anew, an old one never', async () => {
  const site = await open();
  await get(`${site}/ara?q=a`);
  clock += 59_000;
  assert.equal(number(await get(`${site}/ara?q=a`)), 1);
  assert.equal(made.length, 1);
  clock += 2_000;
  assert.equal(number(await get(`${site}/ara?q=a`)), 1);
  // Made behind that answer, and once, however many ask meanwhile.
  await until(
    async () => number(await get(`${site}/ara?q=a`)) === 2,
    10,
    () => `made: ${made.join(' ')}`,
  );
  assert.equal(made.length, 2);
  clock += 81_000;
  assert.equal(number(await get(`${site}/ara?q=a`)), 3);
});

test('only a whole answer is kept: none without the engine, with a cookie, of a part, of another method', async () => {
  const site = await open();
  for (const [url, headers] of [
    ['/ara?q=olmaz', {}],
    ['/ara?q=kurabiye', {}],
    ['/ara?q=a', { rsc: '1' }],
    ['/ara?q=a', { cookie: 'dil=en' }],
    ['/destekler/tubitak-1501', {}],
  ] as const) {
    const [one, other] = [await get(site + url, headers), await get(site + url, headers)];
    assert.notEqual(number(one), number(other), url);
  }
});

test('a failure is told as one, and is not kept', async () => {
  const site = await open();
  const logged: unknown[] = [];
  const { error } = console;
  console.error = (...words) => logged.push(...words);
  try {
    answering = () => Promise.reject(new Error('olmadı'));
    assert.equal((await get(`${site}/ara?q=a`)).status, 500);
    answering = page;
    assert.equal(number(await get(`${site}/ara?q=a`)), 1);
    clock += 61_000;
    answering = () => Promise.reject(new Error('yine olmadı'));
    assert.equal(number(await get(`${site}/ara?q=a`)), 1);
    await until(
      () => logged.length === 2,
      10,
      () => logged.join(' '),
    );
    answering = page;
    assert.equal(number(await get(`${site}/ara?q=a`)), 1);
  } finally {
    console.error = error;
  }
});
