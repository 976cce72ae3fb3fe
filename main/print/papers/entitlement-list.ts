import type { TermKey } from '#shared/domain/calendar/term.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

export interface EntitlementListLine {
  readonly ordinal: number;
  readonly className: string;
  readonly name: string;
  readonly sex: string;
  /** 寄宿 / 走读. */
  readonly boarding: string;
  readonly programme: string;
  /** 困难类别 and 档次 as the school records them; empty when there is none. */
  readonly groups: string;
  readonly hardshipGrade: string;
  /** 资助标准 as a text, e.g. 寄宿生 625.00 元/学期. */
  readonly standard: string;
  readonly amountFen: Fen;
  readonly remark?: string;
}

/** 学生资助审批表: the list a second person approves. Totals are the paper's own sums over `lines`. */
export interface EntitlementListPaper {
  readonly kind: 'entitlement_list';
  readonly school: string;
  readonly term: TermKey;
  /** One programme's name, or e.g. 全部项目. */
  readonly scope: string;
  readonly lines: readonly EntitlementListLine[];
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  /** True where one person did both (单人模式); said on the paper. */
  readonly onePerson: boolean;
  readonly imprint: Imprint;
}

/** The paper's totals: all lines, and each programme's share of them. */
export function entitlementListTotals(paper: EntitlementListPaper) {
  const programmes = [...new Set(paper.lines.map((line) => line.programme))];
  return {
    count: paper.lines.length,
    totalFen: sumFen(paper.lines.map((line) => line.amountFen)),
    byProgramme: programmes.map((programme) => {
      const lines = paper.lines.filter((line) => line.programme === programme);
      return { programme, count: lines.length, sumFen: sumFen(lines.map((line) => line.amountFen)) };
    }),
  };
}
