import type { ReadableDb } from '#main/db/connection.ts';
import { findVisit } from '#main/db/queries/home-visits.ts';
import type { VisitLine } from '#main/db/queries/home-visits.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { findVisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { VisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { Session } from './core.ts';
import { classScope } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

/** A pupil of the school and of the account's classes; to anyone else there is none. */
export function ownPupil(db: ReadableDb, session: Session, schoolId: number, studentId: number): PupilLine {
  const pupil = listPupilLines(db, schoolId).find((line) => line.studentId === studentId);
  const classIds = classScope(session);
  if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  return pupil;
}

/** A visit of a pupil the account may know of. */
export function ownVisit(db: ReadableDb, session: Session, schoolId: number, visitId: number): { readonly line: VisitLine; readonly pupil: PupilLine } {
  const line = findVisit(db, schoolId, visitId);
  if (!line) throw notFound('这次家访');
  return { line, pupil: ownPupil(db, session, schoolId, line.studentId) };
}

/** A plan all of whose stops the account may know of: a 班主任 does not rewrite an outing to other classes. */
export function ownPlan(db: ReadableDb, session: Session, schoolId: number, planId: number): VisitPlan {
  const plan = findVisitPlan(db, schoolId, planId);
  if (!plan) throw notFound('这个家访计划');
  const classIds = classScope(session);
  if (classIds === null) return plan;
  const classes = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line.classId]));
  const own = plan.stops.filter(({ studentId }) => classIds.includes(classes.get(studentId) ?? 0)).length;
  if (own === 0) throw notFound('这个家访计划');
  if (own < plan.stops.length) throw refuse('visit.plan_of_others', { name: plan.name });
  return plan;
}
