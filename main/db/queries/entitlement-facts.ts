import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { EnrolmentStatus, Question } from '#shared/domain/entitlement/pupil-facts.ts';
import type { CaseState } from '#shared/domain/identification/case-state.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { stageOrder } from '../stage-order.ts';

export interface PupilRow {
  readonly studentId: number;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly idNumber: string;
  readonly registryNo: string;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearOffset: number;
  readonly classId: number | null;
  readonly classNo: number | null;
  readonly classDisplayName: string | null;
  readonly classEntryYear: number | null;
  readonly boarding: 'day' | 'boarding' | 'unknown';
  readonly status: EnrolmentStatus;
  readonly statusFrom: IsoDate | null;
  readonly hukouType: string | null;
  readonly major: string | null;
  readonly splitJson: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
  readonly fileDate: string | null;
}

/** Every pupil of the school with what the roster says; in the order of class and name. */
export function listPupils(db: ReadableDb, schoolId: number): PupilRow[] {
  return db.all<PupilRow>(
    `SELECT s.id AS studentId, s.name, s.sex, s.id_number AS idNumber, s.registry_no AS registryNo, s.school_student_no AS schoolStudentNo,
       s.class_roll_no AS classRollNo, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset, s.class_id AS classId,
       c.class_no AS classNo, c.display_name AS classDisplayName, c.entry_year AS classEntryYear, s.boarding_mode AS boarding, s.status,
       s.status_from AS statusFrom, json_extract(s.attributes_json, '$.hukouType') AS hukouType, json_extract(s.attributes_json, '$.major') AS major,
       s.split_json AS splitJson, f.name AS fileName, s.row_no AS rowNo, substr(f.imported_at, 1, 10) AS fileDate
     FROM student s LEFT JOIN class_group c ON c.id = s.class_id LEFT JOIN imported_file f ON f.id = s.imported_file_id
     WHERE s.school_id = ?
     ORDER BY ${stageOrder('s.stage')}, coalesce(c.entry_year, s.entry_year) DESC, c.class_no, c.display_name, s.pinyin, s.name, s.id`,
    schoolId,
  );
}

export interface SnapshotFact {
  readonly studentId: number;
  readonly fileName: string | null;
  readonly rowNo: number | null;
  readonly asOf: IsoDate;
}

/** The row of the term's latest roster each pupil stands in. */
export function listSnapshotFacts(db: ReadableDb, schoolId: number, term: TermKey): SnapshotFact[] {
  return db.all<SnapshotFact>(
    `SELECT r.student_id AS studentId, f.name AS fileName, r.row_no AS rowNo, n.as_of AS asOf
     FROM roster_snapshot_row r JOIN roster_snapshot n ON n.id = r.snapshot_id LEFT JOIN imported_file f ON f.id = n.imported_file_id
     WHERE n.school_id = ? AND n.term = ? ORDER BY n.as_of, n.id`,
    schoolId, term,
  );
}

export interface MovementFact {
  readonly studentId: number;
  readonly kind: 'transfer_in' | 'change_boarding';
  readonly effectiveDate: IsoDate;
  readonly fromJson: string;
}

/** Arrivals and changes of 就读方式 inside a period that nobody has taken back. */
export function listTermMovements(db: ReadableDb, schoolId: number, range: { readonly from: IsoDate; readonly to: IsoDate }): MovementFact[] {
  return db.all<MovementFact>(
    `SELECT m.student_id AS studentId, m.kind, m.effective_date AS effectiveDate, m.from_json AS fromJson
     FROM movement m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = ? AND m.kind IN ('transfer_in', 'change_boarding') AND m.effective_date BETWEEN ? AND ?
       AND NOT EXISTS (SELECT 1 FROM movement c WHERE c.corrects_id = m.id)
     ORDER BY m.effective_date DESC, m.id DESC`,
    schoolId, range.from, range.to,
  );
}

export interface CaseFact {
  readonly caseId: number;
  readonly studentId: number;
  readonly state: CaseState;
  /** Revoked after its last decision. */
  readonly revoked: 0 | 1;
}

export function listCaseFacts(db: ReadableDb, schoolId: number, year: SchoolYear): CaseFact[] {
  return db.all<CaseFact>(
    `SELECT c.id AS caseId, c.student_id AS studentId, c.state,
       coalesce((SELECT max(e.id) FROM case_event e WHERE e.case_id = c.id AND e.event = 'revoke'), 0)
         > coalesce((SELECT max(e.id) FROM case_event e WHERE e.case_id = c.id AND e.event = 'determine'), 0) AS revoked
     FROM identification_case c WHERE c.school_id = ? AND c.school_year = ?`,
    schoolId, year,
  );
}

export interface DeterminationRow {
  readonly id: number;
  readonly caseId: number;
  readonly grade: string;
  readonly body: string;
  readonly decidedOn: IsoDate;
  readonly reason: string;
  readonly effectiveTerm: TermKey;
  readonly supersedesId: number | null;
}

