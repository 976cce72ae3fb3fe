import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

/** 社会资助明细 of one donor, or the auxiliary ledger of 校内资助经费. */
export interface FundStatementPaper {
  readonly kind: 'fund_statement';
  readonly school: string;
  readonly fund: string;
  readonly isDonor: boolean;
  /** What the donor tied the money to; the agreement that says so. */
  readonly restriction: string;
  readonly agreement: string;
  readonly asOf: IsoDate;
  readonly lines: readonly {
    readonly date: IsoDate; readonly voucherNo: string; readonly kind: string; readonly use: string; readonly pupil: string; readonly note: string;
    readonly inFen: Fen | null; readonly outFen: Fen | null; readonly balanceFen: Fen;
  }[];
  readonly totalInFen: Fen;
  readonly totalOutFen: Fen;
  readonly closingFen: Fen;
  readonly imprint: Imprint;
}
