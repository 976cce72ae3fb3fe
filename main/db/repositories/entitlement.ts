import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { EntitlementState } from '#shared/domain/entitlement/entitlement-state.ts';
import type { EntitlementTrace } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { Question } from '#shared/domain/entitlement/pupil-facts.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

export interface EntitlementRecord {
  readonly id: number;
  readonly schoolId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly awardTier: string | null;
  readonly amountFen: Fen;
  readonly rateKey: string;
  readonly traceJson: string;
  readonly basis: string;
  readonly determinationId: number | null;
  readonly noticeId: number | null;
  readonly noticeWaivedReason: string | null;
  readonly state: EntitlementState;
  readonly proposedById: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly checkedById: number | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawnReason: string | null;
}

const select = `SELECT e.id, e.school_id AS schoolId, e.student_id AS studentId, e.programme_key AS programmeKey, e.term, e.award_tier AS awardTier,
    e.amount_due_fen AS amountFen, e.rate_key AS rateKey, e.trace_json AS traceJson, e.basis, e.determination_id AS determinationId, e.notice_id AS noticeId,
    e.notice_waived_reason AS noticeWaivedReason, e.state, e.proposed_by AS proposedById, p.display_name AS proposedBy, e.proposed_at AS proposedAt,
    a.display_name AS approvedBy, e.approved_at AS approvedAt, e.checked_by AS checkedById, w.display_name AS withdrawnBy, e.withdrawn_at AS withdrawnAt,
    e.withdrawn_reason AS withdrawnReason
  FROM entitlement e JOIN account p ON p.id = e.proposed_by LEFT JOIN account a ON a.id = e.approved_by LEFT JOIN account w ON w.id = e.withdrawn_by`;

export function listEntitlements(db: ReadableDb, schoolId: number, term: TermKey): EntitlementRecord[] {
  return db.all<EntitlementRecord>(`${select} WHERE e.school_id = ? AND e.term = ? ORDER BY e.id`, schoolId, term);
}

export function findEntitlement(db: ReadableDb, schoolId: number, id: number): EntitlementRecord | undefined {
  return db.get<EntitlementRecord>(`${select} WHERE e.school_id = ? AND e.id = ?`, schoolId, id);
}

export interface NewEntitlement {
  readonly schoolId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly trace: EntitlementTrace;
  readonly determinationId: number | null;
  readonly accountId: number;
  readonly at: string;
}

