import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { entryFrom, parseEntry, type ContentFile, type Entry } from '#lib/entry';
import { entryView, type Neighbour } from '#lib/entry-view';
import type { Locale } from '#lib/field';
import { readLibrary } from '#lib/library';
import { locales } from '#lib/messages';
import type { EntryView } from '#lib/view';

const today = '2026-11-22';
const sources =
  'sources:\n  - title: Tebliğ\n    url: https://ornek.org/teblig\n    publisher: Bakanlık\n    date: 2025-10\n  - title: Rapor\n';

const fileOf = (file: string, fields: string, body = ''): ContentFile => {
  const parsed = parseEntry(file, `---\n${fields}---\n\n${body}\n`);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.file;
};

const programmeFields = `title: Deneme desteği
institution: kosgeb
supportTypes:
  - hibe
purposes:
  - ihracat
audiences:
  - mikro
sectors:
  - tum
coverage:
  - tr
status: unknown
`;
const programme = (more = '') =>
  fileOf('content/programmes/deneme.tr.md', `${programmeFields}${more}${sources}`, 'Metin.');
const article = (plan: string, more = '') =>
  fileOf(
    `content/plan/plan${plan}-309-5.tr.md`,
    `title: Madde\nplan: "${plan}"\nnumber: "309.5"\nmentionsCluster: true\n${more}${sources}`,
  );
const cluster = (more = '') =>
  fileOf(
    'content/clusters/deneme.tr.md',
    `title: Deneme kümesi\ncountry: TR\nsectors:\n  - enerji\n${more}${sources}`,
  );

const titleOf = (type: string, slug: string) =>
  type === 'institution' && slug === 'kosgeb' ? { text: 'KOSGEB' } : undefined;

const viewOf = (
  file: ContentFile,
  locale: Locale = 'tr',
  twin?: ContentFile,
  neighbours: readonly Neighbour[] = [],
): EntryView => entryView(entryFrom(file, twin, locale), neighbours, locale, today, titleOf);

/** "label: text (note)" of each row. */
const rows = (given: EntryView['key']) =>
  given.map(
    ({ label, cells }) =>
      `${label}: ${cells.map(({ text, note }) => (note ? `${text} (${note})` : text)).join(', ')}`,
  );

const answered = (view: EntryView, label: string) =>
  view.answers?.flatMap(({ rows: given }) => given).find((row) => row.label === label);

test('a programme says what its sources do not', () => {
  assert.deepEqual(rows(viewOf(programme()).key), [
    'Üst sınır: Kaynakta yok',
    'Destek oranı: Kaynakta yok',
    'Kimler için: Mikro işletme',
    'Son başvuru: Kaynakta yok',
    'Kurum: KOSGEB',
  ]);
  assert.deepEqual(rows(viewOf(programme(), 'en').key), [
    'Upper limit: Not in the source',
    'Support rate: Not in the source',
    'Who it is for: Micro enterprise',
    'Deadline: Not in the source',
    'Institution: KOSGEB',
  ]);
});

const figures = `upperLimit:
  value: 1500000
  currency: TRY
  asOf: 2025-10
  sources:
    - 1
    - 2
supportRate:
  value: 60
  unit: percent
  asOf: unknown
  sources:
    - 2
duration:
  value: 36
  unit: month
  asOf: 2025-10-05
  sources:
    - 1
closes: 2026-12-31
`;

test('each figure carries its date and its sources', () => {
  assert.deepEqual(rows(viewOf(programme(figures)).key), [
    'Üst sınır: 1.500.000 TL (Ekim 2025 itibarıyla, kaynak 1, 2)',
    'Destek oranı: %60 (kaynağın tarihi yok, kaynak 2)',
    'Kimler için: Mikro işletme',
    'Son başvuru: 31 Aralık 2026',
    'Kurum: KOSGEB',
  ]);
  const english = viewOf(programme(figures), 'en');
  assert.deepEqual(rows(english.key), [
    'Upper limit: 1,500,000 TL (as of October 2025, source 1, 2)',
    'Support rate: 60% (the source bears no date, source 2)',
    'Who it is for: Micro enterprise',
    'Deadline: 31 December 2026',
    'Institution: KOSGEB',
  ]);
  assert.ok(
    rows(english.answers?.flatMap(({ rows: given }) => given) ?? []).includes(
      'Longest duration: 36 months (as of 5 October 2025, source 1)',
    ),
  );
});

test('the sources stand under the numbers that the figures name', () => {
  const { items, heading } = viewOf(programme(figures)).sources;
  assert.equal(heading, 'Kaynaklar');
  assert.deepEqual(items, [
    { title: 'Tebliğ', href: 'https://ornek.org/teblig', detail: 'Bakanlık, Ekim 2025' },
    { title: 'Rapor' },
  ]);
});

