import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { drawQr, type QrPicture } from '#lib/qr';
import { mostKept, withList } from '#lib/short-list';

/** What a camera would see: each square of the path as 4 × 4 dark pixels on white. */
function photographed({ size, path }: QrPicture) {
  const scale = 4;
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let pixel = 0; pixel < scale * scale; pixel++) {
      const row = Number(y) * scale + Math.floor(pixel / scale);
      const start = 4 * (row * side + Number(x) * scale + (pixel % scale));
      data.fill(0, start, start + 3);
    }
  return { width: side, height: side, data };
}

test('a telephone reads back the address of any list, also of the longest', () => {
  const slug = fc.stringMatching(/^[a-z0-9]{3,15}(-[a-z0-9]{2,15}){0,2}$/);
  const list = fc.uniqueArray(slug, { minLength: 1, maxLength: mostKept });
  fc.assert(
    fc.property(list, (slugs) => {
      const address = withList('https://bys.example/en/list', slugs);
      assert.equal(decodeQR(photographed(drawQr(address))), address);
    }),
    { numRuns: 20 },
  );
});

test('the code has its light border, without which readers miss it', () => {
  const { size, path } = drawQr('https://bys.example/liste');
  const at = [...path.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  assert.equal(Math.min(...at), 4);
  assert.equal(Math.max(...at), size - 5);
});
