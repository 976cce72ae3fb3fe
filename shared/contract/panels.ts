import * as z from 'zod';
import { memberKinds, panelLevels, panelTypes } from '#shared/domain/panels/panel.ts';
import { command, commandInput, doneSchema, fileSchema, inTerm, isoDateSchema, query, stageSchema } from './base.ts';

export const panelFindingSchema = z.object({ severity: z.enum(['warn', 'refuse']), code: z.string(), sentence: z.string() });

const panelLineSchema = z.object({
  panelId: z.int(),
  type: z.enum(panelTypes),
  level: z.enum(panelLevels),
  /** 全校, 四年级, 四年级(2)班, as it is called in the 学年 asked for. */
  place: z.string(),
  classId: z.int().nullable(),
  stage: stageSchema.nullable(),
  entryYear: z.int().nullable(),
  name: z.string(),
  appointedOn: isoDateSchema,
  appointmentDoc: z.string(),
  fromOn: isoDateSchema,
  untilOn: isoDateSchema.nullable(),
  /** In office today. */
  members: z.int(),
  parentsAndPupils: z.int(),
  lastPostedOn: isoDateSchema.nullable(),
  meetings: z.int(),
  findings: z.array(panelFindingSchema),
});
export type PanelLine = z.infer<typeof panelLineSchema>;

const relativeSchema = z.object({ studentId: z.int(), name: z.string(), className: z.string(), relation: z.string() });

const memberSchema = z.object({
  memberId: z.int(),
  name: z.string(),
  kind: z.enum(memberKinds),
  duty: z.string(),
  studentId: z.int().nullable(),
  className: z.string(),
  /** Pupils this member is guardian or relative of. */
  relatives: z.array(relativeSchema),
  fromOn: isoDateSchema,
  untilOn: isoDateSchema.nullable(),
  untilReason: z.string().nullable(),
  /** In office today. */
  sits: z.boolean(),
});
export type PanelMemberView = z.infer<typeof memberSchema>;

const panelSchema = panelLineSchema.extend({
  roll: z.array(memberSchema),
  postings: z.array(z.object({ id: z.int(), place: z.string(), postedOn: isoDateSchema, untilOn: isoDateSchema.nullable(), by: z.string() })),
});
export type PanelView = z.infer<typeof panelSchema>;

const relativeInput = z.object({ studentId: z.int().positive(), relation: z.string().trim().max(20).default('') });

/** 评议机构: bodies, their members in and out of office, and the posting of their lists. */
export const panelsContract = {
  list: query('identification.read').input(z.object(inTerm)).output(z.array(panelLineSchema)),
  get: query('identification.read').input(z.object({ ...inTerm, panelId: z.int().positive() })).output(panelSchema),
  /** A new body, or the particulars of one there is; members keep their own history. */
  save: command('identification.write')
    .input(commandInput({
      ...inTerm, panelId: z.int().positive().nullable().default(null), type: z.enum(panelTypes), level: z.enum(panelLevels),
      classId: z.int().positive().nullable().default(null), stage: stageSchema.nullable().default(null), entryYear: z.int().min(1980).max(2199).nullable().default(null),
      name: z.string().trim().min(1).max(60), appointedOn: isoDateSchema, appointmentDoc: z.string().trim().max(80).default(''), fromOn: isoDateSchema,
      untilOn: isoDateSchema.nullable().default(null),
    }))
    .output(z.object({ panelId: z.int() })),
  addMember: command('identification.write')
    .input(commandInput({
      ...inTerm, panelId: z.int().positive(), kind: z.enum(memberKinds), name: z.string().trim().max(30).default(''), duty: z.string().trim().max(20).default(''),
      studentId: z.int().positive().nullable().default(null), relatives: z.array(relativeInput).max(10).default([]), fromOn: isoDateSchema,
    }))
    .output(z.object({ memberId: z.int() })),
  /** The pupils a member is guardian or relative of, as a whole. */
  setRelatives: command('identification.write')
    .input(commandInput({ ...inTerm, panelId: z.int().positive(), memberId: z.int().positive(), relatives: z.array(relativeInput).max(10) }))
    .output(doneSchema),
  endMember: command('identification.write')
    .input(commandInput({ ...inTerm, panelId: z.int().positive(), memberId: z.int().positive(), untilOn: isoDateSchema, reason: z.string().trim().min(2).max(100) }))
    .output(doneSchema),
  /** Where and when the list of members hung. */
  recordPosting: command('identification.write')
    .input(commandInput({ ...inTerm, panelId: z.int().positive(), place: z.string().trim().min(1).max(60), postedOn: isoDateSchema,
      untilOn: isoDateSchema.nullable().default(null) }))
    .output(doneSchema),
  /** 成员名单, as it is hung. */
  printMembers: query('identification.read').input(z.object({ ...inTerm, panelId: z.int().positive() })).output(fileSchema),
};
