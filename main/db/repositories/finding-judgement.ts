import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewFindingJudgement {
  readonly schoolId: number;
  readonly studentId: number;
  readonly findingKey: string;
  readonly code: string;
  readonly sentence: string;
  readonly reason: string;
  readonly decidedBy: number;
  readonly decidedAt: string;
}

export interface FindingJudgementRow {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export function insertFindingJudgement(db: WritableDb, judgement: NewFindingJudgement): void {
  db.run('INSERT INTO payee_finding_judgement (school_id, student_id, finding_key, code, sentence, reason, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    judgement.schoolId, judgement.studentId, judgement.findingKey, judgement.code, judgement.sentence, judgement.reason, judgement.decidedBy, judgement.decidedAt);
}

/** The last judgement of each finding, by `student id` and key. */
export function listFindingJudgements(db: ReadableDb, schoolId: number): ReadonlyMap<string, FindingJudgementRow> {
  const rows = db.all<FindingJudgementRow & { studentId: number; findingKey: string }>(
    `SELECT j.student_id AS studentId, j.finding_key AS findingKey, j.reason, a.display_name AS by, j.decided_at AS at
     FROM payee_finding_judgement j JOIN account a ON a.id = j.decided_by WHERE j.school_id = ? ORDER BY j.id`, schoolId);
  return new Map(rows.map(({ studentId, findingKey, ...row }) => [`${studentId} ${findingKey}`, row]));
}
