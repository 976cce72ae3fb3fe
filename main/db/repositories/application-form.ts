import type { ApplicationDraft, ApplicationForm } from '#shared/domain/applications/application-form.ts';
import type { ApplicationEvent, ApplicationState } from '#shared/domain/applications/application-state.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** A form with its newest version and what is being typed. */
export interface StoredApplication {
  readonly formId: number;
  readonly studentId: number;
  readonly state: ApplicationState;
  readonly draft: ApplicationDraft | null;
  readonly draftAt: string | null;
  readonly draftBy: string | null;
  readonly versionNo: number | null;
  readonly form: ApplicationForm | null;
  readonly versionAt: string | null;
  readonly versionBy: string | null;
}

type Stored = Omit<StoredApplication, 'draft' | 'form'> & { readonly draftJson: string | null; readonly formJson: string | null };

const select = `SELECT f.id AS formId, f.student_id AS studentId, f.state, f.draft_json AS draftJson, f.draft_at AS draftAt, d.display_name AS draftBy,
  v.version_no AS versionNo, v.form_json AS formJson, v.at AS versionAt, a.display_name AS versionBy
  FROM application_form f LEFT JOIN account d ON d.id = f.draft_by
  LEFT JOIN application_version v ON v.form_id = f.id AND v.version_no = (SELECT max(version_no) FROM application_version w WHERE w.form_id = f.id)
  LEFT JOIN account a ON a.id = v.account_id`;

function fromStored({ draftJson, formJson, ...row }: Stored): StoredApplication {
  return { ...row, draft: draftJson === null ? null : JSON.parse(draftJson) as ApplicationDraft, form: formJson === null ? null : JSON.parse(formJson) as ApplicationForm };
}

/** Every form of a school and 学年, by pupil. */
export function listApplications(db: ReadableDb, schoolId: number, schoolYear: string): ReadonlyMap<number, StoredApplication> {
  return new Map(db.all<Stored>(`${select} WHERE f.school_id = ? AND f.school_year = ?`, schoolId, schoolYear).map((row) => [row.studentId, fromStored(row)]));
}

export function findApplication(db: ReadableDb, schoolId: number, schoolYear: string, studentId: number): StoredApplication | undefined {
  const row = db.get<Stored>(`${select} WHERE f.school_id = ? AND f.school_year = ? AND f.student_id = ?`, schoolId, schoolYear, studentId);
  return row && fromStored(row);
}

/** The pupil a form is of; undefined where the school has no such form. */
export function findApplicationStudent(db: ReadableDb, schoolId: number, formId: number): number | undefined {
  return db.get<{ studentId: number }>('SELECT student_id AS studentId FROM application_form WHERE school_id = ? AND id = ?', schoolId, formId)?.studentId;
}

export interface ApplicationVersion {
  readonly versionNo: number;
  readonly form: ApplicationForm;
  readonly reason: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
  readonly by: string;
  readonly at: string;
}

/** Every version of a form, oldest first. */
export function listApplicationVersions(db: ReadableDb, formId: number): ApplicationVersion[] {
  return db.all<Omit<ApplicationVersion, 'form'> & { formJson: string }>(
    `SELECT v.version_no AS versionNo, v.form_json AS formJson, v.reason, i.name AS fileName, v.row_no AS rowNo, a.display_name AS by, v.at
     FROM application_version v JOIN account a ON a.id = v.account_id LEFT JOIN imported_file i ON i.id = v.imported_file_id WHERE v.form_id = ? ORDER BY v.version_no`, formId,
  ).map(({ formJson, ...row }) => ({ ...row, form: JSON.parse(formJson) as ApplicationForm }));
}

export interface ApplicationEventLine {
  readonly event: ApplicationEvent;
  readonly toState: ApplicationState;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export function listApplicationEvents(db: ReadableDb, formId: number): ApplicationEventLine[] {
  return db.all<ApplicationEventLine>(
    `SELECT e.event, e.to_state AS toState, e.note, a.display_name AS by, e.at FROM application_event e JOIN account a ON a.id = e.account_id WHERE e.form_id = ? ORDER BY e.id`, formId);
}

export interface FormPlace {
  readonly schoolId: number;
  readonly schoolYear: string;
  readonly studentId: number;
}

/** Opens a form as a draft, or puts the newer texts in place of those kept before; a received form keeps its state. */
export function saveApplicationDraft(db: WritableDb, place: FormPlace, draft: ApplicationDraft, { accountId, at }: Stamp): number {
  const json = JSON.stringify(draft);
  db.run(
    `INSERT INTO application_form (school_id, student_id, school_year, state, draft_json, draft_at, draft_by, created_at, account_id) VALUES (?, ?, ?, 'draft', ?, ?, ?, ?, ?)
     ON CONFLICT (student_id, school_year) DO UPDATE SET draft_json = excluded.draft_json, draft_at = excluded.draft_at, draft_by = excluded.draft_by`,
    place.schoolId, place.studentId, place.schoolYear, json, at, accountId, at, accountId);
  return db.get<{ id: number }>('SELECT id FROM application_form WHERE student_id = ? AND school_year = ?', place.studentId, place.schoolYear)?.id ?? 0;
}

/** Forgets what was being typed; a form that was never received goes with it. */
export function dropApplicationDraft(db: WritableDb, formId: number): void {
  db.run(`DELETE FROM application_form WHERE id = ? AND state = 'draft'`, formId);
  db.run('UPDATE application_form SET draft_json = NULL, draft_at = NULL, draft_by = NULL WHERE id = ?', formId);
}

export interface NewVersion {
  readonly formId: number;
  readonly versionNo: number;
  readonly form: ApplicationForm & { readonly appliedOn: IsoDate };
  readonly reason: string;
  readonly source: { readonly importedFileId: number; readonly rowNo: number | null } | null;
}

export function insertApplicationVersion(db: WritableDb, one: NewVersion, { accountId, at }: Stamp): void {
  db.run(
    'INSERT INTO application_version (form_id, version_no, applied_on, form_json, reason, imported_file_id, row_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    one.formId, one.versionNo, one.form.appliedOn, JSON.stringify(one.form), one.reason, one.source?.importedFileId ?? null, one.source?.rowNo ?? null, accountId, at);
}

export interface NewApplicationEvent {
  readonly formId: number;
  readonly event: ApplicationEvent;
  readonly from: ApplicationState;
  readonly to: ApplicationState;
  readonly note: string;
}

/** Moves a form and writes what moved it. Nothing stays half typed behind a form that was received. */
export function insertApplicationEvent(db: WritableDb, { formId, event, from, to, note }: NewApplicationEvent, { accountId, at }: Stamp): void {
  db.run('INSERT INTO application_event (form_id, event, from_state, to_state, note, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)', formId, event, from, to, note, accountId, at);
  db.run('UPDATE application_form SET state = ?, draft_json = NULL, draft_at = NULL, draft_by = NULL WHERE id = ?', to, formId);
}
