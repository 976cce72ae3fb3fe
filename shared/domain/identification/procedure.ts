import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IdentificationRoute } from './case-state.ts';
import type { ProcedureSpec, ProcedureStep, StepMode } from './procedure-profile.ts';
import { procedureSteps } from './procedure-profile.ts';

/** One thing that happened to a pupil's identification in the 学年: a letter given, a visit made, a decision. A period (公示) has its last day too. */
export interface ProcedureFact {
  readonly step: ProcedureStep;
  readonly onDate: IsoDate;
  readonly until?: IsoDate | null;
}

/** `missing`: the procedure asks for it and it isn't there. `ahead`: its turn has not come, since nothing later is there either. */
export type StepState = 'done' | 'missing' | 'ahead' | 'not_asked';

export interface StepStanding {
  readonly step: ProcedureStep;
  readonly mode: StepMode;
  readonly state: StepState;
  readonly onDate: IsoDate | null;
  readonly until: IsoDate | null;
  /** How often it happened: several visits are several facts. */
  readonly times: number;
}

/** Two dates in the wrong order: what inspectors punish (DEF-03, 审批时间倒置). */
export interface DateInversion {
  readonly earlier: ProcedureStep;
  readonly earlierOn: IsoDate;
  readonly later: ProcedureStep;
  readonly laterOn: IsoDate;
}

/**
 * The order of DEF-03 (handbook 7.9): 告知 ≤ 申请 ≤ 材料、家访、量化 ≤ 班级评议 ≤ 学校评审 ≤ 认定 ≤ 公示首日 < 公示末日 ≤ 建档.
 * Papers, visit and score stand together: no text puts them in an order among themselves.
 */
const ranks: Readonly<Record<ProcedureStep, number>> = {
  letter: 0, application: 1, evidence: 2, visit: 2, score: 2, class_review: 3, school_review: 4, determination: 5, notice: 6, filing: 7,
};

/** 名单比对 and 免申即享 begin without an application (handbook 2.2); the family's confirmation comes afterwards. */
export function modeOnRoute(spec: ProcedureSpec, step: ProcedureStep, route: IdentificationRoute | null): StepMode {
  return step === 'application' && route !== null && route !== 'application' ? 'off' : spec.steps[step];
}

function firstOf(facts: readonly ProcedureFact[], step: ProcedureStep): ProcedureFact | null {
  return facts.filter((fact) => fact.step === step).reduce<ProcedureFact | null>((first, fact) => (first === null || fact.onDate < first.onDate ? fact : first), null);
}

/** Where a pupil's case stands, step by step, under the procedure of the year. */
export function evaluateProcedure(spec: ProcedureSpec, route: IdentificationRoute | null, facts: readonly ProcedureFact[]): readonly StepStanding[] {
  const reached = Math.max(-1, ...facts.map((fact) => ranks[fact.step]));
  return procedureSteps.map((step): StepStanding => {
    const mode = modeOnRoute(spec, step, route);
    const first = firstOf(facts, step);
    const times = facts.filter((fact) => fact.step === step).length;
    const state: StepState = first !== null ? 'done' : mode === 'off' ? 'not_asked' : ranks[step] < reached ? 'missing' : 'ahead';
    return { step, mode, state, onDate: first?.onDate ?? null, until: first?.until ?? null, times };
  });
}

/**
 * The steps a decision of that day needs and hasn't: each required step before 认定 that has nothing on the day or before it. A revision needs what the
 * procedure asks anew, after the decision it replaces.
 */
export function missingBeforeDecision(
  spec: ProcedureSpec, route: IdentificationRoute | null, facts: readonly ProcedureFact[], decidedOn: IsoDate, previousOn: IsoDate | null = null,
): readonly ProcedureStep[] {
  const there = (step: ProcedureStep, from: IsoDate | null): boolean =>
    facts.some((fact) => fact.step === step && fact.onDate <= decidedOn && (from === null || fact.onDate >= from));
  return procedureSteps.filter((step) => {
    if (ranks[step] >= ranks.determination) return false;
    const anew = previousOn !== null && spec.revisionSteps.includes(step);
    if (anew) return modeOnRoute(spec, step, route) !== 'off' && !there(step, previousOn);
    return modeOnRoute(spec, step, route) === 'required' && !there(step, null);
  });
}

/**
 * Every pair of steps whose dates stand in the wrong order: the first time of the one that comes before is later than the first time of the one
 * that comes after. A period that ends before a later step begins, or on its own first day, counts too. Steps the procedure leaves out are not compared.
 */
export function findInversions(spec: ProcedureSpec, facts: readonly ProcedureFact[]): readonly DateInversion[] {
  const firsts = procedureSteps.flatMap((step) => {
    const first = spec.steps[step] === 'off' ? null : firstOf(facts, step);
    return first === null ? [] : [first];
  });
  const inversions: DateInversion[] = [];
  for (const before of firsts) {
    const end = before.until ?? before.onDate;
    if (before.until && before.until <= before.onDate) inversions.push({ earlier: before.step, earlierOn: before.onDate, later: before.step, laterOn: before.until });
    for (const after of firsts) {
      if (ranks[before.step] < ranks[after.step] && end > after.onDate) inversions.push({ earlier: before.step, earlierOn: end, later: after.step, laterOn: after.onDate });
    }
  }
  return inversions;
}

/** The recorded steps a new date would stand in front of: asked before a date is stored, so that an inversion is never made by the program's own hand. */
export function inversionsOf(spec: ProcedureSpec, facts: readonly ProcedureFact[], next: ProcedureFact): readonly DateInversion[] {
  return findInversions(spec, [...facts.filter((fact) => fact.step !== next.step), next]).filter((one) => one.earlier === next.step || one.later === next.step);
}
