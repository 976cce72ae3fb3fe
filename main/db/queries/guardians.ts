import type { ReadableDb } from '../connection.ts';

/** The first guardian of every pupil of a school, by name and relation only: whose signature a slip most often carries. */
export function listGuardians(db: ReadableDb, schoolId: number): ReadonlyMap<number, { readonly name: string; readonly relation: string }> {
  const rows = db.all<{ studentId: number; name: string; relation: string }>(
    `SELECT m.student_id AS studentId, m.name, m.relation FROM household_member m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = ? AND m.is_guardian = 'yes' ORDER BY m.student_id, m.ordinal DESC`, schoolId);
  return new Map(rows.map(({ studentId, name, relation }) => [studentId, { name, relation }]));
}
