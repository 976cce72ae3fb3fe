import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ClosingFacts } from '#shared/domain/settlement/closing-checks.ts';
import type { ReadableDb } from '../connection.ts';

/** What the closing of a term looks at beside its journal. */
export function findClosingFacts(db: ReadableDb, schoolId: number, term: TermKey, previous: TermKey): Pick<ClosingFacts, 'proposedEntitlements' | 'wrongOpen' | 'previousTermOpen'> {
  const proposed = db.get<{ n: number }>(`SELECT count(*) AS n FROM entitlement WHERE school_id = ? AND term = ? AND state = 'proposed'`, schoolId, term)?.n ?? 0;
  const open = db.get<{ n: number }>(
    `SELECT EXISTS (SELECT 1 FROM journal_entry WHERE school_id = @schoolId AND term = @previous)
       AND NOT EXISTS (SELECT 1 FROM term_lock WHERE school_id = @schoolId AND term = @previous) AS n`, { schoolId, previous })?.n ?? 0;
  const wrongOpen = db.get<{ count: number; fen: number }>(
    `SELECT count(*) AS count, coalesce(sum(l.amount_fen - (SELECT coalesce(sum(r.amount_fen), 0) FROM payment_recovery r WHERE r.line_id = l.id)), 0) AS fen
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = ? AND b.term = ? AND l.state = 'wrong'`, schoolId, term) ?? { count: 0, fen: 0 };
  return { proposedEntitlements: proposed, wrongOpen, previousTermOpen: open === 1 };
}

export function findLastEntryDate(db: ReadableDb, schoolId: number, term: TermKey): IsoDate | null {
  return db.get<{ last: IsoDate | null }>('SELECT max(on_date) AS last FROM journal_entry WHERE school_id = ? AND term = ?', schoolId, term)?.last ?? null;
}
