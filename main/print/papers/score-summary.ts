import type { Imprint } from './imprint.ts';

export interface ScoreSummaryLine {
  readonly ordinal: number;
  readonly name: string;
  readonly groups: string;
  /** Verified points of each section, in the table's order. */
  readonly sections: readonly string[];
  readonly self: string;
  readonly verified: string;
  readonly total: string;
  readonly proposed: string;
  readonly remark: string;
}

export interface ScoreSummaryClass {
  readonly className: string;
  readonly lines: readonly ScoreSummaryLine[];
  /** 特别困难 2 人，困难 5 人，…. */
  readonly counts: string;
}

/** 量化测评汇总表 by class: what the review meeting has before it. */
export interface ScoreSummaryPaper {
  readonly kind: 'score_summary';
  readonly school: string;
  readonly period: string;
  readonly table: string;
  readonly weights: string;
  readonly advice: string;
  readonly sectionTitles: readonly string[];
  readonly classes: readonly ScoreSummaryClass[];
  readonly imprint: Imprint;
}
