import type { TriState } from '#shared/domain/tri-state.ts';

/** The answers table 1.8 (校籍分离) asks for; every one may be unknown. */
export interface SplitFacts {
  readonly registryHere: TriState;
  readonly hasRegistry: TriState;
  readonly repeatCandidate: TriState;
  readonly countySafetyNet: TriState;
  readonly sameCounty: TriState;
  readonly cityRunSchool: TriState;
  readonly proof: TriState;
  readonly registrySchoolPaid: TriState;
}

export type SplitQuestion = keyof SplitFacts;

/** `puyang`: table 1.8 as written; `strict`: state money only where the 学籍 is; `custom`: the table is shown and a person decides. */
export const SPLIT_PROFILES = ['custom', 'puyang', 'strict'] as const;
export type SplitProfile = (typeof SPLIT_PROFILES)[number];

export type SplitRow = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type SplitVerdict =
  | { readonly kind: 'upper_funds_pay'; readonly row: SplitRow }
  | { readonly kind: 'school_funds_pay'; readonly row: SplitRow }
  | { readonly kind: 'registry_school_paid' }
  | { readonly kind: 'not_registered_here' }
  | { readonly kind: 'ask'; readonly row: SplitRow }
  | { readonly kind: 'facts_missing'; readonly missing: readonly SplitQuestion[] };

type RowPick = { readonly row: SplitRow } | { readonly missing: SplitQuestion };

/** The order in which the rows of table 1.8 are asked. */
export const SPLIT_ORDER: readonly SplitRow[] = [1, 7, 2, 6, 4, 5, 3];

/** Finds the row of table 1.8 in the order 1 → 7 → 2 → 6 → 4 → 5 → 3, stopping at the first unknown answer that would decide. */
export function findSplitRow(facts: SplitFacts): RowPick {
  if (facts.registryHere === 'yes') return { row: 1 };
  if (facts.registryHere === 'unknown') return { missing: 'registryHere' };
  if (facts.hasRegistry === 'unknown') return { missing: 'hasRegistry' };
  if (facts.hasRegistry === 'no' && facts.repeatCandidate === 'unknown') return { missing: 'repeatCandidate' };
  if (facts.hasRegistry === 'no' && facts.repeatCandidate === 'yes') return { row: 7 };
  if (facts.countySafetyNet === 'unknown') return { missing: 'countySafetyNet' };
  if (facts.countySafetyNet === 'yes') return { row: 2 };
  if (facts.hasRegistry === 'no') return { row: 6 };
  if (facts.sameCounty === 'unknown') return { missing: 'sameCounty' };
  if (facts.sameCounty === 'no') return { row: 4 };
  if (facts.cityRunSchool === 'unknown') return { missing: 'cityRunSchool' };
  return facts.cityRunSchool === 'yes' ? { row: 5 } : { row: 3 };
}

/**
 * Who pays a pupil whose 学籍 and school may differ (濮教资助〔2022〕234号 二(一), handbook 1.8).
 * Outside row 1, proof and a confirmation that the registry school has not paid are always required.
 */
export function evaluateSplit(facts: SplitFacts, profile: SplitProfile): SplitVerdict {
  const picked = findSplitRow(facts);
  if ('row' in picked && picked.row === 1) return { kind: 'upper_funds_pay', row: 1 };
  if (facts.registrySchoolPaid === 'yes') return { kind: 'registry_school_paid' };
  if (profile === 'strict' && facts.registryHere === 'no') return { kind: 'not_registered_here' };
  if ('missing' in picked) return { kind: 'facts_missing', missing: [picked.missing] };
  if (profile === 'custom') return { kind: 'ask', row: picked.row };
  switch (picked.row) {
    case 4:
    case 5:
    case 6:
      return { kind: 'school_funds_pay', row: picked.row };
    case 3: {
      const missing = (['proof', 'registrySchoolPaid'] as const).filter((question) => facts[question] === 'unknown');
      if (missing.length > 0) return { kind: 'facts_missing', missing };
      return facts.proof === 'yes' ? { kind: 'upper_funds_pay', row: 3 } : { kind: 'ask', row: 3 };
    }
    default:
      return { kind: 'ask', row: picked.row };
  }
}
