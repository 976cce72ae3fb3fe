import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { ReadableDb } from '../connection.ts';

export interface CheckLineRow {
  readonly lineId: number;
  readonly batchId: number;
  readonly entitlementId: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly amountFen: number;
  readonly state: PaymentLineState;
  readonly holderName: string;
  readonly holderRelation: string;
  readonly paidOn: IsoDate | null;
  readonly recoveredFen: number;
  readonly reissueOfId: number | null;
  readonly reissueState: PaymentLineState | null;
  readonly everFailed: 0 | 1;
}

/** The lines of a term's batches that stand. */
export function listCheckLines(db: ReadableDb, schoolId: number, term: TermKey): CheckLineRow[] {
  return db.all<CheckLineRow>(
    `SELECT l.id AS lineId, l.batch_id AS batchId, l.entitlement_id AS entitlementId, l.student_id AS studentId, l.student_name AS studentName, l.amount_fen AS amountFen, l.state,
       l.holder_name AS holderName, l.holder_relation AS holderRelation, l.paid_on AS paidOn, l.reissue_of_id AS reissueOfId, o.state AS reissueState,
       coalesce((SELECT sum(r.amount_fen) FROM payment_recovery r WHERE r.line_id = l.id), 0) AS recoveredFen,
       o.id IS NOT NULL AND (o.reason_key IS NOT NULL OR o.reason_raw <> '' OR EXISTS (SELECT 1 FROM return_line x WHERE x.payment_line_id = o.id AND x.bucket = 'failed')) AS everFailed
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id LEFT JOIN payment_line o ON o.id = l.reissue_of_id
     WHERE b.school_id = ? AND b.term = ? AND b.state <> 'withdrawn' AND l.state <> 'withdrawn' ORDER BY l.batch_id, l.line_no`, schoolId, term);
}

/** What was written about the term's lines: acts and recoveries. */
export function listLineNotes(db: ReadableDb, schoolId: number, term: TermKey): { readonly lineId: number; readonly text: string }[] {
  return db.all(
    `SELECT l.id AS lineId, n.text FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id
       JOIN (SELECT line_id, note || ' ' || evidence AS text FROM payment_line_act UNION ALL SELECT line_id, reason || ' ' || evidence FROM payment_recovery) n ON n.line_id = l.id
     WHERE b.school_id = ? AND b.term = ?`, schoolId, term);
}

export interface CheckBatchRow {
  readonly batchId: number;
  readonly no: string;
  readonly programmeKey: string;
  readonly purpose: 'ordinary' | 'reissue';
  readonly state: 'draft' | 'released' | 'exported';
  readonly lineCount: number;
  readonly sumFen: number;
  readonly exportedOn: IsoDate | null;
  readonly rowLimit: number | null;
  readonly onePerson: 0 | 1;
  readonly createdBy: string;
  readonly filesJson: string;
  readonly exportsJson: string;
}

export function listCheckBatches(db: ReadableDb, schoolId: number, term: TermKey): CheckBatchRow[] {
  return db.all<CheckBatchRow>(
    `SELECT b.id AS batchId, b.no, b.programme_key AS programmeKey, b.purpose, b.state, b.line_count AS lineCount, b.sum_fen AS sumFen, b.exported_on AS exportedOn,
       json_extract(b.profile_json, '$.rowLimit') AS rowLimit, b.one_person = 1 OR b.released_by IS b.created_by AS onePerson, a.display_name AS createdBy,
       (SELECT json_group_array(json_object('name', f.name, 'lineCount', f.line_count, 'sumFen', f.sum_fen)) FROM payment_file f WHERE f.batch_id = b.id) AS filesJson,
       (SELECT json_group_array(json_object('exportNo', x.export_no, 'reason', x.reason)) FROM payment_export x WHERE x.batch_id = b.id) AS exportsJson
     FROM payment_batch b JOIN account a ON a.id = b.created_by WHERE b.school_id = ? AND b.term = ? AND b.state <> 'withdrawn' ORDER BY b.id`, schoolId, term);
}

/** What the journal says was paid out of each batch: successes less those the bank took back. */
export function listLedgerPaid(db: ReadableDb, schoolId: number, term: TermKey, cashCodes: readonly string[]): { readonly batchId: number; readonly fen: number }[] {
  return db.all(
    `SELECT l.batch_id AS batchId, sum(p.credit_fen - p.debit_fen) AS fen
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id JOIN payment_line l ON l.id = p.payment_line_id
     WHERE e.school_id = ? AND e.term = ? AND e.effect_kind IN ('line_paid', 'line_failed') AND p.account_code IN (SELECT value FROM json_each(?)) GROUP BY l.batch_id`,
    schoolId, term, JSON.stringify(cashCodes));
}

