import type { ReadableDb } from '../connection.ts';

/** One pupil of a school, by id. */
export function findPupil(db: ReadableDb, schoolId: number, studentId: number): { readonly id: number; readonly name: string } | undefined {
  return db.get('SELECT id, name FROM student WHERE school_id = ? AND id = ?', schoolId, studentId);
}

/** Every 学籍号 a pupil of the school has or had; a G number need not hold today's ID number. */
export function listRegistryNumbers(db: ReadableDb, schoolId: number): { readonly studentId: number; readonly number: string }[] {
  return db.all(
    `SELECT r.student_id AS studentId, r.number FROM registry_number r JOIN student s ON s.id = r.student_id WHERE s.school_id = ?1
     UNION SELECT id, registry_no FROM student WHERE school_id = ?1 AND registry_no <> ''`, schoolId);
}
