import type { Fen } from '#shared/domain/money/fen.ts';

/**
 * Where a row of a return file ends (handbook 4.5). `no_result`: ours, but the file does not clearly say success or refusal. `partial` and `over`: ours,
 * with less or more than was sent. `contradicts_earlier`: an earlier file said the opposite; `contradictory`: this file says both. `ambiguous`: ours, but it
 * could be either of several payments. `not_exported`: a payment that was made ready and never sent. `not_in_batch`: nobody's.
 */
export const rowBuckets = [
  'paid', 'failed', 'no_result', 'partial', 'over', 'repeated', 'contradicts_earlier', 'contradictory', 'ambiguous', 'not_exported', 'not_in_batch',
] as const;
export type RowBucket = (typeof rowBuckets)[number];

export const rowBucketText: Readonly<Record<RowBucket, string>> = {
  paid: '成功', failed: '失败', no_result: '没有明确结果', partial: '金额不足', over: '金额超出', repeated: '重复行', contradicts_earlier: '与以前的回盘矛盾', contradictory: '文件自相矛盾',
  ambiguous: '认不出是哪一笔', not_exported: '没有报送过', not_in_batch: '不在批次',
};

/**
 * Where a row goes that names these payments with an amount (fen) none of them has: less than each is `partial`, more than each `over`.
 * An amount between several is `ambiguous`: it may be too much of one or too little of another (handbook 4.5, CHK-25).
 */
export function differenceBucket(lines: readonly { readonly amountFen: Fen }[], amountFen: Fen | null): 'partial' | 'over' | 'ambiguous' {
  if (amountFen === null) return 'ambiguous';
  if (lines.every((line) => amountFen < line.amountFen)) return 'partial';
  return lines.every((line) => amountFen > line.amountFen) ? 'over' : 'ambiguous';
}
