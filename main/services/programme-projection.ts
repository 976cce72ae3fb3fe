import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { assumeQuantities } from '#shared/domain/entitlement/assume-quantities.ts';
import type { EntitlementPolicy, Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { evaluatePupil } from '#shared/domain/entitlement/evaluate-pupil.ts';
import { projectFacts } from '#shared/domain/entitlement/project-facts.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AwardTierRow } from '#main/db/repositories/local-programme.ts';
import { listAwardTiers } from '#main/db/repositories/local-programme.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { loadPupils, tiersOf } from './entitlement-facts.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

export interface PlanScope {
  readonly schoolId: number;
  /** The term whose register is read. */
  readonly term: TermKey;
  /** The term looked ahead to, or the same. */
  readonly target: TermKey;
}

/** A pupil as the register has him, and the facts as they would stand in the term looked ahead to. */
export interface PlannedPupil {
  readonly pupil: PupilInTerm;
  readonly facts: PupilFacts;
  readonly leaves: boolean;
}

/** The pupils of the register, looked ahead. */
export function planPupils(db: ReadableDb, { schoolId, term, target }: PlanScope): readonly PlannedPupil[] {
  if (target < term) throw refuse('programme_plan.target_before_register', { term: formatTerm(term), target: formatTerm(target) });
  const tiers = listAwardTiers(db, schoolId).filter((tier) => isInForce(tier, target));
  return loadPupils(db, schoolId, term, settingsOf(db, schoolId)).map((pupil) => planned(pupil, term, target, tiers));
}

function planned(pupil: PupilInTerm, term: TermKey, target: TermKey, tiers: readonly AwardTierRow[]): PlannedPupil {
  const { kind, facts } = projectFacts(pupil.facts, term, target);
  return { pupil, leaves: kind === 'leaves', facts: { ...facts, awardTiers: tiersOf(tiers, facts.determination) } };
}

/** Every programme's answer for one pupil under a policy, with ordinary days and months where nobody has counted. */
export function evaluatePlanned({ facts }: PlannedPupil, target: TermKey, policy: EntitlementPolicy): readonly Evaluation[] {
  return evaluatePupil(assumeQuantities(facts, target, policy), target, policy);
}
