import * as z from 'zod';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import { command, commandInput, fenSchema, fileSchema, inSchool, inTerm, query, schoolYearSchema, termSchema } from './base.ts';
import { settlementScopeSchema } from './settlement.ts';

/** 口径核对表, 资助资金执行情况表 and 一校一资助台账. */
export const settlementReportSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('views'), schoolYear: schoolYearSchema }),
  z.object({ kind: z.literal('execution'), scope: settlementScopeSchema }),
  z.object({ kind: z.literal('school_ledger'), term: termSchema, wholeYear: z.boolean().default(false) }),
]);
export type SettlementReport = z.infer<typeof settlementReportSchema>;

const columnSchema = z.object({ title: z.string(), align: z.enum(['left', 'center', 'right']) });

/** A report as it is printed: every cell in words, so that the page shows what the paper will. */
export const reportTablesSchema = z.object({
  title: z.string(),
  subtitle: z.string(),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  parts: z.array(z.object({ heading: z.string(), columns: z.array(columnSchema), rows: z.array(z.array(z.string())), total: z.array(z.string()).nullable() })),
  notes: z.array(z.string()),
});
export type ReportTables = z.infer<typeof reportTablesSchema>;

const rateSchema = z.int().nullable();

const executionRowSchema = z.object({
  programmeKey: z.string(), programmeName: z.string(), channel: z.enum(paymentChannels), channelLabel: z.string(),
  openingFen: fenSchema, allottedFen: fenSchema, receivedFen: fenSchema, dueHeads: z.int(), dueFen: fenSchema, paidHeads: z.int(), paidFen: fenSchema, waitingFen: fenSchema,
  returnedFen: fenSchema, balanceFen: fenSchema,
  /** Hundredths of a percent; null where there is nothing to measure against. */
  arrivalRate: rateSchema, useRate: rateSchema, paymentRate: rateSchema,
});
export type ExecutionView = z.infer<typeof executionRowSchema>;

const classProgressSchema = z.object({
  classId: z.int().nullable(), className: z.string(), dueHeads: z.int(), dueFen: fenSchema, paidHeads: z.int(), paidFen: fenSchema, waitingFen: fenSchema, failedFen: fenSchema,
});
export type ClassProgress = z.infer<typeof classProgressSchema>;

export const settlementReportsContract = {
  report: query('ledger.read').input(z.object({ ...inSchool, report: settlementReportSchema })).output(reportTablesSchema),
  take: command('ledger.read').input(commandInput({ ...inSchool, report: settlementReportSchema, format: z.enum(['pdf', 'xlsx']) })).output(fileSchema),
  /** Money in, due, paid and left by programme, with the rates. */
  execution: query('ledger.read').input(z.object({ ...inSchool, scope: settlementScopeSchema })).output(z.array(executionRowSchema)),
  /** How far payment has come, class by class. */
  progress: query('ledger.read').input(z.object(inTerm)).output(z.array(classProgressSchema)),
};
