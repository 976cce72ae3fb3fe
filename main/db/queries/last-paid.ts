import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ReadableDb } from '../connection.ts';

/** The account of each pupil's last payment that arrived; only of pupils whose account was ever replaced, as for others nothing can have changed. */
export function listLastPaid(db: ReadableDb, schoolId: number): { readonly studentId: number; readonly accountNo: string; readonly paidOn: IsoDate }[] {
  return db.all(
    `SELECT l.student_id AS studentId, l.account_no AS accountNo, max(l.paid_on) AS paidOn FROM payment_line l
     WHERE l.state = 'paid' AND l.student_id IN (SELECT p.student_id FROM payee_account p JOIN student s ON s.id = p.student_id WHERE s.school_id = ? AND p.replaced_on IS NOT NULL)
     GROUP BY l.student_id`, schoolId);
}

/** How many scans are kept with each live account. */
export function countAccountEvidence(db: ReadableDb, schoolId: number): ReadonlyMap<number, number> {
  const rows = db.all<{ accountId: number; count: number }>(
    `SELECT subject_id AS accountId, count(*) AS count FROM attachment WHERE school_id = ? AND subject = 'payee_account' AND removed_at IS NULL GROUP BY subject_id`, schoolId);
  return new Map(rows.map(({ accountId, count }) => [accountId, count]));
}
