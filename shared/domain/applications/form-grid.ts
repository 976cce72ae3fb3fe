import type { CellTable, MergedArea } from '../tabular/cell-table.ts';
import { cellAddress } from '../tabular/cell-table.ts';

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** The last column of the area the cell is merged over, else its own. */
  readonly right: number;
}

/** A label as it is compared: full-width as plain, no blanks, colons, brackets. 姓 名： and 姓名 are one. */
export function labelKey(text: string): string {
  return text.normalize('NFKC').replace(/[(][^()]*[)]/gu, '').replace(/[\s:：*_]/gu, '');
}

/** A sheet filled in by hand: cells by place, merged areas told once. */
export class FormGrid {
  readonly cells: readonly GridCell[];
  readonly #table: CellTable;
  readonly #areas: ReadonlyMap<string, MergedArea>;

  constructor(table: CellTable) {
    this.#table = table;
    this.#areas = new Map(table.merges.map((area) => [`${area.top}:${area.left}`, area]));
    this.cells = table.rows.flatMap((cells, row) => cells.flatMap((text, column): GridCell[] => {
      const inside = table.merges.some((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right && (row > area.top || column > area.left));
      return text.trim() === '' || inside ? [] : [{ row, column, text: text.trim(), right: this.#areas.get(`${row}:${column}`)?.right ?? column }];
    }));
  }

  text(row: number, column: number): string {
    return (this.#table.rows[row]?.[column] ?? '').trim();
  }

  rowCells(row: number): readonly GridCell[] {
    return this.cells.filter((cell) => cell.row === row);
  }

  /** The filled cell that comes after another in its row. */
  after(cell: GridCell): GridCell | undefined {
    return this.cells.find((one) => one.row === cell.row && one.column > cell.right);
  }

  address(row: number, column: number): string {
    return cellAddress(row, column);
  }
}
