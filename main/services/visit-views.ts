import type { FullVisit, ListedVisit, VisitBrief, VisitPlanView, VisitRow } from '#shared/contract/visits.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { CaseState } from '#shared/domain/identification/case-state.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { placeOfAddress } from '#shared/domain/visits/place-of-address.ts';
import { asksPhoto, emptyNotes, formatVisitors } from '#shared/domain/visits/visit.ts';
import type { VisitNotes } from '#shared/domain/visits/visit.ts';
import { coverageByClass, isStopDone } from '#shared/domain/visits/visit-plan.ts';
import type { VisitCause } from '#shared/domain/visits/visit-plan.ts';
import { assertNever } from '#shared/domain/assert-never.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listVisitPapers, listVisits } from '#main/db/queries/home-visits.ts';
import type { VisitLine } from '#main/db/queries/home-visits.ts';
import { listCases } from '#main/db/queries/identification.ts';
import { listPupilHomes } from '#main/db/queries/pupil-homes.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listVisitPlans } from '#main/db/repositories/visit-plan.ts';
import type { VisitPlan } from '#main/db/repositories/visit-plan.ts';
import type { Session } from './core.ts';
import { coverageOfTerm } from './lists-coverage.ts';
import { classScope } from './procedure.ts';
import { procedureOf } from './procedure-of-school.ts';

interface Asked {
  readonly schoolId: number;
  readonly term: TermKey;
}

/** Why a family is to be visited; a case that was given up, taken back or has run out asks for no visit. */
function causeOf(state: CaseState | undefined, listed: boolean): VisitCause | null {
  switch (state) {
    case undefined: case 'revoked': return listed ? 'listed' : null;
    case 'applied': return 'applied';
    case 'pre_identified': return 'pre_identified';
    case 'determined': case 'noticed': case 'objected': case 'confirmed': case 'filed': return 'decided';
    case 'declined': case 'expired': return null;
    default: return assertNever(state);
  }
}

export function briefOf(line: VisitLine): VisitBrief {
  return { visitId: line.visitId, purpose: line.purpose, way: line.way, visitedOn: line.visitedOn, visitors: formatVisitors(line.visitors), consistent: line.consistent };
}

const noteKeys = Object.keys(emptyNotes) as (keyof VisitNotes)[];

function listedOf(line: VisitLine, papers: readonly string[]): ListedVisit {
  return {
    ...briefOf(line), people: line.visitors.map((one) => ({ ...one })), verdict: line.verdict, bare: noteKeys.every((key) => key === 'address' || line[key] === '' || line[key] === null),
    photosUnsuitable: line.photosUnsuitable, papers: [...papers], asksPhoto: asksPhoto(line), version: line.version,
  };
}

export function fullOf({ studentId: _studentId, schoolYear: _schoolYear, visitors, ...line }: VisitLine): FullVisit {
  return { ...line, visitors: visitors.map((one) => ({ ...one })) };
}

/** Every pupil there is, whether a visit is due, and the visits of the 学年. */
export function visitRows(db: ReadableDb, session: Session, { schoolId, term }: Asked): VisitRow[] {
  const year = schoolYearOf(term);
  const classIds = classScope(session);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one.state]));
  const listed = new Set(coverageOfTerm(db, schoolId, term, classIds).gaps.filter((gap) => gap.why === 'no_case').map((gap) => gap.studentId));
  const visits = Map.groupBy(listVisits(db, schoolId, year), (line) => line.studentId);
  const homes = listPupilHomes(db, schoolId);
  const papers = listVisitPapers(db, schoolId);
  const plans = openPlans(listVisitPlans(db, schoolId, year), visits);
  return listPupilLines(db, schoolId)
    .filter((line) => (isHere(line) || visits.has(line.studentId)) && (classIds === null || classIds.includes(line.classId ?? 0)))
    .map((line): VisitRow => ({
      studentId: line.studentId, name: line.name, pinyin: line.pinyin, classId: line.classId, className: formatPupilClass(line, year),
      cause: isHere(line) ? causeOf(cases.get(line.studentId), listed.has(line.studentId)) : null,
      place: placeOfAddress(homes.get(line.studentId)?.address ?? ''), plan: plans.get(line.studentId) ?? null,
      visits: (visits.get(line.studentId) ?? []).map((visit) => listedOf(visit, papers.get(visit.visitId) ?? [])),
    }));
}

function isHere({ status }: PupilLine): boolean {
  return status === 'enrolled' || status === 'suspended';
}

/** The outing each pupil is still to be visited on: the first that is not done. */
function openPlans(plans: readonly VisitPlan[], visits: ReadonlyMap<number, readonly VisitLine[]>): ReadonlyMap<number, NonNullable<VisitRow['plan']>> {
  const open = new Map<number, NonNullable<VisitRow['plan']>>();
  for (const plan of plans) {
    for (const { studentId } of plan.stops) {
      if (!open.has(studentId) && !isStopDone(plan, visits.get(studentId) ?? [])) open.set(studentId, { planId: plan.planId, name: plan.name, plannedOn: plan.plannedOn });
    }
  }
  return open;
}

export function visitRegister(db: ReadableDb, session: Session, asked: Asked) {
  const year = schoolYearOf(asked.term);
  const { name, spec } = procedureOf(db, asked.schoolId, year);
  const rows = visitRows(db, session, asked);
  return {
    schoolYear: year, procedure: { name, mode: spec.steps.visit, visitors: spec.visitors }, rows,
    coverage: [...coverageByClass(rows.map((row) => ({ ...row, planned: row.plan !== null })))],
  };
}

/** The outings of the year as an account sees them: a 班主任 its own pupils' stops, and only the outings that have one. */
export function planViews(db: ReadableDb, session: Session, { schoolId, term }: Asked): VisitPlanView[] {
  const year = schoolYearOf(term);
  const classIds = classScope(session);
  const pupils = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line]));
  const visits = Map.groupBy(listVisits(db, schoolId, year), (line) => line.studentId);
  return listVisitPlans(db, schoolId, year).flatMap((plan) => {
    const own = plan.stops.filter(({ studentId }) => classIds === null || classIds.includes(pupils.get(studentId)?.classId ?? 0));
    if (own.length === 0) return [];
    const stops = own.map(({ studentId, place }): VisitPlanView['stops'][number] => {
      const pupil = pupils.get(studentId);
      const known = visits.get(studentId) ?? [];
      const last = known.at(-1);
      return {
        studentId, place, name: pupil?.name ?? '', className: pupil === undefined ? '' : formatPupilClass(pupil, year),
        done: isStopDone(plan, known), lastVisit: last === undefined ? null : briefOf(last),
      };
    });
    return [{
      planId: plan.planId, name: plan.name, plannedOn: plan.plannedOn, visitors: plan.visitors.map((one) => ({ ...one })), note: plan.note, madeOn: plan.madeOn, by: plan.by, stops,
      done: stops.filter((stop) => stop.done).length, elsewhere: plan.stops.length - own.length,
    }];
  });
}
