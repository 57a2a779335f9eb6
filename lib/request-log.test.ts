import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entryHref } from '#lib/addresses';
import { isIdentityNumber } from '#lib/personal-data';
import { givenId, requestLine } from '#lib/request-log';
import { routeOf } from '#lib/route-kind';

const lineOf = (path: string, query = '', more: { id?: string; method?: string } = {}) =>
  requestLine({
    time: new Date('2026-11-22T10:00:00Z'),
    id: 'a'.repeat(32),
    method: 'GET',
    path,
    route: routeOf(path, query),
    status: 200,
    ms: 12.345,
    bytes: 2048,
    ...more,
  });

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length });

/** Identity numbers with right check digits. */
const identity = fc.tuple(fc.integer({ min: 1, max: 9 }), digits(8)).map(([first, rest]) => {
  const nine = [first, ...rest].map(String).join('');
  for (let end = 0; end < 100; end++) {
    const number = nine + String(end).padStart(2, '0');
    if (isIdentityNumber(number)) return number;
  }
  throw new Error('every nine digits have their check digits');
});
const phone = fc
  .tuple(fc.constantFrom('+90', '0090', '0'), fc.constantFrom('532', '505', '312'), digits(7))
  .map(([before, area, rest]) => `${before}${area}${rest.join('')}`);
const iban = digits(24).map((numbers) => `TR${numbers.join('')}`);
const email = fc
  .tuple(fc.stringMatching(/^[a-z]{3,12}$/), fc.stringMatching(/^[a-z]{3,12}$/))
  .map(([name, host]) => `${name}@${host}.com.tr`);
const personal = fc.oneof(identity, phone, iban, email);

/** How a value can stand in an address. */
const written = [
  (text: string) => text,
  encodeURIComponent,
  (text: string) => encodeURIComponent(encodeURIComponent(text)),
  (text: string) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16)}`).join(''),
  (text: string) => [...text].join('%00'),
  (text: string) =>
    encodeURIComponent(text.replace(/\d/g, (sign) => String.fromCharCode(0xff10 + Number(sign)))),
];
const places = [
  (value: string) => `/${value}`,
  (value: string) => `/destekler/${value}`,
  (value: string) => `/en/programmes/x-${value}-y`,
  (value: string) => `/api/v1/entries/programme/${value}`,
  (value: string) => `/editor/giris/${value}`,
  (value: string) => `/images/${value}.png`,
  (value: string) => `/plan/11/${value}.csv`,
];

test('no personal number or address in a path, however it is written, reaches the line', () => {
  fc.assert(
    fc.property(
      personal,
      fc.constantFrom(...written),
      fc.constantFrom(...places),
      (value, write, place) => {
        const line = lineOf(place(write(value)));
        const seen = decodeURIComponent(line.replace(/%(?![0-9a-f]{2})/gi, '%25')).normalize(
          'NFKC',
        );
        assert.ok(!seen.includes(value), line);
        assert.doesNotMatch(seen, /\d{9}/);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a query is in no line, whatever it holds', () => {
  fc.assert(
    fc.property(fc.oneof(personal, fc.string({ minLength: 4 })), (value) => {
      const query = `q=${encodeURIComponent(value)}`;
      assert.equal(lineOf('/ara', query), lineOf('/ara'));
    }),
  );
});

test('a path can neither end the line nor write a field of it', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '%0d%0a{"time":1}',
      '","status":999,"x":"',
      '\u2028',
      '%1b[2J',
      '\ud800',
      '\r\n',
    ),
  );
  fc.assert(
    fc.property(hostile, fc.string(), (path, method) => {
      const line = lineOf(`/${path}`, '', { method });
      assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      const read = JSON.parse(line);
      assert.deepEqual(Object.keys(read), [
        ...['time', 'id', 'method', 'kind', 'locale', 'path', 'status', 'ms', 'bytes'],
      ]);
      assert.equal(read.status, 200);
      assert.ok(read.path.length <= 200);
    }),
    { numRuns: 1000 },
  );
});

test('what opens something to its bearer is not written down', () => {
  for (const [path, written] of [
    ['/duzeltme/K7MP-Q2XR-9TWD', '/duzeltme/…'],
    ['/en/correction/x', '/en/correction/…'],
    ['/editor/davet/secret', '/editor/davet/…'],
    ['/en/editor/davet/secret', '/en/editor/davet/…'],
    ['/api/editor/openid/callback', '/api/editor/openid/…'],
    ['/editor', '/editor'],
  ] as const)
    assert.equal(JSON.parse(lineOf(path)).path, written);
});

test('an address of ours stands in the line as it is', () => {
  for (const path of [entryHref('programme', 'kosgeb-yurt-disi-pazar', 'tr'), '/en/search', '/'])
    assert.equal(JSON.parse(lineOf(path)).path, path);
  assert.equal(JSON.parse(lineOf('/plan/11/309.5')).path, '/plan/11/309.5');
  assert.equal(JSON.parse(lineOf('/ara')).ms, 12.3);
});

test('a given number of a request is taken only in the form of one', () => {
  assert.equal(givenId('9f86d081884c7d659a2feaa0c55ad015'), '9f86d081884c7d659a2feaa0c55ad015');
  assert.equal(
    givenId('f81d4fae-7dec-11d0-a765-00a0c91e6bf6'),
    'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  );
  fc.assert(fc.property(personal, (value) => assert.equal(givenId(value), undefined)));
  for (const wrong of [
    undefined,
    '',
    'x\r\ny',
    'A'.repeat(32),
    `${'0'.repeat(31)}\n`,
    '1'.repeat(33),
  ])
    assert.equal(givenId(wrong), undefined);
});
