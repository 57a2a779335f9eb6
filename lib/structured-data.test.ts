import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyText } from '#lib/fixtures/texts';
import { scriptJson } from '#lib/structured-data';

test('no text ends the script element that describes an entry, nor a line of it', () => {
  const pieces = fc.constantFrom(
    '</script>',
    '<!--',
    '<script>',
    '\u2028',
    '\u2029',
    ']]>',
    '&lt;',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(anyText, pieces)), (texts) => {
      const data = { '@context': 'https://schema.org', name: texts.join('') };
      const json = scriptJson(data);
      assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
      assert.deepEqual(JSON.parse(json), data);
    }),
  );
});
