import chineseDays from 'chinese-days';
import { addDays, isoDate, weekdayOf } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { isYearAnnounced, workdayCalendarOf } from '#main/calendar/holidays.ts';
import { listCalendarDays, listCompleteYears, replaceCalendarYear } from '#main/db/repositories/calendar-day.ts';
import { api, read, requireWholeArchive, write } from './procedure.ts';

function daysOf(year: number): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = isoDate(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

/** 国庆节, from the data's "National Day,国庆节,3". */
function holidayName(date: IsoDate): string {
  return chineseDays.getDayDetail(date).name.split(',')[1] ?? '';
}

export const calendarService = {
  year: api.calendar.year.handler(read(({ db, input }) => {
    const calendar = workdayCalendarOf(db);
    const complete = listCompleteYears(db).find(({ year }) => year === input.year);
    const own = listCalendarDays(db).filter(({ date }) => date.startsWith(`${input.year}-`));
    const named = new Map(own.map(({ date, name }) => [date, name]));
    const days = daysOf(input.year);
    return {
      year: input.year, announced: isYearAnnounced(input.year), complete: complete !== undefined, source: complete?.source ?? '', own,
      holidays: days.filter((date) => weekdayOf(date) <= 5 && !calendar.isWorkday(date)).map((date) => ({ date, name: named.get(date) ?? holidayName(date) })),
      workWeekends: days.filter((date) => weekdayOf(date) > 5 && calendar.isWorkday(date)),
    };
  })),

  setYear: api.calendar.setYear.handler(write(({ db, input, session, note }) => {
    requireWholeArchive(session);
    const days = input.days.filter(({ date }) => date.startsWith(`${input.year}-`));
    replaceCalendarYear(db, input.year, days, input.complete ? { source: input.source } : null);
    note({ year: input.year, days: days.length, complete: input.complete });
    return { done: true as const };
  })),
};
