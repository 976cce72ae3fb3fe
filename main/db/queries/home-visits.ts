import type { Visitor, VisitRecord } from '#shared/domain/visits/visit.ts';
import type { ReadableDb } from '../connection.ts';

/** A visit as it stands: its newest version. */
export interface VisitLine extends VisitRecord {
  readonly visitId: number;
  readonly studentId: number;
  readonly schoolYear: string;
  readonly version: number;
  readonly reason: string;
  readonly voided: boolean;
  readonly by: string;
  readonly at: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
}

type Stored = Omit<VisitLine, 'visitors' | 'voided' | 'photosUnsuitable'> & { readonly visitorsJson: string; readonly voided: 0 | 1; readonly photosUnsuitable: 0 | 1 };

const select = `SELECT v.id AS visitId, v.student_id AS studentId, v.school_year AS schoolYear, w.version, w.reason, w.voided, w.purpose, w.way, w.visited_on AS visitedOn,
  w.visitors_json AS visitorsJson, w.consistent, w.verdict, w.policy_told AS policyTold, w.entrusted_to AS entrustedTo, w.entrusted_reason AS entrustedReason,
  w.photos_unsuitable AS photosUnsuitable, w.photos_reason AS photosReason, w.address, w.household, w.income_fen AS incomeFen, w.income_note AS incomeNote,
  w.spending_note AS spendingNote, w.housing, w.health, w.findings, w.differs, w.family_words AS familyWords, w.respondent, w.respondent_relation AS respondentRelation,
  w.conclusion, a.display_name AS by, w.at, f.name AS fileName, w.row_no AS rowNo
  FROM home_visit v JOIN home_visit_version w ON w.visit_id = v.id JOIN account a ON a.id = w.account_id LEFT JOIN imported_file f ON f.id = w.imported_file_id`;
const newest = 'w.version = (SELECT max(n.version) FROM home_visit_version n WHERE n.visit_id = v.id)';

function fromStored({ visitorsJson, voided, photosUnsuitable, ...row }: Stored): VisitLine {
  return { ...row, visitors: JSON.parse(visitorsJson) as Visitor[], voided: voided === 1, photosUnsuitable: photosUnsuitable === 1 };
}

/** The standing visits of a 学年 by day, of the school or of one pupil; those struck out are left out. */
export function listVisits(db: ReadableDb, schoolId: number, schoolYear: string, studentId: number | null = null): VisitLine[] {
  return db.all<Stored>(
    `${select} WHERE v.school_id = @schoolId AND v.school_year = @schoolYear AND (@studentId IS NULL OR v.student_id = @studentId) AND ${newest} AND w.voided = 0
     ORDER BY w.visited_on, v.id`, { schoolId, schoolYear, studentId }).map(fromStored);
}

/** The newest version of one visit, struck out or not. */
export function findVisit(db: ReadableDb, schoolId: number, visitId: number): VisitLine | undefined {
  const row = db.get<Stored>(`${select} WHERE v.school_id = ? AND v.id = ? AND ${newest}`, schoolId, visitId);
  return row && fromStored(row);
}

/** Every version of a visit, the newest first. */
export function listVisitVersions(db: ReadableDb, visitId: number): VisitLine[] {
  return db.all<Stored>(`${select} WHERE v.id = ? ORDER BY w.version DESC`, visitId).map(fromStored);
}

/** The pupil a visit is about; undefined where the school has no such visit. */
export function findVisitStudent(db: ReadableDb, schoolId: number, visitId: number): number | undefined {
  return db.get<{ studentId: number }>('SELECT student_id AS studentId FROM home_visit WHERE school_id = ? AND id = ?', schoolId, visitId)?.studentId;
}

/** How many pieces of each kind a visit has: `visitId kind` → count; taken-out ones left out. */
export function listVisitPapers(db: ReadableDb, schoolId: number): ReadonlyMap<number, readonly string[]> {
  const rows = db.all<{ visitId: number; kind: string }>(
    `SELECT DISTINCT subject_id AS visitId, kind FROM attachment WHERE school_id = ? AND subject = 'visit' AND removed_at IS NULL ORDER BY subject_id, kind`, schoolId);
  return new Map([...Map.groupBy(rows, (row) => row.visitId)].map(([visitId, all]) => [visitId, all.map((row) => row.kind)]));
}
