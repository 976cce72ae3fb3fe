import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReasonKey } from '#shared/domain/reconciliation/return-words.ts';
import type { RowBucket } from '#shared/domain/reconciliation/row-bucket.ts';
import type { ReadableDb } from '../connection.ts';

export interface BatchProgress {
  readonly batchId: number;
  readonly state: PaymentLineState;
  readonly count: number;
  readonly sumFen: Fen;
}

/** Count and sum by batch and line state, for all batches of a term. */
export function listBatchProgress(db: ReadableDb, schoolId: number, term: TermKey): BatchProgress[] {
  return db.all<BatchProgress>(
    `SELECT l.batch_id AS batchId, l.state, count(*) AS count, sum(l.amount_fen) AS sumFen
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = ? AND b.term = ? GROUP BY l.batch_id, l.state`, schoolId, term);
}

/** Where a failed line's money went, and where a re-issued one came from: `2025-03 第 12 笔`. */
export function listReissues(db: ReadableDb, batchId: number): { lineId: number; reissueOf: string | null; reissuedAs: string | null }[] {
  return db.all(
    `SELECT l.id AS lineId,
       (SELECT ob.no || ' 第 ' || o.line_no || ' 笔' FROM payment_line o JOIN payment_batch ob ON ob.id = o.batch_id WHERE o.id = l.reissue_of_id) AS reissueOf,
       (SELECT nb.no || ' 第 ' || n.line_no || ' 笔' FROM payment_line n JOIN payment_batch nb ON nb.id = n.batch_id WHERE n.reissue_of_id = l.id AND n.state <> 'withdrawn') AS reissuedAs
     FROM payment_line l WHERE l.batch_id = ?`, batchId);
}

export interface OpenLineRow {
  readonly lineId: number;
  readonly batchId: number;
  readonly batchNo: string;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly term: TermKey;
  readonly lineNo: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly holderName: string;
  readonly accountNo: string;
  readonly accountNowNo: string | null;
  readonly amountFen: Fen;
  readonly state: PaymentLineState;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
  readonly sentOn: IsoDate | null;
}

/** Lines that wait for somebody: failed, corrected, unanswered, and those sent and not answered at all. */
export function listOpenLines(db: ReadableDb, schoolId: number, term: TermKey): OpenLineRow[] {
  return db.all<OpenLineRow>(
    `SELECT l.id AS lineId, b.id AS batchId, b.no AS batchNo, b.programme_key AS programmeKey, b.programme_name AS programmeName, b.term, l.line_no AS lineNo,
       l.student_id AS studentId, l.student_name AS studentName, l.class_label AS classLabel, l.holder_name AS holderName, l.account_no AS accountNo,
       p.account_no AS accountNowNo, l.amount_fen AS amountFen, l.state, l.reason_raw AS reasonRaw, l.reason_key AS reasonKey, b.exported_on AS sentOn
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id LEFT JOIN payee_account p ON p.student_id = l.student_id AND p.replaced_on IS NULL
     WHERE b.school_id = ? AND b.term = ? AND l.state IN ('failed', 'corrected', 'unanswered', 'submitted', 'transferred', 'wrong')
     ORDER BY CASE l.state WHEN 'failed' THEN 1 WHEN 'corrected' THEN 2 WHEN 'wrong' THEN 3 ELSE 4 END, b.id, l.line_no`, schoolId, term);
}

/** Lines the bank was given in these batches, with their answers. */
export interface SentLineRow {
  readonly lineId: number;
  readonly batchId: number;
  readonly lineNo: number;
  readonly accountNo: string;
  readonly holderName: string;
  readonly holderIdNumber: string;
  readonly amountFen: Fen;
  readonly state: PaymentLineState;
  readonly studentId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly entitlementId: number;
  readonly returnFileId: number | null;
}

const sentSelect = `SELECT l.id AS lineId, l.batch_id AS batchId, l.line_no AS lineNo, l.account_no AS accountNo, l.holder_name AS holderName, l.holder_id_number AS holderIdNumber,
    l.amount_fen AS amountFen, l.state, l.student_id AS studentId, l.student_name AS studentName, l.class_label AS classLabel, l.entitlement_id AS entitlementId,
    l.return_file_id AS returnFileId
  FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id`;

