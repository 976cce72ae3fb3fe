import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';

/** A body's decision on one case. Never changed: a later one supersedes it (handbook 2.11). */
export interface Determination {
  readonly id: number;
  readonly caseId: number;
  /** 困难等级 as decided, in the words of the set in force then. */
  readonly grade: string;
  /** The body that decided, e.g. 学校认定工作组. */
  readonly body: string;
  readonly decidedOn: IsoDate;
  readonly reason: string;
  /** The first term the decision holds for. */
  readonly effectiveTerm: TermKey;
  readonly supersedesId: number | null;
}

/** What a new decision would do beside the one in force. */
export type DecisionEffect =
  | { readonly kind: 'first' }
  | { readonly kind: 'same'; readonly before: Determination }
  | { readonly kind: 'change'; readonly before: Determination };

/** Why a decision can't be entered. */
export type DecisionProblem =
  | { readonly code: 'identification.decided_in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'identification.decided_before_previous'; readonly facts: { readonly date: string; readonly previous: string } }
  | { readonly code: 'identification.effective_before_previous'; readonly facts: { readonly term: string; readonly previous: string } }
  | { readonly code: 'identification.change_needs_reason'; readonly facts: { readonly before: string; readonly after: string } };

/** The decision nothing supersedes: the last of the chain; null before the first. */
export function currentDetermination(chain: readonly Determination[]): Determination | null {
  const superseded = new Set(chain.map((one) => one.supersedesId));
  return chain.find((one) => !superseded.has(one.id)) ?? null;
}

/** The decision that holds in a term: the last of those that take effect in it or before. Past terms keep what they were paid on. */
export function determinationInTerm(chain: readonly Determination[], term: TermKey): Determination | null {
  const byId = new Map(chain.map((one) => [one.id, one]));
  let one = currentDetermination(chain);
  while (one !== null && one.effectiveTerm > term) one = one.supersedesId === null ? null : byId.get(one.supersedesId) ?? null;
  return one;
}

/** Whether a new decision is the first, repeats the one in force, or changes it. Repeating is no new row: sending the same table twice changes nothing. */
export function decisionEffect(before: Determination | null, next: Pick<Determination, 'grade' | 'body' | 'decidedOn' | 'reason' | 'effectiveTerm'>): DecisionEffect {
  if (before === null) return { kind: 'first' };
  const same = before.grade === next.grade && before.body === next.body && before.decidedOn === next.decidedOn
    && before.effectiveTerm === next.effectiveTerm && before.reason === next.reason;
  return { kind: same ? 'same' : 'change', before };
}

/**
 * What stands against entering a decision: a date not yet come, a date or term before the decision it replaces, and a change of
 * grade without a reason. Inspectors fault inverted dates first (handbook README, decision 10), so they can't be entered here.
 */
export function decisionProblems(
  before: Determination | null,
  next: Pick<Determination, 'grade' | 'decidedOn' | 'reason' | 'effectiveTerm'>,
  today: IsoDate,
): readonly DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  if (next.decidedOn > today) problems.push({ code: 'identification.decided_in_future', facts: { date: next.decidedOn, today } });
  if (before === null) return problems;
  if (next.decidedOn < before.decidedOn) {
    problems.push({ code: 'identification.decided_before_previous', facts: { date: next.decidedOn, previous: before.decidedOn } });
  }
  if (next.effectiveTerm < before.effectiveTerm) {
    problems.push({ code: 'identification.effective_before_previous', facts: { term: next.effectiveTerm, previous: before.effectiveTerm } });
  }
  if (next.grade !== before.grade && next.reason.trim() === '') {
    problems.push({ code: 'identification.change_needs_reason', facts: { before: before.grade, after: next.grade } });
  }
  return problems;
}
