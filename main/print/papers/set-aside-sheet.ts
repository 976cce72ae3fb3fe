import type { Fen } from '#shared/domain/money/fen.ts';
import type { FundStatementPaper } from './fund-statement.ts';
import type { Imprint } from './imprint.ts';

interface SetAsideSums {
  readonly baseFen: Fen;
  /** 应提. */
  readonly dueFen: Fen;
  /** 实提. */
  readonly setAsideFen: Fen;
  /** 差额 = 应提 − 实提. */
  readonly shortFen: Fen;
}

/** 校内资助经费提取计算表 of one calendar year. */
export interface SetAsideSheetPaper {
  readonly kind: 'set_aside_sheet';
  readonly school: string;
  readonly year: number;
  readonly stages: readonly (SetAsideSums & { readonly stage: string; readonly baseItems: string; readonly rate: string; readonly document: string })[];
  readonly total: SetAsideSums;
  readonly incomes: readonly { readonly stage: string; readonly item: string; readonly voucherNo: string; readonly sumFen: Fen; readonly counted: boolean }[];
  readonly uses: FundStatementPaper['lines'];
  /** What the fund had at the year's end. */
  readonly closingFen: Fen;
  readonly imprint: Imprint;
}
