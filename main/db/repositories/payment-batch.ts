import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ControlTotals } from '#shared/domain/disbursement/control-totals.ts';
import { completeProfile } from '#shared/domain/disbursement/export-profile.ts';
import type { ExportProfile, StoredProfile } from '#shared/domain/disbursement/export-profile.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { PayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReasonKey } from '#shared/domain/reconciliation/return-words.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export type BatchState = 'draft' | 'released' | 'exported' | 'withdrawn';

export interface NewBatch {
  readonly schoolId: number;
  readonly no: string;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly purpose: 'ordinary' | 'reissue';
  readonly source: FundingSource;
  readonly docNo: string;
  /** The programme's channel in that term. */
  readonly channel: PaymentChannel;
  readonly profile: ExportProfile;
  readonly totals: ControlTotals;
  readonly createdBy: number;
  readonly createdAt: string;
}

export interface BatchRow extends NewBatch {
  readonly id: number;
  readonly state: BatchState;
  readonly createdByName: string;
  readonly releasedBy: number | null;
  readonly releasedByName: string | null;
  readonly releasedAt: string | null;
  readonly onePerson: boolean;
  readonly exportedOn: IsoDate | null;
  readonly exportedAt: string | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  readonly submitEntryId: number | null;
  readonly withdrawReason: string | null;
  readonly exportCount: number;
}

type Stored = Omit<BatchRow, 'profile' | 'totals' | 'onePerson'> & { profileJson: string; lineCount: number; sumFen: Fen; accountTail: number; onePerson: number };

const columns = `b.id, b.school_id AS schoolId, b.no, b.term, b.programme_key AS programmeKey, b.programme_name AS programmeName, b.purpose, b.source, b.doc_no AS docNo, b.channel,
  b.profile_json AS profileJson, b.state, b.line_count AS lineCount, b.sum_fen AS sumFen, b.account_tail AS accountTail, b.created_by AS createdBy, b.created_at AS createdAt,
  c.display_name AS createdByName, b.released_by AS releasedBy, r.display_name AS releasedByName, b.released_at AS releasedAt, b.one_person AS onePerson,
  b.exported_on AS exportedOn, b.exported_at AS exportedAt, b.file_name AS fileName, b.file_sha256 AS fileSha256, b.submit_entry_id AS submitEntryId,
  b.withdraw_reason AS withdrawReason, (SELECT count(*) FROM payment_export e WHERE e.batch_id = b.id) AS exportCount`;
const joins = 'payment_batch b JOIN account c ON c.id = b.created_by LEFT JOIN account r ON r.id = b.released_by';

function fromStored({ profileJson, lineCount, sumFen, accountTail, onePerson, ...row }: Stored): BatchRow {
  return { ...row, profile: completeProfile(JSON.parse(profileJson) as StoredProfile), totals: { count: lineCount, sumFen, accountTail }, onePerson: onePerson === 1 };
}

export function listBatches(db: ReadableDb, schoolId: number, term: TermKey): BatchRow[] {
  return db.all<Stored>(`SELECT ${columns} FROM ${joins} WHERE b.school_id = ? AND b.term = ? ORDER BY b.id DESC`, schoolId, term).map(fromStored);
}

export function findBatch(db: ReadableDb, schoolId: number, id: number): BatchRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM ${joins} WHERE b.school_id = ? AND b.id = ?`, schoolId, id);
  return row && fromStored(row);
}

/** 2025-03: the third batch made in the calendar year, whatever its term. */
export function nextBatchNo(db: ReadableDb, schoolId: number, year: string): string {
  const made = db.get<{ count: number }>(`SELECT count(*) AS count FROM payment_batch WHERE school_id = ? AND no LIKE ? || '-%'`, schoolId, year)?.count ?? 0;
  return `${year}-${String(made + 1).padStart(2, '0')}`;
}

export function insertBatch(db: WritableDb, batch: NewBatch): number {
  return db.run(
    `INSERT INTO payment_batch (school_id, no, term, programme_key, programme_name, purpose, source, doc_no, channel, profile_json, line_count, sum_fen, account_tail, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    batch.schoolId, batch.no, batch.term, batch.programmeKey, batch.programmeName, batch.purpose, batch.source, batch.docNo, batch.channel, JSON.stringify(batch.profile),
    batch.totals.count, batch.totals.sumFen, batch.totals.accountTail, batch.createdBy, batch.createdAt).lastId;
}

export interface NewLine {
  readonly lineNo: number;
  readonly entitlementId: number;
  readonly studentId: number;
  readonly payeeAccountId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly holderName: string;
  readonly holderRelation: PayeeRelation;
  readonly holderIdNumber: string;
  readonly accountNo: string;
  readonly bankName: string;
  readonly amountFen: Fen;
  readonly reissueOfId: number | null;
}

export interface LineRow extends NewLine {
  readonly id: number;
  readonly batchId: number;
  readonly state: PaymentLineState;
  readonly reasonRaw: string;
  readonly reasonKey: ReasonKey | null;
  readonly paidOn: IsoDate | null;
  readonly returnFileId: number | null;
}

