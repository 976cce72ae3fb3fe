import * as z from 'zod';
import { paymentLineStates } from '#shared/domain/disbursement/line-state.ts';
import { exportEncodings, exportFields, exportKinds } from '#shared/domain/disbursement/export-profile.ts';
import { reasonKeys } from '#shared/domain/reconciliation/return-words.ts';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { command, commandInput, doneSchema, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, termSchema } from './base.ts';
import { findingSchema } from './payees.ts';

export const controlTotalsSchema = z.object({
  count: z.int(), sumFen: fenSchema, accountTail: z.int().describe('账号尾数和: sum of the last six digits of every account'),
});

const placeSchema = z.object({ bytes: z.int().min(1).max(400), align: z.enum(['left', 'right']), fill: z.enum(['blank', 'zero']) }).nullable().default(null)
  .describe('fixed width: bytes in the file\'s encoding');

export const exportColumnSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), heading: z.string().max(30), field: z.enum(exportFields), required: z.boolean(), place: placeSchema }),
  z.object({ kind: z.literal('constant'), heading: z.string().max(30), text: z.string().max(60), place: placeSchema }),
]);

export const exportProfileSchema = z.object({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(exportKinds),
  layout: z.enum(['separated', 'fixed']).default('separated'),
  separator: z.string().max(3),
  trailingSeparator: z.boolean(),
  encoding: z.enum(exportEncodings),
  leaders: z.array(z.array(z.string().max(100)).max(40)).max(10).default([]).describe('lines before the column names'),
  header: z.boolean(),
  columns: z.array(exportColumnSchema).min(1).max(40),
  amountUnit: z.enum(['yuan', 'fen']),
  rowLimit: z.int().min(1).max(100_000).nullable(),
  fileNamePattern: z.string().min(1).max(100),
  trailer: z.array(z.string().max(60)).max(40).nullable(),
  blanksInNames: z.enum(['keep', 'remove']),
  sheetName: z.string().max(31),
  zip: z.boolean().default(false).describe('given out only in a zip with a password'),
});

export const savedProfileSchema = z.object({ profileKey: z.string().describe('preset.* ships with the program, own.* is the school\'s'), preset: z.boolean(), profile: exportProfileSchema });
export type SavedProfile = z.infer<typeof savedProfileSchema>;

const pupilSchema = { studentId: z.int(), studentName: z.string(), classLabel: z.string() };

export const candidateSchema = z.object({
  ...pupilSchema,
  entitlementId: z.int(),
  reissueOfId: z.int().nullable(),
  amountFen: fenSchema,
  holderName: z.string(),
  relation: z.string(),
  accountMasked: z.string(),
  bankName: z.string(),
  findings: z.array(findingSchema).describe('warnings of those who can be paid, blocks of those who cannot'),
});
export type PaymentCandidate = z.infer<typeof candidateSchema>;

/** Where the money of one programme stands in this term; the figures add up to the amount due. What was given up (`waived`) is no longer due and beside them. */
export const programmeStandingSchema = z.object({
  programmeKey: z.string(),
  programmeName: z.string(),
  due: z.object({ count: z.int(), sumFen: fenSchema }),
  unsent: z.object({ count: z.int(), sumFen: fenSchema }),
  inBatch: z.object({ count: z.int(), sumFen: fenSchema }),
  submitted: z.object({ count: z.int(), sumFen: fenSchema }),
  paid: z.object({ count: z.int(), sumFen: fenSchema }),
  failed: z.object({ count: z.int(), sumFen: fenSchema }),
  unanswered: z.object({ count: z.int(), sumFen: fenSchema }),
  waived: z.object({ count: z.int(), sumFen: fenSchema }),
});
export type ProgrammeStanding = z.infer<typeof programmeStandingSchema>;

export const batchStates = ['draft', 'released', 'exported', 'withdrawn'] as const;

