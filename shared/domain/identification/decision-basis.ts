import type { IsoDate } from '../calendar/iso-date.ts';
import type { CaseState, IdentificationRoute } from './case-state.ts';
import type { ProcedureFact } from './procedure.ts';
import { missingBeforeDecision } from './procedure.ts';
import type { ProcedureSpec, ProcedureStep } from './procedure-profile.ts';

/** A decision and the step it would be left without. */
export interface BareDecision {
  readonly step: ProcedureStep;
  readonly decidedOn: IsoDate;
}

/** A case whose decision counts: it stands until it is revoked, declined or its year is over (handbook 2.2). */
export function countsAsDecided(state: CaseState): boolean {
  return state === 'determined' || state === 'noticed' || state === 'objected' || state === 'confirmed' || state === 'filed';
}

/**
 * The first decision that a change of the pupil's record (`before` → `after`) would leave without a step the procedure asked for before it; null: none.
 * A decision that lacked the step already is nobody's doing now. 材料缺失 found after 认定 is what inspectors punish (handbook 7.9 DEF-03), so what a
 * standing decision rests on is not taken from under it.
 */
export function decisionLeftBare(
  spec: ProcedureSpec, route: IdentificationRoute | null, before: readonly ProcedureFact[], after: readonly ProcedureFact[],
): BareDecision | null {
  const decisions = before.filter((fact) => fact.step === 'determination').map((fact) => fact.onDate).toSorted();
  for (const [at, decidedOn] of decisions.entries()) {
    const missing = (facts: readonly ProcedureFact[]): readonly ProcedureStep[] => missingBeforeDecision(spec, route, facts, decidedOn, decisions[at - 1] ?? null);
    const lacked = missing(before);
    const step = missing(after).find((one) => !lacked.includes(one));
    if (step !== undefined) return { step, decidedOn };
  }
  return null;
}
