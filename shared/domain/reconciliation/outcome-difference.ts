import type { Fen } from '#shared/domain/money/fen.ts';
import type { LineVerdict, Reconciliation, ReturnRow } from './reconcile.ts';
import type { RowBucket } from './row-bucket.ts';
import { rowBuckets } from './row-bucket.ts';

/** One line whose answer a corrected return file changes. */
export interface OutcomeChange {
  readonly lineId: number;
  readonly before: LineVerdict['state'];
  readonly after: LineVerdict['state'];
}

/** What a corrected return file changes, line by line (handbook 4.5); lines only one side knows are left out. */
export function compareOutcomes(before: readonly LineVerdict[], after: readonly LineVerdict[]): readonly OutcomeChange[] {
  const earlier = new Map(before.map((verdict) => [verdict.lineId, verdict.state]));
  return after.flatMap((verdict) => {
    const state = earlier.get(verdict.lineId);
    return state === undefined || state === verdict.state ? [] : [{ lineId: verdict.lineId, before: state, after: verdict.state }];
  });
}

export interface BucketTotal {
  readonly bucket: RowBucket;
  readonly count: number;
  readonly sumFen: Fen;
  /** Rows of the bucket that carry no amount; their sum is not in sumFen. */
  readonly withoutAmount: number;
}

/** Count and sum by bucket. Over all buckets they equal the file: no row is lost or counted twice. Rows and verdicts are in one order. */
export function totalBuckets(rows: readonly ReturnRow[], reconciliation: Reconciliation): readonly BucketTotal[] {
  const totals = new Map(rowBuckets.map((bucket) => [bucket, { count: 0, sum: 0, withoutAmount: 0 }]));
  reconciliation.rows.forEach((verdict, index) => {
    const total = totals.get(verdict.bucket);
    const amount = rows[index]?.amountFen ?? null;
    if (!total) return;
    total.count += 1;
    if (amount === null) total.withoutAmount += 1;
    else total.sum += amount;
  });
  return [...totals].map(([bucket, { count, sum, withoutAmount }]) => ({ bucket, count, sumFen: sum as Fen, withoutAmount }));
}
