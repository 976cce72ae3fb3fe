import type { Fen } from '../money/fen.ts';
import { ZERO_FEN } from '../money/fen.ts';
import type { AmountUnit, FenProblem } from '../money/parse-fen.ts';
import { parseFen } from '../money/parse-fen.ts';

/** `monthly`: a sum a month, which is not the year's. `range`: two sums. The others are those of an amount. */
export type IncomeProblem = Exclude<FenProblem, 'empty'> | 'negative' | 'monthly' | 'range';

/** A year's income; null is unknown and never 0. */
export type IncomeReading = { readonly ok: true; readonly incomeFen: Fen | null } | { readonly ok: false; readonly problem: IncomeProblem };

const unknownWords = new Set(['', '不详', '未知', '不清楚', '不知道', '/', '-', '—', '——', '?', '不固定']);
const noneWords = new Set(['无', '没有', '无收入', '没有收入', '零']);

/**
 * Reads 年收入 as families write it: 32000, ３２０００元, 3.2万, 约3万元左右, 无. `unit` is what the column's heading says; the cell's own unit goes first.
 * A sum a month and a range are refused with their own problem, because multiplying or halving would be our number and not the family's.
 */
export function readIncome(text: string, unit: AmountUnit = 'yuan'): IncomeReading {
  const plain = text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]/gu, '');
  if (unknownWords.has(plain)) return { ok: true, incomeFen: null };
  if (noneWords.has(plain)) return { ok: true, incomeFen: ZERO_FEN };
  if (/月/u.test(plain)) return { ok: false, problem: 'monthly' };
  if (/\d[万元]*[-~～至到—]\d/u.test(plain)) return { ok: false, problem: 'range' };
  const bare = plain.replace(/^(?:大约|约|年收入|年)/u, '').replace(/(?:\/年|每年|一年|左右|上下)+$/u, '');
  const parsed = parseFen(bare, unit);
  if (!parsed.ok) return { ok: false, problem: parsed.problem === 'empty' ? 'not_an_amount' : parsed.problem };
  return parsed.fen < 0 ? { ok: false, problem: 'negative' } : { ok: true, incomeFen: parsed.fen };
}
