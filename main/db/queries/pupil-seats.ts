import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { PupilSeat } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import type { ReadableDb } from '../connection.ts';

/** Who a pupil is and where he sits in a 学年: what every list, notice and paper names a pupil by. */
export interface PupilInSeat {
  readonly studentId: number;
  readonly name: string;
  readonly stage: EducationStage;
  /** 三年级; '' where it is not known. */
  readonly yearName: string;
  /** 三年级(2)班; the lasting name outside the stage's years; '' without a class. */
  readonly className: string;
  readonly classId: number | null;
  readonly boardingMode: BoardingMode;
  readonly status: StudentStatus;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
}

type Row = Omit<PupilInSeat, 'yearName' | 'className'> & PupilSeat;

const select = `SELECT s.id AS studentId, s.name, s.stage, s.entry_year AS entryYear, s.year_offset AS yearOffset, s.class_id AS classId,
  g.class_no AS classNo, coalesce(g.display_name, '') AS className, s.boarding_mode AS boardingMode, s.status, s.school_student_no AS schoolStudentNo,
  s.class_roll_no AS classRollNo
  FROM student s LEFT JOIN class_group g ON g.id = s.class_id`;

function named(row: Row, schoolYear: SchoolYear): PupilInSeat {
  const { studentId, name, stage, classId, boardingMode, status, schoolStudentNo, classRollNo } = row;
  return {
    studentId, name, stage, classId, boardingMode, status, schoolStudentNo, classRollNo,
    yearName: formatPupilYear(row, schoolYear), className: formatPupilClass(row, schoolYear),
  };
}

/** Every pupil of the school, those who have left among them, by id. */
export function listPupilsInSeats(db: ReadableDb, schoolId: number, schoolYear: SchoolYear): Map<number, PupilInSeat> {
  const rows = db.all<Row>(`${select} WHERE s.school_id = ? ORDER BY s.id`, schoolId);
  return new Map(rows.map((row) => [row.studentId, named(row, schoolYear)]));
}

export function findPupilInSeat(db: ReadableDb, schoolId: number, studentId: number, schoolYear: SchoolYear): PupilInSeat | undefined {
  const row = db.get<Row>(`${select} WHERE s.school_id = ? AND s.id = ?`, schoolId, studentId);
  return row && named(row, schoolYear);
}
