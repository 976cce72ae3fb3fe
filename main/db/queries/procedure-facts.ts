import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import type { ProcedureStep } from '#shared/domain/identification/procedure-profile.ts';
import type { ReadableDb } from '../connection.ts';
import { correctedDay, correctedHeldOver } from './panel-meetings.ts';

/**
 * One SELECT for every record that is a step of the procedure: student_id, step, its day and, for a period, its last day.
 * @schoolId and @year say which; a subject that records a step adds its SELECT here.
 */
const sources: readonly string[] = [
  `SELECT student_id, 'application' AS step, applied_on AS on_date, NULL AS until FROM identification_case
   WHERE school_id = @schoolId AND school_year = @year AND applied_on IS NOT NULL`,
  `SELECT v.student_id, 'visit', w.visited_on, NULL FROM home_visit v JOIN home_visit_version w ON w.visit_id = v.id
   WHERE v.school_id = @schoolId AND v.school_year = @year AND w.voided = 0 AND w.purpose = 'verification'
     AND w.version = (SELECT max(n.version) FROM home_visit_version n WHERE n.visit_id = v.id)`,
  // Every accepted paper of a pupil, once no paper is left that was missing or turned down at its last check.
  `SELECT k.student_id, 'evidence', k.checked_on, NULL FROM evidence_check k
   WHERE k.school_id = @schoolId AND k.school_year = @year AND k.result = 'accepted' AND NOT EXISTS (
     SELECT 1 FROM evidence_check o WHERE o.student_id = k.student_id AND o.school_year = k.school_year AND o.result <> 'accepted'
       AND NOT EXISTS (SELECT 1 FROM evidence_check l WHERE l.student_id = o.student_id AND l.school_year = o.school_year AND l.item = o.item AND l.id > o.id))`,
  `SELECT c.student_id, 'determination', d.decided_on, NULL FROM determination d JOIN identification_case c ON c.id = d.case_id
   WHERE c.school_id = @schoolId AND c.school_year = @year`,
  `SELECT e.student_id, 'notice', n.posted_on, n.end_on FROM public_notice n JOIN notice_entry e ON e.notice_id = n.id
   WHERE n.school_id = @schoolId AND n.kind = 'identification' AND n.term IN (@year || '-1', @year || '-2') AND n.posted_on IS NOT NULL AND n.withdrawn_reason IS NULL`,
  `SELECT c.student_id, 'filing', v.on_date, NULL FROM case_event v JOIN identification_case c ON c.id = v.case_id
   WHERE c.school_id = @schoolId AND c.school_year = @year AND v.event = 'file' AND v.on_date IS NOT NULL`,
  // The last sheet of each term, where it came to a result; sheets of a trial never count.
  `SELECT s.student_id, 'score', s.scored_on, NULL FROM score_sheet s
   WHERE s.school_id = @schoolId AND s.term IN (@year || '-1', @year || '-2') AND s.trial = 0 AND s.scored_on IS NOT NULL
     AND s.id = (SELECT max(l.id) FROM score_sheet l WHERE l.student_id = s.student_id AND l.term = s.term AND l.trial = 0)`,
  `SELECT s.student_id, 'letter', s.given_on, NULL FROM letter_slip s
   WHERE s.school_id = @schoolId AND s.school_year = @year AND s.given_on IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM letter_slip later WHERE later.student_id = s.student_id AND later.school_year = s.school_year AND later.id > s.id)`,
  `SELECT c.student_id, CASE p.level WHEN 'school' THEN 'school_review' ELSE 'class_review' END, ${correctedDay}, NULL
   FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id JOIN panel p ON p.id = m.panel_id JOIN identification_case c ON c.id = k.case_id
   WHERE m.school_id = @schoolId AND m.school_year = @year AND m.state <> 'draft' AND ${correctedHeldOver} = 0`,
];

/** Every dated step of a 学年, by pupil; of one pupil where one is named. */
export function listProcedureFacts(db: ReadableDb, schoolId: number, year: SchoolYear, studentId: number | null = null): ReadonlyMap<number, readonly ProcedureFact[]> {
  const rows = db.all<{ studentId: number; step: ProcedureStep; onDate: IsoDate; until: IsoDate | null }>(
    `SELECT student_id AS studentId, step, on_date AS onDate, until FROM (${sources.join(' UNION ALL ')})
     WHERE @studentId IS NULL OR student_id = @studentId ORDER BY on_date`, { schoolId, year, studentId });
  return Map.groupBy(rows, (row) => row.studentId);
}