export const lineColumns = `l.id, l.batch_id AS batchId, l.line_no AS lineNo, l.entitlement_id AS entitlementId, l.student_id AS studentId, l.payee_account_id AS payeeAccountId,
  l.student_name AS studentName, l.class_label AS classLabel, l.holder_name AS holderName, l.holder_relation AS holderRelation, l.holder_id_number AS holderIdNumber,
  l.account_no AS accountNo, l.bank_name AS bankName, l.amount_fen AS amountFen, l.reissue_of_id AS reissueOfId, l.state, l.reason_raw AS reasonRaw,
  l.reason_key AS reasonKey, l.paid_on AS paidOn, l.return_file_id AS returnFileId`;

export function insertLines(db: WritableDb, batchId: number, lines: readonly NewLine[]): void {
  const insert = db.sql(
    `INSERT INTO payment_line (batch_id, line_no, entitlement_id, student_id, payee_account_id, student_name, class_label, holder_name, holder_relation, holder_id_number,
       account_no, bank_name, amount_fen, reissue_of_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const line of lines) {
    insert.run(batchId, line.lineNo, line.entitlementId, line.studentId, line.payeeAccountId, line.studentName, line.classLabel, line.holderName, line.holderRelation,
      line.holderIdNumber, line.accountNo, line.bankName, line.amountFen, line.reissueOfId);
  }
}

export function listLines(db: ReadableDb, batchId: number): LineRow[] {
  return db.all<LineRow>(`SELECT ${lineColumns} FROM payment_line l WHERE l.batch_id = ? ORDER BY l.line_no`, batchId);
}

export function releaseBatch(db: WritableDb, id: number, by: number, at: string, onePerson: boolean): void {
  db.run(`UPDATE payment_batch SET state = 'released', released_by = ?, released_at = ?, one_person = ? WHERE id = ?`, by, at, onePerson, id);
}

export function markExported(
  db: WritableDb, id: number, sent: { by: number; at: string; on: IsoDate; fileName: string; fileSha256: string; submitEntryId: number },
): void {
  db.run(
    `UPDATE payment_batch SET state = 'exported', exported_by = ?, exported_at = ?, exported_on = ?, file_name = ?, file_sha256 = ?, submit_entry_id = ? WHERE id = ?`,
    sent.by, sent.at, sent.on, sent.fileName, sent.fileSha256, sent.submitEntryId, id);
}

export function withdrawBatch(db: WritableDb, id: number, by: number, at: string, reason: string): void {
  db.run(`UPDATE payment_batch SET state = 'withdrawn', withdrawn_by = ?, withdrawn_at = ?, withdraw_reason = ? WHERE id = ?`, by, at, reason, id);
}

/** Moves every line of a batch at once; the transition was looked up in the table of states. */
export function setBatchLineStates(db: WritableDb, batchId: number, from: PaymentLineState, to: PaymentLineState): number {
  return db.run('UPDATE payment_line SET state = ? WHERE batch_id = ? AND state = ?', to, batchId, from).changes;
}

export interface PaymentFile {
  readonly seq: number;
  readonly name: string;
  readonly sha256: string;
  readonly totals: ControlTotals;
  readonly bytes: Uint8Array;
}

export function insertPaymentFile(db: WritableDb, batchId: number, file: PaymentFile): void {
  db.run('INSERT INTO payment_file (batch_id, seq, name, sha256, line_count, sum_fen, account_tail, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    batchId, file.seq, file.name, file.sha256, file.totals.count, file.totals.sumFen, file.totals.accountTail, file.bytes);
}

export function listPaymentFiles(db: ReadableDb, batchId: number): PaymentFile[] {
  const rows = db.all<Omit<PaymentFile, 'totals'> & { lineCount: number; sumFen: Fen; accountTail: number }>(
    `SELECT seq, name, sha256, line_count AS lineCount, sum_fen AS sumFen, account_tail AS accountTail, bytes FROM payment_file WHERE batch_id = ? ORDER BY seq`, batchId);
  return rows.map(({ lineCount, sumFen, accountTail, ...row }) => ({ ...row, totals: { count: lineCount, sumFen, accountTail } }));
}

/** Every file the school ever sent, those of withdrawn batches included: the USB stick still has them. */
export function listSentFileNames(db: ReadableDb, schoolId: number): { readonly name: string; readonly on: IsoDate }[] {
  return db.all(
    'SELECT f.name, b.exported_on AS "on" FROM payment_file f JOIN payment_batch b ON b.id = f.batch_id WHERE b.school_id = ? AND b.exported_on IS NOT NULL', schoolId);
}

export interface ExportRow {
  readonly exportNo: number;
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly reason: string;
}

export function insertExport(db: WritableDb, batchId: number, exportNo: number, by: number, at: string, reason: string): void {
  db.run('INSERT INTO payment_export (batch_id, export_no, exported_at, exported_by, reason) VALUES (?, ?, ?, ?, ?)', batchId, exportNo, at, by, reason);
}

export function listExports(db: ReadableDb, batchId: number): ExportRow[] {
  return db.all<ExportRow>(
    `SELECT e.export_no AS exportNo, e.exported_at AS exportedAt, a.display_name AS exportedBy, e.reason
     FROM payment_export e JOIN account a ON a.id = e.exported_by WHERE e.batch_id = ? ORDER BY e.export_no`, batchId);
}
