import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Visitor } from '#shared/domain/visits/visit.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface VisitStop {
  readonly studentId: number;
  /** The village or whatever the planner calls the group. */
  readonly place: string;
}

export interface VisitPlan {
  readonly planId: number;
  readonly schoolYear: string;
  readonly name: string;
  readonly plannedOn: IsoDate | null;
  readonly visitors: readonly Visitor[];
  readonly note: string;
  readonly madeOn: IsoDate;
  readonly by: string;
  readonly accountId: number;
  /** In the order of the route. */
  readonly stops: readonly VisitStop[];
}

export type NewVisitPlan = Omit<VisitPlan, 'planId' | 'by' | 'accountId'> & { readonly schoolId: number };

type Stored = Omit<VisitPlan, 'visitors' | 'stops'> & { readonly visitorsJson: string };

const select = `SELECT p.id AS planId, p.school_year AS schoolYear, p.name, p.planned_on AS plannedOn, p.visitors_json AS visitorsJson, p.note, p.made_on AS madeOn,
  a.display_name AS by, p.account_id AS accountId FROM visit_plan p JOIN account a ON a.id = p.account_id`;

/** The outings of a 学年, the next one first, those without a day last. */
export function listVisitPlans(db: ReadableDb, schoolId: number, schoolYear: string): VisitPlan[] {
  const stops = Map.groupBy(db.all<VisitStop & { planId: number }>(
    `SELECT t.plan_id AS planId, t.student_id AS studentId, t.place FROM visit_stop t JOIN visit_plan p ON p.id = t.plan_id
     WHERE p.school_id = ? AND p.school_year = ? ORDER BY t.plan_id, t.ordinal`, schoolId, schoolYear), (row) => row.planId);
  return db.all<Stored>(`${select} WHERE p.school_id = ? AND p.school_year = ? ORDER BY p.planned_on IS NULL, p.planned_on, p.id`, schoolId, schoolYear)
    .map(({ visitorsJson, ...plan }) => ({
      ...plan, visitors: JSON.parse(visitorsJson) as Visitor[], stops: (stops.get(plan.planId) ?? []).map(({ studentId, place }) => ({ studentId, place })),
    }));
}

export function findVisitPlan(db: ReadableDb, schoolId: number, planId: number): VisitPlan | undefined {
  const year = db.get<{ schoolYear: string }>('SELECT school_year AS schoolYear FROM visit_plan WHERE school_id = ? AND id = ?', schoolId, planId)?.schoolYear;
  return year === undefined ? undefined : listVisitPlans(db, schoolId, year).find((plan) => plan.planId === planId);
}

export function insertVisitPlan(db: WritableDb, plan: NewVisitPlan, stamp: Stamp): number {
  const planId = db.run(
    'INSERT INTO visit_plan (school_id, school_year, name, planned_on, visitors_json, note, made_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    plan.schoolId, plan.schoolYear, plan.name, plan.plannedOn, JSON.stringify(plan.visitors), plan.note, plan.madeOn, stamp.accountId, stamp.at).lastId;
  insertStops(db, planId, plan.stops);
  return planId;
}

/** What a plan says now; the day it was made stays. */
export function updateVisitPlan(db: WritableDb, planId: number, plan: Pick<VisitPlan, 'name' | 'plannedOn' | 'visitors' | 'note' | 'stops'>): void {
  db.run('UPDATE visit_plan SET name = ?, planned_on = ?, visitors_json = ?, note = ? WHERE id = ?', plan.name, plan.plannedOn, JSON.stringify(plan.visitors), plan.note, planId);
  db.run('DELETE FROM visit_stop WHERE plan_id = ?', planId);
  insertStops(db, planId, plan.stops);
}

export function deleteVisitPlan(db: WritableDb, planId: number): void {
  db.run('DELETE FROM visit_stop WHERE plan_id = ?', planId);
  db.run('DELETE FROM visit_plan WHERE id = ?', planId);
}

function insertStops(db: WritableDb, planId: number, stops: readonly VisitStop[]): void {
  for (const [index, stop] of stops.entries()) {
    db.run('INSERT INTO visit_stop (plan_id, ordinal, student_id, place) VALUES (?, ?, ?, ?)', planId, index + 1, stop.studentId, stop.place);
  }
}
