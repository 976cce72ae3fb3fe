import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import { formatYuan, sumFen, ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { compareOutcomes, totalBuckets } from '#shared/domain/reconciliation/outcome-difference.ts';
import type { LineVerdict, Reconciliation, RowVerdict, SentLine } from '#shared/domain/reconciliation/reconcile.ts';
import { reconcile } from '#shared/domain/reconciliation/reconcile.ts';
import { reasonText } from '#shared/domain/reconciliation/return-words.ts';
import type { ReturnPreview } from '#shared/contract/returns.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { SentLineRow } from '#main/db/queries/payment-overview.ts';
import { listSentLines, listUnsentLines } from '#main/db/queries/payment-overview.ts';
import type { BatchRow } from '#main/db/repositories/payment-batch.ts';
import { listBatches } from '#main/db/repositories/payment-batch.ts';
import { findCorrectable } from '#main/db/repositories/return-file.ts';
import { refuse } from './refusal.ts';
import type { ReadReturnRow } from './return-rows.ts';

/** What a return file is set against. */
export interface ReturnTarget {
  readonly batches: readonly BatchRow[];
  readonly lines: readonly SentLineRow[];
  /** Made and never exported, or taken back: a row about one of them is not a stranger's. */
  readonly unsent: readonly SentLineRow[];
  readonly correctsId: number | null;
}

/** The chosen batches, or all that were sent in the term (so that an old file is known again), or the ones the corrected file was for. */
export function findReturnTarget(
  db: ReadableDb, schoolId: number, term: TermKey, wanted: { readonly batchIds: readonly number[]; readonly correctsFileId: number | null },
): ReturnTarget {
  const exported = listBatches(db, schoolId, term).filter((batch) => batch.state === 'exported');
  const corrected = wanted.correctsFileId === null ? null : findCorrectable(db, schoolId, wanted.correctsFileId);
  if (corrected === undefined) throw refuse('return.corrected_unknown', {});
  if (corrected?.correctedByName) throw refuse('return.corrected_twice', { name: corrected.correctedByName });
  const ids = corrected?.batchIds ?? wanted.batchIds;
  const batches = ids.length === 0 ? exported : exported.filter((batch) => ids.includes(batch.id));
  if (exported.length === 0) throw refuse('return.no_batch', {});
  if (batches.length === 0 || (ids.length > 0 && batches.length !== ids.length)) throw refuse('return.batch_unknown', {});
  return { batches, lines: listSentLines(db, schoolId, batches.map((batch) => batch.id)), unsent: listUnsentLines(db, schoolId, term), correctsId: corrected?.id ?? null };
}

export interface ReturnPlan {
  readonly target: ReturnTarget;
  readonly rows: readonly ReadReturnRow[];
  readonly reconciliation: Reconciliation;
  readonly differences: ReturnPreview['differences'];
  readonly settledOn: IsoDate;
}

/** Rows × lines. A corrected file starts from what was known before the file it corrects, save what has moved on since. */
export function reconcileReturn(target: ReturnTarget, rows: readonly ReadReturnRow[], settledOn: IsoDate): ReturnPlan {
  const given = (line: SentLineRow, answer: SentLine['answer']): SentLine => ({
    lineId: line.lineId, lineNo: line.lineNo, accountNo: line.accountNo, holderName: line.holderName, holderIdNumber: line.holderIdNumber || null, amountFen: line.amountFen, answer,
  });
  const sent = target.lines.map((line) => given(line, isReset(line, target.correctsId) ? null : answerOf(line.state)));
  const reconciliation = reconcile(sent, rows, target.unsent.map((line) => given(line, null)));
  const before = target.lines.map((line): LineVerdict => ({ lineId: line.lineId, state: answerOf(line.state) ?? 'unanswered', rowNo: null, reasonRaw: '', reasonKey: null }));
  const differences = target.correctsId === null ? [] : compareOutcomes(before, reconciliation.lines).map((change) => {
    const line = target.lines.find((each) => each.lineId === change.lineId) as SentLineRow;
    return {
      ...change, batchNo: target.batches.find((batch) => batch.id === line.batchId)?.no ?? '', lineNo: line.lineNo, studentName: line.studentName, amountFen: line.amountFen,
    };
  });
  return { target, rows, reconciliation, differences, settledOn };
}

/** True for lines whose answer came from the file now corrected, and which nobody has acted on since. */
function isReset(line: SentLineRow, correctsId: number | null): boolean {
  return correctsId !== null && line.returnFileId === correctsId && (line.state === 'paid' || line.state === 'failed');
}

/** What is known of a line, for the bank's next word about it. */
function answerOf(state: PaymentLineState): 'paid' | 'failed' | null {
  switch (state) {
    case 'paid': case 'wrong': case 'recovered': return 'paid';
    case 'failed': case 'corrected': case 'reissued': case 'waived': return 'failed';
    case 'due': case 'submitted': case 'transferred': case 'unanswered': case 'withdrawn': return null;
  }
}

/** What the window shows of a return file before it is confirmed. */
export function returnPreview(plan: ReturnPlan): ReturnPreview {
  const { rows, reconciliation, target } = plan;
  const byState = (state: LineVerdict['state']): { count: number; sumFen: Fen } => {
    const amounts = target.lines.filter((_, index) => reconciliation.lines[index]?.state === state).map((line) => line.amountFen);
    return { count: amounts.length, sumFen: sumFen(amounts) };
  };
  return {
    batches: target.batches.map(({ id, no, programmeName }) => ({ id, no, programmeName })),
    buckets: totalBuckets(rows, reconciliation).map((each) => ({ ...each })),
    fileTotals: { rows: rows.length, sumFen: sumFen(rows.map((row) => row.amountFen ?? ZERO_FEN)), withoutAmount: rows.filter((row) => row.amountFen === null).length },
    lines: { paid: byState('paid'), failed: byState('failed'), unanswered: byState('unanswered'), total: { count: target.lines.length, sumFen: sumFen(target.lines.map((line) => line.amountFen)) } },
    differences: [...plan.differences],
    unknownWords: unknownWords(rows),
  };
}

function unknownWords(rows: readonly ReadReturnRow[]): ReturnPreview['unknownWords'] {
  const unknown = rows.filter((row) => row.result === 'unknown' && row.reasonRaw !== '');
  return [...Map.groupBy(unknown, (row) => `${row.said.result}\t${row.said.reason}`).values()]
    .flatMap((same) => (same[0] ? [{ text: same[0].reasonRaw, ...same[0].said, count: same.length }] : [])).sort((a, b) => b.count - a.count).slice(0, 20);
}

/** One sentence of what was made of a row. */
export function understandReturnRow(row: ReadReturnRow, verdict: RowVerdict, line: SentLineRow | undefined): string {
  const who = line ? `${line.classLabel} ${line.studentName}`.trim() : row.holderName || `第 ${row.rowNo} 行`;
  switch (verdict.bucket) {
    case 'paid': return sentenceOf('return.paid', { who, yuan: formatYuan(line?.amountFen ?? row.amountFen ?? ZERO_FEN) });
    case 'failed': return sentenceOf('return.failed', { who, reason: row.reasonRaw, label: reasonText[row.reasonKey ?? 'other'].label });
    case 'no_result': return sentenceOf('return.no_result', { who, text: row.reasonRaw });
    case 'partial': case 'over':
      return sentenceOf(`return.${verdict.bucket}`, { who, fileYuan: formatYuan(row.amountFen ?? ZERO_FEN), sentYuan: line ? formatYuan(line.amountFen) : '几笔都不是这个数' });
    case 'not_exported': return sentenceOf('return.not_exported', { who });
    case 'not_in_batch': return sentenceOf('return.not_in_batch', {});
    case 'repeated': return sentenceOf('return.repeated', { who });
    case 'contradictory': case 'contradicts_earlier': return sentenceOf(`return.${verdict.bucket}`, { who });
    case 'ambiguous': return sentenceOf('return.ambiguous', {});
  }
}
