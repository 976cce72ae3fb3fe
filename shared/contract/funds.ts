import * as z from 'zod';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { command, commandInput, fenSchema, inTerm, isoDateSchema, query, inSchool } from './base.ts';
import { fundingSourceSchema } from './ledger.ts';

const textSchema = z.string().trim().max(200);
const amountSchema = fenSchema.refine((amount) => amount > 0, '金额必须大于 0');

export const fundMovementSchema = z.object({
  entryId: z.int(),
  entryNo: z.int(),
  kind: z.enum(['opening_balance', 'carried_in', 'carried_out', 'receipt', 'moved_in', 'moved_out', 'returned_to_treasury']),
  kindLabel: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
  channel: z.enum(paymentChannels),
  source: fundingSourceSchema,
  docNo: z.string(),
  /** The 下达 an arrival fills, its bank reference, and why it is more than was allotted. */
  allotmentLineId: z.int().nullable(),
  bankRef: z.string(),
  overReason: z.string(),
  allottedOn: isoDateSchema.nullable(),
  onDate: isoDateSchema,
  fen: fenSchema,
  payer: z.string(),
  memo: z.string(),
  /** The number of the entry that took it back; null while it stands. */
  reversedByNo: z.int().nullable(),
  postedBy: z.string(),
});
export type FundMovement = z.infer<typeof fundMovementSchema>;

const programmeMoney = { programmeKey: z.string().min(1), source: fundingSourceSchema, fen: amountSchema };
const postedSchema = z.object({ entryId: z.int(), entryNo: z.int() });

export const fundsContract = {
  /** Money in and out of the term's pots, as recorded; what was taken back is there and marked. */
  list: query('ledger.read').input(z.object(inTerm)).output(z.array(fundMovementSchema)),
  /** Programmes money can be recorded for. */
  programmes: query('ledger.read').input(z.object(inSchool)).output(z.array(z.object({ key: z.string(), name: z.string() }))),
  recordReceipt: command('ledger.write')
    .input(commandInput({
      ...inTerm, ...programmeMoney, docNo: textSchema.min(1), allottedOn: isoDateSchema.nullable().default(null), receivedOn: isoDateSchema,
      payer: textSchema.default(''), memo: textSchema.default(''), bankRef: textSchema.default(''),
      /** The line of a recorded 下达 this fills; without one the arrival is recorded and warned of. */
      allotmentLineId: z.int().nullable().default(null),
      /** Why more arrives than was allotted. */
      overReason: textSchema.default(''),
      /** Another receipt under the same document, sum and day, knowingly. */
      another: z.boolean().default(false),
    }))
    .output(postedSchema.extend({ warnings: z.array(z.string()) })),
  /** What was in hand when the school began to keep this ledger. */
  recordOpening: command('ledger.write')
    .input(commandInput({ ...inTerm, ...programmeMoney, onDate: isoDateSchema, memo: textSchema.min(1) }))
    .output(postedSchema),
  recordReturn: command('ledger.write')
    .input(commandInput({ ...inTerm, ...programmeMoney, docNo: textSchema.min(1), onDate: isoDateSchema, memo: textSchema.default('') }))
    .output(postedSchema),
  /** The only correction: a visible reversal with its reason. */
  reverse: command('ledger.write')
    .input(commandInput({ ...inSchool, entryId: z.int(), reason: textSchema.min(1) }))
    .output(postedSchema),
};
