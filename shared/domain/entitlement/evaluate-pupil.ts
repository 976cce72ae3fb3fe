import type { TermKey } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { exclusivityGroupOf } from '#shared/domain/programmes/programme.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { EntitlementPolicy, Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { evaluateEntitlement } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';

/**
 * Evaluates one pupil against every programme of his stage that has an eligibility rule, and against what he already holds,
 * so that a corrected stage is seen as a change.
 * Two programmes of one exclusivity group that both fit are a choice for a person (handbook 3.4), not for the order of the data.
 */
export function evaluatePupil(facts: PupilFacts, term: TermKey, policy: EntitlementPolicy): readonly Evaluation[] {
  const ruled = new Set(policy.catalogue.rules.map((rule) => rule.programmeKey));
  const evaluations = policy.catalogue.programmes
    .filter((programme) => ruled.has(programme.key) && (programme.stages.includes(facts.stage) || facts.held.includes(programme.key)))
    .map((programme) => evaluateEntitlement(facts, programme, term, policy));
  return evaluations.map((evaluation) => resolveExclusion(evaluation, evaluations, policy));
}

function resolveExclusion(evaluation: Evaluation, all: readonly Evaluation[], policy: EntitlementPolicy): Evaluation {
  if (evaluation.kind !== 'proposed') return evaluation;
  const groupOf = (key: ProgrammeKey): string => {
    const programme = findProgramme(policy.catalogue, key);
    return programme === undefined ? key : exclusivityGroupOf(programme);
  };
  const group = groupOf(evaluation.programmeKey);
  const rivals = all.filter((other) => other.kind === 'proposed' && groupOf(other.programmeKey) === group);
  if (rivals.length === 1) return evaluation;
  const programmes = rivals.map((rival) => findProgramme(policy.catalogue, rival.programmeKey)?.name ?? rival.programmeKey).sort();
  const { studentId, programmeKey } = evaluation;
  return { studentId, programmeKey, kind: 'needs_answer', reasons: [reason('entitlement.exclusion_choice', { programmes })] };
}

/** True when the programme was never meant for this pupil: another stage, the other way of attending, or nobody chose the pupil. */
export function isOutsideProgramme(evaluation: Evaluation): boolean {
  if (evaluation.kind !== 'not') return false;
  return evaluation.reasons.some(
    ({ code }) =>
      code === 'entitlement.stage_mismatch' ||
      code === 'entitlement.year_mismatch' ||
      code === 'entitlement.not_in_use' ||
      code === 'entitlement.boarding_mismatch' ||
      code === 'entitlement.not_chosen' ||
      code === 'entitlement.no_rule_in_term',
  );
}

/**
 * The evaluations worth a person's look: not proposed, though the pupil is in hardship or in a special group
 * (应助未助 is looked for here), or a question stands open.
 */
export function isWorthExplaining(facts: PupilFacts, evaluation: Evaluation): boolean {
  if (evaluation.kind === 'proposed' || isOutsideProgramme(evaluation)) return false;
  if (facts.determination?.isHardship) return true;
  if (facts.groups.length + facts.pendingGroups.length > 0) return true;
  if (facts.selections.some((one) => one.programmeKey === evaluation.programmeKey)) return true;
  return evaluation.kind === 'needs_answer' && evaluation.reasons.some(({ code }) => code === 'entitlement.other_route');
}
