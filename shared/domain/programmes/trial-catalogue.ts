import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { ratePlace, ratesClash, rulesClash } from '#shared/domain/programmes/dated-rows.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate, ProgrammeKey } from '#shared/domain/programmes/programme.ts';

/** A change somebody thinks of: new standards, new rules, programmes that would stop. */
export interface TrialChange {
  readonly rates: readonly BenefitRate[];
  readonly rules: readonly EligibilityRule[];
  readonly stopped: readonly ProgrammeKey[];
}

/**
 * The catalogue as it would be under the change: each new row stands where the place's own rows that it would clash with stood, before
 * the presets as any row of the place's own does (handbook 3.1). Nothing of it is stored; presets are never touched.
 */
export function withTrial(catalogue: Catalogue, change: TrialChange): Catalogue {
  const rateGoes = (rate: BenefitRate): boolean => rate.origin === 'local' && change.rates.some((one) => ratesClash(ratePlace(rate), ratePlace(one)));
  const ruleGoes = (rule: EligibilityRule): boolean => rule.origin === 'local' && change.rules.some((one) => rulesClash(rule, one));
  return {
    programmes: catalogue.programmes.map((programme) => (change.stopped.includes(programme.key) ? { ...programme, inUse: false } : programme)),
    rates: [...catalogue.rates.filter((rate) => !rateGoes(rate)), ...change.rates],
    rules: [...catalogue.rules.filter((rule) => !ruleGoes(rule)), ...change.rules],
  };
}
