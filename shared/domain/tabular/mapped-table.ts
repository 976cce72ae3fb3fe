import type { AmountUnit } from '#shared/domain/money/parse-fen.ts';
import type { CellMark, CellTable } from './cell-table.ts';
import { cellAddress, cellKey } from './cell-table.ts';
import type { ColumnMapping } from './field-catalogue.ts';

/** One data row read through a column mapping. */
export class MappedRow<Key extends string = string> {
  /** The row's number as Excel shows it, from 1. */
  readonly rowNumber: number;
  readonly hidden: boolean;
  readonly cells: readonly string[];
  readonly #table: CellTable;
  readonly #mapping: ColumnMapping<Key>;
  readonly #units: readonly AmountUnit[];

  constructor(table: CellTable, mapping: ColumnMapping<Key>, units: readonly AmountUnit[], index: number, hidden: boolean) {
    this.rowNumber = index + 1;
    this.hidden = hidden;
    this.cells = table.rows[index] ?? [];
    this.#table = table;
    this.#mapping = mapping;
    this.#units = units;
  }

  /** What a bare number of this field's column counts in. */
  amountUnit(key: Key): AmountUnit {
    const column = this.#mapping[key];
    return (column === undefined ? undefined : this.#units[column]) ?? 'yuan';
  }

  /** The field's text without blanks around it; '' when the cell is empty or no column carries the field. */
  text(key: Key): string {
    const column = this.#mapping[key];
    return column === undefined ? '' : (this.cells[column] ?? '').trim();
  }

  /** The field's cell as Excel names it, e.g. B6; '' when no column carries the field. */
  address(key: Key): string {
    const column = this.#mapping[key];
    return column === undefined ? '' : cellAddress(this.rowNumber - 1, column);
  }

  hasMark(key: Key, mark: CellMark): boolean {
    const column = this.#mapping[key];
    return column !== undefined && (this.#table.marks.get(cellKey(this.rowNumber - 1, column))?.includes(mark) ?? false);
  }

  /** True when the digits of this number can't be trusted any more: over 15 digits in a number cell, or already scientific. */
  isSpoiltNumber(key: Key): boolean {
    return this.hasMark(key, 'lost_digits') || this.hasMark(key, 'scientific');
  }
}

/** The data rows of a sheet (no title, header, note, sample or totals row), read through a column mapping. */
export interface MappedTable<Key extends string = string> {
  readonly sheet: string;
  /** Every heading of the file by 0-based column, also of columns no field uses. */
  readonly headings: readonly string[];
  readonly mapping: ColumnMapping<Key>;
  readonly rows: readonly MappedRow<Key>[];
}
