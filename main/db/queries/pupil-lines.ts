import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

/** A pupil as lists show one: name, class and what orders them. */
export interface PupilLine {
  readonly studentId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly pinyin: string;
  readonly idNumber: string;
  readonly birthDate: string | null;
  readonly stage: EducationStage;
  readonly entryYear: number | null;
  readonly yearOffset: number;
  readonly classId: number | null;
  readonly classNo: number | null;
  /** The class's lasting name (2023级2班), '' without a class. */
  readonly className: string;
  readonly status: string;
}

/** Every pupil of the school that ever was, by stage, class and roll number. */
export function listPupilLines(db: ReadableDb, schoolId: number): PupilLine[] {
  return db.all<PupilLine>(
    `SELECT s.id AS studentId, s.name, s.name_key AS nameKey, s.pinyin, s.id_number AS idNumber, s.birth_date AS birthDate, s.stage,
       s.entry_year AS entryYear, s.year_offset AS yearOffset, s.class_id AS classId, c.class_no AS classNo, coalesce(c.display_name, '') AS className, s.status
     FROM student s LEFT JOIN class_group c ON c.id = s.class_id
     WHERE s.school_id = ?
     ORDER BY ${stageOrder('s.stage')},
       s.entry_year - s.year_offset DESC, c.class_no, c.display_name, CAST(s.class_roll_no AS INTEGER), s.pinyin, s.id`,
    schoolId);
}

/** The class a pupil sits in now; null without one, and for a pupil that isn't there. */
export function findPupilClass(db: ReadableDb, studentId: number): number | null {
  return db.get<{ classId: number | null }>('SELECT class_id AS classId FROM student WHERE id = ?', studentId)?.classId ?? null;
}
