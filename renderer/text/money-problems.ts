import type { FenProblem } from '#shared/domain/money/fen.ts';

const sentences = {
  empty: '请填金额',
  not_an_amount: '不是金额，请写成 312.50 这样的元数',
  too_many_decimals: '小数超过两位，比一分还细，付不出去，请核对原件',
  too_large: '金额太大，请核对',
} as const satisfies Record<FenProblem, string>;

export function moneyProblemSentence(problem: FenProblem): string {
  return sentences[problem];
}
