import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '../connection.ts';

/** What was done to a pupil's identification: one kind for each thing a person signs for. */
export type ResponsibilityKind = 'case_event' | 'determination' | 'group_added' | 'group_removed' | 'notice_posted' | 'notice_ended' | 'entitlement_proposed' | 'entitlement_approved' | 'scan';

/** One act: when it was entered, the day it bears, what it changed, and who did it. */
export interface ResponsibilityLine {
  readonly kind: ResponsibilityKind;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly onDate: string | null;
  /** What it is about: an event, a grade, a group, a notice's number, a programme. */
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly note: string;
  readonly by: string;
  /** The second person, where the act has one. */
  readonly checkedBy: string | null;
}

/**
 * One SELECT for every kind of act: kind, at, on_date, subject, before, after, note, account_id, checked_by. @schoolId, @studentId and @year say whose;
 * a subject that records something a person answers for adds its SELECT here.
 */
const sources: readonly string[] = [
  `SELECT 'case_event' AS kind, e.at, e.on_date, e.event AS subject, e.from_state AS before, e.to_state AS after, e.note, e.account_id, NULL AS checked_by
   FROM case_event e JOIN identification_case c ON c.id = e.case_id WHERE c.school_id = @schoolId AND c.student_id = @studentId AND c.school_year = @year AND e.event <> 'determine'`,
  `SELECT 'determination', d.at, d.decided_on, d.body, p.grade, d.grade, d.reason, d.account_id, NULL
   FROM determination d JOIN identification_case c ON c.id = d.case_id LEFT JOIN determination p ON p.id = d.supersedes_id
   WHERE c.school_id = @schoolId AND c.student_id = @studentId AND c.school_year = @year`,
  `SELECT 'group_added', g.at, NULL, g.group_key, NULL, g.evidence_kind, g.note, g.account_id, NULL
   FROM case_group g JOIN identification_case c ON c.id = g.case_id WHERE c.school_id = @schoolId AND c.student_id = @studentId AND c.school_year = @year`,
  `SELECT 'group_removed', g.removed_at, NULL, g.group_key, g.evidence_kind, NULL, g.removed_reason, g.removed_by, NULL
   FROM case_group g JOIN identification_case c ON c.id = g.case_id
   WHERE c.school_id = @schoolId AND c.student_id = @studentId AND c.school_year = @year AND g.removed_at IS NOT NULL`,
  `SELECT DISTINCT 'notice_posted', n.created_at, n.posted_on, n.no, NULL, n.place, n.title, n.created_by, n.posted_by
   FROM public_notice n JOIN notice_entry e ON e.notice_id = n.id
   WHERE n.school_id = @schoolId AND e.student_id = @studentId AND n.term IN (@year || '-1', @year || '-2') AND n.posted_on IS NOT NULL`,
  `SELECT DISTINCT 'notice_ended', n.created_at, n.ended_confirmed_on, n.no, NULL, NULL, coalesce(n.result_note, ''), n.ended_by, NULL
   FROM public_notice n JOIN notice_entry e ON e.notice_id = n.id
   WHERE n.school_id = @schoolId AND e.student_id = @studentId AND n.term IN (@year || '-1', @year || '-2') AND n.ended_by IS NOT NULL`,
  `SELECT CASE state WHEN 'approved' THEN 'entitlement_approved' ELSE 'entitlement_proposed' END, coalesce(approved_at, proposed_at), NULL, programme_key, NULL, CAST(amount_due_fen AS TEXT),
     coalesce(withdrawn_reason, notice_waived_reason, ''), proposed_by, coalesce(checked_by, approved_by)
   FROM entitlement WHERE school_id = @schoolId AND student_id = @studentId AND term IN (@year || '-1', @year || '-2') AND state <> 'withdrawn'`,
  `SELECT 'scan', at, taken_on, kind, NULL, file_name, note, account_id, NULL FROM attachment WHERE school_id = @schoolId AND student_id = @studentId AND subject = 'case' AND removed_at IS NULL
     AND subject_id IN (SELECT id FROM identification_case WHERE student_id = @studentId AND school_year = @year)`,
];

/** Everything a person answers for in one pupil's identification of a 学年, in the order it was entered. */
export function listResponsibility(db: ReadableDb, schoolId: number, studentId: number, year: SchoolYear): ResponsibilityLine[] {
  return db.all<ResponsibilityLine>(
    `SELECT s.kind, s.at, s.on_date AS onDate, s.subject, s.before, s.after, s.note, a.display_name AS by, b.display_name AS checkedBy
     FROM (${sources.join(' UNION ALL ')}) s JOIN account a ON a.id = s.account_id LEFT JOIN account b ON b.id = s.checked_by
     ORDER BY s.at, s.on_date`, { schoolId, studentId, year });
}
