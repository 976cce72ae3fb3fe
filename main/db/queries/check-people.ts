import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { IdDocumentType } from '#shared/domain/identity/id-document.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb } from '../connection.ts';

export interface PupilNumbers {
  readonly studentId: number;
  readonly nameKey: string;
  readonly pinyin: string;
  readonly idType: IdDocumentType;
  readonly birthDate: IsoDate | null;
  readonly createdAt: string;
}

/** What the check of numbers and names needs beside the entitlement's own facts. */
export function listPupilNumbers(db: ReadableDb, schoolId: number): PupilNumbers[] {
  return db.all<PupilNumbers>(
    `SELECT id AS studentId, name_key AS nameKey, pinyin, id_type AS idType, birth_date AS birthDate, created_at AS createdAt FROM student WHERE school_id = ?`, schoolId);
}

export interface SnapshotSeat {
  readonly snapshotId: number;
  readonly studentId: number;
  readonly stage: EducationStage;
  readonly madeAt: string;
}

/** Everyone on the rosters imported for the term, oldest roster first. */
export function listTermSeats(db: ReadableDb, schoolId: number, term: TermKey): SnapshotSeat[] {
  return db.all<SnapshotSeat>(
    `SELECT n.id AS snapshotId, r.student_id AS studentId, r.stage, coalesce(f.imported_at, n.as_of) AS madeAt
     FROM roster_snapshot n JOIN roster_snapshot_row r ON r.snapshot_id = n.id LEFT JOIN imported_file f ON f.id = n.imported_file_id
     WHERE n.school_id = ? AND n.term = ? ORDER BY n.as_of, n.id`, schoolId, term);
}

export interface OtherName {
  readonly studentId: number;
  readonly name: string;
  readonly fileName: string;
  readonly rowNo: number;
}

/** The same ID number under another name: in the departments' lists of the 学年 and in the system's exports of the term. */
export function listOtherNames(db: ReadableDb, schoolId: number, year: SchoolYear, term: TermKey): OtherName[] {
  return db.all<OtherName>(
    `SELECT DISTINCT s.id AS studentId, r.name, f.name AS fileName, r.row_no AS rowNo
     FROM department_list l JOIN list_row r ON r.list_id = l.id JOIN student s ON s.school_id = l.school_id AND s.id_number = r.id_number JOIN imported_file f ON f.id = l.imported_file_id
     WHERE l.school_id = @schoolId AND substr(l.term, 1, 9) = @year AND l.withdrawn_at IS NULL AND r.id_number <> '' AND r.name_key <> '' AND r.name_key <> s.name_key
     UNION
     SELECT s.id, x.name, f.name, x.row_no
     FROM system_export e JOIN system_export_row x ON x.export_id = e.id JOIN student s ON s.school_id = e.school_id AND s.id_number = x.id_number JOIN imported_file f ON f.id = e.imported_file_id
     WHERE e.school_id = @schoolId AND e.term = @term AND e.withdrawn_at IS NULL AND x.id_number <> '' AND x.name_key <> '' AND x.name_key <> s.name_key
     ORDER BY 1, 3, 4`, { schoolId, year, term });
}

/** 中职 pupils whose number is 在读 elsewhere in the archive, with the stage there. */
export function listActiveElsewhere(db: ReadableDb, schoolId: number): { readonly studentId: number; readonly stage: EducationStage }[] {
  return db.all(
    `SELECT s.id AS studentId, o.stage FROM student s JOIN student o ON o.id_number = s.id_number AND o.id <> s.id AND o.status = 'enrolled'
     WHERE s.school_id = ? AND s.stage = 'vocational' AND s.id_number <> ''`, schoolId);
}

/** Whether the archive has a roster of 义务教育 or 普通高中 to hold 中职 pupils against. */
export function hasGeneralRoster(db: ReadableDb): boolean {
  return db.get<{ n: number }>(`SELECT EXISTS (SELECT 1 FROM student WHERE status = 'enrolled' AND stage IN ('primary', 'junior', 'senior')) AS n`)?.n === 1;
}

export interface DueRow {
  readonly entitlementId: number;
  readonly studentId: number;
  readonly programmeKey: string;
  readonly amountFen: number;
  readonly state: 'proposed' | 'approved';
  readonly rateKey: string;
  readonly ruleKey: string;
  readonly traceJson: string;
  readonly determinationId: number | null;
  readonly grade: string | null;
  readonly gradeYear: SchoolYear | null;
  readonly proposedBy: string;
  readonly oneHand: 0 | 1;
  readonly noticeEndsOn: IsoDate | null;
  readonly noticeWaived: 0 | 1;
}

