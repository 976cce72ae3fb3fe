import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CalendarDay } from '#shared/domain/calendar/workdays.ts';
import { addWorkdays, weekdayCalendar, withCalendarDays } from '#shared/domain/calendar/workdays.ts';

const day = (date: string, kind: CalendarDay['kind']): CalendarDay => ({ date: isoDate(date), kind, name: '', source: 'test' });
const notCounted = { countFirstDay: false };

describe('addWorkdays (handbook 6.2)', () => {
  it('weekdays only: posted Monday 2025-09-15, five days end on the 22nd and come down on the 23rd, unverified', () => {
    expect(addWorkdays(isoDate('2025-09-15'), 5, weekdayCalendar, notCounted)).toEqual({ end: '2025-09-22', takeDown: '2025-09-23', verified: false });
  });

  it('with 18 and 19 as holidays it ends on the 24th', () => {
    const calendar = withCalendarDays(weekdayCalendar, [day('2025-09-18', 'holiday'), day('2025-09-19', 'holiday')], [2025]);
    expect(addWorkdays(isoDate('2025-09-15'), 5, calendar, notCounted)).toEqual({ end: '2025-09-24', takeDown: '2025-09-25', verified: true });
  });

  it('counts the first day when the school says so, unless it is no working day', () => {
    expect(addWorkdays(isoDate('2025-09-15'), 5, weekdayCalendar, { countFirstDay: true }).end).toBe('2025-09-19');
    expect(addWorkdays(isoDate('2025-09-13'), 5, weekdayCalendar, { countFirstDay: true }).end).toBe('2025-09-19');
  });

  it('counts a 调休 Saturday', () => {
    const calendar = withCalendarDays(weekdayCalendar, [day('2025-09-20', 'workday')], [2025]);
    expect(addWorkdays(isoDate('2025-09-15'), 5, calendar, notCounted)).toMatchObject({ end: '2025-09-20', takeDown: '2025-09-22' });
  });

  it('a period that reaches into an unannounced year is unverified', () => {
    const calendar = withCalendarDays(weekdayCalendar, [], [2025]);
    expect(addWorkdays(isoDate('2025-12-22'), 5, calendar, notCounted)).toMatchObject({ end: '2025-12-29', verified: true });
    expect(addWorkdays(isoDate('2025-12-24'), 5, calendar, notCounted)).toMatchObject({ end: '2025-12-31', takeDown: '2026-01-01', verified: false });
  });

  it.each([0, -1, 1.5])('refuses %d days', (n) => {
    expect(() => addWorkdays(isoDate('2025-09-15'), n, weekdayCalendar, notCounted)).toThrow(RangeError);
  });

  it('exactly n working days lie after the start and up to the end', () => {
    const holidays = fc.array(fc.nat({ max: 120 }), { maxLength: 40 });
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 30 }), holidays, (offset, n, free) => {
      const start = addDays(isoDate('2025-01-01'), offset);
      const calendar = withCalendarDays(weekdayCalendar, free.map((days) => day(addDays(start, days), 'holiday')));
      const { end, takeDown } = addWorkdays(start, n, calendar, notCounted);
      let counted = 0;
      for (let date = addDays(start, 1); date <= end; date = addDays(date, 1)) counted += calendar.isWorkday(date) ? 1 : 0;
      expect(counted).toBe(n);
      expect(calendar.isWorkday(end) && calendar.isWorkday(takeDown) && takeDown > end).toBe(true);
    }));
  });
});
