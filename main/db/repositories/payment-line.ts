import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { PaymentLineMove, PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReasonKey } from '#shared/domain/reconciliation/return-words.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { LineRow } from './payment-batch.ts';
import { lineColumns } from './payment-batch.ts';

export function findLine(db: ReadableDb, schoolId: number, id: number): LineRow | undefined {
  return db.get<LineRow>(`SELECT ${lineColumns} FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = ? AND l.id = ?`, schoolId, id);
}

/** Failed lines of one pupil, over all batches. */
export function listFailedLinesOf(db: ReadableDb, studentId: number): LineRow[] {
  return db.all<LineRow>(`SELECT ${lineColumns} FROM payment_line l WHERE l.student_id = ? AND l.state = 'failed'`, studentId);
}

/** Corrected lines of one programme and term, which wait to be sent again. */
export function listCorrectedLines(db: ReadableDb, schoolId: number, term: string, programmeKey: string): LineRow[] {
  return db.all<LineRow>(
    `SELECT ${lineColumns} FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id
     WHERE b.school_id = ? AND b.term = ? AND b.programme_key = ? AND l.state = 'corrected' ORDER BY l.id`, schoolId, term, programmeKey);
}

/** `2025-03 第 12 笔`, as people speak of one payment. */
export function findLineLabel(db: ReadableDb, id: number): string {
  return db.get<{ label: string }>(`SELECT b.no || ' 第 ' || l.line_no || ' 笔' AS label FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE l.id = ?`, id)?.label ?? '';
}

export function setLineState(db: WritableDb, id: number, state: PaymentLineState): void {
  db.sql('UPDATE payment_line SET state = ? WHERE id = ?').run(state, id);
}

/** Writes the bank's answer on the line. */
export function settleLine(
  db: WritableDb, id: number,
  answer: { state: PaymentLineState; paidOn: IsoDate | null; reasonRaw: string; reasonKey: ReasonKey | null; returnFileId: number | null },
): void {
  db.sql('UPDATE payment_line SET state = ?, paid_on = ?, reason_raw = ?, reason_key = ?, return_file_id = ? WHERE id = ?')
    .run(answer.state, answer.paidOn, answer.reasonRaw, answer.reasonKey, answer.returnFileId, id);
}

export interface LineAct {
  readonly lineId: number;
  readonly move: PaymentLineMove;
  readonly before: PaymentLineState;
  readonly after: PaymentLineState;
  readonly onDate: IsoDate;
  readonly note: string;
  readonly evidence: string;
  readonly accountId: number;
  readonly at: string;
}

export function insertLineAct(db: WritableDb, act: LineAct): void {
  db.run('INSERT INTO payment_line_act (line_id, move, state_before, state_after, on_date, note, evidence, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    act.lineId, act.move, act.before, act.after, act.onDate, act.note, act.evidence, act.accountId, act.at);
}

export function listLineActs(db: ReadableDb, lineId: number): { at: string; by: string; move: string; before: PaymentLineState; after: PaymentLineState; onDate: IsoDate; note: string; evidence: string }[] {
  return db.all(
    `SELECT x.at, a.display_name AS by, x.move, x.state_before AS before, x.state_after AS after, x.on_date AS onDate, x.note, x.evidence
     FROM payment_line_act x JOIN account a ON a.id = x.account_id WHERE x.line_id = ? ORDER BY x.id`, lineId);
}

export function insertRecovery(
  db: WritableDb, recovery: { lineId: number; amountFen: Fen; way: string; receivedOn: IsoDate; reason: string; evidence: string; accountId: number; at: string },
): void {
  db.run('INSERT INTO payment_recovery (line_id, amount_fen, way, received_on, reason, evidence, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    recovery.lineId, recovery.amountFen, recovery.way, recovery.receivedOn, recovery.reason, recovery.evidence, recovery.accountId, recovery.at);
}

export function sumRecovered(db: ReadableDb, lineId: number): Fen {
  return db.get<{ total: Fen }>('SELECT coalesce(sum(amount_fen), 0) AS total FROM payment_recovery WHERE line_id = ?', lineId)?.total ?? (0 as Fen);
}
