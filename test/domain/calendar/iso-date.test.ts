import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, compareDates, daysBetween, formatChineseDate, formatCompactDate, isoDate, parseIsoDate, weekdayOf } from '#shared/domain/calendar/iso-date.ts';

describe('parseIsoDate', () => {
  it.each([
    ['20150307', '2015-03-07'], ['2015-3-7', '2015-03-07'], ['2015/3/7', '2015-03-07'], ['2015年3月7日', '2015-03-07'], ['2015.3.7', '2015-03-07'],
    ['２０１５－０３－０７', '2015-03-07'], ['2015-03-07 00:00:00', '2015-03-07'], [' 2015年03月07日 ', '2015-03-07'], ['2016-02-29', '2016-02-29'], ['2015.03.07.', '2015-03-07'],
  ])('reads %s', (text, expected) => {
    expect(parseIsoDate(text)).toBe(expected);
  });

  it.each(['', '2015-02-30', '2015-13-01', '20150229', '201503', '2015-3', '15-3-7', '42070', '2015-0-1', '1899-12-31', '昨天'])('refuses %s', (text) => {
    expect(parseIsoDate(text)).toBeNull();
  });
});

describe('days', () => {
  it('counts across months, years and leap days', () => {
    expect(addDays(isoDate('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(isoDate('2025-12-31'), 1)).toBe('2026-01-01');
    expect(daysBetween(isoDate('2025-01-01'), isoDate('2026-01-01'))).toBe(365);
    expect(weekdayOf(isoDate('2025-09-15'))).toBe(1);
    expect(weekdayOf(isoDate('1960-01-03'))).toBe(7);
    expect(formatChineseDate(isoDate('2025-09-05'))).toBe('2025年9月5日');
    expect(formatCompactDate(isoDate('2025-09-05'))).toBe('20250905');
    expect(() => isoDate('2025-9-5')).toThrow(RangeError);
  });

  it('adding and counting undo each other, and order is the order of days', () => {
    const dates = fc.integer({ min: -20_000, max: 60_000 }).map((days) => addDays(isoDate('1970-01-01'), days));
    fc.assert(fc.property(dates, dates, (from, to) => {
      expect(addDays(from, daysBetween(from, to))).toBe(to);
      expect(Math.sign(compareDates(from, to))).toBe(Math.sign(-daysBetween(from, to)) || 0);
      expect(parseIsoDate(formatChineseDate(from))).toBe(from);
      expect(parseIsoDate(formatCompactDate(from))).toBe(from);
    }));
  });
});
