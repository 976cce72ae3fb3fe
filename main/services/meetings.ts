import { formatSchoolYear, schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { MeetingEvent, MeetingState } from '#shared/domain/panels/meeting.ts';
import { moveMeeting } from '#shared/domain/panels/meeting.ts';
import { sitsOn } from '#shared/domain/panels/panel.ts';
import { isCertain } from '#shared/domain/panels/recusal.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { meetingStateTexts } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findPupilClass } from '#main/db/queries/pupil-lines.ts';
import { listCases } from '#main/db/queries/identification.ts';
import type { MeetingRecord } from '#main/db/queries/panel-meetings.ts';
import { listMeetings, listOutcomes } from '#main/db/queries/panel-meetings.ts';
import { listAttachments } from '#main/db/repositories/attachment.ts';
import { listPanelMembers } from '#main/db/repositories/panel.ts';
import type { PanelRecord } from '#main/db/repositories/panel.ts';
import {
  closeMeeting, deleteMeeting, deleteMeetingCase, insertCorrection, insertMeeting, insertMeetingCases, putRecusal, removeVotesOf, replaceEntry, replaceSeats,
  setMeetingState, startRound, updateMeeting,
} from '#main/db/repositories/panel-meeting.ts';
import type { MeetingParticulars } from '#main/db/repositories/panel-meeting.ts';
import { sha256Hex } from './core.ts';
import type { Session } from './core.ts';
import { checkClosing, correctionProblems, dateProblems } from './meeting-closing.ts';
import { applyDecision, decisionPreview, planDecision } from './meeting-decision.ts';
import { openDesk } from './meeting-desk.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { planMeetingEntries } from './meeting-entries.ts';
import { printAttendance, printBallots, printKey, printMinutes } from './meeting-printing.ts';
import { isTakenUp, meetingCandidates, meetingLine, meetingView, reviewsOfPupil } from './meeting-views.ts';
import { belongsTo, meetingOf, panelOf, pupilsById, reachesBody } from './panel-reach.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

/** The kind of scan that makes minutes 签字归档. */
export const signedMinutesKind = '签字纪要';

export const meetingsService = {
  list: api.meetings.list.handler(read(({ db, input, session }) => {
    const year = schoolYearOf(input.term);
    const outcomes = listOutcomes(db, input.schoolId, year);
    return listMeetings(db, input.schoolId, year).filter((meeting) => reachesBody(session, meeting)).map((meeting) => meetingLine(openDesk(db, meeting), outcomes));
  })),

  get: api.meetings.get.handler(read(({ db, input, session }) => meetingView(db, meetingOf(db, session, input.schoolId, input.meetingId), session))),

  create: api.meetings.create.handler(write(({ db, input, session, at, note }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const schoolYear = schoolYearOf(input.term);
    requireParticulars(db, panel, schoolYear, input);
    const made = insertMeeting(db, { ...input, schoolYear }, { accountId: session.accountId, at });
    note({ ...made, panel: panel.name, heldOn: input.heldOn });
    return made;
  })),

  update: api.meetings.update.handler(write(({ db, input, session, note }) => {
    const meeting = draftOf(db, session, input);
    requireParticulars(db, panelOf(db, session, input.schoolId, meeting.panelId), meeting.schoolYear, input);
    const desk = openDesk(db, meeting);
    const entered = desk.cases.some((one) => one.allVotes.length + one.allScores.length > 0);
    const recounts = input.method !== meeting.method || input.trim !== meeting.trim || input.maxScoreHundredths !== meeting.maxScoreHundredths;
    if (entered && recounts) throw refuse('meeting.method_in_use', {});
    updateMeeting(db, meeting.id, input);
    note({ meetingId: meeting.id, heldOn: input.heldOn });
    return { done: true as const };
  })),

  discard: api.meetings.discard.handler(write(({ db, input, session, note }) => {
    const meeting = meetingOf(db, session, input.schoolId, input.meetingId);
    requireMove(meeting, 'discard');
    // A kept scan names its meeting by number; a later meeting must never come by it.
    if (listAttachments(db, input.schoolId, 'meeting', meeting.id).length > 0) throw refuse('meeting.has_attachments', { no: meeting.no });
    deleteMeeting(db, meeting.id);
    note({ meetingId: meeting.id, no: meeting.no });
    return { done: true as const };
  })),

  candidates: api.meetings.candidates.handler(read(({ db, input, session }) =>
    meetingCandidates(db, meetingOf(db, session, input.schoolId, input.meetingId), input.term, classScope(session)))),

  addCases: api.meetings.addCases.handler(write(({ db, input, session, operationId, note }) => {
    const meeting = draftOf(db, session, input);
    requireCases(db, meeting, panelOf(db, session, input.schoolId, meeting.panelId), input.caseIds, session);
    // The numbers say nothing of class or name: their order is a hash's.
    const shuffled = [...new Set(input.caseIds)].map((caseId) => ({ caseId, place: sha256Hex(`${operationId} ${caseId}`) }))
      .toSorted((left, right) => (left.place < right.place ? -1 : 1));
    insertMeetingCases(db, meeting.id, shuffled.map((one) => one.caseId));
    note({ meetingId: meeting.id, added: shuffled.length });
    return { added: shuffled.length };
  })),

  removeCases: api.meetings.removeCases.handler(write(({ db, input, session, note }) => {
    const desk = openDesk(db, draftOf(db, session, input));
    for (const id of input.meetingCaseIds) deleteMeetingCase(db, caseOf(desk, id).id);
    note({ meetingId: desk.meeting.id, removed: input.meetingCaseIds.length });
    return { removed: input.meetingCaseIds.length };
  })),

  setAttendance: api.meetings.setAttendance.handler(write(({ db, input, session, note }) => {
    const desk = openDesk(db, draftOf(db, session, input));
    const known = new Set(desk.members.map((member) => member.id));
    const named = new Set(input.seats.map((seat) => seat.memberId));
    if (named.size !== input.seats.length || [...named].some((memberId) => !known.has(memberId))) throw refuse('meeting.member_unknown', {});
    replaceSeats(db, desk.meeting.id, input.seats);
    note({ meetingId: desk.meeting.id, present: input.seats.filter((seat) => seat.present).length, of: input.seats.length });
    return { done: true as const };
  })),

  decideRecusal: api.meetings.decideRecusal.handler(write(({ db, input, session, at, note }) => {
    const desk = openDesk(db, draftOf(db, session, input));
    const one = caseOf(desk, input.meetingCaseId);
    if (!desk.members.some((member) => member.id === input.memberId)) throw refuse('meeting.member_unknown', {});
    const line = desk.recusals.find((each) => each.meetingCaseId === one.id && each.memberId === input.memberId);
    const ground = line?.ground ?? 'declared';
    if (isCertain(ground) || (input.decision === 'dismissed' && (line === undefined || ground === 'declared'))) throw refuse('meeting.no_hint', {});
    if (input.decision === 'dismissed' && input.reason.length < 2) throw refuse('meeting.dismissal_needs_reason', {});
    putRecusal(db, { meetingCaseId: one.id, memberId: input.memberId, ground, decision: input.decision, reason: input.reason }, { accountId: session.accountId, at });
    if (input.decision === 'recused') removeVotesOf(db, one.id, input.memberId);
    note({ meetingId: desk.meeting.id, label: one.label, memberId: input.memberId, ground, decision: input.decision });
    return { done: true as const };
  })),

  saveEntries: api.meetings.saveEntries.handler(write(({ db, input, session, note }) => {
    const desk = openDesk(db, draftOf(db, session, input));
    const { records, problems } = planMeetingEntries(desk, input.entries);
    if (problems.length > 0) throw badInput(problems);
    for (const record of records) replaceEntry(db, record);
    note({ meetingId: desk.meeting.id, saved: records.length });
    return { saved: records.length };
  })),

  revote: api.meetings.revote.handler(write(({ db, input, session, note }) => {
    const desk = openDesk(db, draftOf(db, session, input));
    const one = caseOf(desk, input.meetingCaseId);
    if (one.entry.votes.length + one.entry.scores.length === 0) throw refuse('meeting.nothing_to_revote', { label: one.label });
    if (one.round === 9) throw refuse('meeting.too_many_rounds', { label: one.label });
    startRound(db, one.id, one.round + 1);
    note({ meetingId: desk.meeting.id, label: one.label, round: one.round + 1 });
    return { round: one.round + 1 };
  })),

  checkClosing: api.meetings.checkClosing.handler(read(({ db, input, session, today }) => {
    const { problems, warnings } = checkClosing(db, openDesk(db, meetingOf(db, session, input.schoolId, input.meetingId)), today);
    return { problems: [...problems], warnings: [...warnings] };
  })),

  close: api.meetings.close.handler(write(({ db, input, session, today, at, note }) => {
    const meeting = meetingOf(db, session, input.schoolId, input.meetingId);
    requireMove(meeting, 'close');
    const desk = openDesk(db, meeting);
    const { problems } = checkClosing(db, desk, today);
    if (problems.length > 0) throw badInput(problems);
    const stamp = { accountId: session.accountId, at };
    replaceSeats(db, meeting.id, desk.seats);
    for (const line of desk.recusals) if (isCertain(line.ground)) putRecusal(db, { ...line, decision: 'recused' }, stamp);
    closeMeeting(db, meeting.id, desk, stamp);
    note({ meetingId: meeting.id, no: meeting.no, cases: desk.cases.length, proposed: desk.cases.filter((one) => one.proposal.grade !== null).length });
    return { done: true as const };
  })),

  sign: api.meetings.sign.handler(write(({ db, input, session, today, note }) => {
    const meeting = meetingOf(db, session, input.schoolId, input.meetingId);
    requireMove(meeting, 'sign');
    if (input.signedOn > today) throw refuse('meeting.signed_in_future', { date: input.signedOn, today });
    if (input.signedOn < meeting.heldOn) throw refuse('meeting.signed_before_held', { signed: input.signedOn, held: meeting.heldOn });
    // A correction is signed anew: the scan must be newer than it.
    const since = openDesk(db, meeting).corrections.at(-1)?.at ?? meeting.closedAt ?? '';
    const scans = listAttachments(db, input.schoolId, 'meeting', meeting.id).filter((one) => one.kind === signedMinutesKind && one.removedAt === null && one.at >= since);
    if (scans.length === 0) throw refuse('meeting.scan_missing', {});
    setMeetingState(db, meeting.id, 'signed', input.signedOn);
    note({ meetingId: meeting.id, signedOn: input.signedOn });
    return { done: true as const };
  })),

  correct: api.meetings.correct.handler(write(({ db, input, session, today, at, note }) => {
    const meeting = meetingOf(db, session, input.schoolId, input.meetingId);
    const next = requireMove(meeting, 'correct');
    const desk = openDesk(db, meeting);
    const { meetingCaseId, grade, heldOver, heldOn, reason } = input;
    if (meetingCaseId !== null) requireCorrection(desk, meetingCaseId, grade, heldOver);
    else if (grade !== null || heldOver) throw refuse('meeting.correction_empty', {});
    if (heldOn !== null) {
      if (meetingCaseId !== null) throw refuse('meeting.correction_empty', {});
      if (heldOn > today) throw refuse('meeting.held_in_future', { date: heldOn, today });
      requireYear(meeting.schoolYear, heldOn);
      const problems = dateProblems(db, desk, heldOn, pupilsById(db, meeting.schoolId));
      if (problems.length > 0) throw badInput(problems);
    }
    const bare = correctionProblems(db, desk, input);
    if (bare.length > 0) throw badInput(bare);
    const id = insertCorrection(db, { meetingId: meeting.id, meetingCaseId, grade: heldOver ? null : grade, heldOver, heldOn, reason }, { accountId: session.accountId, at });
    setMeetingState(db, meeting.id, next, null);
    note({ meetingId: meeting.id, meetingCaseId, grade, heldOver, heldOn, reason });
    return { id };
  })),

  previewDecision: api.meetings.previewDecision.handler(read(({ db, input, session, today }) => {
    const desk = openDesk(db, meetingOf(db, session, input.schoolId, input.meetingId));
    return decisionPreview(db, desk, planDecision(db, desk, input, contextOf(db, session, input, today)));
  })),

  decide: api.meetings.decide.handler(write(({ db, input, session, today, at, note }) => {
    const desk = openDesk(db, meetingOf(db, session, input.schoolId, input.meetingId));
    const planned = planDecision(db, desk, input, contextOf(db, session, input, today));
    const problems = planned.flatMap(({ entry }) => entry.problems);
    if (problems.length > 0) throw badInput(problems);
    const effects = applyDecision(db, desk, planned, input, { accountId: session.accountId, at });
    note({ meetingId: desk.meeting.id, ...effects, decision: input.decision });
    return effects;
  })),

  ofStudent: api.meetings.ofStudent.handler(read(({ db, input, session }) => {
    const classIds = classScope(session);
    const known = pupilsById(db, input.schoolId).has(input.studentId);
    if (!known || (classIds !== null && !classIds.includes(findPupilClass(db, input.studentId) ?? 0))) throw notFound('这名学生');
    return reviewsOfPupil(db, input.schoolId, input.schoolYear, input.studentId, classIds);
  })),

  printAttendance: api.meetings.printAttendance.handler(slow(printAttendance)),
  printBallots: api.meetings.printBallots.handler(slow(printBallots)),
  printMinutes: api.meetings.printMinutes.handler(slow(printMinutes)),
  printKey: api.meetings.printKey.handler(slow(printKey)),
};

interface MeetingInput {
  readonly schoolId: number;
  readonly meetingId: number;
}

function requireMove(meeting: MeetingRecord, event: MeetingEvent): MeetingState {
  const next = moveMeeting(meeting.state, event);
  if (next === null) throw refuse('meeting.state_forbids', { no: meeting.no, state: meetingStateTexts[meeting.state] });
  return next === 'gone' ? meeting.state : next;
}

/** A meeting whose minutes are still a draft. */
function draftOf(db: ReadableDb, session: Session, input: MeetingInput): MeetingRecord {
  const meeting = meetingOf(db, session, input.schoolId, input.meetingId);
  if (meeting.state !== 'draft') throw refuse('meeting.state_forbids', { no: meeting.no, state: meetingStateTexts[meeting.state] });
  return meeting;
}

function caseOf(desk: MeetingDesk, meetingCaseId: number) {
  const one = desk.cases.find((each) => each.id === meetingCaseId);
  if (one === undefined) throw refuse('meeting.case_not_on_agenda', {});
  return one;
}

function requireYear(year: SchoolYear, date: MeetingParticulars['heldOn']): void {
  if (schoolYearOf(termOfDate(date)) !== year) throw refuse('meeting.outside_year', { date, year: formatSchoolYear(year) });
}

/** A meeting of a body in office, led by one of its members; it may lie ahead while it is being prepared. */
function requireParticulars(db: ReadableDb, panel: PanelRecord, year: SchoolYear, { heldOn, chairId }: MeetingParticulars): void {
  requireYear(year, heldOn);
  if (!sitsOn(panel, heldOn)) throw refuse('meeting.outside_panel_term', { name: panel.name, date: heldOn });
  const members = listPanelMembers(db, panel.schoolId, panel.id).filter((member) => sitsOn(member, heldOn));
  if (members.length === 0) throw refuse('panel.has_no_members', { name: panel.name, date: heldOn });
  if (chairId !== null && !members.some((member) => member.id === chairId)) throw refuse('meeting.chair_not_member', {});
}

/** Cases of this body, open for this purpose, not yet on the agenda. There is no other bar, and none on how many. */
function requireCases(db: ReadableDb, meeting: MeetingRecord, panel: PanelRecord, caseIds: readonly number[], session: Session): void {
  const cases = new Map(listCases(db, meeting.schoolId, meeting.schoolYear).map((one) => [one.caseId, one]));
  const pupils = pupilsById(db, meeting.schoolId);
  const there = new Set(openDesk(db, meeting).cases.map((one) => one.caseId));
  const classIds = classScope(session);
  const problems = caseIds.flatMap((caseId) => {
    const one = cases.get(caseId);
    const pupil = pupils.get(one?.studentId ?? 0);
    if (one === undefined || pupil === undefined || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) return [problemOf('meeting.case_unknown', {})];
    const { name } = pupil;
    if (!belongsTo(panel, pupil)) return [problemOf('meeting.case_outside', { name })];
    if (there.has(caseId)) return [problemOf('meeting.case_there_already', { name })];
    return isTakenUp(meeting.purpose, one.state) ? [] : [problemOf('meeting.case_not_open', { name, state: caseStateTexts[one.state] })];
  });
  if (problems.length > 0) throw badInput(problems);
}

function requireCorrection(desk: MeetingDesk, meetingCaseId: number, grade: string | null, heldOver: boolean): void {
  const one = caseOf(desk, meetingCaseId);
  if ((grade === null) === !heldOver) throw refuse('meeting.correction_empty', {});
  if (grade !== null && !desk.grades.includes(grade)) throw refuse('meeting.grade_unknown', { label: one.label, text: grade, known: desk.grades.join('、') });
  if (one.current.grade === (heldOver ? null : grade) && one.current.heldOver === heldOver) throw refuse('meeting.correction_same', {});
}

function contextOf(db: ReadableDb, session: Session, input: { readonly schoolId: number; readonly term: TermKey }, today: MeetingParticulars['heldOn']) {
  return { schoolId: input.schoolId, term: input.term, today, gradeSet: settingsOf(db, input.schoolId).gradeSet, classIds: classScope(session) };
}
