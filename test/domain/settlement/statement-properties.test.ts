import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import { owedFigures, summedFigures } from '#shared/domain/settlement/figures.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { rangeOf } from '#shared/domain/settlement/scope.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';
import { playTerm, steps, term } from '../ledger/term-model.ts';

const runs = { numRuns: 1000 };
const anyScope: fc.Arbitrary<SettlementScope> = fc.oneof(
  fc.constantFrom(null, isoDate('2024-12-20'), isoDate('2025-01-31')).map((asOf) => ({ kind: 'term' as const, term, asOf })),
  fc.constant({ kind: 'school_year' as const, schoolYear: schoolYear('2024-2025'), asOf: null }),
  fc.constantFrom(2024, 2025).map((year) => ({ kind: 'calendar_year' as const, year, asOf: null })),
  fc.constantFrom(isoDate('2024-10-15'), isoDate('2025-03-01')).map((date) => ({ kind: 'as_of' as const, date })));

function statement(entries: readonly JournalEntry[], scope: SettlementScope): Statement {
  return statementOf(totalsOf(entries, rangeOf(scope)), scope);
}

test('every total is the sum of its parts: programmes into the whole, sources into the programme', () => {
  fc.assert(fc.property(steps, anyScope, (story, scope) => {
    const found = statement(playTerm(story).entries, scope);
    for (const key of [...summedFigures, ...owedFigures, 'cashBalance', 'budgetBalance', 'outstanding', 'leftAfterCarry'] as const) {
      expect(found.programmes.reduce((sum, row) => sum + row[key], 0)).toBe(found.totals[key]);
    }
    for (const row of found.programmes) {
      for (const key of [...summedFigures, 'cashBalance', 'budgetBalance', 'outstanding', 'leftAfterCarry'] as const) {
        expect(row.sources.reduce((sum, source) => sum + source[key], 0), `${row.programmeKey} ${key}`).toBe(row[key]);
      }
    }
  }), runs);
});

test('cash − budget is exactly what is owed and not with the pupils, less what was paid too much', () => {
  fc.assert(fc.property(steps, anyScope, (story, scope) => {
    const { totals } = statement(playTerm(story).entries, scope);
    expect(totals.outstanding).toBe(totals.notSubmitted + totals.inFlight + totals.failed + totals.recoveredOwed - totals.overpaid);
  }), runs);
});

test('one year ends where the next begins, and both end where the whole journal ends', () => {
  fc.assert(fc.property(steps, (story) => {
    const { entries } = playTerm(story);
    const first = statement(entries, { kind: 'calendar_year', year: 2024, asOf: null }).totals;
    const second = statement(entries, { kind: 'calendar_year', year: 2025, asOf: null }).totals;
    const whole = statement(entries, { kind: 'as_of', date: isoDate('2025-12-31') }).totals;
    // Money in hand when the ledger was begun counts as opening, whenever it was entered.
    const begun = entries.filter((entry) => entry.effectKind === 'opening_balance' && entry.onDate >= '2025-01-01')
      .flatMap((entry) => entry.postings).filter((posting) => posting.accountCode === 'cash')
      .reduce((sum, posting) => sum + posting.debitFen - posting.creditFen, 0);
    expect(second.openingCash).toBe(first.cashBalance + begun);
    expect(second.openingBudget).toBe(first.budgetBalance + begun);
    expect(second.cashBalance).toBe(whole.cashBalance);
    expect(second.budgetBalance).toBe(whole.budgetBalance);
    for (const key of ['received', 'due', 'paid', 'recovered', 'returned'] as const) expect(first[key] + second[key]).toBe(whole[key]);
  }), runs);
});
