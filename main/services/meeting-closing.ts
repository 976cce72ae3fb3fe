import type { Problem } from '#shared/contract/base.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { findInversions } from '#shared/domain/identification/procedure.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import { strayVoters } from '#shared/domain/panels/case-evaluation.ts';
import { reviewStepOf } from '#shared/domain/panels/panel.ts';
import { proposalProblem } from '#shared/domain/panels/proposal.ts';
import type { ProposalProblem } from '#shared/domain/panels/proposal.ts';
import { recusalGroundTexts } from '#shared/text/panels.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { findPanel, listPanelPostings } from '#main/db/repositories/panel.ts';
import { decisionBasis } from './decision-basis.ts';
import { memberNames } from './meeting-desk.ts';
import type { DeskCase, MeetingDesk } from './meeting-desk.ts';
import { voterFinding } from './meeting-views.ts';
import { pupilsById } from './panel-reach.ts';
import { findingsOf } from './panel-views.ts';
import { procedureOf } from './procedure-of-school.ts';
import { problemOf } from './refusal.ts';

export interface ClosingCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

/** Everything that stands against closing the minutes, case by case, and what is only said. */
export function checkClosing(db: ReadableDb, desk: MeetingDesk, today: IsoDate): ClosingCheck {
  const pupils = pupilsById(db, desk.meeting.schoolId);
  return {
    problems: [
      ...meetingProblems(desk, today), ...voterProblems(desk, pupils), ...recusalProblems(desk), ...desk.cases.flatMap((one) => caseProblems(desk, one)),
      ...dateProblems(db, desk, desk.meeting.heldOn, pupils),
    ],
    warnings: warningsOf(db, desk, today),
  };
}

function meetingProblems({ meeting, seats, cases, members }: MeetingDesk, today: IsoDate): Problem[] {
  const chair = members.find((member) => member.id === meeting.chairId);
  const chairCame = seats.some((seat) => seat.memberId === meeting.chairId && seat.present);
  return [
    ...(meeting.heldOn > today ? [problemOf('meeting.held_in_future', { date: meeting.heldOn, today })] : []),
    ...(seats.some((seat) => seat.present) ? [] : [problemOf('meeting.nobody_present', {})]),
    ...(cases.length > 0 ? [] : [problemOf('meeting.no_cases', {})]),
    ...(meeting.chairId === null ? [problemOf('meeting.no_chair', {})] : []),
    ...(meeting.chairId !== null && chair === undefined ? [problemOf('meeting.chair_not_member', {})] : []),
    ...(chair !== undefined && !chairCame ? [problemOf('meeting.chair_absent', { name: chair.name })] : []),
    ...(meeting.recorder === '' ? [problemOf('meeting.no_recorder', {})] : []),
  ];
}

/** A pupil below the set year who came and would vote. */
function voterProblems(desk: MeetingDesk, pupils: ReadonlyMap<number, PupilLine>): Problem[] {
  const came = new Set(desk.seats.filter((seat) => seat.present).map((seat) => seat.memberId));
  return desk.members.filter((member) => came.has(member.id)).flatMap((member) => {
    const finding = voterFinding(desk, member, pupils);
    return finding === null ? [] : [problemOf(finding.code, finding.facts as never)];
  });
}

function recusalProblems(desk: MeetingDesk): Problem[] {
  const names = memberNames(desk);
  const labels = new Map(desk.cases.map((one) => [one.id, one.label]));
  return desk.recusals.filter((line) => line.decision === null).map((line) =>
    problemOf('meeting.recusal_undecided', { label: labels.get(line.meetingCaseId) ?? '', member: names.get(line.memberId) ?? '', ground: recusalGroundTexts[line.ground] }));
}

/** Why one case's entry can't stand: votes of who may not, a count that differs, a grade nobody voted. */
export function caseProblems(desk: MeetingDesk, one: DeskCase): Problem[] {
  const { meeting, grades } = desk;
  const names = memberNames(desk);
  const { label } = one;
  const strays = strayVoters(desk.seats, one.entry).map((memberId) =>
    problemOf('meeting.vote_not_allowed', { label, name: names.get(memberId) ?? '', why: one.entry.recused.has(memberId) ? '要回避' : '没有到会' }));
  if (strays.length > 0) return strays;
  const { grade } = one.proposal;
  if (grade !== null && !grades.includes(grade)) return [problemOf('meeting.grade_unknown', { label, text: grade, known: grades.join('、') })];
  const chairRecused = meeting.chairId !== null && one.entry.recused.has(meeting.chairId);
  const code = proposalProblem(one.proposal, one.outcome, { method: meeting.method, tieRule: meeting.tieRule, chairRecused });
  return code === null ? [] : [wordProposal(code, desk, one)];
}

