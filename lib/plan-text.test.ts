import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareArticleNumbers, writeArticleNumber } from '#lib/article-number';
import { asText, knownArticles, planDocument } from '#lib/fixtures/plan-document';
import { pagesOf } from '#lib/plan-pages';
import { otherPlanIn, readPlan } from '#lib/plan-text';

const hyphened = ['Ar-Ge', 'UR-GE', 'e-ticaret', 'sosyo-ekonomik'];
const read = (text: string) => readPlan(pagesOf(text), hyphened);
const textsIn = (text: string) =>
  Object.fromEntries(
    read(text).articles.map((article) => [writeArticleNumber(article.number), article.text]),
  );
const codes = (remarks: readonly { code: string }[]) => remarks.map(({ code }) => code);

/** A paragraph that goes to the margin, so that a line that ends earlier is seen to. */
const full =
  'Üretimde verimliliği artırmak üzere işletmelerin yenilik kapasitesi ve rekabet gücü için';

for (const seed of [1, 4, 5])
  test(`a whole plan comes back letter for letter from its text (${seed})`, () => {
    const document = planDocument(seed);
    assert.ok(document.pages.length >= 60);
    const { articles, errors } = read(asText(document));
    assert.deepEqual(errors, []);
    assert.deepEqual(
      articles.map(({ page: _, ...article }) => article),
      document.articles,
    );
    const found = new Map(articles.map(({ number, text }) => [writeArticleNumber(number), text]));
    assert.equal(knownArticles.length, 27);
    for (const { number, text } of knownArticles) assert.ok(found.get(number) === text, number);
  });

test('a whole plan whose pages no form feed parts comes back too', () => {
  const document = planDocument(2);
  const { articles, errors } = read(
    asText({
      ...document,
      pages: document.pages.map((page) => ({ ...page, isNumberInLine: false })),
    }).replaceAll('\f', '\n'),
  );
  assert.deepEqual(errors, []);
  assert.deepEqual(
    articles.map(({ number, text }) => [writeArticleNumber(number), text]),
    document.articles.map(({ number, text }) => [writeArticleNumber(number), text]),
  );
});

test('articles have the headings over them, and their kind from the block', () => {
  const { articles, doubts } = read(
    [
      'REKABETÇİ ÜRETİM VE VERİMLİLİK',
      '2.2.1.2.2. İlaç ve Tıbbi Cihaz',
      'a. Amaç',
      '362. Rekabet gücünü artırmak temel amaçtır.',
      'b. Politika ve Tedbirler',
      '363. Yerli üretim desteklenecektir.',
      '363.1. Araştırma merkezleri kurulacaktır.',
      '2.2.1.2.3. Makine',
      'Mevcut Durum',
      '364. Sektör büyümüştür.',
      '2.3. NİTELİKLİ İNSAN, GÜÇLÜ TOPLUM',
      '2.3.1. Eğitim ve Öğretimde Fırsat Eşitliğini Sağlamaya Yönelik Temel Politikalar ile',
      'Kurumsal Yapı',
      '365. Okullaşma artırılacaktır.',
    ].join('\n'),
  );
  assert.deepEqual(doubts, []);
  const part = 'REKABETÇİ ÜRETİM VE VERİMLİLİK';
  const medicine = [part, '2.2.1.2.2. İlaç ve Tıbbi Cihaz'];
  assert.deepEqual(
    articles.map(({ kind, sectionPath }) => [kind, sectionPath]),
    [
      ['amac', [...medicine, 'Amaç']],
      ['politika', [...medicine, 'Politika ve Tedbirler']],
      ['tedbir', [...medicine, 'Politika ve Tedbirler']],
      ['diger', [part, '2.2.1.2.3. Makine', 'Mevcut Durum']],
      [
        undefined,
        [
          part,
          '2.3. NİTELİKLİ İNSAN, GÜÇLÜ TOPLUM',
          '2.3.1. Eğitim ve Öğretimde Fırsat Eşitliğini Sağlamaya Yönelik Temel Politikalar ile Kurumsal Yapı',
        ],
      ],
    ],
  );
});

test('numbers are compared as numbers: 309.10 comes behind 309.9', () => {
  const subs = Array.from({ length: 11 }, (_, index) => `309.${index + 1}. Madde ${index + 1}.`);
  const { articles, errors, doubts } = read(
    ['309. Ana madde.', ...subs, '310. Sonraki.'].join('\n'),
  );
  assert.deepEqual([errors, doubts], [[], []]);
  assert.deepEqual(articles.map(({ number }) => writeArticleNumber(number)).slice(9), [
    ...['309.9', '309.10', '309.11', '310'],
  ]);
});

