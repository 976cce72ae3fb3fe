import type { IsoDate } from '../calendar/iso-date.ts';
import type { IdentificationRoute } from '../identification/case-state.ts';
import { decisionLeftBare as leftBare } from '../identification/decision-basis.ts';
import type { DateInversion, ProcedureFact } from '../identification/procedure.ts';
import { inversionsOf } from '../identification/procedure.ts';
import type { ProcedureSpec } from '../identification/procedure-profile.ts';
import type { VisitRecord } from './visit.ts';

/** A visit as the procedure counts it; null: it is no step of it. */
export type VisitStep = Pick<VisitRecord, 'purpose' | 'visitedOn'> | null;

function factsOf(visit: VisitStep): readonly ProcedureFact[] {
  return visit?.purpose === 'verification' ? [{ step: 'visit', onDate: visit.visitedOn }] : [];
}

/** The pupil's facts without one visit: of several on one day only one goes. */
function without(facts: readonly ProcedureFact[], visit: VisitStep): readonly ProcedureFact[] {
  const at = factsOf(visit).length === 0 ? -1 : facts.findIndex((fact) => fact.step === 'visit' && fact.onDate === visit?.visitedOn);
  return facts.filter((_, index) => index !== at);
}

/**
 * Dates a visit would put in the wrong order (DEF-03). Only the first visit is held to the order: whoever was visited in time may be visited again.
 * Where the place asks for a new visit before each later decision, one after the first decision is in its place.
 */
export function inversionsOfVisit(spec: ProcedureSpec, facts: readonly ProcedureFact[], before: VisitStep, after: VisitStep): readonly DateInversion[] {
  const [next] = factsOf(after);
  const others = without(facts, before);
  if (next === undefined || others.some((fact) => fact.step === 'visit' && fact.onDate <= next.onDate)) return [];
  const anew = spec.revisionSteps.includes('visit');
  return inversionsOf(spec, others, next).filter((one) => !(anew && one.earlier === 'visit'));
}

/**
 * The day of a decision that a change of a visit (another day, another purpose, struck out) would leave without the visit it rested on; null: none.
 * A decision that had none before is nobody's doing now.
 */
export function decisionLeftBare(
  spec: ProcedureSpec, route: IdentificationRoute | null, facts: readonly ProcedureFact[], before: VisitStep, after: VisitStep,
): IsoDate | null {
  const bare = leftBare(spec, route, facts, [...without(facts, before), ...factsOf(after)]);
  return bare?.step === 'visit' ? bare.decidedOn : null;
}
