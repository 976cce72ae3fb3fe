import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { HitEvent, HitOutcome, HitState } from '#shared/domain/verification/negative-hit.ts';
import type { HitStrength, HouseholdPerson } from '#shared/domain/verification/negative-match.ts';
import type { ReadableDb } from '../connection.ts';

export interface NegativeListLine {
  readonly listId: number;
  readonly kindKey: string;
  readonly kindLabel: string;
  readonly issuer: string;
  readonly asOf: IsoDate | null;
  readonly term: string;
  readonly leftOut: number;
  readonly fileName: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly rows: number;
  readonly byNumber: number;
  readonly byName: number;
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnReason: string | null;
}

const hitCount = (strength: HitStrength): string =>
  `(SELECT count(*) FROM negative_hit h JOIN negative_row r ON r.id = h.row_id WHERE r.list_id = l.id AND h.strength = '${strength}')`;
const listSelect = `SELECT l.id AS listId, l.kind_key AS kindKey, l.kind_label AS kindLabel, l.issuer, l.as_of AS asOf, l.term, l.left_out_count AS leftOut, f.name AS fileName,
  l.at AS importedAt, a.display_name AS importedBy, (SELECT count(*) FROM negative_row r WHERE r.list_id = l.id) AS rows, ${hitCount('number')} AS byNumber, ${hitCount('name')} AS byName,
  l.withdrawn_at AS withdrawnAt, w.display_name AS withdrawnBy, l.withdrawn_reason AS withdrawnReason
  FROM negative_list l JOIN imported_file f ON f.id = l.imported_file_id JOIN account a ON a.id = l.account_id LEFT JOIN account w ON w.id = l.withdrawn_by`;

/** The negative lists of a 学年, newest first. */
export function listNegativeLists(db: ReadableDb, schoolId: number, schoolYear: string): NegativeListLine[] {
  return db.all<NegativeListLine>(`${listSelect} WHERE l.school_id = ? AND substr(l.term, 1, 9) = ? ORDER BY l.id DESC`, schoolId, schoolYear);
}

export function findNegativeList(db: ReadableDb, schoolId: number, listId: number): NegativeListLine | undefined {
  return db.get<NegativeListLine>(`${listSelect} WHERE l.school_id = ? AND l.id = ?`, schoolId, listId);
}

export interface HitLine {
  readonly hitId: number;
  readonly studentId: number;
  readonly listId: number;
  readonly kindKey: string;
  readonly kindLabel: string;
  readonly issuer: string;
  readonly fileName: string;
  readonly rowNo: number;
  readonly listedName: string;
  readonly idNumber: string;
  readonly detail: string;
  readonly personName: string;
  readonly relation: string;
  readonly source: HouseholdPerson['source'];
  readonly strength: HitStrength;
  readonly nameDiffers: 0 | 1;
  readonly state: HitState;
  readonly withdrawn: 0 | 1;
}

const hitSelect = `SELECT h.id AS hitId, h.student_id AS studentId, l.id AS listId, l.kind_key AS kindKey, l.kind_label AS kindLabel, l.issuer, f.name AS fileName, r.row_no AS rowNo,
  r.name AS listedName, r.id_number AS idNumber, r.detail, h.person_name AS personName, h.relation, h.source, h.strength, h.name_differs AS nameDiffers, h.state,
  l.withdrawn_at IS NOT NULL AS withdrawn
  FROM negative_hit h JOIN negative_row r ON r.id = h.row_id JOIN negative_list l ON l.id = r.list_id JOIN imported_file f ON f.id = l.imported_file_id`;

/** Every hit of the lists in force of a 学年; of one pupil where one is named. */
export function listHits(db: ReadableDb, schoolId: number, schoolYear: string, studentId: number | null = null): HitLine[] {
  return db.all<HitLine>(
    `${hitSelect} WHERE l.school_id = ? AND substr(l.term, 1, 9) = ? AND l.withdrawn_at IS NULL AND h.student_id = coalesce(?, h.student_id) ORDER BY h.id`, schoolId, schoolYear, studentId);
}

export function findHit(db: ReadableDb, schoolId: number, hitId: number): HitLine | undefined {
  return db.get<HitLine>(`${hitSelect} WHERE l.school_id = ? AND h.id = ?`, schoolId, hitId);
}

/** The pupil a hit is about; undefined where the school has no such hit. */
export function findHitStudent(db: ReadableDb, schoolId: number, hitId: number): number | undefined {
  return findHit(db, schoolId, hitId)?.studentId;
}

export interface HitEventLine {
  readonly hitId: number;
  readonly event: HitEvent;
  readonly fromState: HitState;
  readonly toState: HitState;
  readonly onDate: IsoDate;
  readonly text: string;
  readonly outcome: HitOutcome | null;
  readonly by: string;
  readonly at: string;
}

/** What happened to these hits, oldest first. */
export function listHitEvents(db: ReadableDb, hitIds: readonly number[]): HitEventLine[] {
  return db.all<HitEventLine>(
    `SELECT e.hit_id AS hitId, e.event, e.from_state AS fromState, e.to_state AS toState, e.on_date AS onDate, e.text, e.outcome, a.display_name AS by, e.at
     FROM negative_hit_event e JOIN account a ON a.id = e.account_id WHERE e.hit_id IN (SELECT value FROM json_each(?)) ORDER BY e.id`, JSON.stringify(hitIds));
}

/** Everyone of the households a school's roster knows: its pupils (在读 or 休学) and their family members. */
export function listRosterHouseholds(db: ReadableDb, schoolId: number): Omit<HouseholdPerson, 'birthYear'>[] {
  return db.all(
    `SELECT id AS studentId, 'pupil' AS source, name, name_key AS nameKey, '本人' AS relation, id_number AS idNumber FROM student
     WHERE school_id = @schoolId AND status IN ('enrolled', 'suspended')
     UNION ALL
     SELECT m.student_id, 'roster', m.name, m.name_key, m.relation, m.id_number FROM household_member m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = @schoolId AND s.status IN ('enrolled', 'suspended')
     ORDER BY studentId, source, name`, { schoolId });
}
