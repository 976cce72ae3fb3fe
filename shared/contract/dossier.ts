import * as z from 'zod';
import { paymentLineStates } from '#shared/domain/disbursement/line-state.ts';
import { ENTITLEMENT_STATES } from '#shared/domain/entitlement/entitlement-state.ts';
import { command, commandInput, fenSchema, fileSchema, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const factSchema = z.object({ label: z.string(), text: z.string() });
const memberSchema = z.object({
  name: z.string(), relation: z.string(), idNumber: z.string(), phone: z.string(), roles: z.array(z.enum(['guardian', 'household_head'])).readonly(),
});
const groupSchema = z.object({ schoolYear: z.string(), group: z.string(), evidence: z.string(), foundBy: z.string() });
const determinationSchema = z.object({
  schoolYear: z.string(), route: z.string(), grade: z.string(), body: z.string(), decidedOn: isoDateSchema.nullable(), reason: z.string(),
  effectiveTerm: termSchema.nullable(), superseded: z.boolean(),
});
const visitSchema = z.object({
  schoolYear: z.string(), visitedOn: isoDateSchema, way: z.string(), purpose: z.string(), visitors: z.string(), consistent: z.string(), verdict: z.string(),
});
const noticeSchema = z.object({
  noticeId: z.int(), term: termSchema, no: z.string(), title: z.string(), postedOn: isoDateSchema.nullable(), endOn: isoDateSchema.nullable(),
  takenDownOn: isoDateSchema.nullable(), state: z.string(),
});
const entitlementSchema = z.object({
  id: z.int(), term: termSchema, programme: z.string(), standard: z.string(), dueFen: fenSchema, paidFen: fenSchema, stateKey: z.enum(ENTITLEMENT_STATES),
  state: z.string(), decidedBy: z.string(),
});
const paymentSchema = z.object({
  lineId: z.int(), entitlementId: z.int(), term: termSchema, programme: z.string(), batchNo: z.string(), holder: z.string(), account: z.string(), amountFen: fenSchema,
  stateKey: z.enum(paymentLineStates), state: z.string(), paidOn: isoDateSchema.nullable(), reason: z.string(),
});
const movementSchema = z.object({ date: isoDateSchema.nullable(), kind: z.string(), detail: z.string(), evidence: z.string() });
const completenessSchema = z.object({ item: z.string(), present: z.boolean(), detail: z.string() });
const traceSchema = z.object({ at: z.string(), by: z.string(), what: z.string() });
const totalsSchema = z.object({ dueFen: fenSchema, paidFen: fenSchema });

/** One pupil's file, numbers masked. */
export const studentFileSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  school: z.string(),
  className: z.string(),
  classId: z.int().nullable(),
  status: z.string(),
  boarding: z.string(),
  hardshipGrade: z.string(),
  idNumber: z.string(),
  registryNo: z.string(),
  guardians: z.string(),
  basic: z.array(factSchema).readonly(),
  members: z.array(memberSchema).readonly(),
  groups: z.array(groupSchema).readonly(),
  determinations: z.array(determinationSchema).readonly(),
  visits: z.array(visitSchema).readonly(),
  notices: z.array(noticeSchema).readonly(),
  entitlements: z.array(entitlementSchema).readonly(),
  payments: z.array(paymentSchema).readonly(),
  movements: z.array(movementSchema).readonly(),
  completeness: z.array(completenessSchema).readonly(),
  trace: z.array(traceSchema).readonly(),
  totals: totalsSchema,
});
export type StudentFileView = z.infer<typeof studentFileSchema>;

const dossierLineSchema = z.object({
  studentId: z.int(),
  name: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  status: z.string(),
  hardshipGrade: z.string(),
  /** Special groups of the 学年, as words. */
  groups: z.string(),
  /** Over all terms. */
  dueFen: fenSchema,
  paidFen: fenSchema,
  /** Completeness: items there, items needed, and the names of those missing. */
  present: z.int(),
  needed: z.int(),
  missing: z.array(z.string()).readonly(),
});
export type DossierLine = z.infer<typeof dossierLineSchema>;

/** Full numbers on paper: only for those who may see them, and always a line in the audit. */
const clearSchema = z.boolean().default(false).describe('full identity numbers instead of masked ones');

export const dossierContract = {
  /** Every pupil's file in one line; for choosing one and for finding what is missing. */
  list: query('dossier.read').input(z.object({ ...inTerm, classIds: z.array(z.int()).optional() })).output(z.array(dossierLineSchema).readonly()),
  get: query('dossier.read').input(z.object({ ...inTerm, studentId: z.int() })).output(studentFileSchema),
  /** The paper's pages as SVG, numbers masked: what printing would give. */
  preview: query('dossier.read').input(z.object({ ...inTerm, studentId: z.int() })).output(z.object({ pages: z.array(z.string()).readonly() })),
  print: command('dossier.print').input(commandInput({ ...inTerm, studentId: z.int(), clear: clearSchema })).output(fileSchema),
  /**
   * The files of some classes, or of the whole school. `by_class` gives a PDF a class, each pupil's pages counted for themselves;
   * `by_student` gives a PDF a pupil. Several PDFs come as one zip.
   */
  printMany: command('dossier.print')
    .input(commandInput({ ...inTerm, classIds: z.array(z.int()).min(1).optional(), bundle: z.enum(['by_class', 'by_student']).default('by_class'), onRollOnly: z.boolean().default(true), clear: clearSchema }))
    .output(z.object({ file: fileSchema, pupils: z.int(), papers: z.int() })),
};
