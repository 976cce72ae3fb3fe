import type { WritableDb } from '#main/db/connection.ts';
import { openTestSchool } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

export const AUTUMN = '2025-2026-1' as never;
export const SPRING = '2025-2026-2' as never;

export interface PupilGiven {
  readonly name: string;
  readonly stage?: 'primary' | 'junior' | 'vocational';
  readonly boarding?: 'day' | 'boarding' | 'unknown';
  readonly grade?: string | null;
  readonly groups?: readonly string[];
  readonly hukou?: string;
  readonly rollNo?: string;
  readonly idNumber?: string;
  readonly status?: string;
  readonly statusFrom?: string;
  readonly split?: Readonly<Record<string, string>>;
}

export interface AidSchool extends OpenSchool {
  readonly db: WritableDb;
  add(pupil: PupilGiven): number;
  setNow(text: string): void;
}

/** A school whose pupils and decisions are put straight into its tables, so that these tests need no other subject's files. */
export async function openAidSchool(now = '2025-10-31T09:00:00+08:00', root?: string, shared = false): Promise<AidSchool> {
  const open = await openTestSchool({ now, shared, ...(root === undefined ? {} : { root }) });
  const db = open.app.core.archive!.database.writer;
  // What is put straight into tables gives the self-check much to say; how it stops a closing is tested with whole terms (checks.test.ts).
  await open.client.settings.update({ schoolId: open.schoolId, settings: { selfCheckStops: false } });
  return { ...open, db, add: (pupil) => addPupil(db, open.schoolId, pupil), setNow: (text) => (open.app as unknown as { setNow(text: string): void }).setNow(text) };
}

let serial = 0;

export function addPupil(db: WritableDb, schoolId: number, pupil: PupilGiven): number {
  const at = '2025-09-05T00:00:00.000Z';
  const stage = pupil.stage ?? 'junior';
  const entryYear = stage === 'primary' ? 2023 : 2025;
  const account = db.get<{ id: number }>('SELECT min(id) AS id FROM account')!.id;
  db.run(`INSERT INTO class_group (school_id, stage, entry_year, class_no, display_name) VALUES (?, ?, ?, 2, ?) ON CONFLICT DO NOTHING`, schoolId, stage, entryYear, `${entryYear}级2班`);
  const classId = db.get<{ id: number }>('SELECT id FROM class_group WHERE school_id = ? AND stage = ?', schoolId, stage)!.id;
  serial += 1;
  const studentId = db.run(
    `INSERT INTO student (school_id, name, name_key, stage, entry_year, class_id, boarding_mode, status, status_from, class_roll_no, id_number, split_json, attributes_json, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    schoolId, pupil.name, pupil.name, stage, entryYear, classId, pupil.boarding ?? 'boarding', pupil.status ?? 'enrolled', pupil.statusFrom ?? null,
    pupil.rollNo ?? String(serial), pupil.idNumber ?? '', JSON.stringify(pupil.split ?? {}), JSON.stringify(pupil.hukou === undefined ? {} : { hukouType: pupil.hukou }), at, at,
  ).lastId;
  const grade = pupil.grade === undefined ? '困难' : pupil.grade;
  if (grade === null && pupil.groups === undefined) return studentId;
  const caseId = db.run(
    `INSERT INTO identification_case (school_id, student_id, school_year, route, state, created_at, account_id) VALUES (?, ?, '2025-2026', 'application', ?, ?, ?)`,
    schoolId, studentId, grade === null ? 'applied' : 'determined', at, account).lastId;
  for (const group of pupil.groups ?? []) {
    db.run(`INSERT INTO case_group (case_id, group_key, evidence_kind, certificate_no, account_id, at) VALUES (?, ?, 'certificate', 'C-0007', ?, ?)`, caseId, group, account, at);
  }
  if (grade !== null) determine(db, caseId, grade, null);
  return studentId;
}

export function determine(db: WritableDb, caseId: number, grade: string, supersedesId: number | null, effectiveTerm = '2025-2026-1'): number {
  return db.run(
    `INSERT INTO determination (case_id, grade, body, decided_on, reason, effective_term, supersedes_id, account_id, at)
     VALUES (?, ?, '学校认定工作组', '2025-09-22', '评议', ?, ?, (SELECT min(id) FROM account), '2025-09-22T00:00:00.000Z')`,
    caseId, grade, effectiveTerm, supersedesId).lastId;
}

export function caseOf(db: WritableDb, studentId: number): { id: number; state: string; determinationId: number } {
  return db.get(
    `SELECT c.id, c.state, (SELECT max(id) FROM determination WHERE case_id = c.id) AS determinationId FROM identification_case c WHERE c.student_id = ?`, studentId)!;
}
