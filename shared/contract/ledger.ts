import * as z from 'zod';
import { fundingSources, ledgerFactKinds } from '#shared/domain/ledger/events.ts';
import { books } from '#shared/domain/ledger/book.ts';
import { ledgerAccounts } from '#shared/domain/ledger/accounts.ts';
import { fenSchema, inSchool, inTerm, isoDateSchema, pageSchema, query, termSchema } from './base.ts';

export const fundingSourceSchema = z.enum(fundingSources);
const factKindSchema = z.enum(ledgerFactKinds);
const accountCodeSchema = z.enum(ledgerAccounts.map((account) => account.code));

export const journalEntrySchema = z.object({
  id: z.int(),
  entryNo: z.int(),
  onDate: isoDateSchema,
  term: termSchema,
  programmeKey: z.string(),
  programmeName: z.string(),
  effectKind: factKindSchema,
  /** 学校账户, 一卡通 or 校内与社会资助. */
  book: z.enum(books),
  /** 到账, 冲销：到账 … */
  kindLabel: z.string(),
  docNo: z.string().nullable(),
  memo: z.string(),
  /** The entry this one undoes, and the one that undoes it. */
  reversesNo: z.int().nullable(),
  reversedByNo: z.int().nullable(),
  fen: fenSchema,
  pupils: z.int(),
  postedBy: z.string(),
  postedAt: z.string(),
});
export type JournalEntryView = z.infer<typeof journalEntrySchema>;

export const journalPostingSchema = z.object({
  lineNo: z.int(),
  accountCode: accountCodeSchema,
  accountLabel: z.string(),
  source: fundingSourceSchema.nullable(),
  studentId: z.int().nullable(),
  studentName: z.string().nullable(),
  paymentLineId: z.int().nullable(),
  entitlementId: z.int().nullable(),
  debitFen: fenSchema,
  creditFen: fenSchema,
});
export type JournalPostingView = z.infer<typeof journalPostingSchema>;

export const ledgerContract = {
  /** The journal, newest first. */
  entries: query('ledger.read')
    .input(z.object({ ...inSchool, term: termSchema.optional(), programmeKey: z.string().optional(), page: pageSchema.default({ offset: 0, limit: 1000 }) }))
    .output(z.object({ entries: z.array(journalEntrySchema), total: z.int() })),
  entry: query('ledger.read')
    .input(z.object({ ...inSchool, entryId: z.int() }))
    .output(z.object({ entry: journalEntrySchema, postings: z.array(journalPostingSchema) })),
  /** 科目余额表: every account's two sides in a term; both columns add up to the same. */
  trialBalance: query('ledger.read')
    .input(z.object(inTerm))
    .output(z.object({
      accounts: z.array(z.object({ accountCode: accountCodeSchema, accountLabel: z.string(), debitFen: fenSchema, creditFen: fenSchema, balanceFen: fenSchema })),
      debitFen: fenSchema,
      creditFen: fenSchema,
      balanced: z.boolean(),
    })),
  /** Every posting about one pupil, oldest first: the last lines of “why this yuan”. */
  ofStudent: query('ledger.read')
    .input(z.object({ ...inSchool, studentId: z.int(), term: termSchema.optional() }))
    .output(z.array(journalPostingSchema.extend({
      entryNo: z.int(), onDate: isoDateSchema, term: termSchema, kindLabel: z.string(), memo: z.string(), programmeName: z.string(),
    }))),
};
