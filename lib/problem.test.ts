import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { readContribution, withContribution } from '#lib/benchmark-import';
import { readLibrary } from '#lib/library';
import { texts } from '#lib/messages';
import { describe, describeWithPlace, type Problem } from '#lib/problem';
import { readQueries } from '#lib/search-words';
import en from '../messages/en.json';
import tr from '../messages/tr.json';

type Case = {
  files: Record<string, string>;
  /** The line that the sentence must name, in the first file unless another is named. */
  line: number;
  file?: string;
  tr: string;
  en: string;
};

const news = 'content/news/deneme.tr.md';
const support = 'content/programmes/deneme.tr.md';
const sources = 'sources:\n  - title: Kaynak\n';
const newsFields = `title: Deneme\ndate: 2026-01-31\n${sources}`;
const supportFields = `title: Deneme
institution: deneme
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
status: active
`;
const institution = {
  'content/institutions/deneme.tr.md': '---\ntitle: Deneme\nshortName: D\n---\n',
};

const withFields = (fields: string, body = 'Metin.') => `---\n${fields}---\n\n${body}\n`;
const newsFile = (fields: string, body?: string) => ({ [news]: withFields(fields, body) });
/** A sound programme and the lines that make it unsound; they begin on line 15. */
const supportFile = (more: string) => ({
  [support]: withFields(`${supportFields}${more}${sources}`),
  ...institution,
});
const queries = 'content/search/queries.yaml';
/** A programme, and what editors expect of searches. */
const queriesFile = (text: string) => ({ [queries]: text, ...supportFile('') });
const queryOf = (query: string, first: string) =>
  `- query: ${query}\n  first: ${first}\n  by: editör\n  on: 2026-11-22\n`;
const cluster = 'content/clusters/deneme.tr.md';
/** A sound cluster; its one figure stands on lines 6 and 7, and `more` behind it. */
const clusterFile = (code: string, value: string, more = '') => ({
  [cluster]: withFields(
    `title: Deneme\ncountry: TR\nsectors: [makine]\nindicators:\n  - code: ${code}\n    value: ${value}\n${more}    year: 2025\n    sources: [1]\n${sources}`,
  ),
});
const contribution = 'benchmark.json';
const contributed = (values: object[], more: object = {}) => ({
  [contribution]: JSON.stringify(
    {
      format: 'bys-benchmark-1',
      cluster: 'deneme',
      contributor: { role: 'Koordinatör' },
      date: '2026-11-22',
      source: { title: 'Rapor' },
      values,
      ...more,
    },
    null,
    1,
  ),
  ...clusterFile('Y1', '20'),
});
const teamOf = (more: object = {}) => ({
  code: 'Y10a',
  value: 2,
  unit: 'fte',
  year: '2025',
  quality: 'measured',
  ...more,
});
const swapped = (from: string, to: string) => newsFile(newsFields.replace(from, to));

/** A rule on lines 16 to 17, `more` from line 18 on. */
const ruleLines = (kind: string, values: string, more = '') =>
  `rules:\n  - kind: ${kind}\n    values: ${values}\n${more}    text:\n      tr: Koşul\n      en: Condition\n    sources: [1]\n`;

