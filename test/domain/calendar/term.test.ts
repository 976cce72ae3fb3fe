import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import {
  compareTerms, formatSchoolYear, formatTerm, formatTermShort, nextTerm, parseSchoolYear, parseTermKey, previousTerm, schoolYearOf, startYearOf, termKey, termOfDate,
  termRange, termsOf,
} from '#shared/domain/calendar/term.ts';

describe('terms', () => {
  it.each([
    ['2024-2025-2', '2025 春', '2024–2025学年春季学期'], ['2025-2026-1', '2025 秋', '2025–2026学年秋季学期'], ['2023-2024-2', '2024 春', '2023–2024学年春季学期'],
  ])('%s is %s', (key, short, long) => {
    expect(formatTermShort(termKey(key))).toBe(short);
    expect(formatTerm(termKey(key))).toBe(long);
  });

  it.each([
    ['2025-09-01', '2025-2026-1'], ['2026-01-31', '2025-2026-1'], ['2026-02-01', '2025-2026-2'], ['2026-07-31', '2025-2026-2'], ['2026-08-01', '2026-2027-1'],
  ])('%s lies in %s', (date, term) => {
    expect(termOfDate(isoDate(date))).toBe(term);
  });

  it.each(['2025-2027-1', '2025-2026-3', '2025-2026', '', '2026-2025-1'])('refuses %s', (text) => {
    expect(parseTermKey(text)).toBeNull();
    expect(() => termKey(text)).toThrow(RangeError);
  });

  it('every day lies in the range of exactly its own term', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const date = addDays(isoDate('1980-01-01'), days);
      const term = termOfDate(date);
      const { from, to } = termRange(term);
      expect(from <= date && date <= to).toBe(true);
      expect(termRange(nextTerm(term)).from).toBe(addDays(to, 1));
      expect(previousTerm(nextTerm(term))).toBe(term);
      expect(compareTerms(term, nextTerm(term))).toBeLessThan(0);
      expect(termsOf(schoolYearOf(term))).toContain(term);
      expect(parseSchoolYear(schoolYearOf(term))).toBe(schoolYearOf(term));
    }));
    expect(startYearOf(termKey('2025-2026-2'))).toBe(2025);
    expect(formatSchoolYear(schoolYearOf(termKey('2025-2026-2')))).toBe('2025–2026学年');
  });
});
