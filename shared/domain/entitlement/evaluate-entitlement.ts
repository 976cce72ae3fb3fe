import type { Fen } from '#shared/domain/money/fen.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { Programme } from '#shared/domain/programmes/programme.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { pickEligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { SplitProfile } from '#shared/domain/entitlement/split.ts';
import type { EntitlementReason } from '#shared/domain/entitlement/reason.ts';
import { questionOf, reason } from '#shared/domain/entitlement/reason.ts';
import { evaluateAmount } from '#shared/domain/entitlement/evaluate-amount.ts';
import {
  evaluateBoarding,
  evaluateExclusion,
  evaluateHardship,
  evaluateGroups,
  evaluatePresence,
  evaluateRegistry,
  evaluateSelection,
  evaluateStage,
  evaluateYear,
} from '#shared/domain/entitlement/conditions.ts';

/** What the school has set, beside the catalogue. */
export interface EntitlementPolicy {
  readonly catalogue: Catalogue;
  /** Region profiles of the school, the most particular first. */
  readonly regions: readonly string[];
  readonly splitProfile: SplitProfile;
}

export interface EntitlementTrace {
  readonly rateKey: string;
  readonly ruleKey: string;
  readonly amountFen: Fen;
  readonly awardTier: string | null;
  readonly reasons: readonly EntitlementReason[];
  /** The facts that decided, in one line; two traces with the same basis are the same decision. */
  readonly basis: string;
}

interface EvaluationOf {
  readonly studentId: number;
  readonly programmeKey: string;
}

/** The answer for one pupil, one programme, one term. */
export type Evaluation =
  | (EvaluationOf & { readonly kind: 'proposed'; readonly trace: EntitlementTrace })
  | (EvaluationOf & { readonly kind: 'not'; readonly reasons: readonly EntitlementReason[] })
  | (EvaluationOf & { readonly kind: 'needs_answer'; readonly reasons: readonly EntitlementReason[] });

/**
 * Evaluates one pupil against one programme in one term (handbook 3.1, 3.3, 3.4, 1.7, 1.8).
 * `not` needs a fact that forbids paying; a fact nobody knows gives `needs_answer`. Every reason is kept, not only the first.
 */
export function evaluateEntitlement(
  facts: PupilFacts,
  programme: Programme,
  term: TermKey,
  policy: EntitlementPolicy,
): Evaluation {
  const of = { studentId: facts.studentId, programmeKey: programme.key };
  if (!programme.inUse) return { ...of, kind: 'not', reasons: [reason('entitlement.not_in_use', { document: programme.document })] };
  const picked = pickEligibilityRule(policy.catalogue.rules, programme.key, term, policy.regions);
  if (picked.kind === 'none') return { ...of, kind: 'not', reasons: [reason('entitlement.no_rule_in_term', {})] };
  if (picked.kind === 'ambiguous') {
    return { ...of, kind: 'needs_answer', reasons: [reason('entitlement.rule_ambiguous', { rules: picked.rules.map((rule) => rule.key) })] };
  }
  const conditions = conditionsOf(facts, programme, picked.rule, term, policy);
  const blocked = conditions.filter((found) => found.verdict === 'against');
  if (blocked.length > 0) return { ...of, kind: 'not', reasons: [...blocked, ...conditions.filter((found) => found.verdict === 'ask')] };

  const amount = evaluateAmount(facts, programme, picked.rule, term, policy);
  const none = amount.reasons.filter((found) => found.verdict === 'against');
  if (none.length > 0) return { ...of, kind: 'not', reasons: none };
  const reasons = [...amount.reasons, ...conditions];
  if (amount.kind === 'question' || reasons.some((found) => found.verdict === 'ask')) {
    return { ...of, kind: 'needs_answer', reasons: reasons.filter((found) => found.verdict === 'ask') };
  }
  return {
    ...of,
    kind: 'proposed',
    trace: {
      rateKey: amount.rateKey,
      ruleKey: picked.rule.key,
      amountFen: amount.fen,
      awardTier: amount.awardTier,
      reasons,
      basis: basisOf(facts, picked.rule, amount, reasons),
    },
  };
}

/** Every condition of the programme with its verdict, also those a refusal leaves unsaid; empty where no single rule is in force. */
export function listConditions(facts: PupilFacts, programme: Programme, term: TermKey, policy: EntitlementPolicy): readonly EntitlementReason[] {
  const picked = pickEligibilityRule(policy.catalogue.rules, programme.key, term, policy.regions);
  return picked.kind === 'picked' ? conditionsOf(facts, programme, picked.rule, term, policy) : [];
}

function conditionsOf(
  facts: PupilFacts,
  programme: Programme,
  rule: EligibilityRule,
  term: TermKey,
  policy: EntitlementPolicy,
): EntitlementReason[] {
  const found = [
    ...evaluateStage(facts, rule),
    ...evaluateYear(facts, rule),
    ...evaluateBoarding(facts, rule),
    ...evaluatePresence(facts, term),
    ...evaluateHardship(facts, rule),
    ...evaluateGroups(facts, rule),
    ...evaluateRegistry(facts, policy.splitProfile),
    ...evaluateSelection(facts, programme, rule),
    ...evaluateExclusion(facts, programme, policy.catalogue),
  ];
  return found.map((one) => settle(one, facts, programme.key));
}

/** Replaces a question a person has answered by that answer; leaving inside the term is none where months are counted. */
function settle(found: EntitlementReason, facts: PupilFacts, programmeKey: string): EntitlementReason {
  if (found.code === 'entitlement.left_in_term' && facts.support?.some((one) => one.programmeKey === programmeKey)) {
    return reason('entitlement.months_until_leaving', found.facts);
  }
  const question = questionOf(found.code);
  if (question === null) return found;
  const answer = facts.answers.find((one) => one.programmeKey === programmeKey && one.question === question);
  if (answer === undefined) return found;
  const quoted = { question, reason: answer.reason, answeredBy: answer.answeredBy, answeredOn: answer.answeredOn };
  return answer.decision === 'pay' ? reason('entitlement.answered_pay', quoted) : reason('entitlement.answered_refuse', quoted);
}

/** File rows and names are left out: the same decision read again from a newer file must not look like a change. */
function basisOf(
  facts: PupilFacts,
  rule: EligibilityRule,
  amount: { rateKey: string; fen: Fen; quantity: number | null },
  reasons: readonly EntitlementReason[],
): string {
  return JSON.stringify([
    rule.key,
    amount.rateKey,
    amount.fen,
    amount.quantity,
    facts.stage,
    rule.boarding === null ? null : facts.boarding,
    facts.determination === null ? null : [facts.determination.id, facts.determination.gradeLabel],
    rule.groups === null ? [] : facts.groups.map((group) => group.key).filter((key) => rule.groups?.includes(key)).sort(),
    reasons.map((found) => found.code).filter((code) => code !== 'entitlement.group_noted').sort(),
  ]);
}