/** What brings each code about, the line it is found on, and the whole sentence in both languages. */
const cases: Record<string, Case> = {
  'no-content': {
    files: {},
    file: 'content',
    line: 1,
    tr: 'content klasöründe hiç içerik dosyası yok. En az bir dosya ekleyin.',
    en: 'The content folder holds no content files. Add at least one.',
  },
  'file-name': {
    files: { 'content/news/Yeni_Haber.tr.md': withFields(newsFields) },
    line: 1,
    tr: 'Dosyanın adı ya da klasörü uygun değil. Adı küçük harf, rakam ve kısa çizgiden oluşup .tr.md ya da .en.md ile bitmeli; klasör şunlardan biri olmalı: programmes, plan, clusters, news, events, centres, guides, practices, terms, institutions, pages.',
    en: 'The file name or folder does not fit. Use small letters, digits and hyphens, ending in .tr.md or .en.md, in one of these folders: programmes, plan, clusters, news, events, centres, guides, practices, terms, institutions, pages.',
  },
  'too-large': {
    files: newsFile(newsFields, 'ş'.repeat(131_072)),
    line: 1,
    tr: 'Dosya 257 kB; en çok 256 kB olabilir. Metni bölün ya da kısaltın.',
    en: 'The file has 257 kB; 256 kB is the most. Split or shorten it.',
  },
  'too-many-lines': {
    files: newsFile(newsFields, 'a\n'.repeat(50_000)),
    line: 10_000,
    tr: 'Dosya 50.009 satır; en çok 10.000 satır olabilir. Metni bölün ya da kısaltın.',
    en: 'The file has 50,009 lines; 10,000 is the most. Split or shorten it.',
  },
  'hidden-character': {
    files: newsFile(newsFields, 'Görünen \u202Emetin'),
    line: 8,
    tr: 'Satırda görünmeyen bir karakter var (U+202E). Satırı silip yeniden yazın.',
    en: 'The line holds a character that cannot be seen (U+202E). Delete the line and type it again.',
  },
  'no-front-matter': {
    files: { [news]: '## Yalnızca metin\n' },
    line: 1,
    tr: 'Dosya --- satırıyla başlamıyor. En başa --- ile çevrili alanları ekleyin.',
    en: 'The file does not begin with a --- line. Put the fields between two --- lines at the very top.',
  },
  'front-matter-open': {
    files: { [news]: `---\n${newsFields}\nMetin.\n` },
    line: 1,
    tr: 'Alanları kapatan ikinci --- satırı yok. Alanların sonuna --- ekleyin.',
    en: 'The second --- line that closes the fields is missing. Add --- after the last field.',
  },
  'front-matter-language': {
    files: { [news]: '---js\n({ title: "Deneme" })\n---\n' },
    line: 1,
    tr: 'İlk satırda --- dışında bir şey var. Yalnızca --- yazın; alanlar düz YAML olmalı.',
    en: 'The first line holds something besides ---. Write --- only; the fields must be plain YAML.',
  },
  'front-matter-not-fields': {
    files: newsFile('- title\n- date\n'),
    line: 2,
    tr: 'İki --- arasında “alan: değer” satırları olmalı.',
    en: 'There must be lines of the form “field: value” between the two --- lines.',
  },
  yaml: {
    files: swapped('Deneme', 'KOBİGEL: yeni çağrı'),
    line: 2,
    tr: 'Alanlar okunamadı. Bu satırda ya da hemen üstünde iki nokta, tırnak veya girinti eksik ya da fazla; iki nokta içeren değerleri tırnak içine alın.',
    en: 'The fields cannot be read. A colon, quote or indent is missing or too many on this line or just above; put values that hold a colon in quotes.',
  },
  'yaml-duplicate': {
    files: newsFile(`${newsFields}title: İkinci\n`),
    line: 6,
    tr: 'Aynı alan iki kez yazılmış. Birini silin.',
    en: 'The same field stands there twice. Delete one.',
  },
  'yaml-tab': {
    files: newsFile('title: Deneme\ndate: 2026-01-31\nsources:\n\t- title: Kaynak\n'),
    line: 5,
    tr: 'Girinti için sekme kullanılmış. Sekme yerine boşluk kullanın.',
    en: 'A tab is used to indent. Use spaces instead.',
  },
  'yaml-alias': {
    files: swapped('Deneme', '&ad Deneme'),
    line: 2,
    tr: 'YAML’in & ve * kısaltmaları kullanılamaz. Değeri açık yazın.',
    en: 'YAML’s & and * shorthands cannot be used. Write the value out.',
  },
  'yaml-tag': {
    files: swapped('Deneme', '!ad Deneme'),
    line: 2,
    tr: 'YAML’in ! etiketleri kullanılamaz. Değeri düz yazın.',
    en: 'YAML’s ! tags cannot be used. Write the plain value.',
  },
  missing: {
    files: supportFile('upperLimit:\n  value: 1500000\n  sources:\n    - 1\n  asOf: 2025-10\n'),
    line: 15,
    tr: '“upperLimit.currency” alanı zorunlu ama yok. Ekleyin.',
    en: 'The field “upperLimit.currency” is required but missing. Add it.',
  },
  'unknown-key': {
    files: newsFile(`${newsFields}sektors:\n  - enerji\n`),
    line: 6,
    tr: '“sektors” diye bir alan yok. Şunu mu demek istediniz: sectors?',
    en: 'There is no field “sektors”. Did you mean sectors?',
  },
  'fact-in-twin': {
    files: {
      'content/news/deneme.en.md': withFields('title: Test\ndate: 2026-01-31\n'),
      [news]: withFields(newsFields),
    },
    line: 3,
    tr: '“date” bir bilgi alanıdır ve yalnızca Türkçe dosyada durur. Buradan silin.',
    en: '“date” is a fact and stands in the Turkish file only. Delete it here.',
  },
  'wrong-kind': {
    files: newsFile('title: Deneme\ndate: 2026-01-31\nsources: Kaynak\n'),
    line: 4,
    tr: '“sources” alanının biçimi yanlış: her satırı - ile başlayan liste bekleniyor.',
    en: 'The field “sources” has the wrong form: a list with a - before each item is expected.',
  },
  'not-in-list': {
    files: newsFile(`${newsFields}sectors:\n  - enerjı\n`),
    line: 7,
    tr: '“sectors.0” alanında “enerjı” olamaz. En yakın doğru değer: enerji.',
    en: '“enerjı” is not allowed in “sectors.0”. The nearest right value is enerji.',
  },
  empty: {
    files: newsFile('title: Deneme\ndate: 2026-01-31\nsources: []\n'),
    line: 4,
    tr: '“sources” alanı boş. Doldurun ya da silin.',
    en: 'The field “sources” is empty. Fill it in or delete it.',
  },
  'outer-spaces': {
    files: swapped('Deneme', '" Deneme"'),
    line: 2,
    tr: '“title” alanının başında ya da sonunda boşluk var. Silin.',
    en: 'The field “title” begins or ends with a space. Delete it.',
  },
  'one-line': {
    files: swapped('Deneme', '|-\n  İki\n  satır'),
    line: 2,
    tr: '“title” tek satır olmalı.',
    en: '“title” must be on one line.',
  },
  'too-long': {
    files: swapped('Deneme', 'a'.repeat(301)),
    line: 2,
    tr: '“title” 301 karakter; en çok 300 olabilir. Kısaltın.',
    en: '“title” has 301 characters; 300 is the most. Shorten it.',
  },
  'too-much': {
    files: supportFile(
      'upperLimit:\n  value: 1\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 100\n',
    ),
    line: 20,
    tr: '“upperLimit.sources.0” en çok 99 olabilir.',
    en: '“upperLimit.sources.0” may be at most 99.',
  },
  'too-little': {
    files: supportFile(
      'upperLimit:\n  value: -1\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 1\n',
    ),
    line: 16,
    tr: '“upperLimit.value” en az 0 olmalı.',
    en: '“upperLimit.value” must be at least 0.',
  },
  'date-format': {
    files: supportFile('closes: 31.01.2026\n'),
    line: 15,
    tr: '“closes” alanındaki “31.01.2026” bir gün değil. YYYY-AA-GG biçiminde yazın, örneğin 2026-01-31.',
    en: '“31.01.2026” in “closes” is not a day. Write it as YYYY-MM-DD, for example 2026-01-31.',
  },
  'partial-date-format': {
    files: supportFile('asOf: geçen yıl\n'),
    line: 15,
    tr: '“asOf” alanındaki “geçen yıl” bir tarih değil. 2026, 2026-01 ya da 2026-01-31 gibi yazın.',
    en: '“geçen yıl” in “asOf” is not a date. Write 2026, 2026-01 or 2026-01-31.',
  },
  'as-of-format': {
    files: supportFile(
      'upperLimit:\n  value: 1\n  currency: TRY\n  asOf: geçen yıl\n  sources:\n    - 1\n',
    ),
    line: 18,
    tr: '“upperLimit.asOf” alanındaki “geçen yıl” bir tarih değil. 2026, 2026-01 ya da 2026-01-31 gibi yazın; bilinmiyorsa unknown yazın.',
    en: '“geçen yıl” in “upperLimit.asOf” is not a date. Write 2026, 2026-01 or 2026-01-31; where it is not known, write unknown.',
  },
  repeated: {
    files: newsFile(`${newsFields}sectors: [makine, makine]\n`),
    line: 6,
    tr: '“sectors” listesinde aynı değer iki kez var. Birini silin.',
    en: 'The list “sectors” holds the same value twice. Delete one.',
  },
  'date-not-real': {
    files: swapped('2026-01-31', '2026-02-30'),
    line: 3,
    tr: '“date” alanındaki 2026-02-30 takvimde yok. Günü ve ayı düzeltin.',
    en: '2026-02-30 in “date” is not in the calendar. Correct the day and month.',
  },
  'web-address': {
    files: supportFile('applyUrl: javascript:alert(1)\n'),
    line: 15,
    tr: '“applyUrl” bir web adresi değil. https:// ile başlayan tam adresi yazın.',
    en: '“applyUrl” is not a web address. Write the full address, beginning with https://.',
  },
  'slug-format': {
    files: {
      [support]: withFields(
        `${supportFields.replace('institution: deneme', 'institution: KOSGEB')}${sources}`,
      ),
    },
    line: 3,
    tr: '“institution” alanındaki “KOSGEB” bir kayıt adı değil. Küçük harf, rakam ve kısa çizgi kullanın.',
    en: '“KOSGEB” in “institution” is not an entry name. Use small letters, digits and hyphens.',
  },
  'article-number': {
    files: {
      'content/plan/plan11-309-5.tr.md': withFields(
        `title: Madde\nplan: "11"\nnumber: "309,5"\nmentionsCluster: true\n${sources}`,
      ),
    },
    line: 4,
    tr: '“number” alanındaki “309,5” bir madde numarası değil; 309 ya da 309.5 gibi yazın.',
    en: '“309,5” in “number” is not an article number; write it like 309 or 309.5.',
  },
  'editor-reason': {
    files: newsFile(
      `${newsFields}programmes:\n  - to: deneme\n    basis: editor\n    by: Ayşe\n    on: 2026-01-31\n`,
    ),
    line: 7,
    tr: '“programmes.0” bağlantısı editör değerlendirmesi; gerekçesi (reason: tr) yok. Ekleyin.',
    en: 'The relation “programmes.0” is an editor’s judgement without its reason (reason: tr). Add it.',
  },
  'only-a-source': {
    files: supportFile(
      'leadsTo:\n  - to: destek\n    basis: editor\n    reason:\n      tr: Ortak konu.\n      en: Same subject.\n    sources: [1]\n',
    ),
    line: 17,
    tr: 'Bu bağlantıyı yalnızca bir kaynak kurabilir, editör değerlendirmesi yetmez. “leadsTo.0.basis” alanına source yazıp kaynağın numarasını verin (sources); söyleyen kaynak yoksa bağlantıyı silin.',
    en: 'Only a source can make this relation; an editor’s judgement is not enough. Write source in “leadsTo.0.basis” and give the number of the source (sources), or delete the relation where no source says it.',
  },
  'editor-name-and-date': {
    files: newsFile(
      `${newsFields}programmes:\n  - to: deneme\n    basis: editor\n    by: Ayşe\n    reason:\n      tr: Ortak konu.\n`,
    ),
    line: 7,
    tr: '“programmes.0” bağlantısında değerlendiren (by) ya da tarihi (on) yok. Ekleyin.',
    en: 'The relation “programmes.0” lacks who judged (by) or when (on). Add them.',
  },
  'rule-number': {
    files: supportFile(ruleLines('group', '[kadin]', '    min: 2\n')),
    line: 18,
    tr: '“rules.0.min” yalnızca size ve business-age kurallarında olur. Silin.',
    en: '“rules.0.min” belongs to rules of kind size and business-age only. Delete it.',
  },
  'rule-range': {
    files: supportFile(ruleLines('business-age', '[founded]', '    min: 3\n    under: 3\n')),
    line: 19,
    tr: '“rules.0.under” aynı kuralın min değerinden büyük olmalı.',
    en: '“rules.0.under” must be greater than min of the same rule.',
  },
  'table-only': {
    files: {
      'content/guides/a.tr.md': [
        '---',
        'title: A',
        'kind: arac',
        ...['users', 'timing', 'inputs', 'steps', 'example'].map((name) => `${name}: [B]`),
        'version: "1"',
        'reviewedOn: 2026-01-01',
        'nextReview: 2027',
        'sources: [{ title: C }]',
        'templates:',
        '  - id: d',
        '    title: { tr: D, en: D }',
        '    parts:',
        '      - kind: questions',
        '        items: [{ tr: E, en: E }]',
        '        blank: 3',
        '---',
        '',
      ].join('\n'),
    },
    line: 19,
    tr: '“templates.0.parts.0.blank” yalnızca table türündeki bölümde olur. Silin ya da kind: table yazın.',
    en: '“templates.0.parts.0.blank” belongs only in a part of kind table. Delete it or write kind: table.',
  },
  'end-before-start': {
    files: supportFile('opens: 2026-03-01\ncloses: 2026-02-28\n'),
    line: 16,
    tr: 'Bitiş (2026-02-28) başlangıçtan (2026-03-01) önce. Tarihleri düzeltin.',
    en: 'The end (2026-02-28) comes before the start (2026-03-01). Correct the dates.',
  },
  'no-such-source': {
    files: supportFile(
      'upperLimit:\n  value: 1\n  currency: TRY\n  asOf: 2025\n  sources:\n    - 7\n',
    ),
    line: 19,
    tr: '“upperLimit.sources” 7. kaynağı gösteriyor ama kaynak listesinde 1 kaynak var.',
    en: '“upperLimit.sources” points to source 7, but the list of sources has 1.',
  },
  'plan-file-name': {
    files: {
      'content/plan/plan11-309.tr.md': withFields(
        `title: Madde\nplan: "11"\nnumber: "309.5"\nmentionsCluster: true\n${sources}`,
      ),
    },
    line: 4,
    tr: 'Dosya adı plan ve madde numarasına uymuyor. Adı plan11-309-5.tr.md olmalı.',
    en: 'The file name does not fit plan and article number. It should be plan11-309-5.tr.md.',
  },
  'no-such-entry': {
    files: newsFile(`${newsFields}clusters:\n  - to: olmayan-kume\n    basis: source\n`),
    line: 7,
    tr: '“olmayan-kume” diye bir kayıt yok (/kumeler/olmayan-kume). Adı düzeltin ya da bağlantıyı silin.',
    en: 'There is no entry “olmayan-kume” (/kumeler/olmayan-kume). Correct the name or delete the link.',
  },
  'duplicate-slug': {
    files: {
      'content/news/2026/deneme.tr.md': withFields(newsFields),
      [news]: withFields(newsFields),
    },
    file: news,
    line: 1,
    tr: '“deneme” adlı bir kayıt daha var: content/news/2026/deneme.tr.md. Birinin dosya adını değiştirin.',
    en: 'There is another entry named “deneme”: content/news/2026/deneme.tr.md. Rename one of the files.',
  },
  'twin-alone': {
    files: { 'content/news/deneme.en.md': withFields('title: Test\n') },
    line: 1,
    tr: 'Türkçe dosyası (deneme.tr.md) yok. Önce onu ekleyin ya da bu dosyanın adını düzeltin.',
    en: 'Its Turkish file (deneme.tr.md) is missing. Add it first, or correct the name of this file.',
  },
  'raw-html': {
    files: newsFile(newsFields, 'Metin.\n\n<div>HTML</div>'),
    line: 10,
    tr: 'Metinde HTML var. Bunun yerine Markdown kullanın ya da < işaretinin önüne \\ koyun.',
    en: 'The text holds HTML. Use Markdown instead, or put a \\ before the < sign.',
  },
  'top-heading': {
    files: newsFile(newsFields, 'Metin.\n\n# Başlık'),
    line: 10,
    tr: 'Metinde # başlık var. Sayfanın başlığı title alanından gelir; metinde ## ile başlayın.',
    en: 'The text has a # heading. The page’s heading comes from the field title; begin with ## in the text.',
  },
  'broken-link': {
    files: newsFile(newsFields, 'Metin.\n\n[yok](/olmayan/sayfa)'),
    line: 10,
    tr: '“/olmayan/sayfa” sitede yok. Adresi düzeltin.',
    en: '“/olmayan/sayfa” is not on this site. Correct the address.',
  },
  'no-such-heading': {
    files: newsFile(newsFields, 'Metin.\n\n[aşağıda](#kimler)'),
    line: 10,
    tr: '“#kimler” metinde olmayan bir başlığa gidiyor. Başlığın adresi “#b-” ile başlar: “## Kimler başvurabilir?” için “#b-kimler-basvurabilir”.',
    en: '“#kimler” leads to a heading that the text does not have. A heading’s address begins with “#b-”: “#b-who-can-apply” for “## Who can apply?”.',
  },
  'link-kind': {
    files: newsFile(newsFields, '[tıkla](javascript:alert(1))'),
    line: 8,
    tr: '“javascript:alert(1)” kullanılamaz. Site içi adres / ile, dış adres https:// ile başlamalı.',
    en: '“javascript:alert(1)” cannot be used. Addresses on this site begin with /, others with https://.',
  },
  'image-without-text': {
    files: newsFile(newsFields, 'Metin.\n\n![](/resim.png)'),
    line: 10,
    tr: '“/resim.png” görselinin açıklaması yok. Köşeli parantez içine ne gösterdiğini yazın.',
    en: 'The image “/resim.png” has no description. Write what it shows between the square brackets.',
  },
  'no-such-image': {
    files: newsFile(newsFields, 'Metin.\n\n![Resim](/olmayan.png)'),
    line: 10,
    tr: '“/olmayan.png” görseli yok. Editördeki Görseller sayfasından yükleyin ya da dosyayı public/images klasörüne koyun; adresi / ile başlamalı.',
    en: 'There is no image “/olmayan.png”. Upload it on the editor’s page Images, or put the file into the folder public/images; its address must begin with /.',
  },
  'image-elsewhere': {
    files: newsFile(newsFields, '![Resim](https://ornek.org/a.png)'),
    line: 8,
    tr: '“https://ornek.org/a.png” başka bir sitede. Görseli public klasörüne koyun.',
    en: '“https://ornek.org/a.png” is on another site. Put the image into the public folder.',
  },
  'query-form': {
    files: queriesFile('- makine desteği\n'),
    line: 1,
    tr: 'Burası bir arama değil. Dosya bir listedir: her arama - query: ile başlar; altında first, by ve on durur.',
    en: 'This is no search. The file is a list: each search begins with - query: and has first, by and on under it.',
  },
  'query-repeated': {
    files: queriesFile(queryOf('kredi', '/destekler/deneme').repeat(2)),
    line: 5,
    tr: '“kredi” araması 1. satırda da var. Birini silin.',
    en: 'The search “kredi” stands on line 1 too. Delete one.',
  },
  'query-leads-to-list': {
    files: queriesFile(queryOf('kredi', '/destekler')),
    line: 2,
    tr: '“/destekler” tek bir kaydın sayfası değil. Kaydın kendi adresini yazın, örneğin /destekler/kosgeb-kobigel.',
    en: '“/destekler” is not the page of one entry. Write the entry’s own address, such as /en/programmes/kosgeb-kobigel.',
  },
  'indicator-computed': {
    files: clusterFile('Y6a', '5'),
    line: 6,
    tr: '“Y6a” ayrıca yazılmaz: yaş kuruluş yılından (founded), etiket label alanından gelir. Silin, gerekiyorsa o alanı düzeltin.',
    en: '“Y6a” is not written by itself: the age comes from the founding year (founded), the label from the field label. Delete it, and mend that field if need be.',
  },
  'indicator-money': {
    files: clusterFile('Y21', '5', '    unit: bin\n'),
    line: 8,
    tr: 'Y21 bir tutardır; “indicators.0.unit” para birimiyle başlamalı: TRY, USD, EUR.',
    en: 'Y21 is an amount of money; “indicators.0.unit” must begin with its currency: TRY, USD, EUR.',
  },
  'indicator-percent': {
    files: clusterFile('Y2a', '5', '    unit: üye\n'),
    line: 8,
    tr: 'Y2a yüzdedir ama “indicators.0.unit” % ile başlamıyor. Birimi ya da göstergenin kodunu düzeltin.',
    en: 'Y2a is in percent, but “indicators.0.unit” does not begin with %. Correct the unit or the indicator’s code.',
  },
  'indicator-not-percent': {
    files: clusterFile('Y1', '5', '    unit: "%"\n'),
    line: 8,
    tr: 'Y1 yüzde değildir ama “indicators.0.unit” % ile başlıyor. Birimi ya da göstergenin kodunu düzeltin.',
    en: 'Y1 is not in percent, but “indicators.0.unit” begins with %. Correct the unit or the indicator’s code.',
  },
  'benchmark-unit': {
    files: contributed([teamOf({ unit: 'person' })]),
    line: 15,
    tr: 'Y10a göstergesinin birimi fte; “person” yazılmış. Birimi düzeltin ya da değeri bu birime çevirin.',
    en: 'The unit of Y10a is fte, but “person” is written. Correct the unit, or convert the value to it.',
  },
  'benchmark-future': {
    files: contributed([teamOf({ year: '2027' })]),
    line: 16,
    tr: '“values.0.year” alanındaki 2027 gelecekte. Tarihi düzeltin.',
    en: '2027 in “values.0.year” lies in the future. Correct the date.',
  },
  'benchmark-html': {
    files: contributed([teamOf()], { source: { title: '<b>Rapor</b>' } }),
    line: 9,
    tr: '“source.title” alanında HTML var. < ve > işaretlerini çıkarın, düz metin yazın.',
    en: 'There is HTML in “source.title”. Take < and > out and write plain text.',
  },
  'benchmark-twice': {
    files: contributed([teamOf(), teamOf()]),
    line: 19,
    tr: 'Y10a için 2025 değeri dosyada iki kez var. Birini silin.',
    en: 'The value of Y10a for 2025 is in the file twice. Delete one.',
  },
  'benchmark-conflict': {
    files: contributed([teamOf({ code: 'Y1', unit: 'member', value: 21 })]),
    line: 12,
    tr: 'Y1 için 2025 değeri kümenin kaydında 20 üye; dosyada 21 üye. Hangisinin doğru olduğuna bir editör karar vermeli: kaydı elle düzeltin ya da değeri dosyadan çıkarın.',
    en: 'For Y1 in 2025 the cluster’s entry has 20 üye and the file 21 üye. An editor must decide which is right: correct the entry by hand, or take the value out of the file.',
  },
  'moment-format': {
    files: newsFile(`${newsFields}publishAt: 2026-12-01 09:00\n`),
    line: 6,
    tr: '“publishAt” alanındaki “2026-12-01 09:00” bir gün ya da saat dilimi olan bir zaman değil. 2026-12-01 ya da 2026-12-01T09:00+03:00 gibi yazın.',
    en: '“2026-12-01 09:00” in “publishAt” is neither a day nor a time with its zone. Write it as 2026-12-01 or 2026-12-01T09:00+03:00.',
  },
  'retired-before-published': {
    files: newsFile(`${newsFields}publishAt: 2026-12-01\nretireAt: 2026-11-30\n`),
    line: 7,
    tr: 'Kayıt yayımlanmadan yayından kalkıyor. “retireAt”, “publishAt” zamanından sonra olmalı.',
    en: 'The entry is retired before it is published. “retireAt” must come after “publishAt”.',
  },
  'own-successor': {
    files: newsFile(`${newsFields}successor: deneme\n`),
    line: 6,
    tr: 'Kaydın yerine kendisi geçemez. “successor” alanına aynı türden başka bir kaydın adını yazın ya da alanı silin.',
    en: 'An entry cannot be its own successor. Write the name of another entry of the same type in “successor”, or delete the field.',
  },
  'not-json': {
    files: { [contribution]: '{' },
    line: 1,
    tr: 'Dosya JSON olarak okunamadı. Öz değerlendirmenin indirdiği dosyayı değiştirmeden verin.',
    en: 'The file could not be read as JSON. Give the file as the self-assessment downloaded it.',
  },
  'json-not-object': {
    files: { [contribution]: '[]' },
    line: 1,
    tr: 'Dosya bir kümenin alanlarını taşımalı; liste ya da tek bir değer olamaz. Öz değerlendirmenin indirdiği dosyayı verin.',
    en: 'The file must hold the fields of one cluster, and not a list or a single value. Give the file that the self-assessment downloaded.',
  },
};

