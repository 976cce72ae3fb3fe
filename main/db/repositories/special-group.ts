import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { GroupRow } from '#shared/domain/identification/group-catalogue.ts';
import type { ListChange, RecheckDecision } from '#shared/domain/matching/list-change.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface StoredGroupRow extends GroupRow {
  readonly id: number;
  readonly by: string;
  readonly at: string;
}

/** Every row a school ever added to its catalogue, oldest first. */
export function listGroupRows(db: ReadableDb, schoolId: number): StoredGroupRow[] {
  return db.all<Omit<StoredGroupRow, 'needsHardship'> & { needsHardship: 0 | 1 }>(
    `SELECT g.id, g.group_key AS key, g.label, g.owner, g.coverage, g.evidence, g.max_disability_grade AS maxDisabilityGrade, g.needs_hardship AS needsHardship,
       g.proof, g.source, g.valid_from AS validFrom, g.valid_to AS validTo, a.display_name AS by, g.at
     FROM special_group_row g JOIN account a ON a.id = g.account_id WHERE g.school_id = ? ORDER BY g.id`, schoolId,
  ).map((row) => ({ ...row, needsHardship: row.needsHardship === 1 }));
}

export function insertGroupRow(db: WritableDb, schoolId: number, row: GroupRow, stamp: Stamp): number {
  return db.run(
    `INSERT INTO special_group_row (school_id, group_key, label, owner, coverage, evidence, max_disability_grade, needs_hardship, proof, source, valid_from, valid_to, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    schoolId, row.key, row.label, row.owner, row.coverage, row.evidence, row.maxDisabilityGrade, row.needsHardship ? 1 : 0, row.proof, row.source, row.validFrom, row.validTo,
    stamp.accountId, stamp.at).lastId;
}

export interface RecheckLine {
  readonly recheckId: number;
  readonly term: string;
  readonly previousListId: number | null;
  readonly nextListId: number;
  readonly startedOn: IsoDate;
  readonly by: string;
}

const recheckColumns = `r.id AS recheckId, r.term, r.previous_list_id AS previousListId, r.next_list_id AS nextListId, r.started_on AS startedOn, a.display_name AS by
  FROM group_recheck r JOIN account a ON a.id = r.account_id`;

/** The checks of a term, newest first. */
export function listRechecks(db: ReadableDb, schoolId: number, term: string): RecheckLine[] {
  return db.all<RecheckLine>(`SELECT ${recheckColumns} WHERE r.school_id = ? AND r.term = ? ORDER BY r.id DESC`, schoolId, term);
}

export function findRecheck(db: ReadableDb, schoolId: number, recheckId: number): RecheckLine | undefined {
  return db.get<RecheckLine>(`SELECT ${recheckColumns} WHERE r.school_id = ? AND r.id = ?`, schoolId, recheckId);
}

export function findRecheckOfLists(db: ReadableDb, schoolId: number, previousListId: number | null, nextListId: number): RecheckLine | undefined {
  return db.get<RecheckLine>(
    `SELECT ${recheckColumns} WHERE r.school_id = ? AND r.next_list_id = ? AND r.previous_list_id IS ?`, schoolId, nextListId, previousListId);
}

export function insertRecheck(
  db: WritableDb, one: { readonly schoolId: number; readonly term: string; readonly previousListId: number | null; readonly nextListId: number; readonly startedOn: string }, stamp: Stamp,
): number {
  return db.run(
    'INSERT INTO group_recheck (school_id, term, previous_list_id, next_list_id, started_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.term, one.previousListId, one.nextListId, one.startedOn, stamp.accountId, stamp.at).lastId;
}

export interface RecheckDecisionLine {
  readonly recheckId: number;
  readonly studentId: number;
  readonly groupKey: string;
  readonly change: ListChange;
  readonly decision: RecheckDecision;
  readonly reason: string;
  readonly decidedOn: IsoDate;
  readonly grade: string | null;
  readonly by: string;
  readonly at: string;
}

/** Everything decided in these checks, oldest first. */
export function listRecheckDecisions(db: ReadableDb, recheckIds: readonly number[]): RecheckDecisionLine[] {
  return db.all<RecheckDecisionLine>(
    `SELECT d.recheck_id AS recheckId, d.student_id AS studentId, d.group_key AS groupKey, d.change, d.decision, d.reason, d.decided_on AS decidedOn,
       t.grade, a.display_name AS by, d.at
     FROM group_recheck_decision d JOIN account a ON a.id = d.account_id LEFT JOIN determination t ON t.id = d.determination_id
     WHERE d.recheck_id IN (SELECT value FROM json_each(?)) ORDER BY d.id`, JSON.stringify(recheckIds));
}

export interface NewRecheckDecision extends Omit<RecheckDecisionLine, 'grade' | 'by' | 'at'> {
  readonly determinationId: number | null;
}

export function insertRecheckDecision(db: WritableDb, one: NewRecheckDecision, stamp: Stamp): void {
  db.run(
    `INSERT INTO group_recheck_decision (recheck_id, student_id, group_key, change, decision, reason, decided_on, determination_id, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.recheckId, one.studentId, one.groupKey, one.change, one.decision, one.reason, one.decidedOn, one.determinationId, stamp.accountId, stamp.at);
}

export type FollowUpWay = 'phone' | 'visit' | 'note' | 'teacher' | 'other';

export interface FollowUpLine {
  readonly studentId: number;
  readonly onDate: IsoDate;
  readonly way: FollowUpWay;
  readonly result: string;
  readonly by: string;
}

/** What was done about pupils on a list without a case in this 学年, newest first. */
export function listFollowUps(db: ReadableDb, schoolId: number, schoolYear: string): FollowUpLine[] {
  return db.all<FollowUpLine>(
    `SELECT f.student_id AS studentId, f.on_date AS onDate, f.way, f.result, a.display_name AS by
     FROM coverage_follow_up f JOIN account a ON a.id = f.account_id WHERE f.school_id = ? AND f.school_year = ? ORDER BY f.on_date DESC, f.id DESC`, schoolId, schoolYear);
}

export function insertFollowUp(db: WritableDb, one: Omit<FollowUpLine, 'by'> & { readonly schoolId: number; readonly schoolYear: string }, stamp: Stamp): number {
  return db.run(
    'INSERT INTO coverage_follow_up (school_id, school_year, student_id, on_date, way, result, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.schoolYear, one.studentId, one.onDate, one.way, one.result, stamp.accountId, stamp.at).lastId;
}
