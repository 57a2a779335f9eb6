import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { asPdf, asText, knownArticles, pdfOf, planDocument } from '#lib/fixtures/plan-document';
import { readLibrary } from '#lib/library';
import { importPlan } from './import-plan';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bys-import-'));
after(() => fs.rmSync(folder, { recursive: true }));

let count = 0;
const fresh = () => {
  const root = path.join(folder, `${(count += 1)}`);
  fs.mkdirSync(path.join(root, 'content'), { recursive: true });
  return root;
};
const fileOf = (bytes: string | Uint8Array, name = `plan-${(count += 1)}.txt`) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  return file;
};
/** Every file below a folder with its bytes. */
const everyFile = (root: string) =>
  Object.fromEntries(
    fs
      .readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => fs.statSync(path.join(root, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]),
  );

async function run(root: string, file: string, ...args: string[]) {
  const said: string[] = [];
  const given = [
    file,
    '--plan',
    '11',
    '--content',
    path.join(root, 'content'),
    '--lang',
    'en',
    ...args,
  ];
  const code = await importPlan(given, (line) => said.push(line));
  return { code, said, text: said.join('\n') };
}

const small = [
  '2.2. Sanayi',
  'Politika ve Tedbirler',
  '309. KOBİ’lerin kümelenme girişimleri desteklenecektir.',
  '309.1. Tablo 5: yoktur.',
].join('\n');

for (const [form, bytesOf, again] of [
  ['text', async () => asText(planDocument(1)), [[], ['--update']]],
  ['PDF', () => asPdf(planDocument(1)), [['--update']]],
] as const)
  test(`a plan of 150 pages as ${form} gives back every article, and once more changes nothing`, async () => {
    const root = fresh();
    const file = fileOf(await bytesOf());
    const first = await run(root, file);
    assert.equal(first.code, 0, first.said.at(-1));
    const { articles } = planDocument(1);
    const library = readLibrary(root);
    assert.deepEqual(library.problems, []);
    const read = new Map(library.ofType('plan', 'tr').map(({ data }) => [data.number, data]));
    assert.equal(read.size, articles.length);
    const off = articles.filter(({ number, text }) => read.get(number.join('.'))?.text !== text);
    assert.deepEqual(off, []);
    for (const { number, text } of knownArticles)
      assert.ok(read.get(number)?.text === text, number);

    const before = everyFile(root);
    for (const args of again) {
      const { code, said } = await run(root, file, ...args);
      assert.equal(code, 0);
      assert.equal(said.at(-1), `There was nothing to write: ${path.join(root, 'content/plan')}`);
      assert.deepEqual(everyFile(root), before);
    }
  });

test('a dry run says what would be and every doubt with its page, and writes nothing', async () => {
  const root = fresh();
  const file = fileOf(`${small}\f310. Ana\nTablo 1: Veriler\nA      1\nB      2\nmadde.`);
  const { code, said } = await run(root, file, '--dry-run');
  assert.equal(code, 0);
  assert.deepEqual(said, [
    `${file}: p. 2: A table or figure was left out (3 lines): “Tablo 1: Veriler”.`,
    '3 articles read on 2 pages: 3 new, 0 different, 0 the same; 1 doubt.',
    'Dry run: nothing was written (3 files would have been).',
  ]);
  assert.deepEqual(everyFile(root), {});
});

const curated = `---
title: Kendi başlığımız
plan: "11"
number: "309"
text: KOBİ’lerin kümelenme girişimleri özendirilecektir.
textNote: Bir notumuz.
sectors:
  - tum # bizce
mentionsCluster: true
sources:
  - title: Eski kaynak
---

Kendi sözlerimiz.
`;
const withCurated = () => {
  const root = fresh();
  const file = path.join(root, 'content/plan/sanayi/plan11-309.tr.md');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, curated);
  return { root, file };
};

test('an article that is there stays as it is, the new one beside it is written', async () => {
  const { root, file } = withCurated();
  const { code, text } = await run(root, fileOf(small));
  assert.equal(code, 0);
  assert.match(text, /1 article in content\/plan differs from the document/);
  assert.equal(fs.readFileSync(file, 'utf8'), curated);
  assert.deepEqual(Object.keys(everyFile(root)).sort(), [
    'content/plan/plan11-309-1.tr.md',
    'content/plan/sanayi/plan11-309.tr.md',
  ]);
});

test('--update shows the difference word by word, writes it and leaves the rest', async () => {
  const { root, file } = withCurated();
  const plan = fileOf(small);
  const shown = await run(root, plan, '--update', '--dry-run');
  assert.equal(fs.readFileSync(file, 'utf8'), curated);
  for (const line of [
    'content/plan/plan11-309.tr.md',
    '  text: KOBİ’lerin kümelenme girişimleri [-özendirilecektir-]{+desteklenecektir+}.',
    '  kind: {+politika+}',
    '  textNote was written for the text before; see whether it still holds, in the English twin too.',
  ])
    assert.ok(shown.said.includes(line), `${line}\n${shown.text}`);
  assert.equal((await run(root, plan, '--update')).code, 0);
  assert.equal(
    fs.readFileSync(file, 'utf8'),
    curated
      .replace('özendirilecektir', 'desteklenecektir')
      .replace(
        'text:',
        'kind: politika\nsectionPath:\n  - 2.2. Sanayi\n  - Politika ve Tedbirler\ntext:',
      )
      .replace('kaynak\n', 'kaynak\n  - title: 11. Kalkınma Planı (2019-2023), resmî metin\n'),
  );
  assert.equal(Object.keys(everyFile(root)).length, 2);
});