/** The live entitlements of a term with what each was made on. */
export function listDueRows(db: ReadableDb, schoolId: number, term: TermKey): DueRow[] {
  return db.all<DueRow>(
    `SELECT e.id AS entitlementId, e.student_id AS studentId, e.programme_key AS programmeKey, e.amount_due_fen AS amountFen, e.state, e.rate_key AS rateKey, e.rule_key AS ruleKey,
       e.trace_json AS traceJson, e.determination_id AS determinationId, d.grade, c.school_year AS gradeYear, a.display_name AS proposedBy,
       e.approved_by IS e.proposed_by AND e.checked_by IS NULL AS oneHand, CASE WHEN n.withdrawn_reason IS NULL THEN n.end_on END AS noticeEndsOn, e.notice_waived_reason IS NOT NULL AS noticeWaived
     FROM entitlement e JOIN account a ON a.id = e.proposed_by LEFT JOIN determination d ON d.id = e.determination_id LEFT JOIN identification_case c ON c.id = d.case_id
       LEFT JOIN public_notice n ON n.id = e.notice_id
     WHERE e.school_id = ? AND e.term = ? AND e.state <> 'withdrawn' ORDER BY e.id`, schoolId, term);
}

/** Pupils with an approved entitlement of a term. */
export function listFundedPupils(db: ReadableDb, schoolId: number, term: TermKey): number[] {
  return db.all<{ studentId: number }>(`SELECT DISTINCT student_id AS studentId FROM entitlement WHERE school_id = ? AND term = ? AND state = 'approved' ORDER BY 1`, schoolId, term)
    .map(({ studentId }) => studentId);
}

export interface FilePieces {
  readonly studentId: number;
  readonly application: 0 | 1;
  readonly idCopy: 0 | 1;
  readonly letter: 0 | 1;
}

const idPaper = (column: string): string => `(${column} LIKE '%户口%' OR ${column} LIKE '%身份证%' OR ${column} LIKE '%证件%')`;

/** What the archive keeps of each approved pupil's file (7.3): an application or its scan, a copy of an identity paper, the letter given. */
export function listFilePieces(db: ReadableDb, schoolId: number, term: TermKey, year: SchoolYear): FilePieces[] {
  return db.all<FilePieces>(
    `WITH funded AS (SELECT DISTINCT student_id AS id FROM entitlement WHERE school_id = @schoolId AND term = @term AND state = 'approved'),
       applied AS (SELECT student_id FROM application_form WHERE school_id = @schoolId AND school_year = @year AND state IN ('received', 'corrected')
         UNION SELECT student_id FROM identification_case WHERE school_id = @schoolId AND school_year = @year AND (applied_on IS NOT NULL OR family_confirmed_on IS NOT NULL OR route <> 'application')
         UNION SELECT student_id FROM attachment WHERE school_id = @schoolId AND student_id IS NOT NULL AND removed_at IS NULL AND (kind LIKE '%申请%' OR kind LIKE '%承诺%')),
       papers AS (SELECT student_id FROM attachment WHERE school_id = @schoolId AND student_id IS NOT NULL AND removed_at IS NULL AND (${idPaper('kind')} OR ${idPaper('file_name')})
         UNION SELECT student_id FROM evidence_check WHERE school_id = @schoolId AND school_year = @year AND result = 'accepted' AND ${idPaper('item')}),
       told AS (SELECT student_id FROM letter_slip WHERE school_id = @schoolId AND school_year = @year AND given_on IS NOT NULL)
     SELECT f.id AS studentId, f.id IN applied AS application, f.id IN papers AS idCopy, f.id IN told AS letter FROM funded f ORDER BY f.id`, { schoolId, term, year });
}

export interface OpenHit {
  readonly hitId: number;
  readonly studentId: number;
  readonly kind: string;
  readonly person: string;
}

/** Hits of the 学年's negative lists nobody has decided, of pupils who ask for something; null where no list was imported. */
export function listOpenHits(db: ReadableDb, schoolId: number, year: SchoolYear): OpenHit[] | null {
  const lists = db.get<{ n: number }>('SELECT count(*) AS n FROM negative_list WHERE school_id = ? AND substr(term, 1, 9) = ? AND withdrawn_at IS NULL', schoolId, year)?.n ?? 0;
  if (lists === 0) return null;
  return db.all<OpenHit>(
    `SELECT h.id AS hitId, h.student_id AS studentId, l.kind_label AS kind, h.person_name AS person
     FROM negative_list l JOIN negative_row r ON r.list_id = l.id JOIN negative_hit h ON h.row_id = r.id
     WHERE l.school_id = ? AND substr(l.term, 1, 9) = ? AND l.withdrawn_at IS NULL AND h.state IN ('open', 'explained', 'checked')
       AND EXISTS (SELECT 1 FROM identification_case c WHERE c.student_id = h.student_id AND c.school_year = substr(l.term, 1, 9) AND c.state NOT IN ('declined', 'revoked', 'expired'))
     ORDER BY h.id`, schoolId, year);
}

export function countLists(db: ReadableDb, schoolId: number, year: SchoolYear): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM department_list WHERE school_id = ? AND substr(term, 1, 9) = ? AND withdrawn_at IS NULL', schoolId, year)?.n ?? 0;
}
