import type { CalendarDay } from '#shared/domain/calendar/workdays.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, dayOf, monthOf, weekdayOf } from '#shared/domain/calendar/iso-date.ts';

const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'];

export const dayKindNames: Record<CalendarDay['kind'], string> = { holiday: '放假', workday: '上班' };

/** 10月1日（周三） */
export function formatDayInYear(date: IsoDate): string {
  return `${monthOf(date)}月${dayOf(date)}日（周${weekdayNames[weekdayOf(date) - 1]}）`;
}

export interface HolidaySpan {
  readonly name: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Weekdays only: what the days off take away from the working days. */
  readonly weekdays: number;
}

function followingWeekday(date: IsoDate): IsoDate {
  let next = addDays(date, 1);
  while (weekdayOf(next) > 5) next = addDays(next, 1);
  return next;
}

/** Days off of one name that follow each other, weekends between them aside, as one line. */
export function holidaySpans(holidays: readonly { readonly date: IsoDate; readonly name: string }[]): HolidaySpan[] {
  const spans: HolidaySpan[] = [];
  for (const { date, name } of holidays) {
    const last = spans.at(-1);
    if (last !== undefined && last.name === name && followingWeekday(last.to) === date) {
      spans[spans.length - 1] = { ...last, to: date, weekdays: last.weekdays + 1 };
    } else {
      spans.push({ name, from: date, to: date, weekdays: 1 });
    }
  }
  return spans;
}

export interface YearDraft {
  readonly days: readonly CalendarDay[];
  readonly complete: boolean;
  readonly source: string;
}

const written = (day: CalendarDay): string => JSON.stringify([day.date, day.kind, day.name, day.source]);

export interface YearChange {
  readonly added: number;
  readonly removed: number;
  readonly changed: boolean;
}

/** What saving would do to the days entered so far; a day removed and entered anew counts as both. */
export function yearChange(before: YearDraft, after: YearDraft): YearChange {
  const had = new Set(before.days.map(written));
  const has = new Set(after.days.map(written));
  const added = [...has].filter((day) => !had.has(day)).length;
  const removed = [...had].filter((day) => !has.has(day)).length;
  const marked = before.complete !== after.complete || (after.complete && before.source !== after.source);
  return { added, removed, changed: added + removed > 0 || marked };
}
