import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { GradeKey } from '#shared/domain/letters/letter.ts';
import type { Slip } from '#shared/domain/letters/slip.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

/** A programme as the letter tells of it. */
export interface ToldProgramme {
  readonly name: string;
  readonly stages: string;
  readonly standard: string;
}

export interface LetterRecord {
  readonly id: number;
  readonly schoolYear: SchoolYear;
  readonly title: string;
  readonly body: string;
  readonly slipText: string;
  readonly programmes: readonly ToldProgramme[];
  readonly grades: readonly GradeKey[] | null;
  readonly issuedOn: IsoDate;
  readonly replyBy: IsoDate | null;
  readonly by: string;
  readonly at: string;
  readonly withdrawn: boolean;
  readonly withdrawnReason: string | null;
  /** Slips recorded under it. */
  readonly slips: number;
}

type Stored = Omit<LetterRecord, 'programmes' | 'grades' | 'withdrawn'> & { programmesJson: string; gradesJson: string | null; withdrawnAt: string | null };

const columns = `l.id, l.school_year AS schoolYear, l.title, l.body, l.slip_text AS slipText, l.programmes_json AS programmesJson, l.grades_json AS gradesJson,
  l.issued_on AS issuedOn, l.reply_by AS replyBy, a.display_name AS by, l.at, l.withdrawn_at AS withdrawnAt, l.withdrawn_reason AS withdrawnReason,
  (SELECT count(DISTINCT s.student_id) FROM letter_slip s WHERE s.letter_id = l.id) AS slips`;

function fromStored({ programmesJson, gradesJson, withdrawnAt, ...row }: Stored): LetterRecord {
  return {
    ...row, programmes: JSON.parse(programmesJson) as ToldProgramme[], grades: gradesJson === null ? null : JSON.parse(gradesJson) as GradeKey[], withdrawn: withdrawnAt !== null,
  };
}

/** The versions of a 学年, oldest first, withdrawn ones among them. */
export function listLetters(db: ReadableDb, schoolId: number, year: SchoolYear): LetterRecord[] {
  return db.all<Stored>(`SELECT ${columns} FROM letter l JOIN account a ON a.id = l.account_id WHERE l.school_id = ? AND l.school_year = ? ORDER BY l.id`, schoolId, year).map(fromStored);
}

export function findLetter(db: ReadableDb, schoolId: number, id: number): LetterRecord | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM letter l JOIN account a ON a.id = l.account_id WHERE l.school_id = ? AND l.id = ?`, schoolId, id);
  return row && fromStored(row);
}

/** The newest letter of a year before this one that stands: what a school would start its next one from. */
export function findEarlierLetter(db: ReadableDb, schoolId: number, before: SchoolYear): LetterRecord | undefined {
  const row = db.get<Stored>(
    `SELECT ${columns} FROM letter l JOIN account a ON a.id = l.account_id
     WHERE l.school_id = ? AND l.school_year < ? AND l.withdrawn_at IS NULL ORDER BY l.school_year DESC, l.id DESC LIMIT 1`, schoolId, before);
  return row && fromStored(row);
}

export interface NewLetter extends Pick<LetterRecord, 'schoolYear' | 'title' | 'body' | 'slipText' | 'programmes' | 'grades' | 'issuedOn' | 'replyBy'> {
  readonly schoolId: number;
}

export function insertLetter(db: WritableDb, one: NewLetter, stamp: Stamp): number {
  return db.run(
    `INSERT INTO letter (school_id, school_year, title, body, slip_text, programmes_json, grades_json, issued_on, reply_by, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.schoolYear, one.title, one.body, one.slipText, JSON.stringify(one.programmes), one.grades === null ? null : JSON.stringify(one.grades),
    one.issuedOn, one.replyBy, stamp.accountId, stamp.at).lastId;
}

export function withdrawLetter(db: WritableDb, id: number, reason: string, stamp: Stamp): void {
  db.run('UPDATE letter SET withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? WHERE id = ?', stamp.at, stamp.accountId, reason, id);
}

export interface SlipRecord extends Slip {
  readonly id: number;
  readonly studentId: number;
  readonly letterId: number;
  readonly by: string;
  readonly at: string;
}

const slipColumns = `s.id, s.student_id AS studentId, s.letter_id AS letterId, s.given_on AS givenOn, s.returned_on AS returnedOn, s.choice, s.signer, s.relation, s.note,
  a.display_name AS by, s.at`;

/** The record that counts of every pupil a 学年 has one of; `slipId` is the pupil's first one, which scans hang on, and `records` their number. */
export function listSlips(db: ReadableDb, schoolId: number, year: SchoolYear): (SlipRecord & { readonly slipId: number; readonly records: number })[] {
  return db.all(
    `SELECT ${slipColumns}, p.slipId, p.records
     FROM (SELECT max(id) AS lastId, min(id) AS slipId, count(*) AS records FROM letter_slip WHERE school_id = ? AND school_year = ? GROUP BY student_id) p
     JOIN letter_slip s ON s.id = p.lastId JOIN account a ON a.id = s.account_id`, schoolId, year);
}

/** Everything that was recorded of one pupil's slip in a 学年, oldest first. */
export function listSlipHistory(db: ReadableDb, schoolId: number, studentId: number, year: SchoolYear): SlipRecord[] {
  return db.all<SlipRecord>(
    `SELECT ${slipColumns} FROM letter_slip s JOIN account a ON a.id = s.account_id WHERE s.school_id = ? AND s.student_id = ? AND s.school_year = ? ORDER BY s.id`,
    schoolId, studentId, year);
}

export function insertSlip(
  db: WritableDb, one: Slip & { readonly schoolId: number; readonly schoolYear: SchoolYear; readonly letterId: number; readonly studentId: number }, stamp: Stamp,
): number {
  return db.run(
    `INSERT INTO letter_slip (school_id, school_year, letter_id, student_id, given_on, returned_on, choice, signer, relation, note, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.schoolYear, one.letterId, one.studentId, one.givenOn, one.returnedOn, one.choice, one.signer, one.relation, one.note, stamp.accountId, stamp.at).lastId;
}

/** Whose slip a record is; undefined where the school has none of that id. */
export function findSlipStudent(db: ReadableDb, schoolId: number, slipId: number): number | undefined {
  return db.get<{ studentId: number }>('SELECT student_id AS studentId FROM letter_slip WHERE school_id = ? AND id = ?', schoolId, slipId)?.studentId;
}
