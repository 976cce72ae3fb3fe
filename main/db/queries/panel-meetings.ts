import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import type { MeetingState } from '#shared/domain/panels/meeting.ts';
import type { PanelLevel } from '#shared/domain/panels/panel.ts';
import type { ReadableDb } from '../connection.ts';
import type { MeetingParticulars, RecusalRecord, ScoreRecord, SeatRecord, VoteRecord } from '../repositories/panel-meeting.ts';

/** The day of a meeting after corrections; for use inside a SELECT that has panel_meeting m. */
export const correctedDay = `coalesce((SELECT x.held_on FROM meeting_correction x WHERE x.meeting_id = m.id AND x.held_on IS NOT NULL ORDER BY x.id DESC LIMIT 1), m.held_on)`;

/** Whether a case was held over, after corrections; for a SELECT that has meeting_case k. */
export const correctedHeldOver = `coalesce((SELECT x.held_over FROM meeting_correction x WHERE x.meeting_case_id = k.id ORDER BY x.id DESC LIMIT 1), k.held_over)`;

export interface MeetingRecord extends MeetingParticulars {
  readonly id: number;
  readonly schoolId: number;
  readonly panelId: number;
  readonly panelName: string;
  readonly level: PanelLevel;
  readonly classId: number | null;
  readonly schoolYear: SchoolYear;
  readonly no: number;
  readonly state: MeetingState;
  readonly rule: PanelRule | null;
  readonly grades: readonly string[] | null;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly signedOn: IsoDate | null;
}

type Stored = Omit<MeetingRecord, 'rule' | 'grades'> & { readonly ruleJson: string | null; readonly gradesJson: string | null };

const meetingSelect = `SELECT m.id, m.school_id AS schoolId, m.panel_id AS panelId, p.name AS panelName, p.level, p.class_id AS classId, m.school_year AS schoolYear, m.no, m.purpose,
    ${correctedDay} AS heldOn, m.place, m.chair_id AS chairId, m.recorder, m.method, m.tie_rule AS tieRule, m.trim_count AS trim, m.max_score_hundredths AS maxScoreHundredths, m.remarks, m.state,
    m.rule_json AS ruleJson, m.grades_json AS gradesJson, m.closed_at AS closedAt, a.display_name AS closedBy, m.signed_on AS signedOn
  FROM panel_meeting m JOIN panel p ON p.id = m.panel_id LEFT JOIN account a ON a.id = m.closed_by`;

function fromStored({ ruleJson, gradesJson, ...row }: Stored): MeetingRecord {
  return { ...row, rule: ruleJson === null ? null : JSON.parse(ruleJson) as PanelRule, grades: gradesJson === null ? null : JSON.parse(gradesJson) as string[] };
}

export function listMeetings(db: ReadableDb, schoolId: number, year: SchoolYear): MeetingRecord[] {
  return db.all<Stored>(`${meetingSelect} WHERE m.school_id = ? AND m.school_year = ? ORDER BY m.no DESC`, schoolId, year).map(fromStored);
}

export function findMeeting(db: ReadableDb, schoolId: number, id: number): MeetingRecord | undefined {
  const row = db.get<Stored>(`${meetingSelect} WHERE m.school_id = ? AND m.id = ?`, schoolId, id);
  return row && fromStored(row);
}

export function listSeats(db: ReadableDb, meetingId: number): SeatRecord[] {
  return db.all<{ memberId: number; present: number; absentReason: string }>('SELECT member_id AS memberId, present, absent_reason AS absentReason FROM meeting_seat WHERE meeting_id = ?', meetingId)
    .map((row) => ({ ...row, present: row.present === 1 }));
}

export interface MeetingCaseRecord {
  readonly id: number;
  readonly meetingId: number;
  readonly ordinal: number;
  readonly caseId: number;
  readonly studentId: number;
  readonly round: number;
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly byChair: boolean;
  readonly reason: string;
}

/** The agenda of one meeting, or of every meeting of a 学年, by number. */
export function listMeetingCases(db: ReadableDb, schoolId: number, scope: { readonly meetingId: number } | { readonly year: SchoolYear }): MeetingCaseRecord[] {
  const meetingId = 'meetingId' in scope ? scope.meetingId : null;
  const year = 'year' in scope ? scope.year : null;
  return db.all<Omit<MeetingCaseRecord, 'heldOver' | 'byChair'> & { heldOver: number; byChair: number }>(
    `SELECT k.id, k.meeting_id AS meetingId, k.ordinal, k.case_id AS caseId, c.student_id AS studentId, k.round, k.grade, k.held_over AS heldOver, k.by_chair AS byChair, k.reason
     FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id JOIN identification_case c ON c.id = k.case_id
     WHERE m.school_id = ? AND m.id = coalesce(?, m.id) AND m.school_year = coalesce(?, m.school_year) ORDER BY k.meeting_id, k.ordinal`, schoolId, meetingId, year,
  ).map((row) => ({ ...row, heldOver: row.heldOver === 1, byChair: row.byChair === 1 }));
}

