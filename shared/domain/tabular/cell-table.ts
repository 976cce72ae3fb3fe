/**
 * What the cell of the file held besides the text shown. Rare, so kept beside the texts and not in them:
 * - `lost_digits`: a number of more than 15 digits; the digits shown are not those once typed (handbook 1.11);
 * - `scientific`: a text such as 5.10101E+17, an identity or card number already spoilt;
 * - `formula`: calculated, the text is the value last calculated;
 * - `date`: a date cell, the text is ISO;
 * - `error`: #REF!, #N/A and their like;
 * - `merged`: filled from the first cell of a merged area.
 */
export type CellMark = 'lost_digits' | 'scientific' | 'formula' | 'date' | 'error' | 'merged';

/** How a file turned out to be stored, whatever its name says. */
export type FileKind = 'xlsx' | 'xls' | 'html' | 'text';
export type TextEncodingName = 'gb18030' | 'utf-8' | 'utf-16le' | 'utf-16be';

/** A merged area, 0-based and inclusive. */
export interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * One sheet as plain texts. `rows[0]` is the sheet's row 1 and cell 0 its column A; rows are as long as their last filled cell.
 * Nothing is dropped: hidden rows and columns are there and listed.
 */
export interface CellTable {
  readonly kind: FileKind;
  readonly sheet: string;
  readonly rows: readonly (readonly string[])[];
  /** Marks by `cellKey(row, column)`. */
  readonly marks: ReadonlyMap<number, readonly CellMark[]>;
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly merges: readonly MergedArea[];
  readonly encoding: TextEncodingName | null;
  readonly separator: string | null;
}

const widestSheet = 16_384;

/** The key of a cell in `CellTable.marks`; both 0-based. */
export function cellKey(row: number, column: number): number {
  return row * widestSheet + column;
}

/** 0 → A, 25 → Z, 26 → AA: the letters Excel puts above a column. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The address a person finds in Excel: `cellAddress(5, 1)` is B6. Both 0-based. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}
