import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

export interface BatchControlLine {
  readonly lineNo: number;
  readonly className: string;
  readonly student: string;
  readonly holder: string;
  /** 与学生关系. */
  readonly relation: string;
  readonly bank: string;
  /** Masked: last four digits. */
  readonly account: string;
  readonly amountFen: Fen;
  readonly remark?: string;
}

/** 发放控制单: goes with the bank file; count and sum in figures and 大写 are what the bank and the school compare. */
export interface BatchControlSheetPaper {
  readonly kind: 'batch_control_sheet';
  readonly school: string;
  readonly term: TermKey;
  readonly batchNo: string;
  readonly programme: string;
  /** 资金来源, 下达文号 and the like, as label and text. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly createdOn: IsoDate;
  readonly createdBy: string;
  readonly releasedOn: IsoDate | null;
  readonly releasedBy: string | null;
  readonly count: number;
  readonly totalFen: Fen;
  /** The bank's files with the totals of each; their sums are the batch's. Empty before the first export. */
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number; readonly count: number; readonly sumFen: Fen; readonly accountTail: number }[];
  /** Sums by class; their sum is `totalFen`, or the paper is refused. */
  readonly byClass: readonly { readonly className: string; readonly count: number; readonly sumFen: Fen }[];
  /** Empty prints the sheet without the list. */
  readonly lines: readonly BatchControlLine[];
  readonly imprint: Imprint;
}

/**
 * The totals as the paper prints them. A control sheet whose parts don't make up its total would be signed and believed:
 * throws RangeError, a programming error, before one is printed.
 */
export function batchControlTotals(paper: BatchControlSheetPaper) {
  const classCount = paper.byClass.reduce((sum, row) => sum + row.count, 0);
  const classSum = sumFen(paper.byClass.map((row) => row.sumFen));
  const listed = paper.lines.length === 0 || (paper.lines.length === paper.count && sumFen(paper.lines.map((line) => line.amountFen)) === paper.totalFen);
  const inFiles = paper.files.length === 0
    || (paper.files.reduce((sum, file) => sum + file.count, 0) === paper.count && sumFen(paper.files.map((file) => file.sumFen)) === paper.totalFen);
  if (classCount !== paper.count || classSum !== paper.totalFen || !listed || !inFiles) {
    throw new RangeError(`control sheet ${paper.batchNo} does not add up to ${paper.count} / ${paper.totalFen} fen`);
  }
  return { count: classCount, totalFen: classSum };
}
