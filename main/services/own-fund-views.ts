import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { fen, sumFen } from '#shared/domain/money/fen.ts';
import { formatOwnFundUse } from '#shared/domain/own-funds/uses.ts';
import type { OwnFundMovementView, OwnFundView } from '#shared/contract/own-funds.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { OwnFund, OwnFundMovement } from '#main/db/repositories/own-fund.ts';
import { findOwnFund } from '#main/db/repositories/own-fund.ts';
import { notFound } from './refusal.ts';

export function fundOf(db: ReadableDb, schoolId: number, id: number): OwnFund {
  const fund = findOwnFund(db, schoolId, id);
  if (!fund) throw notFound('这笔校内或社会资助资金');
  return fund;
}

/** A fund with what came in, went out and is left. */
export function fundView(fund: OwnFund, movements: readonly OwnFundMovement[]): OwnFundView {
  const own = movements.filter((movement) => movement.fundId === fund.id && movement.reversedByNo === null);
  const sum = (sign: 1 | -1): OwnFundView['inFen'] => fen(own.filter((movement) => Math.sign(movement.fen) === sign).reduce((total, movement) => total + movement.fen * sign, 0));
  return {
    id: fund.id, kind: fund.kind, name: fund.name, restriction: fund.restriction, agreement: fund.agreement, inFen: sum(1), outFen: sum(-1),
    balanceFen: sumFen(own.map((movement) => movement.fen)), pupils: new Set(own.flatMap((movement) => movement.studentId ?? [])).size,
  };
}

/** The entries of a fund with what it had after each; a reversed one leaves the balance as it was. */
export function movementViews(movements: readonly OwnFundMovement[]): OwnFundMovementView[] {
  let balance = 0;
  return movements.map((movement) => {
    balance += movement.reversedByNo === null ? movement.fen : 0;
    const { fundId: _fund, ...shown } = movement;
    return { ...shown, kindLabel: formatEntryKind(movement.kind, false), useLabel: movement.use === null ? '' : formatOwnFundUse(movement.use), balanceFen: fen(balance) };
  });
}
