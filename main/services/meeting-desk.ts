import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import { evaluateCase } from '#shared/domain/panels/case-evaluation.ts';
import type { CaseEntry } from '#shared/domain/panels/case-evaluation.ts';
import { caseLabel } from '#shared/domain/panels/meeting.ts';
import { sitsOn } from '#shared/domain/panels/panel.ts';
import type { CaseOutcome, Proposal } from '#shared/domain/panels/proposal.ts';
import { findRecusals, isCertain } from '#shared/domain/panels/recusal.ts';
import type { HouseholdTrace, RecusalGround } from '#shared/domain/panels/recusal.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { CorrectionRecord, MeetingCaseRecord, MeetingRecord, RoundScore, RoundVote } from '#main/db/queries/panel-meetings.ts';
import { listCorrections, listHouseholdTraces, listMeetingCases, listRecusals, listScores, listSeats, listVotes } from '#main/db/queries/panel-meetings.ts';
import { listPanelMembers, listPanelRelatives } from '#main/db/repositories/panel.ts';
import type { PanelMemberRecord } from '#main/db/repositories/panel.ts';
import type { SeatRecord } from '#main/db/repositories/panel-meeting.ts';
import { procedureOf } from './procedure-of-school.ts';
import { settingsOf } from './settings.ts';

/** Someone who keeps out of a case, may have to, or need not after all. */
export interface RecusalLine {
  readonly meetingCaseId: number;
  readonly memberId: number;
  readonly ground: RecusalGround;
  /** Null: a guess nobody has answered. */
  readonly decision: 'recused' | 'dismissed' | null;
  readonly reason: string;
}

export interface DeskCase extends MeetingCaseRecord {
  readonly label: string;
  readonly entry: CaseEntry;
  readonly outcome: CaseOutcome;
  readonly proposal: Proposal;
  /** After corrections. */
  readonly current: Proposal;
  readonly allVotes: readonly RoundVote[];
  readonly allScores: readonly RoundScore[];
}

/** Everything of one meeting laid out together: what pages, closing, papers and decisions all look at. */
export interface MeetingDesk {
  readonly meeting: MeetingRecord;
  readonly rule: PanelRule;
  readonly grades: readonly string[];
  /** The body of the day, as expected: who sat on it then; after closing, who was written down. */
  readonly members: readonly PanelMemberRecord[];
  readonly seats: readonly SeatRecord[];
  readonly cases: readonly DeskCase[];
  readonly recusals: readonly RecusalLine[];
  readonly corrections: readonly CorrectionRecord[];
}

export function openDesk(db: ReadableDb, meeting: MeetingRecord): MeetingDesk {
  const { schoolId, id: meetingId } = meeting;
  const stored = listSeats(db, meetingId);
  const roll = listPanelMembers(db, schoolId, meeting.panelId);
  const draft = meeting.state === 'draft';
  const members = roll.filter((member) => (draft ? sitsOn(member, meeting.heldOn) : stored.some((seat) => seat.memberId === member.id)));
  const seats = members.map((member) => stored.find((seat) => seat.memberId === member.id) ?? { memberId: member.id, present: false, absentReason: '' });
  const records = listMeetingCases(db, schoolId, { meetingId });
  const recusals = recusalLines(db, meeting, members, records);
  const rule = meeting.rule ?? procedureOf(db, schoolId, meeting.schoolYear).spec.panel;
  const corrections = listCorrections(db, schoolId, { meetingId });
  const votes = Map.groupBy(listVotes(db, meetingId), (vote) => vote.meetingCaseId);
  const scores = Map.groupBy(listScores(db, meetingId), (score) => score.meetingCaseId);
  const cases = records.map((record): DeskCase => {
    const allVotes = votes.get(record.id) ?? [];
    const allScores = scores.get(record.id) ?? [];
    const recused = new Set(recusals.filter((one) => one.meetingCaseId === record.id && one.decision === 'recused').map((one) => one.memberId));
    const entry = { recused, votes: allVotes.filter((vote) => vote.round === record.round), scores: allScores.filter((score) => score.round === record.round) };
    const proposal = { grade: record.grade, heldOver: record.heldOver, byChair: record.byChair, reason: record.reason };
    return {
      ...record, label: caseLabel(meeting.no, record.ordinal), entry, outcome: evaluateCase({ method: meeting.method, trim: meeting.trim, rule }, seats, entry), proposal,
      current: correctedProposal(proposal, corrections.filter((one) => one.meetingCaseId === record.id)), allVotes, allScores,
    };
  });
  return { meeting, rule, grades: meeting.grades ?? settingsOf(db, schoolId).gradeSet, members, seats, cases, recusals, corrections };
}

