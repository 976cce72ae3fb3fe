import type { DatedTotal } from '#shared/domain/settlement/cross-views.ts';
import type { ReadableDb } from '../connection.ts';

/** The whole journal of programmes added up by term, year of the entry, account and kind. */
export function listDatedTotals(db: ReadableDb, schoolId: number): DatedTotal[] {
  return db.all<DatedTotal>(
    `SELECT e.term, CAST(substr(e.on_date, 1, 4) AS INTEGER) AS year, t.account_code AS accountCode, e.effect_kind AS effectKind, sum(t.debit_fen - t.credit_fen) AS netFen
     FROM journal_entry e JOIN journal_entry_total t ON t.entry_id = e.id WHERE e.school_id = ? AND e.book <> 'own_funds'
     GROUP BY 1, 2, 3, 4 HAVING netFen <> 0`, schoolId);
}
