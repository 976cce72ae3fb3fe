import type { ReadableDb } from '../connection.ts';

/** Where a pupil lives and whom one finds there, as the roster has it. */
export interface PupilHome {
  readonly studentId: number;
  readonly address: string;
  readonly phone: string;
}

/**
 * The address of every pupil: where he lives now, else the home's, else that of the first member who has one. The phone likewise: a guardian's before
 * another member's before the pupil's own.
 */
export function listPupilHomes(db: ReadableDb, schoolId: number, studentId: number | null = null): ReadonlyMap<number, PupilHome> {
  const rows = db.all<PupilHome>(
    `SELECT s.id AS studentId,
       coalesce(nullif(json_extract(s.attributes_json, '$.presentAddress'), ''), nullif(json_extract(s.attributes_json, '$.homeAddress'), ''),
         (SELECT json_extract(m.attributes_json, '$.address') FROM household_member m
          WHERE m.student_id = s.id AND coalesce(json_extract(m.attributes_json, '$.address'), '') <> '' ORDER BY m.is_guardian = 'yes' DESC, m.ordinal LIMIT 1), '') AS address,
       coalesce((SELECT m.phone FROM household_member m WHERE m.student_id = s.id AND m.phone <> '' ORDER BY m.is_guardian = 'yes' DESC, m.ordinal LIMIT 1),
         json_extract(s.attributes_json, '$.phone'), '') AS phone
     FROM student s WHERE s.school_id = @schoolId AND (@studentId IS NULL OR s.id = @studentId)`, { schoolId, studentId });
  return new Map(rows.map((row) => [row.studentId, row]));
}
