import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ClosingFacts } from '#shared/domain/settlement/closing-checks.ts';
import type { ReadableDb } from '../connection.ts';

/** What the closing of a term looks at beside its journal. */
export function findClosingFacts(
  db: ReadableDb, schoolId: number, term: TermKey, previous: TermKey,
): Omit<ClosingFacts, 'termOver' | 'openDifferences' | 'changingChannel' | 'reconciliation' | 'selfCheck'> {
  const proposed = db.get<{ n: number }>(`SELECT count(*) AS n FROM entitlement WHERE school_id = ? AND term = ? AND state = 'proposed'`, schoolId, term)?.n ?? 0;
  const open = db.get<{ n: number }>(
    `SELECT EXISTS (SELECT 1 FROM journal_entry WHERE school_id = @schoolId AND term = @previous)
       AND NOT EXISTS (SELECT 1 FROM term_lock WHERE school_id = @schoolId AND term = @previous) AS n`, { schoolId, previous })?.n ?? 0;
  const wrongOpen = db.get<{ count: number; fen: number }>(
    `SELECT count(*) AS count, coalesce(sum(l.amount_fen - (SELECT coalesce(sum(r.amount_fen), 0) FROM payment_recovery r WHERE r.line_id = l.id)), 0) AS fen
     FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id WHERE b.school_id = ? AND b.term = ? AND l.state = 'wrong'`, schoolId, term) ?? { count: 0, fen: 0 };
  return { proposedEntitlements: proposed, wrongOpen, previousTermOpen: open === 1, allotmentOpen: findOpenAllotments(db, schoolId, term), unallotted: findUnallotted(db, schoolId, term) };
}

type Part = { readonly count: number; readonly fen: number };
const stands = (entryId: string): string => `NOT EXISTS (SELECT 1 FROM journal_entry r WHERE r.reverses_id = ${entryId})`;

/** The term's 下达 that has not wholly arrived. */
function findOpenAllotments(db: ReadableDb, schoolId: number, term: TermKey): Part {
  return db.get<Part>(
    `SELECT count(*) AS count, coalesce(sum(open), 0) AS fen FROM (
       SELECT l.amount_fen - (SELECT coalesce(sum(x.amount_fen), 0) FROM allotment_line x WHERE x.adjusts_id = l.id AND ${stands('x.entry_id')})
         - (SELECT coalesce(sum(f.amount_fen), 0) FROM fund_receipt f WHERE f.allotment_line_id = l.id AND ${stands('f.entry_id')}) AS open
       FROM allotment_line l JOIN allotment a ON a.id = l.allotment_id
       WHERE a.school_id = ? AND a.kind = 'grant' AND l.term = ? AND ${stands('l.entry_id')}) WHERE open > 0`, schoolId, term) ?? { count: 0, fen: 0 };
}

/** Arrivals that name no recorded 下达. */
function findUnallotted(db: ReadableDb, schoolId: number, term: TermKey): Part {
  return db.get<Part>(
    `SELECT count(*) AS count, coalesce(sum(f.amount_fen), 0) AS fen FROM fund_receipt f
     WHERE f.school_id = ? AND f.term = ? AND f.allotment_line_id IS NULL AND ${stands('f.entry_id')}`, schoolId, term) ?? { count: 0, fen: 0 };
}

export function findLastEntryDate(db: ReadableDb, schoolId: number, term: TermKey): IsoDate | null {
  return db.get<{ last: IsoDate | null }>('SELECT max(on_date) AS last FROM journal_entry WHERE school_id = ? AND term = ?', schoolId, term)?.last ?? null;
}
