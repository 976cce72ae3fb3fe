import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import type { MeetingMethod, MeetingPurpose, MeetingState, TieRule } from '#shared/domain/panels/meeting.ts';
import type { RecusalGround } from '#shared/domain/panels/recusal.ts';
import type { WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** What a person says about a meeting before its minutes are closed. */
export interface MeetingParticulars {
  readonly purpose: MeetingPurpose;
  readonly heldOn: IsoDate;
  readonly place: string;
  readonly chairId: number | null;
  readonly recorder: string;
  readonly method: MeetingMethod;
  readonly tieRule: TieRule;
  readonly trim: number;
  readonly maxScoreHundredths: number;
  readonly remarks: string;
}

export interface NewMeeting extends MeetingParticulars {
  readonly schoolId: number;
  readonly panelId: number;
  readonly schoolYear: SchoolYear;
}

/** A meeting with the next number of the 学年. */
export function insertMeeting(db: WritableDb, one: NewMeeting, stamp: Stamp): { readonly meetingId: number; readonly no: number } {
  const no = (db.get<{ last: number | null }>('SELECT max(no) AS last FROM panel_meeting WHERE school_id = ? AND school_year = ?', one.schoolId, one.schoolYear)?.last ?? 0) + 1;
  const { lastId } = db.run(
    `INSERT INTO panel_meeting (school_id, panel_id, school_year, no, purpose, held_on, place, chair_id, recorder, method, tie_rule, trim_count, max_score_hundredths, remarks, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.panelId, one.schoolYear, no, one.purpose, one.heldOn, one.place, one.chairId, one.recorder, one.method, one.tieRule, one.trim,
    one.maxScoreHundredths, one.remarks,
    stamp.accountId, stamp.at);
  return { meetingId: lastId, no };
}

export function updateMeeting(db: WritableDb, id: number, one: MeetingParticulars): void {
  db.run(
    `UPDATE panel_meeting SET purpose = ?, held_on = ?, place = ?, chair_id = ?, recorder = ?, method = ?, tie_rule = ?, trim_count = ?, max_score_hundredths = ?, remarks = ? WHERE id = ?`,
    one.purpose, one.heldOn, one.place, one.chairId, one.recorder, one.method, one.tieRule, one.trim, one.maxScoreHundredths, one.remarks, id);
}

/** Takes a draft away with everything in it. */
export function deleteMeeting(db: WritableDb, id: number): void {
  for (const table of ['meeting_score', 'meeting_vote', 'meeting_recusal']) db.run(`DELETE FROM ${table} WHERE meeting_case_id IN (SELECT id FROM meeting_case WHERE meeting_id = ?)`, id);
  for (const table of ['meeting_case', 'meeting_seat']) db.run(`DELETE FROM ${table} WHERE meeting_id = ?`, id);
  db.run('DELETE FROM panel_meeting WHERE id = ?', id);
}

export function closeMeeting(db: WritableDb, id: number, frozen: { readonly rule: PanelRule; readonly grades: readonly string[] }, stamp: Stamp): void {
  db.run(`UPDATE panel_meeting SET state = 'closed', rule_json = ?, grades_json = ?, closed_at = ?, closed_by = ? WHERE id = ?`,
    JSON.stringify(frozen.rule), JSON.stringify(frozen.grades), stamp.at, stamp.accountId, id);
}

export function setMeetingState(db: WritableDb, id: number, state: MeetingState, signedOn: IsoDate | null): void {
  db.run('UPDATE panel_meeting SET state = ?, signed_on = ? WHERE id = ?', state, signedOn, id);
}

export interface SeatRecord {
  readonly memberId: number;
  readonly present: boolean;
  readonly absentReason: string;
}

export function replaceSeats(db: WritableDb, meetingId: number, seats: readonly SeatRecord[]): void {
  db.run('DELETE FROM meeting_seat WHERE meeting_id = ?', meetingId);
  for (const seat of seats) {
    db.run('INSERT INTO meeting_seat (meeting_id, member_id, present, absent_reason) VALUES (?, ?, ?, ?)', meetingId, seat.memberId, seat.present, seat.present ? '' : seat.absentReason);
  }
}

/** Adds cases after the last; numbers of cases taken off are not given again while the meeting is a draft with higher ones. */
export function insertMeetingCases(db: WritableDb, meetingId: number, caseIds: readonly number[]): void {
  let ordinal = db.get<{ last: number | null }>('SELECT max(ordinal) AS last FROM meeting_case WHERE meeting_id = ?', meetingId)?.last ?? 0;
  for (const caseId of caseIds) db.run('INSERT INTO meeting_case (meeting_id, ordinal, case_id) VALUES (?, ?, ?)', meetingId, (ordinal += 1), caseId);
}

export function deleteMeetingCase(db: WritableDb, meetingCaseId: number): void {
  for (const table of ['meeting_score', 'meeting_vote', 'meeting_recusal']) db.run(`DELETE FROM ${table} WHERE meeting_case_id = ?`, meetingCaseId);
  db.run('DELETE FROM meeting_case WHERE id = ?', meetingCaseId);
}

export interface RecusalRecord {
  readonly meetingCaseId: number;
  readonly memberId: number;
  readonly ground: RecusalGround;
  readonly decision: 'recused' | 'dismissed';
  readonly reason: string;
}

export function putRecusal(db: WritableDb, one: RecusalRecord, stamp: Stamp): void {
  db.run(
    `INSERT INTO meeting_recusal (meeting_case_id, member_id, ground, decision, reason, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (meeting_case_id, member_id) DO UPDATE SET ground = excluded.ground, decision = excluded.decision, reason = excluded.reason,
     account_id = excluded.account_id, at = excluded.at`,
    one.meetingCaseId, one.memberId, one.ground, one.decision, one.reason, stamp.accountId, stamp.at);
}

/** A member's vote or score on a case he keeps out of, in the round under way, goes. */
export function removeVotesOf(db: WritableDb, meetingCaseId: number, memberId: number): void {
  for (const table of ['meeting_vote', 'meeting_score']) {
    db.run(`DELETE FROM ${table} WHERE meeting_case_id = ? AND member_id = ? AND round = (SELECT round FROM meeting_case WHERE id = ?)`, meetingCaseId, memberId, meetingCaseId);
  }
}

export interface VoteRecord {
  readonly memberId: number | null;
  readonly choice: string;
  readonly votes: number;
}

export interface ScoreRecord {
  readonly memberId: number;
  readonly scoreHundredths: number;
}

export interface EntryRecord {
  readonly meetingCaseId: number;
  readonly round: number;
  readonly votes: readonly VoteRecord[];
  readonly scores: readonly ScoreRecord[];
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly byChair: boolean;
  readonly reason: string;
}

/** One case's votes or scores of the round under way and its opinion, in place of what was there. */
export function replaceEntry(db: WritableDb, one: EntryRecord): void {
  db.run('DELETE FROM meeting_vote WHERE meeting_case_id = ? AND round = ?', one.meetingCaseId, one.round);
  db.run('DELETE FROM meeting_score WHERE meeting_case_id = ? AND round = ?', one.meetingCaseId, one.round);
  for (const vote of one.votes) db.run('INSERT INTO meeting_vote (meeting_case_id, round, member_id, choice, votes) VALUES (?, ?, ?, ?, ?)', one.meetingCaseId, one.round, vote.memberId, vote.choice, vote.votes);
  for (const score of one.scores) db.run('INSERT INTO meeting_score (meeting_case_id, round, member_id, score_hundredths) VALUES (?, ?, ?, ?)', one.meetingCaseId, one.round, score.memberId, score.scoreHundredths);
  db.run('UPDATE meeting_case SET grade = ?, held_over = ?, by_chair = ?, reason = ? WHERE id = ?', one.heldOver ? null : one.grade, one.heldOver, one.byChair,
    one.reason, one.meetingCaseId);
}

export function startRound(db: WritableDb, meetingCaseId: number, round: number): void {
  db.run(`UPDATE meeting_case SET round = ?, grade = NULL, by_chair = 0, held_over = 0, reason = '' WHERE id = ?`, round, meetingCaseId);
}

export interface NewCorrection {
  readonly meetingId: number;
  readonly meetingCaseId: number | null;
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly heldOn: IsoDate | null;
  readonly reason: string;
}

export function insertCorrection(db: WritableDb, one: NewCorrection, stamp: Stamp): number {
  return db.run(
    'INSERT INTO meeting_correction (meeting_id, meeting_case_id, grade, held_over, held_on, reason, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    one.meetingId, one.meetingCaseId, one.grade, one.heldOver, one.heldOn, one.reason, stamp.accountId, stamp.at).lastId;
}

export function insertOutcome(db: WritableDb, meetingCaseId: number, determinationId: number, stamp: Stamp): void {
  db.run('INSERT INTO meeting_outcome (meeting_case_id, determination_id, account_id, at) VALUES (?, ?, ?, ?)', meetingCaseId, determinationId, stamp.accountId, stamp.at);
}