export interface CheckNoticeRow {
  readonly noticeId: number;
  readonly no: string;
  readonly kind: 'identification' | 'aid_list';
  readonly state: 'posted' | 'ended' | 'taken_down';
  readonly days: number;
  readonly dayUnit: 'workday' | 'day';
  readonly endOn: IsoDate | null;
  readonly periodVerified: 0 | 1;
  readonly texts: string;
  readonly showTier: 0 | 1;
  readonly showAmount: 0 | 1;
}

export function listCheckNotices(db: ReadableDb, schoolId: number, term: TermKey): CheckNoticeRow[] {
  return db.all<CheckNoticeRow>(
    `SELECT id AS noticeId, no, kind, state, days, day_unit AS dayUnit, end_on AS endOn, coalesce(period_verified, 0) AS periodVerified, show_tier AS showTier, show_amount AS showAmount,
       title || char(10) || basis_doc || char(10) || place || char(10) || coalesce(result_note, '') AS texts
     FROM public_notice WHERE school_id = ? AND term = ? AND state <> 'draft' AND withdrawn_reason IS NULL ORDER BY id`, schoolId, term);
}

export function listNoticeLines(db: ReadableDb, noticeId: number): string[] {
  return db.all<{ line: string }>('SELECT line_json AS line FROM notice_entry WHERE notice_id = ? ORDER BY ordinal', noticeId).map(({ line }) => line);
}

export interface OpenReturnRow {
  readonly returnFileId: number;
  readonly fileName: string;
  readonly bucket: string;
  readonly count: number;
  readonly sumFen: number;
}

/** Rows of the term's return files, corrected files left out, that settled nothing and whose line no later file settled. */
export function listOpenReturnRows(db: ReadableDb, schoolId: number, term: TermKey): OpenReturnRow[] {
  return db.all<OpenReturnRow>(
    `SELECT r.id AS returnFileId, f.name AS fileName, x.bucket, count(*) AS count, coalesce(sum(x.amount_fen), 0) AS sumFen
     FROM return_file r JOIN imported_file f ON f.id = r.imported_file_id JOIN return_line x ON x.return_file_id = r.id LEFT JOIN payment_line l ON l.id = x.payment_line_id
     WHERE r.school_id = ? AND r.term = ? AND NOT EXISTS (SELECT 1 FROM return_file c WHERE c.corrects_id = r.id) AND x.bucket NOT IN ('paid', 'failed')
       AND (l.id IS NULL OR x.bucket = 'repeated' OR l.state IN ('submitted', 'transferred', 'unanswered'))
     GROUP BY r.id, x.bucket ORDER BY r.id, x.bucket`, schoolId, term);
}

const stands = `NOT EXISTS (SELECT 1 FROM journal_entry v WHERE v.reverses_id = f.entry_id)`;

export function listReceiptNotes(db: ReadableDb, schoolId: number, term: TermKey): { readonly subjectId: number; readonly label: string; readonly text: string }[] {
  return db.all(`SELECT f.id AS subjectId, f.doc_no AS label, f.memo || ' ' || f.payer AS text FROM fund_receipt f WHERE f.school_id = ? AND f.term = ? AND ${stands}`, schoolId, term);
}

export interface ArrivedRow {
  readonly receiptId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly receivedOn: IsoDate;
  readonly docNo: string;
  readonly fen: number;
}

/** Arrivals that stand, of all terms: a later term's money may be paid out of none of them, so nothing is left out here. */
export function listArrived(db: ReadableDb, schoolId: number): ArrivedRow[] {
  return db.all<ArrivedRow>(
    `SELECT f.id AS receiptId, f.programme_key AS programmeKey, f.term, f.received_on AS receivedOn, f.doc_no AS docNo, f.amount_fen AS fen
     FROM fund_receipt f WHERE f.school_id = ? AND ${stands} ORDER BY f.received_on, f.id`, schoolId);
}

export function listApprovedDue(db: ReadableDb, schoolId: number): { readonly programmeKey: string; readonly term: TermKey; readonly fen: number }[] {
  return db.all(`SELECT programme_key AS programmeKey, term, sum(amount_due_fen) AS fen FROM entitlement WHERE school_id = ? AND state = 'approved' GROUP BY programme_key, term`, schoolId);
}

export function listPaidByDay(db: ReadableDb, schoolId: number): { readonly programmeKey: string; readonly term: TermKey; readonly paidOn: IsoDate; readonly fen: number }[] {
  return db.all(
    `SELECT b.programme_key AS programmeKey, b.term, l.paid_on AS paidOn, sum(l.amount_fen) AS fen
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = ? AND l.state = 'paid' GROUP BY b.programme_key, b.term, l.paid_on`, schoolId);
}
