import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { LedgerEvent, LedgerFact } from '#shared/domain/ledger/events.ts';
import type { Book, PaymentChannel } from '#shared/domain/ledger/book.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import type { LedgerProblem } from '#shared/domain/ledger/postings-for.ts';
import { postingsFor, reversalOf } from '#shared/domain/ledger/postings-for.ts';
import { fen, formatPlainYuan } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { EntryHead } from '#main/db/repositories/journal.ts';
import { findEntry, findReversalOf, insertEntry, listPositionParts, listPostings } from '#main/db/repositories/journal.ts';
import { findChannel } from '#main/db/repositories/programme-channel.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import { notFound, refuse } from './refusal.ts';

/** Who posts, when, and under which operation. `at` is the instant of the command. */
export interface JournalStamp {
  readonly schoolId: number;
  readonly operationId: string;
  readonly accountId: number;
  readonly at: string;
  /** 摘要; an empty one is an audit finding, so the event's own name stands in. */
  readonly memo?: string;
}

/** Refuses with a sentence when the term has been settled. */
export function assertTermOpen(db: ReadableDb, schoolId: number, term: TermKey): void {
  const lock = findTermLock(db, schoolId, term);
  if (lock) throw refuse('ledger.term_closed', { term: formatTerm(term), closedOn: formatChineseDate(lock.closedOn) });
}

/**
 * Posts one event to the journal, inside the caller's transaction, and gives the entry's id. Refuses what the ledger can't hold:
 * a closed term, more sent than owed, a reversal of what has moved on.
 */
export function postEvent(db: WritableDb, event: LedgerEvent, stamp: JournalStamp): number {
  return event.kind === 'reversal' ? postReversal(db, event, stamp) : postFact(db, event, stamp);
}

function postFact(db: WritableDb, event: LedgerFact, stamp: JournalStamp): number {
  assertTermOpen(db, stamp.schoolId, event.term);
  const channel = findChannel(db, stamp.schoolId, event.programmeKey, event.term);
  const result = postingsFor(event, positionsFor(db, event, stamp.schoolId), channel);
  if (!result.ok) throw refusalOf(result.problem);
  const book = bookFor(event, channel);
  return insertEntry(db, {
    ...headOf(stamp), book, onDate: event.onDate, term: event.term, programmeKey: event.programmeKey, kind: event.kind, effectKind: event.kind,
    docNo: 'docNo' in event ? event.docNo : null, memo: stamp.memo?.trim() || formatEntryKind(event.kind, false, book), reversesId: null,
  }, result.postings);
}

/** The auxiliary ledger is a book of its own; all else is in the book of its programme's channel. */
function bookFor(event: LedgerFact, channel: PaymentChannel): Book {
  switch (event.kind) {
    case 'own_opening': case 'set_aside': case 'donation': case 'own_grant': case 'own_returned': return 'own_funds';
    default: return channel;
  }
}

/** New rights and money of the pot move nothing that exists; only what moves a pupil's money needs to know where it lies. */
function positionsFor(db: ReadableDb, event: LedgerFact, schoolId: number): Positions {
  return event.kind === 'entitlement_approved' || !('lines' in event)
    ? new Positions()
    : new Positions(listPositionParts(db, schoolId, event.term, event.programmeKey));
}

function postReversal(db: WritableDb, event: Extract<LedgerEvent, { kind: 'reversal' }>, stamp: JournalStamp): number {
  const entry = findEntry(db, stamp.schoolId, event.entryId);
  if (!entry) throw notFound('要冲销的分录');
  if (event.reason.trim() === '') throw refuse('ledger.reason_needed', {});
  if (findReversalOf(db, entry.id)) throw refuse('ledger.reversed_already', { entryNo: entry.entryNo });
  assertTermOpen(db, stamp.schoolId, entry.term);
  const positions = new Positions(listPositionParts(db, stamp.schoolId, entry.term, entry.programmeKey));
  const result = reversalOf(listPostings(db, entry.id), positions);
  if (!result.ok) throw refusalOf(result.problem);
  return insertEntry(db, {
    ...headOf(stamp), book: entry.book, onDate: event.onDate, term: entry.term, programmeKey: entry.programmeKey, kind: 'reversal', effectKind: entry.effectKind,
    docNo: entry.docNo, memo: `冲销第 ${entry.entryNo} 号：${event.reason.trim()}`, reversesId: entry.id,
  }, result.postings);
}

function headOf(stamp: JournalStamp): Pick<EntryHead, 'schoolId' | 'operationId' | 'accountId' | 'postedAt'> {
  return { schoolId: stamp.schoolId, operationId: stamp.operationId, accountId: stamp.accountId, postedAt: stamp.at };
}

function refusalOf(problem: LedgerProblem): Error {
  switch (problem.code) {
    case 'not_positive': return refuse('ledger.not_positive', {});
    case 'no_lines': return refuse('ledger.no_lines', {});
    case 'other_channel': return refuse('ledger.other_channel', {});
    case 'overtaken': return refuse('ledger.overtaken', {});
    case 'more_than_owed':
      return refuse('ledger.more_than_owed', { askedYuan: yuan(problem.askedFen), owedYuan: yuan(problem.owedFen) });
    case 'in_flight':
      return refuse('ledger.in_flight', { submittedYuan: yuan(problem.submittedFen) });
    case 'more_than_paid':
      return refuse('ledger.more_than_paid', { askedYuan: yuan(problem.askedFen), paidYuan: yuan(problem.paidFen) });
  }
}

function yuan(amount: number): string {
  return formatPlainYuan(fen(amount));
}
