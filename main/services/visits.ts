import type { VisitInput } from '#shared/contract/visits.ts';
import type * as z from 'zod';
import type { visitInputSchema } from '#shared/contract/visits.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listVisits, listVisitVersions } from '#main/db/queries/home-visits.ts';
import type { VisitLine } from '#main/db/queries/home-visits.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertVisitVersion } from '#main/db/repositories/home-visit.ts';
import { deleteVisitPlan, insertVisitPlan, updateVisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { VisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { Session } from './core.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { badInput, refuse } from './refusal.ts';
import { ownPlan, ownPupil, ownVisit } from './own-visits.ts';
import { visitPapers } from './visit-papers.ts';
import { applyVisits, planVisits, problemsOfChange } from './visit-records.ts';
import { briefOf, fullOf, planViews, visitRegister } from './visit-views.ts';

export const visitsService = {
  register: api.visits.register.handler(read(({ db, input, session }) => visitRegister(db, session, input))),

  brief: api.visits.brief.handler(read(({ db, input, session }) => {
    ownPupil(db, session, input.schoolId, input.studentId);
    return listVisits(db, input.schoolId, input.schoolYear, input.studentId).map(briefOf);
  })),

  // The log says who read it; what was read is not kept a second time with the operation.
  open: api.visits.open.handler(slow(async ({ db, input, session, transact }) => {
    const { line, pupil } = ownVisit(db, session, input.schoolId, input.visitId);
    transact(({ note }) => {
      note({ visitId: line.visitId, studentId: pupil.studentId, name: pupil.name });
      return { visitId: line.visitId };
    });
    const schoolYear = line.schoolYear as SchoolYear;
    return {
      studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, schoolYear), schoolYear,
      visit: fullOf(line), versions: listVisitVersions(db, line.visitId).slice(1).map(fullOf),
    };
  })),

  record: api.visits.record.handler(write(({ db, input, session, today, at, note }) => {
    const context = { schoolId: input.schoolId, year: schoolYearOf(input.term), today, classIds: classScope(session) };
    const planned = planVisits(db, input.visits.map(({ studentId, ...visit }) => ({ studentId, visit, source: null })), context);
    const wrong = planned.flatMap((one) => one.wrong.map(({ problem }) => problem));
    if (wrong.length > 0) throw badInput(wrong);
    const visitIds = applyVisits(db, planned, context, { accountId: session.accountId, at });
    note({ count: visitIds.length, studentIds: planned.map((one) => String(one.studentId)) });
    return { visitIds, look: planned.flatMap((one) => one.look.map(({ problem }) => problem)) };
  })),

  correct: api.visits.correct.handler(write(({ db, input, session, today, at, note }) => {
    const { line, pupil } = ownVisit(db, session, input.schoolId, input.visitId);
    if (line.voided) throw refuse('visit.struck_out_already', { name: pupil.name });
    if (line.version !== input.version) throw refuse('visit.changed_meanwhile', { name: pupil.name });
    if (sameRecord(line, input.visit)) throw refuse('visit.nothing_changed', {});
    const context = { schoolId: input.schoolId, year: line.schoolYear as SchoolYear, today, classIds: classScope(session) };
    const { wrong, look } = problemsOfChange(db, line, input.visit, pupil.name, context);
    if (wrong.length > 0) throw badInput(wrong.map(({ problem }) => problem));
    insertVisitVersion(db, { visitId: line.visitId, version: line.version + 1, reason: input.reason, voided: false, visit: input.visit, source: null }, { accountId: session.accountId, at });
    note({ visitId: line.visitId, studentId: pupil.studentId, name: pupil.name, reason: input.reason });
    return { visitIds: [line.visitId], look: look.map(({ problem }) => problem) };
  })),

  strikeOut: api.visits.strikeOut.handler(write(({ db, input, session, today, at, note }) => {
    const { line, pupil } = ownVisit(db, session, input.schoolId, input.visitId);
    if (line.voided) throw refuse('visit.struck_out_already', { name: pupil.name });
    const context = { schoolId: input.schoolId, year: line.schoolYear as SchoolYear, today, classIds: classScope(session) };
    const { wrong } = problemsOfChange(db, line, null, pupil.name, context);
    if (wrong.length > 0) throw badInput(wrong.map(({ problem }) => problem));
    insertVisitVersion(db, { visitId: line.visitId, version: line.version + 1, reason: input.reason, voided: true, visit: line, source: null }, { accountId: session.accountId, at });
    note({ visitId: line.visitId, studentId: pupil.studentId, name: pupil.name, reason: input.reason });
    return { done: true as const };
  })),

  plans: api.visits.plans.handler(read(({ db, input, session }) => planViews(db, session, input))),

  savePlan: api.visits.savePlan.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, term, planId, name, plannedOn, visitors, note: remark, stops } = input;
    refuseStops(db, session, schoolId, stops);
    const plan = { name, plannedOn, visitors, note: remark, stops };
    note({ name, onDate: plannedOn, count: stops.length });
    if (planId === null) return { planId: insertVisitPlan(db, { ...plan, schoolId, schoolYear: schoolYearOf(term), madeOn: today }, { accountId: session.accountId, at }) };
    ownPlan(db, session, schoolId, planId);
    updateVisitPlan(db, planId, plan);
    return { planId };
  })),

  dropPlan: api.visits.dropPlan.handler(write(({ db, input, session, note }) => {
    const plan = ownPlan(db, session, input.schoolId, input.planId);
    deleteVisitPlan(db, plan.planId);
    note({ name: plan.name, count: plan.stops.length });
    return { done: true as const };
  })),

  ...visitPapers,
};

/** A stored record and a typed one say the same. */
function sameRecord(line: VisitLine, visit: z.output<typeof visitInputSchema>): boolean {
  return (Object.keys(visit) as (keyof VisitInput & keyof VisitRecord)[]).every((key) => JSON.stringify(visit[key]) === JSON.stringify(line[key]));
}

function refuseStops(db: ReadableDb, session: Session, schoolId: number, stops: VisitPlan['stops']): void {
  const pupils = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line]));
  const classIds = classScope(session);
  const seen = new Set<number>();
  for (const { studentId } of stops) {
    const pupil = pupils.get(studentId);
    if (!pupil) throw refuse('visit.student_unknown', {});
    if (classIds !== null && !classIds.includes(pupil.classId ?? 0)) throw refuse('visit.not_your_class', { name: pupil.name });
    if (seen.has(studentId)) throw refuse('visit.plan_pupil_twice', { name: pupil.name });
    seen.add(studentId);
  }
}
