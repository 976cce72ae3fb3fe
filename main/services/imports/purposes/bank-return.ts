import * as z from 'zod';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { ZERO_FEN, sumFen } from '#shared/domain/money/fen.ts';
import { rowBucketText, rowBuckets } from '#shared/domain/reconciliation/row-bucket.ts';
import type { RowVerdict } from '#shared/domain/reconciliation/reconcile.ts';
import { isoDateSchema } from '#shared/contract/base.ts';
import type { Problem } from '#shared/contract/base.ts';
import { listSentLines } from '#main/db/queries/payment-overview.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { NewReturnLine } from '#main/db/repositories/return-file.ts';
import { insertReturnFile, insertReturnLines } from '#main/db/repositories/return-file.ts';
import { assertTermOpen } from '../../journal.ts';
import { problemOf, refuse } from '../../refusal.ts';
import type { ReturnPlan } from '../../return-analysis.ts';
import { findReturnTarget, reconcileReturn, returnPreview, understandReturnRow } from '../../return-analysis.ts';
import type { ReadReturnRow, ReturnField } from '../../return-rows.ts';
import { readReturnRow, returnFields } from '../../return-rows.ts';
import { settleReturn } from '../../return-settlement.ts';
import { returnWordsOf } from '../../return-words.ts';
import type { ImportContext, ImportPurpose, RowReading } from '../purpose.ts';

const optionsSchema = z.object({
  /** Empty: every exported batch of the term. */
  batchIds: z.array(z.int()).default([]),
  /** The day rows without a date of their own are booked on. */
  settledOn: isoDateSchema.optional(),
  /** This file corrects an earlier one of the same batches. */
  correctsFileId: z.int().nullable().default(null),
  /** A list of nothing but failures says so here; otherwise a row without a result stays unknown. */
  rowsWithoutResult: z.enum(['unknown', 'failed']).default('unknown'),
});
type Options = z.infer<typeof optionsSchema>;

const calm = new Set<RowVerdict['bucket']>(['paid', 'failed']);

function fileProblems(plan: ReturnPlan | null, mapping: Partial<Record<ReturnField, number>>, settledOn: IsoDate, today: IsoDate): Problem[] {
  const problems: Problem[] = [];
  const identified = (['line_no', 'account_no', 'holder_name', 'id_number'] as const).some((key) => mapping[key] !== undefined);
  if (!identified) problems.push(problemOf('return.no_identity', {}));
  if (settledOn > today) problems.push(problemOf('return.future_date', { date: settledOn }));
  if (plan === null) problems.push(problemOf('return.no_batch', {}));
  return problems;
}

function readingOf(row: ReadReturnRow, verdict: RowVerdict, plan: ReturnPlan, lineAt: ReadonlyMap<number, number>): RowReading {
  const line = verdict.bucket === 'not_exported' ? plan.target.unsent.find((each) => each.lineId === verdict.lineId)
    : verdict.lineId === null ? undefined : plan.target.lines[lineAt.get(verdict.lineId) ?? -1];
  const bucket = row.wrong ? 'wrong' : calm.has(verdict.bucket) ? 'ok' : 'look';
  return { rowNumber: row.rowNo, bucket, understanding: understandReturnRow(row, verdict, line), problems: row.problems };
}

function* returnLines(plan: ReturnPlan): Generator<NewReturnLine> {
  for (const [index, row] of plan.rows.entries()) {
    const verdict = plan.reconciliation.rows[index] as RowVerdict;
    yield {
      rowNo: row.rowNo, bucket: verdict.bucket, rule: verdict.rule, paymentLineId: verdict.lineId, amountFen: row.amountFen, result: row.result, reasonRaw: row.reasonRaw,
      reasonKey: row.reasonKey, paidOn: row.paidOn, cells: row.cells,
    };
  }
}