/** Lines of the term's batches that were made and not exported, or taken back. */
export function listUnsentLines(db: ReadableDb, schoolId: number, term: TermKey): SentLineRow[] {
  return db.all<SentLineRow>(`${sentSelect} WHERE b.school_id = ? AND b.term = ? AND b.state <> 'exported' ORDER BY l.batch_id, l.line_no`, schoolId, term);
}

export function listSentLines(db: ReadableDb, schoolId: number, batchIds: readonly number[]): SentLineRow[] {
  return db.all<SentLineRow>(
    `${sentSelect}
     WHERE b.school_id = ? AND b.state = 'exported' AND b.id IN (SELECT value FROM json_each(?)) ORDER BY l.batch_id, l.line_no`,
    schoolId, JSON.stringify(batchIds));
}

export interface ReturnFileRow {
  readonly id: number;
  readonly fileName: string;
  readonly confirmedAt: string;
  readonly confirmedBy: string;
  readonly rowCount: number;
  readonly sumFen: Fen;
  readonly correctsName: string | null;
  readonly correctedByName: string | null;
  readonly differenceJson: string;
  readonly batchesJson: string;
}

const returnFileSelect = `SELECT r.id, f.name AS fileName, r.confirmed_at AS confirmedAt, a.display_name AS confirmedBy, r.row_count AS rowCount, r.sum_fen AS sumFen,
    (SELECT cf.name FROM return_file c JOIN imported_file cf ON cf.id = c.imported_file_id WHERE c.id = r.corrects_id) AS correctsName,
    (SELECT nf.name FROM return_file n JOIN imported_file nf ON nf.id = n.imported_file_id WHERE n.corrects_id = r.id) AS correctedByName,
    r.difference_json AS differenceJson,
    (SELECT json_group_array(b.no) FROM return_file_batch x JOIN payment_batch b ON b.id = x.batch_id WHERE x.return_file_id = r.id) AS batchesJson
  FROM return_file r JOIN imported_file f ON f.id = r.imported_file_id JOIN account a ON a.id = r.confirmed_by`;

export function listReturnFiles(db: ReadableDb, schoolId: number, term: TermKey): ReturnFileRow[] {
  return db.all<ReturnFileRow>(`${returnFileSelect} WHERE r.school_id = ? AND r.term = ? ORDER BY r.id DESC`, schoolId, term);
}

export function findReturnFile(db: ReadableDb, schoolId: number, id: number): ReturnFileRow | undefined {
  return db.get<ReturnFileRow>(`${returnFileSelect} WHERE r.school_id = ? AND r.id = ?`, schoolId, id);
}

export function listBucketTotals(db: ReadableDb, returnFileId: number): { bucket: RowBucket; count: number; sumFen: Fen; withoutAmount: number }[] {
  return db.all(
    `SELECT bucket, count(*) AS count, coalesce(sum(amount_fen), 0) AS sumFen, sum(amount_fen IS NULL) AS withoutAmount
     FROM return_line WHERE return_file_id = ? GROUP BY bucket`, returnFileId);
}

export interface ReturnRowView {
  readonly rowNo: number;
  readonly bucket: RowBucket;
  readonly rule: string | null;
  readonly amountFen: Fen | null;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
  readonly lineNo: number | null;
  readonly batchNo: string | null;
  readonly studentName: string | null;
  readonly classLabel: string | null;
}

export function listReturnRows(db: ReadableDb, returnFileId: number): ReturnRowView[] {
  return db.all<ReturnRowView>(
    `SELECT x.row_no AS rowNo, x.bucket, x.rule, x.amount_fen AS amountFen, x.reason_raw AS reasonRaw, x.reason_key AS reasonKey, l.line_no AS lineNo, b.no AS batchNo,
       l.student_name AS studentName, l.class_label AS classLabel
     FROM return_line x LEFT JOIN payment_line l ON l.id = x.payment_line_id LEFT JOIN payment_batch b ON b.id = l.batch_id
     WHERE x.return_file_id = ? ORDER BY x.row_no`, returnFileId);
}
