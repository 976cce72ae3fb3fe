import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PupilTotal } from '#shared/domain/settlement/class-progress.ts';
import type { ReadableDb } from '../connection.ts';

/** What a term's journal holds of each pupil, by programme and account: debit − credit. */
export function listPupilPostings(db: ReadableDb, schoolId: number, term: TermKey): PupilTotal[] {
  return db.all<PupilTotal>(
    `SELECT p.student_id AS studentId, p.programme_key AS programmeKey, p.account_code AS accountCode, sum(p.debit_fen - p.credit_fen) AS netFen
     FROM journal_entry e JOIN journal_posting p ON p.entry_id = e.id
     WHERE e.school_id = ? AND e.term = ? AND e.book <> 'own_funds' AND p.student_id IS NOT NULL GROUP BY 1, 2, 3 HAVING netFen <> 0`, schoolId, term);
}
