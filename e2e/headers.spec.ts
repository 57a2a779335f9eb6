import { connect } from 'node:net';
import { expect, test } from './test';
import { kinds } from './words';

/** What comes back to these very bytes, as the status and every header line. */
const send = (base: string | undefined, text: string) =>
  new Promise<{ status: number; lines: string[] }>((resolve, reject) => {
    const { hostname, port } = new URL(base ?? '');
    let back = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('latin1').on('data', (part: string) => (back += part));
    socket.on('error', reject).on('close', () => {
      const [first = '', ...lines] = (back.split('\r\n\r\n')[0] ?? '').split('\r\n');
      resolve({ status: Number(first.split(' ')[1]), lines });
    });
  });

const always = [
  'content-security-policy',
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'x-request-id',
];

const get = (path: string, more = '', method = 'GET') =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;

const answers: [name: string, status: number, text: string][] = [
  ['a page', 200, get(kinds.home.tr)],
  ['an entry', 200, get(kinds.programme.en)],
  ['a search', 200, get('/ara?q=küme'.replace('ü', '%C3%BC'))],
  ['its head', 200, get('/ara?q=x', '', 'HEAD')],
  ['a file', 200, get('/en/programmes.csv')],
  ['a static file', 200, get('/favicon.svg')],
  ['a missing static file', 404, get('/_next/static/chunks/none.js')],
  ['a missing image', 404, get('/images/none.png')],
  ['the interface', 200, get('/api/v1/search?q=x')],
  ['its refusal', 400, get('/api/v1/search?limit=x')],
  ['health', 200, get('/api/health')],
  ['readiness', 200, get('/api/ready')],
  [
    'what a client has',
    304,
    get('/api/v1/openapi.json', 'If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT\r\n'),
  ],
  ['another address', 308, get('/tr/ara')],
  ['a broken encoding', 308, get('/%')],
  ['an address that names nothing', 404, get('/yok')],
  ['another method', 405, get('/', 'Content-Length: 0\r\n', 'POST')],
  ['an upgrade', 200, get('/', 'Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n')],
  ['a body of unknown length', 411, get('/', 'Transfer-Encoding: chunked\r\n', 'POST')],
  ['a body too large', 413, get('/', 'Content-Length: 99999999\r\n', 'POST')],
  ['a head too large', 431, get('/', `X-Long: ${'a'.repeat(20_000)}\r\n`)],
  ['no request', 400, 'nonsense\r\n\r\n'],
  ['no host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
];

for (const [name, status, text] of answers)
  test(`${name} (${status}) carries every header once`, async ({ baseURL }) => {
    const answer = await send(baseURL, text);
    expect(answer.status).toBe(status);
    const names = answer.lines.map((line) => (line.split(':')[0] ?? '').toLowerCase());
    // A request that could not be read has no number.
    const expected = status === 431 || text.startsWith('nonsense') ? always.slice(0, -1) : always;
    for (const header of expected)
      expect(
        names.filter((one) => one === header),
        header,
      ).toHaveLength(1);
    const policy = answer.lines.find((line) => /^content-security-policy:/i.test(line)) ?? '';
    expect(policy).toContain('frame-ancestors');
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(names).not.toContain('x-powered-by');
  });

test('the portal is ready, and says so to nobody’s cache', async ({ request }) => {
  const response = await request.get('/api/ready');
  expect(await response.json()).toEqual({ ready: true, missing: [] });
  expect(response.headers()['cache-control']).toBe('no-store');
});
