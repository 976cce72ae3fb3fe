/** How a cell looks in .xlsx. Text formats and .xls keep the text and forget the look. */
export type CellLook = 'title' | 'header' | 'note' | 'wrong' | 'total';

/**
 * One cell to write. A plain string is text and is stored as text: an 18-digit ID stays one, and a formula in it is never run.
 * `number` is a decimal literal such as 3750.00 (at most 15 digits): a real number for Excel to add up, shown with the decimals it has.
 */
export type WriteCell =
  | string
  | { readonly text: string; readonly look?: CellLook }
  | { readonly number: string; readonly look?: CellLook };

export interface SheetToWrite {
  readonly name: string;
  readonly rows: readonly (readonly WriteCell[])[];
  /** Rows kept in sight while scrolling, and repeated on every printed page. */
  readonly headerRows?: number;
  /** In characters, by column; missing ones are measured. */
  readonly columnWidths?: readonly number[];
  readonly merges?: readonly { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }[];
}

const decimal = /^-?\d+(?:\.\d+)?$/;

/** The cell's text; throws on a `number` that is no decimal literal of at most 15 digits, which is a mistake of ours. */
export function cellText(cell: WriteCell): string {
  if (typeof cell === 'string') return cell;
  if ('text' in cell) return cell.text;
  if (!decimal.test(cell.number) || cell.number.replace(/\D/g, '').length > 15) throw new TypeError(`not a number for a cell: ${cell.number}`);
  return cell.number;
}

export function isNumberCell(cell: WriteCell): cell is { readonly number: string; readonly look?: CellLook } {
  return typeof cell === 'object' && 'number' in cell;
}