export interface RoundVote extends VoteRecord {
  readonly meetingCaseId: number;
  readonly round: number;
}

export function listVotes(db: ReadableDb, meetingId: number): RoundVote[] {
  return db.all<RoundVote>(
    `SELECT v.meeting_case_id AS meetingCaseId, v.round, v.member_id AS memberId, v.choice, v.votes FROM meeting_vote v JOIN meeting_case k ON k.id = v.meeting_case_id
     WHERE k.meeting_id = ? ORDER BY v.meeting_case_id, v.round, v.rowid`, meetingId);
}

export interface RoundScore extends ScoreRecord {
  readonly meetingCaseId: number;
  readonly round: number;
}

export function listScores(db: ReadableDb, meetingId: number): RoundScore[] {
  return db.all<RoundScore>(
    `SELECT s.meeting_case_id AS meetingCaseId, s.round, s.member_id AS memberId, s.score_hundredths AS scoreHundredths FROM meeting_score s JOIN meeting_case k ON k.id = s.meeting_case_id
     WHERE k.meeting_id = ? ORDER BY s.meeting_case_id, s.round, s.member_id`, meetingId);
}

export function listRecusals(db: ReadableDb, meetingId: number): RecusalRecord[] {
  return db.all<RecusalRecord>(
    `SELECT r.meeting_case_id AS meetingCaseId, r.member_id AS memberId, r.ground, r.decision, r.reason FROM meeting_recusal r JOIN meeting_case k ON k.id = r.meeting_case_id
     WHERE k.meeting_id = ? ORDER BY k.ordinal, r.member_id`, meetingId);
}

export interface CorrectionRecord {
  readonly id: number;
  readonly meetingId: number;
  readonly meetingCaseId: number | null;
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly heldOn: IsoDate | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** What was put right in one meeting's minutes, or in those of a 学年, oldest first. */
export function listCorrections(db: ReadableDb, schoolId: number, scope: { readonly meetingId: number } | { readonly year: SchoolYear }): CorrectionRecord[] {
  return db.all<Omit<CorrectionRecord, 'heldOver'> & { heldOver: number }>(
    `SELECT x.id, x.meeting_id AS meetingId, x.meeting_case_id AS meetingCaseId, x.grade, x.held_over AS heldOver, x.held_on AS heldOn, x.reason, a.display_name AS by, x.at
     FROM meeting_correction x JOIN panel_meeting m ON m.id = x.meeting_id JOIN account a ON a.id = x.account_id
     WHERE m.school_id = ? AND m.id = coalesce(?, m.id) AND m.school_year = coalesce(?, m.school_year) ORDER BY x.id`,
    schoolId, 'meetingId' in scope ? scope.meetingId : null, 'year' in scope ? scope.year : null,
  ).map((row) => ({ ...row, heldOver: row.heldOver === 1 }));
}

/** The grades decided on a meeting's opinions, by meeting case: the newest of each. */
export function listOutcomes(db: ReadableDb, schoolId: number, year: SchoolYear): ReadonlyMap<number, string> {
  const rows = db.all<{ meetingCaseId: number; grade: string }>(
    `SELECT o.meeting_case_id AS meetingCaseId, d.grade FROM meeting_outcome o JOIN determination d ON d.id = o.determination_id JOIN meeting_case k ON k.id = o.meeting_case_id
     JOIN panel_meeting m ON m.id = k.meeting_id WHERE m.school_id = ? AND m.school_year = ? ORDER BY d.id`, schoolId, year);
  return new Map(rows.map((row) => [row.meetingCaseId, row.grade]));
}

export interface HouseholdRow {
  readonly studentId: number;
  readonly name: string;
  readonly address: string;
  readonly memberIdNumber: string | null;
  readonly memberNameKey: string | null;
}

/** Pupils with their household's numbers and names, for seeing who may belong together; nothing of it leaves the core. */
export function listHouseholdTraces(db: ReadableDb, schoolId: number, studentIds: readonly number[]): HouseholdRow[] {
  return db.all<HouseholdRow>(
    `SELECT s.id AS studentId, s.name, coalesce(json_extract(s.attributes_json, '$.homeAddress'), '') AS address, h.id_number AS memberIdNumber, h.name_key AS memberNameKey
     FROM student s LEFT JOIN household_member h ON h.student_id = s.id WHERE s.school_id = ? AND s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id, h.ordinal`,
    schoolId, JSON.stringify(studentIds));
}
