import type { CellMark, CellTable, FileKind, MergedArea, TextEncodingName } from '#shared/domain/tabular/cell-table.ts';
import { cellAddress, cellKey } from '#shared/domain/tabular/cell-table.ts';
import { FileRefusal } from './file-refusal.ts';
import type { ReadLimits } from './read-limits.ts';

const blankRow: readonly string[] = [];

/** Gathers one sheet's cells in any row order, within the limits, and leaves blank cells and rows at the end out. */
export class TableBuilder {
  readonly #limits: ReadLimits;
  readonly #rows: string[][] = [];
  readonly #marks = new Map<number, CellMark[]>();
  readonly #hiddenRows: number[] = [];
  readonly #hiddenColumns: number[] = [];
  readonly #merges: MergedArea[] = [];
  #cells = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  set(row: number, column: number, text: string): void {
    if (text === '') return;
    if (row >= this.#limits.rows) throw new FileRefusal('file.too_many_rows', { limit: this.#limits.rows });
    if (column >= this.#limits.columns) throw new FileRefusal('file.too_many_columns', { limit: this.#limits.columns });
    if (text.length > this.#limits.cellCharacters) {
      throw new FileRefusal('file.cell_too_long', { cell: cellAddress(row, column), limit: this.#limits.cellCharacters });
    }
    this.#cells += 1;
    if (this.#cells > this.#limits.cells) throw new FileRefusal('file.too_many_cells', { limit: this.#limits.cells });
    const cells = (this.#rows[row] ??= []);
    // A hole costs a slot, so that one cell far to the right of thousands of rows counts for all it makes us store.
    if (column > cells.length) this.#cells += column - cells.length;
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }

  mark(row: number, column: number, mark: CellMark): void {
    const key = cellKey(row, column);
    const marks = this.#marks.get(key);
    if (marks) marks.push(mark);
    else this.#marks.set(key, [mark]);
  }

  hideRow(row: number): void {
    if (row < this.#limits.rows) this.#hiddenRows.push(row);
  }

  hideColumns(from: number, to: number): void {
    for (let column = from; column <= Math.min(to, this.#limits.columns - 1); column += 1) this.#hiddenColumns.push(column);
  }

  merge(area: MergedArea): void {
    if (this.#merges.length < this.#limits.rows) this.#merges.push(area);
  }

  build(source: { kind: FileKind; sheet: string; encoding: TextEncodingName | null; separator: string | null }): CellTable {
    // Rows nobody set are holes, which Array.from visits.
    const rows = Array.from(this.#rows as readonly (string[] | undefined)[], (cells) => cells ?? blankRow);
    return {
      ...source, rows, marks: this.#marks, merges: this.#merges,
      hiddenRows: this.#hiddenRows.filter((row) => row < rows.length), hiddenColumns: this.#hiddenColumns,
    };
  }
}
