import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { joinLines, vocabularyOf } from '#lib/line-joining';

const known = ['Ar-Ge', 'e-ticaret'];
const joined = (lines: readonly string[], document: readonly string[] = lines) =>
  joinLines(lines, vocabularyOf(document, known));

test('a word cut at the end of a line is whole again', () => {
  assert.deepEqual(joined(['kümelen-', 'me desteği'], ['kümelen-', 'me desteği', 'kümelenmeye']), {
    text: 'kümelenme desteği',
    unsure: [],
  });
  assert.equal(joined(['kümelen\u00ad', 'me']).text, 'kümelenme');
});

test('a hyphen of the word itself stays', () => {
  assert.deepEqual(joined(['Ar-', 'Ge ve e-', 'ticaret ile 2019-', '2023']), {
    text: 'Ar-Ge ve e-ticaret ile 2019-2023',
    unsure: [],
  });
  const document = ['sosyo-', 'ekonomik', 'sosyo-ekonomik yapı'];
  assert.equal(joined(document.slice(0, 2), document).text, 'sosyo-ekonomik');
  assert.equal(joined(['AR-', 'GE']).text, 'AR-GE');
});

test('a dash between words is none', () => {
  assert.equal(joined(['mekân -', 'zaman –', 'insan']).text, 'mekân - zaman – insan');
});

test('a slash takes no space', () => {
  assert.equal(joined(['ve/', 'veya']).text, 've/veya');
});

test('what nothing but the rule speaks for is told', () => {
  assert.deepEqual(joined(['sosyo-', 'ekonomik']), {
    text: 'sosyoekonomik',
    unsure: ['sosyo-ekonomik'],
  });
});

const words = [
  ...['kümelenme', 'işbirliği', 'Ar-Ge', 'e-ticaret', 'sosyo-ekonomik', '2019-2023', 'şehirleşme'],
  ...['Sanayi', 'KOBİ’lerin', 'Iğdır', 've/veya', 'yüzde', '%25', '(OSB)', 'güçlendirilecektir.'],
];

test('a text broken anywhere, in words too, comes back letter for letter', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 60 }),
      fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 60, maxLength: 60 }),
      (own, breaks, cuts) => {
        const lines = [''];
        own.forEach((text, index) => {
          const at = cutsOf(text)[cuts[index] ?? 0];
          const gap = lines.at(-1) === '' ? '' : ' ';
          if (breaks[index] && at !== undefined) {
            lines[lines.length - 1] += gap + text.slice(0, at).replace(/(?<=[\p{L}])$/u, '-');
            lines.push(text.slice(at));
          } else lines[lines.length - 1] += gap + text;
        });
        assert.equal(joined(lines, [...lines, ...words]).text, own.join(' '));
      },
    ),
  );
});

/** Where a printer may cut a word: inside its letters, two from either end, or behind its own hyphen or slash. */
function cutsOf(text: string): number[] {
  return Array.from(text, (_, at) => at).filter(
    (at) =>
      /[-/]$/.test(text.slice(0, at)) ||
      (!text.includes('-') &&
        /\p{Ll}{2}$/u.test(text.slice(0, at)) &&
        /^\p{Ll}{3}/u.test(text.slice(at))),
  );
}