function contributionProblems(
  text: string | undefined,
  clusterText: string,
  library: ReturnType<typeof readLibrary>,
): readonly Problem[] {
  if (text === undefined) return [];
  const today = '2026-11-22';
  const given = readContribution(contribution, text, today);
  if (!given.ok) return given.problems;
  const entry = library.find('cluster', given.contribution.cluster, 'tr');
  assert.ok(entry);
  const t = texts('tr');
  const about = { file: contribution, today, locale: 'tr' as const, t };
  const written = withContribution(clusterText, entry.data, given, about);
  return written.ok ? [] : written.problems;
}

function problemsOf(files: Record<string, string>): readonly Problem[] {
  const root = mkdtempSync(path.join(os.tmpdir(), 'bys-problem-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const library = readLibrary(root);
    const contributed = contributionProblems(files[contribution], files[cluster] ?? '', library);
    return [...library.problems, ...readQueries(root, library).problems, ...contributed];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

for (const [code, { files, line, file = Object.keys(files)[0] ?? '', ...told }] of Object.entries(
  cases,
))
  test(`${code} is told in both languages with its file and line`, () => {
    const found = problemsOf(files).filter((problem) => problem.code === code);
    assert.equal(found.length, 1);
    for (const problem of found) {
      assert.equal(describe(problem, texts('tr')), told.tr);
      assert.equal(describe(problem, texts('en')), told.en);
      assert.equal(describeWithPlace(problem, texts('tr')), `${file}:${line}: ${told.tr}`);
    }
  });

/** Of a posted form and not of a file: entry-form.test.ts brings it about. */
const ofForms = ['form-too-much'];
/** Of the lists of synonyms and pins, and of the form that changes them: their own tests bring each about. */
const ofSearchLists = Object.keys(tr.problems).filter((code) =>
  /^(?:synonym|pin|search-item)-/.test(code),
);

test('every sentence about a problem has a file above that brings it about', () => {
  const known = [...Object.keys(cases), ...ofForms, ...ofSearchLists].sort();
  assert.deepEqual(Object.keys(tr.problems).sort(), known);
  assert.deepEqual(Object.keys(en.problems).sort(), known);
});

test('a key or value without a near one says what to do instead', () => {
  const [key] = problemsOf(newsFile(`${newsFields}zzzz: 1\n`));
  const [value] = problemsOf(newsFile(`${newsFields}sectors:\n  - zzzz\n`));
  assert.ok(key && value);
  assert.equal(describe(key, texts('tr')), '“zzzz” diye bir alan yok. Silin ya da adını düzeltin.');
  assert.equal(
    describe(key, texts('en')),
    'There is no field “zzzz”. Delete it or correct its name.',
  );
  assert.equal(
    describe(value, texts('tr')),
    '“sectors.0” alanında “zzzz” olamaz. Listedeki değerlerden birini yazın.',
  );
  assert.equal(
    describe(value, texts('en')),
    '“zzzz” is not allowed in “sectors.0”. Use one of the listed values.',
  );
});

test('a rule is checked against the codes of its own kind, to the line', () => {
  const told = (rule: string) =>
    problemsOf(supportFile(rule)).map(({ line, ...rest }) => [
      line,
      describe({ line, ...rest }, texts('en')),
    ]);
  assert.deepEqual(told(ruleLines('legal-form', '[sermaya]')), [
    [17, '“sermaya” is not allowed in “rules.0.values.0”. The nearest right value is sermaye.'],
  ]);
  assert.deepEqual(told(ruleLines('colour', '[red]')), [
    [16, '“colour” is not allowed in “rules.0.kind”. Use one of the listed values.'],
  ]);
  assert.deepEqual(told(ruleLines('sector', '[imalat, 13, "25.6"]')), []);
  assert.deepEqual(told(ruleLines('size', '[mikro]').replace('      en: Condition\n', '')), [
    [18, 'The field “rules.0.text.en” is required but missing. Add it.'],
  ]);
  assert.deepEqual(told(ruleLines('size', '[mikro]').replace('[1]', '[2]')), [
    [21, '“rules.0.sources” points to source 2, but the list of sources has 1.'],
  ]);
});

test('a problem is one line on the terminal, whatever the value holds', () => {
  const problems = problemsOf(swapped('2026-01-31', '"2026\\n\\e[2Jcontent/x.tr.md:1: tamam"'));
  assert.ok(problems.length > 0);
  for (const problem of problems)
    assert.doesNotMatch(describeWithPlace(problem, texts('tr')), /[\p{Cc}\u2028\u2029]/u);
});

test('a date that may not be unknown does not advise to write unknown', () => {
  const problems = problemsOf(swapped('2026-01-31', 'unknown'));
  assert.equal(problems.length, 1);
  for (const problem of problems) {
    assert.doesNotMatch(describe(problem, texts('tr')), /unknown yazın/);
    assert.doesNotMatch(describe(problem, texts('en')), /write unknown/);
  }
});
