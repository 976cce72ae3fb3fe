/**
 * What a file may cost us. Far above any school's or county's real file (a county of 100,000 pupils × 30 columns is 3 million cells),
 * far below what would hurt an old PC. Tests pass smaller ones.
 */
export interface ReadLimits {
  readonly fileBytes: number;
  /** Of one part inside an .xlsx, after inflating. */
  readonly inflatedBytes: number;
  /** How many times a part may grow when inflated, once it is over `ratioFrom` bytes. Deflate itself can reach 1032. */
  readonly inflateRatio: number;
  readonly ratioFrom: number;
  readonly cells: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  readonly textCharacters: number;
  readonly milliseconds: number;
}

export const readLimits: ReadLimits = {
  fileBytes: 200 * 1024 * 1024,
  inflatedBytes: 768 * 1024 * 1024,
  inflateRatio: 250,
  ratioFrom: 32 * 1024 * 1024,
  cells: 8_000_000,
  rows: 1_048_576,
  columns: 16_384,
  cellCharacters: 32_767,
  textCharacters: 256 * 1024 * 1024,
  milliseconds: 120_000,
};
