import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

/** The sums of one row. Closing = opening + received + recovered − paid − returned. */
export interface SettlementSums {
  /** 上期结转. */
  readonly openingFen: Fen;
  /** 本期到账. */
  readonly receivedFen: Fen;
  /** 应发. */
  readonly dueCount: number;
  readonly dueFen: Fen;
  /** 已发. */
  readonly paidCount: number;
  readonly paidFen: Fen;
  /** 失败/待补发. */
  readonly failedCount: number;
  readonly failedFen: Fen;
  /** 学生退回学校. */
  readonly recoveredFen: Fen;
  /** 学校退回财政. */
  readonly returnedFen: Fen;
  /** 期末结余. */
  readonly closingFen: Fen;
}

export interface SettlementRow extends SettlementSums {
  readonly programme: string;
  /** 资金来源; empty on the row that sums a programme over its sources (应发 is not owed by source). */
  readonly source: string;
  /** Sums of a programme are set off from its sources. */
  readonly level: 'programme' | 'source';
}

/** 学期结算表 (also 学年, 自然年, or any day). */
export interface SettlementStatementPaper {
  readonly kind: 'settlement_statement';
  readonly school: string;
  /** e.g. 2025–2026学年秋季学期, 2025年（自然年）. */
  readonly period: string;
  readonly from: IsoDate;
  readonly asOf: IsoDate;
  /** Closed and locked, or a draft as of a day. */
  readonly closedOn: IsoDate | null;
  readonly rows: readonly SettlementRow[];
  readonly total: SettlementSums;
  readonly receipts: readonly { readonly date: IsoDate; readonly docNo: string; readonly programme: string; readonly source: string; readonly sumFen: Fen; readonly memo: string }[];
  /** What becomes of each remainder; empty while nobody decided. */
  readonly disposals: readonly { readonly programme: string; readonly source: string; readonly way: string; readonly sumFen: Fen; readonly docNo: string }[];
  /** Who signed the closing, in words; empty for the pen. */
  readonly signed: readonly { readonly office: string; readonly text: string }[];
  /** Self-checks printed under the table. */
  readonly checks: readonly { readonly label: string; readonly passed: boolean; readonly detail: string }[];
  readonly imprint: Imprint;
}
