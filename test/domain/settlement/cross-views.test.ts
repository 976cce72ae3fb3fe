import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate, yearOf } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, previousTerm, schoolYear } from '#shared/domain/calendar/term.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import type { CrossFigureKey, DatedTotal } from '#shared/domain/settlement/cross-views.ts';
import { crossViews, formatCrossFigure } from '#shared/domain/settlement/cross-views.ts';
import { executionOf, formatExecutionRate, rateOf } from '#shared/domain/settlement/execution.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { rangeOf } from '#shared/domain/settlement/scope.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';
import { playTerm, steps, term } from '../ledger/term-model.ts';

const year = schoolYear('2024-2025');

function dated(entries: readonly JournalEntry[]): DatedTotal[] {
  return entries.flatMap((entry) => entry.postings.map((posting) => ({
    term: entry.term, year: yearOf(entry.onDate), accountCode: posting.accountCode, effectKind: entry.effectKind, netFen: posting.debitFen - posting.creditFen,
  })));
}

/** Three neighbouring terms, each played by itself, and what the first two left carried on some day. */
const threeTerms = fc.tuple(steps, steps, steps, fc.constantFrom('2024-12-30', '2025-02-10')).map(([before, autumn, spring, carriedOn]) => {
  const shifted = (story: typeof before, to: typeof term, years: number): JournalEntry[] =>
    playTerm(story).entries.map((entry) => ({ ...entry, term: to, onDate: isoDate(entry.onDate.replace(/^\d{4}/, (text) => String(Number(text) + years))) }));
  const entries = [...shifted(before, previousTerm(term), 0), ...shifted(autumn, term, 0), ...shifted(spring, nextTerm(term), 1)];
  const place = { programmeKey: 'yw.board', source: 'central' as const, studentId: null, entitlementId: null, paymentLineId: null };
  const carry = (from: typeof term): JournalEntry[] => [
    { id: entries.length + 1, onDate: isoDate(carriedOn), term: from, programmeKey: 'yw.board', effectKind: 'carried_out', reversesId: null, postings: [{ ...place, accountCode: 'fund_carried', debitFen: 77, creditFen: 0 }, { ...place, accountCode: 'cash', debitFen: 0, creditFen: 77 }] as never },
    { id: entries.length + 2, onDate: isoDate(carriedOn), term: nextTerm(from), programmeKey: 'yw.board', effectKind: 'carried_in', reversesId: null, postings: [{ ...place, accountCode: 'cash', debitFen: 77, creditFen: 0 }, { ...place, accountCode: 'fund_opening', debitFen: 0, creditFen: 77 }] as never },
  ];
  return [...entries, ...carry(previousTerm(term)), ...carry(term)];
});

test('rows are the 学期 view, their sum the 学年 view, columns the 自然年 view, and every bridge ends at the year’s balance', () => {
  fc.assert(fc.property(threeTerms, (entries) => {
    const of = (scope: SettlementScope) => statementOf(totalsOf(entries, rangeOf(scope)), scope).totals;
    const cross = crossViews(dated(entries), year);
    const found = (key: CrossFigureKey) => cross.figures.find((figure) => figure.key === key);
    for (const key of ['received', 'moved', 'due', 'paid', 'recovered', 'returned'] as const) {
      const row = (which: typeof term): number => found(key)?.rows.find((one) => one.term === which)?.total ?? 0;
      expect(row(term), key).toBe(of({ kind: 'term', term, asOf: null })[key]);
      expect(row(nextTerm(term)), key).toBe(of({ kind: 'term', term: nextTerm(term), asOf: null })[key]);
      expect(row(term) + row(nextTerm(term)), key).toBe(of({ kind: 'school_year', schoolYear: year, asOf: null })[key]);
      for (const column of [1, 2] as const) expect(found(key)?.totals[column] ?? 0, key).toBe(of({ kind: 'calendar_year', year: 2023 + column, asOf: null })[key]);
    }
    for (const bridge of cross.bridges) {
      expect(bridge.lines[0]!.fen).toBe(of({ kind: 'term', term: bridge.term, asOf: null }).cashBalance);
      expect(bridge.endFen).toBe(of({ kind: 'calendar_year', year: bridge.year, asOf: null }).cashBalance);
      expect(bridge.lines.slice(1).every((line) => line.fen !== 0)).toBe(true);
      expect(bridge.lines.slice(1).filter((line) => line.label.startsWith('减') && line.fen > 0)).toEqual([]);
    }
  }), { numRuns: 300, seed: 1507 });
});