export const batchSchema = z.object({
  id: z.int(),
  no: z.string(),
  term: termSchema,
  programmeKey: z.string(),
  programmeName: z.string(),
  purpose: z.enum(['ordinary', 'reissue']),
  source: z.enum(fundingSources),
  docNo: z.string(),
  /** 学校账户 or 一卡通（县级直发）. */
  channel: z.enum(paymentChannels),
  state: z.enum(batchStates),
  profileName: z.string(),
  totals: controlTotalsSchema,
  createdBy: z.string(),
  createdAt: z.string(),
  releasedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
  onePerson: z.boolean(),
  exportedOn: isoDateSchema.nullable(),
  exportCount: z.int(),
  fileName: z.string().nullable(),
  fileSha256: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  paid: z.object({ count: z.int(), sumFen: fenSchema }),
  failed: z.object({ count: z.int(), sumFen: fenSchema }),
  waiting: z.object({ count: z.int(), sumFen: fenSchema }).describe('submitted or unanswered'),
});
export type PaymentBatch = z.infer<typeof batchSchema>;

export const batchLineSchema = z.object({
  id: z.int(),
  lineNo: z.int(),
  ...pupilSchema,
  entitlementId: z.int(),
  holderName: z.string(),
  relation: z.string(),
  holderIdMasked: z.string(),
  accountMasked: z.string(),
  bankName: z.string(),
  amountFen: fenSchema,
  state: z.enum(paymentLineStates),
  reasonRaw: z.string(),
  reasonKey: z.enum(reasonKeys).nullable(),
  paidOn: isoDateSchema.nullable(),
  reissueOf: z.string().nullable().describe('batch no and line no of the failed line'),
  reissuedAs: z.string().nullable(),
});
export type BatchLine = z.infer<typeof batchLineSchema>;

export const batchFileSchema = z.object({ seq: z.int(), name: z.string(), sha256: z.string(), sizeBytes: z.int(), totals: controlTotalsSchema });

export const batchDetailSchema = z.object({
  batch: batchSchema,
  profile: exportProfileSchema,
  lines: z.array(batchLineSchema),
  files: z.array(batchFileSchema),
  exports: z.array(z.object({ exportNo: z.int(), exportedAt: z.string(), exportedBy: z.string(), reason: z.string() })),
});
export type BatchDetail = z.infer<typeof batchDetailSchema>;

export const checkRowSchema = z.object({
  ...pupilSchema,
  accountMasked: z.string(),
  key: z.string().describe('the finding with its facts: what a judgement is of'),
  ...findingSchema.shape,
  judged: z.object({ reason: z.string(), by: z.string(), at: z.string() }).nullable().describe('only of warnings: a block is put right, not judged'),
});
export type CheckRow = z.infer<typeof checkRowSchema>;

const purposeSchema = z.enum(['ordinary', 'reissue']).default('ordinary');

/** Whose checks: of everyone who could be in the next batch, or of a batch as things are now. */
const checkedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('next'), term: termSchema, programmeKey: z.string(), purpose: purposeSchema }),
  z.object({ kind: z.literal('batch'), batchId: z.int() }),
]);
export type Checked = z.infer<typeof checkedSchema>;