test('the address of the document is its source', async () => {
  const root = fresh();
  await run(root, fileOf(small), '--url', 'https://example.org/plan.pdf');
  const [entry] = readLibrary(root).ofType('plan', 'tr');
  assert.equal(entry?.data.sources?.[0]?.url, 'https://example.org/plan.pdf');
  const wrong = await run(fresh(), fileOf(small), '--url', 'plan.pdf');
  assert.equal(wrong.code, 1);
  assert.match(wrong.text, /web address/);
});

const printed = (text: string, options = {}) => pdfOf((pdf) => pdf.addPage().text(text), options);

/** What cannot be read or must not be written, each with what is said of it. */
const refusals: readonly (readonly [string, () => Promise<string | Uint8Array>, RegExp])[] = [
  [
    'a scanned PDF',
    () => pdfOf((pdf) => pdf.addPage().rect(0, 0, 9, 9).fill('red')),
    /scanned.*OCR/,
  ],
  ['an encrypted PDF', () => printed(small, { userPassword: 'gizli' }), /protected by a password/],
  ['a damaged PDF', async () => (await printed(small)).subarray(0, 900), /damaged PDF/],
  [
    'a PDF of 2,000 pages',
    () => pdfOf((pdf) => Array.from({ length: 2000 }, () => pdf.addPage())),
    /has 2,000 pages; at most 1,000/,
  ],
  [
    'an article number twice',
    async () => `${small}\n309. Bir daha.`,
    /p\. 1: Article 309 is there twice/,
  ],
  [
    'a number out of order',
    async () => `${small}\f308. Geç kaldı.`,
    /p\. 2: Article 308 comes behind 309\.1/,
  ],
  ['an empty article', async () => `${small}\n310.`, /p\. 1: Article 310 has no text/],
  ['no article at all', async () => 'Giriş', /No numbered article/],
  [
    'an article that is too long',
    async () => `309. Çok ${'uzun '.repeat(2000)}`,
    /8,?000 is the most/,
  ],
  ['an empty file', async () => '', /is empty/],
  [
    'a Word document',
    async () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
    /neither plain text nor PDF/,
  ],
];
for (const [name, bytes, sentence] of refusals)
  test(`${name} is refused in a sentence, and nothing is written`, async () => {
    const root = fresh();
    const { code, text } = await run(root, fileOf(await bytes()));
    assert.equal(code, 1);
    assert.match(text, sentence);
    assert.deepEqual(everyFile(root), {});
  });

test('a text in Windows-1254 is read, and told', async () => {
  const root = fresh();
  const old = Buffer.from(`309. ${'\xde'}ehir kurulacakt${'\xfd'}r.`, 'latin1');
  const { code, text } = await run(root, fileOf(old));
  assert.equal(code, 0);
  assert.match(text, /p\. 1: The text is not UTF-8; it was read as Windows-1254/);
  assert.equal(readLibrary(root).ofType('plan', 'tr')[0]?.data.text, 'Şehir kurulacaktır.');
});

test('a file that is none, a plan that is none and words that are none are told', async () => {
  const said = async (...args: string[]) => {
    const lines: string[] = [];
    assert.equal(await importPlan([...args, '--lang', 'en'], (line) => lines.push(line)), 1);
    return lines.join('\n');
  };
  const file = fileOf(small);
  assert.match(await said(path.join(folder, 'none.pdf'), '--plan', '11'), /There is no file/);
  assert.match(await said(folder, '--plan', '11'), /is not a file/);
  assert.match(await said(file, '--plan', '99'), /“99” is no plan we know.*10, 11, 12/);
  assert.match(await said(file), /is no plan we know/);
  assert.match(await said('--plan', '11'), /^Usage: npm run import:plan/);
  assert.match(await said(file, file, '--plan', '11'), /^Usage/);
});

test('with a broken file in content nothing is written', async () => {
  const { root, file } = withCurated();
  fs.writeFileSync(file, curated.replace('title:', 'titel:'));
  const { code, text } = await run(root, fileOf(small), '--update');
  assert.equal(code, 1);
  assert.match(text, /plan11-309\.tr\.md:\d+: .*titel/);
  assert.equal(Object.keys(everyFile(root)).length, 1);
});

test('npm run import:plan speaks the language of the terminal and ends with a code', () => {
  const program = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/import-plan.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, LANG: 'tr_TR.UTF-8' },
    });
  const wrong = program(fileOf(small), '--plan', '99');
  assert.equal(wrong.status, 1);
  assert.match(wrong.stdout, /“99” bilinen bir plan değil/);
  const right = program(fileOf(small), '--plan', '11', '--dry-run', '--content', fresh());
  assert.equal(right.status, 0, right.stderr);
  assert.match(right.stdout, /1 sayfada 2 madde okundu: 2 yeni/);
});

test('without --content the plan goes where the portal reads, by its own words', () => {
  const root = fresh();
  fs.cpSync('content/search', path.join(root, 'content/search'), { recursive: true });
  const run = () =>
    spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/import-plan.ts', fileOf(small), '--plan', '11', '--lang', 'en'],
      { encoding: 'utf8', env: { ...process.env, CONTENT_ROOT: root } },
    );
  const { status, stdout, stderr } = run();
  assert.equal(status, 0, stdout + stderr);
  assert.deepEqual(fs.readdirSync(path.join(root, 'content/plan')).length, 2);
  fs.writeFileSync(path.join(root, 'content/search/plan-words.yaml'), 'hyphened: 1\n');
  assert.match(run().stdout, /^content\/search\/plan-words\.yaml:1: /);
});
