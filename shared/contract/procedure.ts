import * as z from 'zod';
import { procedureSteps, stepModes } from '#shared/domain/identification/procedure-profile.ts';
import { command, commandInput, inSchool, query, schoolYearSchema } from './base.ts';

const stepSchema = z.enum(procedureSteps);
const percentSchema = z.int().min(1).max(100).nullable();

/** 认定 and 公示 can't be left out: what is paid has always been decided and announced. */
const specSchema = z.object({
  steps: z.record(stepSchema, z.enum(stepModes))
    .refine((steps) => steps.determination === 'required' && steps.notice === 'required', '认定和公示是必经步骤，不能改为登记或不设'),
  revisionSteps: z.array(stepSchema),
  panel: z.object({
    minMembers: z.int().min(1).max(99).nullable(),
    minParentPupil: z.int().min(0).max(99).nullable(),
    minPupilYear: z.int().min(1).max(9).nullable(),
    attendancePercent: percentSchema,
    majorityPercent: percentSchema,
  }),
  classNoticeDays: z.int().min(1).max(60).nullable(),
  objectionReplyDays: z.int().min(1).max(60),
  objectionReconsiderDays: z.int().min(1).max(60),
  visitors: z.int().min(1).max(9),
  disabilityMaxGrade: z.int().min(1).max(4).nullable(),
  disabilityNeedsHardship: z.boolean(),
});
export type ProcedureSpecInput = z.infer<typeof specSchema>;

const datedSchema = z.object({ validFrom: schoolYearSchema, name: z.string(), source: z.string(), spec: specSchema });

export const procedureContract = {
  /** The procedure of a 学年, what the school set before, and the presets with their sources. */
  get: query('identification.read').input(z.object({ ...inSchool, schoolYear: schoolYearSchema })).output(z.object({
    inForce: datedSchema,
    history: z.array(datedSchema.extend({ id: z.int(), by: z.string(), at: z.string() })),
    presets: z.array(z.object({ key: z.string(), name: z.string(), source: z.string(), confidence: z.enum(['C', 'R', 'R?', 'L', 'P']), spec: specSchema })),
  })),
  /** A new procedure from a 学年 on; earlier years keep theirs. */
  set: command('setting.write')
    .input(commandInput({ ...inSchool, validFrom: schoolYearSchema, name: z.string().trim().min(1).max(60), source: z.string().trim().max(200), spec: specSchema }))
    .output(z.object({ id: z.int() })),
};