test('the worked example of handbook 4.8: 10,000,000 at the year’s end and 1,875,000 at the term’s differ by what was paid in January', () => {
  const cash = (year_: number, effectKind: DatedTotal['effectKind'], netFen: number): DatedTotal => ({ term, year: year_, accountCode: 'cash', effectKind, netFen });
  const totals = [cash(2024, 'receipt', 70_000_000), cash(2024, 'line_paid', -60_000_000), cash(2025, 'line_paid', -8_125_000), { ...cash(2024, 'entitlement_approved', 68_750_000), accountCode: 'aid_due' as const }];
  const { figures, bridges } = crossViews(totals, year);
  expect(figures.map((figure) => [formatCrossFigure(figure.key), figure.rows[0]!.cells, figure.rows[0]!.total])).toEqual([
    ['到账', [0, 70_000_000, 0, 0], 70_000_000], ['应发', [0, 68_750_000, 0, 0], 68_750_000], ['已发', [0, 60_000_000, 8_125_000, 0], 68_125_000],
  ]);
  expect(bridges[0]!.lines).toEqual([{ label: '2024–2025学年秋季学期期末余额（学期口径）', fen: 1_875_000 }, { label: '加：本学期2024年以后的已发', fen: 8_125_000 }]);
  expect(bridges[0]!.endFen).toBe(10_000_000);
  expect(bridges[1]!).toMatchObject({ year: 2025, endFen: 1_875_000 });
  expect(crossViews([], year).figures).toEqual([]);
});

test.each([
  [0, 0, null, '—'], [5, 0, null, '—'], [1, 3, 3333, '33.33%'], [2, 3, 6666, '66.66%'], [99_999_999, 100_000_000, 9999, '99.99%'], [7, 7, 10_000, '100.00%'], [11, 10, 11_000, '110.00%'],
  [-1, 10_000, -1, '-0.01%'], [0, 9, 0, '0.00%'], [9_007_199_254_740_991, 9_007_199_254_740_991, 10_000, '100.00%'],
] as const)('%d of %d is %s', (part, whole, rate, text) => {
  expect(rateOf(part, whole)).toBe(rate);
  expect(formatExecutionRate(rate)).toBe(text);
});

test('执行率 counts what stayed with the pupils against all money there was; 到账率 counts arrivals against 下达', () => {
  fc.assert(fc.property(steps, (story) => {
    const { entries } = playTerm(story);
    const { programmes } = statementOf(totalsOf(entries, rangeOf({ kind: 'term', term, asOf: null })), { kind: 'term', term, asOf: null });
    for (const row of programmes) {
      const found = executionOf(row, row.headcounts, 500_000);
      expect(found.openingFen + found.receivedFen - found.paidFen - found.returnedFen).toBe(found.balanceFen);
      expect(found.paidFen + found.waitingFen).toBe(found.dueFen + row.overpaid);
      if (found.useRate !== null) expect(Math.abs(found.useRate / 10_000 - found.paidFen / (found.openingFen + found.receivedFen))).toBeLessThan(0.000_1);
      expect(found.paymentRate === 10_000).toBe(row.due > 0 && found.paidFen >= row.due && found.paidFen * 10_000 < row.due * 10_001);
    }
  }), { numRuns: 300, seed: 711 });
});