test('whether one can apply is said in words and colour, and doubt in a sentence', () => {
  const unknown = viewOf(programme());
  assert.deepEqual(unknown.badges, [{ label: 'Açık mı bilinmiyor', tone: 'warn' }]);
  assert.deepEqual(unknown.notices, [
    'Bu programın bugün başvuru alıp almadığı kaynaklardan anlaşılmıyor. Kurumun sayfasından öğrenin.',
  ]);
  const open = programme('closes: 2026-11-22\n');
  assert.deepEqual(viewOf(open).badges, [{ label: 'Başvuruya açık', tone: 'good' }]);
});

test('a programme that is open by its dates is not said to be of unknown state', () => {
  const open = viewOf(programme('closes: 2026-12-31\n'));
  assert.equal(open.badges[0]?.label, 'Başvuruya açık');
  assert.deepEqual(open.notices, []);
});

test('without a deadline the way to apply stands in its place', () => {
  const view = viewOf(programme('applicationMode: cagri\n'));
  assert.equal(rows(view.key).at(-2), 'Başvuru biçimi: Çağrıyla');
});

test('a programme’s first paragraph comes before the answers, the rest after them', () => {
  const text = 'En çok 10 lira.\n\n## Nasıl?\n\nAdım adım.';
  const view = viewOf(
    fileOf('content/programmes/deneme.tr.md', `${programmeFields}${sources}`, text),
  );
  assert.equal(view.body.html, '<p>En çok 10 lira.</p>');
  assert.match(view.details?.html ?? '', /^<h2[^>]*>Nasıl\?<\/h2>\s*<p>Adım adım\.<\/p>$/);
  assert.equal(viewOf(programme()).details, undefined);
});

test('the way to the application is a link with a name', () => {
  const file = programme('applyUrl: https://ornek.org/basvuru\n');
  assert.deepEqual(viewOf(file).action, {
    label: 'Başvuru sayfasına git',
    href: 'https://ornek.org/basvuru',
  });
  assert.equal(viewOf(file, 'en').action?.label, 'Go to the application page');
  assert.equal(viewOf(programme()).action, undefined);
});

test('official text is a quotation in Turkish, with its place', () => {
  const file = article('11', 'text: Resmî metin.\ntextNote: Kısaltılmıştır.\n');
  assert.deepEqual(viewOf(file).quotation, {
    text: 'Resmî metin.',
    lang: 'tr',
    cite: '11. Kalkınma Planı, 309.5 numaralı madde',
    note: { text: 'Kısaltılmıştır.' },
  });
  assert.deepEqual(viewOf(file, 'en').quotation, {
    text: 'Resmî metin.',
    lang: 'tr',
    cite: '11th Development Plan of Türkiye, article 309.5 (official Turkish text)',
    note: { text: 'Kısaltılmıştır.', lang: 'tr' },
  });
  assert.equal(viewOf(file).missing, undefined);
});

test('a plan article whose text was not seen is no quotation, and says so', () => {
  const view = viewOf(article('11'));
  assert.equal(view.quotation, undefined);
  assert.deepEqual(view.missing, [
    { text: 'Bu maddenin resmî metni görülmedi; aşağıdakiler alıntı değildir.' },
  ]);
  assert.deepEqual(viewOf(article('11'), 'en').missing, [
    { text: 'The official text of this article has not been seen; nothing below is a quotation.' },
  ]);
});

test('a translated note on the missing text is read in English too', () => {
  const twin = fileOf(
    'content/plan/plan11-309-5.en.md',
    'title: Article\ntextNote: Taken from a translation.\n',
    'Text.',
  );
  const view = viewOf(article('11', 'textNote: Çeviriden alındı.\n'), 'en', twin);
  assert.deepEqual(view.missing, [
    { text: 'The official text of this article has not been seen; nothing below is a quotation.' },
    { text: 'Taken from a translation.' },
  ]);
});

test('a plan whose period is over says so', () => {
  assert.deepEqual(viewOf(article('10')).badges, [
    { label: 'Dönemi doldu: 2014-2018', tone: 'muted' },
  ]);
  assert.deepEqual(viewOf(article('11')).badges, [
    { label: 'Dönemi doldu: 2019-2023', tone: 'muted' },
  ]);
  assert.deepEqual(viewOf(article('12')).badges, [
    { label: 'Yürürlükte: 2024-2028', tone: 'info' },
  ]);
  assert.deepEqual(viewOf(article('11'), 'en').badges, [
    { label: 'Period over: 2019-2023', tone: 'muted' },
  ]);
  assert.equal(viewOf(article('11')).kicker, '11. Kalkınma Planı, madde 309.5');
  assert.equal(viewOf(article('11'), 'en').kicker, '11th Development Plan, article 309.5');
});

