import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextLineState } from '#shared/domain/disbursement/line-state.ts';
import type { PaymentLineMove, PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import type { LedgerFactKind, PaymentEventLine } from '#shared/domain/ledger/events.ts';
import type { LineVerdict } from '#shared/domain/reconciliation/reconcile.ts';
import type { WritableDb } from '#main/db/connection.ts';
import type { SentLineRow } from '#main/db/queries/payment-overview.ts';
import type { BatchRow } from '#main/db/repositories/payment-batch.ts';
import { settleLine } from '#main/db/repositories/payment-line.ts';
import type { JournalStamp } from './journal.ts';
import { postEvent } from './journal.ts';
import type { ReturnPlan } from './return-analysis.ts';

type PaymentEventKind = Extract<LedgerFactKind, 'batch_submitted' | 'line_paid' | 'line_failed'>;

/**
 * What the ledger must hear when the word on a line changes. A payment now unheard of again went out after all: first as bounced, then as
 * sent once more, so that every step stays visible.
 */
function eventsFor(before: PaymentLineState, after: PaymentLineState): readonly PaymentEventKind[] {
  if (before === after) return [];
  switch (after) {
    case 'paid': return ['line_paid'];
    case 'failed': return ['line_failed'];
    case 'unanswered':
      if (before === 'paid') return ['line_failed', 'batch_submitted'];
      return before === 'failed' ? ['batch_submitted'] : [];
    default: return [];
  }
}

const moveTo: Readonly<Record<LineVerdict['state'], PaymentLineMove>> = { paid: 'pay', failed: 'fail', unanswered: 'leave_unanswered' };

/** Collects the ledger's lines by kind, batch and day, and posts each group as one entry, in the order things happened. */
export class PaymentEvents {
  readonly #groups = new Map<string, { kind: PaymentEventKind; batch: Pick<BatchRow, 'programmeKey' | 'term' | 'no'>; onDate: IsoDate; lines: PaymentEventLine[] }>();

  add(batch: Pick<BatchRow, 'id' | 'programmeKey' | 'term' | 'no'>, line: Pick<SentLineRow, 'lineId' | 'entitlementId' | 'studentId' | 'amountFen'>, before: PaymentLineState, after: PaymentLineState, onDate: IsoDate): void {
    for (const kind of eventsFor(before, after)) {
      const key = `${kind} ${batch.id} ${onDate}`;
      const group = this.#groups.get(key) ?? { kind, batch, onDate, lines: [] };
      group.lines.push({ paymentLineId: line.lineId, entitlementId: line.entitlementId, studentId: line.studentId, fen: line.amountFen });
      this.#groups.set(key, group);
    }
  }

  post(db: WritableDb, stamp: JournalStamp, memo: string): void {
    for (const kind of ['line_failed', 'batch_submitted', 'line_paid'] as const) {
      for (const group of this.#groups.values()) {
        if (group.kind !== kind) continue;
        postEvent(db, { kind, programmeKey: group.batch.programmeKey, term: group.batch.term, onDate: group.onDate, lines: group.lines }, { ...stamp, memo: `${memo}（批次 ${group.batch.no}）` });
      }
    }
  }
}

/** Writes the outcome of a confirmed return file on the lines and in the journal; gives how many lines changed to what. */
export function settleReturn(db: WritableDb, plan: ReturnPlan, returnFileId: number, stamp: JournalStamp, fileName: string): Readonly<Record<LineVerdict['state'], number>> {
  const { target, reconciliation, rows } = plan;
  const batches = new Map(target.batches.map((batch) => [batch.id, batch]));
  const dates = new Map(rows.map((row) => [row.rowNo, row.paidOn]));
  const events = new PaymentEvents();
  const changed = { paid: 0, failed: 0, unanswered: 0 };
  target.lines.forEach((line, index) => {
    const verdict = reconciliation.lines[index] as LineVerdict;
    const isFromCorrected = target.correctsId !== null && line.returnFileId === target.correctsId;
    const isOpen = verdict.rowNo === null && verdict.state === 'unanswered';
    if (verdict.rowNo === null && !isOpen) return;
    if (isOpen && line.state === 'unanswered' && !isFromCorrected) return;
    const after = line.state === verdict.state ? verdict.state : nextLineState(line.state, moveTo[verdict.state]);
    if (after === null) return;
    const onDate = (verdict.rowNo === null ? null : dates.get(verdict.rowNo)) ?? plan.settledOn;
    settleLine(db, line.lineId, { state: after, paidOn: after === 'paid' ? onDate : null, reasonRaw: verdict.reasonRaw, reasonKey: verdict.reasonKey, returnFileId });
    if (after !== line.state) changed[verdict.state] += 1;
    const batch = batches.get(line.batchId);
    if (batch) events.add(batch, line, line.state, after, onDate);
  });
  events.post(db, stamp, `回盘 ${fileName}`);
  return changed;
}
