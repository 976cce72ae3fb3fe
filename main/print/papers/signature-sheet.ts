import type { TermKey } from '#shared/domain/calendar/term.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

/** A payment to sign for. The account shows its last four digits. */
export interface SignatureLine {
  readonly no: number;
  readonly student: string;
  readonly holder: string;
  readonly relation: string;
  readonly account: string;
  readonly amountFen: Fen;
  readonly remark: string;
}

export interface SignatureClass {
  readonly className: string;
  readonly count: number;
  readonly totalFen: Fen;
  /** Of these, what did not arrive: nobody signs for it. */
  readonly missingCount: number;
  readonly missingFen: Fen;
  readonly lines: readonly SignatureLine[];
}

/** 签领表: a sheet for each class, on which the family signs for what it was given; a proxy signs beside, with the relation (handbook 4.10: 代签代领). */
export interface SignatureSheetPaper {
  readonly kind: 'signature_sheet';
  readonly school: string;
  readonly term: TermKey;
  readonly batchNo: string;
  readonly programme: string;
  readonly docNo: string;
  readonly channel: string;
  readonly paidOn: string;
  readonly classes: readonly SignatureClass[];
  /** Of the whole paper. */
  readonly count: number;
  readonly totalFen: Fen;
  readonly imprint: Imprint;
}

/** Throws RangeError, a programming error, before a sheet is printed whose classes don't make up its total: it would be signed and believed. */
export function signatureSheetTotals(paper: SignatureSheetPaper) {
  for (const each of paper.classes) {
    if (each.lines.length !== each.count || sumFen(each.lines.map((line) => line.amountFen)) !== each.totalFen) throw new RangeError(`signature sheet of ${each.className} does not add up`);
  }
  const count = paper.classes.reduce((sum, each) => sum + each.count, 0);
  const totalFen = sumFen(paper.classes.map((each) => each.totalFen));
  if (count !== paper.count || totalFen !== paper.totalFen) throw new RangeError(`signature sheet ${paper.batchNo} does not add up to ${paper.count} / ${paper.totalFen} fen`);
  return { count, totalFen };
}
