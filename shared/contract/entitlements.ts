import * as z from 'zod';
import { ENTITLEMENT_STATES } from '#shared/domain/entitlement/entitlement-state.ts';
import { QUESTIONS } from '#shared/domain/entitlement/pupil-facts.ts';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const pupilColumns = {
  studentId: z.int(),
  studentName: z.string(),
  classId: z.int().nullable(),
  className: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
};

const totalsSchema = z.object({ count: z.int(), sumFen: fenSchema });

/** Where the announcement of this entitlement stands. */
const noticeStandingSchema = z.enum(['none', 'draft', 'posted', 'ended', 'held', 'waived']);

const entitlementRowSchema = z.object({
  id: z.int(),
  ...pupilColumns,
  stage: z.string(),
  boarding: z.enum(['day', 'boarding', 'unknown']),
  hardshipGrade: z.string(),
  awardTier: z.string().nullable(),
  amountFen: fenSchema,
  state: z.enum(ENTITLEMENT_STATES),
  notice: noticeStandingSchema,
  proposedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedOn: isoDateSchema.nullable(),
  /** Approved by the same person who proposed it (one-person mode). */
  onePerson: z.boolean(),
  withdrawnReason: z.string().nullable(),
});
export type EntitlementRow = z.infer<typeof entitlementRowSchema>;

const reasonSchema = z.object({ topic: z.string(), heading: z.string(), sentence: z.string(), clause: z.string(), verdict: z.enum(['for', 'against', 'ask']) });

const unproposedRowSchema = z.object({
  ...pupilColumns,
  kind: z.enum(['not', 'needs_answer']),
  hardshipGrade: z.string(),
  reasons: z.array(reasonSchema),
  /** What a person can settle here and now. */
  questions: z.array(z.enum(QUESTIONS)),
});
export type UnproposedRow = z.infer<typeof unproposedRowSchema>;

const changeRowSchema = z.object({
  entitlementId: z.int(),
  ...pupilColumns,
  state: z.enum(['proposed', 'approved']),
  kind: z.enum(['amount_changed', 'basis_changed', 'no_longer']),
  beforeFen: fenSchema,
  afterFen: fenSchema.nullable(),
  sentence: z.string(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

const programmeTotalsSchema = totalsSchema.extend({ programmeKey: z.string(), programmeName: z.string() });

const reasonText = z.string().trim().min(2).max(200);

export const entitlementsContract = {
  list: query('entitlement.read').input(z.object({ ...inTerm, withdrawn: z.boolean().default(false) })).output(z.object({
    rows: z.array(entitlementRowSchema),
    /** Over the live rows, by programme; their sum is `total`. */
    byProgramme: z.array(programmeTotalsSchema),
    total: totalsSchema,
    approved: totalsSchema,
    onePersonMode: z.boolean(),
  })),
  /** What calculating would do, without doing it. */
  preview: query('entitlement.read').input(z.object(inTerm)).output(z.object({
    pupilCount: z.int(),
    toPropose: totalsSchema,
    toProposeByProgramme: z.array(programmeTotalsSchema),
    unchanged: totalsSchema,
    changes: z.array(changeRowSchema),
    unproposedCount: z.int(),
    needsAnswerCount: z.int(),
  })),
  /** Proposes what is due and not yet held. Running it again changes nothing; changed facts become differences to confirm. */
  calculate: command('entitlement.propose').input(commandInput(inTerm)).output(z.object({
    proposed: totalsSchema,
    unchanged: totalsSchema,
    changeCount: z.int(),
    unproposedCount: z.int(),
  })),
  /** In hardship or in a group, and not proposed: why. */
  unproposed: query('entitlement.read').input(z.object(inTerm)).output(z.array(unproposedRowSchema)),
  /** Brings proposed entitlements in line with today's facts; those no longer due are withdrawn, never deleted. */
  applyChanges: command('entitlement.propose')
    .input(commandInput({ ...inTerm, entitlementIds: z.array(z.int()).min(1) }))
    .output(z.object({ updated: z.int(), withdrawn: z.int(), proposed: totalsSchema })),
  /** A person's answer to a question the facts leave open. */
  answer: command('entitlement.propose')
    .input(commandInput({ ...inTerm, studentId: z.int(), programmeKey: z.string(), question: z.enum(QUESTIONS), decision: z.enum(['pay', 'refuse']), reason: reasonText }))
    .output(doneSchema),
  /** Chooses pupils for a programme that has no automatic rule, and proposes them. */
  choose: command('entitlement.propose')
    .input(commandInput({ ...inTerm, programmeKey: z.string(), studentIds: z.array(z.int()).min(1), quantity: z.int().positive().nullable().default(null), reason: reasonText }))
    .output(z.object({ chosen: z.int() })),
  /** The second person's approval. Count and sum are what that person saw; they must still be true. */
  approve: command('entitlement.approve')
    .input(commandInput({
      ...inTerm,
      entitlementIds: z.array(z.int()).min(1),
      expectedCount: z.int(),
      expectedSumFen: fenSchema,
      noticeWaivedReason: reasonText.nullable().default(null),
    }))
    .output(totalsSchema.extend({ byProgramme: z.array(programmeTotalsSchema), onePerson: z.boolean() })),
  withdraw: command('entitlement.propose')
    .input(commandInput({ ...inTerm, entitlementIds: z.array(z.int()).min(1), reason: reasonText }))
    .output(totalsSchema),
  /** Why this yuan: rule and source, facts, decision, lists, notice, who did what when. */
  why: query('entitlement.read').input(z.object({ ...inSchool, entitlementId: z.int() })).output(z.object({
    ...pupilColumns,
    term: termSchema,
    amountFen: fenSchema,
    state: z.enum(ENTITLEMENT_STATES),
    confidence: z.enum(CONFIDENCES).nullable(),
    reasons: z.array(reasonSchema),
    noticeId: z.int().nullable(),
    determinationId: z.int().nullable(),
    ledgerEntryIds: z.array(z.int()),
  })),
  /** 审批表. */
  print: query('entitlement.read').input(z.object({ ...inTerm, programmeKey: z.string().optional(), classId: z.int().optional() })).output(fileSchema),
  exportXlsx: query('entitlement.read').input(z.object({ ...inTerm, programmeKey: z.string().optional(), classId: z.int().optional() })).output(fileSchema),
};