export const paymentsContract = {
  /** Each programme of the term and how far its money has come. */
  standing: query('payment.read').input(z.object(inTerm)).output(z.array(programmeStandingSchema)),
  /** Who could be in the next batch of a programme, and who is kept out by what. */
  candidates: query('payment.read')
    .input(z.object({ ...inTerm, programmeKey: z.string(), purpose: purposeSchema }))
    .output(z.object({ ready: z.array(candidateSchema), readyTotals: controlTotalsSchema, blocked: z.array(candidateSchema), blockedFen: fenSchema })),
  /** Makes a batch of everyone who can be paid (or of these pupils). Counts given are compared, so that what was shown is what is made. */
  make: command('payment.write')
    .input(commandInput({
      ...inTerm, programmeKey: z.string(), purpose: purposeSchema, profileKey: z.string(),
      docNo: z.string().trim().max(60).default('').describe('指标文号: each batch carries its document'),
      source: z.enum(fundingSources).default('unspecified'),
      studentIds: z.array(z.int()).optional(),
      expected: z.object({ count: z.int(), sumFen: fenSchema }).optional(),
    }))
    .output(batchSchema),
  /** What a bank's format could not write of the next batch, pupil by pupil, and the formats that write everything. */
  unwritable: query('payment.read')
    .input(z.object({ ...inTerm, programmeKey: z.string(), purpose: purposeSchema, profileKey: z.string() }))
    .output(z.object({ problems: z.array(z.string()), fitting: z.array(z.string()).describe('names of formats without a problem') })),
  /** Every finding before the money goes, one row each: what blocks, what is open, what somebody judged and why. */
  checks: query('payment.read').input(z.object({ ...inSchool, of: checkedSchema })).output(z.object({ rows: z.array(checkRowSchema), blocks: z.int(), open: z.int() })),
  /** Lets warnings stand, with the reason; exactly these findings, so that a changed account asks again. */
  judgeChecks: command('payment.write')
    .input(commandInput({ ...inSchool, of: checkedSchema, items: z.array(z.object({ studentId: z.int(), key: z.string() })).min(1).max(2000), reason: z.string().trim().min(2).max(200) }))
    .output(z.object({ judged: z.int() })),
  list: query('payment.read').input(z.object(inTerm)).output(z.array(batchSchema)),
  get: query('payment.read').input(z.object({ ...inSchool, batchId: z.int() })).output(batchDetailSchema),
  /** The second person's word, with the totals they compared. */
  release: command('payment.release')
    .input(commandInput({ ...inSchool, batchId: z.int(), count: z.int(), sumFen: fenSchema }))
    .output(batchSchema),
  /** Gives the batch's files. The first export sends the batch; every later one gives the same bytes and asks why. */
  export: command('payment.write')
    .input(commandInput({ ...inSchool, batchId: z.int(), reason: z.string().trim().max(200).default(''), zipPassword: z.string().max(64).default('').describe('where the format asks for a zip; stored nowhere') }))
    .output(z.object({ batch: batchSchema, exportNo: z.int(), files: z.array(fileSchema) })),
  /** 发放控制单: the batch's totals and lines for the wet signatures, as PDF. */
  controlSheet: query('payment.read').input(z.object({ ...inSchool, batchId: z.int(), withLines: z.boolean().default(true) })).output(fileSchema),
  /** 签领表: by class, a line to sign for every pupil, with room for a proxy; as PDF. */
  signatureSheet: query('payment.read').input(z.object({ ...inSchool, batchId: z.int(), classLabel: z.string().nullable().default(null).describe('one class only') })).output(fileSchema),
  /** Takes a batch back before the bank has answered any of it; its pupils can go into another. */
  withdraw: command('payment.write')
    .input(commandInput({ ...inSchool, batchId: z.int(), reason: z.string().trim().min(2).max(200) }))
    .output(batchSchema),
  profiles: query('payment.read').input(z.object(inSchool)).output(z.array(savedProfileSchema)),
  /** Saves a new profile, or a new version of an own one; batches already made keep their own copy. */
  saveProfile: command('payment.write')
    .input(commandInput({ ...inSchool, profileKey: z.string().nullable().default(null), profile: exportProfileSchema }))
    .output(savedProfileSchema),
  removeProfile: command('payment.write').input(commandInput({ ...inSchool, profileKey: z.string() })).output(doneSchema),
  /** What a profile would write for two invented payments. */
  sampleProfile: query('payment.read')
    .input(z.object({ ...inSchool, profile: exportProfileSchema }))
    .output(z.object({
      fileName: z.string(), rows: z.array(z.array(z.string())), text: z.string().nullable(), problems: z.array(z.string()),
      unwritable: z.array(z.string()).describe('pupils of the school whose own or holder\'s name this encoding can\'t write'),
    })),
};
