import type { AgendaCase, MeetingCandidate, MeetingLine, MeetingView } from '#shared/contract/meetings.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import type { CaseState } from '#shared/domain/identification/case-state.ts';
import { formatMark } from '#shared/domain/panels/trimmed-mean.ts';
import { countedYear, pupilSeatFinding, reviewStepOf } from '#shared/domain/panels/panel.ts';
import { isCertain } from '#shared/domain/panels/recusal.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { memberKindTexts, outcomeWords, proposalWords, recusalGroundTexts, tallyWords } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import type { MeetingRecord } from '#main/db/queries/panel-meetings.ts';
import { listOutcomes } from '#main/db/queries/panel-meetings.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { findPanel } from '#main/db/repositories/panel.ts';
import type { Session } from './core.ts';
import { ballotFacts, closedOpinions, noFacts } from './ballot-facts.ts';
import { memberNames, openDesk } from './meeting-desk.ts';
import type { DeskCase, MeetingDesk } from './meeting-desk.ts';
import { belongsTo, pupilsById } from './panel-reach.ts';
import { classScope } from './procedure.ts';

/** A pupil as a meeting names it; to a 班主任 one who has left the class is nobody any more. */
function namedPupil(pupil: PupilLine | undefined, classIds: readonly number[] | null, year: SchoolYear) {
  if (pupil === undefined || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) return { studentId: 0, name: '已不在本班的学生', className: '' };
  return { studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, year) };
}

/** One meeting's line: who came, how many cases and what became of them. */
export function meetingLine(desk: MeetingDesk, outcomes: ReadonlyMap<number, string>): MeetingLine {
  const { id, schoolId: _school, schoolYear: _year, classId: _class, rule: _rule, grades: _grades, closedAt: _at, closedBy: _by, signedOn: _signed, ...meeting } = desk.meeting;
  return {
    ...meeting, meetingId: id, expected: desk.seats.length, present: desk.seats.filter((seat) => seat.present).length, cases: desk.cases.length,
    proposed: desk.cases.filter((one) => one.current.grade !== null).length, heldOver: desk.cases.filter((one) => one.current.heldOver).length,
    decided: desk.cases.filter((one) => outcomes.has(one.id)).length,
  };
}

/** A whole meeting as its page shows it. */
export function meetingView(db: ReadableDb, meeting: MeetingRecord, session: Session): MeetingView {
  const classIds = classScope(session);
  const desk = openDesk(db, meeting);
  const pupils = pupilsById(db, meeting.schoolId);
  const facts = ballotFacts(db, meeting, session);
  const outcomes = listOutcomes(db, meeting.schoolId, meeting.schoolYear);
  const names = memberNames(desk);
  const labels = new Map(desk.cases.map((one) => [one.id, one]));
  const nameOfCase = (meetingCaseId: number): string => namedPupil(pupils.get(labels.get(meetingCaseId)?.studentId ?? 0), classIds, meeting.schoolYear).name;
  return {
    ...meetingLine(desk, outcomes), rule: { ...desk.rule }, grades: [...desk.grades], seats: seatViews(desk, pupils),
    agenda: desk.cases.map((one) => agendaCase(one, {
      pupil: namedPupil(pupils.get(one.studentId), classIds, meeting.schoolYear), facts: facts.get(one.studentId) ?? noFacts, decidedGrade: outcomes.get(one.id) ?? null,
    })),
    recusals: desk.recusals.map((line) => ({
      ...line, label: labels.get(line.meetingCaseId)?.label ?? '', studentName: nameOfCase(line.meetingCaseId), memberName: names.get(line.memberId) ?? '',
      certain: isCertain(line.ground),
    })),
    corrections: desk.corrections.map((one) => ({ id: one.id, label: one.meetingCaseId === null ? null : labels.get(one.meetingCaseId)?.label ?? null,
      words: correctionWords(one), reason: one.reason, by: one.by, at: one.at })),
    closedAt: meeting.closedAt, closedBy: meeting.closedBy, signedOn: meeting.signedOn,
  };
}

export function correctionWords({ meetingCaseId, heldOn, grade, heldOver }: Pick<MeetingDesk['corrections'][number], 'meetingCaseId' | 'heldOn' | 'grade' | 'heldOver'>): string {
  if (meetingCaseId === null) return heldOn === null ? '说明' : `会议日期更正为 ${heldOn}`;
  return `意见更正为：${proposalWords({ grade, heldOver, byChair: false })}`;
}

function seatViews(desk: MeetingDesk, pupils: ReadonlyMap<number, PupilLine>): MeetingView['seats'] {
  const members = new Map(desk.members.map((member) => [member.id, member]));
  return desk.seats.map((seat) => {
    const member = members.get(seat.memberId);
    const finding = member === undefined ? null : voterFinding(desk, member, pupils);
    return {
      ...seat, name: member?.name ?? '', kind: member?.kind ?? 'teacher', duty: member?.duty ?? '',
      problem: finding === null ? null : sentenceOf(finding.code, finding.facts as never),
    };
  });
}

/** Whether a pupil among the members is too young to sit, under the rule of the meeting. */
export function voterFinding({ meeting, rule }: MeetingDesk, member: MeetingDesk['members'][number], pupils: ReadonlyMap<number, PupilLine>) {
  const pupil = member.studentId === null ? undefined : pupils.get(member.studentId);
  return pupilSeatFinding(rule, { name: member.name, kind: member.kind, year: pupil === undefined ? null : countedYear(pupil, meeting.schoolYear) });
}

