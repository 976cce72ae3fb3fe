import * as z from 'zod';
import { ownFundUses } from '#shared/domain/own-funds/uses.ts';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, inTerm, isoDateSchema, query, stageSchema, termSchema } from './base.ts';

const textSchema = z.string().trim().max(200);
const amountSchema = fenSchema.refine((amount) => amount > 0, '金额必须大于 0');
const yearSchema = z.int().min(1990).max(2199);
const ownershipSchema = z.enum(['public', 'private']);
const bpSchema = z.int().min(0).max(10_000);

const ruleFields = {
  stage: stageSchema, ownership: ownershipSchema, baseItems: z.array(textSchema.min(1)).min(1).max(12), rateBp: bpSchema, floorBp: bpSchema, ceilingBp: bpSchema.nullable(), document: textSchema.min(1),
};
const presetSchema = z.object({
  key: z.string(), region: z.string(), stage: stageSchema, ownership: ownershipSchema, baseItems: z.array(z.string()), floorBp: bpSchema, ceilingBp: bpSchema.nullable(), document: z.string(), confidence: z.enum(CONFIDENCES),
});

const incomeSchema = z.object({ id: z.int(), stage: stageSchema, item: z.string(), fen: fenSchema, voucherNo: z.string(), by: z.string(), counted: z.boolean(), voidReason: z.string().nullable() });
const stageSchemaOut = z.object({
  stage: stageSchema, stageLabel: z.string(), rule: z.object({ ...ruleFields, validFrom: yearSchema, rateLabel: z.string() }).nullable(),
  baseFen: fenSchema, dueFen: fenSchema, setAsideFen: fenSchema, shortFen: fenSchema,
});
export const setAsideYearSchema = z.object({
  year: yearSchema, ownership: ownershipSchema, stages: z.array(stageSchemaOut), incomes: z.array(incomeSchema), presets: z.array(presetSchema),
  totals: z.object({ baseFen: fenSchema, dueFen: fenSchema, setAsideFen: fenSchema, shortFen: fenSchema }),
});
export type SetAsideYear = z.infer<typeof setAsideYearSchema>;

const fundSchema = z.object({
  id: z.int(), kind: z.enum(['set_aside', 'donor']), name: z.string(), restriction: z.string(), agreement: z.string(), inFen: fenSchema, outFen: fenSchema, balanceFen: fenSchema, pupils: z.int(),
});
export type OwnFundView = z.infer<typeof fundSchema>;

const movementSchema = z.object({
  entryId: z.int(), entryNo: z.int(), onDate: isoDateSchema, term: termSchema, kind: z.enum(['own_opening', 'set_aside', 'donation', 'own_grant', 'own_returned']), kindLabel: z.string(),
  budgetYear: yearSchema, stage: stageSchema.nullable(), use: z.enum(ownFundUses).nullable(), useLabel: z.string(), studentId: z.int().nullable(), studentName: z.string().nullable(),
  docNo: z.string(), voucherNo: z.string(), note: z.string(), fen: fenSchema, balanceFen: fenSchema, reversedByNo: z.int().nullable(), by: z.string(),
});
export type OwnFundMovementView = z.infer<typeof movementSchema>;

export const ownFundsContract = {
  /** 应提/实提/差额 of a calendar year, stage by stage, with the income behind it. */
  setAsideYear: query('ledger.read').input(z.object({ ...inSchool, year: yearSchema })).output(setAsideYearSchema),
  setRule: command('ledger.write').input(commandInput({ ...inSchool, ...ruleFields, validFrom: yearSchema })).output(z.object({ ruleId: z.int() })),
  recordIncome: command('ledger.write')
    .input(commandInput({ ...inSchool, year: yearSchema, stage: stageSchema, item: textSchema.min(1), fen: amountSchema, voucherNo: textSchema.min(1) }))
    .output(z.object({ incomeId: z.int() })),
  voidIncome: command('ledger.write').input(commandInput({ ...inSchool, incomeId: z.int(), reason: textSchema.min(1) })).output(z.object({ done: z.literal(true) })),
  funds: query('ledger.read').input(z.object(inSchool)).output(z.array(fundSchema)),
  addDonor: command('ledger.write').input(commandInput({ ...inSchool, name: textSchema.min(1), restriction: textSchema.default(''), agreement: textSchema.default('') })).output(fundSchema),
  /** Everything that came into and left one fund, with what it had after each. */
  movements: query('ledger.read').input(z.object({ ...inSchool, fundId: z.int() })).output(z.array(movementSchema)),
  /** Money in: set aside, donated, or in hand before this ledger was kept. The set-aside fund is opened by its first entry (`fundId` null). */
  receive: command('ledger.write')
    .input(commandInput({
      ...inTerm, fundId: z.int().nullable(), kind: z.enum(['own_opening', 'set_aside', 'donation']), year: yearSchema, stage: stageSchema.nullable().default(null), fen: amountSchema,
      onDate: isoDateSchema, voucherNo: textSchema.min(1), note: textSchema.default(''),
    }))
    .output(z.object({ entryNo: z.int(), fundId: z.int() })),
  /** Money out: a grant to a pupil or a group, or what goes back to its donor. */
  spend: command('ledger.write')
    .input(commandInput({
      ...inTerm, fundId: z.int(), kind: z.enum(['own_grant', 'own_returned']), use: z.enum(ownFundUses).nullable().default(null), studentId: z.int().nullable().default(null), fen: amountSchema,
      onDate: isoDateSchema, voucherNo: textSchema.min(1), note: textSchema.default(''),
    }))
    .output(z.object({ entryNo: z.int() })),
  reverse: command('ledger.write').input(commandInput({ ...inSchool, entryId: z.int(), reason: textSchema.min(1) })).output(z.object({ entryNo: z.int() })),
  printSetAside: command('ledger.read').input(commandInput({ ...inSchool, year: yearSchema })).output(fileSchema),
  printFund: command('ledger.read').input(commandInput({ ...inSchool, fundId: z.int() })).output(fileSchema),
};
