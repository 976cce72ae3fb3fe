import * as z from 'zod';
import { ledgerAccounts } from '#shared/domain/ledger/accounts.ts';
import { books } from '#shared/domain/ledger/book.ts';
import { classCodeKinds } from '#shared/domain/ledger/class-code.ts';
import { dateShapes, financeFields } from '#shared/domain/ledger/finance-layout.ts';
import { voucherKinds, voucherSystems } from '#shared/domain/ledger/voucher.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, isoDateSchema, query, termSchema } from './base.ts';
import { fundingSourceSchema, journalEntrySchema } from './ledger.ts';
import { settlementScopeSchema } from './settlement.ts';

const bookSchema = z.enum(books);
const accountCodeSchema = z.enum(ledgerAccounts.map((account) => account.code));
const sidesSchema = z.object({ debitFen: fenSchema, creditFen: fenSchema });
const wordSchema = z.string().trim().max(100);

const daysSchema = { from: isoDateSchema.nullable().default(null), to: isoDateSchema.nullable().default(null) };

/** A 日记账 or 明细账: one account of the chart, for one programme or source where asked. */
export const accountBookInput = z.object({
  ...inSchool, accountCode: accountCodeSchema, programmeKey: z.string().nullable().default(null), source: fundingSourceSchema.nullable().default(null), ...daysSchema,
});

/** A 辅助账: everything of one programme, one source or one pupil within a book. */
export const auxiliaryBookInput = z.object({
  ...inSchool, book: bookSchema, by: z.enum(['programme', 'source', 'pupil']), programmeKey: z.string().nullable().default(null), source: fundingSourceSchema.nullable().default(null),
  studentId: z.int().nullable().default(null), ...daysSchema,
});

const entryLine = {
  entryId: z.int(), entryNo: z.int(), voucher: z.string(), onDate: isoDateSchema, programmeName: z.string(), kindLabel: z.string(), summary: z.string(), docNo: z.string(),
};

export const accountBookLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), ...entryLine, opposite: z.string(), debitFen: fenSchema, creditFen: fenSchema, side: z.string(), balanceFen: fenSchema }),
  z.object({ kind: z.literal('month'), label: z.string(), debitFen: fenSchema, creditFen: fenSchema, side: z.string(), balanceFen: fenSchema }),
]);
export type AccountBookLineView = z.infer<typeof accountBookLineSchema>;

const accountBookSchema = z.object({
  title: z.string(), accountLabel: z.string(), opening: z.object({ side: z.string(), fen: fenSchema }), closing: z.object({ side: z.string(), fen: fenSchema }),
  lines: z.array(accountBookLineSchema), debitFen: fenSchema, creditFen: fenSchema, moves: z.int(),
});
export type AccountBookView = z.infer<typeof accountBookSchema>;

export const auxiliaryLineSchema = z.object({
  ...entryLine, dueFen: fenSchema, inFen: fenSchema, outFen: fenSchema, cashBalanceFen: fenSchema, owedBalanceFen: fenSchema,
});
export type AuxiliaryLineView = z.infer<typeof auxiliaryLineSchema>;

const auxiliaryBookSchema = z.object({
  title: z.string(), opening: z.object({ cashFen: fenSchema, owedFen: fenSchema }), lines: z.array(auxiliaryLineSchema),
  totals: z.object({ dueFen: fenSchema, inFen: fenSchema, outFen: fenSchema }), closing: z.object({ cashFen: fenSchema, owedFen: fenSchema }),
  /** What payments took of a source: worked out by the split in force, stored nowhere (only by source). */
  shared: z.array(z.object({ programmeName: z.string(), paidFen: fenSchema, balanceFen: fenSchema })),
});
export type AuxiliaryBookView = z.infer<typeof auxiliaryBookSchema>;

export const balanceLineSchema = z.object({
  accountCode: accountCodeSchema, number: z.string(), label: z.string(), kindLabel: z.string(), opening: sidesSchema, period: sidesSchema, closing: sidesSchema,
});
export const bookBalanceSchema = z.object({
  book: bookSchema, bookLabel: z.string(), lines: z.array(balanceLineSchema), totals: z.object({ opening: sidesSchema, period: sidesSchema, closing: sidesSchema }), balanced: z.boolean(),
});
export type BookBalanceView = z.infer<typeof bookBalanceSchema>;

const balancesInput = z.object({ ...inSchool, scope: settlementScopeSchema, programmeKey: z.string().nullable().default(null) });

export const chartLineSchema = z.object({
  accountCode: accountCodeSchema, number: z.string(), label: z.string(), kindLabel: z.string(), bookLabel: z.string(), normal: z.string(), financeNumber: z.string(), financeName: z.string(),
  /** The programmes and sources the account has been used for. */
  uses: z.array(z.object({ programmeKey: z.string(), programmeName: z.string(), sourceLabel: z.string(), side: z.string(), balanceFen: fenSchema })),
});
export type ChartLineView = z.infer<typeof chartLineSchema>;

