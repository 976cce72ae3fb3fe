import type { CellMark, CellTable } from '#shared/domain/tabular/cell-table.ts';
import type { ReadFile } from './read-file.ts';

/** U+FFFF is no character and can't stand in a cell: it divides the cells of a row that travels between threads as one string. */
const divider = '\uffff';
const dividers = /\uffff/g;

/** Rows on their way from the worker, one string each: copying three million cells between threads takes longer than reading them did. */
export type PackedRows = readonly string[];

/** The rest of a read file on its way from the worker; its rows went before it. */
export interface PackedFile {
  readonly sheets: ReadFile['sheets'];
  readonly table: Omit<CellTable, 'rows' | 'marks'>;
  readonly markKeys: Float64Array;
  readonly markValues: readonly (readonly CellMark[])[];
}

export function packRows(rows: CellTable['rows']): PackedRows {
  return rows.map(packRow);
}

export function unpackRows(rows: PackedRows): string[][] {
  return rows.map((row) => (row === '' ? [] : row.split(divider)));
}

export function packFile({ sheets, table: { kind, sheet, hiddenRows, hiddenColumns, merges, encoding, separator, marks } }: ReadFile): PackedFile {
  const table = { kind, sheet, hiddenRows, hiddenColumns, merges, encoding, separator };
  return { sheets, table, markKeys: Float64Array.from(marks.keys()), markValues: [...marks.values()] };
}

function packRow(cells: readonly string[]): string {
  const packed = cells.join(divider);
  const expected = Math.max(0, cells.length - 1);
  return (packed.match(dividers)?.length ?? 0) === expected ? packed : cells.map((cell) => cell.replace(dividers, '\ufffd')).join(divider);
}

export function unpackFile({ sheets, table, markKeys, markValues }: PackedFile, rows: CellTable['rows']): ReadFile {
  const marks = new Map<number, readonly CellMark[]>();
  markKeys.forEach((key, index) => marks.set(key, markValues[index]!));
  return { sheets, table: { ...table, rows, marks } };
}
