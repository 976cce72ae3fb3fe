import type { ComparedElement, SetDifference } from './set-difference.ts';
import { compareSets } from './set-difference.ts';

export const comparisonCodes = ['Z1', 'Z2', 'Z3', 'P1', 'P2'] as const;
export type ComparisonCode = (typeof comparisonCodes)[number];
export type ZeroErrorCode = 'Z1' | 'Z2' | 'Z3';

/** What a side of a comparison is called, left first. */
export const zeroErrorNames: Readonly<Record<ZeroErrorCode, { readonly name: string; readonly left: string; readonly right: string }>> = {
  Z1: { name: '在校学生零误差', left: '系统在校学生', right: '本校实际在校学生' },
  Z2: { name: '困难学生零误差', left: '本校认定的困难学生', right: '系统困难学生' },
  Z3: { name: '资助数据零误差', left: '系统资助名单', right: '本校实际发放' },
};

/** The sets of handbook 5.4. Null: that export has not been imported, so there is no result, and certainly no pass. */
export interface ComparisonSets {
  /** A roster export, B true roster. */
  readonly systemRoster: readonly ComparedElement[] | null;
  readonly ownRoster: readonly ComparedElement[];
  /** C confirmed register, D 认定 list in the system. 不困难 must be left out of both. */
  readonly ownHardship: readonly ComparedElement[];
  readonly systemHardship: readonly ComparedElement[] | null;
  /** E 资助名单 in the system, F paid by bank, H paid by hand, 校内 or 社会. `part` is the programme. */
  readonly systemAid: readonly ComparedElement[] | null;
  readonly paid: readonly ComparedElement[];
  readonly paidByHand: readonly ComparedElement[];
  /** Programmes with money this term. */
  readonly fundedProgrammes: readonly string[];
}

export interface Rate {
  readonly missing: number;
  readonly total: number;
}

export interface ThreeZeroErrors {
  readonly zero: Readonly<Record<ZeroErrorCode, SetDifference | null>>;
  /** P1: programmes with money and no list in the system. */
  readonly programmesWithoutList: readonly string[] | null;
  /** P2: H∖E. */
  readonly byHandNotInSystem: readonly ComparedElement[] | null;
  /** (F∪H)∖E: paid in whatever way and not in the system. */
  readonly paidNotInSystem: readonly ComparedElement[] | null;
  /** 1 − n(P1) / programmes with money. */
  readonly projectRate: Rate | null;
  /** 1 − n((F∪H)∖E) / n(F∪H). */
  readonly infoRate: Rate | null;
}

/**
 * 三个零误差 as set differences by name, never as counts that happen to agree (handbook 5.4, 川教厅办函〔2023〕7号 9).
 * `confirmed` holds the pairs a person recognised as one pupil.
 */
export function compareWithSystem(sets: ComparisonSets, confirmed: ReadonlySet<string> = new Set()): ThreeZeroErrors {
  const { systemAid } = sets;
  const everyPaid = [...sets.paid, ...sets.paidByHand];
  const notInSystem = (elements: readonly ComparedElement[]): readonly ComparedElement[] =>
    compareSets(systemAid ?? [], elements, confirmed).rightOnly.map((unpaired) => unpaired.element);
  const paidNotInSystem = systemAid && notInSystem(everyPaid);
  const listed = new Set((systemAid ?? []).map((element) => element.part));
  const withoutList = systemAid && sets.fundedProgrammes.filter((programme) => !listed.has(programme));
  return {
    zero: {
      Z1: sets.systemRoster && compareSets(sets.systemRoster, sets.ownRoster, confirmed),
      Z2: sets.systemHardship && compareSets(sets.ownHardship, sets.systemHardship, confirmed),
      Z3: systemAid && compareSets(withoutPaidByHand(systemAid, sets), sets.paid, confirmed),
    },
    programmesWithoutList: withoutList,
    byHandNotInSystem: systemAid && notInSystem(sets.paidByHand),
    paidNotInSystem,
    projectRate: withoutList && { missing: withoutList.length, total: sets.fundedProgrammes.length },
    infoRate: paidNotInSystem && { missing: paidNotInSystem.length, total: everyPaid.length },
  };
}

/** E also lists what was paid by hand, 校内 or 社会: those entries belong to P2 and are no surplus against the bank's payments. */
function withoutPaidByHand(systemAid: readonly ComparedElement[], sets: ComparisonSets): readonly ComparedElement[] {
  if (sets.paidByHand.length === 0) return systemAid;
  const byHand = compareSets(systemAid, sets.paidByHand).pairs.filter((pair) => pair.rule !== 'other_part').map((pair) => pair.left);
  return systemAid.filter((element) => !byHand.includes(element));
}

/** The number in Z1, Z2 or Z3: both set differences and the pairs that disagree. Zero only when all three are empty. */
export function countDifferences(difference: SetDifference): number {
  return difference.leftOnly.length + difference.rightOnly.length + difference.pairs.filter((pair) => pair.mismatches.length > 0).length;
}

/** A rate as printed: 100% only when nothing is missing, cut and never rounded up; nothing to compare is no 100%. */
export function formatRate(rate: Rate): string {
  if (rate.total === 0) return '无可比数据';
  if (rate.missing === 0) return '100%';
  const hundredths = Math.floor(((rate.total - rate.missing) * 10_000) / rate.total);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}
