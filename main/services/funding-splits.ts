import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import type { PrescribedSplit } from '#shared/domain/settlement/source-shares.ts';
import type { SplitOf } from '#shared/domain/settlement/statement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { FundingSplit } from '#main/db/repositories/funding-split.ts';
import { listFundingSplits } from '#main/db/repositories/funding-split.ts';

/** The weights of a stored split; null where it prescribes none. */
export function splitWeights(shares: Readonly<Partial<Record<FundingSource, number>>>): PrescribedSplit | null {
  const weights = new Map(fundingSources.flatMap((source) => (shares[source] === undefined || shares[source] === 0 ? [] : [[source, shares[source]] as const])));
  return weights.size === 0 ? null : weights;
}

/** The split in force for a programme and term: the latest to begin, the later recorded where two begin together. */
export function splitInForce(splits: readonly FundingSplit[], programmeKey: string, term: string): FundingSplit | null {
  let found: FundingSplit | null = null;
  for (const split of splits) {
    if (split.programmeKey === programmeKey && split.validFrom <= term && (found === null || split.validFrom >= found.validFrom)) found = split;
  }
  return found;
}

/** What a statement asks for each programme and term: the split its place prescribed. */
export function splitsOf(db: ReadableDb, schoolId: number): SplitOf {
  const splits = listFundingSplits(db, schoolId);
  if (splits.length === 0) return () => null;
  return (programmeKey, term) => splitWeights(splitInForce(splits, programmeKey, term)?.shares ?? {});
}