function agendaCase(one: DeskCase, { pupil, facts, decidedGrade }: { readonly pupil: ReturnType<typeof namedPupil>; readonly facts: AgendaCase['facts']; readonly decidedGrade: string | null }): AgendaCase {
  return {
    meetingCaseId: one.id, ordinal: one.ordinal, label: one.label, caseId: one.caseId, ...pupil, facts: { ...facts, factors: [...facts.factors] }, round: one.round,
    recused: [...one.entry.recused],
    votes: one.entry.votes.map(({ memberId, choice, votes }) => ({ memberId, choice, votes })),
    scores: one.entry.scores.map(({ memberId, scoreHundredths }) => ({ memberId, scoreHundredths })),
    earlierRounds: earlierRounds(one), proposal: { ...one.proposal }, current: { ...one.current }, outcomeWords: outcomeWords(one.outcome), decidedGrade,
  };
}

/** The rounds before the one that counts, each in a line. */
export function earlierRounds(one: DeskCase): { readonly round: number; readonly words: string }[] {
  return Array.from({ length: one.round - 1 }, (_, index) => index + 1).map((round) => {
    const votes = one.allVotes.filter((vote) => vote.round === round);
    const scores = one.allScores.filter((score) => score.round === round);
    return { round, words: votes.length > 0 ? tallyWords(votes) : scores.map((score) => formatMark(score.scoreHundredths)).join('、') || '没有登记' };
  });
}

const takenUp: Readonly<Record<MeetingRecord['purpose'], readonly CaseState[]>> = {
  first: ['applied', 'pre_identified'],
  revision: ['applied', 'pre_identified', 'determined', 'noticed', 'objected', 'confirmed', 'filed', 'revoked'],
};

/** Whether a case in this state is for a meeting of this purpose. */
export function isTakenUp(purpose: MeetingRecord['purpose'], state: CaseState): boolean {
  return takenUp[purpose].includes(state);
}

/** Every case the body may take up and hasn't on this agenda: all of them, however many. */
export function meetingCandidates(db: ReadableDb, meeting: MeetingRecord, term: TermKey, classIds: readonly number[] | null): MeetingCandidate[] {
  const panel = findPanel(db, meeting.schoolId, meeting.panelId);
  if (panel === undefined) return [];
  const { schoolId, schoolYear } = meeting;
  const cases = new Map(listCases(db, schoolId, schoolYear).map((one) => [one.studentId, one]));
  const there = new Set(openDesk(db, meeting).cases.map((one) => one.caseId));
  const facts = listProcedureFacts(db, schoolId, schoolYear);
  const chains = Map.groupBy(listDeterminations(db, schoolId, schoolYear), (one) => one.caseId);
  const opinions = closedOpinions(db, schoolId, schoolYear);
  const step = reviewStepOf(meeting.level);
  return [...pupilsById(db, schoolId).values()].flatMap((pupil) => {
    const one = cases.get(pupil.studentId);
    if (one === undefined || there.has(one.caseId) || !isTakenUp(meeting.purpose, one.state) || !belongsTo(panel, pupil)) return [];
    if (classIds !== null && !classIds.includes(pupil.classId ?? 0)) return [];
    const last = (known: 'visit' | 'score') => (facts.get(pupil.studentId) ?? []).filter((fact) => fact.step === known).at(-1)?.onDate ?? null;
    const reviewed = (opinions.get(pupil.studentId) ?? []).filter((opinion) => reviewStepOf(opinion.meeting.level) === step && opinion.proposal.grade !== null).at(-1);
    return [{
      caseId: one.caseId, studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, schoolYear), state: one.state, appliedOn: one.appliedOn,
      visitedOn: last('visit'), scoredOn: last('score'),
      grade: determinationInTerm(chains.get(one.caseId) ?? [], term)?.grade ?? null,
      reviewedIn: reviewed === undefined ? null : `第 ${reviewed.meeting.no} 次（${reviewed.meeting.heldOn}）${proposalWords(reviewed.proposal)}`,
    }];
  });
}

/** What bodies said of one pupil, with who kept out. */
export function reviewsOfPupil(db: ReadableDb, schoolId: number, year: SchoolYear, studentId: number, classIds: readonly number[] | null) {
  return (closedOpinions(db, schoolId, year).get(studentId) ?? []).map(({ meeting, meetingCaseId, label, proposal }) => {
    const desk = openDesk(db, meeting);
    const one = desk.cases.find((each) => each.id === meetingCaseId);
    const members = new Map(desk.members.map((member) => [member.id, member]));
    return {
      meetingId: meeting.id, no: meeting.no, label, panelName: meeting.panelName, level: meeting.level, heldOn: meeting.heldOn, state: meeting.state,
      words: `${proposalWords(proposal)}${one === undefined ? '' : `；${outcomeWords(one.outcome)}`}`, reason: proposal.reason,
      recusals: desk.recusals.filter((line) => line.meetingCaseId === meetingCaseId && line.decision === 'recused').map((line) => {
        const member = members.get(line.memberId);
        // Who sits on the school's body may be another class's pupil or parent: a 班主任 reads the kind only.
        const name = classIds === null || meeting.level === 'class' ? member?.name ?? '' : '';
        return `${name}（${member === undefined ? '' : memberKindTexts[member.kind]}，${recusalGroundTexts[line.ground]}${line.reason === '' ? '' : `：${line.reason}`}）`;
      }),
    };
  });
}
