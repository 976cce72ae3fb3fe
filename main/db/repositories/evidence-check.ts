import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CheckResult } from '#shared/domain/applications/evidence-check.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface EvidenceCheckLine {
  readonly id: number;
  readonly studentId: number;
  readonly item: string;
  readonly result: CheckResult;
  readonly reviewer: string;
  readonly checkedOn: IsoDate;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

const columns = `k.id, k.student_id AS studentId, k.item, k.result, k.reviewer, k.checked_on AS checkedOn, k.note, a.display_name AS by, k.at`;

/** Every check of a 学年, oldest first; of one pupil where one is named. */
export function listEvidenceChecks(db: ReadableDb, schoolId: number, schoolYear: string, studentId: number | null = null): EvidenceCheckLine[] {
  return db.all<EvidenceCheckLine>(
    `SELECT ${columns} FROM evidence_check k JOIN account a ON a.id = k.account_id
     WHERE k.school_id = ? AND k.school_year = ? AND k.student_id = coalesce(?, k.student_id) ORDER BY k.id`, schoolId, schoolYear, studentId);
}

export interface NewEvidenceCheck {
  readonly schoolId: number;
  readonly studentId: number;
  readonly schoolYear: string;
  readonly item: string;
  readonly result: CheckResult;
  readonly reviewer: string;
  readonly checkedOn: IsoDate;
  readonly note: string;
}

export function insertEvidenceCheck(db: WritableDb, one: NewEvidenceCheck, { accountId, at }: Stamp): number {
  return db.run(
    'INSERT INTO evidence_check (school_id, student_id, school_year, item, result, reviewer, checked_on, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.studentId, one.schoolYear, one.item, one.result, one.reviewer, one.checkedOn, one.note, accountId, at).lastId;
}
