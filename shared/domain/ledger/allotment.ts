import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

/** What a 下达 promises one programme and what came of it. All in fen. */
export interface AllotmentStanding {
  readonly fen: number;
  /** Taken back by later documents. */
  readonly reducedFen: number;
  readonly arrivedFen: number;
}

/** 下达 − 到账: what is still to come, or how much more came than was promised; one of the two is nought. */
export function outstandingOf(line: AllotmentStanding): { readonly openFen: Fen; readonly overFen: Fen } {
  const open = line.fen - line.reducedFen - line.arrivedFen;
  return { openFen: fen(Math.max(0, open)), overFen: fen(Math.max(0, -open)) };
}

/** How much an arrival exceeds what is still to come; nought when it fits (handbook 4.1: over-arrival is refused or explained). */
export function excessOf(line: AllotmentStanding, arriving: number): Fen {
  return fen(Math.max(0, arriving - outstandingOf(line).openFen));
}
