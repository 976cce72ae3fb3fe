import type { ReactNode } from 'react';
import type { Tone } from '../tone.ts';

export type CellValue = string | number | null;

/** money: fen; date: ISO; choice: few distinct texts, filtered by ticking. */
export type ColumnKind = 'text' | 'number' | 'money' | 'date' | 'choice';

export interface DataColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** A second, quieter line in the heading. */
  readonly note?: string;
  readonly kind?: ColumnKind;
  /** What the cell stands for: sorted, filtered, totalled and copied by it. Null is unknown or absent. */
  readonly value: (row: Row) => CellValue;
  /** How it looks, where that is more than the value. */
  readonly cell?: (row: Row) => ReactNode;
  /** Background of the cell, for a value that is wrong or doubtful; say it in words too. */
  readonly tone?: (row: Row) => Tone | undefined;
  /** Width in pixels at the normal text size. */
  readonly width: number;
  /** Takes the room that is left. Not for frozen columns. */
  readonly grow?: boolean;
  /** Stays in sight when scrolling sideways. Frozen columns come first. */
  readonly frozen?: boolean;
  /** The totals row, always over the rows that pass the filters. */
  readonly total?: 'sum' | 'count' | ((rows: readonly Row[]) => ReactNode);
}

export interface Sorting {
  readonly columnId: string;
  readonly direction: 'ascending' | 'descending';
}

/** Filters by column id: typed text, or the ticked texts of a choice column. */
export type Filters = Readonly<Record<string, string | readonly string[]>>;
