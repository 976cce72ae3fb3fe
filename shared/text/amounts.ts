import type { FenProblem } from '#shared/domain/money/parse-fen.ts';

/** What is wrong with a text that should be an amount, as it follows the text itself. */
export const amountProblemText: Readonly<Record<FenProblem, string>> = {
  empty: '是空的，请填金额',
  not_an_amount: '不是金额，请写成 312.50 这样的元数',
  too_many_decimals: '比一分还细，付不出去；程序不四舍五入，请核对原件',
  too_large: '太大，请核对',
  bad_separator: '里的逗号、顿号或空格不在千位上，可能是两个数，请核对',
  contradictory: '前后两个数不一样，请核对',
};
