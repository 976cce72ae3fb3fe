import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { isoDateOf, yearOf } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { accountBook, auxiliaryBook, balanceSide } from '#shared/domain/ledger/account-book.ts';
import { accountNumber, formatAccountKind, numberedAccounts } from '#shared/domain/ledger/account-number.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import { formatAccount } from '#shared/domain/ledger/accounts.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import type { FundingSource, LedgerFactKind } from '#shared/domain/ledger/events.ts';
import { trialBalances } from '#shared/domain/ledger/trial-balance.ts';
import { formatVoucher } from '#shared/domain/ledger/voucher.ts';
import type { VoucherKind } from '#shared/domain/ledger/voucher.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatScope, rangeOf } from '#shared/domain/settlement/scope.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { AccountBookView, AuxiliaryBookView, BookBalanceView, ChartLineView, PupilTotalView } from '#shared/contract/account-books.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AccountMoveRow, BookFilter } from '#main/db/queries/account-books.ts';
import {
  listAccountMoves, listAccountSums, listAuxiliaryMoves, listChartUses, listPupilTotals, sumAccountBefore, sumAuxiliaryBefore,
} from '#main/db/queries/account-books.ts';
import { findPupil } from '#main/db/queries/pupil-name.ts';
import { programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';
import { findStatement } from './settlement-statement.ts';
import { financeAccountOf } from './voucher-settings.ts';

interface Days {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

export interface AccountBookAsked extends Days {
  readonly schoolId: number;
  readonly accountCode: AccountCode;
  readonly programmeKey: string | null;
  readonly source: FundingSource | null;
}

export interface AuxiliaryBookAsked extends Days {
  readonly schoolId: number;
  readonly book: Book;
  readonly by: 'programme' | 'source' | 'pupil';
  readonly programmeKey: string | null;
  readonly source: FundingSource | null;
  readonly studentId: number | null;
}

type EntryRow = Pick<AccountMoveRow, 'entryId' | 'entryNo' | 'onDate' | 'programmeKey' | 'docNo' | 'memo'> & {
  readonly effectKind: LedgerFactKind; readonly book: Book; readonly isReversal: number; readonly voucherKind: VoucherKind | null; readonly voucherNo: number | null;
};

export function voucherOf(row: { readonly voucherKind: VoucherKind | null; readonly voucherNo: number | null }): string {
  return row.voucherKind === null || row.voucherNo === null ? '' : formatVoucher({ kind: row.voucherKind, no: row.voucherNo });
}

function entryPart(row: EntryRow, nameOf: (key: string) => string) {
  return {
    entryId: row.entryId, entryNo: row.entryNo, voucher: voucherOf(row), onDate: row.onDate, programmeName: nameOf(row.programmeKey),
    kindLabel: formatEntryKind(row.effectKind, row.isReversal === 1, row.book), summary: row.memo, docNo: row.docNo,
  };
}

/** The accounts on the other side, in words. */
function oppositeOf(row: AccountMoveRow, own: AccountCode): string {
  const codes = (row.debitFen >= row.creditFen ? row.credited : row.debited)?.split(',') ?? [];
  return codes.filter((code) => code !== own).map((code) => formatAccount(code as AccountCode)).join('、');
}

/** 日记账 or 明细账 of one account, with the balance after each entry and the sums of each month. */
export function accountBookView(db: ReadableDb, asked: AccountBookAsked): AccountBookView {
  const { schoolId, accountCode } = asked;
  const filter: BookFilter = { programmeKey: asked.programmeKey, source: asked.source, studentId: null, from: asked.from, to: asked.to };
  const nameOf = programmeNames(db, schoolId);
  const before = sumAccountBefore(db, schoolId, accountCode, filter, null);
  const yearStart = asked.from === null ? null : isoDateOf(yearOf(asked.from), 1, 1);
  const yearBefore = sumAccountBefore(db, schoolId, accountCode, filter, yearStart);
  const moves = listAccountMoves(db, schoolId, accountCode, filter);
  const opening = before.debitFen - before.creditFen;
  const lines = accountBook(moves, opening, yearBefore).flatMap((line): AccountBookView['lines'] => {
    if (line.kind === 'month') {
      const { month, debitFen, creditFen, yearDebitFen, yearCreditFen, balanceFen } = line.close;
      const balance = sideOf(balanceFen);
      return [
        { kind: 'month', label: `${month} 本月合计`, debitFen: fen(debitFen), creditFen: fen(creditFen), ...balance },
        { kind: 'month', label: `${month.slice(0, 4)} 本年累计`, debitFen: fen(yearDebitFen), creditFen: fen(yearCreditFen), ...balance },
      ];
    }
    const { move } = line;
    return [{
      kind: 'move', ...entryPart(move, nameOf), opposite: oppositeOf(move, accountCode), debitFen: fen(move.debitFen), creditFen: fen(move.creditFen), ...sideOf(line.balanceFen),
    }];
  });
  const sum = (key: 'debitFen' | 'creditFen'): Fen => fen(moves.reduce((total, move) => total + move[key], 0));
  const about = [asked.programmeKey === null ? '' : nameOf(asked.programmeKey), asked.source === null ? '' : formatFundingSource(asked.source)].filter(Boolean).join('、');
  const label = `${accountNumber(accountCode)} ${formatAccount(accountCode)}`;
  const sideAndFen = (net: number): { side: string; fen: Fen } => ({ side: balanceSide(net).side, fen: fen(balanceSide(net).fen) });
  const isCash = accountCode === 'cash' || accountCode === 'card_cash' || accountCode === 'own_cash';
  return {
    title: `${isCash ? '资金日记账' : '明细账'}${about === '' ? '' : `（${about}）`}`, accountLabel: label, opening: sideAndFen(opening), closing: sideAndFen(opening + sum('debitFen') - sum('creditFen')),
    lines, debitFen: sum('debitFen'), creditFen: sum('creditFen'), moves: moves.length,
  };
}

function sideOf(net: number): { side: string; balanceFen: Fen } {
  const { side, fen: amount } = balanceSide(net);
  return { side, balanceFen: fen(amount) };
}

/** Which place an auxiliary ledger is of, in words; refuses until it is chosen. */
function placeOf(db: ReadableDb, { schoolId, by, programmeKey, source, studentId }: AuxiliaryBookAsked, nameOf: (key: string) => string): string {
  if (by === 'programme') {
    if (programmeKey === null) throw refuse('books.place_missing', { what: '资助项目' });
    return nameOf(programmeKey);
  }
  if (by === 'source') {
    if (source === null) throw refuse('books.place_missing', { what: '资金来源' });
    return formatFundingSource(source);
  }
  if (studentId === null) throw refuse('books.place_missing', { what: '学生' });
  const pupil = findPupil(db, schoolId, studentId);
  if (!pupil) throw notFound('这名学生');
  return pupil.name;
}

/** 辅助账 of a programme, a source or a pupil. What payments took of a source is shared out by the split in force and stated apart. */
export function auxiliaryBookView(db: ReadableDb, asked: AuxiliaryBookAsked, today: IsoDate): AuxiliaryBookView {
  const { schoolId, book, by } = asked;
  const nameOf = programmeNames(db, schoolId);
  const place = placeOf(db, asked, nameOf);
  const filter: BookFilter = {
    programmeKey: asked.programmeKey, source: by === 'source' ? asked.source : null, studentId: by === 'pupil' ? asked.studentId : null, from: asked.from, to: asked.to,
  };
  const opening = sumAuxiliaryBefore(db, schoolId, book, filter);
  const lines = auxiliaryBook(listAuxiliaryMoves(db, schoolId, book, filter), opening);
  const sum = (key: 'dueFen' | 'inFen' | 'outFen'): Fen => fen(lines.reduce((total, line) => total + line[key], 0));
  const last = lines.at(-1);
  return {
    title: `${by === 'programme' ? '项目' : by === 'source' ? '资金来源' : '学生'}辅助账：${place}（${formatBook(book)}）`,
    opening: { cashFen: fen(opening.cashFen), owedFen: fen(opening.owedFen) },
    lines: lines.map((line) => ({
      ...entryPart(line, nameOf), dueFen: fen(line.dueFen), inFen: fen(line.inFen), outFen: fen(line.outFen), cashBalanceFen: fen(line.cashBalanceFen), owedBalanceFen: fen(line.owedBalanceFen),
    })),
    totals: { dueFen: sum('dueFen'), inFen: sum('inFen'), outFen: sum('outFen') },
    closing: { cashFen: fen(last?.cashBalanceFen ?? opening.cashFen), owedFen: fen(last?.owedBalanceFen ?? opening.owedFen) },
    shared: by === 'source' && book !== 'own_funds' ? sharedOf(db, asked, nameOf, today) : [],
  };
}

function sharedOf(db: ReadableDb, { schoolId, book, source, programmeKey, to }: AuxiliaryBookAsked, nameOf: (key: string) => string, today: IsoDate): AuxiliaryBookView['shared'] {
  const statement = findStatement(db, schoolId, { kind: 'as_of', date: to ?? today });
  return statement.programmes.filter((row) => row.channel === book && (programmeKey === null || row.programmeKey === programmeKey)).flatMap((row) => row.sources
    .filter((one) => one.source === source).map((one) => ({ programmeName: nameOf(row.programmeKey), paidFen: fen(one.paid - one.recovered), balanceFen: one.cashBalance })));
}

/** 科目余额表 of a scope, book by book. */
export function balancesView(db: ReadableDb, schoolId: number, scope: SettlementScope, programmeKey: string | null): { scopeLabel: string; books: BookBalanceView[] } {
  const sides = (given: { debitFen: number; creditFen: number }): { debitFen: Fen; creditFen: Fen } => ({ debitFen: fen(given.debitFen), creditFen: fen(given.creditFen) });
  const pairs = (line: { opening: Parameters<typeof sides>[0]; period: Parameters<typeof sides>[0]; closing: Parameters<typeof sides>[0] }) =>
    ({ opening: sides(line.opening), period: sides(line.period), closing: sides(line.closing) });
  return {
    scopeLabel: formatScope(scope) + (programmeKey === null ? '' : `　${programmeNames(db, schoolId)(programmeKey)}`),
    books: trialBalances(listAccountSums(db, schoolId, rangeOf(scope), programmeKey)).map(({ book, lines, totals, balanced }) => ({
      book, bookLabel: formatBook(book), balanced, totals: pairs(totals),
      lines: lines.map((line) => ({
        accountCode: line.account.code, number: accountNumber(line.account.code), label: line.account.label, kindLabel: formatAccountKind(line.account.kind), ...pairs(line),
      })),
    })),
  };
}

/** 科目表 with what each account is used for, and what finance calls it today. */
export function chartView(db: ReadableDb, schoolId: number, today: IsoDate): ChartLineView[] {
  const nameOf = programmeNames(db, schoolId);
  const uses = Map.groupBy(listChartUses(db, schoolId), (use) => use.accountCode);
  const finance = financeAccountOf(db, schoolId);
  return numberedAccounts.map((account) => ({
    accountCode: account.code, number: accountNumber(account.code), label: account.label, kindLabel: formatAccountKind(account.kind), bookLabel: formatBook(account.book),
    normal: account.normal === 'debit' ? '借' : '贷', financeNumber: finance(account.code, '', today).number, financeName: finance(account.code, '', today).name,
    uses: (uses.get(account.code) ?? []).map((use) => ({
      programmeKey: use.programmeKey, programmeName: nameOf(use.programmeKey), sourceLabel: use.source === null ? '' : formatFundingSource(use.source), ...sideOf(use.netFen),
    })),
  }));
}

export function pupilTotalsView(db: ReadableDb, schoolId: number, book: Book, term: TermKey): PupilTotalView[] {
  return listPupilTotals(db, schoolId, book, term).map((row) => ({
    studentId: row.studentId, name: row.name, className: formatPupilClass(row, schoolYearOf(term)), dueFen: fen(row.dueFen), paidFen: fen(row.paidFen), recoveredFen: fen(row.recoveredFen),
    owedFen: fen(row.owedFen), overpaidFen: fen(row.overpaidFen),
  }));
}
