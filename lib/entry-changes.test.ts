import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { describe } from 'node:test';
import { contentTypes, typeNames } from '#lib/content-types';
import { differenceLine, entryChanges } from '#lib/entry-changes';
import type { Locale } from '#lib/field';

const titles: Readonly<Record<string, string>> = {
  'programme/kosgeb-arge': 'KOSGEB Ar-Ge',
  'programme/tubitak-1501': 'TÜBİTAK 1501',
  'institution/kosgeb': 'KOSGEB',
};

const world = (locale: Locale, readBy: 'readers' | 'editors' = 'readers') => ({
  locale,
  readBy,
  titleOf: (type: string, slug: string) => titles[`${type}/${slug}`],
});

const programme = `---
title: İşletme Geliştirme
institution: kosgeb
supportTypes: [hibe]
purposes: [ihracat]
audiences: [mikro, kucuk]
sectors: [tum]
coverage: [tr]
upperLimit: { value: 300000, currency: TRY, sources: [1], asOf: 2025-01 }
closes: 2026-05-31
status: active
documents:
  - Başvuru formu
  - İmza sirküleri
leadsTo:
  - to: kosgeb-arge
    basis: source
    reason: { tr: Sonraki adım., en: Next step. }
    sources: [1]
people: 5
sources:
  - title: KOSGEB duyurusu
  - title: Resmî Gazete
---

Destek, işletmelerin giderlerini karşılar. Başvurular çevrim içi yapılır ve yıl boyunca sürer; sonuç iki ay içinde elektronik posta ile bildirilir.
`;

const lines = (before: string, after: string, locale: Locale = 'tr', editors = false) =>
  entryChanges(
    'programme',
    { tr: before },
    { tr: after },
    world(locale, editors ? 'editors' : 'readers'),
  ).map((difference) => differenceLine(difference, locale));

const changed = (from: string | RegExp, to: string, locale: Locale = 'tr', editors = false) => {
  const after = programme.replace(from, to);
  assert.notEqual(after, programme);
  return lines(programme, after, locale, editors);
};

