import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { abbreviationsOf, parseAbbreviations } from '#lib/abbreviations';
import type { Entry } from '#lib/entry';
import { anyText } from '#lib/fixtures/texts';
import type { Locale } from '#lib/field';
import { texts } from '#lib/messages';
import {
  hintSentence,
  plainLanguage,
  readingGrades,
  sentencesOf,
  plainHintCodes,
} from '#lib/plain-language';

const none = new Set<string>();
const split = (text: string, locale: Locale = 'tr') =>
  sentencesOf(text, locale).map((sentence) => sentence.text);
const hintsOf = (text: string, locale: Locale = 'tr', known: ReadonlySet<string> = none) =>
  plainLanguage(text, locale, known).hints.map(
    ({ line, code, excerpt }) => `${line} ${code} ${excerpt}`,
  );

test('ordinals and abbreviations do not end a Turkish sentence', () => {
  assert.deepEqual(split('2025 yılında 3. çağrı açıldı. 11. Kalkınma Planı bunu ister.'), [
    '2025 yılında 3. çağrı açıldı.',
    '11. Kalkınma Planı bunu ister.',
  ]);
  assert.deepEqual(
    split('Örnek Sanayi A.Ş. Konya’da kuruldu. Prof. Dr. A. Yılmaz konuştu. Makine vb. alınır.'),
    ['Örnek Sanayi A.Ş. Konya’da kuruldu.', 'Prof. Dr. A. Yılmaz konuştu.', 'Makine vb. alınır.'],
  );
  assert.deepEqual(split('Yazılım, makine vb. Destek oranı %75. Süre 2026. Bitti!'), [
    'Yazılım, makine vb.',
    'Destek oranı %75.',
    'Süre 2026.',
    'Bitti!',
  ]);
});

test('in English a number with a point ends a sentence, and Dr. and e.g. do not', () => {
  assert.deepEqual(split('Dr. Smith has 12. They use tools, e.g. Excel. Good?', 'en'), [
    'Dr. Smith has 12.',
    'They use tools, e.g. Excel.',
    'Good?',
  ]);
});

test('the score is Ateşman’s in Turkish, with its words', () => {
  const { ease, words, sentences } = plainLanguage(
    'Okulda bahçede çiçekler sulanırken çocuklar geldi. '.repeat(6),
    'tr',
    none,
  );
  assert.deepEqual([words, sentences], [36, 6]);
  const syllables = 3 + 3 + 3 + 4 + 3 + 2;
  const expected = 198.825 - (40.175 * syllables) / 6 - 2.61 * 6;
  assert.equal(ease?.score.toFixed(6), expected.toFixed(6));
  assert.equal(ease?.grade, 'medium');
  const short = plainLanguage('Su ver. Ot yol. Gel gör. '.repeat(6), 'tr', none);
  assert.equal(short.ease?.grade, 'very-easy');
  assert.equal(plainLanguage('Gel.', 'tr', none).ease, undefined);
});

test('the score is Flesch’s in English', () => {
  // "The cat sat on the mat." has six words of one syllable: 206.835 - 84.6 - 6.09.
  const { ease } = plainLanguage('The cat sat on the mat. '.repeat(6), 'en', none);
  assert.equal(ease?.score.toFixed(3), '116.145');
  assert.equal(ease?.grade, 'very-easy');
  const hard =
    'Institutional interoperability necessitates comprehensive administrative harmonisation. ';
  assert.equal(plainLanguage(hard.repeat(8), 'en', none).ease?.grade, 'very-hard');
});

test('a long sentence is told with the line on which it begins', () => {
  const long = `${'kelime '.repeat(20)}kelime.`;
  assert.deepEqual(hintsOf(`Kısa bir söz.\nİkinci satır. Burada\n\n- Madde\n- ${long}`), [
    '5 long-sentence kelime kelime kelime kelime kelime kelime…',
  ]);
  assert.deepEqual(hintsOf(`Kısa söz.\nDevam eder. ${long.replace('kelime', 'Kelime')}`), [
    '2 long-sentence Kelime kelime kelime kelime kelime kelime…',
  ]);
  assert.deepEqual(hintsOf(`${'kelime '.repeat(19)}kelime.`), []);
});

