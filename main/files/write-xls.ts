import { utils, write } from '@e965/xlsx';
import type { CellObject } from '@e965/xlsx';
import { ExportRefusal } from './file-refusal.ts';
import type { SheetToWrite, WriteCell } from './sheet-to-write.ts';
import { cellText, isNumberCell } from './sheet-to-write.ts';
import { sheetName } from './write-xlsx.ts';

function cellObject(cell: WriteCell): CellObject | undefined {
  const text = cellText(cell);
  if (text === '') return undefined;
  if (!isNumberCell(cell)) return { t: 's', v: text, z: '@' };
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return { t: 'n', v: Number(text), z: decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}` };
}

/** Writes an Excel 97–2003 workbook (BIFF8), which many bank and county programs still ask for. Text stays text; nothing carries a time. */
export function writeXls(sheets: readonly SheetToWrite[]): Uint8Array {
  const workbook = utils.book_new();
  for (const sheet of sheets) {
    const worksheet = utils.aoa_to_sheet([]);
    const width = sheet.rows.reduce((widest, row) => Math.max(widest, row.length), 1);
    if (sheet.rows.length > 65_536 || width > 256) throw new ExportRefusal('export.too_big_for_xls', { rows: sheet.rows.length, columns: width });
    sheet.rows.forEach((cells, row) => cells.forEach((cell, column) => {
      const object = cellObject(cell);
      if (object) worksheet[utils.encode_cell({ r: row, c: column })] = object;
    }));
    worksheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, sheet.rows.length - 1), c: width - 1 } });
    if (sheet.merges) worksheet['!merges'] = sheet.merges.map(({ top, left, bottom, right }) => ({ s: { r: top, c: left }, e: { r: bottom, c: right } }));
    utils.book_append_sheet(workbook, worksheet, sheetName(sheet.name));
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'biff8', compression: false }) as ArrayBuffer);
}
