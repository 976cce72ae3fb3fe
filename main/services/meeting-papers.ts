import type { BallotFacts } from '#shared/contract/meetings.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import { formatMark } from '#shared/domain/panels/trimmed-mean.ts';
import { abstention, spoilt } from '#shared/domain/panels/voting.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { meetingMethodTexts, meetingPurposeTexts, memberKindTexts, outcomeWords, proposalWords, recusalGroundTexts, tieRuleTexts } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { BallotLine, MeetingBallotsPaper } from '#main/print/papers/meeting-ballots.ts';
import type { MeetingAttendancePaper } from '#main/print/papers/meeting-attendance.ts';
import type { MeetingHead } from '#main/print/papers/meeting-head.ts';
import type { MeetingKeyPaper } from '#main/print/papers/meeting-key.ts';
import type { MeetingMinutesPaper, MinutesCase } from '#main/print/papers/meeting-minutes.ts';
import type { Session } from './core.ts';
import { ballotFacts, noFacts } from './ballot-facts.ts';
import { memberNames } from './meeting-desk.ts';
import type { DeskCase, MeetingDesk } from './meeting-desk.ts';
import { correctionWords, earlierRounds } from './meeting-views.ts';
import { schoolName } from './panel-papers.ts';
import type { PrintedFor } from './panel-papers.ts';
import { pupilsById } from './panel-reach.ts';
import { settingsOf } from './settings.ts';

function headOf(db: ReadableDb, { meeting }: MeetingDesk, { printedBy, printedAt }: PrintedFor): MeetingHead {
  return {
    school: schoolName(db, meeting.schoolId), schoolYear: formatSchoolYear(meeting.schoolYear), panel: meeting.panelName, no: meeting.no,
    purpose: meetingPurposeTexts[meeting.purpose],
    heldOn: meeting.heldOn, place: meeting.place, method: meetingMethodTexts[meeting.method], imprint: { purpose: 'archive', printedBy, printedAt },
  };
}

export function attendancePaper(db: ReadableDb, desk: MeetingDesk, printed: PrintedFor): MeetingAttendancePaper {
  const members = new Map(desk.members.map((member) => [member.id, member]));
  return {
    ...headOf(db, desk, printed), kind: 'meeting_attendance',
    seats: desk.seats.map((seat, index) => {
      const member = members.get(seat.memberId);
      return { ordinal: index + 1, name: member?.name ?? '', role: member === undefined ? '' : memberKindTexts[member.kind], duty: member?.duty ?? '', note: seat.absentReason };
    }),
  };
}

/** What may be voted: the grades, 弃权, and on a secret ballot nothing more, since 废票 is what the counters call a spoilt one. */
export function ballotChoices(desk: MeetingDesk): readonly string[] {
  return [...desk.grades, abstention];
}

/** One ballot for each member expected. By name, what he keeps out of is struck; a secret one can't know whose it is. */
export function ballotsPaper(db: ReadableDb, desk: MeetingDesk, printed: PrintedFor & { readonly session: Session }): MeetingBallotsPaper {
  const { meeting } = desk;
  const facts = ballotFacts(db, meeting, printed.session);
  const secret = meeting.method === 'secret_ballot';
  return {
    ...headOf(db, desk, printed), kind: 'meeting_ballots', scored: meeting.method === 'score', maxScore: formatMark(meeting.maxScoreHundredths).replace(/\.00$/, ''),
    choices: ballotChoices(desk),
    withLower: meeting.level === 'school',
    ballots: desk.members.map((member) => ({
      voter: secret ? null : `${member.name}（${memberKindTexts[member.kind]}）`,
      lines: desk.cases.map((one) => ballotLine(one, facts.get(one.studentId) ?? noFacts, !secret && one.entry.recused.has(member.id))),
    })),
  };
}

function ballotLine({ label }: DeskCase, facts: BallotFacts, recused: boolean): BallotLine {
  const visit = facts.visitedOn === null ? '未家访' : `${facts.visitedOn}${facts.visitWords === '' ? '' : ` ${facts.visitWords}`}`;
  return { label, route: facts.route, factors: facts.factors.map((factor) => `√${factor}`).join('　'), visit, score: facts.scoreWords, lower: facts.classWords, recused };
}

