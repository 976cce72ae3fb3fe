import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatPlainYuan } from '#shared/domain/money/fen.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listFundMovements, listLedgerTotals } from '#main/db/queries/journal.ts';
import { findSameReceipt, insertFundReceipt } from '#main/db/repositories/fund-receipt.ts';
import { findEntry } from '#main/db/repositories/journal.ts';
import type { JournalStamp } from './journal.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { api, read, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';

interface ProgrammeMoney {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly fen: Fen;
}

type Scope = Pick<WriteScope<{ schoolId: number }>, 'db' | 'input' | 'session' | 'operationId' | 'at' | 'today'>;

function stampOf({ input, session, operationId, at }: Scope, memo = ''): JournalStamp {
  return { schoolId: input.schoolId, operationId, accountId: session.accountId, at, memo };
}

function posted(db: ReadableDb, schoolId: number, entryId: number): { entryId: number; entryNo: number } {
  return { entryId, entryNo: findEntry(db, schoolId, entryId)?.entryNo ?? 0 };
}

/** What every recorded sum must pass: an open term, a known programme, a day that has come and is not years away from the term. */
function checkMoney(db: WritableDb, money: ProgrammeMoney, onDate: IsoDate, today: IsoDate): void {
  assertTermOpen(db, money.schoolId, money.term);
  if (!findProgramme(catalogueOf(db, money.schoolId), money.programmeKey)) throw refuse('ledger.programme_unknown', { programme: money.programmeKey });
  if (onDate > today) throw refuse('ledger.date_in_future', { date: formatChineseDate(onDate) });
  const { from } = termRange(money.term);
  if (onDate < addDays(from, -366)) throw refuse('ledger.date_before_term', { date: formatChineseDate(onDate), from: formatChineseDate(from) });
}

/** Cash of one programme in one term, as the journal has it. */
function cashOf(db: ReadableDb, money: ProgrammeMoney): number {
  return listLedgerTotals(db, money.schoolId, { terms: [money.term], from: null, to: null })
    .filter((total) => total.programmeKey === money.programmeKey && total.accountCode === 'cash')
    .reduce((sum, total) => sum + total.netFen, 0);
}

const ownKinds = ['opening_balance', 'receipt', 'returned_to_treasury'] as const;

export const fundsService = {
  list: api.funds.list.handler(read(({ db, input }) => {
    const nameOf = programmeNames(db, input.schoolId);
    return listFundMovements(db, input.schoolId, { terms: [input.term], from: null, to: null }).map((movement) => ({
      ...movement, kindLabel: formatEntryKind(movement.kind, false), programmeName: nameOf(movement.programmeKey),
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
    const { programmeKey, source, docNo, term } = input;
    const entryId = postEvent(db, { kind: 'receipt', programmeKey, source, docNo, fen: input.fen, term, onDate: input.receivedOn }, stampOf(scope, input.memo));
    insertFundReceipt(db, { ...input, entryId });
    note({ entryId, programmeKey, source, docNo, fen: input.fen });
    return posted(db, input.schoolId, entryId);
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
    const cash = cashOf(db, input);
    if (input.fen > cash) {
      throw refuse('ledger.return_exceeds_cash', {
        programme: programmeNames(db, input.schoolId)(programmeKey), cashYuan: formatPlainYuan(fen(cash)), askedYuan: formatPlainYuan(input.fen),
      });
    }
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
    const onDate = today > entry.onDate ? today : entry.onDate;
    const entryId = postEvent(db, { kind: 'reversal', entryId: entry.id, reason: input.reason, onDate }, stampOf(scope));
    note({ entryId, reverses: entry.entryNo, reason: input.reason });
    return posted(db, input.schoolId, entryId);
  })),
};
