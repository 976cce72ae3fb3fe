import type { ClassGroup } from '#shared/domain/roster/pupil-record.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import { stageOrder } from '../stage-order.ts';

export function listClassGroups(db: ReadableDb, schoolId: number): ClassGroup[] {
  return db.all<ClassGroup>(
    `SELECT id, stage, entry_year AS entryYear, class_no AS classNo, display_name AS displayName, head_teacher AS headTeacher
     FROM class_group WHERE school_id = ? ORDER BY ${stageOrder('stage')}, entry_year DESC, class_no, display_name`, schoolId);
}

export function insertClassGroup(db: WritableDb, schoolId: number, group: Omit<ClassGroup, 'id'>): number {
  return db.run(
    'INSERT INTO class_group (school_id, stage, entry_year, class_no, display_name, head_teacher) VALUES (?, ?, ?, ?, ?, ?)',
    schoolId, group.stage, group.entryYear, group.classNo, group.displayName, group.headTeacher).lastId;
}

export function updateHeadTeacher(db: WritableDb, schoolId: number, classId: number, headTeacher: string): boolean {
  return db.run('UPDATE class_group SET head_teacher = ? WHERE school_id = ? AND id = ?', headTeacher, schoolId, classId).changes === 1;
}