/** The opinion that holds: as it was entered, or as the last correction puts it. */
export function correctedProposal(proposal: Proposal, corrections: readonly Pick<CorrectionRecord, 'grade' | 'heldOver' | 'reason'>[]): Proposal {
  const last = corrections.at(-1);
  return last === undefined ? proposal : { grade: last.grade, heldOver: last.heldOver, byChair: false, reason: last.reason };
}

/** In a draft the links and guesses of the day with the answers given; once closed, what was written down and nothing newer. */
function recusalLines(db: ReadableDb, meeting: MeetingRecord, members: readonly PanelMemberRecord[], cases: readonly MeetingCaseRecord[]): RecusalLine[] {
  const stored = listRecusals(db, meeting.id);
  if (meeting.state !== 'draft') return [...stored];
  const byStudent = new Map(cases.map((one) => [one.studentId, one]));
  const relatives = Map.groupBy(listPanelRelatives(db, meeting.schoolId, meeting.panelId), (one) => one.memberId);
  const linked = members.map((member) => ({
    memberId: member.id, kind: member.kind, nameKey: member.nameKey, studentId: member.studentId, relatedStudentIds: (relatives.get(member.id) ?? []).map((one) => one.studentId),
  }));
  const studentIds = [...byStudent.keys()];
  const ownPupils = linked.flatMap((one) => [...one.relatedStudentIds, ...(one.studentId === null ? [] : [one.studentId])]);
  const households = householdTraces(db, meeting.schoolId, [...studentIds, ...ownPupils]);
  const found = findRecusals(linked, studentIds, households).flatMap(({ memberId, studentId, ground }): RecusalLine[] => {
    const one = byStudent.get(studentId);
    if (one === undefined) return [];
    const answer = stored.find((line) => line.meetingCaseId === one.id && line.memberId === memberId);
    if (isCertain(ground)) return [{ meetingCaseId: one.id, memberId, ground, decision: 'recused', reason: '' }];
    return [answer === undefined ? { meetingCaseId: one.id, memberId, ground, decision: null, reason: '' } : answer];
  });
  const seated = new Set(members.map((member) => member.id));
  const declared = stored.filter((line) => seated.has(line.memberId) && !found.some((one) => one.meetingCaseId === line.meetingCaseId && one.memberId === line.memberId));
  return [...found, ...declared];
}

function householdTraces(db: ReadableDb, schoolId: number, studentIds: readonly number[]): ReadonlyMap<number, HouseholdTrace> {
  const rows = Map.groupBy(listHouseholdTraces(db, schoolId, studentIds), (row) => row.studentId);
  return new Map([...rows].map(([studentId, own]) => [studentId, {
    studentId, surname: own[0]?.name.slice(0, 1) ?? '', address: own[0]?.address ?? '',
    memberIdNumbers: own.flatMap((row) => row.memberIdNumber ?? []), memberNameKeys: own.flatMap((row) => row.memberNameKey ?? []),
  }]));
}

/** Members' names by id. */
export function memberNames(desk: Pick<MeetingDesk, 'members'>): ReadonlyMap<number, string> {
  return new Map(desk.members.map((member) => [member.id, member.name]));
}
