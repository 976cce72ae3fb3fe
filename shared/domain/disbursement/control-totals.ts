import type { Fen } from '#shared/domain/money/fen.ts';
import { sumFen } from '#shared/domain/money/fen.ts';

/** What can be read over the telephone to prove that two lists are the same list. */
export interface ControlTotals {
  readonly count: number;
  readonly sumFen: Fen;
  /** 账号尾数和: the sum of every account's last six digits. It does not depend on the order, and adds up over split files. */
  readonly accountTail: number;
}

interface Payable {
  readonly accountNo: string;
  readonly amountFen: Fen;
}

/** Count, sum and 账号尾数和 of a list (CHK-23). A swapped pair of accounts keeps count and sum; a mistyped account changes the third figure. */
export function controlTotals(lines: readonly Payable[]): ControlTotals {
  return {
    count: lines.length,
    sumFen: sumFen(lines.map((line) => line.amountFen)),
    accountTail: lines.reduce((total, line) => total + accountTail(line.accountNo), 0),
  };
}

function accountTail(accountNo: string): number {
  return Number(accountNo.replace(/\D/gu, '').slice(-6) || '0');
}
