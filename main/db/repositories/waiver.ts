import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

export interface WaiverRecord {
  readonly id: number;
  readonly studentId: number;
  readonly schoolYear: SchoolYear;
  /** The one item given up; null: all aid of the year. */
  readonly programmeKey: string | null;
  /** The one term the item is given up for; null: the whole year. */
  readonly term: TermKey | null;
  readonly reason: string;
  readonly signer: string;
  readonly relation: string;
  readonly signedOn: IsoDate;
  readonly witness: string;
  /** Labels of the groups that made the child eligible then. */
  readonly groups: readonly string[];
  readonly by: string;
  readonly at: string;
  readonly revokedOn: IsoDate | null;
  readonly revokedReason: string | null;
  readonly revokedBy: string | null;
}

type Stored = Omit<WaiverRecord, 'groups'> & { groupsJson: string };

const select = `SELECT w.id, w.student_id AS studentId, w.school_year AS schoolYear, w.programme_key AS programmeKey, w.term, w.reason, w.signer, w.relation, w.signed_on AS signedOn, w.witness, w.groups_json AS groupsJson,
  a.display_name AS by, w.at, w.revoked_on AS revokedOn, w.revoked_reason AS revokedReason, r.display_name AS revokedBy
  FROM waiver w JOIN account a ON a.id = w.account_id LEFT JOIN account r ON r.id = w.revoked_by`;

function fromStored({ groupsJson, ...row }: Stored): WaiverRecord {
  return { ...row, groups: JSON.parse(groupsJson) as string[] };
}

/** The waivers of a 学年, revoked ones too, newest first. */
export function listWaivers(db: ReadableDb, schoolId: number, year: SchoolYear): WaiverRecord[] {
  return db.all<Stored>(`${select} WHERE w.school_id = ? AND w.school_year = ? ORDER BY w.id DESC`, schoolId, year).map(fromStored);
}

export function findWaiver(db: ReadableDb, schoolId: number, id: number): WaiverRecord | undefined {
  const row = db.get<Stored>(`${select} WHERE w.school_id = ? AND w.id = ?`, schoolId, id);
  return row && fromStored(row);
}

/** The pupils whose families gave up all aid of the year, and have not taken it back. */
export function listWaivedPupils(db: ReadableDb, schoolId: number, year: SchoolYear): ReadonlySet<number> {
  return new Set(db.all<{ studentId: number }>('SELECT student_id AS studentId FROM waiver WHERE school_id = ? AND school_year = ? AND programme_key IS NULL AND revoked_on IS NULL', schoolId, year)
    .map((row) => row.studentId));
}

export interface ItemWaiver extends Pick<WaiverRecord, 'studentId' | 'signer' | 'relation' | 'signedOn'> {
  readonly programmeKey: string;
}

/** The single items families gave up that a term takes in. */
export function listItemWaivers(db: ReadableDb, schoolId: number, term: TermKey): ItemWaiver[] {
  return db.all<ItemWaiver>(
    `SELECT student_id AS studentId, programme_key AS programmeKey, signer, relation, signed_on AS signedOn
     FROM waiver WHERE school_id = ? AND school_year = ? AND programme_key IS NOT NULL AND (term IS NULL OR term = ?) AND revoked_on IS NULL ORDER BY id`,
    schoolId, schoolYearOf(term), term);
}

export type NewWaiver = Pick<WaiverRecord, 'studentId' | 'schoolYear' | 'programmeKey' | 'term' | 'reason' | 'signer' | 'relation' | 'signedOn' | 'witness' | 'groups'> & { readonly schoolId: number };

export function insertWaiver(db: WritableDb, one: NewWaiver, stamp: Stamp): number {
  return db.run(
    `INSERT INTO waiver (school_id, student_id, school_year, programme_key, term, reason, signer, relation, signed_on, witness, groups_json, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.studentId, one.schoolYear, one.programmeKey, one.term, one.reason, one.signer, one.relation, one.signedOn, one.witness, JSON.stringify(one.groups), stamp.accountId, stamp.at).lastId;
}

export function revokeWaiver(db: WritableDb, id: number, revokedOn: IsoDate, reason: string, stamp: Stamp): void {
  db.run('UPDATE waiver SET revoked_on = ?, revoked_reason = ?, revoked_by = ?, revoked_at = ? WHERE id = ?', revokedOn, reason, stamp.accountId, stamp.at, id);
}

/** Whose waiver it is; undefined where the school has none of that id. */
export function findWaiverStudent(db: ReadableDb, schoolId: number, id: number): number | undefined {
  return findWaiver(db, schoolId, id)?.studentId;
}
