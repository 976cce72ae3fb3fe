import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { RecoveryCause, RecoveryStepKind } from '#shared/domain/disbursement/recovery-case.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewRecoveryCase {
  readonly schoolId: number;
  readonly no: string;
  readonly lineId: number;
  readonly cause: RecoveryCause;
  readonly foundOn: IsoDate;
  readonly foundHow: string;
  readonly amountFen: Fen;
  readonly openedBy: number;
  readonly openedAt: string;
}

export interface RecoveryCaseRow extends Omit<NewRecoveryCase, 'openedBy' | 'schoolId'> {
  readonly id: number;
  readonly openedBy: string;
  readonly term: string;
  readonly batchId: number;
  readonly batchNo: string;
  readonly lineNo: number;
  readonly programmeName: string;
  readonly studentId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly holderName: string;
  readonly accountNo: string;
  readonly paidOn: IsoDate | null;
}

const select = `SELECT c.id, c.no, c.line_id AS lineId, c.cause, c.found_on AS foundOn, c.found_how AS foundHow, c.amount_fen AS amountFen, a.display_name AS openedBy, c.opened_at AS openedAt,
    b.term, b.id AS batchId, b.no AS batchNo, l.line_no AS lineNo, b.programme_name AS programmeName, l.student_id AS studentId, l.student_name AS studentName, l.class_label AS classLabel,
    l.holder_name AS holderName, l.account_no AS accountNo, l.paid_on AS paidOn
  FROM recovery_case c JOIN payment_line l ON l.id = c.line_id JOIN payment_batch b ON b.id = l.batch_id JOIN account a ON a.id = c.opened_by`;

/** Every case of the school, newest first: money wrongly paid in an earlier term is still to come back. */
export function listRecoveryCases(db: ReadableDb, schoolId: number): RecoveryCaseRow[] {
  return db.all<RecoveryCaseRow>(`${select} WHERE c.school_id = ? ORDER BY c.id DESC`, schoolId);
}

export function findRecoveryCase(db: ReadableDb, schoolId: number, id: number): RecoveryCaseRow | undefined {
  return db.get<RecoveryCaseRow>(`${select} WHERE c.school_id = ? AND c.id = ?`, schoolId, id);
}

/** 2025-追03: the third case found in the calendar year. */
export function nextRecoveryNo(db: ReadableDb, schoolId: number, year: string): string {
  const made = db.get<{ count: number }>(`SELECT count(*) AS count FROM recovery_case WHERE school_id = ? AND no LIKE ? || '-追%'`, schoolId, year)?.count ?? 0;
  return `${year}-追${String(made + 1).padStart(2, '0')}`;
}

export function insertRecoveryCase(db: WritableDb, found: NewRecoveryCase): number {
  return db.run('INSERT INTO recovery_case (school_id, no, line_id, cause, found_on, found_how, amount_fen, opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    found.schoolId, found.no, found.lineId, found.cause, found.foundOn, found.foundHow, found.amountFen, found.openedBy, found.openedAt).lastId;
}

export interface NewRecoveryStep {
  readonly caseId: number;
  readonly kind: RecoveryStepKind;
  readonly onDate: IsoDate;
  readonly person: string;
  readonly promisedFen: Fen | null;
  readonly promisedBy: IsoDate | null;
  readonly note: string;
  readonly accountId: number;
  readonly at: string;
}

export interface RecoveryStepRow extends Omit<NewRecoveryStep, 'accountId'> {
  readonly by: string;
}

export function insertRecoveryStep(db: WritableDb, step: NewRecoveryStep): void {
  db.run('INSERT INTO recovery_step (case_id, kind, on_date, person, promised_fen, promised_by, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    step.caseId, step.kind, step.onDate, step.person, step.promisedFen, step.promisedBy, step.note, step.accountId, step.at);
}

/** The steps of all cases of a school, in the order they were recorded. */
export function listRecoverySteps(db: ReadableDb, schoolId: number): RecoveryStepRow[] {
  return db.all<RecoveryStepRow>(
    `SELECT x.case_id AS caseId, x.kind, x.on_date AS onDate, x.person, x.promised_fen AS promisedFen, x.promised_by AS promisedBy, x.note, a.display_name AS by, x.at
     FROM recovery_step x JOIN recovery_case c ON c.id = x.case_id JOIN account a ON a.id = x.account_id WHERE c.school_id = ? ORDER BY x.id`, schoolId);
}

export interface RecoveryReceiptRow {
  readonly caseId: number;
  readonly amountFen: Fen;
  readonly way: 'bank' | 'cash' | 'offset';
  readonly receivedOn: IsoDate;
  readonly reason: string;
  readonly evidence: string;
  readonly by: string;
}

/** Money that came back, by case. */
export function listRecoveryReceipts(db: ReadableDb, schoolId: number): RecoveryReceiptRow[] {
  return db.all<RecoveryReceiptRow>(
    `SELECT c.id AS caseId, r.amount_fen AS amountFen, r.way, r.received_on AS receivedOn, r.reason, r.evidence, a.display_name AS by
     FROM payment_recovery r JOIN recovery_case c ON c.line_id = r.line_id JOIN account a ON a.id = r.account_id WHERE c.school_id = ? ORDER BY r.id`, schoolId);
}