test('a label that was once awarded is not promised', () => {
  const view = viewOf(cluster('label: bronze\nlabelYear:\n  value: 2013\n  sources:\n    - 1\n'));
  assert.deepEqual(view.badges, [
    { label: 'Bronz etiket (2013), geçerliliği bilinmiyor', tone: 'info' },
  ]);
  assert.deepEqual(view.notices, [
    'Kalite etiketleri süreyle verilir; bu etiketin bugün geçerli olup olmadığı bilinmiyor.',
  ]);
});

test('an English page of Turkish words marks each of them as Turkish', () => {
  const file = programme('legalBasis: 3624 sayılı Kanun\neligibility:\n  - KOBİ olmak\n');
  const view = viewOf(file, 'en');
  assert.deepEqual(view.title, { text: 'Deneme desteği', lang: 'tr' });
  assert.deepEqual(view.body, { html: '<p>Metin.</p>', lang: 'tr' });
  assert.equal(view.notices[0], 'Some or all of this page is in Turkish only.');
  const conditions = view.answers
    ?.flatMap(({ lists }) => lists)
    .find(({ label }) => label === 'Conditions');
  assert.deepEqual(conditions?.items, [{ text: 'KOBİ olmak', lang: 'tr' }]);
  const legal = answered(view, 'Legal basis');
  assert.deepEqual(legal?.cells, [{ text: '3624 sayılı Kanun', lang: 'tr' }]);
});

test('an English page with a twin marks only what is left in Turkish', () => {
  const file = programme('legalBasis: 3624 sayılı Kanun\n');
  const twin = fileOf('content/programmes/deneme.en.md', 'title: Test support\n', 'Text.');
  const view = viewOf(file, 'en', twin);
  assert.deepEqual(view.title, { text: 'Test support' });
  assert.deepEqual(view.body, { html: '<p>Text.</p>' });
  const legal = answered(view, 'Legal basis');
  assert.equal(legal?.cells[0]?.lang, 'tr');
});

test('a Turkish page marks nothing as foreign', () => {
  const twin = fileOf('content/programmes/deneme.en.md', 'title: Test support\n', 'Text.');
  const text = JSON.stringify(viewOf(programme(figures), 'tr', twin));
  assert.doesNotMatch(text, /"lang":/);
  assert.doesNotMatch(text, /Test support/);
});

test('a figure’s names that stand in Turkish are marked on an English page', () => {
  const file = cluster(
    'indicators:\n  - name: Patent sayısı\n    value: 1234.5\n    unit: adet\n    year: 2019\n    sources:\n      - 1\n      - 2\n',
  );
  const [section] = viewOf(file, 'en').sections;
  assert.ok(section?.kind === 'table');
  assert.deepEqual(section.columns, ['Indicator', 'Value', 'Unit', 'Year', 'Source']);
  assert.deepEqual(section.rows, [
    [
      { text: 'Patent sayısı', lang: 'tr' },
      { text: '1,234.5' },
      { text: 'adet', lang: 'tr' },
      { text: '2019' },
      { text: '[1] [2]' },
    ],
  ]);
});

for (const [checkedOn, label, tone, detail] of [
  ['2026-11-01', 'Doğrulandı', 'good', '1 Kasım 2026 tarihinde kaynaklarıyla karşılaştırıldı.'],
  [
    '2026-01-31',
    'Kontrol gerekli',
    'warn',
    '31 Ocak 2026 tarihinde kaynaklarıyla karşılaştırıldı.',
  ],
  [
    undefined,
    'Kontrol gerekli',
    'warn',
    'En yeni kaynağı: Ekim 2025. O günden sonra değişmiş olabilir.',
  ],
] as const)
  test(`an entry checked ${checkedOn ?? 'never'} is labelled "${label}"`, () => {
    const file = programme(checkedOn ? `checkedOn: ${checkedOn}\n` : '');
    assert.deepEqual(viewOf(file).freshness, { label, tone, detail });
  });

test('an entry whose sources bear no date is old', () => {
  const file = fileOf(
    'content/terms/deneme.tr.md',
    'title: Deneme\nsources:\n  - title: Kitap\n',
    'Tanım.',
  );
  assert.deepEqual(viewOf(file).freshness, {
    label: 'Eski bilgi',
    tone: 'muted',
    detail: 'Kaynaklarında tarih yok. Kullanmadan önce kontrol edin.',
  });
  assert.deepEqual(viewOf(file, 'en').freshness, {
    label: 'Old information',
    tone: 'muted',
    detail: 'Its sources bear no date. Check before you rely on it.',
  });
});

