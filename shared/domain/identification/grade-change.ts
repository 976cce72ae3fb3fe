import { gradeRank, isHardshipGrade } from './hardship-grade.ts';
import type { GradeSet } from './hardship-grade.ts';

/**
 * What became of a pupil's grade from one term to the next (春季、秋季动态调整, handbook 2.11):
 * `begun` no grade before, or 不困难; `raised` heavier; `lowered` lighter; `ended` no hardship any more; `none` neither then nor now.
 */
export const gradeChanges = ['begun', 'raised', 'lowered', 'ended', 'same', 'none'] as const;
export type GradeChange = (typeof gradeChanges)[number];

/** Compares the grade that held with the one that holds; null is no decision. A word of an older set ranks after all of today's. */
export function gradeChangeOf(before: string | null, after: string | null, set: GradeSet): GradeChange {
  const was = before !== null && isHardshipGrade(before, set);
  const is = after !== null && isHardshipGrade(after, set);
  if (!was) return is ? 'begun' : 'none';
  if (!is) return 'ended';
  const step = gradeRank(after, set) - gradeRank(before, set);
  return step === 0 ? 'same' : step < 0 ? 'raised' : 'lowered';
}

/** What a pupil's special groups gained and lost. */
export function groupChangesOf(before: readonly string[], after: readonly string[]): { readonly gained: readonly string[]; readonly lost: readonly string[] } {
  return { gained: after.filter((key) => !before.includes(key)), lost: before.filter((key) => !after.includes(key)) };
}
