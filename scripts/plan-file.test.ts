import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeArticleNumber } from '#lib/article-number';
import { asPdf, knownArticles, pdfOf, planDocument } from '#lib/fixtures/plan-document';
import { readPlan } from '#lib/plan-text';
import { readPlanFile, usualLimits } from './plan-file';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const article = '309. Şırnak ve Iğdır’da KOBİ’ler için ağ kurulacaktır.';

const why = async (bytes: Uint8Array, limits = usualLimits) => {
  const file = await readPlanFile(bytes, limits);
  assert.ok(!file.ok);
  return file;
};
const pagesIn = async (bytes: Uint8Array) => {
  const file = await readPlanFile(bytes);
  assert.ok(file.ok, JSON.stringify(file));
  return file;
};
const printed = (...pages: readonly string[]) =>
  pdfOf((pdf) => {
    for (const text of pages) {
      pdf.addPage();
      if (text === '') pdf.rect(50, 50, 400, 600).fill('grey');
      else pdf.fontSize(11).text(text, 72, 100, { lineBreak: false });
    }
  });

test('a whole plan comes back letter for letter from its PDF', async () => {
  const document = planDocument(1);
  assert.ok(document.pages.length >= 60);
  const { pages, doubts } = await pagesIn(await asPdf(document));
  assert.equal(pages.length, document.pages.length);
  assert.deepEqual(doubts, []);
  const { articles, errors } = readPlan(pages, ['Ar-Ge', 'UR-GE', 'e-ticaret', 'sosyo-ekonomik']);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    articles.map(({ page: _, ...own }) => own),
    document.articles,
  );
  const found = new Map(articles.map(({ number, text }) => [writeArticleNumber(number), text]));
  for (const { number, text } of knownArticles) assert.ok(found.get(number) === text, number);
});

test('text in UTF-8, UTF-16 and Windows-1254 is the same text; the old one is told', async () => {
  const utf16 = Buffer.from(`\ufeff${article}`, 'utf16le');
  for (const bytes of [
    bytesOf(article),
    bytesOf(`\ufeff${article}`),
    utf16,
    Buffer.from(utf16).swap16(),
  ])
    assert.deepEqual(await pagesIn(bytes), { ok: true, pages: [[article]], doubts: [] });
  const letters: Readonly<Record<string, number>> = {
    ...{
      ğ: 0xf0,
      Ğ: 0xd0,
      ı: 0xfd,
      İ: 0xdd,
      ş: 0xfe,
      Ş: 0xde,
      ç: 0xe7,
      ö: 0xf6,
      ü: 0xfc,
      '’': 0x92,
    },
  };
  const old = Uint8Array.from(article, (letter) => letters[letter] ?? letter.charCodeAt(0));
  assert.deepEqual(await pagesIn(old), {
    ok: true,
    pages: [[article]],
    doubts: [{ page: 1, code: 'windows-1254' }],
  });
});

test('a PDF has the words as they stand, page by page', async () => {
  const { pages } = await pagesIn(await printed(article, '310. Sonraki.'));
  assert.deepEqual(pages, [[article], ['310. Sonraki.']]);
});

test('a scanned PDF says so, a scanned page among others is told', async () => {
  assert.deepEqual(await why(await printed('', '')), {
    ok: false,
    code: 'pdf-without-text',
    values: { pages: 2 },
  });
  const { doubts } = await pagesIn(await printed(article, ''));
  assert.deepEqual(doubts, [{ page: 2, code: 'page-without-text' }]);
});

test('text that is turned on its side is told', async () => {
  const bytes = await pdfOf((pdf) => {
    pdf.addPage().fontSize(11).text(article, 72, 100, { lineBreak: false });
    pdf.rotate(90, { origin: [300, 300] }).text('Tablo 3', 300, 300, { lineBreak: false });
  });
  const { pages, doubts } = await pagesIn(bytes);
  assert.deepEqual(doubts, [{ page: 1, code: 'turned-text' }]);
  assert.deepEqual(pages, [[article]]);
});

test('an encrypted PDF says so', async () => {
  const locked = await pdfOf((pdf) => pdf.addPage().text(article), { userPassword: 'gizli' });
  assert.equal((await why(locked)).code, 'pdf-encrypted');
});

test('a damaged PDF says so, however much of it is left', async () => {
  const whole = await printed(article, '310. Sonraki.');
  for (const share of [0.02, 0.3, 0.6, 0.9])
    assert.equal(
      (await why(whole.subarray(0, whole.length * share))).code,
      'pdf-damaged',
      `${share}`,
    );
  assert.equal((await why(bytesOf('%PDF-1.7\nno more'))).code, 'pdf-damaged');
});

test('a PDF of 2,000 pages is not read, nor one beyond the other bounds', async () => {
  const long = await pdfOf((pdf) => {
    for (let page = 0; page < 2000; page++) pdf.addPage();
  });
  assert.deepEqual(await why(long), {
    ok: false,
    code: 'too-many-pages',
    values: { pages: 2000, most: 1000 },
  });
  const one = await printed(article);
  assert.equal((await why(one, { ...usualLimits, milliseconds: 0 })).code, 'pdf-too-slow');
  assert.equal((await why(one, { ...usualLimits, megabytes: 0 })).code, 'file-too-large');
  assert.equal((await why(bytesOf('a\f'.repeat(1001)))).code, 'too-many-pages');
});

test('what is neither text nor PDF says so, and so does nothing at all', async () => {
  for (const bytes of [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), bytesOf('{\\rtf1\\ansi 309. Bir.}')])
    assert.equal((await why(bytes)).code, 'not-text-or-pdf');
  for (const bytes of [new Uint8Array(), bytesOf(' \n\f\n')])
    assert.equal((await why(bytes)).code, 'empty-file');
});
