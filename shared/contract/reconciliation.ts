import * as z from 'zod';
import { differenceStates, reconciliationPairs, statementKinds } from '#shared/domain/reconciliation/difference-state.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const pairSchema = z.enum(reconciliationPairs);
const kindSchema = z.enum(statementKinds);
const stateSchema = z.enum(differenceStates);
const textSchema = z.string().trim().max(300);

const sideSchema = z.object({ count: z.int(), fen: fenSchema });

export const statementViewSchema = z.object({
  id: z.int(), kind: kindSchema, kindLabel: z.string(), accountLabel: z.string(), fileName: z.string(), rowCount: z.int(), inFen: fenSchema, outFen: fenSchema,
  from: isoDateSchema.nullable(), to: isoDateSchema.nullable(), by: z.string(), at: z.string(), withdrawReason: z.string().nullable(),
});
export type MoneyStatementView = z.infer<typeof statementViewSchema>;

export const reconciledMatchSchema = z.object({
  key: z.string(), ruleLabel: z.string(), onDate: isoDateSchema.nullable(), fen: fenSchema, leftCount: z.int(), leftText: z.string(), rightCount: z.int(), rightText: z.string(),
});
export type ReconciledMatchView = z.infer<typeof reconciledMatchSchema>;

export const differenceSchema = z.object({
  key: z.string(), kind: z.enum(['left_only', 'right_only', 'differs']), kindLabel: z.string(), onDate: isoDateSchema.nullable(), who: z.string(), what: z.string(), origin: z.string(),
  leftFen: fenSchema.nullable(), rightFen: fenSchema.nullable(), differenceFen: fenSchema, leftKeys: z.array(z.string()), rightKeys: z.array(z.string()),
  /** Handed on by the term before. */
  carriedIn: z.boolean(),
  state: stateSchema, stateLabel: z.string(), note: z.string(), responsible: z.string(), dueOn: isoDateSchema.nullable(), by: z.string(), at: z.string(),
});
export type DifferenceView = z.infer<typeof differenceSchema>;

export const pairSummarySchema = z.object({
  pair: pairSchema, title: z.string(), leftLabel: z.string(), rightLabel: z.string(),
  /** `needless`: nothing of the kind happened; `waiting`: a side is missing; `open`: differences nobody spoke of; `handled`: all explained, resolved or carried; `equal`: none. */
  state: z.enum(['needless', 'waiting', 'open', 'handled', 'equal']), stateLabel: z.string(),
  /** What is missing, and where it comes from. */
  missing: z.string(),
  left: sideSchema, right: sideSchema, matched: sideSchema, differenceFen: fenSchema,
  counts: z.object({ open: z.int(), explained: z.int(), resolved: z.int(), carried: z.int() }), openFen: fenSchema,
});
export type PairSummaryView = z.infer<typeof pairSummarySchema>;

export const pairViewSchema = pairSummarySchema.extend({ matches: z.array(reconciledMatchSchema), differences: z.array(differenceSchema) });
export type PairView = z.infer<typeof pairViewSchema>;

const ofPair = { ...inTerm, pair: pairSchema };

export const moneyStatementOptionsSchema = z.object({
  kind: kindSchema,
  /** Which account or ledger book, where a school has several of a kind. */
  accountLabel: z.string().trim().max(60).default(''),
  /** What 借 means in the file; null: in finance's ledger in, on a statement out. */
  debitMeans: z.enum(['in', 'out']).nullable().default(null),
  /** For files with 月 and 日 only; null: the calendar year in which the term begins. */
  year: z.int().min(1990).max(2199).nullable().default(null),
});
export type MoneyStatementOptions = z.infer<typeof moneyStatementOptionsSchema>;

export const reconciliationContract = {
  /** The comparisons of a term at a glance: 系统名单, 台账, 财务, 银行 and 一卡通. */
  overview: query('ledger.read').input(z.object(inTerm)).output(z.object({ term: termSchema, pairs: z.array(pairSummarySchema) })),
  pair: query('ledger.read').input(z.object(ofPair)).output(pairViewSchema),
  statements: query('ledger.read').input(z.object(inTerm)).output(z.array(statementViewSchema)),
  withdrawStatement: command('ledger.write').input(commandInput({ ...inSchool, statementId: z.int(), reason: textSchema.min(1) })).output(doneSchema),
  /** What becomes of differences: explained, resolved, carried to the next term, or open again. */
  note: command('ledger.write').input(commandInput({
    ...ofPair, differenceKeys: z.array(z.string()).min(1).max(2000), state: stateSchema, note: textSchema.min(1), responsible: textSchema.default(''), dueOn: isoDateSchema.nullable().default(null),
  })).output(z.object({ noted: z.int() })),
  /** A person's word that these lines of both sides are the same money; their sums must be equal. */
  match: command('ledger.write').input(commandInput({ ...ofPair, leftKeys: z.array(z.string()).min(1).max(2000), rightKeys: z.array(z.string()).min(1).max(2000), reason: textSchema.min(1) }))
    .output(z.object({ fen: fenSchema })),
  /** 对账表 of one comparison, with signatures. */
  print: command('ledger.read').input(commandInput(ofPair)).output(fileSchema),
  exportXlsx: command('ledger.read').input(commandInput(ofPair)).output(fileSchema),
};
