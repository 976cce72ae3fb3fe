import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { roleOf } from '#shared/domain/ledger/accounts.ts';
import { excessOf, outstandingOf } from '#shared/domain/ledger/allotment.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatPlainYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listFundMovements } from '#main/db/queries/journal.ts';
import { listLedgerTotals } from '#main/db/queries/ledger-totals.ts';
import { findAllotmentLineOfEntry } from '#main/db/repositories/allotment.ts';
import { findSameReceipt, insertFundReceipt } from '#main/db/repositories/fund-receipt.ts';
import { findEntry, listEntriesOfOperation } from '#main/db/repositories/journal.ts';
import { grantLineOf } from './allotments.ts';
import { sourceCash } from './fund-balances.ts';
import { assertDateOfTerm, assertKnownProgramme, stampOf } from './fund-checks.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { api, read, write } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';

interface ProgrammeMoney {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly fen: Fen;
}

function posted(db: ReadableDb, schoolId: number, entryId: number): { entryId: number; entryNo: number } {
  return { entryId, entryNo: findEntry(db, schoolId, entryId)?.entryNo ?? 0 };
}

/** What every recorded sum must pass: an open term, a known programme, a day that has come and is not years away from the term. */
function checkMoney(db: WritableDb, money: ProgrammeMoney, onDate: IsoDate, today: IsoDate): void {
  assertTermOpen(db, money.schoolId, money.term);
  assertKnownProgramme(db, money.schoolId, money.programmeKey);
  assertDateOfTerm(onDate, money.term, today);
}

/** Cash of one programme in one term, as the journal has it. */
function cashOf(db: ReadableDb, money: ProgrammeMoney): number {
  return listLedgerTotals(db, money.schoolId, { terms: [money.term], from: null, to: null })
    .filter((total) => total.programmeKey === money.programmeKey && roleOf(total.accountCode) === 'cash')
    .reduce((sum, total) => sum + total.netFen, 0);
}

/** Nobody gives back what is not there, nor one source's money for another's. */
function assertHeld(db: ReadableDb, money: ProgrammeMoney): void {
  const programme = programmeNames(db, money.schoolId)(money.programmeKey);
  const cash = cashOf(db, money);
  if (money.fen > cash) throw refuse('ledger.return_exceeds_cash', { programme, cashYuan: formatPlainYuan(fen(cash)), askedYuan: formatPlainYuan(money.fen) });
  const left = sourceCash(db, money.schoolId, money.term, money.programmeKey, money.source);
  if (money.fen > left) {
    throw refuse('ledger.source_exceeded', { programme, source: formatFundingSource(money.source), leftYuan: formatPlainYuan(left), askedYuan: formatPlainYuan(money.fen) });
  }
}

type ReceiptInput = Parameters<Parameters<typeof api.funds.recordReceipt.handler>[0]>[0]['input'];

/** The 下达 an arrival fills must be of its programme and source, and promise enough; more needs a reason. */
function assertFitsAllotment(db: ReadableDb, input: ReceiptInput): void {
  if (input.allotmentLineId === null) return;
  const line = grantLineOf(db, input.schoolId, input.allotmentLineId);
  if (line.programmeKey !== input.programmeKey || line.source !== input.source) {
    throw refuse('allotment.other_purpose', { docNo: line.docNo, programme: programmeNames(db, input.schoolId)(line.programmeKey), source: formatFundingSource(line.source) });
  }
  const over = excessOf(line, input.fen);
  if (over > 0 && input.overReason === '') {
    throw refuse('allotment.over_arrival', {
      docNo: line.docNo, openYuan: formatPlainYuan(outstandingOf(line).openFen), askedYuan: formatPlainYuan(input.fen), overYuan: formatPlainYuan(over),
    });
  }
}

/** An allotment with arrivals or reductions under it stays: they rest on it. */
function assertNothingRestsOn(db: ReadableDb, schoolId: number, entryId: number): void {
  const line = findAllotmentLineOfEntry(db, schoolId, entryId);
  if (line && (line.arrivals > 0 || line.reducedFen > 0)) throw refuse('allotment.has_arrivals', { docNo: line.docNo, count: line.arrivals + (line.reducedFen > 0 ? 1 : 0) });
}

