import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { ReadableDb } from '../connection.ts';

export interface StandardPaid {
  readonly programmeKey: string;
  readonly amountFen: Fen;
  readonly pupils: number;
}

/** The amounts a programme's approved 应发 of the term come in, and for how many pupils each. */
export function listStandards(db: ReadableDb, schoolId: number, term: TermKey): StandardPaid[] {
  return db.all<StandardPaid>(
    `SELECT programme_key AS programmeKey, amount_due_fen AS amountFen, count(*) AS pupils FROM entitlement
     WHERE school_id = ? AND term = ? AND state = 'approved' GROUP BY 1, 2 ORDER BY 1, 2`, schoolId, term);
}

export interface PupilCounts {
  readonly onRoll: number;
  readonly attending: number;
}

/** Pupils on the roll now (学籍在册), and those of them who attend. */
export function countPupils(db: ReadableDb, schoolId: number): PupilCounts {
  return db.get<PupilCounts>(
    `SELECT count(*) FILTER (WHERE status IN ('enrolled', 'suspended')) AS onRoll, count(*) FILTER (WHERE status = 'enrolled') AS attending FROM student WHERE school_id = ?`, schoolId)
    ?? { onRoll: 0, attending: 0 };
}

export interface BatchDays {
  readonly batchId: number;
  readonly firstPaidOn: IsoDate | null;
  readonly lastPaidOn: IsoDate | null;
}

/** The days on which the bank paid the lines of each batch. */
export function listBatchDays(db: ReadableDb, schoolId: number, term: TermKey): BatchDays[] {
  return db.all<BatchDays>(
    `SELECT l.batch_id AS batchId, min(l.paid_on) AS firstPaidOn, max(l.paid_on) AS lastPaidOn FROM payment_line l JOIN payment_batch b ON b.id = l.batch_id
     WHERE b.school_id = ? AND b.term = ? GROUP BY l.batch_id`, schoolId, term);
}
