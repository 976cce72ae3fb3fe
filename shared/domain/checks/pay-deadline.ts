import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, daysBetween, yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { WorkdayCalendar } from '#shared/domain/calendar/workdays.ts';
import { addWorkdays, nextWorkday } from '#shared/domain/calendar/workdays.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';

/** How long a place gives from 到账 to payment, and in which days it counts. No national figure is known (handbook 4.9). */
export interface PayRule {
  readonly days: number;
  readonly unit: 'day' | 'workday';
}

/** One arrival that stands. */
export interface ArrivedMoney {
  readonly receiptId: number;
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly receivedOn: IsoDate;
  readonly docNo: string;
  readonly fen: number;
}

/** Approved due, or a successful payment on its day, of one programme and term. */
export interface MoneyOf {
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly fen: number;
}
export interface PaidMoney extends MoneyOf {
  readonly paidOn: IsoDate;
}

/**
 * `surplus`: more came than is owed to pupils, nothing to pay out of it. `done`: paid whole, in time or late (`onTimeFen` says).
 * `running`, `soon` (within ten days of the last day), `overdue`: something of it is still to be paid.
 */
export type PayDeadlineState = 'surplus' | 'done' | 'running' | 'soon' | 'overdue';

/** One arrival with its last day and what has been paid of it. Money in fen. */
export interface PayDeadlineRow extends ArrivedMoney {
  /** What of it is owed to pupils; all of it while nothing has been approved. */
  readonly payableFen: Fen;
  readonly paidFen: Fen;
  /** Paid on or before the last day. */
  readonly onTimeFen: Fen;
  readonly openFen: Fen;
  /** Nothing of this programme and term is approved yet, though the money is there. */
  readonly nothingApproved: boolean;
  readonly dueOn: IsoDate;
  readonly warnFrom: IsoDate;
  /** False when a year in between has no announced holidays: the last day is 未核节假日. */
  readonly verified: boolean;
  readonly state: PayDeadlineState;
  /** Days past the last day, in the rule's own unit; 0 where it is not overdue. */
  readonly daysLate: number;
}

const warnDays = 10;

/**
 * The last day of an arrival: N days after it, the day of arrival not counted; in working days holidays and weekends are skipped and
 * an unannounced year is said. Warned from N−10 on (handbook 4.9, 4.12 `deadline.pay_days`). `days` is a whole number from 1 (else RangeError).
 */
export function payDeadline(receivedOn: IsoDate, rule: PayRule, calendar: WorkdayCalendar): Pick<PayDeadlineRow, 'dueOn' | 'warnFrom' | 'verified'> {
  if (!Number.isSafeInteger(rule.days) || rule.days < 1) throw new RangeError(`not a number of days: ${rule.days}`);
  const ahead = rule.days - warnDays;
  if (rule.unit === 'day') return { dueOn: addDays(receivedOn, rule.days), warnFrom: ahead <= 0 ? receivedOn : addDays(receivedOn, ahead), verified: true };
  const { end, takeDown, verified } = addWorkdays(receivedOn, rule.days, calendar, { countFirstDay: false });
  // The take-down day may lie in a year that doesn't matter here.
  const ownYears = verified || (yearOf(takeDown) > yearOf(end) && yearsKnown(receivedOn, end, calendar));
  return { dueOn: end, warnFrom: ahead <= 0 ? receivedOn : addWorkdays(receivedOn, ahead, calendar, { countFirstDay: false }).end, verified: ownYears };
}

function yearsKnown(from: IsoDate, to: IsoDate, calendar: WorkdayCalendar): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.knows(year)) return false;
  return true;
}

function daysLate(dueOn: IsoDate, today: IsoDate, rule: PayRule, calendar: WorkdayCalendar): number {
  if (today <= dueOn) return 0;
  if (rule.unit === 'day') return daysBetween(dueOn, today);
  let count = 0;
  for (let day = nextWorkday(dueOn, calendar); day <= today; day = nextWorkday(day, calendar)) count += 1;
  return count;
}

function stateOf(row: Pick<PayDeadlineRow, 'payableFen' | 'openFen' | 'dueOn' | 'warnFrom'>, today: IsoDate): PayDeadlineState {
  if (row.payableFen === 0) return 'surplus';
  if (row.openFen === 0) return 'done';
  if (today > row.dueOn) return 'overdue';
  return today >= row.warnFrom ? 'soon' : 'running';
}

