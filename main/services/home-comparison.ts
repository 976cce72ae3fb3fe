import { countDifferences } from '#shared/domain/comparison/three-zero-errors.ts';
import type { TermCounts } from '#shared/domain/checks/term-steps.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findComparison } from './comparison-sets.ts';
import type { TermPlace } from './comparison-sets.ts';

/** How the term stands against the national system's exports: three kinds of export, three differences. */
export function countComparison(db: ReadableDb, place: TermPlace): TermCounts['comparison'] {
  const { sets, found } = findComparison(db, place);
  const exports = [sets.systemRoster, sets.systemHardship, sets.systemAid].filter((set) => set !== null).length;
  const { Z1, Z2, Z3 } = found.zero;
  return {
    exports,
    pupils: Z1 && countDifferences(Z1),
    hardship: Z2 && countDifferences(Z2),
    aid: Z3 && countDifferences(Z3),
  };
}
