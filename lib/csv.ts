import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a CSV file (RFC 4180): UTF-8 with a byte order mark, without which Excel reads Turkish letters as
 * others, and with `'` before every text that a spreadsheet would run as a formula.
 */
export const csv = (rows: readonly (readonly string[])[]): string =>
  stringify([...rows], { bom: true, record_delimiter: '\r\n', escape_formulas: true });
