import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read, utils } from '@e965/xlsx';
import fc from 'fast-check';
import type { Template } from '#lib/field';
import { guideFiles } from '#lib/guide-view';
import { readLibrary } from '#lib/library';
import { render } from '#lib/markdown';
import { locales } from '#lib/messages';
import { spreadsheet, type Sheet } from '#lib/spreadsheet';
import { templateMarkdown, templateSheets } from '#lib/template-files';

const library = readLibrary(process.cwd());
const site = 'https://bys.example';
const origin = { guide: 'Rehber', version: '1.0', reviewed: '22 Kasım 2026', href: site };

/** What another program reads in a workbook: its sheets as rows of shown text. */
const readBack = async (sheets: readonly Sheet[]) => {
  const book = read(await spreadsheet(sheets), { cellFormula: true });
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name];
    assert.ok(sheet);
    const cells = Object.entries(sheet).filter(([at]) => !at.startsWith('!'));
    return {
      name,
      rows: utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: true }),
      formulas: cells.filter(([, cell]) => (cell as { f?: string }).f !== undefined).length, // a cell of the library
    };
  });
};

const inBoth = (words: string) => ({ tr: words, en: words });
const table = (items: string[], rows: string[] = [], blank?: number): Template => ({
  id: 'tablo',
  title: inBoth('Tablo'),
  parts: [
    {
      kind: 'table',
      items: items.map(inBoth),
      ...(rows.length > 0 && { rows: rows.map(inBoth) }),
      ...(blank !== undefined && { blank }),
    },
  ],
});

test('every template of every guide is a sheet that another program reads, and a Markdown text', async () => {
  for (const locale of locales)
    for (const guide of library.ofType('guide', locale)) {
      const files = guideFiles(guide, null, site, locale);
      assert.ok(files);
      const sheets = await readBack(files.sheets);
      assert.equal(sheets.length, guide.data.templates.length);
      for (const [index, template] of guide.data.templates.entries()) {
        const cells = sheets[index]?.rows.flat() ?? [];
        const text = render(files.markdown).text;
        for (const words of [template.title, ...template.parts.flatMap(({ items }) => items)]) {
          assert.ok(cells.includes(words[locale]), `${guide.slug} sheet: ${words[locale]}`);
          const shown = words[locale].replace(/\s+/g, ' ');
          assert.ok(
            text.replace(/\s+/g, ' ').includes(shown.replace(/^\d+\. /, '')),
            `${guide.slug} Markdown: ${shown}`,
          );
        }
      }
      assert.ok(files.markdown.includes(`${site}/`));
    }
});

test('one template can be had alone, by its name', () => {
  const guide = library.find('guide', 'kume-belirleme', 'tr');
  assert.ok(guide);
  const one = guideFiles(guide, 'paydas-haritasi', site, 'tr');
  assert.equal(one?.name, 'paydas-haritasi');
  assert.equal(one.sheets.length, 1);
  assert.equal(guideFiles(guide, 'yok', site, 'tr'), undefined);
});

test('what looks like a formula is text in the workbook', async () => {
  const dangerous = ['=1+1', '+cmd', '-2', '@SUM(A1)', '=HYPERLINK("http://x")'];
  const [sheet] = await readBack(templateSheets([table(dangerous, ['=2+2'])], origin, 'tr'));
  assert.equal(sheet?.formulas, 0);
  for (const words of [...dangerous, '=2+2']) assert.ok(sheet.rows.flat().includes(words), words);
});

test('a table has its columns, its first cells and its empty rows in both files', async () => {
  const template = table(['Sektör', 'Puan'], ['Makine'], 2);
  const [sheet] = await readBack(templateSheets([template], origin, 'tr'));
  const at = sheet?.rows.findIndex(([first]) => first === 'Sektör') ?? -1;
  assert.deepEqual(sheet?.rows[at], ['Sektör', 'Puan']);
  assert.equal(sheet.rows[at + 1]?.[0], 'Makine');
  const lines = templateMarkdown([template], origin, 'tr').split('\n');
  const head = lines.indexOf('| Sektör | Puan |');
  assert.deepEqual(lines.slice(head, head + 5), [
    '| Sektör | Puan |',
    '| --- | --- |',
    '| Makine |  |',
    '|  |  |',
    '|  |  |',
  ]);
});

test('any words come back from the workbook as they were, and break no Markdown table', async () => {
  // Control characters have no place in XML, and content files may not hold them.
  const words = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((text) => text.replace(/[\p{C}\s]/gu, ' ').trim())
    .filter((text) => text !== '');
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (columns) => {
      const template = table(columns);
      const [sheet] = await readBack(templateSheets([template], origin, 'en'));
      const cells = sheet?.rows.at(-1)?.slice(0, columns.length);
      assert.deepEqual(
        cells?.map((cell) => cell.trim()),
        columns,
      );
      const line = templateMarkdown([template], origin, 'en')
        .split('\n')
        .find((one) => one.startsWith('| '));
      assert.equal(line?.match(/(?<!\\)(?:\\\\)*\|/g)?.length, columns.length + 1);
    }),
    { numRuns: 50, examples: [[Object.getOwnPropertyNames(Object.prototype)]] },
  );
});

test('sheets have names that Excel takes, no two alike', async () => {
  const name = 'Bütçe: gelir/gider [taslak] ve nakit akış tablosu';
  const sheets = await readBack([
    { name, rows: [{ style: 'lines', cells: ['a'] }], widths: [10] },
    { name, rows: [{ style: 'lines', cells: ['b'] }], widths: [10] },
  ]);
  assert.equal(new Set(sheets.map((sheet) => sheet.name)).size, 2);
  for (const sheet of sheets) assert.match(sheet.name, /^[^[\]:*?/\\]{1,31}$/);
});

test('examples and results end with the numbers of sources that are there', () => {
  const numbered = (lines: readonly string[], sources: number, where: string) => {
    for (const line of lines) {
      const [, numbers] = /\[(\d+(?:, \d+)*)\]\.$/.exec(line) ?? [];
      assert.ok(numbers, `${where}: ${line}`);
      for (const number of numbers.split(', ')) assert.ok(Number(number) <= sources, line);
    }
  };
  for (const locale of locales) {
    for (const { slug, data } of library.ofType('guide', locale))
      numbered(data.example, data.sources.length, slug);
    for (const { slug, data } of library.ofType('practice', locale))
      numbered([...data.action, ...data.results], data.sources.length, slug);
  }
});

test('every guide and practice is there in both languages, list for list', () => {
  for (const type of ['guide', 'practice'] as const)
    for (const { slug, data } of library.ofType(type, 'tr')) {
      const english = library.find(type, slug, 'en');
      assert.ok(english?.hasTwin, slug);
      for (const [name, value] of Object.entries(data))
        if (Array.isArray(value)) {
          const own: Readonly<Record<string, unknown>> = english.data;
          assert.equal((own[name] as unknown[]).length, value.length, `${slug} ${name}`); // the same type
        }
    }
});