test('what is quoted, a heading, a table or code is not judged', () => {
  const long = 'kelime '.repeat(40);
  assert.deepEqual(
    hintsOf(`## ${long}\n\n> ${long}\n\n| ${long} |\n| --- |\n| XYZ |\n\n\`\`\`\n${long}\n\`\`\``),
    [],
  );
});

test('an abbreviation is told once, unless it is known or explained', () => {
  assert.deepEqual(hintsOf('ABCD bunu verir. ABCD’nin çağrısı var. XII. yıl ve UR-GE.'), [
    '1 abbreviation ABCD',
    '1 abbreviation UR-GE',
  ]);
  assert.deepEqual(hintsOf('ABCD ve KOSGEB.', 'tr', new Set(['ABCD'])), ['1 abbreviation KOSGEB']);
  assert.deepEqual(hintsOf('Ağrı Bitlis Cizre Derneği (ABCD) kuruldu. ABCD büyüdü.'), []);
  assert.deepEqual(hintsOf('UR-GE (uluslararası rekabetçilik) desteği var.'), []);
  assert.deepEqual(hintsOf('ÖNEMLİ NOT: BAŞVURU SÜRESİ UZATILDI.'), []);
});

test('two passive verbs in a sentence are told; words that only look passive are not', () => {
  const passives = (text: string) => plainLanguage(text, 'tr', none).hints.map((h) => h.values);
  assert.deepEqual(passives('Kayıt tutulur ve sonuç bildirilir.'), [
    { count: 2, verbs: 'tutulur, bildirilir' },
  ]);
  assert.deepEqual(passives('Eğitimin verilmesi planlanmaktadır.'), [
    { count: 2, verbs: 'verilmesi, planlanmaktadır' },
  ]);
  for (const plain of [
    'Firma bilir, bulur, olur ve kalır.',
    'Üyeler katılır, yararlanır ve faydalanır.',
    'Yenilenebilir enerji desteklenir.',
    'Verilen destek, seçilen firmaya yapılan ödemedir.',
    'Kurul toplanır. Karar bildirilir.',
  ])
    assert.deepEqual(passives(plain), [], plain);
});

test('every hint and grade has its sentence in both languages', () => {
  for (const locale of ['tr', 'en'] as const) {
    const t = texts(locale);
    const values = { count: 2, most: 20, verbs: 'x' };
    for (const code of plainHintCodes)
      assert.match(hintSentence({ line: 1, code, excerpt: 'ABCD', values }, t), /ABCD/);
    for (const grade of readingGrades) assert.notEqual(t(`plainLanguage.grades.${grade}`), '');
    assert.match(
      t('plainLanguage.ease', { score: 48.7, grade: 'x', words: 40, sentences: 3 }),
      /49: x\. 40/,
    );
  }
});

test('no text breaks it, and every hint lies within the text', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('tr', 'en'), (text, locale) => {
      const { hints, ease } = plainLanguage(text, locale, none);
      const lines = text.split(/\r\n|\r|\n/).length;
      return (
        hints.every(({ line }) => line >= 1 && line <= lines) &&
        (ease === undefined || Number.isFinite(ease.score))
      );
    }),
  );
});

test('the longest text that a file may hold is read, also as one paragraph', () => {
  const { sentences } = plainLanguage('Bir cümle yazılır. '.repeat(12_000), 'tr', none);
  assert.equal(sentences, 12_000);
});

test('the glossary and short names explain abbreviations; the list of others is checked', () => {
  const term = {
    type: 'term',
    data: { title: 'OSB', expansion: 'Organize sanayi bölgesi', synonyms: ['SANAYİ-OSB'] },
  };
  const institution = { type: 'institution', data: { title: 'Banka', shortName: 'KGF' } };
  const entries = [term, institution] as unknown as Entry[]; // only what is read of them
  assert.deepEqual([...abbreviationsOf(entries)], ['OSB', 'SANAYİ-OSB', 'KGF']);
  const read = (text: string) => parseAbbreviations('a.yaml', text);
  assert.deepEqual(read('known:\n  - TL\n  - AB\n'), { ok: true, known: ['TL', 'AB'] });
  const wrong = read('known:\n  - TL\n  - ""\n');
  assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ line, code }) => `${line} ${code}`), [
    '3 empty',
  ]);
  const tabs = read('known:\n\t- TL\n');
  assert.equal(tabs.ok, false);
  assert.equal(read('').ok, false);
});
