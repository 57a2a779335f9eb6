import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isIban, isIdentityNumber, withoutPersonalData } from '#lib/personal-data';

const cleaned = (text: string) => withoutPersonalData(text).text;

/** A right identity number on nine chosen digits. */
const identityNumbers = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }))
  .map(([first, rest]) => {
    const nine = [first, ...rest];
    const sum = (from: number, step: number, end: number) => {
      let total = 0;
      for (let place = from; place < end; place += step) total += nine[place] ?? 0;
      return total;
    };
    const tenth = (((sum(0, 2, 9) * 7 - sum(1, 2, 8)) % 10) + 10) % 10;
    const eleventh = (sum(0, 1, 9) + tenth) % 10;
    return [...nine, tenth, eleventh].join('');
  });

/** A right Turkish IBAN on 22 chosen digits. */
const ibans = fc.array(fc.nat(9), { minLength: 22, maxLength: 22 }).map((some) => {
  const bban = some.join('');
  const check = 98n - (BigInt(`${bban}292700`) % 97n);
  return `TR${check.toString().padStart(2, '0')}${bban}`;
});

const words = fc.stringMatching(/^[a-zçğıöşü ]{0,30}$/);

test('identity numbers and IBANs are told by their check digits', () => {
  for (const right of ['10000000146', '100 000 001 46'])
    assert.equal(isIdentityNumber(right), true, right);
  for (const wrong of ['10000000147', '00000000146', '1000000014', '12345678901', ''])
    assert.equal(isIdentityNumber(wrong), false, wrong);
  for (const right of ['TR33 0006 1005 1978 6457 8413 26', 'DE89370400440532013000'])
    assert.equal(isIban(right), true, right);
  for (const wrong of ['TR34 0006 1005 1978 6457 8413 26', 'DE8937040044053201300', 'TR'])
    assert.equal(isIban(wrong), false, wrong);
});

test('each kind is taken out, however it is written, and named', () => {
  for (const [text, clean, kinds] of [
    ['Numaram 10000000146, arayın', 'Numaram […], arayın', ['identity']],
    ['TC: １００００００0146.', 'TC: […].', ['identity']],
    ['100-000-001-46', '[…]', ['identity']],
    ['TR33 0006 1005 1978 6457 8413 26 hesabına', '[…] hesabına', ['iban']],
    ['tr330006100519786457841326', '[…]', ['iban']],
    ['TR34 0006 1005 1978 6457 8413 26', '[…]', ['iban']],
    ['DE89 3704 0044 0532 0130 00 numaralı', '[…] numaralı', ['iban']],
    ['AT61 1904 3002 3457 3201 TEST', '[…] TEST', ['iban']],
    ['0532 123 45 67', '[…]', ['phone']],
    ['0 (532) 123-45-67 ara', '[…] ara', ['phone']],
    ['+90 532 123 4567', '[…]', ['phone']],
    ['0090 312 123 45 67', '[…]', ['phone']],
    ['05321234567', '[…]', ['phone']],
    ['532 123 45 67', '[…]', ['phone']],
    ['0312.123.45.67', '[…]', ['phone']],
    ['ayşe.yılmaz@örnek.com.tr yazın', '[…] yazın', ['email']],
    ['ali [at] ornek.org', '[…]', ['email']],
    ['a@b.co ve 0532 123 45 67', '[…] ve […]', ['email', 'phone']],
  ] as const)
    assert.deepEqual(withoutPersonalData(text), { text: clean, removed: [...kinds] }, text);
});

test('amounts, dates, codes, article numbers and addresses stay', () => {
  for (const text of [
    'Üst sınır 5.321.234.567 TL, taban 1.500.000 TL',
    '5321234567 TL ve 5500000000 lira',
    '12345678901 adet',
    '01.02.2026 – 31.12.2026, saat 09:00-17:30',
    '2026-11-22T09:00:00+03:00',
    'NACE 28.99, madde 309.5, 32933 sayılı Resmî Gazete',
    'https://www.kosgeb.gov.tr/site/tr/genel/destekdetay/1231/kobi-finansman',
    'AB12 CD34 destek çağrısı, TR21 ve TR2 bölgeleri',
    '444 1 567',
    '%75 hibe, 36 ay, 300.000 - 500.000 TL',
    'e-posta: yok @ işareti',
  ])
    assert.deepEqual(withoutPersonalData(text), { text, removed: [] }, text);
});

test('the mark is chosen, and a kind that is the matter itself stays', () => {
  assert.equal(withoutPersonalData('ara 0532 123 45 67', { mark: '' }).text, 'ara ');
  assert.deepEqual(withoutPersonalData('0312 123 45 67, a@b.co', { keep: ['phone'] }), {
    text: '0312 123 45 67, […]',
    removed: ['email'],
  });
});

test('no right number stays in any text, and cleaning twice is cleaning once', () => {
  const separators = fc.constantFrom('', ' ', '-');
  fc.assert(
    fc.property(fc.oneof(identityNumbers, ibans), words, words, separators, (number, a, b, gap) => {
      const written = number.match(/.{1,4}/g)?.join(gap) ?? number;
      const text = `${a} ${written} ${b}`;
      const once = cleaned(text);
      assert.equal(once, `${a} […] ${b}`);
      assert.equal(cleaned(once), once);
    }),
  );
});

test('a text without digits and @ is never changed', () => {
  const texts = fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[\p{N}@＠]|[([](?:at|et)/iu.test(text));
  fc.assert(fc.property(texts, (text) => assert.equal(cleaned(text), text)));
});

test('a megabyte of anything is read in one go', () => {
  for (const unit of ['a', '1', '1 ', 'a@', '+9', 'TR1', 'AB12 ', '5 3'])
    assert.equal(typeof cleaned(unit.repeat(1_000_000 / unit.length)), 'string', unit);
});
