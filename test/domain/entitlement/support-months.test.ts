import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { monthlyAmount, monthsOfTerm, readSupportMonth, supportOf } from '#shared/domain/entitlement/support-months.ts';

const autumn = termKey('2025-2026-1');
const planned = ['2025-09', '2025-10', '2025-11', '2025-12', '2026-01'];

test('the months of a term go over the turn of the year', () => {
  expect(monthsOfTerm(autumn)).toEqual(['2025-08', ...planned]);
  expect(monthsOfTerm(termKey('2025-2026-2')).at(-1)).toBe('2026-07');
});

describe('the share of a term', () => {
  test.each([
    [115_000, 5, 10, 115_000], [115_000, 5, 6, 69_000], [115_000, 5, 1, 11_500], [115_000, 6, 12, 115_000], [100_000, 5, 7, 70_000],
  ])('%i fen over %i months for %i half months is %i', (amount, months, halves, due) => { expect(monthlyAmount(fen(amount), months, halves)).toEqual({ ok: true, fen: due }); });

  test.each([
    [115_000, 6, 2, 'not_whole_fen'], [31_250, 4, 1, 'not_whole_fen'], [115_000, 5, 11, 'months_over_cap'], [115_000, 5, 0, 'quantity_invalid'], [115_000, 0, 1, 'quantity_invalid'], [115_000, 5, 1.5, 'quantity_invalid'],
  ])('%i fen over %i months for %i half months is a question: %s', (amount, months, halves, problem) => { expect(monthlyAmount(fen(amount), months, halves)).toEqual({ ok: false, problem }); });

  test('agrees with a second plain way to count it: hand out the term fen by fen, half month by half month', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }), (amount, months, halves) => {
      const found = monthlyAmount(fen(amount), months, halves);
      const slots = Array.from({ length: months * 2 }, (_, index) => Math.floor(((index + 1) * amount) / (months * 2)) - Math.floor((index * amount) / (months * 2)));
      if (halves > slots.length) { expect(found).toEqual({ ok: false, problem: 'months_over_cap' }); return; }
      const handed = slots.slice(0, halves).reduce((sum, one) => sum + one, 0);
      if (found.ok) expect(found.fen).toBe(handed);
      else expect(BigInt(amount) * BigInt(halves) % BigInt(months * 2)).not.toBe(0n);
    }), { numRuns: 2_000 });
  });
});

describe('months that count', () => {
  const halves = new Map([['2025-09', 2], ['2025-10', 1], ['2025-11', 2], ['2025-08', 2]]);
  test('are planned and recorded ones; a month nobody recorded is missing, not absent', () => {
    expect(supportOf('zz.grant', planned, halves, null)).toEqual({ programmeKey: 'zz.grant', planned, halfMonths: 5, recorded: ['2025-09', '2025-10', '2025-11'], missing: ['2025-12', '2026-01'] });
  });
  test('end with the month of leaving', () => {
    expect(supportOf('zz.grant', planned, halves, isoDate('2025-10-09'))).toMatchObject({ halfMonths: 3, recorded: ['2025-09', '2025-10'], missing: [] });
  });
});

test.each([
  ['1', 2], ['全月', 2], ['√', 2], ['１', 2], ['0.5', 1], ['半月', 1], ['½', 1], ['0', 0], ['缺勤', 0], ['×', 0], ['', null], ['  ', null], ['2', undefined], ['病', undefined],
])('a cell %j of an attendance sheet is %s', (text, halves) => { expect(readSupportMonth(text)).toBe(halves); });
