import type { CellMark, CellTable } from '#shared/domain/tabular/cell-table.ts';
import type { ReadFile } from './read-file.ts';

/** U+FFFF is no character and can't stand in a cell: it divides the cells of a row that travels between threads as one string. */
const divider = '\uffff';
const dividers = /\uffff/g;

/**
 * A read file on its way from the worker: one string a row instead of one a cell. Copying three million small strings between threads
 * takes longer than reading them did.
 */
export interface PackedFile {
  readonly sheets: ReadFile['sheets'];
  readonly table: Omit<CellTable, 'rows' | 'marks'>;
  readonly rows: readonly string[];
  readonly markKeys: Float64Array;
  readonly markValues: readonly (readonly CellMark[])[];
}

export function packFile({ sheets, table: { rows, marks, ...table } }: ReadFile): PackedFile {
  return {
    sheets, table, rows: rows.map(packRow), markKeys: Float64Array.from(marks.keys()), markValues: [...marks.values()],
  };
}

function packRow(cells: readonly string[]): string {
  const packed = cells.join(divider);
  const expected = Math.max(0, cells.length - 1);
  return (packed.match(dividers)?.length ?? 0) === expected ? packed : cells.map((cell) => cell.replace(dividers, '\ufffd')).join(divider);
}

export function unpackFile({ sheets, table, rows, markKeys, markValues }: PackedFile): ReadFile {
  const marks = new Map<number, readonly CellMark[]>();
  markKeys.forEach((key, index) => marks.set(key, markValues[index]!));
  return { sheets, table: { ...table, rows: rows.map((row) => (row === '' ? [] : row.split(divider))), marks } };
}