export function minutesPaper(db: ReadableDb, desk: MeetingDesk, printed: PrintedFor): MeetingMinutesPaper {
  const { meeting, seats } = desk;
  const members = new Map(desk.members.map((member) => [member.id, member]));
  const named = (memberId: number): string => { const member = members.get(memberId); return member === undefined ? '' : `${member.name}（${memberKindTexts[member.kind]}）`; };
  const came = seats.filter((seat) => seat.present);
  const labels = new Map(desk.cases.map((one) => [one.id, one.label]));
  const scored = meeting.method === 'score';
  const choices = scored ? [] : [...ballotChoices(desk), ...(meeting.method === 'secret_ballot' ? [spoilt] : [])];
  return {
    ...headOf(db, desk, printed), kind: 'meeting_minutes', draft: meeting.state === 'draft', chair: members.get(meeting.chairId ?? 0)?.name ?? '', recorder: meeting.recorder,
    expected: seats.length, present: came.length, rateText: seats.length === 0 ? '—' : `到会率 ${((came.length * 100) / seats.length).toFixed(1)}%`,
    rules: ruleWords(desk), scored, choices, attended: came.map((seat) => named(seat.memberId)),
    absent: seats.filter((seat) => !seat.present).map((seat) => `${named(seat.memberId)}${seat.absentReason === '' ? '' : `：${seat.absentReason}`}`),
    recusals: recusalWords(desk, labels), cases: desk.cases.map((one) => minutesCase(one, choices)),
    counts: [...desk.grades.map((grade) => ({ label: grade, count: desk.cases.filter((one) => one.current.grade === grade).length })),
      { label: '暂缓', count: desk.cases.filter((one) => one.current.heldOver).length }],
    remarks: meeting.remarks,
    corrections: desk.corrections.map((one) => ({ label: labels.get(one.meetingCaseId ?? 0) ?? '全会', words: correctionWords(one), reason: one.reason, by: one.by,
      on: one.at.slice(0, 10) })),
    signers: came.map((seat) => members.get(seat.memberId)?.name ?? ''), supervisionPhone: settingsOf(db, meeting.schoolId).countyPhone,
  };
}

/** The rules the meeting went by, as sentences. */
function ruleWords({ rule, meeting: { method, tieRule, trim } }: MeetingDesk): string[] {
  return [
    rule.attendancePercent === null ? '到会人数如实登记' : `回避后到会不少于 ${rule.attendancePercent}%`,
    ...(method === 'score'
      ? [trim === 0 ? '取全部分数的平均，四舍五入到 0.01 分' : `去掉 ${trim} 个最高分和 ${trim} 个最低分后取平均，四舍五入到 0.01 分`, '分数只供参考，等级由机构定']
      : [rule.majorityPercent === null ? '得票最多的等级为建议' : `得票最多且不少于到会可投人数的 ${rule.majorityPercent}% 为建议`, tieRuleTexts[tieRule]]),
  ];
}

/** By number and kind: a member's name beside a number would tell whose it is. */
function recusalWords(desk: MeetingDesk, labels: ReadonlyMap<number, string>): string[] {
  const kinds = new Map(desk.members.map((member) => [member.id, memberKindTexts[member.kind]]));
  return desk.recusals.filter((line) => line.decision === 'recused')
    .map((line) => `${labels.get(line.meetingCaseId) ?? ''} 号 ${kinds.get(line.memberId) ?? ''} 1 人（${recusalGroundTexts[line.ground]}）`);
}

function minutesCase(one: DeskCase, choices: readonly string[]): MinutesCase {
  const votes = (choice: string): number => one.entry.votes.filter((vote) => vote.choice === choice).reduce((sum, vote) => sum + vote.votes, 0);
  const figures = choices.length === 0 ? [one.outcome.kind === 'mean' ? formatMark(one.outcome.meanHundredths) : '—'] : choices.map((choice) => String(votes(choice)));
  return {
    label: one.label, expected: one.outcome.body.expected, present: one.outcome.body.present, figures, outcome: outcomeWords(one.outcome),
    opinion: proposalWords(one.proposal), reason: one.proposal.reason,
    earlier: earlierRounds(one).map(({ round, words }) => `第 ${round} 轮：${words}`),
  };
}

/** Which number is whom, with the members who kept out by name. */
export function keyPaper(db: ReadableDb, desk: MeetingDesk, printed: PrintedFor): MeetingKeyPaper {
  const pupils = pupilsById(db, desk.meeting.schoolId);
  const names = memberNames(desk);
  return {
    ...headOf(db, desk, printed), kind: 'meeting_key',
    lines: desk.cases.map((one) => {
      const pupil = pupils.get(one.studentId);
      const recused = desk.recusals.filter((line) => line.meetingCaseId === one.id && line.decision === 'recused')
        .map((line) => `${names.get(line.memberId) ?? ''}（${recusalGroundTexts[line.ground]}${line.reason === '' ? '' : `：${line.reason}`}）`);
      return { label: one.label, className: pupil === undefined ? '' : formatPupilClass(pupil, desk.meeting.schoolYear), name: pupil?.name ?? '', recused: recused.join('、') };
    }),
  };
}
