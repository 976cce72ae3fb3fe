import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { AttachmentSubject, MediaType } from '#shared/domain/dossier/attachment.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface AttachmentLine {
  readonly id: number;
  readonly subject: AttachmentSubject;
  readonly subjectId: number;
  readonly kind: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly takenOn: IsoDate | null;
  readonly note: string;
  readonly by: string;
  readonly at: string;
  readonly removedAt: string | null;
  readonly removedBy: string | null;
  readonly removedReason: string | null;
}

const columns = `t.id, t.subject, t.subject_id AS subjectId, t.kind, t.file_name AS fileName, t.media_type AS mediaType, t.size_bytes AS sizeBytes, t.sha256, t.taken_on AS takenOn,
  t.note, a.display_name AS by, t.at, t.removed_at AS removedAt, ra.display_name AS removedBy, t.removed_reason AS removedReason`;
const tables = 'attachment t JOIN account a ON a.id = t.account_id LEFT JOIN account ra ON ra.id = t.removed_by';

/** What is kept of one record, taken-out pieces too; the bytes are read one by one. */
export function listAttachments(db: ReadableDb, schoolId: number, subject: AttachmentSubject, subjectId: number): AttachmentLine[] {
  return db.all<AttachmentLine>(`SELECT ${columns} FROM ${tables} WHERE t.school_id = ? AND t.subject = ? AND t.subject_id = ? ORDER BY t.id`, schoolId, subject, subjectId);
}

export function findAttachment(db: ReadableDb, schoolId: number, id: number): AttachmentLine | undefined {
  return db.get<AttachmentLine>(`SELECT ${columns} FROM ${tables} WHERE t.school_id = ? AND t.id = ?`, schoolId, id);
}

export function readAttachmentBytes(db: ReadableDb, id: number): Uint8Array {
  const row = db.get<{ bytes: Uint8Array }>('SELECT bytes FROM attachment WHERE id = ?', id);
  if (row === undefined) throw new Error(`attachment ${id} has no bytes`);
  return row.bytes;
}

/** How many pieces each record of a kind has, taken-out ones left out. */
export function countAttachments(db: ReadableDb, schoolId: number, subject: AttachmentSubject): ReadonlyMap<number, number> {
  const rows = db.all<{ subjectId: number; count: number }>(
    'SELECT subject_id AS subjectId, count(*) AS count FROM attachment WHERE school_id = ? AND subject = ? AND removed_at IS NULL GROUP BY subject_id', schoolId, subject);
  return new Map(rows.map((row) => [row.subjectId, row.count]));
}

export interface NewAttachment {
  readonly schoolId: number;
  readonly subject: AttachmentSubject;
  readonly subjectId: number;
  readonly studentId: number | null;
  readonly kind: string;
  readonly fileName: string;
  readonly mediaType: MediaType;
  readonly sha256: string;
  readonly takenOn: IsoDate | null;
  readonly note: string;
  readonly bytes: Uint8Array;
}

export function insertAttachment(db: WritableDb, one: NewAttachment, stamp: { readonly accountId: number; readonly at: string }): number {
  return db.run(
    `INSERT INTO attachment (school_id, subject, subject_id, student_id, kind, file_name, media_type, size_bytes, sha256, taken_on, note, bytes, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.subject, one.subjectId, one.studentId, one.kind, one.fileName, one.mediaType, one.bytes.byteLength, one.sha256, one.takenOn, one.note, one.bytes,
    stamp.accountId, stamp.at).lastId;
}

export function removeAttachment(db: WritableDb, id: number, reason: string, stamp: { readonly accountId: number; readonly at: string }): void {
  db.run('UPDATE attachment SET removed_at = ?, removed_by = ?, removed_reason = ? WHERE id = ?', stamp.at, stamp.accountId, reason, id);
}