describe('a difference in words', () => {
  test('names a figure with its new source and date, in both languages', () => {
    const edit = [
      'value: 300000, currency: TRY, sources: [1], asOf: 2025-01',
      'value: 500000, currency: TRY, sources: [2], asOf: 2026-03',
    ] as const;
    assert.deepEqual(changed(...edit), [
      'Üst sınır: 300.000 TL → 500.000 TL (kaynak: Resmî Gazete, Mart 2026)',
    ]);
    assert.deepEqual(changed(...edit, 'en'), [
      'Upper limit: 300,000 TL → 500,000 TL (source: Resmî Gazete, March 2026)',
    ]);
    assert.deepEqual(changed('asOf: 2025-01', 'asOf: 2026-03'), [
      'Üst sınır: 300.000 TL (kaynak: KOSGEB duyurusu, Ocak 2025) → 300.000 TL (kaynak: KOSGEB duyurusu, Mart 2026)',
    ]);
  });

  test('names dates, codes and entries as pages do', () => {
    assert.deepEqual(changed('closes: 2026-05-31', 'closes: 2026-06-30'), [
      'Son başvuru: 31 Mayıs 2026 → 30 Haziran 2026',
    ]);
    assert.deepEqual(changed('closes: 2026-05-31\n', ''), [
      'Son başvuru: 31 Mayıs 2026 (kaldırıldı)',
    ]);
    assert.deepEqual(changed('status: active', 'status: closed', 'en'), [
      'State of the programme: Running → Closed',
    ]);
    assert.deepEqual(changed('institution: kosgeb', 'institution: tobb'), ['Kurum: KOSGEB → tobb']);
  });

  test('names what came into a list and what went', () => {
    assert.deepEqual(changed('[mikro, kucuk]', '[kucuk, orta]'), [
      'Kimler için: Eklendi: Orta boy işletme. Çıkarıldı: Mikro işletme.',
    ]);
    assert.deepEqual(changed('to: kosgeb-arge', 'to: tubitak-1501'), [
      'Yol açtığı programlar: Eklendi: TÜBİTAK 1501. Çıkarıldı: KOSGEB Ar-Ge.',
    ]);
    assert.deepEqual(
      changed('  - Başvuru formu\n', '  - Başvuru formu\n  - Dilekçe de istenir.\n'),
      ['İstenen belgeler: Eklendi: Dilekçe de istenir.'],
    );
    assert.deepEqual(changed('Sonraki adım.', 'Bir sonraki adım.'), [
      'Yol açtığı programlar: Ayrıntısı değişti: KOSGEB Ar-Ge.',
    ]);
    assert.deepEqual(
      changed('  - Başvuru formu\n  - İmza sirküleri', '  - İmza sirküleri\n  - Başvuru formu'),
      ['İstenen belgeler: sırası değişti.'],
    );
  });

  test('shows a text word by word with a few words around each change', () => {
    assert.deepEqual(changed('iki ay', 'üç ay'), [
      'Metin: … yapılır ve yıl boyunca sürer; sonuç [-iki-] [+üç+] ay içinde elektronik posta ile bildirilir.',
    ]);
    assert.deepEqual(changed('çevrim içi', '[çevrim içi](https://example.org/)'), [
      'Metin: biçimi ya da bağlantı adresleri değişti.',
    ]);
  });

  test('says what became of its publication, and nothing that is for editors only', () => {
    assert.deepEqual(changed('title:', 'state: retired\nowner: support-desk\ntitle:'), [
      'Geri çekildi.',
    ]);
    assert.deepEqual(changed('title:', 'publishAt: 2026-12-01T09:00+03:00\ntitle:'), []);
    assert.deepEqual(changed('title:', 'publishAt: 2026-12-01T09:00+03:00\ntitle:', 'tr', true), [
      'Yayın zamanı: 1 Aralık 2026 09:00 (yeni)',
    ]);
    assert.deepEqual(lines(programme.replace('title:', 'state: draft\ntitle:'), programme), [
      'Yayımlandı.',
    ]);
    assert.deepEqual(lines(programme.replace('title:', 'state: retired\ntitle:'), programme), [
      'Yeniden yayımlandı.',
    ]);
  });

  test('finds nothing where only the writing changed', () => {
    assert.deepEqual(changed('[mikro, kucuk]', '\n  - "mikro" # en küçük\n  - kucuk'), []);
    assert.deepEqual(changed('value: 300000', 'value: 300000.00'), []);
    assert.deepEqual(changed('karşılar. Başvurular', 'karşılar.\nBaşvurular'), []);
    assert.deepEqual(lines(programme, programme.replaceAll('\n', '\r\n')), []);
    // Sources in another order, and the numbers with them, say the same.
    const turned = programme
      .replace(
        '  - title: KOSGEB duyurusu\n  - title: Resmî Gazete',
        '  - title: Resmî Gazete\n  - title: KOSGEB duyurusu',
      )
      .replaceAll('sources: [1]', 'sources: [2]');
    assert.deepEqual(lines(programme, turned), []);
  });

  test('tells the twin apart, in the words of either reader', () => {
    const twin = (title: string) => ({ en: `---\ntitle: ${title}\n---\n` });
    const said = (locale: Locale) =>
      entryChanges('programme', twin('Growth'), twin('Business growth'), world(locale)).map((one) =>
        differenceLine(one, locale),
      );
    assert.deepEqual(said('tr'), ['Başlık (İngilizce): Growth → Business growth']);
    assert.deepEqual(said('en'), ['Title: Growth → Business growth']);
    assert.deepEqual(
      entryChanges('programme', {}, { tr: programme, ...twin('Growth') }, world('en')).map((one) =>
        differenceLine(one, 'en'),
      ),
      ['Entry added.'],
    );
    assert.deepEqual(
      entryChanges('programme', {}, twin('Growth'), world('tr')).map((one) =>
        differenceLine(one, 'tr'),
      ),
      ['İngilizce metin eklendi.'],
    );
  });

  test('stays readable where a file is broken, old or rewritten', () => {
    assert.deepEqual(lines('---\ntitle: [\n---\n', programme), [
      'Dosyanın alanları okunamıyor; değişiklik sözle anlatılamadı.',
    ]);
    assert.deepEqual(changed('people: 5', 'people: 6'), ['people: 5 → 6']);
    const other = Array.from({ length: 4000 }, (_, at) => `yeni${at}`).join(' ');
    assert.deepEqual(lines(programme, programme.replace(/\n\nDestek[^]*$/, `\n\n${other}\n`)), [
      'Metin: baştan yazıldı.',
    ]);
  });

  test('every field of every entry here can be told, and tells nothing against itself', () => {
    for (const type of typeNames) {
      const folder = path.join('content', contentTypes[type].folder);
      const files = readdirSync(folder)
        .filter((name) => name.endsWith('.tr.md'))
        .slice(0, 8);
      const contents = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
      for (const [at, tr] of contents.entries()) {
        const next = contents[(at + 1) % contents.length] ?? tr;
        assert.deepEqual(entryChanges(type, { tr }, { tr }, world('tr')), []);
        for (const locale of ['tr', 'en'] as const)
          for (const difference of entryChanges(
            type,
            { tr },
            { tr: next },
            world(locale, 'editors'),
          ))
            assert.doesNotMatch(differenceLine(difference, locale), /\[object|undefined|\{"/);
      }
    }
  });
});
