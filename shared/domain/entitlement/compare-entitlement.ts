import type { Fen } from '#shared/domain/money/fen.ts';
import type { Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';

/** What the archive holds for one pupil × programme × term. */
export interface HeldEntitlement {
  readonly id: number;
  readonly state: 'proposed' | 'approved';
  readonly amountFen: Fen;
  readonly basis: string;
}

/** What a new calculation means for it. Nothing already held is changed without a person's word. */
export type EntitlementChange =
  | { readonly kind: 'insert' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'amount_changed'; readonly before: Fen; readonly after: Fen }
  | { readonly kind: 'basis_changed' }
  | { readonly kind: 'no_longer' }
  | { readonly kind: 'nothing' };

/** Compares a fresh evaluation with what is held, so that calculating twice changes nothing. */
export function compareEntitlement(held: HeldEntitlement | null, evaluation: Evaluation): EntitlementChange {
  if (held === null) return evaluation.kind === 'proposed' ? { kind: 'insert' } : { kind: 'nothing' };
  if (evaluation.kind !== 'proposed') return { kind: 'no_longer' };
  if (held.amountFen !== evaluation.trace.amountFen) {
    return { kind: 'amount_changed', before: held.amountFen, after: evaluation.trace.amountFen };
  }
  return held.basis === evaluation.trace.basis ? { kind: 'unchanged' } : { kind: 'basis_changed' };
}
