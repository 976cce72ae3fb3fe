import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { replyDeadline } from '#shared/domain/notice/objection-deadline.ts';
import { checkerFindings, nextObjectionState, objectionDateProblem, revealsObjector } from '#shared/domain/notice/objection.ts';
import type { ObjectionState, ObjectionStep } from '#shared/domain/notice/objection.ts';
import { findSensitiveNumbers } from '#shared/domain/notice/scan-text.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ObjectionRecord, Objector } from '#main/db/repositories/objection.ts';
import {
  findObjection, findObjector, insertObjection, insertObjectionEvent, listObjectionEvents, listObjectionRevisions, listObjections,
} from '#main/db/repositories/objection.ts';
import { listAnnouncedEntries, listNoticeEntries } from '#main/db/repositories/public-notice.ts';
import { listPupilsInSeats } from '#main/db/queries/pupil-seats.ts';
import { holdCase, releaseCases } from './notice-cases.ts';
import { classLevelDaysOf } from './notice-levels.ts';
import { noticeOf } from './notice-records.ts';
import { objectionPapersService } from './objection-papers.ts';
import { applyRevisions, currentGradeOf } from './objection-revision.ts';
import type { Answer } from './objection-revision.ts';
import { decidersOf, eventSentence, objectionRow, objectionRows } from './objection-views.ts';
import type { WriteScope } from './procedure.ts';
import { api, read, requirePermission, write } from './procedure.ts';
import { procedureOf } from './procedure-of-school.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

function objectionOf(db: ReadableDb, schoolId: number, id: number): ObjectionRecord {
  const one = findObjection(db, schoolId, id);
  if (!one) throw notFound('这件异议');
  return one;
}

/** What is written beside the objector's own two fields is printed and shown: no numbers, and nobody's name who asked to be heard. */
function checkTexts(db: ReadableDb, schoolId: number, texts: Readonly<Record<string, string>>, objector: Objector): void {
  const settings = settingsOf(db, schoolId);
  const problems = Object.entries(texts).flatMap(([field, text]) => [
    ...findSensitiveNumbers(text, [settings.officePhone, settings.countyPhone]).map(({ kind, shown }) => problemOf('objection.text_has_sensitive', { field, kind, shown })),
    ...(revealsObjector(text, objector) ? [problemOf('objection.text_reveals', { field })] : []),
  ]);
  if (problems.length > 0) throw badInput(problems);
}

interface StepBegun {
  readonly one: ObjectionRecord;
  readonly to: ObjectionState;
  /** The day of the step before. */
  readonly previous: IsoDate;
}

/** Asks the two things every step is asked: can it happen now, and does its day stand in its place. */
function begin(db: ReadableDb, input: { schoolId: number; objectionId: number; onDate: IsoDate }, step: ObjectionStep, today: IsoDate): StepBegun {
  const one = objectionOf(db, input.schoolId, input.objectionId);
  const to = nextObjectionState(one.state, step);
  if (to === null) throw refuse('objection.state_forbids', { step, state: one.state });
  const previous = (listObjectionEvents(db, input.schoolId, one.id).get(one.id) ?? []).at(-1)?.onDate ?? one.receivedOn;
  const problem = objectionDateProblem(input.onDate, { postedOn: one.postedOn, previous, today });
  if (problem !== null) throw refuse(problem.code, problem.facts as never);
  return { one, to, previous };
}

type AnswerInput = Answer & { readonly schoolId: number; readonly objectionId: number; readonly replyWay: string };