export function listDeterminationRows(db: ReadableDb, schoolId: number, year: SchoolYear): DeterminationRow[] {
  return db.all<DeterminationRow>(
    `SELECT d.id, d.case_id AS caseId, d.grade, d.body, d.decided_on AS decidedOn, d.reason, d.effective_term AS effectiveTerm, d.supersedes_id AS supersedesId
     FROM determination d JOIN identification_case c ON c.id = d.case_id WHERE c.school_id = ? AND c.school_year = ? ORDER BY d.id`,
    schoolId, year,
  );
}

export interface GroupRow {
  readonly studentId: number;
  readonly groupKey: string;
  readonly kind: 'list_row' | 'certificate' | 'declaration';
  readonly pending: 0 | 1;
  readonly fileName: string | null;
  readonly rowNo: number | null;
  readonly headName: string | null;
  readonly path: string | null;
  readonly riskCleared: string | null;
  readonly decidedOn: string | null;
  readonly certificateNo: string;
}

const liveLists = `l.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM department_list n WHERE n.replaces_id = l.id AND n.withdrawn_at IS NULL)`;

/** Special groups of the 学年: those a case has taken over, and those a department's list of this or an earlier term of the year gives. */
export function listGroupRows(db: ReadableDb, schoolId: number, year: SchoolYear, term: TermKey): GroupRow[] {
  return db.all<GroupRow>(
    `SELECT c.student_id AS studentId, g.group_key AS groupKey, g.evidence_kind AS kind, 0 AS pending, f.name AS fileName, r.row_no AS rowNo,
       r.head_name AS headName, m.path, r.risk_cleared AS riskCleared, substr(m.decided_at, 1, 10) AS decidedOn, g.certificate_no AS certificateNo
     FROM case_group g JOIN identification_case c ON c.id = g.case_id
       LEFT JOIN list_match m ON m.id = g.list_match_id LEFT JOIN list_row r ON r.id = m.row_id
       LEFT JOIN department_list l ON l.id = r.list_id LEFT JOIN imported_file f ON f.id = l.imported_file_id
     WHERE c.school_id = $schoolId AND c.school_year = $year AND g.removed_at IS NULL
     UNION ALL
     SELECT m.student_id, m.group_key, 'list_row', m.decision = 'pending', f.name, r.row_no, r.head_name, m.path, r.risk_cleared, substr(m.decided_at, 1, 10), ''
     FROM list_match m JOIN list_row r ON r.id = m.row_id JOIN department_list l ON l.id = r.list_id JOIN imported_file f ON f.id = l.imported_file_id
     WHERE l.school_id = $schoolId AND substr(l.term, 1, 9) = $year AND l.term <= $term AND m.decision <> 'rejected' AND ${liveLists}
       AND NOT EXISTS (SELECT 1 FROM case_group g WHERE g.list_match_id = m.id)
     ORDER BY 1, 2, 5, 6`,
    { schoolId, year, term },
  );
}

export interface AnswerRow {
  readonly studentId: number;
  readonly programmeKey: string;
  readonly question: Question;
  readonly decision: 'pay' | 'refuse';
  readonly reason: string;
  readonly answeredBy: string;
  readonly answeredOn: IsoDate;
}

export function listAnswers(db: ReadableDb, schoolId: number, term: TermKey): AnswerRow[] {
  return db.all<AnswerRow>(
    `SELECT a.student_id AS studentId, a.programme_key AS programmeKey, a.question, a.decision, a.reason, p.display_name AS answeredBy, a.answered_on AS answeredOn
     FROM entitlement_answer a JOIN account p ON p.id = a.account_id WHERE a.school_id = ? AND a.term = ? ORDER BY a.student_id, a.programme_key, a.question`,
    schoolId, term,
  );
}

export interface SelectionRow {
  readonly studentId: number;
  readonly programmeKey: string;
  readonly reason: string;
  readonly quantity: number | null;
}

export function listSelections(db: ReadableDb, schoolId: number, term: TermKey): SelectionRow[] {
  return db.all<SelectionRow>(
    'SELECT student_id AS studentId, programme_key AS programmeKey, reason, quantity FROM hand_selection WHERE school_id = ? AND term = ? ORDER BY 1, 2',
    schoolId, term,
  );
}

export interface ElsewhereRow {
  readonly studentId: number;
  readonly programmeKey: string;
  readonly schoolName: string;
}

/** Live entitlements in the term of people with the same ID number at other schools of the archive. */
export function listElsewhere(db: ReadableDb, schoolId: number, term: TermKey): ElsewhereRow[] {
  return db.all<ElsewhereRow>(
    `SELECT s.id AS studentId, e.programme_key AS programmeKey, o.name AS schoolName
     FROM student s JOIN student t ON t.id_number = s.id_number AND t.school_id <> s.school_id
       JOIN entitlement e ON e.student_id = t.id AND e.term = ? AND e.state <> 'withdrawn' JOIN school o ON o.id = t.school_id
     WHERE s.school_id = ? AND s.id_number <> '' ORDER BY 1, 2, 3`,
    term, schoolId,
  );
}
