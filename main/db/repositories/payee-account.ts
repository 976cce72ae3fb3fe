import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IdCheckResult } from '#shared/domain/identity/id-number.ts';
import type { PayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export type CardKind = 'social_security' | 'aid_card' | 'bank_card' | 'passbook' | 'unknown';

export interface NewPayeeAccount {
  readonly studentId: number;
  readonly holderName: string;
  readonly holderRelation: PayeeRelation;
  readonly relationText: string;
  readonly holderIdNumber: string;
  readonly holderIdCheck: IdCheckResult | 'missing';
  readonly accountNo: string;
  readonly bankName: string;
  readonly cardKind: CardKind;
  readonly validFrom: IsoDate;
  readonly source: 'entered' | 'imported';
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
  readonly recordedBy: number;
  readonly recordedAt: string;
}

export interface PayeeAccountRow extends NewPayeeAccount {
  readonly id: number;
  readonly checkedOn: IsoDate | null;
  readonly recordedByName: string;
  readonly fileName: string | null;
  readonly replacedOn: IsoDate | null;
  readonly replaceReason: string | null;
}

const columns = `p.id, p.student_id AS studentId, p.holder_name AS holderName, p.holder_relation AS holderRelation, p.relation_text AS relationText,
  p.holder_id_number AS holderIdNumber, p.holder_id_check AS holderIdCheck, p.account_no AS accountNo, p.bank_name AS bankName, p.card_kind AS cardKind,
  p.valid_from AS validFrom, p.checked_on AS checkedOn, p.source, p.imported_file_id AS importedFileId, p.row_no AS rowNo, p.recorded_by AS recordedBy,
  p.recorded_at AS recordedAt, a.display_name AS recordedByName, f.name AS fileName, p.replaced_on AS replacedOn, p.replace_reason AS replaceReason`;
const joins = `payee_account p JOIN student s ON s.id = p.student_id JOIN account a ON a.id = p.recorded_by LEFT JOIN imported_file f ON f.id = p.imported_file_id`;

export function listLivePayeeAccounts(db: ReadableDb, schoolId: number): PayeeAccountRow[] {
  return db.all<PayeeAccountRow>(`SELECT ${columns} FROM ${joins} WHERE s.school_id = ? AND p.replaced_on IS NULL`, schoolId);
}

export function listPayeeHistory(db: ReadableDb, schoolId: number, studentId: number): PayeeAccountRow[] {
  return db.all<PayeeAccountRow>(`SELECT ${columns} FROM ${joins} WHERE s.school_id = ? AND p.student_id = ? ORDER BY p.id DESC`, schoolId, studentId);
}

export function findPayeeAccount(db: ReadableDb, schoolId: number, id: number): PayeeAccountRow | undefined {
  return db.get<PayeeAccountRow>(`SELECT ${columns} FROM ${joins} WHERE s.school_id = ? AND p.id = ?`, schoolId, id);
}

export function findLivePayeeAccount(db: ReadableDb, studentId: number): PayeeAccountRow | undefined {
  return db.get<PayeeAccountRow>(`SELECT ${columns} FROM ${joins} WHERE p.student_id = ? AND p.replaced_on IS NULL`, studentId);
}

/** Enters an account as the pupil's live one; the one before it is kept with the day and the reason. */
export function insertPayeeAccount(db: WritableDb, account: NewPayeeAccount, replaces: { readonly id: number; readonly reason: string } | null): number {
  if (replaces) db.run('UPDATE payee_account SET replaced_on = ?, replace_reason = ? WHERE id = ?', account.validFrom, replaces.reason, replaces.id);
  const { lastId } = db.run(
    `INSERT INTO payee_account (student_id, holder_name, holder_relation, relation_text, holder_id_number, holder_id_check, account_no, bank_name, card_kind,
       valid_from, source, imported_file_id, row_no, recorded_by, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    account.studentId, account.holderName, account.holderRelation, account.relationText, account.holderIdNumber, account.holderIdCheck, account.accountNo,
    account.bankName, account.cardKind, account.validFrom, account.source, account.importedFileId, account.rowNo, account.recordedBy, account.recordedAt);
  if (replaces) db.run('UPDATE payee_account SET replaced_by_id = ? WHERE id = ?', lastId, replaces.id);
  return lastId;
}

export function markPayeeChecked(db: WritableDb, id: number, on: IsoDate): void {
  db.run('UPDATE payee_account SET checked_on = ? WHERE id = ?', on, id);
}

/** Who the roster has as a guardian of whom: `student id` → name keys with what it says of guardianship. */
export function listGuardians(db: ReadableDb, schoolId: number): { studentId: number; nameKey: string; isGuardian: 'yes' | 'no' | 'unknown' }[] {
  return db.all(
    `SELECT m.student_id AS studentId, m.name_key AS nameKey, m.is_guardian AS isGuardian
     FROM household_member m JOIN student s ON s.id = m.student_id WHERE s.school_id = ?`, schoolId);
}

export interface JudgementRow {
  readonly accountNo: string;
  readonly studentIds: readonly number[];
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly reason: string;
}

export function listJudgements(db: ReadableDb, schoolId: number): JudgementRow[] {
  const rows = db.all<Omit<JudgementRow, 'studentIds'> & { studentIdsJson: string }>(
    `SELECT j.account_no AS accountNo, j.student_ids_json AS studentIdsJson, a.display_name AS decidedBy, j.decided_on AS decidedOn, j.reason
     FROM payee_judgement j JOIN account a ON a.id = j.decided_by WHERE j.school_id = ? ORDER BY j.id DESC`, schoolId);
  return rows.map(({ studentIdsJson, ...row }) => ({ ...row, studentIds: JSON.parse(studentIdsJson) as number[] }));
}

export function insertJudgement(
  db: WritableDb, judgement: { schoolId: number; accountNo: string; studentIds: readonly number[]; reason: string; decidedBy: number; decidedOn: IsoDate },
): void {
  db.run('INSERT INTO payee_judgement (school_id, account_no, student_ids_json, reason, decided_by, decided_on) VALUES (?, ?, ?, ?, ?, ?)',
    judgement.schoolId, judgement.accountNo, JSON.stringify(judgement.studentIds), judgement.reason, judgement.decidedBy, judgement.decidedOn);
}

export interface StaffAccountRow {
  readonly id: number;
  readonly name: string;
  readonly accountNo: string;
  readonly idNumber: string;
  readonly recordedAt: string;
}

export function listStaffAccounts(db: ReadableDb, schoolId: number): StaffAccountRow[] {
  return db.all<StaffAccountRow>(
    `SELECT id, name, account_no AS accountNo, id_number AS idNumber, recorded_at AS recordedAt FROM staff_account
     WHERE school_id = ? AND removed_on IS NULL ORDER BY name, id`, schoolId);
}

export function insertStaffAccount(
  db: WritableDb,
  staff: { schoolId: number; name: string; accountNo: string; idNumber: string; importedFileId: number | null; rowNo: number | null; recordedBy: number; recordedAt: string },
): number {
  return db.run(
    'INSERT INTO staff_account (school_id, name, account_no, id_number, imported_file_id, row_no, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    staff.schoolId, staff.name, staff.accountNo, staff.idNumber, staff.importedFileId, staff.rowNo, staff.recordedBy, staff.recordedAt).lastId;
}

export function removeStaffAccount(db: WritableDb, schoolId: number, id: number, on: IsoDate): number {
  return db.run('UPDATE staff_account SET removed_on = ? WHERE id = ? AND school_id = ? AND removed_on IS NULL', on, id, schoolId).changes;
}
