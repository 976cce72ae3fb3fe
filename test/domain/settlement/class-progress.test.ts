import fc from 'fast-check';
import { expect, test } from 'vitest';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import { progressByClass } from '#shared/domain/settlement/class-progress.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';
import { playTerm, steps, term } from '../ledger/term-model.ts';

test('classes add up to the statement, whatever happened and however pupils are put into classes', () => {
  fc.assert(fc.property(steps, fc.integer({ min: 1, max: 5 }), (story, classes) => {
    const totals = totalsOf(playTerm(story).entries, { terms: [term], from: null, to: null });
    const found = [...progressByClass(totals, (studentId) => (studentId === 0 ? null : studentId % classes)).values()];
    const { totals: sums, places } = statementOf(totals, { kind: 'term', term, asOf: null });
    const sum = (key: 'dueHeads' | 'dueFen' | 'paidHeads' | 'paidFen' | 'waitingFen' | 'failedFen'): number => found.reduce((total, row) => total + row[key], 0);
    expect([sum('dueFen'), sum('paidFen'), sum('failedFen')]).toEqual([sums.due, sums.paid - sums.recovered, sums.failed]);
    expect(sum('waitingFen')).toBe(sums.notSubmitted + sums.inFlight + sums.failed + sums.recoveredOwed);
    expect([sum('dueHeads'), sum('paidHeads')]).toEqual([places.due, places.paid]);
  }), { numRuns: 300, seed: 11 });
});
