import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Book } from '#shared/domain/ledger/book.ts';
import type { LedgerFactKind } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { postingsOfStep } from '#shared/domain/settlement/chain.ts';
import type { ReadableDb } from '../connection.ts';

export interface ChainEntryRow {
  readonly entryId: number;
  readonly entryNo: number;
  readonly date: IsoDate;
  readonly effectKind: LedgerFactKind;
  readonly isReversal: number;
  readonly book: Book;
  readonly docNo: string;
  readonly memo: string;
  readonly pupils: number;
  readonly fen: Fen;
  readonly by: string;
  readonly batchId: number | null;
}

/** The entries one number of the chain is made of, oldest first; they add up to it. */
export function listChainEntries(db: ReadableDb, place: { schoolId: number; term: TermKey; programmeKey: string }, step: ReturnType<typeof postingsOfStep>): ChainEntryRow[] {
  return db.all<ChainEntryRow>(
    `SELECT e.id AS entryId, e.entry_no AS entryNo, e.on_date AS date, e.effect_kind AS effectKind, e.reverses_id IS NOT NULL AS isReversal, e.book, coalesce(e.doc_no, '') AS docNo,
       e.memo, count(DISTINCT p.student_id) AS pupils, sum(p.debit_fen - p.credit_fen) * @side AS fen, a.display_name AS by,
       (SELECT b.id FROM payment_batch b WHERE b.submit_entry_id = coalesce(e.reverses_id, e.id)) AS batchId
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id JOIN account a ON a.id = e.account_id
     WHERE e.school_id = @schoolId AND e.term = @term AND e.programme_key = @programmeKey
       AND p.account_code IN (SELECT value FROM json_each(@accounts)) AND e.effect_kind IN (SELECT value FROM json_each(@kinds))
     GROUP BY e.id HAVING fen <> 0 ORDER BY e.on_date, e.entry_no`,
    { ...place, accounts: JSON.stringify(step.accounts), kinds: JSON.stringify(step.kinds), side: step.side === 'debit' ? 1 : -1 });
}

export interface UnallottedRow {
  readonly programmeKey: string;
  readonly fen: Fen;
}

/** Arrivals of the term under no recorded 下达, by programme. */
export function listUnallotted(db: ReadableDb, schoolId: number, term: TermKey): UnallottedRow[] {
  return db.all<UnallottedRow>(
    `SELECT f.programme_key AS programmeKey, sum(f.amount_fen) AS fen FROM fund_receipt f
     WHERE f.school_id = ? AND f.term = ? AND f.allotment_line_id IS NULL AND NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = f.entry_id)
     GROUP BY f.programme_key`, schoolId, term);
}
