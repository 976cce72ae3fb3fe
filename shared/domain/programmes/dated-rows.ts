import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { BenefitRate } from '#shared/domain/programmes/programme.ts';

interface Dated {
  readonly validFrom: TermKey | null;
  readonly validTo: TermKey | null;
}

/** Whether two dated rows are in force together in some term; both ends included. */
export function overlap(left: Dated, right: Dated): boolean {
  return (left.validTo === null || right.validFrom === null || right.validFrom <= left.validTo)
    && (right.validTo === null || left.validFrom === null || left.validFrom <= right.validTo);
}

function shareStage(left: readonly EducationStage[], right: readonly EducationStage[]): boolean {
  return left.some((stage) => right.includes(stage));
}

type RatePlace = Dated & Pick<BenefitRate, 'programmeKey' | 'stages' | 'boarding' | 'awardTier'> & { readonly pays: boolean };

/** What a rate is compared by: where it counts, and whether it pays or checks. */
export function ratePlace(rate: BenefitRate): RatePlace {
  return { ...rate, pays: rate.figure.kind !== 'average' && rate.figure.kind !== 'range' };
}

/** Whether two of a place's own rates could both be picked for one pupil in some term (handbook 3.1: two rows are a question). A check figure never clashes with a rate that pays. */
export function ratesClash(left: RatePlace, right: RatePlace): boolean {
  return left.programmeKey === right.programmeKey && left.pays === right.pays && overlap(left, right) && shareStage(left.stages, right.stages)
    && (left.boarding === null || right.boarding === null || left.boarding === right.boarding)
    && (left.awardTier === null || right.awardTier === null || left.awardTier === right.awardTier);
}

/** Whether two of a place's own rules would both decide in some term. One rule decides a programme, whatever the stage. */
export function rulesClash(left: Dated & Pick<EligibilityRule, 'programmeKey'>, right: Dated & Pick<EligibilityRule, 'programmeKey'>): boolean {
  return left.programmeKey === right.programmeKey && overlap(left, right);
}