const ownKinds = ['opening_balance', 'receipt', 'returned_to_treasury', 'allotted', 'allotment_reduced', 'moved_out', 'moved_in'] as const;

export const fundsService = {
  list: api.funds.list.handler(read(({ db, input }) => {
    const nameOf = programmeNames(db, input.schoolId);
    return listFundMovements(db, input.schoolId, { terms: [input.term], from: null, to: null }).map((movement) => ({
      ...movement, kindLabel: formatEntryKind(movement.kind, false, movement.channel), programmeName: nameOf(movement.programmeKey),
    }));
  })),

  programmes: api.funds.programmes.handler(read(({ db, input }) =>
    catalogueOf(db, input.schoolId).programmes.filter((programme) => programme.payeeKind !== 'none').map(({ key, name }) => ({ key, name })))),

  recordReceipt: api.funds.recordReceipt.handler(write((scope) => {
    const { db, input, today, note } = scope;
    checkMoney(db, input, input.receivedOn, today);
    if (!input.another && findSameReceipt(db, input)) {
      throw refuse('ledger.receipt_repeated', { docNo: input.docNo, yuan: formatPlainYuan(input.fen), date: formatChineseDate(input.receivedOn) });
    }
    assertFitsAllotment(db, input);
    const { programmeKey, source, docNo, term } = input;
    const allotted = input.allotmentLineId !== null;
    const entryId = postEvent(db, { kind: 'receipt', programmeKey, source, docNo, allotted, fen: input.fen, term, onDate: input.receivedOn }, stampOf(scope, input.memo));
    insertFundReceipt(db, { ...input, entryId });
    note({ entryId, programmeKey, source, docNo, fen: input.fen, allotmentLineId: input.allotmentLineId, overReason: input.overReason });
    return { ...posted(db, input.schoolId, entryId), warnings: allotted ? [] : [sentenceOf('allotment.receipt_unallotted', { docNo })] };
  })),

  recordOpening: api.funds.recordOpening.handler(write((scope) => {
    const { db, input, today, note } = scope;
    checkMoney(db, input, input.onDate, today);
    const { programmeKey, source, term, onDate } = input;
    const entryId = postEvent(db, { kind: 'opening_balance', programmeKey, source, fen: input.fen, term, onDate }, stampOf(scope, input.memo));
    note({ entryId, programmeKey, source, fen: input.fen });
    return posted(db, input.schoolId, entryId);
  })),

  recordReturn: api.funds.recordReturn.handler(write((scope) => {
    const { db, input, today, note } = scope;
    checkMoney(db, input, input.onDate, today);
    const { programmeKey, source, docNo, term, onDate } = input;
    assertHeld(db, input);
    const entryId = postEvent(db, { kind: 'returned_to_treasury', programmeKey, source, docNo, fen: input.fen, term, onDate }, stampOf(scope, input.memo));
    note({ entryId, programmeKey, source, docNo, fen: input.fen });
    return posted(db, input.schoolId, entryId);
  })),

  reverse: api.funds.reverse.handler(write((scope) => {
    const { db, input, today, note } = scope;
    const entry = findEntry(db, input.schoolId, input.entryId);
    if (!entry) throw notFound('要冲销的登记');
    if (!ownKinds.some((kind) => kind === entry.kind)) {
      throw refuse('ledger.belongs_elsewhere', { kind: formatEntryKind(entry.effectKind, entry.kind === 'reversal') });
    }
    if (entry.kind === 'allotted') assertNothingRestsOn(db, input.schoolId, entry.id);
    const onDate = today > entry.onDate ? today : entry.onDate;
    // 调剂 leaves one place and enters another in one operation: both halves stand or neither.
    const halves = entry.kind === 'moved_out' || entry.kind === 'moved_in' ? listEntriesOfOperation(db, input.schoolId, entry.operationId) : [entry];
    const entryIds = halves.map((half) => postEvent(db, { kind: 'reversal', entryId: half.id, reason: input.reason, onDate }, stampOf(scope)));
    note({ entryIds, reverses: halves.map((half) => half.entryNo), reason: input.reason });
    return posted(db, input.schoolId, entryIds[halves.findIndex((half) => half.id === entry.id)] ?? 0);
  })),
};
