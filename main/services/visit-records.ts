import type { Problem } from '#shared/contract/base.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { checkVisit } from '#shared/domain/visits/check-visit.ts';
import type { VisitProblem } from '#shared/domain/visits/check-visit.ts';
import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import { decisionLeftBare, inversionsOfVisit } from '#shared/domain/visits/visit-in-procedure.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listVisits } from '#main/db/queries/home-visits.ts';
import type { VisitLine } from '#main/db/queries/home-visits.ts';
import { listCases } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertVisit, insertVisitVersion } from '#main/db/repositories/home-visit.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { procedureOf } from './procedure-of-school.ts';
import type { Place } from './refusal.ts';
import { problemOf } from './refusal.ts';

export interface VisitContext {
  readonly schoolId: number;
  readonly year: SchoolYear;
  readonly today: IsoDate;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

export interface VisitEntry {
  readonly studentId: number;
  readonly visit: VisitRecord;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

/** A problem with the field it belongs to, so that a file can say its cell. */
export interface PlacedProblem {
  readonly field: keyof VisitRecord | null;
  readonly problem: Problem;
}

export interface PlannedVisit extends VisitEntry {
  readonly name: string;
  readonly wrong: readonly PlacedProblem[];
  readonly look: readonly PlacedProblem[];
}

interface Standing {
  readonly spec: ProcedureSpec;
  readonly facts: ReadonlyMap<number, readonly ProcedureFact[]>;
  readonly routes: ReadonlyMap<number, IdentificationRoute>;
}

function standingOf(db: ReadableDb, { schoolId, year }: VisitContext): Standing {
  return {
    spec: procedureOf(db, schoolId, year).spec,
    facts: listProcedureFacts(db, schoolId, year),
    routes: new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one.route])),
  };
}

/** Works out what a table of visits will do, without writing: whose it is, whether it was recorded before, and what its date does to the order of steps. */
export function planVisits(db: ReadableDb, entries: readonly VisitEntry[], context: VisitContext): readonly PlannedVisit[] {
  const standing = standingOf(db, context);
  const pupils = new Map(listPupilLines(db, context.schoolId).map((line) => [line.studentId, line]));
  const recorded = new Set(listVisits(db, context.schoolId, context.year).map(keyOf));
  const seen = new Set<string>();
  return entries.map((entry): PlannedVisit => {
    const pupil = pupils.get(entry.studentId);
    const place: Place = entry.source === null ? {} : { row: entry.source.rowNo };
    const refused = (name: string, problem: Problem): PlannedVisit => ({ ...entry, name, wrong: [{ field: null, problem }], look: [] });
    if (!pupil) return refused('', problemOf('visit.student_unknown', {}, place));
    const { name } = pupil;
    if (context.classIds !== null && !context.classIds.includes(pupil.classId ?? 0)) return refused(name, problemOf('visit.not_your_class', { name }, place));
    const { wrong, look } = problemsOf(entry, name, standing, context, place);
    const key = keyOf({ studentId: entry.studentId, ...entry.visit });
    const { visitedOn: date, way } = entry.visit;
    if (recorded.has(key)) wrong.push({ field: 'visitedOn', problem: problemOf('visit.repeated', { name, date, way }, place) });
    else if (seen.has(key)) wrong.push({ field: 'visitedOn', problem: problemOf('visit.same_pupil_twice', { name, date }, place) });
    seen.add(key);
    return { ...entry, name, wrong, look };
  });
}

function keyOf({ studentId, visitedOn, way }: Pick<VisitLine, 'studentId' | 'visitedOn' | 'way'>): string {
  return `${studentId} ${visitedOn} ${way}`;
}

function problemsOf({ studentId, visit }: VisitEntry, name: string, { spec, facts }: Standing, { year, today }: VisitContext, place: Place) {
  const checked = checkVisit(visit, spec, year, today);
  const worded = ({ field, code, facts: given }: VisitProblem): PlacedProblem => ({ field, problem: problemOf(code, { name, ...given } as never, place) });
  return {
    wrong: [...checked.wrong.map(worded), ...dateProblems(name, spec, facts.get(studentId) ?? [], null, visit, place)],
    look: checked.look.map(worded),
  };
}

function dateProblems(name: string, spec: ProcedureSpec, facts: readonly ProcedureFact[], before: VisitLine | null, after: VisitRecord, place: Place = {}): PlacedProblem[] {
  return inversionsOfVisit(spec, facts, before, after).map((one) => ({
    field: 'visitedOn' as const,
    problem: one.earlier === 'visit' && one.later === 'determination'
      ? problemOf('visit.after_decision', { name, date: one.earlierOn, decided: one.laterOn }, place)
      : problemOf('procedure.dates_inverted', { name, ...one }, place),
  }));
}

/** What stands against writing a visit anew, or against striking it out (`after` null). */
export function problemsOfChange(db: ReadableDb, before: VisitLine, after: VisitRecord | null, name: string, context: VisitContext): Pick<PlannedVisit, 'wrong' | 'look'> {
  const { spec, facts, routes } = standingOf(db, context);
  const own = facts.get(before.studentId) ?? [];
  const bare = decisionLeftBare(spec, routes.get(before.studentId) ?? null, own, before, after);
  const left: PlacedProblem[] = bare === null ? [] : [{ field: 'visitedOn', problem: problemOf('visit.decision_needs_it', { name, date: bare }) }];
  if (after === null) return { wrong: left, look: [] };
  const checked = checkVisit(after, spec, context.year, context.today);
  const worded = ({ field, code, facts: given }: VisitProblem): PlacedProblem => ({ field, problem: problemOf(code, { name, ...given } as never) });
  const repeated = listVisits(db, context.schoolId, context.year, before.studentId)
    .some((other) => other.visitId !== before.visitId && other.visitedOn === after.visitedOn && other.way === after.way);
  const { visitedOn: date, way } = after;
  return {
    wrong: [
      ...checked.wrong.map(worded), ...dateProblems(name, spec, own, before, after), ...left,
      ...(repeated ? [{ field: 'visitedOn' as const, problem: problemOf('visit.repeated', { name, date, way }) }] : []),
    ],
    look: checked.look.map(worded),
  };
}

/** Writes planned visits; the caller has refused what is wrong. */
export function applyVisits(db: WritableDb, planned: readonly VisitEntry[], { schoolId, year }: Pick<VisitContext, 'schoolId' | 'year'>, stamp: Stamp): number[] {
  return planned.map(({ studentId, visit, source }) => {
    const visitId = insertVisit(db, { schoolId, studentId, schoolYear: year });
    insertVisitVersion(db, { visitId, version: 1, reason: '', voided: false, visit, source }, stamp);
    return visitId;
  });
}
