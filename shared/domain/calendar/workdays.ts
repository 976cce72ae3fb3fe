import type { IsoDate } from './iso-date.ts';
import { addDays, weekdayOf, yearOf } from './iso-date.ts';

/** Which days are working days. `knows` is false for a year whose holidays nobody has announced (or told us) yet. */
export interface WorkdayCalendar {
  isWorkday(date: IsoDate): boolean;
  knows(year: number): boolean;
}

/** One day a school entered itself: a holiday on a weekday, or a 调休 working weekend. */
export interface CalendarDay {
  readonly date: IsoDate;
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
  /** Where it was announced. */
  readonly source: string;
}

/** Monday to Friday and nothing more: what is left where no holidays are known, and it says so. */
export const weekdayCalendar: WorkdayCalendar = {
  isWorkday: (date) => weekdayOf(date) <= 5,
  knows: () => false,
};

/** A calendar with a school's own days on top. Entered days decide their day; they make a year known only when `completeYears` names it. */
export function withCalendarDays(base: WorkdayCalendar, days: readonly CalendarDay[], completeYears: readonly number[] = []): WorkdayCalendar {
  const kinds = new Map(days.map((day) => [day.date, day.kind]));
  return {
    isWorkday: (date) => (kinds.has(date) ? kinds.get(date) === 'workday' : base.isWorkday(date)),
    knows: (year) => completeYears.includes(year) || base.knows(year),
  };
}

export interface WorkdayCount {
  /** The n-th working day: the last day of the period, itself included. */
  readonly end: IsoDate;
  /** The next working day after it, on which the paper is taken down. */
  readonly takeDown: IsoDate;
  /** False when a year between start and take-down has no known holidays: the dates are then 未核节假日. */
  readonly verified: boolean;
}

export function nextWorkday(after: IsoDate, calendar: WorkdayCalendar): IsoDate {
  let date = addDays(after, 1);
  while (!calendar.isWorkday(date)) date = addDays(date, 1);
  return date;
}

/**
 * Counts a notice period or a reply deadline in 工作日 (handbook 6.2): the first day is not counted unless `countFirstDay`,
 * weekends and holidays are skipped, 调休 working weekends count. `n` is a whole number from 1 (else RangeError).
 */
export function addWorkdays(start: IsoDate, n: number, calendar: WorkdayCalendar, options: { readonly countFirstDay: boolean }): WorkdayCount {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  let end = options.countFirstDay ? addDays(start, -1) : start;
  for (let counted = 0; counted < n; counted += 1) end = nextWorkday(end, calendar);
  const takeDown = nextWorkday(end, calendar);
  let verified = true;
  for (let year = yearOf(start); year <= yearOf(takeDown); year += 1) verified &&= calendar.knows(year);
  return { end, takeDown, verified };
}
