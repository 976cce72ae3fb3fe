import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

/** How much of the unit is due. Months are counted in halves because some rules pay half a month. */
export type Quantity =
  | { readonly unit: 'term' }
  | { readonly unit: 'once' }
  | { readonly unit: 'day'; readonly days: number; readonly cap: number | null }
  | { readonly unit: 'month'; readonly halfMonths: number; readonly cap?: number | null };

export type AmountDue =
  | { readonly ok: true; readonly fen: Fen }
  | { readonly ok: false; readonly problem: 'not_whole_fen' | 'days_over_cap' | 'months_over_cap' | 'quantity_invalid' };

/** amount_due = rate × quantity in fen (handbook 3.1). A result that is not whole fen is a question, not a rounding. */
export function amountDue(rateFen: Fen, quantity: Quantity): AmountDue {
  switch (quantity.unit) {
    case 'term':
    case 'once':
      return { ok: true, fen: rateFen };
    case 'day':
      if (!isCount(quantity.days)) return { ok: false, problem: 'quantity_invalid' };
      if (quantity.cap !== null && quantity.days > quantity.cap) return { ok: false, problem: 'days_over_cap' };
      return { ok: true, fen: fen(rateFen * quantity.days) };
    case 'month': {
      if (!isCount(quantity.halfMonths)) return { ok: false, problem: 'quantity_invalid' };
      if (quantity.cap !== null && quantity.cap !== undefined && quantity.halfMonths > quantity.cap) return { ok: false, problem: 'months_over_cap' };
      const doubled = rateFen * quantity.halfMonths;
      return doubled % 2 === 0 ? { ok: true, fen: fen(doubled / 2) } : { ok: false, problem: 'not_whole_fen' };
    }
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
