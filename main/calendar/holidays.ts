import chineseDays from 'chinese-days';
import type { WorkdayCalendar } from '#shared/domain/calendar/workdays.ts';
import { weekdayCalendar, withCalendarDays } from '#shared/domain/calendar/workdays.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCalendarDays, listCompleteYears } from '#main/db/repositories/calendar-day.ts';

/** Fewer statutory days than this is a year of which only the first days are known, e.g. 元旦 announced with the year before. */
const fewestHolidays = 10;

const announced = new Map<number, boolean>();

/** Whether the State Council's holidays of a year are in the data the program carries. */
export function isYearAnnounced(year: number): boolean {
  let known = announced.get(year);
  if (known === undefined) {
    known = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length >= fewestHolidays;
    announced.set(year, known);
  }
  return known;
}

/** The national calendar with 调休, as announced; in a year not announced yet only weekends are free, and `knows` says so. */
export const announcedCalendar: WorkdayCalendar = {
  isWorkday: (date) => (isYearAnnounced(Number(date.slice(0, 4))) ? chineseDays.isWorkday(date) : weekdayCalendar.isWorkday(date)),
  knows: isYearAnnounced,
};

/** The national calendar with the days this archive's schools entered themselves on top. */
export function workdayCalendarOf(db: ReadableDb): WorkdayCalendar {
  return withCalendarDays(announcedCalendar, listCalendarDays(db), listCompleteYears(db).map(({ year }) => year));
}
