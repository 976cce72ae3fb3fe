import type { Fen } from '../money/fen.ts';
import { fen, sumFen } from '../money/fen.ts';

/** 家庭人均年收入 as the members' incomes give it: their sum over the members and the pupil. Null while an income is unknown. */
export interface ComputedPerHead {
  readonly perHeadFen: Fen | null;
  /** What is known of it so far, in fen. */
  readonly sumFen: Fen;
  /** Members and the pupil. */
  readonly people: number;
  readonly unknownIncomes: number;
}

/** Divides the members' incomes by members + 1 (the pupil is not listed), to the fen, half up (handbook 2.5: recomputed, shown beside what was written). */
export function computePerHead(incomes: readonly (Fen | null)[]): ComputedPerHead {
  const known = incomes.filter((income) => income !== null);
  const sum = sumFen(known);
  const people = incomes.length + 1;
  const unknownIncomes = incomes.length - known.length;
  return { perHeadFen: unknownIncomes > 0 || incomes.length === 0 ? null : divide(sum, people), sumFen: sum, people, unknownIncomes };
}

/**
 * How the written figure stands to the computed one. The program never puts the one in place of the other; it says which slip would explain the
 * difference: divided by 家庭人口 as written, the pupil not counted, a month's sum, written in 万元, the whole household's sum.
 */
export type PerHeadComparison =
  | { readonly kind: 'not_written' | 'not_computed' | 'same' }
  | { readonly kind: 'differs'; readonly differenceFen: Fen; readonly slip: PerHeadSlip | null };

export const perHeadSlips = ['family_size', 'pupil_not_counted', 'monthly', 'ten_thousand', 'whole_household'] as const;
export type PerHeadSlip = (typeof perHeadSlips)[number];

/** Families write whole yuan; less than one yuan apart is the same figure. */
const sameWithin = 100;

/** Compares 家庭人均年收入 as written (fen) with the computed one. */
export function comparePerHead(written: Fen | null, computed: ComputedPerHead, familySize: number | null): PerHeadComparison {
  if (written === null) return { kind: 'not_written' };
  if (computed.perHeadFen === null) return { kind: 'not_computed' };
  const near = (amount: number | null): boolean => amount !== null && Math.abs(written - amount) < sameWithin;
  if (near(computed.perHeadFen)) return { kind: 'same' };
  const { sumFen: sum, people, perHeadFen } = computed;
  const slips: Readonly<Record<PerHeadSlip, number | null>> = {
    family_size: familySize === null || familySize < 1 || familySize === people ? null : divide(sum, familySize),
    pupil_not_counted: people > 2 ? divide(sum, people - 1) : null,
    monthly: divide(perHeadFen, 12),
    // 0.8 written where 8,000 yuan was meant: the 万 is in the head of whoever wrote it.
    ten_thousand: perHeadFen < 10_000 ? null : divide(perHeadFen, 10_000),
    whole_household: sum,
  };
  const tenThousand = slips.ten_thousand !== null && Math.abs(written - slips.ten_thousand) * 20 <= slips.ten_thousand;
  const slip = tenThousand ? 'ten_thousand' : perHeadSlips.find((one) => one !== 'ten_thousand' && near(slips[one])) ?? null;
  return { kind: 'differs', differenceFen: fen(written - perHeadFen), slip };
}

/** Half up, in whole fen; amounts here are never negative. */
function divide(amount: number, by: number): Fen {
  const whole = Math.floor(amount / by);
  return fen((amount - whole * by) * 2 >= by ? whole + 1 : whole);
}