test('a number inside a sentence begins no article, wherever its line breaks', () => {
  const inside = [
    ['2023. Yılına kadar tamamlanır.', 'yeni yatırımlar'],
    ['310. Maddede sayılan işler yapılır.', 'planın'],
    ['12. Kalkınma Planı hazırlanır.', 'çalışmalar başlar.'],
    ['310. maddede sayılan işler yapılır.', 'artırılır.'],
    ['1.250 işletme desteklenir.', 'en az'],
  ] as const;
  for (const [sentence, before] of inside) {
    const text = [`309. ${full}`, `${full} ${before}`, sentence, '310. Gerçek madde.'].join('\n');
    assert.deepEqual(
      textsIn(text),
      { '309': `${full} ${full} ${before} ${sentence}`, '310': 'Gerçek madde.' },
      sentence,
    );
    assert.deepEqual(read(text).errors, [], sentence);
  }
});

test('an article without its full stop ends all the same, and is told', () => {
  const { articles, doubts } = read('322.4. Merkezler kurulacaktır\n323. Destek verilecektir.');
  assert.deepEqual(
    articles.map(({ text }) => text),
    ['Merkezler kurulacaktır', 'Destek verilecektir.'],
  );
  assert.deepEqual(codes(doubts), ['no-full-stop']);
});

const pageOf = (number: number, ...lines: string[]) =>
  ['On Birinci Kalkınma Planı (2019-2023)', '', ...lines, '', `${number}`].join('\n');

test('page numbers and running heads are taken out of the sentence that runs over', () => {
  const pages = [
    pageOf(98, '421.6. Birinci madde.'),
    pageOf(99, `421.7. ${full} her yıl çeşitli`),
    pageOf(100, 'etkinlikler düzenlenecektir.'),
  ];
  const expected = `${full} her yıl çeşitli etkinlikler düzenlenecektir.`;
  for (const text of [pages.join('\f'), pages.join('\n')]) {
    assert.equal(textsIn(text)['421.7'], expected);
    assert.deepEqual(read(text).doubts, []);
  }
});

test('a page number that ran into the last line is taken out and told', () => {
  const text = [
    pageOf(98, '421.6. Birinci madde.'),
    `On Birinci Kalkınma Planı (2019-2023)\n421.7. ${full} her yıl çeşitli 99`,
    pageOf(100, 'etkinlikler düzenlenecektir.'),
  ].join('\f');
  assert.equal(textsIn(text)['421.7'], `${full} her yıl çeşitli etkinlikler düzenlenecektir.`);
  assert.deepEqual(read(text).doubts, [
    {
      page: 2,
      code: 'page-number-in-line',
      values: { number: '99', text: `421.7. ${full}`.slice(0, 59).trimEnd() + '…' },
    },
  ]);
});

test('a head that three pages do not share is text', () => {
  const text = ['309. Birinci cümle ile', 'aynı satır', '310. İkinci cümle ile', 'aynı satır'];
  assert.equal(textsIn(text.join('\n'))['310'], 'İkinci cümle ile aynı satır');
});

test('a footnote and its mark are left out and told with their page', () => {
  const body = ['309. Sanayiinde1 üretim 100 m² alanda artırılacaktır.', '310. Sonraki madde.'];
  const { articles, doubts } = read([...body, '', '1 Yalnızca imalat sanayii.'].join('\n'));
  assert.deepEqual(
    articles.map(({ text, leftOut }) => [text, leftOut]),
    [
      ['Sanayiinde üretim 100 m² alanda artırılacaktır.', ['footnote']],
      ['Sonraki madde.', []],
    ],
  );
  assert.deepEqual(doubts, [
    { page: 1, code: 'footnote', values: { text: '1 Yalnızca imalat sanayii.' } },
  ]);
  const unmarked = read([...body, '______', '2 Başka bir not.'].join('\n'));
  assert.deepEqual(codes(unmarked.doubts), ['footnote-without-mark']);
  assert.equal(unmarked.articles[0]?.text, 'Sanayiinde1 üretim 100 m² alanda artırılacaktır.');
});

const rows = ['Gösterge      2018      2023', 'İhracat      168      226'];

