import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { LedgerFactKind } from './events.ts';
import type { Posting } from './posting.ts';

/** One entry of the journal. Never changed: a correction is another entry. */
export interface JournalEntry {
  readonly id: number;
  readonly onDate: IsoDate;
  readonly term: TermKey;
  readonly programmeKey: string;
  /** The fact whose figures the entry moves: its own, or, for a reversal, the reversed entry's. */
  readonly effectKind: LedgerFactKind;
  readonly reversesId: number | null;
  readonly postings: readonly Posting[];
}

const labels: Readonly<Record<LedgerFactKind, string>> = {
  opening_balance: '期初余额',
  carried_in: '上期结转',
  carried_out: '结转下期',
  receipt: '到账',
  entitlement_approved: '应发审核通过',
  entitlement_withdrawn: '应发撤销',
  batch_submitted: '报送发放批次',
  line_paid: '发放成功',
  line_failed: '发放失败',
  recovery: '追回',
  returned_to_treasury: '退回财政',
};

/** The entry's kind as the journal shows it; a reversal says what it undoes. */
export function formatEntryKind(effectKind: LedgerFactKind, isReversal: boolean): string {
  return isReversal ? `冲销：${labels[effectKind]}` : labels[effectKind];
}
