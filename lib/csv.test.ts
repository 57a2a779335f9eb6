import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csv } from '#lib/csv';
import { anyText } from '#lib/fixtures/texts';

const formula = /^[=+\-@\t\r＝＋－＠]/;
const rows = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { minLength: 1 }),
  );

test('another program reads back every text, formulas with a mark before them', () => {
  fc.assert(
    fc.property(rows, (table) => {
      const expected = table.map((row) =>
        row.map((cell) => (formula.test(cell) ? `'${cell}` : cell)),
      );
      assert.deepEqual(parse(csv(table), { bom: true, record_delimiter: '\r\n' }), expected);
    }),
  );
});

test('the file begins with a byte order mark and ends every line as RFC 4180 says', () => {
  assert.equal(
    csv([
      ['Ad', 'Tutar'],
      ['Işık "Şirketi"', '1,5'],
    ]),
    '\uFEFFAd,Tutar\r\n"Işık ""Şirketi""","1,5"\r\n',
  );
});