test('a table is left out of the article around it and told with its page', () => {
  const { articles, doubts } = read(
    ['309. Üretim', 'Tablo 5: Temel Göstergeler', ...rows, 'Kaynak: TÜİK', 'artırılacaktır.'].join(
      '\n',
    ),
  );
  assert.deepEqual(
    articles.map(({ text, leftOut }) => [text, leftOut]),
    [['Üretim artırılacaktır.', ['table']]],
  );
  assert.deepEqual(doubts, [
    { page: 1, code: 'table', values: { lines: 4, text: 'Tablo 5: Temel Göstergeler' } },
  ]);
});

test('what stands behind a table although the sentence is over is told', () => {
  const { doubts } = read(['309. Üretim artırılacaktır.', ...rows, 'Yeni cümle.'].join('\n'));
  assert.deepEqual(codes(doubts), ['table', 'after-table']);
});

test('what could be something else is told', () => {
  const told = (text: string) => codes(read(text).doubts);
  assert.deepEqual(told('309. Bir cümle.\n\nBaşka bir paragraf.'), ['second-paragraph']);
  assert.deepEqual(told('309. Şunlar yapılır:\n• eğitim'), ['list']);
  assert.deepEqual(told('309. Şu olur.\nGenel Bakış\ndevam eder.'), ['heading-or-text']);
  assert.deepEqual(told('309. Hız      40'), ['gap']);
  assert.deepEqual(told('309. Y argıda hız artar.'), ['split-letter']);
  assert.deepEqual(told('309. Bir.\n312. Dört.'), ['numbers-missing']);
  assert.deepEqual(told('309. Bir.\n2.3. Genel Bakış\nSerbest metin.\n310. İki.'), ['loose-text']);
});

test('a number that comes twice or too late is an error', () => {
  const errors = (text: string) => read(text).errors;
  assert.deepEqual(errors('309. Bir.\n310. İki.\n309. Bir daha.'), [
    { page: 1, code: 'number-twice', values: { number: '309', last: '310' } },
  ]);
  assert.deepEqual(errors('309. Bir.\f312. Dört.\n311. Üç.'), [
    { page: 2, code: 'number-out-of-order', values: { number: '311', last: '312' } },
  ]);
});

test('an article without text is an error', () => {
  for (const text of ['309.\n310. İki.', '309. Bir.\n310.'])
    assert.deepEqual(codes(read(text).errors), ['empty-article'], text);
});

test('a number alone on its line begins the text below it', () => {
  assert.deepEqual(textsIn('309.\nBir madde.\n310. İki.'), { '309': 'Bir madde.', '310': 'İki.' });
});

test('a document without articles is an error, contents pages are none', () => {
  for (const text of ['Giriş', 'İÇİNDEKİLER\n2.2.1. İlaç ve Tıbbi Cihaz .......... 85'])
    assert.deepEqual(codes(read(text).errors), ['no-articles']);
});

test('a document that names another plan on more of its pages is told', () => {
  const pages = [
    ['ON BİRİNCİ KALKINMA PLANI'],
    ['On Birinci', 'Kalkınma Planı, s. 2'],
    ['On İkinci Kalkınma Planı'],
  ];
  assert.deepEqual(otherPlanIn(pages, '11'), []);
  assert.deepEqual(otherPlanIn(pages, '12'), [
    { page: 1, code: 'other-plan', values: { plan: '11', count: 2, own: 1 } },
  ]);
  assert.deepEqual(otherPlanIn([['309. Bir madde.']], '12'), []);
});

test('whatever the lines are, articles come once and in their order', () => {
  const line = fc.oneof(
    fc.constantFrom('', '12', '309. Bir madde.', '309.1. Alt madde', 'a. Amaç', '2.3. Genel Bakış'),
    fc.constantFrom(
      'Tablo 1: Veri',
      'A      1',
      '1 Not',
      '_____',
      'Ar-',
      'Ge ile',
      'Başlık',
      '310.',
    ),
    fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.string())
      .map(([number, text]) => `${number}. ${text}`),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 5 }), (pages) => {
      const { articles, errors } = readPlan(pages, hyphened);
      const numbers = articles.map(({ number }) => number);
      numbers.slice(1).forEach((number, at) => {
        assert.ok(compareArticleNumbers(numbers[at] ?? number, number) < 0);
      });
      if (articles.some(({ text }) => text === '')) assert.ok(errors.length > 0);
    }),
  );
});
