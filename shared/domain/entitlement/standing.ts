import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Programme } from '#shared/domain/programmes/programme.ts';
import type { EntitlementPolicy, Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { evaluatePupil } from '#shared/domain/entitlement/evaluate-pupil.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { EntitlementReason, ReasonTopic } from '#shared/domain/entitlement/reason.ts';
import { reason } from '#shared/domain/entitlement/reason.ts';

/** Where one pupil stands with one programme in one term: held and approved, held and waiting, due but not yet calculated, in question, or not due. */
export const STANDINGS = ['approved', 'proposed', 'due', 'asked', 'not'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Exactly one standing for every pupil × programme: what the archive holds comes first, then what the rules say today. */
export function standingOf(held: 'proposed' | 'approved' | null, evaluation: Evaluation): Standing {
  if (held !== null) return held;
  switch (evaluation.kind) {
    case 'proposed':
      return 'due';
    case 'needs_answer':
      return 'asked';
    case 'not':
      return 'not';
  }
}

/** The order in which a person would be told: first whether the programme is for such pupils at all, last what only this pupil lacks. */
const TOPIC_ORDER: readonly ReasonTopic[] = ['rate', 'stage', 'status', 'selection', 'boarding', 'split', 'exclusion', 'determination', 'groups'];

/** The one reason that decides: of those against (or, where nothing is against, of the open questions) the most general. */
export function decidingReason(reasons: readonly EntitlementReason[]): EntitlementReason | null {
  const against = reasons.filter((one) => one.verdict === 'against');
  const deciding = against.length > 0 ? against : reasons.filter((one) => one.verdict === 'ask');
  return deciding.toSorted((left, right) => TOPIC_ORDER.indexOf(left.topic) - TOPIC_ORDER.indexOf(right.topic))[0] ?? null;
}

/**
 * Every programme of the pupil's stage gets an answer (为何没有), also those that have no eligibility rule: aid in kind and exemptions
 * without an amount never become an entitlement, anything else lacks its rule.
 */
export function evaluateEveryProgramme(facts: PupilFacts, term: TermKey, policy: EntitlementPolicy): readonly Evaluation[] {
  const judged = new Map(evaluatePupil(facts, term, policy).map((one) => [one.programmeKey, one]));
  return policy.catalogue.programmes.flatMap((programme): Evaluation[] => {
    const known = judged.get(programme.key);
    if (known !== undefined) return [known];
    return programme.stages.includes(facts.stage) ? [withoutRule(facts.studentId, programme)] : [];
  });
}

function withoutRule(studentId: number, programme: Programme): Evaluation {
  const found = !programme.inUse ? reason('entitlement.not_in_use', { document: programme.document })
    : programme.shape === 'in_kind' || programme.shape === 'fee_exemption' ? reason('entitlement.nothing_paid', { shape: programme.shape })
      : reason('entitlement.no_rule_in_term', {});
  return { studentId, programmeKey: programme.key, kind: 'not', reasons: [found] };
}

/** True when the school does not run the programme in the term at all: the same answer for every pupil, of no interest beside a name. */
export function isNotRunHere(reasons: readonly EntitlementReason[]): boolean {
  return reasons.some(({ code }) => code === 'entitlement.no_rule_in_term' || code === 'entitlement.not_in_use' || code === 'entitlement.nothing_paid');
}
