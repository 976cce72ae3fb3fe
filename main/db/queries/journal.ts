import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { AccountCode } from '#shared/domain/ledger/accounts.ts';
import type { Book, PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { FundingSource, LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { JournalRange } from '#shared/domain/ledger/totals.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb } from '../connection.ts';

export interface EntryView {
  readonly id: number;
  readonly entryNo: number;
  readonly onDate: IsoDate;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly effectKind: LedgerFactKind;
  readonly book: Book;
  readonly docNo: string | null;
  readonly memo: string;
  readonly reversesNo: number | null;
  readonly reversedByNo: number | null;
  readonly fen: Fen;
  readonly pupils: number;
  readonly postedBy: string;
  readonly postedAt: string;
}

const entryColumns = `e.id, e.entry_no AS entryNo, e.on_date AS onDate, e.term, e.programme_key AS programmeKey, e.effect_kind AS effectKind, e.book,
  e.doc_no AS docNo, e.memo, o.entry_no AS reversesNo, r.entry_no AS reversedByNo, a.display_name AS postedBy, e.posted_at AS postedAt,
  (SELECT sum(debit_fen) FROM journal_posting WHERE entry_id = e.id) AS fen,
  (SELECT count(DISTINCT student_id) FROM journal_posting WHERE entry_id = e.id) AS pupils
  FROM journal_entry e JOIN account a ON a.id = e.account_id
  LEFT JOIN journal_entry o ON o.id = e.reverses_id LEFT JOIN journal_entry r ON r.reverses_id = e.id`;

export function listEntries(
  db: ReadableDb, schoolId: number, filter: { term: TermKey | null; programmeKey: string | null; offset: number; limit: number },
): EntryView[] {
  return db.all<EntryView>(
    `SELECT ${entryColumns} WHERE e.school_id = ? AND (? IS NULL OR e.term = ?) AND (? IS NULL OR e.programme_key = ?)
     ORDER BY e.entry_no DESC LIMIT ? OFFSET ?`,
    schoolId, filter.term, filter.term, filter.programmeKey, filter.programmeKey, filter.limit, filter.offset);
}

export function countEntries(db: ReadableDb, schoolId: number, filter: { term: TermKey | null; programmeKey: string | null }): number {
  return db.get<{ n: number }>(
    'SELECT count(*) AS n FROM journal_entry WHERE school_id = ? AND (? IS NULL OR term = ?) AND (? IS NULL OR programme_key = ?)',
    schoolId, filter.term, filter.term, filter.programmeKey, filter.programmeKey)?.n ?? 0;
}

export function findEntryView(db: ReadableDb, schoolId: number, id: number): EntryView | undefined {
  return db.get<EntryView>(`SELECT ${entryColumns} WHERE e.school_id = ? AND e.id = ?`, schoolId, id);
}

export interface PostingView {
  readonly lineNo: number;
  readonly accountCode: AccountCode;
  readonly source: FundingSource | null;
  readonly studentId: number | null;
  readonly studentName: string | null;
  readonly paymentLineId: number | null;
  readonly entitlementId: number | null;
  readonly debitFen: Fen;
  readonly creditFen: Fen;
}

const postingColumns = `p.line_no AS lineNo, p.account_code AS accountCode, p.source, p.student_id AS studentId, s.name AS studentName,
  p.payment_line_id AS paymentLineId, p.entitlement_id AS entitlementId, p.debit_fen AS debitFen, p.credit_fen AS creditFen`;

export function listPostingViews(db: ReadableDb, entryId: number): PostingView[] {
  return db.all<PostingView>(
    `SELECT ${postingColumns} FROM journal_posting p LEFT JOIN student s ON s.id = p.student_id WHERE p.entry_id = ? ORDER BY p.line_no`, entryId);
}

export interface StudentPosting extends PostingView {
  readonly entryNo: number;
  readonly onDate: IsoDate;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly effectKind: LedgerFactKind;
  readonly book: Book;
  readonly isReversal: number;
  readonly memo: string;
}

export function listStudentPostings(db: ReadableDb, schoolId: number, studentId: number, term: TermKey | null): StudentPosting[] {
  return db.all<StudentPosting>(
    `SELECT ${postingColumns}, e.entry_no AS entryNo, e.on_date AS onDate, e.term, e.programme_key AS programmeKey, e.effect_kind AS effectKind, e.book,
       e.reverses_id IS NOT NULL AS isReversal, e.memo
     FROM journal_posting p JOIN journal_entry e ON e.id = p.entry_id LEFT JOIN student s ON s.id = p.student_id
     WHERE p.student_id = ? AND e.school_id = ? AND (? IS NULL OR e.term = ?)
     ORDER BY e.entry_no, p.line_no`, studentId, schoolId, term, term);
}

export interface FundMovementRow {
  readonly entryId: number;
  readonly entryNo: number;
  readonly kind: 'opening_balance' | 'carried_in' | 'carried_out' | 'receipt' | 'moved_in' | 'moved_out' | 'returned_to_treasury';
  readonly channel: PaymentChannel;
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly docNo: string;
  readonly allottedOn: IsoDate | null;
  readonly onDate: IsoDate;
  readonly fen: Fen;
  readonly payer: string;
  readonly allotmentLineId: number | null;
  readonly bankRef: string;
  readonly overReason: string;
  readonly memo: string;
  readonly reversedByNo: number | null;
  readonly postedBy: string;
}

/** Money in and out of the pots within a range, oldest first; reversals are told on the entry they undo. */
export function listFundMovements(db: ReadableDb, schoolId: number, range: JournalRange): FundMovementRow[] {
  return db.all<FundMovementRow>(
    `SELECT e.id AS entryId, e.entry_no AS entryNo, e.kind, e.book AS channel, e.programme_key AS programmeKey, p.source, coalesce(e.doc_no, '') AS docNo,
       f.allotted_on AS allottedOn, e.on_date AS onDate, p.debit_fen + p.credit_fen AS fen, coalesce(f.payer, '') AS payer,
       f.allotment_line_id AS allotmentLineId, coalesce(f.bank_ref, '') AS bankRef, coalesce(f.over_reason, '') AS overReason, e.memo,
       r.entry_no AS reversedByNo, a.display_name AS postedBy
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id AND p.account_code IN ('cash', 'card_cash')
       JOIN account a ON a.id = e.account_id
       LEFT JOIN fund_receipt f ON f.entry_id = e.id LEFT JOIN journal_entry r ON r.reverses_id = e.id
     WHERE e.school_id = @schoolId AND e.kind IN ('opening_balance', 'carried_in', 'carried_out', 'receipt', 'moved_in', 'moved_out', 'returned_to_treasury')
       AND (@from IS NULL OR e.on_date >= @from) AND (@to IS NULL OR e.on_date <= @to) AND (@terms IS NULL OR e.term IN (SELECT value FROM json_each(@terms)))
     ORDER BY e.on_date, e.entry_no`,
    rangeParameters(schoolId, range));
}

function rangeParameters(schoolId: number, range: JournalRange): Readonly<Record<string, string | number | null>> {
  return { schoolId, from: range.from, to: range.to, terms: range.terms === null ? null : JSON.stringify(range.terms) };
}
