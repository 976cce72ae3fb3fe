import type { Fen } from '#shared/domain/money/fen.ts';

/** What an adjustment does to an approved entitlement. An end takes it back whole; every other change leaves an amount above zero. */
export const ADJUSTMENT_KINDS = ['increase', 'decrease', 'end'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** `recovering`: approved, but money already paid has to come back before the entitlement changes. */
export const ADJUSTMENT_STATES = ['pending', 'recovering', 'applied', 'rejected', 'withdrawn'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

export const ADJUSTMENT_STEPS = ['approve', 'apply', 'reject', 'withdraw'] as const;
export type AdjustmentStep = (typeof ADJUSTMENT_STEPS)[number];

const TRANSITIONS: Readonly<Record<AdjustmentState, Readonly<Partial<Record<AdjustmentStep, AdjustmentState>>>>> = {
  pending: { approve: 'recovering', reject: 'rejected', withdraw: 'withdrawn' },
  recovering: { apply: 'applied' },
  applied: {},
  rejected: {},
  withdrawn: {},
};

/** The state after the step, or null where the step does not lead out of this state. Approval and application follow at once where no money is out. */
export function nextAdjustmentState(state: AdjustmentState, step: AdjustmentStep): AdjustmentState | null {
  return TRANSITIONS[state][step] ?? null;
}

/** The state after the steps in the order they were recorded; null where they contradict the table. */
export function adjustmentStateOf(steps: readonly AdjustmentStep[]): AdjustmentState | null {
  return steps.reduce<AdjustmentState | null>((state, step) => (state === null ? null : nextAdjustmentState(state, step)), 'pending');
}

export function adjustmentKindOf(beforeFen: Fen, afterFen: Fen): AdjustmentKind | null {
  if (afterFen === 0) return 'end';
  return afterFen === beforeFen ? null : afterFen > beforeFen ? 'increase' : 'decrease';
}

/** Money of an entitlement: `openFen` in batches that the bank has not answered or in wrong payments, `paidFen` with the family. */
export interface MoneyOut {
  readonly openFen: Fen;
  readonly paidFen: Fen;
}

/**
 * What has to happen before the amount may change (fen): what is under way is waited for, what was paid beyond the new amount comes back first, so that
 * paid never exceeds due (handbook 1.7: prepaid part → recovery; 4.2). A part of one payment can't be recovered: only an end opens cases by itself.
 */
export function adjustmentNeeds(kind: AdjustmentKind, afterFen: Fen, out: MoneyOut): 'nothing' | 'answer_of_bank' | 'recovery' | 'recovery_by_hand' {
  if (kind === 'increase' || out.openFen + out.paidFen <= afterFen) return 'nothing';
  if (out.openFen > 0) return 'answer_of_bank';
  return kind === 'end' ? 'recovery' : 'recovery_by_hand';
}

/** An applied adjustment as the calculation has to know it. `basis` is null where a person set the amount by hand. */
export interface AppliedAdjustment {
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
  readonly basis: string | null;
}

/**
 * What the rules had said for an entitlement, whatever persons adjusted since: a new calculation is compared with this, so that an adjustment by hand
 * does not look like a change of facts for ever.
 */
export function calculatedOf(held: { readonly amountFen: Fen; readonly basis: string }, applied: readonly AppliedAdjustment[]): { readonly amountFen: Fen; readonly basis: string } {
  const [first] = applied;
  if (first === undefined) return held;
  return applied.reduce((known, one) => (one.basis === null ? known : { amountFen: one.afterFen, basis: one.basis }), { amountFen: first.beforeFen, basis: held.basis });
}
