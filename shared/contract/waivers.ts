import * as z from 'zod';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { command, commandInput, fileSchema, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const idSchema = z.int().positive();
const shortSchema = z.string().trim().min(1).max(30);

/** One item given up, for the 学年 or for one term of it; null stands for all aid of the 学年. */
const itemSchema = z.object({ programmeKey: z.string().min(1), term: termSchema.nullable() }).nullable();

const waiverSchema = z.object({
  id: z.int(), item: itemSchema,
  /** What is given up, in words. */
  what: z.string(),
  studentId: z.int(), name: z.string(), className: z.string(), classId: z.int().nullable(),
  reason: z.string(), signer: z.string(), relation: z.string(), signedOn: isoDateSchema, witness: z.string(),
  /** Groups that made the child eligible when it was signed. */
  groups: z.array(z.string()),
  by: z.string(), scans: z.int(),
  revoked: z.object({ on: isoDateSchema, reason: z.string(), by: z.string() }).nullable(),
  /** Where the pupil's case stands now; null without one. */
  caseState: z.enum(caseStates).nullable(),
});
export type Waiver = z.infer<typeof waiverSchema>;

const dueSchema = z.object({
  studentId: z.int(), name: z.string(), className: z.string(), listed: z.array(z.string()), returnedOn: isoDateSchema.nullable(), guardian: z.object({ name: z.string(), relation: z.string() }).nullable(),
});
export type WaiverDue = z.infer<typeof dueSchema>;

const itemNameSchema = z.object({ programmeKey: z.string(), name: z.string() });
export type WaiverItem = z.infer<typeof itemNameSchema>;

/** What signing or revoking did to the pupil's case. */
const movedSchema = z.enum(['opened_and_declined', 'declined', 'reopened', 'none']);

export const waiversContract = {
  /** 放弃声明 of the 学年, revoked ones too, those who should sign one, and the items that can be given up singly. */
  list: query('identification.read').input(z.object(inTerm)).output(z.object({ waivers: z.array(waiverSchema), due: z.array(dueSchema), items: z.array(itemNameSchema) })),
  record: command('identification.write')
    .input(commandInput({
      ...inTerm, studentId: idSchema, reason: z.string().trim().min(2).max(300), signer: shortSchema, relation: shortSchema, signedOn: isoDateSchema, witness: z.string().trim().max(30).default(''), item: itemSchema.default(null),
    }))
    .output(z.object({ waiverId: z.int(), moved: movedSchema })),
  revoke: command('identification.write')
    .input(commandInput({ ...inTerm, waiverId: idSchema, revokedOn: isoDateSchema, reason: z.string().trim().min(2).max(300) }))
    .output(z.object({ moved: movedSchema })),
  /** The form: of a registered waiver, with a pupil's name to be signed, or blank; `ofItem`: for one item, its name left to the pen. */
  form: query('file.take').input(z.object({ ...inTerm, waiverId: idSchema.optional(), studentId: idSchema.optional(), ofItem: z.boolean().default(false) })).output(fileSchema),
};