/** Nothing may have happened to the lines between the preview that was confirmed and now. */
function assertUnchanged(db: ReadableDb, schoolId: number, { target }: ReturnPlan): void {
  const now = listSentLines(db, schoolId, target.batches.map((batch) => batch.id));
  const same = now.length === target.lines.length && now.every((line, index) => line.lineId === target.lines[index]?.lineId && line.state === target.lines[index].state);
  if (!same) throw refuse('return.lines_changed', {});
}

/** 回盘: a return file of any layout, set against the batches it answers (handbook 4.5). */
export const bankReturnPurpose: ImportPurpose<ReturnField, ReturnPlan | null, Options, Record<string, never>> = {
  purpose: 'bank_return',
  label: '回盘文件',
  readPermission: 'payment.read',
  writePermission: 'return.write',
  fields: returnFields,
  options: optionsSchema as z.ZodType<Options>,
  decisions: z.object({}) as z.ZodType<Record<string, never>>,
  mayLeaveOutWrongRows: false,
  mayRepeatFile: false,
  keepsBytes: true,

  analyse(db, table, context) {
    const words = returnWordsOf(db, context.schoolId);
    const settledOn = context.options.settledOn ?? context.today;
    const rows = table.rows.map((row) => readReturnRow(row, { words, rowsWithoutResult: context.options.rowsWithoutResult, today: context.today }));
    const plan = planOf(db, rows, settledOn, context);
    const lineAt = new Map(plan?.target.lines.map((line, index) => [line.lineId, index]));
    const counts = new Map(rowBuckets.map((bucket) => [bucket, 0]));
    for (const verdict of plan?.reconciliation.rows ?? []) counts.set(verdict.bucket, (counts.get(verdict.bucket) ?? 0) + 1);
    return {
      rows: rows.map((row, index): RowReading => plan
        ? readingOf(row, plan.reconciliation.rows[index] as RowVerdict, plan, lineAt)
        : { rowNumber: row.rowNo, bucket: 'look', understanding: '', problems: row.problems }),
      fileProblems: fileProblems(plan, table.mapping, settledOn, context.today),
      counts: [...counts].filter(([, count]) => count > 0).map(([bucket, count]) => ({ key: bucket, label: rowBucketText[bucket], count })),
      plan,
      extra: plan ? returnPreview(plan) : null,
    };
  },

  commit(db, table, { plan }, context) {
    if (plan === null || context.term === null) throw refuse('return.no_batch', {});
    assertTermOpen(db, context.schoolId, context.term);
    assertUnchanged(db, context.schoolId, plan);
    const returnFileId = insertReturnFile(db, {
      schoolId: context.schoolId, batchIds: plan.target.batches.map((batch) => batch.id), importedFileId: context.importedFileId, term: context.term,
      correctsId: plan.target.correctsId, rowCount: plan.rows.length, sumFen: sumFen(plan.rows.map((row) => row.amountFen ?? ZERO_FEN)),
      words: returnWordsOf(db, context.schoolId), differences: plan.differences, confirmedBy: context.accountId, confirmedAt: context.at,
    });
    insertReturnLines(db, returnFileId, returnLines(plan));
    const changed = settleReturn(db, plan, returnFileId,
      { schoolId: context.schoolId, operationId: context.operationId, accountId: context.accountId, at: context.at }, context.fileName);
    const buckets = returnPreview(plan).buckets.filter((each) => each.count > 0);
    return {
      accepted: table.rows.length, refused: 0,
      facts: { ...Object.fromEntries(buckets.map((each) => [rowBucketText[each.bucket], each.count])), 本次成功: changed.paid, 本次失败: changed.failed, 仍未回: plan.reconciliation.lines.filter((line) => line.state === 'unanswered').length },
    };
  },
};

function planOf(db: ReadableDb, rows: readonly ReadReturnRow[], settledOn: IsoDate, { schoolId, term, options }: ImportContext<Options>): ReturnPlan | null {
  if (term === null) return null;
  return reconcileReturn(findReturnTarget(db, schoolId, term, options), rows, settledOn);
}
