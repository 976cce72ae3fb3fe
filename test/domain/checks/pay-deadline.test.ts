import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { weekdayCalendar, withCalendarDays } from '#shared/domain/calendar/workdays.ts';
import { formatShare, payDeadline, payDeadlines, ratesOf, shareBp } from '#shared/domain/checks/pay-deadline.ts';

const term = termKey('2025-2026-1');
const calendar = withCalendarDays(weekdayCalendar, [{ date: isoDate('2025-10-16'), kind: 'holiday', name: '校庆', source: '校' }, { date: isoDate('2025-10-18'), kind: 'workday', name: '补课', source: '校' }], [2025]);
const natural = { days: 30, unit: 'day' } as const;
const working = { days: 3, unit: 'workday' } as const;

describe('the last day', () => {
  test.each([
    ['natural days, the day of arrival not counted', '2025-10-15', natural, '2025-11-14', '2025-11-04', true],
    ['working days: a holiday skipped, a working Saturday counted', '2025-10-15', working, '2025-10-20', '2025-10-15', true],
    ['an unannounced year is said', '2025-12-29', { days: 5, unit: 'workday' } as const, '2026-01-05', '2025-12-29', false],
    ['natural days need no calendar', '2025-12-29', { days: 5, unit: 'day' } as const, '2026-01-03', '2025-12-29', true],
    ['ending on the last working day of an announced year is verified', '2025-12-26', { days: 3, unit: 'workday' } as const, '2025-12-31', '2025-12-26', true],
  ])('%s', (_what, from, rule, dueOn, warnFrom, verified) => {
    expect(payDeadline(isoDate(from), rule, calendar)).toEqual({ dueOn, warnFrom, verified });
  });

  test('a number of days that is none is a mistake of the caller', () => {
    expect(() => payDeadline(isoDate('2025-10-15'), { days: 0, unit: 'day' }, calendar)).toThrow(RangeError);
  });
});

const arrived = (receiptId: number, receivedOn: string, fen: number, programmeKey = 'yw.board') => ({ receiptId, programmeKey, term, receivedOn: isoDate(receivedOn), docNo: `文${receiptId}`, fen });
const owes = (fen: number, programmeKey = 'yw.board') => ({ programmeKey, term, fen });
const pays = (paidOn: string, fen: number, programmeKey = 'yw.board') => ({ programmeKey, term, paidOn: isoDate(paidOn), fen });

