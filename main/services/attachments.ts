import type { AttachmentSubject } from '#shared/domain/dossier/attachment.ts';
import { largestAttachment, mediaTypeOf, photoTakenOn } from '#shared/domain/dossier/attachment.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AttachmentLine } from '#main/db/repositories/attachment.ts';
import { findAttachment, insertAttachment, listAttachments, readAttachmentBytes, removeAttachment } from '#main/db/repositories/attachment.ts';
import { findPupilClass } from '#main/db/queries/pupil-lines.ts';
import { attachmentOwners } from './attachment-owners.ts';
import { sha256Hex } from './core.ts';
import type { Session } from './core.ts';
import { api, classScope, read, requirePermission, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

interface RecordPlace {
  readonly schoolId: number;
  readonly subject: AttachmentSubject;
  readonly subjectId: number;
}

/** Asks the record a piece belongs to: may this account do it, is the record there, is it of a pupil of its own. Answers whose it is. */
function openRecord(db: ReadableDb, session: Session, { schoolId, subject, subjectId }: RecordPlace, act: 'read' | 'write'): number | null {
  const owner = attachmentOwners[subject];
  requirePermission(session, owner[act]);
  const studentId = owner.studentOf(db, schoolId, subjectId);
  if (studentId === undefined) throw notFound('这条记录');
  const classIds = classScope(session);
  const classId = studentId === null ? owner.classOf?.(db, schoolId, subjectId) ?? null : findPupilClass(db, studentId);
  if (classIds !== null && !classIds.includes(classId ?? 0)) throw notFound('这条记录');
  return studentId;
}

function openAttachment(db: ReadableDb, session: Session, schoolId: number, id: number, act: 'read' | 'write'): AttachmentLine {
  const line = findAttachment(db, schoolId, id);
  if (!line) throw notFound('这份附件');
  openRecord(db, session, { schoolId, subject: line.subject, subjectId: line.subjectId }, act);
  return line;
}

export const attachmentsService = {
  list: api.attachments.list.handler(read(({ db, input, session }) => {
    openRecord(db, session, input, 'read');
    return listAttachments(db, input.schoolId, input.subject, input.subjectId).map(({ removedAt, removedBy, removedReason, subject: _subject, subjectId: _subjectId, ...line }) => ({
      ...line, removed: removedAt === null ? null : { at: removedAt, by: removedBy ?? '', reason: removedReason ?? '' },
    }));
  })),

  add: api.attachments.add.handler(slow(async ({ input, transact }) => {
    const { schoolId, subject, subjectId, kind, note: remark, file } = input;
    if (file.size > largestAttachment) throw refuse('attachment.too_large', { name: file.name, size: file.size });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const mediaType = mediaTypeOf(bytes);
    if (mediaType === null) throw refuse('attachment.kind_unknown', { name: file.name });
    const takenOn = input.takenOn ?? photoTakenOn(bytes);
    return transact(({ db, session, today, at, note }) => {
      const studentId = openRecord(db, session, input, 'write');
      if (takenOn !== null && takenOn > today) throw refuse('attachment.taken_in_future', { name: file.name, date: takenOn, today });
      const sha256 = sha256Hex(bytes);
      const same = listAttachments(db, schoolId, subject, subjectId).find((one) => one.sha256 === sha256 && one.removedAt === null);
      if (same) throw refuse('attachment.already_there', { name: file.name, as: same.fileName });
      const id = insertAttachment(db, { schoolId, subject, subjectId, studentId, kind, fileName: file.name, mediaType, sha256, takenOn, note: remark, bytes }, { accountId: session.accountId, at });
      note({ id, subject, subjectId, kind, fileName: file.name, sha256 });
      return { id, takenOn };
    });
  })),

  get: api.attachments.get.handler(read(({ db, input, session }) => {
    const line = openAttachment(db, session, input.schoolId, input.attachmentId, 'read');
    return new File([new Uint8Array(readAttachmentBytes(db, line.id))], line.fileName, { type: line.mediaType });
  })),

  remove: api.attachments.remove.handler(write(({ db, input, session, at, note }) => {
    const line = openAttachment(db, session, input.schoolId, input.attachmentId, 'write');
    if (line.removedAt !== null) throw refuse('attachment.removed_already', { name: line.fileName });
    removeAttachment(db, line.id, input.reason, { accountId: session.accountId, at });
    note({ id: line.id, fileName: line.fileName, reason: input.reason });
    return { done: true as const };
  })),
};
