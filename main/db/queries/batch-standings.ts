import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PupilStanding } from '#shared/domain/disbursement/payability.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb } from '../connection.ts';

export interface BatchStanding {
  readonly lineId: number;
  readonly lineNo: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly status: PupilStanding['status'];
  readonly statusFrom: IsoDate | null;
  readonly reissueOfId: number | null;
  /** The account the failed payment went to, for a re-issue. */
  readonly failedAccountId: number | null;
}

/** The pupils of a batch as the roster has them today. */
export function listBatchStandings(db: ReadableDb, batchId: number): BatchStanding[] {
  return db.all<BatchStanding>(
    `SELECT l.id AS lineId, l.line_no AS lineNo, l.student_id AS studentId, l.student_name AS studentName, l.class_label AS classLabel, s.status, s.status_from AS statusFrom,
       l.reissue_of_id AS reissueOfId, o.payee_account_id AS failedAccountId
     FROM payment_line l JOIN student s ON s.id = l.student_id LEFT JOIN payment_line o ON o.id = l.reissue_of_id WHERE l.batch_id = ? ORDER BY l.line_no`, batchId);
}

/** Pupils of a batch whose account of today is another than the one the batch was made with. */
export function listReplacedInBatch(db: ReadableDb, batchId: number): string[] {
  return db.all<{ name: string }>(
    `SELECT l.student_name AS name FROM payment_line l JOIN payee_account p ON p.id = l.payee_account_id WHERE l.batch_id = ? AND p.replaced_on IS NOT NULL ORDER BY l.line_no`,
    batchId).map(({ name }) => name);
}

export interface PaidStanding extends PupilStanding {
  readonly lineId: number;
  readonly batchId: number;
  readonly batchNo: string;
  readonly lineNo: number;
  readonly term: TermKey;
  readonly programmeName: string;
  readonly studentName: string;
  readonly classLabel: string;
  readonly amountFen: Fen;
  readonly paidOn: IsoDate;
}

/** Payments that arrived for pupils the roster no longer has as enrolled, of all terms. */
export function listPaidOfGone(db: ReadableDb, schoolId: number): PaidStanding[] {
  return db.all<PaidStanding>(
    `SELECT l.id AS lineId, b.id AS batchId, b.no AS batchNo, l.line_no AS lineNo, b.term, b.programme_name AS programmeName, l.student_name AS studentName, l.class_label AS classLabel,
       l.amount_fen AS amountFen, l.paid_on AS paidOn, s.status, s.status_from AS statusFrom
     FROM student s JOIN payment_line l ON l.student_id = s.id JOIN payment_batch b ON b.id = l.batch_id
     WHERE s.school_id = ? AND s.status <> 'enrolled' AND l.state = 'paid' ORDER BY l.id DESC`, schoolId);
}
