import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { ProgrammeRow } from './statement.ts';

/** Hundredths of a percent: 9876 is 98.76 %. Null where there is nothing to measure against. */
export type Rate = number | null;

/**
 * part ÷ whole in hundredths of a percent, cut and not rounded: 100 % is said only when the whole is there (handbook 4.10: an audit reads 99.999 % as not done).
 */
export function rateOf(part: number, whole: number): Rate {
  if (whole <= 0) return null;
  // Whole numbers beyond 2^53 would be cut wrongly.
  return Number((BigInt(part) * 10_000n) / BigInt(whole));
}

/** 98.76%, or — where there is nothing to measure. */
export function formatExecutionRate(rate: Rate): string {
  if (rate === null) return '—';
  const digits = String(Math.abs(rate)).padStart(3, '0');
  return `${rate < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}

/** A row of 资助资金执行情况表 (handbook 7.7, 7.11). Amounts in fen. */
export interface ExecutionRow {
  readonly programmeKey: string;
  readonly channel: PaymentChannel;
  readonly openingFen: Fen;
  readonly allottedFen: Fen;
  readonly receivedFen: Fen;
  readonly dueHeads: number;
  readonly dueFen: Fen;
  readonly paidHeads: number;
  /** Paid and not recovered. */
  readonly paidFen: Fen;
  /** Due and not with the pupils yet, wherever it lies. */
  readonly waitingFen: Fen;
  readonly returnedFen: Fen;
  readonly balanceFen: Fen;
  /** 到账率 = 到账 ÷ 下达. */
  readonly arrivalRate: Rate;
  /** 执行率 = 已发 ÷ (上期结转 + 到账 + 调剂). */
  readonly useRate: Rate;
  /** 发放完成率 = 已发 ÷ 应发. */
  readonly paymentRate: Rate;
}

type Sums = Pick<ProgrammeRow, 'openingCash' | 'received' | 'moved' | 'due' | 'paid' | 'recovered' | 'returned' | 'cashBalance' | 'notSubmitted' | 'inFlight' | 'failed' | 'recoveredOwed'>;

/** How far a programme's money has got, from its row of the statement and what was allotted to it. */
export function executionOf(
  row: Sums & Pick<ProgrammeRow, 'programmeKey' | 'channel'>, heads: { readonly due: number; readonly paid: number }, allotted: number,
): ExecutionRow {
  const paid = row.paid - row.recovered;
  return {
    programmeKey: row.programmeKey, channel: row.channel, openingFen: row.openingCash, allottedFen: fen(allotted), receivedFen: fen(row.received + row.moved),
    dueHeads: heads.due, dueFen: row.due, paidHeads: heads.paid, paidFen: fen(paid), waitingFen: fen(row.notSubmitted + row.inFlight + row.failed + row.recoveredOwed),
    returnedFen: row.returned, balanceFen: row.cashBalance,
    arrivalRate: rateOf(row.received, allotted), useRate: rateOf(paid, row.openingCash + row.received + row.moved), paymentRate: rateOf(paid, row.due),
  };
}
