import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import type { LedgerEventKind, LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { Posting } from '#shared/domain/ledger/posting.ts';
import type { PositionPart } from '#shared/domain/ledger/positions.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface EntryHead {
  readonly schoolId: number;
  readonly operationId: string;
  readonly onDate: IsoDate;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly kind: LedgerEventKind;
  readonly effectKind: LedgerFactKind;
  readonly docNo: string | null;
  readonly memo: string;
  readonly reversesId: number | null;
  readonly accountId: number;
  readonly postedAt: string;
  readonly book: Book;
}

export interface EntryRow extends EntryHead {
  readonly id: number;
  readonly entryNo: number;
}

const entryColumns = `id, school_id AS schoolId, entry_no AS entryNo, operation_id AS operationId, on_date AS onDate, term, programme_key AS programmeKey,
  kind, effect_kind AS effectKind, doc_no AS docNo, memo, reverses_id AS reversesId, account_id AS accountId, posted_at AS postedAt, book`;

/** Inserts an entry with its postings and seals it; the archive itself refuses what does not balance. */
export function insertEntry(db: WritableDb, head: EntryHead, postings: readonly Posting[]): number {
  const id = (db.get<{ last: number | null }>('SELECT max(id) AS last FROM journal_entry')?.last ?? 0) + 1;
  const entryNo = (db.get<{ last: number | null }>('SELECT max(entry_no) AS last FROM journal_entry WHERE school_id = ?', head.schoolId)?.last ?? 0) + 1;
  const eventNo = (db.get<{ last: number | null }>('SELECT max(event_no) AS last FROM journal_entry WHERE operation_id = ?', head.operationId)?.last ?? 0) + 1;
  const insertPosting = db.sql(
    `INSERT INTO journal_posting (entry_id, line_no, account_code, programme_key, source, student_id, payment_line_id, entitlement_id, debit_fen, credit_fen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  let lineNo = 0;
  for (const p of postings) {
    lineNo += 1;
    insertPosting.run(id, lineNo, p.accountCode, p.programmeKey, p.source, p.studentId, p.paymentLineId, p.entitlementId, p.debitFen, p.creditFen);
  }
  db.run(
    `INSERT INTO journal_entry (id, school_id, entry_no, operation_id, event_no, on_date, term, programme_key, kind, effect_kind, doc_no, memo, reverses_id, account_id, posted_at, book)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id, head.schoolId, entryNo, head.operationId, eventNo, head.onDate, head.term, head.programmeKey, head.kind, head.effectKind, head.docNo, head.memo,
    head.reversesId, head.accountId, head.postedAt, head.book);
  return id;
}

export function findEntry(db: ReadableDb, schoolId: number, id: number): EntryRow | undefined {
  return db.get<EntryRow>(`SELECT ${entryColumns} FROM journal_entry WHERE id = ? AND school_id = ?`, id, schoolId);
}

/** What one operation posted, in order. */
export function listEntriesOfOperation(db: ReadableDb, schoolId: number, operationId: string): EntryRow[] {
  return db.all<EntryRow>(`SELECT ${entryColumns} FROM journal_entry WHERE operation_id = ? AND school_id = ? ORDER BY event_no`, operationId, schoolId);
}

export function findReversalOf(db: ReadableDb, id: number): EntryRow | undefined {
  return db.get<EntryRow>(`SELECT ${entryColumns} FROM journal_entry WHERE reverses_id = ?`, id);
}

export function listPostings(db: ReadableDb, entryId: number): Posting[] {
  return db.all<Posting>(
    `SELECT account_code AS accountCode, programme_key AS programmeKey, source, student_id AS studentId, payment_line_id AS paymentLineId,
       entitlement_id AS entitlementId, debit_fen AS debitFen, credit_fen AS creditFen
     FROM journal_posting WHERE entry_id = ? ORDER BY line_no`, entryId);
}

/** Where every entitlement and payment line of a programme and term stands. */
export function listPositionParts(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string): PositionPart[] {
  return db.all<PositionPart>(
    `SELECT p.account_code AS accountCode, p.entitlement_id AS entitlementId, p.payment_line_id AS paymentLineId, sum(p.debit_fen - p.credit_fen) AS netFen
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
     WHERE e.school_id = ? AND e.term = ? AND e.programme_key = ? AND p.entitlement_id IS NOT NULL
     GROUP BY p.entitlement_id, p.payment_line_id, p.account_code
     HAVING netFen <> 0`, schoolId, term, programmeKey);
}
