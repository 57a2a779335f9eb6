import type { InBoth, Locale, Template } from '#lib/field';
import { texts, type Translate } from '#lib/messages';
import type { Sheet, SheetRow } from '#lib/spreadsheet';

/** Where a template comes from; every file says it. */
export type TemplateOrigin = {
  readonly guide: string;
  readonly version: string;
  /** The day of the guide's last review, in words. */
  readonly reviewed: string;
  /** The guide's page. */
  readonly href: string;
};

type Part = Template['parts'][number];

/** Templates as one Markdown text: questions as headings to write under, tables, boxes to tick. */
export function templateMarkdown(
  templates: readonly Template[],
  origin: TemplateOrigin,
  locale: Locale,
): string {
  const t = texts(locale);
  return templates
    .map(({ title, parts }) =>
      [
        `# ${plain(title[locale])}`,
        `${plain(originIn(origin, t))}  \n<${origin.href}>  \n${t('toolkit.fill')}`,
        ...parts.flatMap((part) => [
          ...(part.heading ? [`## ${plain(part.heading[locale])}`] : []),
          markdownOf(part, locale),
        ]),
      ].join('\n\n'),
    )
    .join('\n\n---\n\n')
    .concat('\n');
}

function markdownOf(part: Part, locale: Locale): string {
  const items = part.items.map((item) => plain(item[locale]));
  switch (part.kind) {
    case 'questions':
      return items.map((question) => `**${question}**\n\n…`).join('\n\n');
    case 'checklist':
      return items.map((point) => `- [ ] ${point}`).join('\n');
    case 'text':
      return items.join('\n\n');
    case 'table':
      return [
        items,
        items.map(() => '---'),
        ...linesOf(part, locale).map((cells) => cells.map(plain)),
      ]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
  }
}

/** The same templates as sheets of a workbook, one each. */
export const templateSheets = (
  templates: readonly Template[],
  origin: TemplateOrigin,
  locale: Locale,
): Sheet[] => {
  const t = texts(locale);
  return templates.map(({ title, parts }) => {
    const columns = Math.max(...parts.map(columnsOf));
    return {
      name: title[locale],
      widths: Array.from({ length: columns }, (_, column) => (column === 0 ? 44 : 28)),
      rows: [
        { style: 'title', cells: [title[locale]] },
        { style: 'note', cells: [originIn(origin, t)] },
        { style: 'note', cells: [origin.href] },
        { style: 'note', cells: [t('toolkit.fill')] },
        ...parts.flatMap((part): SheetRow[] => [
          { style: 'note', cells: [] },
          ...(part.heading ? [{ style: 'heading' as const, cells: [part.heading[locale]] }] : []),
          ...rowsOf(part, locale, t),
        ]),
      ],
    };
  });
};

const columnsOf = ({ kind, items }: Part): number =>
  kind === 'table' ? items.length : kind === 'text' ? 1 : 2;

function rowsOf(part: Part, locale: Locale, t: Translate): SheetRow[] {
  const items = part.items.map((item) => item[locale]);
  const withEmpty = (heads: readonly string[]): SheetRow[] => [
    { style: 'columns', cells: heads },
    ...items.map((item): SheetRow => ({ style: 'lines', cells: [item, ''] })),
  ];
  switch (part.kind) {
    case 'questions':
      return withEmpty([t('toolkit.question'), t('toolkit.answer')]);
    case 'checklist':
      return withEmpty([t('toolkit.point'), t('toolkit.done')]);
    case 'text':
      return items.map((item): SheetRow => ({ style: 'lines', cells: [item] }));
    case 'table':
      return [
        { style: 'columns', cells: items },
        ...linesOf(part, locale).map((cells): SheetRow => ({ style: 'lines', cells })),
      ];
  }
}

/** The body of a table: rows that have their first cell, then empty ones. */
function linesOf({ items, rows = [], blank = 0 }: Part, locale: Locale): string[][] {
  const first = [...rows.map((row: InBoth) => row[locale]), ...Array<string>(blank).fill('')];
  return first.map((cell) => items.map((_, column) => (column === 0 ? cell : '')));
}

const originIn = ({ guide, version, reviewed }: TemplateOrigin, t: Translate): string =>
  t('toolkit.from', { guide, version, date: reviewed });

/** Signs that Markdown would take for its own, so that words stay words. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|#~]/g, String.raw`\$&`);
