import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { termRange, termsOf } from '#shared/domain/calendar/term.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatScope, rangeOf } from '#shared/domain/settlement/scope.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';
import type { StatementView } from '#shared/contract/settlement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { countPupils, listLedgerTotals } from '#main/db/queries/ledger-totals.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import { splitsOf } from './funding-splits.ts';
import { programmeNames } from './programme-names.ts';

/** The statement of a scope, worked out of the journal each time it is asked for. */
export function findStatement(db: ReadableDb, schoolId: number, scope: SettlementScope): Statement {
  const range = rangeOf(scope);
  return statementOf(listLedgerTotals(db, schoolId, range), scope, splitsOf(db, schoolId), countPupils(db, schoolId, range));
}

/** The same with names, and the difference of the two balances explained. */
export function statementView(db: ReadableDb, schoolId: number, scope: SettlementScope): StatementView {
  const statement = findStatement(db, schoolId, scope);
  const nameOf = programmeNames(db, schoolId);
  return {
    scope,
    scopeLabel: formatScope(scope),
    programmes: statement.programmes.map((row) => ({
      ...row,
      programmeName: nameOf(row.programmeKey),
      channelLabel: formatBook(row.channel),
      sources: row.sources.map((source) => ({ ...source, sourceLabel: formatFundingSource(source.source) })),
    })),
    totals: statement.totals,
    channels: statement.channels.map((one) => ({ ...one, channelLabel: formatBook(one.channel) })),
    places: statement.places,
    persons: statement.persons,
    explanation: explain(statement),
    closedOn: scope.kind === 'term' ? findTermLock(db, schoolId, scope.term)?.closedOn ?? null : null,
  };
}

/** 期末余额 = 结余 + what is owed, item by item: the audit “difference” of handbook 4.8. */
function explain({ totals }: Statement): { label: string; fen: ReturnType<typeof fen> }[] {
  return [
    { label: '结余（到账与调剂减应发减退回）', fen: totals.budgetBalance },
    { label: '加：应发未报送', fen: totals.notSubmitted },
    { label: '加：已报送未回盘', fen: totals.inFlight },
    { label: '加：失败待补发', fen: totals.failed },
    { label: '加：追回待处理', fen: totals.recoveredOwed },
    { label: '减：多付待追回', fen: fen(0 - totals.overpaid) },
    { label: '期末余额（账上的钱）', fen: totals.cashBalance },
  ].filter((line, index, lines) => line.fen !== 0 || index === 0 || index === lines.length - 1);
}

/** First and last day a scope speaks about; the end is never after today. */
export function datesOf(scope: SettlementScope, today: IsoDate): { readonly from: IsoDate; readonly asOf: IsoDate } {
  const until = (asOf: IsoDate | null): IsoDate => (asOf !== null && asOf < today ? asOf : today);
  switch (scope.kind) {
    case 'term': return { from: termRange(scope.term).from, asOf: until(scope.asOf) };
    case 'school_year': return { from: termRange(termsOf(scope.schoolYear)[0]).from, asOf: until(scope.asOf) };
    case 'calendar_year': {
      const { from, to } = rangeOf(scope);
      return { from: from ?? today, asOf: until(to) };
    }
    case 'as_of': return { from: scope.date, asOf: scope.date };
  }
}
