import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { AmountDue } from '#shared/domain/programmes/amount-due.ts';

/** A month as 'YYYY-MM'; texts sort as months do. */
export type MonthKey = string;

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;

export function isMonthKey(text: string): boolean {
  return monthPattern.test(text);
}

/** The months a term touches, in order. */
export function monthsOfTerm(term: TermKey): readonly MonthKey[] {
  const { from, to } = termRange(term);
  const months: MonthKey[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let key = from.slice(0, 7); key <= to.slice(0, 7); ) {
    months.push(key);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    key = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

/** 9 月, as a column of an attendance sheet is headed. */
export function formatMonth(month: MonthKey): string {
  return `${Number(month.slice(5))}月`;
}

/** What is known of one pupil's months in a programme the school pays by months of support (handbook 3.1, 3.3). */
export interface SupportFact {
  readonly programmeKey: string;
  readonly planned: readonly MonthKey[];
  /** Half months of the recorded months that count. */
  readonly halfMonths: number;
  readonly recorded: readonly MonthKey[];
  readonly missing: readonly MonthKey[];
}

/**
 * The months that count: planned ones up to the month of leaving (休学 stops from the next month, 转出 and 退学 from the month after, handbook 1.7: P).
 * A month nobody recorded is missing, never a month of absence.
 */
export function supportOf(programmeKey: string, planned: readonly MonthKey[], halves: ReadonlyMap<MonthKey, number>, leftOn: IsoDate | null): SupportFact {
  const open = planned.filter((month) => leftOn === null || month <= leftOn.slice(0, 7)).toSorted();
  const recorded = open.filter((month) => halves.has(month));
  return {
    programmeKey, planned: [...planned].sort(), recorded, missing: open.filter((month) => !halves.has(month)),
    halfMonths: recorded.reduce((sum, month) => sum + (halves.get(month) ?? 0), 0),
  };
}

/**
 * The share of a term's amount for half months of support (fen): amount × half months ÷ (2 × planned months), exactly or not at all. A share that is no
 * whole fen is a question, and nothing is rounded. More half months than planned are refused.
 */
export function monthlyAmount(termFen: Fen, plannedMonths: number, halfMonths: number): AmountDue {
  if (!Number.isSafeInteger(plannedMonths) || plannedMonths <= 0 || !Number.isSafeInteger(halfMonths) || halfMonths <= 0) return { ok: false, problem: 'quantity_invalid' };
  if (halfMonths > plannedMonths * 2) return { ok: false, problem: 'months_over_cap' };
  const numerator = termFen * halfMonths;
  return numerator % (plannedMonths * 2) === 0 ? { ok: true, fen: fen(numerator / (plannedMonths * 2)) } : { ok: false, problem: 'not_whole_fen' };
}

const full: ReadonlySet<string> = new Set(['1', '1.0', '全', '全勤', '全月', '整月', '√', '✓', '是', '在校', '出勤', '到']);
const half: ReadonlySet<string> = new Set(['0.5', '.5', '1/2', '1⁄2', '半', '半月', '半个月']);
const none: ReadonlySet<string> = new Set(['0', '0.0', '×', 'x', '无', '缺', '缺勤', '否', '未在校', '离校']);

/** Reads a cell of an attendance sheet as half months (0, 1, 2); null for an empty cell (nobody recorded it), undefined for what can't be read. */
export function readSupportMonth(text: string): 0 | 1 | 2 | null | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (plain === '') return null;
  if (full.has(plain)) return 2;
  if (half.has(plain)) return 1;
  return none.has(plain) ? 0 : undefined;
}
