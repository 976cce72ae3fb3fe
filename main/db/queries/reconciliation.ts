import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { ReadableDb } from '../connection.ts';

export interface CashRow {
  readonly entryNo: number;
  readonly reversesNo: number | null;
  readonly onDate: IsoDate;
  readonly effectKind: LedgerFactKind;
  readonly programmeKey: string;
  readonly docNo: string;
  readonly memo: string;
  readonly paymentLineId: number | null;
  readonly batchNo: string | null;
  readonly holderName: string | null;
  readonly studentName: string | null;
  readonly fen: number;
}

/**
 * Every movement of a term's money that a bank must know of too, line by line: what is carried, opened or moved between programmes never leaves the
 * account and is left out.
 */
export function listCashRows(db: ReadableDb, schoolId: number, term: TermKey, channel: PaymentChannel): CashRow[] {
  return db.all<CashRow>(
    `SELECT e.entry_no AS entryNo, o.entry_no AS reversesNo, e.on_date AS onDate, e.effect_kind AS effectKind, e.programme_key AS programmeKey, coalesce(e.doc_no, '') AS docNo, e.memo,
       p.payment_line_id AS paymentLineId, b.no AS batchNo, l.holder_name AS holderName, s.name AS studentName, sum(p.debit_fen - p.credit_fen) AS fen
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id LEFT JOIN journal_entry o ON o.id = e.reverses_id
       LEFT JOIN payment_line l ON l.id = p.payment_line_id LEFT JOIN payment_batch b ON b.id = l.batch_id LEFT JOIN student s ON s.id = p.student_id
     WHERE e.school_id = ? AND e.term = ? AND e.book = ? AND p.account_code IN ('cash', 'card_cash')
       AND e.effect_kind NOT IN ('opening_balance', 'carried_in', 'carried_out', 'moved_in', 'moved_out')
     GROUP BY e.id, p.payment_line_id HAVING fen <> 0 ORDER BY e.on_date, e.entry_no`, schoolId, term, channel);
}

/** Whether money of a channel moved in the term at all: for 一卡通 only what reached pupils, for the school's account also what arrived or went back. */
export function hasMoved(db: ReadableDb, schoolId: number, term: TermKey, channel: PaymentChannel): boolean {
  return db.get(
    `SELECT 1 FROM journal_entry WHERE school_id = ? AND term = ? AND book = ? AND (effect_kind = 'line_paid' OR (book = 'school_account' AND effect_kind IN ('receipt', 'returned_to_treasury'))) LIMIT 1`,
    schoolId, term, channel) !== undefined;
}

export interface DueRow {
  readonly studentId: number;
  readonly studentName: string;
  readonly programmeKey: string;
  readonly fen: number;
}

/** What the ledger says each pupil is due in a term and programme: approved and not withdrawn, in either book. */
export function listDueRows(db: ReadableDb, schoolId: number, term: TermKey): DueRow[] {
  return db.all<DueRow>(
    `SELECT t.student_id AS studentId, coalesce(s.name, '') AS studentName, t.programme_key AS programmeKey, t.due_fen AS fen
     FROM journal_pupil_total t LEFT JOIN student s ON s.id = t.student_id
     WHERE t.school_id = ? AND t.term = ? AND t.due_fen <> 0 ORDER BY t.programme_key, t.student_id`, schoolId, term);
}
