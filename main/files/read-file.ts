import type { CellTable, TextEncodingName } from '#shared/domain/tabular/cell-table.ts';

/** What the user already knows about the file; what is absent is found out. */
export interface ReadRequest {
  readonly sheet?: string | undefined;
  readonly encoding?: TextEncodingName | undefined;
  readonly separator?: string | undefined;
}

/** One sheet of a file as a table, and the names of all its sheets. */
export interface ReadFile {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly table: CellTable;
}