/** An answer, the first or the 复议's: written down, then the decisions it brings, then the case set free. */
function answer(scope: WriteScope<AnswerInput>, event: 'answer' | 'conclude'): { revised: number } {
  const { db, input, session, today, at, note } = scope;
  const { one, to } = begin(db, input, event, today);
  if (input.revisions.length > 0) requirePermission(session, 'identification.write');
  checkTexts(db, input.schoolId, { 核查情况: input.finding, 答复方式: input.replyWay }, findObjector(db, one.id));
  const stamp = { accountId: session.accountId, at };
  const checkedOn = (listObjectionEvents(db, input.schoolId, one.id).get(one.id) ?? []).find((step) => step.event === 'check')?.onDate ?? one.receivedOn;
  const { onDate, finding, outcome, replyWay } = input;
  const eventId = insertObjectionEvent(db, { objectionId: one.id, event, fromState: one.state, toState: to, onDate, finding, outcome, replyWay }, stamp);
  const revised = applyRevisions(db, one, input, { eventId, from: checkedOn, today }, stamp);
  releaseCases(db, one, { onDate, ...stamp });
  note({ no: one.no, outcome, revised });
  return { revised };
}

export const objectionsService = {
  list: api.objections.list.handler(read(({ db, input, today }) => objectionRows(db, input.schoolId, listObjections(db, input.schoolId, input.term), today))),

  get: api.objections.get.handler(read(({ db, input, today }) => {
    const one = objectionOf(db, input.schoolId, input.objectionId);
    const events = listObjectionEvents(db, input.schoolId, one.id).get(one.id) ?? [];
    const revisions = listObjectionRevisions(db, input.schoolId, one.id);
    return {
      ...objectionRow(db, one, events, revisions, today),
      events: events.map((event) => ({ sentence: eventSentence(event, one), onDate: event.onDate, by: event.by })),
      currentGrade: one.studentId === null ? '' : currentGradeOf(db, input.schoolId, one.studentId, one.term),
      grades: [...settingsOf(db, input.schoolId).gradeSet],
      ...announceable(db, one),
      classLevelFirst: classLevelDaysOf(db, input.schoolId, schoolYearOf(one.term)) !== null,
    };
  })),

  reveal: api.objections.reveal.handler(write(({ db, input, note }) => {
    const one = objectionOf(db, input.schoolId, input.objectionId);
    note({ no: one.no });
    return { ...findObjector(db, one.id) };
  })),

  receive: api.objections.receive.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (notice.state === 'draft' || notice.postedOn === null) throw refuse('objection.notice_not_posted', { no: notice.no });
    const { ordinal, receivedOn, channel, named, claim } = input;
    if (ordinal !== null && !listNoticeEntries(db, notice.id).some((entry) => entry.ordinal === ordinal)) throw refuse('objection.line_unknown', { no: notice.no, ordinal });
    if (named && input.objectorName === '') throw refuse('objection.name_missing', {});
    if (!named && (input.objectorName !== '' || input.objectorContact !== '')) throw refuse('objection.anonymous_named', {});
    const problem = objectionDateProblem(receivedOn, { postedOn: notice.postedOn, previous: null, today });
    if (problem !== null) throw refuse(problem.code, problem.facts as never);
    const objector = { name: input.objectorName, contact: input.objectorContact };
    checkTexts(db, input.schoolId, { 反映内容: claim }, objector);
    const stamp = { accountId: session.accountId, at };
    const due = replyDeadline(receivedOn, procedureOf(db, input.schoolId, schoolYearOf(notice.term)).spec.objectionReplyDays, workdayCalendarOf(db));
    const made = insertObjection(db, { schoolId: input.schoolId, term: notice.term, noticeId: notice.id, ordinal, receivedOn, channel, named, objector, claim }, stamp);
    insertObjectionEvent(db, { objectionId: made.id, event: 'receive', fromState: null, toState: 'received', onDate: receivedOn, due }, stamp);
    holdCase(db, objectionOf(db, input.schoolId, made.id), { onDate: receivedOn, ...stamp });
    note({ no: made.no, noticeNo: notice.no, named });
    return { ...made, dueOn: due.dueOn, dueVerified: due.verified };
  })),

  check: api.objections.check.handler(write(({ db, input, session, today, at, note }) => {
    const { one, to } = begin(db, input, 'check', today);
    const twice = input.checkers.find((name, index) => input.checkers.indexOf(name) !== index);
    if (twice !== undefined) throw refuse('objection.checker_twice', { name: twice });
    const objector = findObjector(db, one.id);
    const near = checkerFindings(input.checkers, {
      deciders: decidersOf(db, one), objectorName: objector.name, claim: one.claim, onePersonMode: settingsOf(db, input.schoolId).onePersonMode,
    });
    const refused = near.find((found) => found.refused);
    if (refused !== undefined) throw refuse('objection.checker_refused', { name: refused.name, fault: refused.fault });
    insertObjectionEvent(db, { objectionId: one.id, event: 'check', fromState: one.state, toState: to, onDate: input.onDate, checkers: input.checkers }, { accountId: session.accountId, at });
    note({ no: one.no, checkers: input.checkers });
    return { warnings: near.map(({ name }) => sentenceOf('objection.checker_decided', { name })) };
  })),

  answer: api.objections.answer.handler(write((scope) => answer(scope, 'answer'))),

  reconsider: api.objections.reconsider.handler(write(({ db, input, session, today, at, note }) => {
    const { one, to } = begin(db, input, 'reconsider', today);
    checkTexts(db, input.schoolId, { 复议机构: input.body, 复议理由: input.note }, findObjector(db, one.id));
    const stamp = { accountId: session.accountId, at };
    const due = replyDeadline(input.onDate, procedureOf(db, input.schoolId, schoolYearOf(one.term)).spec.objectionReconsiderDays, workdayCalendarOf(db));
    insertObjectionEvent(db, { objectionId: one.id, event: 'reconsider', fromState: one.state, toState: to, onDate: input.onDate, due, body: input.body, note: input.note }, stamp);
    holdCase(db, one, { onDate: input.onDate, ...stamp });
    note({ no: one.no, body: input.body });
    return { dueOn: due.dueOn, dueVerified: due.verified };
  })),

  conclude: api.objections.conclude.handler(write((scope) => answer(scope, 'conclude'))),

  close: api.objections.close.handler(write(({ db, input, session, today, at, note }) => {
    const { one, to } = begin(db, input, 'close', today);
    checkTexts(db, input.schoolId, { 备注: input.note }, findObjector(db, one.id));
    insertObjectionEvent(db, { objectionId: one.id, event: 'close', fromState: one.state, toState: to, onDate: input.onDate, note: input.note }, { accountId: session.accountId, at });
    note({ no: one.no });
    return { done: true as const };
  })),

  withdraw: api.objections.withdraw.handler(write(({ db, input, session, today, at, note }) => {
    const { one, to } = begin(db, input, 'withdraw', today);
    checkTexts(db, input.schoolId, { 撤回说明: input.reason }, findObjector(db, one.id));
    const stamp = { accountId: session.accountId, at };
    insertObjectionEvent(db, { objectionId: one.id, event: 'withdraw', fromState: one.state, toState: to, onDate: input.onDate, note: input.reason }, stamp);
    releaseCases(db, one, { onDate: input.onDate, ...stamp });
    note({ no: one.no, reason: input.reason });
    return { done: true as const };
  })),

  ...objectionPapersService,
};

/** The pupils an answer changed who are in hardship still and whom no notice has announced with the new decision. */
function announceable(db: ReadableDb, one: ObjectionRecord): { toAnnounce: number; announceClasses: { classId: number; className: string }[] } {
  const { gradeSet } = settingsOf(db, one.schoolId);
  const year = schoolYearOf(one.term);
  const announced = new Set(listAnnouncedEntries(db, one.schoolId, year).filter((entry) => entry.level === 'school').map((entry) => entry.determinationId));
  const seats = listPupilsInSeats(db, one.schoolId, year);
  const waiting = listObjectionRevisions(db, one.schoolId, one.id).filter((row) => isHardshipGrade(row.after, gradeSet) && !announced.has(row.determinationId));
  const classes = waiting.flatMap((row): ObjectionClass[] => {
    const seat = seats.get(row.studentId);
    return seat?.classId ? [{ classId: seat.classId, className: seat.className }] : [];
  });
  return { toAnnounce: waiting.length, announceClasses: [...new Map(classes.map((row) => [row.classId, row])).values()] };
}

interface ObjectionClass {
  readonly classId: number;
  readonly className: string;
}

