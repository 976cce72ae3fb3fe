import * as z from 'zod';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { chainStepKeys } from '#shared/domain/settlement/chain.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';
import { fundingSourceSchema } from './ledger.ts';

const textSchema = z.string().trim().max(200);
const amountSchema = fenSchema.refine((amount) => amount > 0, '金额必须大于 0');
const channelSchema = z.enum(paymentChannels);

export const allotmentLineSchema = z.object({
  id: z.int(),
  allotmentId: z.int(),
  kind: z.enum(['grant', 'reduction']),
  docNo: z.string(),
  issuedOn: isoDateSchema,
  issuer: z.string(),
  source: fundingSourceSchema,
  sourceLabel: z.string(),
  budgetYear: z.int(),
  limits: z.string(),
  memo: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
  term: termSchema,
  channel: channelSchema,
  fen: fenSchema,
  reducedFen: fenSchema,
  arrivedFen: fenSchema,
  /** 下达 − 到账: what is still to come, or how much more came. */
  openFen: fenSchema,
  overFen: fenSchema,
  arrivals: z.int(),
  firstReceivedOn: isoDateSchema.nullable(),
  adjustsDocNo: z.string().nullable(),
  entryId: z.int(),
  entryNo: z.int(),
  reversedByNo: z.int().nullable(),
  by: z.string(),
});
export type AllotmentLineView = z.infer<typeof allotmentLineSchema>;

const recordedSchema = z.object({ allotmentId: z.int(), entryNos: z.array(z.int()) });

export const allotmentsContract = {
  /** The term's 下达, and earlier ones still open or filled in this term. */
  list: query('ledger.read').input(z.object(inTerm)).output(z.array(allotmentLineSchema)),
  /** One document with the programmes it pays for. */
  record: command('ledger.write')
    .input(commandInput({
      ...inTerm, docNo: textSchema.min(1), issuedOn: isoDateSchema, issuer: textSchema.default(''), source: fundingSourceSchema, budgetYear: z.int().min(1990).max(2199),
      /** What the money may and may not be used for. */
      limits: z.string().trim().max(1000).default(''), memo: textSchema.default(''),
      lines: z.array(z.object({ programmeKey: z.string().min(1), fen: amountSchema })).min(1).max(40),
      /** The same document for the same programme once more, knowingly. */
      another: z.boolean().default(false),
    }))
    .output(recordedSchema),
  /** A later document takes back what has not arrived. */
  reduce: command('ledger.write')
    .input(commandInput({ ...inSchool, lineId: z.int(), docNo: textSchema.min(1), issuedOn: isoDateSchema, fen: amountSchema, memo: textSchema.default('') }))
    .output(recordedSchema),
};

const sharesSchema = z.partialRecord(fundingSourceSchema, z.int().min(0).max(1_000_000));

export const fundRulesContract = {
  /** What was decided about channels and splits, and what is in force in the term. */
  list: query('ledger.read').input(z.object(inTerm)).output(z.array(z.object({
    programmeKey: z.string(), programmeName: z.string(), channel: channelSchema, channelLabel: z.string(), channelFrom: termSchema.nullable(), channelDocNo: z.string().nullable(),
    shares: sharesSchema, sharesLabel: z.string().nullable(), sharesFrom: termSchema.nullable(), sharesDocNo: z.string().nullable(),
    history: z.array(z.object({ what: z.enum(['channel', 'split']), text: z.string(), validFrom: termSchema, docNo: z.string(), by: z.string(), at: z.string() })),
  }))),
  setChannel: command('ledger.write')
    .input(commandInput({ ...inSchool, programmeKey: z.string().min(1), validFrom: termSchema, channel: channelSchema, docNo: textSchema.min(1) }))
    .output(z.object({ channel: channelSchema })),
  /** Whole weights by source; an empty record takes the prescription away. */
  setSplit: command('ledger.write')
    .input(commandInput({ ...inSchool, programmeKey: z.string().min(1), validFrom: termSchema, shares: sharesSchema, docNo: textSchema.min(1) }))
    .output(z.object({ sharesLabel: z.string().nullable() })),
  /** 调剂, with approval: from one programme or source to another, within a channel. */
  move: command('ledger.write')
    .input(commandInput({
      ...inTerm, from: z.object({ programmeKey: z.string().min(1), source: fundingSourceSchema }), to: z.object({ programmeKey: z.string().min(1), source: fundingSourceSchema }),
      fen: amountSchema, docNo: textSchema.min(1), onDate: isoDateSchema, memo: textSchema.default(''),
    }))
    .output(z.object({ entryNos: z.array(z.int()) })),
};

const stepSchema = z.object({ key: z.enum(chainStepKeys), label: z.string(), fen: fenSchema });

export const programmeChainSchema = z.object({
  programmeKey: z.string(),
  programmeName: z.string(),
  channel: channelSchema,
  channelLabel: z.string(),
  /** The split by source prescribed for it, in words. */
  split: z.string().nullable(),
  steps: z.array(stepSchema),
  /** 下达 − 到账, and arrivals beyond a 下达 or under none. */
  openFen: fenSchema,
  overFen: fenSchema,
  unallottedFen: fenSchema,
  sources: z.array(z.object({
    source: z.enum(fundingSources), sourceLabel: z.string(), openingFen: fenSchema, receivedFen: fenSchema, dueFen: fenSchema, paidFen: fenSchema, returnedFen: fenSchema, balanceFen: fenSchema,
  })),
  warnings: z.array(z.string()),
});
export type ProgrammeChainView = z.infer<typeof programmeChainSchema>;

export const chainItemSchema = z.object({
  entryId: z.int(), entryNo: z.int(), date: isoDateSchema, kindLabel: z.string(), docNo: z.string(), memo: z.string(), pupils: z.int(), fen: fenSchema, by: z.string(),
  /** The batch an entry sent, to go there. */
  batchId: z.int().nullable(),
});
export type ChainItem = z.infer<typeof chainItemSchema>;

export const chainContract = {
  /** The chain of each programme in the term; each number is the sum of its items. */
  term: query('ledger.read').input(z.object(inTerm)).output(z.array(programmeChainSchema)),
  items: query('ledger.read')
    .input(z.object({ ...inTerm, programmeKey: z.string(), step: z.enum(chainStepKeys) }))
    .output(z.object({ label: z.string(), fen: fenSchema, items: z.array(chainItemSchema) })),
  /** 资金台账 of the term. */
  print: command('ledger.read').input(commandInput(inTerm)).output(fileSchema),
};