function wordProposal(code: ProposalProblem, { rule }: MeetingDesk, { label, outcome, proposal }: DeskCase): Problem {
  const tied = outcome.kind === 'tie' ? outcome.grades.join('、') : '';
  const facts = {
    label, grades: tied, grade: proposal.grade ?? '', carried: outcome.kind === 'carried' ? outcome.grade : '', expected: outcome.body.expected, present: outcome.body.present,
    cast: 'cast' in outcome ? outcome.cast : 0, trim: outcome.kind === 'too_few_to_trim' ? outcome.trim : 0, votes: outcome.kind === 'short' ? outcome.votes : 0,
  };
  if (code === 'meeting.majority_short') return problemOf(code, { ...facts, grade: outcome.kind === 'short' ? outcome.grade : '', percent: rule.majorityPercent ?? 0 });
  if (code === 'meeting.no_quorum') return problemOf(code, { ...facts, percent: rule.attendancePercent });
  return problemOf(code, facts as never);
}

/**
 * Dates this meeting would put in the wrong order (DEF-03): a visit after the review it should have come before, a decision before the review. A later
 * look at a decided case (动态调整) stands after its decision by nature.
 */
export function dateProblems(db: ReadableDb, desk: MeetingDesk, heldOn: IsoDate, pupils: ReadonlyMap<number, PupilLine>): Problem[] {
  const { meeting } = desk;
  const { spec } = procedureOf(db, meeting.schoolId, meeting.schoolYear);
  const facts = listProcedureFacts(db, meeting.schoolId, meeting.schoolYear);
  const next: ProcedureFact = { step: reviewStepOf(meeting.level), onDate: heldOn };
  return desk.cases.filter((one) => !one.current.heldOver).flatMap((one) => {
    const known = (facts.get(one.studentId) ?? []).filter((fact) => meeting.state === 'draft' || fact.step !== next.step || fact.onDate !== meeting.heldOn);
    const before = new Set(findInversions(spec, known).map((each) => `${each.earlier} ${each.later}`));
    return findInversions(spec, [...known, next])
      .filter((each) => !before.has(`${each.earlier} ${each.later}`) && (each.later === next.step || (each.earlier === next.step && meeting.purpose === 'first')))
      .map((each) => problemOf('procedure.dates_inverted', { name: pupils.get(one.studentId)?.name ?? one.label, ...each }));
  });
}

/** Decisions that a correction of closed minutes (a case held over after all, another day of meeting) would leave without the review they rest on. */
export function correctionProblems(
  db: ReadableDb, desk: MeetingDesk, { meetingCaseId, heldOver, heldOn }: { readonly meetingCaseId: number | null; readonly heldOver: boolean; readonly heldOn: IsoDate | null },
): Problem[] {
  const { schoolId, schoolYear, level, heldOn: was } = desk.meeting;
  const names = pupilsById(db, schoolId);
  const facts = listProcedureFacts(db, schoolId, schoolYear);
  const basis = decisionBasis(db, schoolId, schoolYear);
  const step = reviewStepOf(level);
  const next: readonly ProcedureFact[] = heldOn === null ? [] : [{ step, onDate: heldOn }];
  const touched = desk.cases.filter((one) => !one.current.heldOver && (meetingCaseId === null ? heldOn !== null : heldOver && one.id === meetingCaseId));
  return touched.flatMap(({ studentId, label }) => {
    const before = facts.get(studentId) ?? [];
    const own = before.findIndex((fact) => fact.step === step && fact.onDate === was);
    return basis({ studentId, name: names.get(studentId)?.name ?? label, before, after: [...before.filter((_, index) => index !== own), ...next] });
  });
}

function warningsOf(db: ReadableDb, desk: MeetingDesk, today: IsoDate): string[] {
  const { meeting } = desk;
  const panel = findPanel(db, meeting.schoolId, meeting.panelId);
  if (panel === undefined) return [];
  const said = findingsOf(db, panel, desk.members, { schoolId: meeting.schoolId, year: meeting.schoolYear, today }).filter((one) => one.severity === 'warn')
    .map((one) => one.sentence);
  const posted = listPanelPostings(db, meeting.schoolId, panel.id).some((posting) => posting.postedOn <= meeting.heldOn);
  const recusedChair = desk.cases.filter((one) => meeting.chairId !== null && one.entry.recused.has(meeting.chairId)).map((one) => one.label);
  return [
    ...said, ...(posted ? [] : [sentenceOf('panel.list_not_posted', { name: panel.name })]),
    ...(recusedChair.length === 0 ? [] : [sentenceOf('meeting.chair_keeps_out', { labels: recusedChair.join('、') })]),
  ];
}