const other: Entry = entryFrom(cluster(), undefined, 'en');
const neighbourOf = (relation: Neighbour['relation']): Neighbour => ({
  entry: other,
  field: 'clusters',
  relation,
  backward: false,
});

test('a relation tells its reason and whose judgement it is', () => {
  const judged = neighbourOf({
    to: 'deneme',
    basis: 'editor',
    reason: { tr: 'Ortak konu.' },
    by: 'Ayşe Yılmaz',
    on: '2026-11-01',
  });
  const { groups, heading } = viewOf(programme(), 'en', undefined, [judged]).relations;
  assert.equal(heading, 'Connections');
  assert.deepEqual(groups, [
    {
      id: 'relations-cluster',
      heading: 'Clusters',
      items: [
        {
          link: { label: 'Deneme kümesi', href: '/en/clusters/deneme' },
          lang: 'tr',
          typeLabel: 'Cluster',
          reason: { text: 'Ortak konu.', lang: 'tr' },
          basis: 'Editor’s judgement (Ayşe Yılmaz, 1 November 2026)',
        },
      ],
    },
  ]);
});

test('a relation in a source says so, in English where the reason is', () => {
  const said = neighbourOf({
    to: 'deneme',
    basis: 'source',
    reason: { tr: 'Haberde geçiyor.', en: 'Named in the news.' },
  });
  const item = (locale: Locale) =>
    viewOf(programme(), locale, undefined, [said]).relations.groups[0]?.items[0];
  assert.deepEqual(
    [item('en')?.reason, item('en')?.basis],
    [{ text: 'Named in the news.' }, 'Said in a source'],
  );
  assert.deepEqual(
    [item('tr')?.reason, item('tr')?.basis],
    [{ text: 'Haberde geçiyor.' }, 'Kaynakta geçiyor'],
  );
});

test('one neighbour stands there once, however often it is named', () => {
  const twice = [
    neighbourOf({ to: 'deneme', basis: 'source' }),
    neighbourOf({ to: 'deneme', basis: 'source' }),
  ];
  const { groups } = viewOf(programme(), 'tr', undefined, twice).relations;
  assert.deepEqual(
    groups.map(({ items }) => items.length),
    [1],
  );
});

test('a programme’s connections leave out the programmes, which have a section of their own', () => {
  const before: Neighbour = {
    entry: entryFrom(programme(), undefined, 'tr'),
    field: 'follows',
    relation: { to: 'deneme', basis: 'source' },
    backward: false,
  };
  assert.deepEqual(viewOf(programme(), 'tr', undefined, [before]).relations.groups, []);
  const onCluster = viewOf(cluster(), 'tr', undefined, [before]).relations.groups;
  assert.deepEqual(
    onCluster.map(({ items }) => items.length),
    [1],
  );
});

test('every entry of the portal has a page in both languages, without a raw key or code', () => {
  const library = readLibrary(path.join(import.meta.dirname, '..'));
  for (const locale of locales)
    for (const entry of library.entries(locale)) {
      const view = entryView(entry, [], locale, today, (type, slug) =>
        library.titleOf(type, slug, locale),
      );
      assert.notEqual(view.title.text, '');
      assert.doesNotMatch(JSON.stringify(view), /undefined|NaN|\[object|Invalid Date/, view.url);
      for (const { label, cells } of [...view.key, ...view.sheet.rows]) {
        assert.notEqual(label, '', view.url);
        for (const { text } of cells) assert.notEqual(text, '', view.url);
      }
    }
});

test('the place of a cluster and of an event leads to its province, where there is one', () => {
  const event = (more: string) =>
    viewOf(fileOf('content/events/deneme.tr.md', `title: Fuar\nkind: fuar\n${more}${sources}`));
  const placeOf = (view: EntryView) =>
    view.key.flatMap(({ cells }) => cells).find(({ href }) => href);
  assert.deepEqual(placeOf(viewOf(cluster('provinces:\n  - konya\n'))), {
    text: 'Konya',
    href: '/iller/konya',
  });
  assert.deepEqual(placeOf(event('city: Konya\nprovinces:\n  - konya\n')), {
    text: 'Konya',
    href: '/iller/konya',
  });
  // Nobody knows which of two provinces a name is, and a name that is missing leads nowhere.
  assert.equal(
    placeOf(event('city: Adana ve Mersin\nprovinces:\n  - adana\n  - mersin\n')),
    undefined,
  );
  assert.equal(placeOf(event('provinces:\n  - konya\n')), undefined);
});
