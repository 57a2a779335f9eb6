import writeXlsxFile, { type Cell } from 'write-excel-file/node';

/** `lines` is a table's body, drawn with borders so that it can be filled in on paper too. */
export type SheetRow = {
  readonly style: 'title' | 'note' | 'heading' | 'columns' | 'lines';
  readonly cells: readonly string[];
};

export type Sheet = {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** How wide each column is, in letters. */
  readonly widths: readonly number[];
};

const styles = {
  title: { fontWeight: 'bold', fontSize: 14 },
  note: { wrap: false },
  heading: { fontWeight: 'bold' },
  columns: { fontWeight: 'bold', wrap: true, borderStyle: 'thin', alignVertical: 'top' },
  lines: { wrap: true, borderStyle: 'thin', alignVertical: 'top' },
} as const satisfies Record<SheetRow['style'], object>;

/**
 * Sheets as an Excel workbook. Every cell is text: what looks like a formula stays what it says, and no
 * spreadsheet runs it.
 */
export const spreadsheet = (sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> =>
  writeXlsxFile(
    namesApart(sheets).map(({ name, rows, widths }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      orientation: 'landscape' as const,
      data: rows.map(({ style, cells }) =>
        cells.map((text): Cell => ({ ...styles[style], type: String, value: storable(text) })),
      ),
    })),
  )
    .toBuffer()
    .then((buffer) => new Uint8Array(buffer));

/**
 * write-excel-file 4.1.1 looks texts up in a plain object, so that a cell that says just `valueOf` would
 * break the workbook; a space behind it is another text, and nobody sees it.
 */
const storable = (text: string): string => (text in Object.prototype ? `${text} ` : text);

const longestName = 31;

/** Excel takes names of at most 31 letters, without seven signs and no two alike. */
function namesApart(sheets: readonly Sheet[]): Sheet[] {
  const taken = new Set<string>();
  return sheets.map((sheet) => {
    const plain = sheet.name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '');
    const nameOf = (count: number): string => {
      const end = count === 1 ? '' : ` ${count}`;
      const name = `${plain.slice(0, longestName - end.length).trim()}${end}`;
      return taken.has(name.toLocaleLowerCase('tr')) ? nameOf(count + 1) : name;
    };
    const name = nameOf(1);
    taken.add(name.toLocaleLowerCase('tr'));
    return { ...sheet, name };
  });
}
