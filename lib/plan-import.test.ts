import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parseEntry } from '#lib/entry';
import { changeEntry } from '#lib/entry-source';
import { filesOf, mentionsCluster, type ImportSettings, type PlanFile } from '#lib/plan-import';
import type { PlanArticle } from '#lib/plan-text';

const article: PlanArticle = {
  number: [309, 5],
  page: 12,
  kind: 'tedbir',
  sectionPath: ['2.2. Sanayi: Genel', 'Politika ve Tedbirler'],
  text: 'Kümelenme işbirliklerine destek sağlanacaktır.',
  leftOut: [],
};
const source = { title: '12. Kalkınma Planı, resmî metin' };

const settings = (
  existing: Readonly<Record<string, string>> = {},
  more: Partial<ImportSettings> = {},
): ImportSettings => ({
  plan: '12',
  source,
  existing: new Map(
    Object.entries(existing).map(([slug, text]): [string, PlanFile] => {
      const parsed = parseEntry(`content/plan/${slug}.tr.md`, text);
      assert.ok(parsed.ok, JSON.stringify(parsed));
      return [slug, { text, data: parsed.file.data }];
    }),
  ),
  propose: () => ({ sectors: ['tum'], topics: ['kumelenme', 'isbirligi'] }),
  noteOn: (leftOut) => `Alınmadı: ${leftOut.join()}.`,
  ...more,
});

const only = (own: ImportSettings, of = article) => {
  const { files, problems } = filesOf([of], own);
  assert.deepEqual(problems, []);
  const [file] = files;
  assert.ok(file);
  return file;
};

const newFile = `---
title: Kümelenme işbirliklerine destek sağlanacaktır
plan: "12"
number: "309.5"
parent: "309"
kind: tedbir
sectionPath:
  - "2.2. Sanayi: Genel"
  - Politika ve Tedbirler
text: Kümelenme işbirliklerine destek sağlanacaktır.
# öneri: sectors: [tum]
# öneri: topics: [kumelenme, isbirligi]
mentionsCluster: true
sources:
  - title: 12. Kalkınma Planı, resmî metin
---
`;

test('a new article is a file as editors write it, its proposals comments', () => {
  const file = only(settings());
  assert.equal(file.text, newFile);
  assert.deepEqual([file.slug, file.changes], ['plan12-309-5', undefined]);
});

test('a proposal that an editor confirms by taking its mark away is a field', () => {
  const confirmed = newFile.replaceAll('# öneri: ', '');
  const parsed = parseEntry('content/plan/plan12-309-5.tr.md', confirmed);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.file.data.topics, ['kumelenme', 'isbirligi']);
  assert.deepEqual(only(settings({ 'plan12-309-5': confirmed })).changes, []);
});

test('what was left out of a new text stands in its note', () => {
  const file = only(settings(), { ...article, leftOut: ['footnote', 'table'] });
  assert.match(file.text, /^textNote: "Alınmadı: footnote,table\."$/m);
});

test('a long text has its first words for a title', () => {
  const long =
    'Üretimde verimliliği artırmak üzere, işletmelerin yenilik kapasitesi, kurumsal yapısı güçlenir.';
  const title = /^title: (.*)$/m.exec(only(settings(), { ...article, text: long }).text)?.[1];
  assert.equal(
    title,
    'Üretimde verimliliği artırmak üzere, işletmelerin yenilik kapasitesi, kurumsal…',
  );
});

test('the same article again changes nothing', () => {
  const file = only(settings({ 'plan12-309-5': newFile }));
  assert.deepEqual([file.text, file.changes], [newFile, []]);
});

const curated = `---
# Sorumlusu: plan editörü
title: Kümelerin desteklenmesi
plan: "12"
number: "309.5"   # kaynakta 309,5
parent: "309"
textNote: Resmî metin görülmedi.
sectors:   [makine]
topics:
  - kumelenme # bizce
responsible:
  - KOSGEB
mentionsCluster: false
target: On küme
counterparts:
  - to: plan11-309-5
    basis: editor
    reason:
      tr: Aynı konu.
    by: BYS editörü
    on: 2026-11-22
checkedOn: 2026-11-22
sources:
  - title: "Bir köşe yazısı" # ilk kaynak
    url: https://example.org/
---

Editörün *kendi* sözleri.
`;

test('an update changes what the plan says and nothing else', () => {
  const file = only(settings({ 'plan12-309-5': curated }));
  assert.deepEqual(
    file.changes?.map(({ field }) => field),
    ['kind', 'sectionPath', 'text', 'mentionsCluster', 'sources'],
  );
  assert.ok(file.hasOldNote);
  const expected = curated
    .replace(
      'textNote:',
      `kind: tedbir
sectionPath:
  - "2.2. Sanayi: Genel"
  - Politika ve Tedbirler
text: Kümelenme işbirliklerine destek sağlanacaktır.
textNote:`,
    )
    .replace('mentionsCluster: false', 'mentionsCluster: true')
    .replace('https://example.org/\n', `https://example.org/\n  - title: ${source.title}\n`);
  assert.equal(file.text, expected);
  assert.deepEqual(only(settings({ 'plan12-309-5': file.text })).changes, []);
});

test('what the plan leaves open takes nothing away', () => {
  const bare: PlanArticle = { ...article, sectionPath: [], kind: undefined };
  assert.deepEqual(only(settings({ 'plan12-309-5': newFile }), bare).changes, []);
});

test('an article that would be no valid file is a problem', () => {
  const { problems } = filesOf([{ ...article, text: 'a'.repeat(8001) }], settings());
  assert.deepEqual(
    problems.map(({ file, code, field }) => [file, code, field]),
    [['content/plan/plan12-309-5.tr.md', 'too-long', 'text']],
  );
});

test('fields of every plan file in content can be changed without touching another byte', () => {
  for (const name of readdirSync('content/plan').filter((one) => one.endsWith('.tr.md'))) {
    const text = readFileSync(`content/plan/${name}`, 'utf8');
    assert.equal(
      changeEntry(text, { fields: { mentionsCluster: true } }),
      text.replace('Cluster: false', 'Cluster: true'),
    );
  }
});

test('küme is found in its forms, and a hen-house is none', () => {
  for (const text of ['KÜMELENME', 'kümesi', 'bu kümeler', 'sanayi kümesinde'])
    assert.ok(mentionsCluster(text), text);
  for (const text of ['kümes hayvanları', 'kümeste', 'hükümet'])
    assert.ok(!mentionsCluster(text), text);
  for (const name of readdirSync('content/plan').filter((one) => one.endsWith('.tr.md'))) {
    const parsed = parseEntry(`content/plan/${name}`, readFileSync(`content/plan/${name}`, 'utf8'));
    assert.ok(parsed.ok);
    const { text, mentionsCluster: own } = parsed.file.data;
    if (typeof text === 'string') assert.equal(mentionsCluster(text), own, name);
  }
});
