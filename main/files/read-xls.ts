import { read, set_cptable } from '@e965/xlsx';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { chooseSheet } from './choose-sheet.ts';
import { isScientificText, numberLook, shownNumber } from './excel-number.ts';
import { FileRefusal } from './file-refusal.ts';
import type { ReadFile, ReadRequest } from './read-file.ts';
import type { ReadLimits } from './read-limits.ts';
import { TableBuilder } from './table-builder.ts';

// Excel 95 files keep GBK bytes; without these tables their Chinese is unreadable.
set_cptable(codePages);

type DenseSheet = WorkSheet & { '!data'?: readonly (readonly (CellObject | undefined)[] | undefined)[] };

function setCell(builder: TableBuilder, row: number, column: number, cell: CellObject, date1904: boolean): void {
  switch (cell.t) {
    case 'n': {
      const shown = shownNumber(String(cell.v), numberLook(0, typeof cell.z === 'string' ? cell.z : 'General'), date1904);
      builder.set(row, column, shown.text);
      if (shown.mark) builder.mark(row, column, shown.mark);
      break;
    }
    case 's': {
      const text = String(cell.v ?? '');
      builder.set(row, column, text);
      if (isScientificText(text)) builder.mark(row, column, 'scientific');
      break;
    }
    case 'b':
      builder.set(row, column, cell.v === true ? 'TRUE' : 'FALSE');
      break;
    case 'e':
      builder.set(row, column, cell.w ?? '#N/A');
      builder.mark(row, column, 'error');
      break;
    default:
      return;
  }
  if (cell.f !== undefined) builder.mark(row, column, 'formula');
}

function fill(builder: TableBuilder, sheet: DenseSheet, date1904: boolean): void {
  sheet['!data']?.forEach((cells, row) => cells?.forEach((cell, column) => {
    if (cell) setCell(builder, row, column, cell, date1904);
  }));
  sheet['!rows']?.forEach((row, index) => {
    if (row?.hidden) builder.hideRow(index);
  });
  sheet['!cols']?.forEach((column, index) => {
    if (column?.hidden) builder.hideColumns(index, index);
  });
  for (const { s, e } of sheet['!merges'] ?? []) builder.merge({ top: s.r, left: s.c, bottom: e.r, right: e.c });
}

function parseWorkbook(bytes: Uint8Array) {
  try {
    return read(bytes, { type: 'array', dense: true, cellNF: true, cellStyles: true, cellHTML: false, cellText: false, cellDates: false, bookVBA: false });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(message)) throw new FileRefusal('file.password', {});
    throw new FileRefusal('file.damaged', { part: '工作簿' });
  }
}

/** Reads one sheet of a binary workbook (.xls of any age, .xlsb). Macros are not even loaded. */
export function readXls(bytes: Uint8Array, request: ReadRequest, limits: ReadLimits): ReadFile {
  const workbook = parseWorkbook(bytes);
  const sheets = workbook.SheetNames.map((name, index) => ({
    name,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    weight: (workbook.Sheets[name] as DenseSheet | undefined)?.['!data']?.length ?? 0,
  }));
  const chosen = chooseSheet(sheets, request.sheet);
  const builder = new TableBuilder(limits);
  fill(builder, workbook.Sheets[chosen.name] as DenseSheet, workbook.Workbook?.WBProps?.date1904 === true);
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    table: builder.build({ kind: 'xls', sheet: chosen.name, encoding: null, separator: null }),
  };
}
