import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Book } from './book.ts';
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
  allotted: '下达',
  allotment_reduced: '调减下达',
  moved_out: '调剂转出',
  moved_in: '调剂转入',
  own_opening: '校内、社会资助期初',
  set_aside: '校内提取',
  donation: '社会捐助',
  own_grant: '校内、社会资助支出',
  own_returned: '退回捐助方',
};

/** What is called otherwise where the county holds the money. */
const cardLabels: Readonly<Partial<Record<LedgerFactKind, string>>> = { receipt: '县级拨付', returned_to_treasury: '县级收回' };

/** The entry's kind as the journal shows it; a reversal says what it undoes. */
export function formatEntryKind(effectKind: LedgerFactKind, isReversal: boolean, book: Book = 'school_account'): string {
  const label = (book === 'one_card' ? cardLabels[effectKind] : undefined) ?? labels[effectKind];
  return isReversal ? `冲销：${label}` : label;
}
