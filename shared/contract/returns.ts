import * as z from 'zod';
import { paymentLineStates } from '#shared/domain/disbursement/line-state.ts';
import { recoveryCauses, recoveryStates, recoveryStepKinds } from '#shared/domain/disbursement/recovery-case.ts';
import { reasonKeys } from '#shared/domain/reconciliation/return-words.ts';
import { rowBuckets } from '#shared/domain/reconciliation/row-bucket.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';

export const bucketTotalSchema = z.object({
  bucket: z.enum(rowBuckets), count: z.int(), sumFen: fenSchema, withoutAmount: z.int().describe('rows without an amount, not in the sum'),
});
export type BucketTotalRow = z.infer<typeof bucketTotalSchema>;

const countAndSum = z.object({ count: z.int(), sumFen: fenSchema });

/** What the wizard shows beside the rows of a return file (`extra` of the import preview). */
export const returnPreviewSchema = z.object({
  batches: z.array(z.object({ id: z.int(), no: z.string(), programmeName: z.string() })),
  buckets: z.array(bucketTotalSchema),
  fileTotals: z.object({ rows: z.int(), sumFen: fenSchema, withoutAmount: z.int() }),
  lines: z.object({ paid: countAndSum, failed: countAndSum, unanswered: countAndSum, total: countAndSum }),
  /** Only for a corrected file: the lines whose answer it changes. */
  differences: z.array(z.object({
    lineId: z.int(), batchNo: z.string(), lineNo: z.int(), studentName: z.string(), amountFen: fenSchema,
    before: z.enum(['paid', 'failed', 'unanswered']), after: z.enum(['paid', 'failed', 'unanswered']),
  })),
  /** Result texts nobody has classified yet, with how often they stand in the file. */
  unknownWords: z.array(z.object({ text: z.string(), result: z.string(), reason: z.string(), count: z.int() })),
});
export type ReturnPreview = z.infer<typeof returnPreviewSchema>;

export const returnFileSchema = z.object({
  id: z.int(),
  fileName: z.string(),
  confirmedAt: z.string(),
  confirmedBy: z.string(),
  batches: z.array(z.string()),
  rowCount: z.int(),
  sumFen: fenSchema,
  buckets: z.array(bucketTotalSchema),
  corrects: z.string().nullable().describe('the file this one corrects'),
  correctedBy: z.string().nullable(),
  differences: z.int(),
});
export type ReturnFileRow = z.infer<typeof returnFileSchema>;

export const returnRowSchema = z.object({
  rowNo: z.int(), bucket: z.enum(rowBuckets), rule: z.string().nullable(), amountFen: fenSchema.nullable(), reasonRaw: z.string(),
  reasonKey: z.enum(reasonKeys).nullable(), lineNo: z.int().nullable(), batchNo: z.string().nullable(), studentName: z.string().nullable(), classLabel: z.string().nullable(),
});

/** A line that waits for somebody: failed, corrected and not yet sent again, or unanswered. */
export const openLineSchema = z.object({
  lineId: z.int(),
  batchId: z.int(),
  batchNo: z.string(),
  programmeKey: z.string(),
  programmeName: z.string(),
  term: termSchema,
  lineNo: z.int(),
  studentId: z.int(),
  studentName: z.string(),
  classLabel: z.string(),
  holderName: z.string(),
  accountMasked: z.string(),
  accountNowMasked: z.string().describe('the live account, when it is another one'),
  amountFen: fenSchema,
  state: z.enum(paymentLineStates),
  reasonRaw: z.string(),
  reasonKey: z.enum(reasonKeys).nullable(),
  next: z.string().describe('what to do, in words'),
  sentOn: isoDateSchema.nullable(),
  days: z.int().nullable().describe('days since it was sent'),
});
export type OpenLine = z.infer<typeof openLineSchema>;

export const lineActSchema = z.object({
  at: z.string(), by: z.string(), move: z.string(), before: z.enum(paymentLineStates), after: z.enum(paymentLineStates), onDate: isoDateSchema, note: z.string(), evidence: z.string(),
});

export const returnWordsSchema = z.object({
  paid: z.array(z.string().trim().min(1).max(40)).max(200),
  failed: z.array(z.string().trim().min(1).max(40)).max(200),
  reasons: z.array(z.object({ word: z.string().trim().min(1).max(40), key: z.enum(reasonKeys) })).max(500),
});

export const recoveryStepSchema = z.object({
  kind: z.enum(recoveryStepKinds), onDate: isoDateSchema, person: z.string(), promisedFen: fenSchema.nullable(), promisedBy: isoDateSchema.nullable(), note: z.string(), by: z.string(), at: z.string(),
});

