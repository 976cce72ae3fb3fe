import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** One entry's effect on an account, in fen; both sides may move. */
export interface AccountMove {
  readonly onDate: IsoDate;
  readonly debitFen: number;
  readonly creditFen: number;
}

/** Sums of a month and of its calendar year up to then: what closes each month of a 日记账. */
export interface MonthClose {
  readonly month: string;
  readonly debitFen: number;
  readonly creditFen: number;
  readonly yearDebitFen: number;
  readonly yearCreditFen: number;
  readonly balanceFen: number;
}

export type BookLine<Move extends AccountMove> =
  | { readonly kind: 'move'; readonly move: Move; readonly balanceFen: number }
  | { readonly kind: 'month'; readonly close: MonthClose };

/**
 * An account's moves, oldest first, with the balance after each and 本月合计, 本年累计 at the end of each month. `openingFen` is debit − credit
 * before the first move; balances are debit − credit, so a credit account's are negative until they are shown by their side.
 * The last balance is opening + Σ debit − Σ credit, whatever the months (property).
 * `before` is what the calendar year of the first move already had before it, for 本年累计.
 */
export function accountBook<Move extends AccountMove>(
  moves: readonly Move[], openingFen: number, before: { readonly debitFen: number; readonly creditFen: number } = { debitFen: 0, creditFen: 0 },
): BookLine<Move>[] {
  const lines: BookLine<Move>[] = [];
  let balance = openingFen;
  let year = { ...before };
  let month = { debitFen: 0, creditFen: 0 };
  for (const [index, move] of moves.entries()) {
    balance += move.debitFen - move.creditFen;
    month = { debitFen: month.debitFen + move.debitFen, creditFen: month.creditFen + move.creditFen };
    year = { debitFen: year.debitFen + move.debitFen, creditFen: year.creditFen + move.creditFen };
    lines.push({ kind: 'move', move, balanceFen: balance });
    const next = moves[index + 1]?.onDate;
    const key = move.onDate.slice(0, 7);
    if (next?.startsWith(key)) continue;
    lines.push({ kind: 'month', close: { month: key, ...month, yearDebitFen: year.debitFen, yearCreditFen: year.creditFen, balanceFen: balance } });
    month = { debitFen: 0, creditFen: 0 };
    if (!next?.startsWith(move.onDate.slice(0, 4))) year = { debitFen: 0, creditFen: 0 };
  }
  return lines;
}

/** 借 / 贷 / 平 and the amount without a sign, as a ledger shows a balance. */
export function balanceSide(netFen: number): { readonly side: '借' | '贷' | '平'; readonly fen: number } {
  if (netFen === 0) return { side: '平', fen: 0 };
  return netFen > 0 ? { side: '借', fen: netFen } : { side: '贷', fen: 0 - netFen };
}

/** One entry's effect on an auxiliary ledger (辅助账): rights that arose, money in and out, and what is owed since. In fen. */
export interface AuxiliaryMove {
  readonly dueFen: number;
  readonly inFen: number;
  readonly outFen: number;
  /** More owed to pupils after the entry than before; negative: less. */
  readonly owedFen: number;
}

export type AuxiliaryLine<Move extends AuxiliaryMove> = Move & { readonly cashBalanceFen: number; readonly owedBalanceFen: number };

/** The moves of an auxiliary ledger with the two balances after each: money in hand, and owed to pupils. */
export function auxiliaryBook<Move extends AuxiliaryMove>(moves: readonly Move[], opening: { readonly cashFen: number; readonly owedFen: number }): AuxiliaryLine<Move>[] {
  let { cashFen, owedFen } = opening;
  return moves.map((move) => {
    cashFen += move.inFen - move.outFen;
    owedFen += move.owedFen;
    return { ...move, cashBalanceFen: cashFen, owedBalanceFen: owedFen };
  });
}
