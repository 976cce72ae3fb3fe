import type { Imprint } from './imprint.ts';

/** One column of a register: its heading, how wide it is (millimetres, or a share of what is left), and how its cells stand. */
export interface RegisterColumn {
  readonly title: string;
  readonly width: { readonly mm: number } | { readonly share: number };
  readonly align: 'left' | 'center' | 'right';
}

/** A part of a register with its own heading, e.g. one class; begins on a new page where asked. */
export interface RegisterPart {
  readonly heading: string;
  /** Columns of its own, where the register is several tables. */
  readonly columns?: readonly RegisterColumn[];
  readonly rows: readonly (readonly string[])[];
  /** The last row, set apart; null: none. */
  readonly total: readonly string[] | null;
}

/** A list with a head, as an office issues it: 名册, 汇总表, 登记簿. Everything is already in words; the template only sets it. */
export interface RegisterPaper {
  readonly kind: 'register';
  readonly title: string;
  readonly subtitle: string;
  readonly wide: boolean;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly columns: readonly RegisterColumn[];
  readonly parts: readonly RegisterPart[];
  readonly notes: readonly string[];
  readonly signatures: readonly string[];
  readonly imprint: Imprint;
}
