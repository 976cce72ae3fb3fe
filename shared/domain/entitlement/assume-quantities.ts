import type { TermKey } from '#shared/domain/calendar/term.ts';
import { pickEligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { pickRate } from '#shared/domain/programmes/pick-rate.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { HandSelection, PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';

/**
 * Fills in the ordinary number of days or half months where a standard names one and nobody has counted yet: an estimate may, an
 * entitlement never does. Whoever was not chosen for a programme by name stays unchosen.
 */
export function assumeQuantities(facts: PupilFacts, term: TermKey, policy: EntitlementPolicy): PupilFacts {
  const assumed = policy.catalogue.programmes.flatMap((programme): HandSelection[] => {
    if (!programme.stages.includes(facts.stage)) return [];
    const chosen = facts.selections.find((one) => one.programmeKey === programme.key);
    if (chosen !== undefined && chosen.quantity !== null) return [];
    const rule = pickEligibilityRule(policy.catalogue.rules, programme.key, term, policy.regions);
    if (rule.kind !== 'picked' || (rule.rule.selection === 'by_hand' && chosen === undefined)) return [];
    const rate = pickRate(policy.catalogue.rates, {
      programmeKey: programme.key, stage: facts.stage, boarding: facts.boarding === 'unknown' ? rule.rule.boarding : facts.boarding,
      awardTier: facts.awardTiers[programme.key] ?? null, term, regions: policy.regions,
    });
    if (rate.kind !== 'picked' || rate.rate.usualQuantity === null) return [];
    return [{ programmeKey: programme.key, reason: chosen?.reason ?? '', quantity: rate.rate.usualQuantity }];
  });
  if (assumed.length === 0) return facts;
  const counted = new Set(assumed.map((one) => one.programmeKey));
  return { ...facts, selections: [...facts.selections.filter((one) => !counted.has(one.programmeKey)), ...assumed] };
}
