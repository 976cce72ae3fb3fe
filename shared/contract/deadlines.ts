import * as z from 'zod';
import { fenSchema, inTerm, isoDateSchema, query, termSchema } from './base.ts';

const rowSchema = z.object({
  receiptId: z.int(), programmeKey: z.string(), programmeName: z.string(), term: termSchema, receivedOn: isoDateSchema, docNo: z.string(), fen: fenSchema,
  payableFen: fenSchema, paidFen: fenSchema, onTimeFen: fenSchema, openFen: fenSchema, nothingApproved: z.boolean(), dueOn: isoDateSchema, warnFrom: isoDateSchema, verified: z.boolean(),
  state: z.enum(['surplus', 'done', 'running', 'soon', 'overdue']), stateLabel: z.string(), daysLate: z.int(),
});
export type DeadlineRowView = z.infer<typeof rowSchema>;

const rateSchema = z.object({
  scopeKind: z.enum(['term', 'school_year', 'calendar_year']), scopeLabel: z.string(), programmeKey: z.string().nullable(), programmeName: z.string(),
  onTimeFen: fenSchema, maturedFen: fenSchema, punctualityBp: z.int().nullable(), punctualityText: z.string(), paidFen: fenSchema, owedFen: fenSchema, completionBp: z.int().nullable(), completionText: z.string(),
});
export type RateLine = z.infer<typeof rateSchema>;

const viewSchema = z.object({
  /** Null where the county's days are not set. */
  rule: z.object({ days: z.int(), unit: z.enum(['day', 'workday']), unitLabel: z.string() }).nullable(),
  rows: z.array(rowSchema),
  /** Arrivals of other terms that are overdue or nearly so. */
  elsewhere: z.int(),
  rates: z.array(rateSchema),
  definitions: z.array(z.string()),
});
export type DeadlineView = z.infer<typeof viewSchema>;

export const deadlinesContract = {
  /** Each arrival of the term with its last day and share paid; 正点率 and 完成率 by term, 学年 and calendar year. */
  list: query('ledger.read').input(z.object(inTerm)).output(viewSchema),
};
