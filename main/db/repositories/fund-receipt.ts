import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface FundReceipt {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly docNo: string;
  readonly allottedOn: IsoDate | null;
  readonly receivedOn: IsoDate;
  readonly fen: Fen;
  readonly payer: string;
  readonly memo: string;
  readonly allotmentLineId: number | null;
  readonly bankRef: string;
  readonly overReason: string;
  readonly entryId: number;
}

export function insertFundReceipt(db: WritableDb, receipt: FundReceipt): void {
  db.run(
    `INSERT INTO fund_receipt (school_id, term, programme_key, source, doc_no, allotted_on, received_on, amount_fen, payer, memo, allotment_line_id, bank_ref, over_reason, entry_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    receipt.schoolId, receipt.term, receipt.programmeKey, receipt.source, receipt.docNo, receipt.allottedOn, receipt.receivedOn, receipt.fen,
    receipt.payer, receipt.memo, receipt.allotmentLineId, receipt.bankRef, receipt.overReason, receipt.entryId);
}

/** A standing receipt of the same document, programme, source, sum and day. */
export function findSameReceipt(db: ReadableDb, receipt: Pick<FundReceipt, 'schoolId' | 'term' | 'programmeKey' | 'source' | 'docNo' | 'receivedOn' | 'fen'>): { readonly entryId: number } | undefined {
  return db.get<{ entryId: number }>(
    `SELECT f.entry_id AS entryId FROM fund_receipt f
     WHERE f.school_id = ? AND f.term = ? AND f.programme_key = ? AND f.source = ? AND f.doc_no = ? AND f.received_on = ? AND f.amount_fen = ?
       AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = f.entry_id)`,
    receipt.schoolId, receipt.term, receipt.programmeKey, receipt.source, receipt.docNo, receipt.receivedOn, receipt.fen);
}
