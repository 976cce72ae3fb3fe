import * as z from 'zod';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { disposalWays } from '#shared/domain/settlement/disposal.ts';
import { signatureWays, signingOffices } from '#shared/domain/settlement/signing.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, schoolYearSchema, termSchema } from './base.ts';
import { fundingSourceSchema } from './ledger.ts';

const asOf = { asOf: isoDateSchema.nullable().default(null) };

export const settlementScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('term'), term: termSchema, ...asOf }),
  z.object({ kind: z.literal('school_year'), schoolYear: schoolYearSchema, ...asOf }),
  z.object({ kind: z.literal('calendar_year'), year: z.int().min(1990).max(2199), ...asOf }),
  z.object({ kind: z.literal('as_of'), date: isoDateSchema }),
]);

const summed = {
  openingCash: fenSchema, openingBudget: fenSchema, received: fenSchema, moved: fenSchema, due: fenSchema, paid: fenSchema, recovered: fenSchema, returned: fenSchema,
  carriedOut: fenSchema,
};
const owed = { notSubmitted: fenSchema, inFlight: fenSchema, failed: fenSchema, recoveredOwed: fenSchema, overpaid: fenSchema };
const balances = { budgetBalance: fenSchema, cashBalance: fenSchema, outstanding: fenSchema, leftAfterCarry: fenSchema };
const headcountsSchema = z.object({ due: z.int(), paid: z.int(), failed: z.int(), inFlight: z.int() });

const sourceRowSchema = z.object({ source: fundingSourceSchema, sourceLabel: z.string(), ...summed, ...balances });
const programmeRowSchema = z.object({
  programmeKey: z.string(), programmeName: z.string(), channel: z.enum(paymentChannels), channelLabel: z.string(), ...summed, ...owed, ...balances, headcounts: headcountsSchema, sources: z.array(sourceRowSchema),
});

export const statementSchema = z.object({
  scope: settlementScopeSchema,
  scopeLabel: z.string(),
  programmes: z.array(programmeRowSchema),
  totals: z.object({ ...summed, ...owed, ...balances }),
  /** The totals of each channel in use; balances of different channels are never added up. */
  channels: z.array(z.object({ channel: z.enum(paymentChannels), channelLabel: z.string(), totals: z.object({ ...summed, ...owed, ...balances }) })),
  places: headcountsSchema,
  persons: z.int(),
  /** Why cash and budget differ, in words and sums. */
  explanation: z.array(z.object({ label: z.string(), fen: fenSchema })),
  closedOn: isoDateSchema.nullable(),
});
export type StatementView = z.infer<typeof statementSchema>;

export const closingCheckSchema = z.object({
  key: z.string(),
  severity: z.enum(['blocks', 'warns']),
  passed: z.boolean(),
  label: z.string(),
  sentence: z.string(),
  count: z.int(),
  fen: fenSchema,
});
export type ClosingCheckView = z.infer<typeof closingCheckSchema>;

const carryOverSchema = z.object({ programmeKey: z.string(), programmeName: z.string(), source: fundingSourceSchema, sourceLabel: z.string(), fen: fenSchema });
const lockSchema = z.object({ closedOn: isoDateSchema, closedBy: z.string(), note: z.string() });
const officeSchema = z.enum(signingOffices);

const placeSchema = z.object({ programmeKey: z.string().min(1), source: fundingSourceSchema });
/** What a remainder, or a part of it, is for. */
const disposalSchema = z.object({
  ...placeSchema.shape, way: z.enum(disposalWays), fen: fenSchema, docNo: z.string().trim().max(200).default(''), to: placeSchema.nullable().default(null),
});
const disposalViewSchema = z.object({
  ...placeSchema.shape, programmeName: z.string(), sourceLabel: z.string(), way: z.enum(disposalWays), wayLabel: z.string(), fen: fenSchema, docNo: z.string(),
  to: placeSchema.nullable(), toLabel: z.string(),
});

export const termActSchema = z.object({
  id: z.int(),
  kind: z.enum(['closing', 'reopening']),
  onDate: isoDateSchema,
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  outcome: z.enum(['done', 'withdrawn']).nullable(),
  endReason: z.string(),
  endedBy: z.string(),
  endedAt: z.string().nullable(),
  disposals: z.array(disposalViewSchema),
  /** `alone`: one person for both offices, as 一人模式 allows. */
  signatures: z.array(z.object({ office: officeSchema, officeLabel: z.string(), way: z.enum(signatureWays), signer: z.string(), signedOn: isoDateSchema, alone: z.boolean(), at: z.string() })),
});
export type TermActView = z.infer<typeof termActSchema>;

const signedSchema = z.object({ actId: z.int(), locked: z.boolean(), closedOn: isoDateSchema, carried: z.array(carryOverSchema), carriedFen: fenSchema });

export const settlementContract = {
  statement: query('ledger.read').input(z.object({ ...inSchool, scope: settlementScopeSchema })).output(statementSchema),
  /** What stands between the term and its closing, what is left and what it could be for, who signed, and everything that was done before. */
  closing: query('ledger.read').input(z.object(inTerm)).output(z.object({
    checks: z.array(closingCheckSchema), mayClose: z.boolean(), carryOver: z.array(carryOverSchema), proposed: z.array(disposalViewSchema), nextTerm: termSchema, nextClosed: z.boolean(),
    lock: lockSchema.nullable(),
    /** The closing or reopening that waits for a signature. */
    open: termActSchema.nullable(),
    history: z.array(termActSchema),
    onePersonMode: z.boolean(),
    /** The offices this account signs itself. */
    offices: z.array(officeSchema),
  })),
  /**
   * Begins the closing with the caller's signature; it is locked when the second is there. In 一人模式 one call signs for both and locks. Without decisions
   * everything left is carried on.
   */
  close: command('settlement.close')
    .input(commandInput({ ...inTerm, closedOn: isoDateSchema.optional(), note: z.string().trim().max(500).default(''), disposals: z.array(disposalSchema).max(200).optional(), office: officeSchema.optional() }))
    .output(signedSchema),
  /** Asks for a closed term to be opened again; done when a second person has signed. */
  reopen: command('settlement.close').input(commandInput({ ...inTerm, reason: z.string().trim().min(2).max(500), office: officeSchema.optional() })).output(signedSchema),
  /** The second signature, by the account itself or recorded from paper. The act is carried out with it, whole or not at all. */
  sign: command('settlement.close')
    .input(commandInput({ ...inSchool, actId: z.int(), office: officeSchema.optional(), paper: z.object({ signer: z.string().trim().min(1).max(60), signedOn: isoDateSchema }).nullable().default(null) }))
    .output(signedSchema),
  /** Takes back what is not signed by both; nothing was posted. */
  withdraw: command('settlement.close').input(commandInput({ ...inSchool, actId: z.int(), reason: z.string().trim().min(2).max(500) })).output(doneSchema),
  print: command('ledger.read').input(commandInput({ ...inSchool, scope: settlementScopeSchema })).output(fileSchema),
  sheet: command('ledger.read').input(commandInput({ ...inSchool, scope: settlementScopeSchema })).output(fileSchema),
};
