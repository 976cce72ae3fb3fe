import * as z from 'zod';
import { emergencyActs, emergencyKinds, emergencyStates } from '#shared/domain/letters/emergency.ts';
import { command, commandInput, fileSchema, inTerm, isoDateSchema, query } from './base.ts';

const idSchema = z.int().positive();
const whatSchema = z.string().trim().min(2).max(1000);

const emergencySchema = z.object({
  id: z.int(), studentId: z.int(), name: z.string(), className: z.string(), classId: z.int().nullable(),
  kind: z.enum(emergencyKinds), happenedOn: isoDateSchema, reportedOn: isoDateSchema, reportedBy: z.string(), what: z.string(),
  state: z.enum(emergencyStates), by: z.string(), scans: z.int(),
  steps: z.array(z.object({ act: z.enum(emergencyActs), onDate: isoDateSchema, what: z.string(), doneBy: z.string(), by: z.string() })),
  /** Acts that can follow now. */
  next: z.array(z.enum(emergencyActs)),
});
export type Emergency = z.infer<typeof emergencySchema>;

const stepFields = { ...inTerm, emergencyId: idSchema, onDate: isoDateSchema, doneBy: z.string().trim().max(60).default('') };

export const emergenciesContract = {
  /** 应急 of the 学年, newest first. A family's private matter: its own permission, that of visits. */
  list: query('visit.read').input(z.object(inTerm)).output(z.object({ emergencies: z.array(emergencySchema) })),
  record: command('visit.write')
    .input(commandInput({
      ...inTerm, studentId: idSchema, kind: z.enum(emergencyKinds), happenedOn: isoDateSchema, reportedOn: isoDateSchema, reportedBy: z.string().trim().min(1).max(60), what: whatSchema,
    }))
    .output(z.object({ emergencyId: z.int() })),
  /** A measure taken, the end of the matter, or that it goes on. */
  addStep: command('visit.write').input(commandInput({ ...stepFields, act: z.enum(['measure', 'close', 'reopen']), what: whatSchema })).output(z.object({ state: z.enum(emergencyStates) })),
  /** Into identification: the pupil's case gets the group 突发事件 with what stands behind it, and is opened where there is none. */
  refer: command('visit.write')
    .input(commandInput({ ...stepFields, evidence: z.enum(['certificate', 'declaration']), certificateNo: z.string().trim().max(60).default(''), what: whatSchema }))
    .output(z.object({ state: z.enum(emergencyStates), caseOpened: z.boolean(), groupAdded: z.boolean() })),
  /** The register sheet: of one emergency, or blank. */
  form: query('visit.read').input(z.object({ ...inTerm, emergencyId: idSchema.optional() })).output(fileSchema),
};
