import * as z from 'zod';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, schoolYearSchema, termSchema } from './base.ts';
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

export const settlementContract = {
  statement: query('ledger.read').input(z.object({ ...inSchool, scope: settlementScopeSchema })).output(statementSchema),
  /** What stands between the term and its closing, and what would be carried over. */
  closing: query('ledger.read').input(z.object(inTerm)).output(z.object({
    checks: z.array(closingCheckSchema), mayClose: z.boolean(), carryOver: z.array(carryOverSchema), nextTerm: termSchema, lock: lockSchema.nullable(),
  })),
  /** Locks the term; what is left is carried into the next one on the same day. */
  close: command('settlement.close')
    .input(commandInput({ ...inTerm, closedOn: isoDateSchema.optional(), note: z.string().trim().max(500).default('') }))
    .output(z.object({ closedOn: isoDateSchema, carried: z.array(carryOverSchema), carriedFen: fenSchema })),
  print: command('ledger.read').input(commandInput({ ...inSchool, scope: settlementScopeSchema })).output(fileSchema),
  sheet: command('ledger.read').input(commandInput({ ...inSchool, scope: settlementScopeSchema })).output(fileSchema),
};
