import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

export interface ChecklistStep {
  /** 告知 · 名册 · 比对 · 认定 · 公示 · 应发 · 发放 · 回盘 · 结算 · 上报 · 归档. */
  readonly name: string;
  readonly state: 'done' | 'open' | 'overdue' | 'not_begun' | 'not_applicable';
  /** What is there, in a few words with counts: 在籍 612 人，已导入 2025-09-03 名册. */
  readonly progress: string;
  readonly deadline: IsoDate | null;
  /** What is missing, one sentence each. */
  readonly missing: readonly string[];
}

/** 本学期清单. */
export interface TermChecklistPaper {
  readonly kind: 'term_checklist';
  readonly school: string;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly steps: readonly ChecklistStep[];
  readonly imprint: Imprint;
}
