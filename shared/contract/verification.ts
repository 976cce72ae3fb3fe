import * as z from 'zod';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { hitEvents, hitOutcomes, hitStates } from '#shared/domain/verification/negative-hit.ts';
import { command, commandInput, doneSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

/** What the user says about a negative list as a whole, when importing it. */
export const negativeListOptionsSchema = z.object({
  kindKey: z.string().max(60).default('public_payroll'),
  issuer: z.string().trim().max(60).default(''),
  asOf: isoDateSchema.nullable().default(null),
});
export type NegativeListOptions = z.output<typeof negativeListOptionsSchema>;

const kindShape = {
  label: z.string().trim().min(1, '请填名称').max(30),
  detailLabel: z.string().trim().max(30),
  ask: z.string().trim().max(100),
  source: z.string().trim().min(1, '请填依据文号或来源').max(100),
  active: z.boolean(),
};
const kindSchema = z.object({ ...kindShape, key: z.string() });
export type NegativeKindView = z.infer<typeof kindSchema>;

const listSchema = z.object({
  listId: z.int(), kindLabel: z.string(), issuer: z.string(), asOf: isoDateSchema.nullable(), term: termSchema, fileName: z.string(), importedAt: z.string(), importedBy: z.string(),
  /** Rows kept, and those left out at the import: together the rows of the file. */
  rows: z.int(), leftOut: z.int(), byNumber: z.int(), byName: z.int(),
  withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type NegativeListView = z.infer<typeof listSchema>;

const eventSchema = z.object({
  event: z.enum(hitEvents), toState: z.enum(hitStates), onDate: isoDateSchema, text: z.string(), outcome: z.enum(hitOutcomes).nullable(), by: z.string(), at: z.string(),
});

const hitSchema = z.object({
  hitId: z.int(),
  studentId: z.int(),
  name: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  /** The pupil's case of the year; a pupil without one asks for nothing, so there is nothing to check yet. */
  caseState: z.enum(caseStates).nullable(),
  grade: z.string().nullable(),
  /** The pupil has a case that stands: the hit is to be settled. */
  due: z.boolean(),
  kindLabel: z.string(),
  ask: z.string(),
  detailLabel: z.string(),
  issuer: z.string(),
  fileName: z.string(),
  rowNo: z.int(),
  listedName: z.string(),
  /** Masked; '' for a 班主任. */
  idMasked: z.string(),
  detail: z.string(),
  personName: z.string(),
  relation: z.string(),
  source: z.enum(['pupil', 'roster', 'application']),
  strength: z.enum(['number', 'name']),
  nameDiffers: z.boolean(),
  /** What the family wrote on the application about this person's work; '' when there is nothing. */
  declared: z.string(),
  state: z.enum(hitStates),
  events: z.array(eventSchema),
});
export type NegativeHitView = z.infer<typeof hitSchema>;

export const verificationContract = {
  kinds: query('verification.read').input(z.object(inSchool)).output(z.array(kindSchema)),
  saveKind: command('setting.write').input(commandInput({ ...inSchool, ...kindShape, key: z.string().max(60).nullable() })).output(z.object({ key: z.string() })),
  /** The negative lists of the 学年. */
  lists: query('verification.read').input(z.object(inTerm)).output(z.array(listSchema)),
  /** Every hit of the lists in force in the 学年, with what became of it. */
  hits: query('verification.read').input(z.object(inTerm)).output(z.object({
    counts: z.object({ due: z.int(), open: z.int(), explained: z.int(), checked: z.int(), decided: z.int(), notSame: z.int(), withoutCase: z.int() }),
    rows: z.array(hitSchema),
  })),
  /** One step with hits: the family's explanation, papers, a recommendation, not the same person, or opened again. */
  act: command('verification.write')
    .input(commandInput({
      ...inSchool, hitIds: z.array(z.int()).min(1).max(500), event: z.enum(hitEvents), onDate: isoDateSchema,
      text: z.string().trim().min(2, '请写明内容，至少两个字').max(500), outcome: z.enum(hitOutcomes).nullable().default(null),
    }))
    .output(z.object({ moved: z.int() })),
  /** Holds a list against today's households: new members, new applications, new pupils. Hits that are there stay. */
  rematch: command('verification.write').input(commandInput({ ...inSchool, listId: z.int() })).output(z.object({ added: z.int() })),
  withdraw: command('verification.write').input(commandInput({ ...inSchool, listId: z.int(), reason: z.string().trim().min(2).max(200) })).output(doneSchema),
  /** 核查登记表 */
  print: query('verification.read').input(z.object(inTerm)).output(fileSchema),
};
