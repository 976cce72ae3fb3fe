import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { EmergencyAct, EmergencyKind } from '#shared/domain/letters/emergency.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface EmergencyRecord {
  readonly id: number;
  readonly studentId: number;
  readonly kind: EmergencyKind;
  readonly happenedOn: IsoDate;
  readonly reportedOn: IsoDate;
  readonly reportedBy: string;
  readonly what: string;
  readonly by: string;
  readonly at: string;
}

const select = `SELECT e.id, e.student_id AS studentId, e.kind, e.happened_on AS happenedOn, e.reported_on AS reportedOn, e.reported_by AS reportedBy, e.what,
  a.display_name AS by, e.at FROM emergency e JOIN account a ON a.id = e.account_id`;

/** Emergencies that happened between two days, newest first. */
export function listEmergencies(db: ReadableDb, schoolId: number, from: IsoDate, to: IsoDate): EmergencyRecord[] {
  return db.all<EmergencyRecord>(`${select} WHERE e.school_id = ? AND e.happened_on BETWEEN ? AND ? ORDER BY e.happened_on DESC, e.id DESC`, schoolId, from, to);
}

export function findEmergency(db: ReadableDb, schoolId: number, id: number): EmergencyRecord | undefined {
  return db.get<EmergencyRecord>(`${select} WHERE e.school_id = ? AND e.id = ?`, schoolId, id);
}

/** Whose emergency it is; undefined where the school has none of that id. */
export function findEmergencyStudent(db: ReadableDb, schoolId: number, id: number): number | undefined {
  return findEmergency(db, schoolId, id)?.studentId;
}

export type NewEmergency = Omit<EmergencyRecord, 'id' | 'by' | 'at'> & { readonly schoolId: number };

export function insertEmergency(db: WritableDb, one: NewEmergency, stamp: Stamp): number {
  return db.run(
    'INSERT INTO emergency (school_id, student_id, kind, happened_on, reported_on, reported_by, what, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    one.schoolId, one.studentId, one.kind, one.happenedOn, one.reportedOn, one.reportedBy, one.what, stamp.accountId, stamp.at).lastId;
}

export interface EmergencyStepRecord {
  readonly emergencyId: number;
  readonly act: EmergencyAct;
  readonly onDate: IsoDate;
  readonly what: string;
  readonly doneBy: string;
  readonly by: string;
  readonly at: string;
}

/** The log of these emergencies, in the order it was written. */
export function listEmergencySteps(db: ReadableDb, emergencyIds: readonly number[]): EmergencyStepRecord[] {
  return db.all<EmergencyStepRecord>(
    `SELECT s.emergency_id AS emergencyId, s.act, s.on_date AS onDate, s.what, s.done_by AS doneBy, a.display_name AS by, s.at
     FROM emergency_step s JOIN account a ON a.id = s.account_id WHERE s.emergency_id IN (SELECT value FROM json_each(?)) ORDER BY s.id`, JSON.stringify(emergencyIds));
}

export function insertEmergencyStep(db: WritableDb, one: Omit<EmergencyStepRecord, 'by' | 'at'>, stamp: Stamp): number {
  return db.run(
    'INSERT INTO emergency_step (emergency_id, act, on_date, what, done_by, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    one.emergencyId, one.act, one.onDate, one.what, one.doneBy, stamp.accountId, stamp.at).lastId;
}
