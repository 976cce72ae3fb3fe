import * as z from 'zod';
import { attachmentSubjects } from '#shared/domain/dossier/attachment.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, isoDateSchema, query } from './base.ts';

const ofRecord = { ...inSchool, subject: z.enum(attachmentSubjects), subjectId: z.int().positive() };

const attachmentSchema = z.object({
  id: z.int(),
  kind: z.string(),
  fileName: z.string(),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
  sizeBytes: z.int(),
  sha256: z.string(),
  /** When the photo was taken or the paper signed, as a person said it or the photo itself. */
  takenOn: isoDateSchema.nullable(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  removed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Scans and photos of any record. Who may see or add them is asked of the record they belong to. */
export const attachmentsContract = {
  list: query('signed_in').input(z.object(ofRecord)).output(z.array(attachmentSchema)),
  add: command('signed_in')
    .input(commandInput({ ...ofRecord, kind: z.string().trim().min(1).max(30), file: fileSchema, takenOn: isoDateSchema.nullable().default(null), note: z.string().trim().max(200).default('') }))
    .output(z.object({ id: z.int(), takenOn: isoDateSchema.nullable() })),
  get: query('file.take').input(z.object({ ...inSchool, attachmentId: z.int().positive() })).output(fileSchema),
  remove: command('signed_in').input(commandInput({ ...inSchool, attachmentId: z.int().positive(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),
};