export function insertEntitlement(db: WritableDb, entitlement: NewEntitlement): number {
  const { trace } = entitlement;
  return db.run(
    `INSERT INTO entitlement (school_id, student_id, programme_key, term, award_tier, amount_due_fen, rate_key, rule_key, trace_json, basis,
       determination_id, proposed_by, proposed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entitlement.schoolId, entitlement.studentId, entitlement.programmeKey, entitlement.term, trace.awardTier, trace.amountFen, trace.rateKey, trace.ruleKey,
    JSON.stringify(trace.reasons), trace.basis, entitlement.determinationId, entitlement.accountId, entitlement.at,
  ).lastId;
}

/** Brings a proposal in line with today's facts; the one who does so is its maker from then on. */
export function updateProposal(db: WritableDb, id: number, change: Pick<NewEntitlement, 'trace' | 'determinationId' | 'accountId' | 'at'>): void {
  const { trace } = change;
  db.run(
    `UPDATE entitlement SET award_tier = ?, amount_due_fen = ?, rate_key = ?, rule_key = ?, trace_json = ?, basis = ?, determination_id = ?, proposed_by = ?, proposed_at = ?
     WHERE id = ? AND state = 'proposed'`,
    trace.awardTier, trace.amountFen, trace.rateKey, trace.ruleKey, JSON.stringify(trace.reasons), trace.basis, change.determinationId, change.accountId, change.at, id,
  );
}

export interface Approval {
  readonly accountId: number;
  readonly at: string;
  /** false in one-person mode: then nobody checked. */
  readonly secondPerson: boolean;
  readonly noticeId: number | null;
  readonly noticeWaivedReason: string | null;
}

export function approveEntitlement(db: WritableDb, id: number, approval: Approval): void {
  db.run(
    `UPDATE entitlement SET state = 'approved', approved_by = ?, approved_at = ?, checked_by = ?, checked_at = ?, notice_id = ?, notice_waived_reason = ?
     WHERE id = ? AND state = 'proposed'`,
    approval.accountId, approval.at, approval.secondPerson ? approval.accountId : null, approval.secondPerson ? approval.at : null,
    approval.noticeId, approval.noticeWaivedReason, id,
  );
}

export function withdrawEntitlement(db: WritableDb, id: number, by: { readonly accountId: number; readonly at: string; readonly reason: string }): void {
  db.run(
    `UPDATE entitlement SET state = 'withdrawn', withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ? AND state <> 'withdrawn'`,
    by.accountId, by.at, by.reason, id,
  );
}

/** Entitlements withdrawn because the family gave the payment up, with what was noted. */
export function listGivenUp(db: ReadableDb, schoolId: number, term: TermKey): { studentId: number; programmeKey: string; why: string }[] {
  return db.all(
    `SELECT DISTINCT e.student_id AS studentId, e.programme_key AS programmeKey, e.withdrawn_reason AS why
     FROM entitlement e JOIN payment_line l ON l.entitlement_id = e.id
     WHERE e.school_id = ? AND e.term = ? AND e.state = 'withdrawn' AND l.state = 'waived'`, schoolId, term);
}

/** Entitlements with a payment line that holds or held money. */
export function listEntitlementsInBatches(db: ReadableDb, schoolId: number, term: TermKey): number[] {
  return db.all<{ id: number }>(
    `SELECT DISTINCT e.id FROM entitlement e JOIN payment_line l ON l.entitlement_id = e.id
     WHERE e.school_id = ? AND e.term = ? AND l.state NOT IN ('withdrawn', 'recovered', 'reissued', 'waived')`,
    schoolId, term,
  ).map(({ id }) => id);
}

export interface NewAnswer {
  readonly schoolId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly question: Question;
  readonly decision: 'pay' | 'refuse';
  readonly reason: string;
  readonly accountId: number;
  readonly answeredOn: IsoDate;
}

/** A later answer replaces the earlier one; the earlier stays in the audit row of its command. */
export function setAnswer(db: WritableDb, answer: NewAnswer): void {
  db.run(
    `INSERT INTO entitlement_answer (school_id, student_id, programme_key, term, question, decision, reason, account_id, answered_on)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET decision = excluded.decision, reason = excluded.reason, account_id = excluded.account_id, answered_on = excluded.answered_on`,
    answer.schoolId, answer.studentId, answer.programmeKey, answer.term, answer.question, answer.decision, answer.reason, answer.accountId, answer.answeredOn,
  );
}

export interface NewSelection {
  readonly schoolId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly reason: string;
  readonly quantity: number | null;
  readonly accountId: number;
  readonly at: string;
}

export function setSelection(db: WritableDb, selection: NewSelection): void {
  db.run(
    `INSERT INTO hand_selection (school_id, student_id, programme_key, term, reason, quantity, account_id, selected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, quantity = excluded.quantity, account_id = excluded.account_id, selected_at = excluded.selected_at`,
    selection.schoolId, selection.studentId, selection.programmeKey, selection.term, selection.reason, selection.quantity, selection.accountId, selection.at,
  );
}

/** Journal entries that carry this entitlement, oldest first. */
export function listEntriesOfEntitlement(db: ReadableDb, id: number): number[] {
  return db.all<{ id: number }>('SELECT DISTINCT entry_id AS id FROM journal_posting WHERE entitlement_id = ? ORDER BY 1', id).map((row) => row.id);
}
