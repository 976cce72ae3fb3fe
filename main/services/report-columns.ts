import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { RegisterColumn } from '#main/print/papers/register.ts';

/** Columns of a report's tables: words take a share of the width, numbers and dates their millimetres. */
export const words = (title: string, share = 1): RegisterColumn => ({ title, width: { share }, align: 'left' });
export const wordsOf = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'left' });
export const middle = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });
export const figure = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'right' });

/** An amount in a table: nought is a dash, so that the eye finds what there is. */
export function shownYuan(amount: Fen): string {
  return amount === 0 ? '—' : formatYuan(amount);
}
