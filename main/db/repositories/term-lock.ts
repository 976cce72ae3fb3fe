import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface TermLock {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly closedOn: IsoDate;
  readonly closedAt: string;
  readonly accountId: number;
  readonly closedBy: string;
  readonly note: string;
}

const columns = `l.school_id AS schoolId, l.term, l.closed_on AS closedOn, l.closed_at AS closedAt, l.account_id AS accountId,
  a.display_name AS closedBy, l.note`;

export function findTermLock(db: ReadableDb, schoolId: number, term: TermKey): TermLock | undefined {
  return db.get<TermLock>(`SELECT ${columns} FROM term_lock l JOIN account a ON a.id = l.account_id WHERE l.school_id = ? AND l.term = ?`, schoolId, term);
}

export function listTermLocks(db: ReadableDb, schoolId: number): TermLock[] {
  return db.all<TermLock>(`SELECT ${columns} FROM term_lock l JOIN account a ON a.id = l.account_id WHERE l.school_id = ? ORDER BY l.term`, schoolId);
}

export function insertTermLock(db: WritableDb, lock: Omit<TermLock, 'closedBy'>): void {
  db.run('INSERT INTO term_lock (school_id, term, closed_on, closed_at, account_id, note) VALUES (?, ?, ?, ?, ?, ?)',
    lock.schoolId, lock.term, lock.closedOn, lock.closedAt, lock.accountId, lock.note);
}