export const pupilTotalSchema = z.object({
  studentId: z.int(), name: z.string(), className: z.string(), dueFen: fenSchema, paidFen: fenSchema, recoveredFen: fenSchema, owedFen: fenSchema, overpaidFen: fenSchema,
});
export type PupilTotalView = z.infer<typeof pupilTotalSchema>;

export const accountBooksContract = {
  /** 科目表: every account of the school with what it is used for. */
  chart: query('ledger.read').input(z.object(inSchool)).output(z.array(chartLineSchema)),
  /** 科目余额表 of a term, 学年, 自然年 or any day. */
  balances: query('ledger.read').input(balancesInput).output(z.object({ scopeLabel: z.string(), books: z.array(bookBalanceSchema) })),
  account: query('ledger.read').input(accountBookInput).output(accountBookSchema),
  auxiliary: query('ledger.read').input(auxiliaryBookInput).output(auxiliaryBookSchema),
  /** What pupils were due, got and are owed in a book; whole classes at a glance. */
  pupils: query('ledger.read').input(z.object({ ...inSchool, book: bookSchema, term: termSchema })).output(z.array(pupilTotalSchema)),
  printChart: command('ledger.read').input(commandInput(inSchool)).output(fileSchema),
  printBalances: command('ledger.read').input(commandInput(balancesInput.shape)).output(fileSchema),
  printAccount: command('ledger.read').input(commandInput(accountBookInput.shape)).output(fileSchema),
  printAuxiliary: command('ledger.read').input(commandInput(auxiliaryBookInput.shape)).output(fileSchema),
  balancesXlsx: command('ledger.read').input(commandInput(balancesInput.shape)).output(fileSchema),
  accountXlsx: command('ledger.read').input(commandInput(accountBookInput.shape)).output(fileSchema),
  auxiliaryXlsx: command('ledger.read').input(commandInput(auxiliaryBookInput.shape)).output(fileSchema),
  /** The journal as plain text for ledger and hledger. */
  journalText: command('ledger.read').input(commandInput({ ...inSchool, book: bookSchema, ...daysSchema })).output(fileSchema),
};

const layoutSchema = z.object({
  voucherSystem: z.enum(voucherSystems), sheet: z.string().trim().min(1).max(31), dateShape: z.enum(dateShapes), headOnce: z.boolean(),
  columns: z.array(z.object({ field: z.enum(financeFields), heading: wordSchema, fixed: wordSchema })).min(1).max(40),
});

export const voucherEntrySchema = journalEntrySchema.extend({ voucherKind: z.enum(voucherKinds).nullable(), voucherNo: z.int().nullable(), voucher: z.string(), cashFen: fenSchema });
export type VoucherEntryView = z.infer<typeof voucherEntrySchema>;

const inMonth = { ...inSchool, month: z.string().regex(/^\d{4}-\d{2}$/) };

export const classCodeSchema = z.object({
  programmeKey: z.string(), programmeName: z.string(), kind: z.enum(classCodeKinds), kindLabel: z.string(), code: z.string(), name: z.string(), validFrom: isoDateSchema, docNo: z.string(),
  preset: z.boolean(), current: z.boolean(),
});
export type ClassCodeView = z.infer<typeof classCodeSchema>;

export const vouchersContract = {
  /** The entries of a month that finance books, with their numbers. */
  list: query('ledger.read').input(z.object(inMonth)).output(z.object({
    months: z.array(z.object({ month: z.string(), numbered: z.int(), open: z.int() })), entries: z.array(voucherEntrySchema),
  })),
  /** Gives the next numbers to these entries, or to all of the month that have none. */
  assign: command('ledger.write').input(commandInput({ ...inMonth, entryIds: z.array(z.int()).min(1).max(5000).nullable().default(null) }))
    .output(z.object({ numbered: z.int(), first: z.string(), last: z.string() })),
  layout: query('ledger.read').input(z.object(inSchool)).output(layoutSchema.extend({ isDefault: z.boolean() })),
  saveLayout: command('ledger.write').input(commandInput({ ...inSchool, layout: layoutSchema })).output(layoutSchema),
  /** What finance calls an account, from a day on; empty texts go back to our own. */
  setAccount: command('ledger.write').input(commandInput({
    ...inSchool, accountCode: accountCodeSchema, programmeKey: z.string().default(''), number: wordSchema, name: wordSchema, validFrom: isoDateSchema,
  })).output(z.object({ number: z.string(), name: z.string() })),
  classCodes: query('ledger.read').input(z.object(inSchool)).output(z.array(classCodeSchema)),
  setClassCode: command('ledger.write').input(commandInput({
    ...inSchool, programmeKey: z.string().min(1), kind: z.enum(classCodeKinds), code: z.string().trim().max(10), name: wordSchema, validFrom: isoDateSchema, docNo: wordSchema.min(1),
  })).output(z.object({ code: z.string() })),
  /** The month's vouchers printed, three lines or more each, with room for signatures. */
  print: command('ledger.read').input(commandInput(inMonth)).output(fileSchema),
  /** The month's numbered vouchers for finance software, in the school's own columns. */
  exportXlsx: command('ledger.read').input(commandInput(inMonth)).output(fileSchema),
};
