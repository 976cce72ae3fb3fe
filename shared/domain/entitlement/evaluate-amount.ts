import type { Fen } from '#shared/domain/money/fen.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { BenefitRate, BoardingCondition, Programme } from '#shared/domain/programmes/programme.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { Quantity } from '#shared/domain/programmes/amount-due.ts';
import { monthlyAmount } from '#shared/domain/entitlement/support-months.ts';
import type { SupportFact } from '#shared/domain/entitlement/support-months.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { amountDue } from '#shared/domain/programmes/amount-due.ts';
import { pickRate } from '#shared/domain/programmes/pick-rate.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { EntitlementReason } from '#shared/domain/entitlement/reason.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';

export type AmountEvaluation =
  | {
      readonly kind: 'amount';
      readonly rateKey: string;
      readonly fen: Fen;
      readonly awardTier: string | null;
      readonly quantity: number | null;
      readonly reasons: readonly EntitlementReason[];
    }
  | { readonly kind: 'question'; readonly reasons: readonly EntitlementReason[] };

function ask(found: EntitlementReason): AmountEvaluation {
  return { kind: 'question', reasons: [found] };
}

/** rate × quantity for one pupil, or the question that stands in the way (handbook 3.1). */
export function evaluateAmount(
  facts: PupilFacts,
  programme: Programme,
  rule: EligibilityRule,
  term: TermKey,
  policy: EntitlementPolicy,
): AmountEvaluation {
  // An unknown way of attending is asked about once, by its own reason; the rate is then looked up as the rule means it.
  const boarding: BoardingCondition | null = facts.boarding === 'unknown' ? rule.boarding : facts.boarding;
  const picked = pickRate(policy.catalogue.rates, {
    programmeKey: programme.key,
    stage: facts.stage,
    boarding,
    awardTier: facts.awardTiers[programme.key] ?? null,
    term,
    regions: policy.regions,
  });
  switch (picked.kind) {
    case 'none':
      return ask(reason('entitlement.rate_missing', { checkFigures: picked.checkFigures.length }));
    case 'ambiguous':
      return ask(reason('entitlement.rate_ambiguous', { rates: picked.rates.map((rate) => rate.key) }));
    case 'tier_needed':
      return ask(reason('entitlement.tier_needed', { tiers: picked.tiers }));
    case 'picked':
      return multiply(facts, programme, rule, picked.rate, picked.fen);
  }
}

/** A term's or a month's standard by the months of support as recorded; months nobody recorded are not paid and not refused. */
function byMonths(facts: PupilFacts, rule: EligibilityRule, rate: BenefitRate, rateFen: Fen, support: SupportFact): AmountEvaluation {
  const { halfMonths, recorded, missing, planned } = support;
  if (recorded.length === 0) return ask(reason('entitlement.months_missing', { missing }));
  if (halfMonths === 0) return missing.length > 0 ? ask(reason('entitlement.months_missing', { missing })) : { kind: 'question', reasons: [reason('entitlement.no_months', { recorded })] };
  const due = rate.unit === 'month' ? amountDue(rateFen, { unit: 'month', halfMonths, cap: rate.maxQuantity }) : monthlyAmount(rateFen, planned.length, halfMonths);
  if (!due.ok) return ask(reason('entitlement.amount_unusable', { problem: due.problem }));
  const counted = rate.unit === 'month' ? halfMonths : null;
  const termFen = rate.unit === 'month' ? fen(rateFen * planned.length) : rateFen;
  return {
    kind: 'amount', rateKey: rate.key, fen: due.fen, awardTier: rate.awardTier, quantity: halfMonths,
    reasons: [rateReason(facts, rule, rate, rateFen, counted), reason('entitlement.months_counted', { termFen, planned: planned.length, halfMonths, recorded, missing })],
  };
}

function rateReason(facts: PupilFacts, rule: EligibilityRule, rate: BenefitRate, rateFen: Fen, quantity: number | null): EntitlementReason {
  return reason('entitlement.rate_applies', {
    rateKey: rate.key, fen: rateFen, unit: rate.unit, quantity, stage: facts.stage, boarding: rate.boarding ?? rule.boarding, awardTier: rate.awardTier,
    region: rate.region, document: rate.document, confidence: rate.confidence, validFrom: rate.validFrom,
  });
}

function multiply(facts: PupilFacts, programme: Programme, rule: EligibilityRule, rate: BenefitRate, rateFen: Fen): AmountEvaluation {
  const support = facts.support?.find((one) => one.programmeKey === programme.key);
  if (support !== undefined && (rate.unit === 'term' || rate.unit === 'month')) return byMonths(facts, rule, rate, rateFen, support);
  const count = facts.selections.find((one) => one.programmeKey === programme.key)?.quantity ?? null;
  const quantity = quantityOf(rate, count);
  if (quantity === null) return ask(reason('entitlement.quantity_needed', { unit: rate.unit }));
  const due = amountDue(rateFen, quantity);
  if (!due.ok) return ask(reason('entitlement.amount_unusable', { problem: due.problem }));
  const counted = quantity.unit === 'day' || quantity.unit === 'month' ? count : null;
  return {
    kind: 'amount',
    rateKey: rate.key,
    fen: due.fen,
    awardTier: rate.awardTier,
    quantity: counted,
    reasons: [
      rateReason(facts, rule, rate, rateFen, counted),
    ],
  };
}

function quantityOf(rate: BenefitRate, count: number | null): Quantity | null {
  switch (rate.unit) {
    case 'term':
      return { unit: 'term' };
    case 'once':
      return { unit: 'once' };
    case 'day':
      return count === null ? null : { unit: 'day', days: count, cap: rate.maxQuantity };
    case 'month':
      return count === null ? null : { unit: 'month', halfMonths: count, cap: rate.maxQuantity };
    case 'year':
      return null;
  }
}