/**
 * Every arrival with its last day and its share paid. Within a programme and term the earlier arrival is owed and paid first, so that each
 * 分 of due and of payment belongs to one arrival; due beyond all arrivals has no clock, since none started (handbook 4.9, CHK-26).
 */
export function payDeadlines(
  money: { readonly arrived: readonly ArrivedMoney[]; readonly due: readonly MoneyOf[]; readonly paid: readonly PaidMoney[] },
  rule: PayRule, calendar: WorkdayCalendar, today: IsoDate,
): PayDeadlineRow[] {
  const keyOf = (one: { programmeKey: string; term: TermKey }): string => `${one.term} ${one.programmeKey}`;
  const due = new Map<string, number>();
  for (const one of money.due) due.set(keyOf(one), (due.get(keyOf(one)) ?? 0) + one.fen);
  const paid = Map.groupBy(money.paid, keyOf);
  return [...Map.groupBy(money.arrived, keyOf)].flatMap(([key, arrived]) => {
    const payments = (paid.get(key) ?? []).toSorted((a, b) => (a.paidOn < b.paidOn ? -1 : a.paidOn > b.paidOn ? 1 : 0)).map(({ paidOn, fen: amount }) => ({ paidOn, left: amount }));
    const owed = due.get(key) ?? 0;
    let left = owed;
    return arrived.toSorted((a, b) => (a.receivedOn === b.receivedOn ? a.receiptId - b.receiptId : a.receivedOn < b.receivedOn ? -1 : 1)).map((one): PayDeadlineRow => {
      const payable = owed === 0 ? one.fen : Math.min(one.fen, left);
      left = Math.max(0, left - payable);
      const last = payDeadline(one.receivedOn, rule, calendar);
      const { whole, onTime } = pour(payable, payments, last.dueOn);
      const row = { ...one, ...last, payableFen: fen(payable), paidFen: fen(whole), onTimeFen: fen(onTime), openFen: fen(payable - whole), nothingApproved: owed === 0 };
      const state = stateOf(row, today);
      return { ...row, state, daysLate: state === 'overdue' ? daysLate(row.dueOn, today, rule, calendar) : 0 };
    });
  });
}

/** Takes payments, earliest first, until the amount is covered. */
function pour(amount: number, payments: { readonly paidOn: IsoDate; left: number }[], dueOn: IsoDate): { readonly whole: number; readonly onTime: number } {
  let whole = 0;
  let onTime = 0;
  for (const payment of payments) {
    const part = Math.min(payment.left, amount - whole);
    if (part <= 0) continue;
    payment.left -= part;
    whole += part;
    if (payment.paidOn <= dueOn) onTime += part;
  }
  return { whole, onTime };
}

/** A share in basis points, rounded down: 10 000 only where nothing is missing. Null where there is nothing to take a share of. */
export function shareBp(part: number, whole: number): number | null {
  return whole <= 0 ? null : Number((BigInt(part) * 10_000n) / BigInt(whole));
}

/** 9 950 → 99.50% */
export function formatShare(bp: number): string {
  const digits = String(bp).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}%`;
}

export interface Rates {
  /** 正点率 = 限期内发放 ÷ 应在限期内发放, over the arrivals whose last day is past or that are paid whole. */
  readonly onTimeFen: Fen;
  readonly maturedFen: Fen;
  readonly punctualityBp: number | null;
  /** 完成率 = 期内成功发放 ÷（期内成功发放 + 期末待发）. */
  readonly paidFen: Fen;
  readonly owedFen: Fen;
  readonly completionBp: number | null;
}

/** 正点率 and 完成率 (苏救助中心〔2024〕4号 9; the definitions are ours, P, and are printed with the figures). `paidFen` is net of what was taken back. */
export function ratesOf(rows: readonly PayDeadlineRow[], money: { readonly paidFen: number; readonly outstandingFen: number }): Rates {
  const matured = rows.filter((row) => row.state === 'overdue' || row.state === 'done');
  const sum = (pick: (row: PayDeadlineRow) => number): Fen => fen(matured.reduce((total, row) => total + pick(row), 0));
  const onTimeFen = sum((row) => row.onTimeFen);
  const maturedFen = sum((row) => row.payableFen);
  const owedFen = fen(money.paidFen + Math.max(0, money.outstandingFen));
  return { onTimeFen, maturedFen, punctualityBp: shareBp(onTimeFen, maturedFen), paidFen: fen(money.paidFen), owedFen, completionBp: shareBp(Math.max(0, money.paidFen), owedFen) };
}
