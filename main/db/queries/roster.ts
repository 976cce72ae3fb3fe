import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { DocumentCheckResult } from '#shared/domain/identity/id-document.ts';
import type { SexOrUnknown } from '#shared/domain/identity/sex.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import type { PupilSeat } from '#shared/domain/roster/pupil-class.ts';
import type { ClassGroup } from '#shared/domain/roster/pupil-record.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

export interface RosterQuery {
  readonly schoolId: number;
  /** The classes the account is confined to; null is every class. */
  readonly scope: readonly number[] | null;
  readonly text?: string | undefined;
  readonly classIds?: readonly number[] | undefined;
  readonly stages?: readonly EducationStage[] | undefined;
  readonly statuses?: readonly StudentStatus[] | undefined;
  readonly boarding?: readonly BoardingMode[] | undefined;
}

export interface RosterQueryRow extends PupilSeat {
  readonly studentId: number;
  readonly name: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo: string;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
  readonly classId: number | null;
  readonly boardingMode: BoardingMode;
  readonly status: StudentStatus;
  readonly statusFrom: IsoDate | null;
  readonly guardianName: string;
}

interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

function whereOf(query: RosterQuery): Where {
  const parts = ['s.school_id = ?'];
  const values: (string | number)[] = [query.schoolId];
  const among = (column: string, list: readonly (string | number)[] | null | undefined): void => {
    if (!list) return;
    // One JSON parameter, so that every filter is the same prepared statement.
    parts.push(`${column} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(list));
  };
  among('s.class_id', query.scope);
  among('s.class_id', query.classIds);
  among('s.stage', query.stages);
  among('s.status', query.statuses);
  among('s.boarding_mode', query.boarding);
  const text = query.text?.trim().toLowerCase();
  if (text) {
    parts.push(`(instr(s.name, ?) > 0 OR instr(s.name_key, upper(?)) > 0 OR s.pinyin LIKE ? OR s.pinyin_initials LIKE ? OR s.id_number LIKE ?
      OR s.school_student_no = ? OR s.class_roll_no = ? OR instr(coalesce(g.display_name, ''), ?) > 0)`);
    const plain = text.replace(/[%_]/g, '');
    values.push(query.text?.trim() ?? '', text, `${plain.replaceAll(' ', '')}%`, `${plain}%`, /^\d{3,}x?$/.test(plain) ? `%${plain}` : '-', text, text, text);
  }
  return { sql: parts.join(' AND '), values };
}

const seatOrder = `${stageOrder('s.stage')},
  coalesce(g.entry_year, s.entry_year) DESC, g.class_no, g.display_name, CAST(s.class_roll_no AS INTEGER), s.pinyin, s.id`;

/** Pupils by stage, year, class and name. */
export function listRosterRows(db: ReadableDb, query: RosterQuery, page: { readonly offset: number; readonly limit: number }): RosterQueryRow[] {
  const { sql, values } = whereOf(query);
  return db.all<RosterQueryRow>(
    `SELECT s.id AS studentId, s.name, s.sex, s.birth_date AS birthDate, s.id_number AS idNumber, s.id_check AS idCheck, s.registry_no AS registryNo,
       s.school_student_no AS schoolStudentNo, s.class_roll_no AS classRollNo, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset,
       s.class_id AS classId, g.class_no AS classNo, coalesce(g.display_name, '') AS className, s.boarding_mode AS boardingMode, s.status,
       s.status_from AS statusFrom, coalesce((SELECT m.name FROM household_member m WHERE m.student_id = s.id
         ORDER BY m.is_guardian = 'yes' DESC, m.ordinal LIMIT 1), '') AS guardianName
     FROM student s LEFT JOIN class_group g ON g.id = s.class_id WHERE ${sql} ORDER BY ${seatOrder} LIMIT ? OFFSET ?`,
    ...values, page.limit, page.offset);
}

export interface RosterTotals {
  readonly pupils: number;
  readonly byStatus: Partial<Record<StudentStatus, number>>;
  readonly boarding: number;
  readonly day: number;
  readonly boardingUnknown: number;
}

/** The totals of exactly the rows the same query lists. */
export function countRoster(db: ReadableDb, query: RosterQuery): RosterTotals {
  const { sql, values } = whereOf(query);
  const groups = db.all<{ status: StudentStatus; mode: BoardingMode; pupils: number }>(
    `SELECT s.status, s.boarding_mode AS mode, count(*) AS pupils FROM student s LEFT JOIN class_group g ON g.id = s.class_id
     WHERE ${sql} GROUP BY s.status, s.boarding_mode`, ...values);
  const byStatus: Partial<Record<StudentStatus, number>> = {};
  for (const { status, pupils } of groups) byStatus[status] = (byStatus[status] ?? 0) + pupils;
  const ofMode = (mode: BoardingMode): number => groups.filter((group) => group.mode === mode).reduce((sum, { pupils }) => sum + pupils, 0);
  return {
    pupils: groups.reduce((sum, { pupils }) => sum + pupils, 0), byStatus, boarding: ofMode('boarding'), day: ofMode('day'), boardingUnknown: ofMode('unknown'),
  };
}

export type SearchMatch = 'name' | 'pinyin' | 'initials' | 'id_tail' | 'number';
export interface SearchRow extends PupilSeat {
  readonly studentId: number;
  readonly name: string;
  readonly sex: SexOrUnknown;
  readonly status: StudentStatus;
  readonly idNumber: string;
  readonly matchedBy: SearchMatch;
}

/** Pupils by a few typed signs: name, 拼音, 首字母, the ID number's last digits, the school's own number; those on the roll first. */
export function searchRoster(db: ReadableDb, schoolId: number, scope: readonly number[] | null, typed: string, limit: number): SearchRow[] {
  const text = typed.normalize('NFKC').trim();
  const letters = text.toLowerCase().replace(/[\s'·]/g, '').replace(/[%_]/g, '');
  if (text === '') return [];
  return db.all<SearchRow>(
    `SELECT * FROM (
       SELECT s.id AS studentId, s.name, s.sex, s.status, s.id_number AS idNumber, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset,
         g.class_no AS classNo, coalesce(g.display_name, '') AS className, s.pinyin,
         CASE WHEN instr(s.name_key, :key) > 0 THEN 'name'
              WHEN :letters <> '' AND s.pinyin_initials = :letters THEN 'initials'
              WHEN :letters <> '' AND s.pinyin LIKE :letters || '%' THEN 'pinyin'
              WHEN :letters <> '' AND s.pinyin_initials LIKE :letters || '%' THEN 'initials'
              WHEN :digits <> '' AND s.id_number LIKE '%' || :digits THEN 'id_tail'
              WHEN s.school_student_no = :text OR (s.class_roll_no = :text AND length(:text) > 2) THEN 'number' END AS matchedBy
       FROM student s LEFT JOIN class_group g ON g.id = s.class_id
       WHERE s.school_id = :schoolId AND (:scope IS NULL OR s.class_id IN (SELECT value FROM json_each(:scope))))
     WHERE matchedBy IS NOT NULL
     ORDER BY status <> 'enrolled', matchedBy <> 'name', matchedBy <> 'initials', length(pinyin), pinyin, studentId LIMIT :limit`,
    {
      key: text.toUpperCase().replace(/\s/g, ''), letters: /^[a-z]+$/.test(letters) ? letters : '', text,
      digits: /^\d{3,17}[\dX]?$/i.test(text) ? text.toUpperCase() : '', schoolId, scope: scope ? JSON.stringify(scope) : null, limit,
    });
}

export interface ClassCount extends ClassGroup {
  readonly onRoll: number;
  readonly boarding: number;
}

export function listClassCounts(db: ReadableDb, schoolId: number): ClassCount[] {
  return db.all<ClassCount>(
    `SELECT g.id, g.stage, g.entry_year AS entryYear, g.class_no AS classNo, g.display_name AS displayName, g.head_teacher AS headTeacher,
       count(s.id) AS onRoll, count(CASE WHEN s.boarding_mode = 'boarding' THEN 1 END) AS boarding
     FROM class_group g LEFT JOIN student s ON s.class_id = g.id AND s.status IN ('enrolled', 'suspended')
     WHERE g.school_id = ? GROUP BY g.id
     ORDER BY ${stageOrder('g.stage')},
       g.entry_year DESC, g.class_no, g.display_name`, schoolId);
}

export interface ChangeEntry {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly at: string;
  readonly by: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
}

export function listChanges(db: ReadableDb, studentId: number): ChangeEntry[] {
  return db.all<ChangeEntry>(
    `SELECT c.field, c.value_before AS before, c.value_after AS after, c.changed_at AS at, a.display_name AS by, f.name AS fileName, c.row_no AS rowNo
     FROM student_change c JOIN account a ON a.id = c.account_id LEFT JOIN imported_file f ON f.id = c.imported_file_id
     WHERE c.student_id = ? ORDER BY c.id`, studentId);
}

export interface StudentSource {
  readonly fileName: string;
  readonly rowNo: number | null;
  readonly importedAt: string;
}

export function findStudentSource(db: ReadableDb, studentId: number): StudentSource | undefined {
  return db.get<StudentSource>(
    `SELECT f.name AS fileName, s.row_no AS rowNo, f.imported_at AS importedAt FROM student s JOIN imported_file f ON f.id = s.imported_file_id
     WHERE s.id = ?`, studentId);
}
