import type { Imprint } from './imprint.ts';

/** What one side answered to an item, worded: 2；5=12 and the points it gave. Null: left for the pen. */
export interface ScoreCell {
  readonly answer: string;
  readonly points: string;
}

export interface ScoreSheetItem {
  readonly label: string;
  /** 单选 / 多选累加 / 按数量计 / 区间打分, with its cap. */
  readonly rule: string;
  /** 1 双方稳定 10；2 一方务农 35, or the bounds of a range. */
  readonly choices: string;
  readonly note: string;
  readonly self: ScoreCell | null;
  readonly verified: ScoreCell | null;
}

export interface ScoreSheetSection {
  readonly title: string;
  readonly cap: string;
  readonly items: readonly ScoreSheetItem[];
  readonly self: string;
  readonly verified: string;
}

/** One pupil's sheet, or the blank one to be filled by hand. */
export interface ScoreSheetPage {
  readonly name: string;
  readonly className: string;
  readonly groups: string;
  readonly filled: boolean;
  readonly sections: readonly ScoreSheetSection[];
  readonly selfTotal: string;
  readonly verifiedTotal: string;
  readonly total: string;
  /** The proposal in a sentence; '' on the blank sheet. */
  readonly proposal: string;
  readonly selfBy: string;
  readonly selfOn: string | null;
  readonly verifiedBy: string;
  readonly verifiedOn: string | null;
}

/** 量化测评表, one or more sheets to a pupil: the family's own score beside the verified one, with room for signatures. */
export interface ScoreSheetsPaper {
  readonly kind: 'score_sheets';
  readonly school: string;
  readonly schoolYear: string;
  readonly table: string;
  readonly bypassRules: readonly string[];
  readonly weights: string;
  readonly rounding: string;
  readonly advice: string;
  readonly sheets: readonly ScoreSheetPage[];
  readonly imprint: Imprint;
}
