import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate, Programme, ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import { PRESET_ELIGIBILITY } from '#shared/domain/programmes/preset-eligibility.ts';
import { PRESET_PROGRAMMES } from '#shared/domain/programmes/preset-programmes.ts';
import { PRESET_RATES } from '#shared/domain/programmes/preset-rates.ts';

/** Everything policy sets for one school: the shipped presets and what the school or county added. */
export interface Catalogue {
  readonly programmes: readonly Programme[];
  readonly rates: readonly BenefitRate[];
  readonly rules: readonly EligibilityRule[];
}

export const PRESET_CATALOGUE: Catalogue = {
  programmes: PRESET_PROGRAMMES,
  rates: PRESET_RATES,
  rules: PRESET_ELIGIBILITY,
};

/** Puts the local additions beside the presets; presets are never replaced or edited. */
export function withLocal(local: Catalogue): Catalogue {
  return {
    programmes: [...PRESET_CATALOGUE.programmes, ...local.programmes],
    rates: [...PRESET_CATALOGUE.rates, ...local.rates],
    rules: [...PRESET_CATALOGUE.rules, ...local.rules],
  };
}

export function findProgramme(catalogue: Catalogue, key: ProgrammeKey): Programme | undefined {
  return catalogue.programmes.find((programme) => programme.key === key);
}
