import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import type { WorkdayCalendar } from '#shared/domain/calendar/workdays.ts';
import { addWorkdays } from '#shared/domain/calendar/workdays.ts';

export const DAY_UNITS = ['workday', 'day'] as const;
export type DayUnit = (typeof DAY_UNITS)[number];

export interface NoticePeriodRule {
  readonly days: number;
  readonly unit: DayUnit;
  readonly countFirstDay: boolean;
}

/** Settings `notice.days` and `notice.unit`, defaults of handbook 6.2. */
export const DEFAULT_PERIOD: NoticePeriodRule = { days: 5, unit: 'workday', countFirstDay: false };

/** Shorter than this is warned about, not refused: no national number is known for 认定 (handbook 6.2). */
export const USUAL_SHORTEST_WORKDAYS = 5;

export interface NoticePeriod {
  readonly endOn: IsoDate;
  readonly takeDownOn: IsoDate;
  /** false: the holidays of a year in the period are not in the calendar; the dates carry 未核节假日. */
  readonly verified: boolean;
}

/**
 * The last day of a notice and the day it must be taken down (handbook 6.2, a proposal: no text fixes the counting).
 * The posting day is not counted unless the switch says so; the last day belongs to the period; take-down is the next working day.
 */
export function noticePeriod(postedOn: IsoDate, rule: NoticePeriodRule, calendar: WorkdayCalendar): NoticePeriod {
  if (rule.unit === 'workday') {
    const counted = addWorkdays(postedOn, rule.days, calendar, { countFirstDay: rule.countFirstDay });
    return { endOn: counted.end, takeDownOn: counted.takeDown, verified: counted.verified };
  }
  const endOn = addDays(postedOn, rule.countFirstDay ? rule.days - 1 : rule.days);
  const next = addWorkdays(endOn, 1, calendar, { countFirstDay: false });
  return { endOn, takeDownOn: next.end, verified: next.verified };
}

/** True when the period is shorter than the five working days most texts ask for. */
export function isShortPeriod(rule: NoticePeriodRule): boolean {
  return rule.unit === 'workday' ? rule.days < USUAL_SHORTEST_WORKDAYS : rule.days < USUAL_SHORTEST_WORKDAYS + 2;
}
