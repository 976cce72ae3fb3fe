import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { AdjustmentKind, AdjustmentStep, AppliedAdjustment } from '#shared/domain/entitlement/adjustment.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface AdjustmentRecord {
  readonly id: number;
  readonly entitlementId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly kind: AdjustmentKind;
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
  readonly effectiveOn: IsoDate;
  readonly reason: string;
  readonly evidence: string;
  readonly basis: string | null;
  readonly proposedById: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
}

const select = `SELECT a.id, a.entitlement_id AS entitlementId, e.student_id AS studentId, e.programme_key AS programmeKey, e.term, a.kind, a.before_fen AS beforeFen,
    a.after_fen AS afterFen, a.effective_on AS effectiveOn, a.reason, a.evidence, a.basis, a.proposed_by AS proposedById, p.display_name AS proposedBy, a.proposed_at AS proposedAt
  FROM entitlement_adjustment a JOIN entitlement e ON e.id = a.entitlement_id JOIN account p ON p.id = a.proposed_by`;

export function listAdjustments(db: ReadableDb, schoolId: number, term: TermKey): AdjustmentRecord[] {
  return db.all<AdjustmentRecord>(`${select} WHERE a.school_id = ? AND e.term = ? ORDER BY a.id`, schoolId, term);
}

export function findAdjustment(db: ReadableDb, schoolId: number, id: number): AdjustmentRecord | undefined {
  return db.get<AdjustmentRecord>(`${select} WHERE a.school_id = ? AND a.id = ?`, schoolId, id);
}

export function findAdjustmentStudent(db: ReadableDb, schoolId: number, id: number): number | undefined {
  return findAdjustment(db, schoolId, id)?.studentId;
}

export interface StepRecord {
  readonly adjustmentId: number;
  readonly step: AdjustmentStep;
  readonly note: string;
  readonly alone: 0 | 1;
  readonly by: string;
  readonly at: string;
}

/** The steps of a term's adjustments in the order they were taken; of the same moment the approval before its application. */
export function listAdjustmentSteps(db: ReadableDb, schoolId: number, term: TermKey): StepRecord[] {
  return db.all<StepRecord>(
    `SELECT s.adjustment_id AS adjustmentId, s.step, s.note, s.alone, c.display_name AS by, s.at
     FROM entitlement_adjustment_step s JOIN entitlement_adjustment a ON a.id = s.adjustment_id JOIN entitlement e ON e.id = a.entitlement_id JOIN account c ON c.id = s.account_id
     WHERE a.school_id = ? AND e.term = ? ORDER BY s.adjustment_id, s.step = 'apply', s.at`, schoolId, term);
}

export type NewAdjustment = Pick<AdjustmentRecord, 'entitlementId' | 'kind' | 'beforeFen' | 'afterFen' | 'effectiveOn' | 'reason' | 'evidence' | 'basis'> & { readonly schoolId: number };

export function insertAdjustment(db: WritableDb, one: NewAdjustment, stamp: Stamp): number {
  return db.run(
    `INSERT INTO entitlement_adjustment (school_id, entitlement_id, kind, before_fen, after_fen, effective_on, reason, evidence, basis, proposed_by, proposed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.entitlementId, one.kind, one.beforeFen, one.afterFen, one.effectiveOn, one.reason, one.evidence, one.basis, stamp.accountId, stamp.at).lastId;
}

export function insertAdjustmentStep(db: WritableDb, one: { readonly adjustmentId: number; readonly step: AdjustmentStep; readonly note: string; readonly alone: boolean }, stamp: Stamp): void {
  db.run('INSERT INTO entitlement_adjustment_step (adjustment_id, step, note, alone, account_id, at) VALUES (?, ?, ?, ?, ?, ?)',
    one.adjustmentId, one.step, one.note, one.alone ? 1 : 0, stamp.accountId, stamp.at);
}

/** The amount an approved and not yet applied adjustment names; the database refuses any other. */
export function setAdjustedAmount(db: WritableDb, entitlementId: number, amountFen: Fen): void {
  db.run(`UPDATE entitlement SET amount_due_fen = ? WHERE id = ? AND state = 'approved'`, amountFen, entitlementId);
}

export interface LiveLine {
  readonly lineId: number;
  readonly entitlementId: number;
  readonly state: string;
  readonly amountFen: Fen;
  readonly paidOn: IsoDate | null;
}

/** Payment lines of a term's entitlements that hold money. */
export function listLiveLines(db: ReadableDb, schoolId: number, term: TermKey): LiveLine[] {
  return db.all<LiveLine>(
    `SELECT l.id AS lineId, l.entitlement_id AS entitlementId, l.state, l.amount_fen AS amountFen, l.paid_on AS paidOn
     FROM payment_line l JOIN entitlement e ON e.id = l.entitlement_id
     WHERE e.school_id = ? AND e.term = ? AND l.state NOT IN ('reissued', 'recovered', 'withdrawn') ORDER BY l.id`, schoolId, term);
}

/** Adjustments of a term that have taken effect, in the order they did. */
export function listAppliedAdjustments(db: ReadableDb, schoolId: number, term: TermKey): (AppliedAdjustment & { readonly entitlementId: number })[] {
  return db.all(
    `SELECT a.entitlement_id AS entitlementId, a.before_fen AS beforeFen, a.after_fen AS afterFen, a.basis
     FROM entitlement_adjustment a JOIN entitlement e ON e.id = a.entitlement_id JOIN entitlement_adjustment_step s ON s.adjustment_id = a.id AND s.step = 'apply'
     WHERE a.school_id = ? AND e.term = ? ORDER BY s.at, a.id`, schoolId, term);
}
