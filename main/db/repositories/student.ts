import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { PupilRecord } from '#shared/domain/roster/pupil-record.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

/** A pupil with what only search and the repair list need. */
export interface StudentRow extends PupilRecord {
  readonly schoolId: number;
  readonly pinyin: string;
  readonly pinyinInitials: string;
  readonly split: Readonly<Record<string, string>>;
}

export type NewStudent = Omit<StudentRow, 'id'> & { readonly importedFileId: number | null; readonly rowNo: number | null };

type Stored = Omit<StudentRow, 'attributes' | 'split'> & { attributesJson: string; splitJson: string };

const columns = `id, school_id AS schoolId, name, name_key AS nameKey, pinyin, pinyin_initials AS pinyinInitials, former_name AS formerName, sex,
  birth_date AS birthDate, id_type AS idType, id_number AS idNumber, id_check AS idCheck, registry_no AS registryNo, registry_check AS registryCheck,
  school_student_no AS schoolStudentNo, class_roll_no AS classRollNo, stage, entry_year AS entryYear, year_offset AS yearOffset, class_id AS classId,
  boarding_mode AS boardingMode, status, status_from AS statusFrom, split_json AS splitJson, attributes_json AS attributesJson`;

function fromStored({ attributesJson, splitJson, ...row }: Stored): StudentRow {
  return { ...row, attributes: JSON.parse(attributesJson) as StudentRow['attributes'], split: JSON.parse(splitJson) as StudentRow['split'] };
}

export function listStudents(db: ReadableDb, schoolId: number): StudentRow[] {
  return db.all<Stored>(`SELECT ${columns} FROM student WHERE school_id = ? ORDER BY id`, schoolId).map(fromStored);
}

export function findStudent(db: ReadableDb, schoolId: number, id: number): StudentRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM student WHERE school_id = ? AND id = ?`, schoolId, id);
  return row && fromStored(row);
}

const insertText = `INSERT INTO student (school_id, name, name_key, pinyin, pinyin_initials, former_name, sex, birth_date, id_type, id_number, id_check,
  registry_no, registry_check, school_student_no, class_roll_no, stage, entry_year, year_offset, class_id, boarding_mode, status, status_from,
  split_json, attributes_json, imported_file_id, row_no, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function insertStudent(db: WritableDb, row: NewStudent, at: string): number {
  return Number(db.sql(insertText).run(
    row.schoolId, row.name, row.nameKey, row.pinyin, row.pinyinInitials, row.formerName, row.sex, row.birthDate, row.idType, row.idNumber, row.idCheck,
    row.registryNo, row.registryCheck, row.schoolStudentNo, row.classRollNo, row.stage, row.entryYear, row.yearOffset, row.classId, row.boardingMode,
    row.status, row.statusFrom, JSON.stringify(row.split), JSON.stringify(row.attributes), row.importedFileId, row.rowNo, at, at,
  ).lastInsertRowid);
}

const columnOf = {
  name: 'name', nameKey: 'name_key', pinyin: 'pinyin', pinyinInitials: 'pinyin_initials', formerName: 'former_name', sex: 'sex', birthDate: 'birth_date',
  idType: 'id_type', idNumber: 'id_number', idCheck: 'id_check', registryNo: 'registry_no', registryCheck: 'registry_check',
  schoolStudentNo: 'school_student_no', classRollNo: 'class_roll_no', stage: 'stage', entryYear: 'entry_year', yearOffset: 'year_offset', classId: 'class_id',
  boardingMode: 'boarding_mode', status: 'status', statusFrom: 'status_from', split: 'split_json', attributes: 'attributes_json',
} as const satisfies Readonly<Record<Exclude<keyof StudentRow, 'id' | 'schoolId'>, string>>;

export type StudentPatch = Partial<Omit<StudentRow, 'id' | 'schoolId'>>;

export function updateStudent(db: WritableDb, id: number, patch: StudentPatch, at: string): void {
  const keys = (Object.keys(patch) as (keyof typeof columnOf)[]).sort();
  const values = keys.map((key) => (key === 'attributes' || key === 'split' ? JSON.stringify(patch[key]) : (patch[key] ?? null)) as string | number | null);
  db.run(`UPDATE student SET ${keys.map((key) => `${columnOf[key]} = ?`).join(', ')}${keys.length > 0 ? ', ' : ''}updated_at = ? WHERE id = ?`, ...values, at, id);
}

/** Numbers once seen on a pupil and no longer current, by number: how a pupil is found again after his 学籍号 changed. */
export function listFormerRegistryNumbers(db: ReadableDb, schoolId: number): Map<string, number> {
  const rows = db.all<{ number: string; studentId: number }>(
    `SELECT r.number, r.student_id AS studentId FROM registry_number r JOIN student s ON s.id = r.student_id
     WHERE s.school_id = ? AND r.number <> s.registry_no`, schoolId);
  return new Map(rows.map(({ number, studentId }) => [number, studentId]));
}

export function insertRegistryNumber(db: WritableDb, studentId: number, number: string, firstSeenOn: IsoDate, importedFileId: number | null): void {
  db.sql('INSERT INTO registry_number (student_id, number, first_seen_on, imported_file_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
    .run(studentId, number, firstSeenOn, importedFileId);
}

export interface RegistryNumberRow {
  readonly number: string;
  readonly firstSeenOn: IsoDate;
  readonly fileName: string | null;
}

export function listRegistryNumbers(db: ReadableDb, studentId: number): RegistryNumberRow[] {
  return db.all<RegistryNumberRow>(
    `SELECT r.number, r.first_seen_on AS firstSeenOn, f.name AS fileName FROM registry_number r
     LEFT JOIN imported_file f ON f.id = r.imported_file_id WHERE r.student_id = ? ORDER BY r.first_seen_on, r.number`, studentId);
}

export interface ChangeRow {
  readonly studentId: number;
  readonly memberId: number | null;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
}

export function insertChange(db: WritableDb, change: ChangeRow, accountId: number, at: string): void {
  db.sql(`INSERT INTO student_change (student_id, member_id, field, value_before, value_after, imported_file_id, row_no, account_id, changed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(change.studentId, change.memberId, change.field, change.before, change.after, change.importedFileId, change.rowNo, accountId, at);
}
