import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { WorkdayCalendar } from '#shared/domain/calendar/workdays.ts';
import { addWorkdays } from '#shared/domain/calendar/workdays.ts';

export interface ReplyDeadline {
  /** The last day on which an answer is in time. */
  readonly dueOn: IsoDate;
  /** false: the holidays of a year in between are not known; the date carries 未核节假日. */
  readonly verified: boolean;
}

/**
 * The last day for answering an objection or a 复议: `days` working days after the day it was raised, that day not counted and the last one
 * included (handbook 6.2, 6.4: 3 工作日 by default, a setting of the procedure). Only the years up to the last day have to be known.
 */
export function replyDeadline(raisedOn: IsoDate, days: number, calendar: WorkdayCalendar): ReplyDeadline {
  const { end } = addWorkdays(raisedOn, days, calendar, { countFirstDay: false });
  let verified = true;
  for (let year = yearOf(raisedOn); year <= yearOf(end); year += 1) verified &&= calendar.knows(year);
  return { dueOn: end, verified };
}

/** `soon`: today, tomorrow or the day after is the last day (warn two days before, handbook 6.7). `late`: answered after it. */
export type ReplyTiming = 'waiting' | 'soon' | 'overdue' | 'in_time' | 'late';

const warnDaysBefore = 2;

/** Where an answer stands against its last day; `answeredOn` null while none was given. */
export function replyTiming(dueOn: IsoDate, answeredOn: IsoDate | null, today: IsoDate): ReplyTiming {
  if (answeredOn !== null) return answeredOn > dueOn ? 'late' : 'in_time';
  if (today > dueOn) return 'overdue';
  return addDays(today, warnDaysBefore) >= dueOn ? 'soon' : 'waiting';
}
