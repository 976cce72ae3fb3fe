import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** One line of one side of a comparison: of our ledger, of finance's, of a statement, of a list. */
export interface SideItem {
  /** Names the line across imports, so that what a person said of it stays with it. */
  readonly key: string;
  readonly onDate: IsoDate | null;
  /** In is positive, out negative; in fen. */
  readonly fen: number;
  /** Name keys under which its person may stand on the other side; empty where no person is named. */
  readonly names: readonly string[];
  /** Batch or document numbers the other side may quote. */
  readonly refs: readonly string[];
  /** Everything the line says, for the other side's numbers to be found in. */
  readonly text: string;
  /** What went out together, e.g. one batch; empty: alone. */
  readonly group: string;
  /** The key of the line it takes back; empty: none. */
  readonly undoes: string;
}

/**
 * Why lines were taken for the same money, strongest first: `by_hand` a person said so; `reversed` a line and what takes it back; `ref` the other
 * side quotes the number; `name` the same person and amount; `exact` amount and day; `sum` one entry for a whole batch or day; `near` amount
 * within the days allowed.
 */
export const matchRules = ['by_hand', 'reversed', 'ref', 'name', 'exact', 'sum', 'near'] as const;
export type MatchRule = (typeof matchRules)[number];

/** Lines of both sides that are the same money: Σ left = Σ right, to the fen. */
export interface SideMatch {
  readonly rule: MatchRule;
  readonly left: readonly SideItem[];
  readonly right: readonly SideItem[];
}

/** Lines that speak of the same thing with different amounts. */
export interface SideDifference {
  readonly left: readonly SideItem[];
  readonly right: readonly SideItem[];
}

/** Every line of both sides in exactly one of the four. */
export interface SidesReconciled {
  readonly matches: readonly SideMatch[];
  readonly differing: readonly SideDifference[];
  readonly leftOnly: readonly SideItem[];
  readonly rightOnly: readonly SideItem[];
}

/** Σ of lines, in fen. */
export function sumOf(items: readonly SideItem[]): number {
  return items.reduce((sum, item) => sum + item.fen, 0);
}

/** What a reconciliation adds up to, in fen; `left − right` is exactly what the differences add up to, or a line was lost (handbook 4.7: tolerance 0). */
export interface SideTotals {
  readonly leftFen: number;
  readonly rightFen: number;
  readonly matchedFen: number;
  readonly differenceFen: number;
}

export function totalsOfSides({ matches, differing, leftOnly, rightOnly }: SidesReconciled): SideTotals {
  const add = (lists: readonly (readonly SideItem[])[]): number => lists.reduce((sum, items) => sum + sumOf(items), 0);
  const differingLeft = add(differing.map((one) => one.left));
  const differingRight = add(differing.map((one) => one.right));
  const matchedFen = add(matches.map((one) => one.left));
  return {
    leftFen: matchedFen + differingLeft + sumOf(leftOnly), rightFen: add(matches.map((one) => one.right)) + differingRight + sumOf(rightOnly), matchedFen,
    differenceFen: differingLeft - differingRight + sumOf(leftOnly) - sumOf(rightOnly),
  };
}
