import * as z from 'zod';
import { termStepKeys } from '#shared/domain/checks/term-steps.ts';
import { fenSchema, fileSchema, inTerm, isoDateSchema, query } from './base.ts';

const sayingSchema = z.object({
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  sentence: z.string(),
});

const stepSchema = z.object({
  key: z.enum(termStepKeys),
  state: z.enum(['done', 'open', 'overdue', 'not_begun', 'not_applicable']),
  now: sayingSchema,
  missing: z.array(sayingSchema.extend({ tone: z.enum(['good', 'warn', 'bad', 'plain']) })),
  deadline: isoDateSchema.nullable(),
});
export type HomeStep = z.infer<typeof stepSchema>;

export const termOverviewSchema = z.object({
  today: isoDateSchema,
  lastDay: isoDateSchema,
  closedOn: isoDateSchema.nullable(),
  steps: z.array(stepSchema),
  /** The step to go on with; null when nothing waits. */
  next: z.enum(termStepKeys).nullable(),
  /** How many lacks wait for a person. */
  waiting: z.int(),
  money: z.object({
    openingFen: fenSchema, receivedFen: fenSchema, dueFen: fenSchema, paidFen: fenSchema, failedFen: fenSchema, returnedFen: fenSchema, balanceFen: fenSchema,
  }).nullable().describe('null for an account that may not see the ledger'),
  safety: z.object({
    lastBackupAt: z.string().nullable(), lastBackupVerified: z.boolean(), auditIntact: z.boolean(), auditLastSeq: z.int(),
  }),
});
export type TermOverview = z.infer<typeof termOverviewSchema>;

export const homeContract = {
  /** 本学期工作台: the term's steps with their counts, what is missing, the money and whether the archive is safe. */
  term: query('signed_in').input(z.object(inTerm)).output(termOverviewSchema),
  /** 本学期清单, to be printed. */
  checklist: query('signed_in').input(z.object(inTerm)).output(fileSchema),
};