/** A wrong payment until the money is back. */
export const recoveryCaseSchema = z.object({
  id: z.int(),
  no: z.string(),
  lineId: z.int(),
  term: termSchema,
  batchId: z.int(),
  batchNo: z.string(),
  lineNo: z.int(),
  programmeName: z.string(),
  studentId: z.int(),
  studentName: z.string(),
  classLabel: z.string(),
  holderName: z.string(),
  accountMasked: z.string(),
  paidOn: isoDateSchema.nullable(),
  cause: z.enum(recoveryCauses),
  foundOn: isoDateSchema,
  foundHow: z.string(),
  openedBy: z.string(),
  openedAt: z.string(),
  amountFen: fenSchema,
  recoveredFen: fenSchema,
  remainingFen: fenSchema,
  state: z.enum(recoveryStates),
  closedOn: isoDateSchema.nullable(),
  overdueSince: isoDateSchema.nullable().describe('the promised day, when it has passed'),
  next: z.string(),
  steps: z.array(recoveryStepSchema),
  receipts: z.array(z.object({ amountFen: fenSchema, way: z.enum(['bank', 'cash', 'offset']), receivedOn: isoDateSchema, reason: z.string(), evidence: z.string(), by: z.string() })),
});
export type RecoveryCaseView = z.infer<typeof recoveryCaseSchema>;

/** A payment that arrived and looks wrong by the roster of today. */
export const suspectSchema = z.object({
  lineId: z.int(), batchId: z.int(), batchNo: z.string(), lineNo: z.int(), programmeName: z.string(), studentName: z.string(), classLabel: z.string(), amountFen: fenSchema,
  paidOn: isoDateSchema, sentence: z.string(),
});
export type SuspectPayment = z.infer<typeof suspectSchema>;

const noteSchema = z.string().trim().min(2).max(200);

/** Return files come in by `imports.preview` and `imports.confirm` with purpose bank_return; this is what follows. */
export const returnsContract = {
  list: query('payment.read').input(z.object(inTerm)).output(z.array(returnFileSchema)),
  get: query('payment.read').input(z.object({ ...inSchool, returnFileId: z.int() })).output(z.object({ file: returnFileSchema, rows: z.array(returnRowSchema) })),
  /** Everything that still waits for somebody in this term: failed, corrected, unanswered. */
  worklist: query('payment.read').input(z.object(inTerm)).output(z.array(openLineSchema)),
  /** Says that the account of failed lines is right now (unfrozen, activated, or the payer's fault), so that they can be sent again. */
  correct: command('return.write').input(commandInput({ ...inSchool, lineIds: z.array(z.int()).min(1), note: noteSchema, evidence: z.string().trim().max(200).default('').describe('which paper says so') })).output(z.object({ corrected: z.int() })),
  /** The family gives a failed payment up: it is not sent again, and the entitlement is withdrawn with it. */
  waive: command('return.write').input(commandInput({ ...inSchool, lineId: z.int(), note: noteSchema, evidence: z.string().trim().max(200).default('') })).output(doneSchema),
  /** Answers lines from the bank's own advice (回单, 流水) where no return row did. */
  recordByHand: command('return.write')
    .input(commandInput({
      ...inSchool, lineIds: z.array(z.int()).min(1), result: z.enum(['paid', 'failed']), onDate: isoDateSchema,
      reason: z.string().trim().max(200).default(''), evidence: z.string().trim().min(2).max(200).describe('which paper says so'),
    }))
    .output(z.object({ recorded: z.int() })),
  /** A payment found to have gone to the wrong person or account. */
  findWrong: command('return.write')
    .input(commandInput({ ...inSchool, lineId: z.int(), note: noteSchema, cause: z.enum(recoveryCauses).default('other'), foundOn: isoDateSchema.optional() }))
    .output(z.object({ caseId: z.int(), no: z.string() })),
  /** Payments that look wrong by the roster of today (CHK-27); a person looks and opens the case. */
  suspects: query('payment.read').input(z.object(inSchool)).output(z.array(suspectSchema)),
  /** Every wrong payment of the school, of all terms, with what was said and what came back. */
  recoveryCases: query('payment.read').input(z.object(inSchool)).output(z.array(recoveryCaseSchema)),
  /** What was said in a case: asked, agreed with amount and day, refused, or a note. */
  recordStep: command('return.write')
    .input(commandInput({
      ...inSchool, caseId: z.int(), kind: z.enum(recoveryStepKinds), onDate: isoDateSchema, person: z.string().trim().max(60).default(''),
      promisedFen: fenSchema.nullable().default(null), promisedBy: isoDateSchema.nullable().default(null), note: noteSchema,
    }))
    .output(recoveryCaseSchema),
  /** 错发追回登记簿 as PDF. */
  recoveryRegister: query('payment.read').input(z.object(inSchool)).output(fileSchema),
  /** Money back from a payee: whole or part of a wrong payment. */
  recordRecovery: command('return.write')
    .input(commandInput({
      ...inSchool, lineId: z.int(), amountFen: fenSchema, way: z.enum(['bank', 'cash', 'offset']), receivedOn: isoDateSchema, reason: noteSchema,
      evidence: z.string().trim().max(200).default(''),
    }))
    .output(z.object({ recoveredFen: fenSchema, remainingFen: fenSchema })),
  /** What people did to one line outside return files. */
  acts: query('payment.read').input(z.object({ ...inSchool, lineId: z.int() })).output(z.array(lineActSchema)),
  words: query('payment.read').input(z.object(inSchool)).output(returnWordsSchema),
  setWords: command('return.write').input(commandInput({ ...inSchool, words: returnWordsSchema })).output(returnWordsSchema),
};
