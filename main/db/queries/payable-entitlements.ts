import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { PupilStanding } from '#shared/domain/disbursement/payability.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

/** An approved entitlement with what no live payment line holds of it yet, and the pupil as the roster has them now. */
export interface PayableEntitlement {
  readonly entitlementId: number;
  readonly programmeKey: string;
  readonly studentId: number;
  readonly studentName: string;
  readonly studentIdNumber: string;
  readonly status: PupilStanding['status'];
  readonly statusFrom: IsoDate | null;
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearOffset: number;
  readonly classNo: number | null;
  /** The class's lasting name, '' without a class. */
  readonly className: string;
  readonly amountDueFen: Fen;
  readonly openFen: Fen;
}

/** Approved entitlements of the term with money nobody sent yet, in the order of classes. */
export function listPayableEntitlements(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string): PayableEntitlement[] {
  return db.all<PayableEntitlement>(
    `SELECT e.id AS entitlementId, e.programme_key AS programmeKey, s.id AS studentId, s.name AS studentName, s.id_number AS studentIdNumber, s.status,
       s.status_from AS statusFrom, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset, c.class_no AS classNo, coalesce(c.display_name, '') AS className,
       e.amount_due_fen AS amountDueFen,
       e.amount_due_fen - (SELECT coalesce(sum(l.amount_fen), 0) FROM payment_line l
         WHERE l.entitlement_id = e.id AND l.state NOT IN ('reissued', 'recovered', 'withdrawn')) AS openFen
     FROM entitlement e JOIN student s ON s.id = e.student_id LEFT JOIN class_group c ON c.id = s.class_id
     WHERE e.school_id = ? AND e.term = ? AND e.programme_key = ? AND e.state = 'approved'
     ORDER BY ${stageOrder('s.stage')},
       s.entry_year - s.year_offset DESC, c.class_no, c.display_name, CAST(s.class_roll_no AS INTEGER), s.pinyin, s.id`,
    schoolId, term, programmeKey).filter((row) => row.openFen > 0);
}

/** Pupils of these entitlements that are no longer approved. */
export function listWithdrawnInBatch(db: ReadableDb, batchId: number): string[] {
  return db.all<{ name: string }>(
    `SELECT l.student_name AS name FROM payment_line l JOIN entitlement e ON e.id = l.entitlement_id
     WHERE l.batch_id = ? AND e.state <> 'approved' ORDER BY l.line_no`, batchId).map(({ name }) => name);
}

export interface StandingRow {
  readonly programmeKey: string;
  readonly part: 'due' | 'inBatch' | 'submitted' | 'paid' | 'failed' | 'unanswered' | 'waived';
  readonly count: number;
  readonly sumFen: Fen;
}

/** Amounts due and where the lines of each programme stand. Reissued, recovered and withdrawn lines hold no money and are left out; what was given up is told though it is due no more. */
export function listProgrammeStanding(db: ReadableDb, schoolId: number, term: TermKey): StandingRow[] {
  return db.all<StandingRow>(
    `SELECT programme_key AS programmeKey, 'due' AS part, count(*) AS count, sum(amount_due_fen) AS sumFen
     FROM entitlement WHERE school_id = ?1 AND term = ?2 AND state = 'approved' GROUP BY programme_key
     UNION ALL
     SELECT e.programme_key, CASE l.state WHEN 'due' THEN 'inBatch' WHEN 'submitted' THEN 'submitted' WHEN 'transferred' THEN 'submitted' WHEN 'paid' THEN 'paid'
         WHEN 'wrong' THEN 'paid' WHEN 'failed' THEN 'failed' WHEN 'corrected' THEN 'failed' WHEN 'waived' THEN 'waived' ELSE 'unanswered' END AS part,
       count(*), sum(l.amount_fen)
     FROM payment_line l JOIN entitlement e ON e.id = l.entitlement_id
     WHERE e.school_id = ?1 AND e.term = ?2 AND (e.state = 'approved' OR l.state = 'waived') AND l.state NOT IN ('reissued', 'recovered', 'withdrawn')
     GROUP BY e.programme_key, part`, schoolId, term);
}