describe('arrivals, due and payments', () => {
  const on = (today: string, money: Parameters<typeof payDeadlines>[0]) => payDeadlines(money, natural, calendar, isoDate(today));

  test('warned from ten days before, overdue the day after, in time or late when paid', () => {
    const money = { arrived: [arrived(1, '2025-10-15', 1000)], due: [owes(1000)], paid: [] };
    expect(on('2025-11-03', money)).toMatchObject([{ state: 'running', daysLate: 0 }]);
    expect(on('2025-11-04', money)).toMatchObject([{ state: 'soon' }]);
    expect(on('2025-11-14', money)).toMatchObject([{ state: 'soon', openFen: 1000 }]);
    expect(on('2025-11-15', money)).toMatchObject([{ state: 'overdue', daysLate: 1 }]);
    expect(on('2025-12-01', { ...money, paid: [pays('2025-11-14', 600), pays('2025-11-20', 400)] })).toMatchObject([{ state: 'done', paidFen: 1000, onTimeFen: 600, openFen: 0 }]);
  });

  test('the earlier arrival is owed and paid first; what nobody is owed has nothing to pay', () => {
    const rows = on('2025-11-20', { arrived: [arrived(2, '2025-11-01', 500), arrived(1, '2025-10-15', 800)], due: [owes(1000)], paid: [pays('2025-11-10', 900)] });
    expect(rows.map(({ receiptId, payableFen, paidFen, openFen, state }) => ({ receiptId, payableFen, paidFen, openFen, state }))).toEqual([
      { receiptId: 1, payableFen: 800, paidFen: 800, openFen: 0, state: 'done' }, { receiptId: 2, payableFen: 200, paidFen: 100, openFen: 100, state: 'running' },
    ]);
    expect(on('2025-11-20', { arrived: [arrived(1, '2025-10-15', 800), arrived(3, '2025-10-16', 800)], due: [owes(800)], paid: [] }).at(-1)).toMatchObject({ state: 'surplus', payableFen: 0 });
  });

  test('money that is there while nothing is approved is on the clock as well', () => {
    expect(on('2025-11-20', { arrived: [arrived(1, '2025-10-15', 800)], due: [], paid: [] })).toMatchObject([{ state: 'overdue', nothingApproved: true, payableFen: 800 }]);
  });

  test('property: no 分 is owed or paid twice, and none beyond what came', () => {
    const amount = fc.integer({ min: 1, max: 100_000 });
    const day = fc.integer({ min: 0, max: 150 }).map((n) => addDays(isoDate('2025-09-01'), n));
    const key = fc.constantFrom('yw.board', 'yw.day');
    const money = fc.record({
      arrived: fc.array(fc.record({ on: day, fen: amount, key }), { maxLength: 8 }), due: fc.array(fc.record({ fen: amount, key }), { maxLength: 4 }), paid: fc.array(fc.record({ on: day, fen: amount, key }), { maxLength: 12 }),
    });
    fc.assert(fc.property(money, day, fc.constantFrom(natural, working), (given, today, rule) => {
      const rows = payDeadlines({
        arrived: given.arrived.map((one, index) => ({ ...arrived(index + 1, one.on, one.fen, one.key) })), due: given.due.map((one) => owes(one.fen, one.key)), paid: given.paid.map((one) => pays(one.on, one.fen, one.key)),
      }, rule, weekdayCalendar, today);
      expect(rows).toHaveLength(given.arrived.length);
      for (const programme of ['yw.board', 'yw.day']) {
        const own = rows.filter((row) => row.programmeKey === programme);
        const sum = (pick: (row: (typeof rows)[number]) => number): number => own.reduce((total, row) => total + pick(row), 0);
        const total = (list: readonly { fen: number; key: string }[]): number => list.filter((one) => one.key === programme).reduce((whole, one) => whole + one.fen, 0);
        const came = total(given.arrived);
        const due = total(given.due);
        expect(sum((row) => row.payableFen)).toBe(due === 0 ? came : Math.min(came, due));
        expect(sum((row) => row.paidFen)).toBe(Math.min(sum((row) => row.payableFen), total(given.paid)));
        for (const row of own) {
          expect(row.paidFen + row.openFen).toBe(row.payableFen);
          expect(row.onTimeFen).toBeLessThanOrEqual(row.paidFen);
          expect(row.warnFrom <= row.dueOn && row.receivedOn <= row.warnFrom).toBe(true);
          expect(row.state === 'overdue').toBe(row.openFen > 0 && today > row.dueOn);
          expect(row.daysLate > 0).toBe(row.state === 'overdue' && row.daysLate > 0);
        }
      }
    }), { numRuns: 400 });
  });
});

describe('正点率 and 完成率', () => {
  test('only what is past its day, or paid whole, is counted; 100% only where nothing is missing', () => {
    const rows = payDeadlines({
      arrived: [arrived(1, '2025-10-01', 1000), arrived(2, '2025-10-02', 1000), arrived(3, '2025-11-10', 1000)], due: [owes(3000)], paid: [pays('2025-10-20', 1000), pays('2025-11-05', 500)],
    }, natural, calendar, isoDate('2025-11-12'));
    // The first in time, the second half late and half open, the third not yet due.
    expect(ratesOf(rows, { paidFen: 1500, outstandingFen: 1500 })).toEqual({ onTimeFen: 1000, maturedFen: 2000, punctualityBp: 5000, paidFen: 1500, owedFen: 3000, completionBp: 5000 });
  });

  test.each([[1, 3, 3333], [9_999_999, 10_000_000, 9999], [10_000_000, 10_000_000, 10_000], [0, 5, 0], [5, 0, null]])('%i of %i is %s basis points, rounded down', (part, whole, bp) => {
    expect(shareBp(part, whole)).toBe(bp);
  });

  test('shares are written with two decimals', () => {
    expect([formatShare(9999), formatShare(10_000), formatShare(5), formatShare(0)]).toEqual(['99.99%', '100.00%', '0.05%', '0.00%']);
  });
});
