import type { TermCounts } from '#shared/domain/checks/term-steps.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { SetDifference } from '#shared/domain/comparison/set-difference.ts';
import { countDifferences } from '#shared/domain/comparison/three-zero-errors.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listSystemExports } from '#main/db/repositories/system-export.ts';
import { findComparison } from './comparison-sets.ts';

/** How the term stands against the national system's exports: how many of the three kinds are in, and what each comparison counts. */
export function countComparison(db: ReadableDb, place: { readonly schoolId: number; readonly term: TermKey }): TermCounts['comparison'] {
  const kinds = new Set(listSystemExports(db, place.schoolId, place.term).map((one) => one.kind));
  if (kinds.size === 0) return { exports: 0, pupils: null, hardship: null, aid: null };
  const { Z1, Z2, Z3 } = findComparison(db, place).found.zero;
  const count = (difference: SetDifference | null): number | null => (difference === null ? null : countDifferences(difference));
  return { exports: kinds.size, pupils: count(Z1), hardship: count(Z2), aid: count(Z3) };
}
