import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear, termKey } from '#shared/domain/calendar/term.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import type { LedgerFact } from '#shared/domain/ledger/events.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import { postingsFor } from '#shared/domain/ledger/postings-for.ts';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatScope, rangeOf } from '#shared/domain/settlement/scope.ts';
import { shareBySource } from '#shared/domain/settlement/source-shares.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';

const autumn = termKey('2024-2025-1');
const spring = termKey('2024-2025-2');
const boarders = 'yw.board';

function journalOf(facts: readonly LedgerFact[]): JournalEntry[] {
  const positions = new Positions();
  return facts.map((event, index) => {
    const result = postingsFor(event, positions);
    if (!result.ok) throw new Error(result.problem.code);
    return { id: index + 1, onDate: event.onDate, term: event.term, programmeKey: event.programmeKey, effectKind: event.kind, reversesId: null, postings: result.postings };
  });
}

function statement(entries: readonly JournalEntry[], scope: SettlementScope): Statement {
  return statementOf(totalsOf(entries, rangeOf(scope)), scope);
}

function lines(from: number, count: number, each: number) {
  return Array.from({ length: count }, (_, i) => ({ paymentLineId: from + i, entitlementId: from + i, studentId: from + i, fen: fen(each) }));
}

/** Handbook 4.8: 1 100 boarders × 625.00, 700,000.00 received, 960 paid in December, 130 in January, 10 failed. */
const workedExample = journalOf([
  { kind: 'receipt', programmeKey: boarders, source: 'central', docNo: '财教〔2024〕181号', fen: fen(70_000_000), term: autumn, onDate: isoDate('2024-10-15') },
  { kind: 'entitlement_approved', programmeKey: boarders, term: autumn, onDate: isoDate('2024-11-20'), lines: lines(1, 1100, 62_500) },
  { kind: 'batch_submitted', programmeKey: boarders, term: autumn, onDate: isoDate('2024-12-10'), lines: lines(1, 1100, 62_500) },
  { kind: 'line_paid', programmeKey: boarders, term: autumn, onDate: isoDate('2024-12-20'), lines: lines(1, 960, 62_500) },
  { kind: 'line_failed', programmeKey: boarders, term: autumn, onDate: isoDate('2024-12-20'), lines: lines(1091, 10, 62_500) },
  { kind: 'line_paid', programmeKey: boarders, term: autumn, onDate: isoDate('2025-01-10'), lines: lines(961, 130, 62_500) },
]);

test('自然年 2024 of the worked example, to the fen', () => {
  const { totals } = statement(workedExample, { kind: 'calendar_year', year: 2024, asOf: null });
  expect(totals).toMatchObject({ openingCash: 0, received: 70_000_000, paid: 60_000_000, cashBalance: 10_000_000 });
});

test('学期 2024-2025-1 of the worked example, both balances explained', () => {
  const { totals, places, persons } = statement(workedExample, { kind: 'term', term: autumn, asOf: isoDate('2025-01-31') });
  expect(totals).toMatchObject({
    openingCash: 0, received: 70_000_000, due: 68_750_000, paid: 68_125_000, recovered: 0, returned: 0,
    cashBalance: 1_875_000, budgetBalance: 1_250_000, outstanding: 625_000, failed: 625_000, notSubmitted: 0, inFlight: 0, overpaid: 0,
  });
  expect(places).toEqual({ due: 1100, paid: 1090, failed: 10, inFlight: 0 });
  expect(persons).toBe(1100);
});

test('自然年 2025 opens where 2024 ended, and any date gives the balance of that date', () => {
  const next = statement(workedExample, { kind: 'calendar_year', year: 2025, asOf: null }).totals;
  expect(next).toMatchObject({ openingCash: 10_000_000, openingBudget: 1_250_000, received: 0, due: 0, paid: 8_125_000, cashBalance: 1_875_000, budgetBalance: 1_250_000 });
  const atNewYear = statement(workedExample, { kind: 'as_of', date: isoDate('2024-12-31') }).totals;
  expect(atNewYear).toMatchObject({ received: 70_000_000, paid: 60_000_000, cashBalance: 10_000_000, inFlight: 130 * 62_500, failed: 625_000 });
});

test('what is carried leaves the term and opens the next; within a 学年 or by date it is no movement at all', () => {
  const carried = journalOf([
    { kind: 'receipt', programmeKey: boarders, source: 'county', docNo: '县财〔2024〕9号', fen: fen(100_000), term: autumn, onDate: isoDate('2024-10-15') },
    { kind: 'entitlement_approved', programmeKey: boarders, term: autumn, onDate: isoDate('2024-11-01'), lines: lines(1, 1, 62_500) },
    { kind: 'batch_submitted', programmeKey: boarders, term: autumn, onDate: isoDate('2024-12-01'), lines: lines(1, 1, 62_500) },
    { kind: 'line_paid', programmeKey: boarders, term: autumn, onDate: isoDate('2024-12-02'), lines: lines(1, 1, 62_500) },
    { kind: 'carried_out', programmeKey: boarders, source: 'county', fen: fen(37_500), term: autumn, onDate: isoDate('2025-02-10') },
    { kind: 'carried_in', programmeKey: boarders, source: 'county', fen: fen(37_500), term: spring, onDate: isoDate('2025-02-10') },
    { kind: 'receipt', programmeKey: boarders, source: 'central', docNo: '财教〔2025〕3号', fen: fen(50_000), term: spring, onDate: isoDate('2025-04-01') },
  ]);
  expect(statement(carried, { kind: 'term', term: autumn, asOf: null }).totals).toMatchObject({ cashBalance: 37_500, budgetBalance: 37_500, carriedOut: 37_500, leftAfterCarry: 0 });
  expect(statement(carried, { kind: 'term', term: spring, asOf: null }).totals).toMatchObject({ openingCash: 37_500, openingBudget: 37_500, received: 50_000, cashBalance: 87_500, carriedOut: 0 });
  expect(statement(carried, { kind: 'school_year', schoolYear: schoolYear('2024-2025'), asOf: null }).totals)
    .toMatchObject({ openingCash: 0, received: 150_000, paid: 62_500, carriedOut: 0, cashBalance: 87_500, leftAfterCarry: 87_500 });
  expect(statement(carried, { kind: 'calendar_year', year: 2025, asOf: null }).totals).toMatchObject({ openingCash: 37_500, received: 50_000, cashBalance: 87_500 });
  expect(statement(carried, { kind: 'as_of', date: isoDate('2025-07-31') }).totals).toMatchObject({ received: 150_000, cashBalance: 87_500 });
});

test('payments are met from central money first; nothing is lost where nobody gave enough', () => {
  const given = new Map([['county', 30], ['central', 50]] as const);
  expect(Object.fromEntries(shareBySource(70, given))).toEqual({ central: 50, province: 0, city: 0, county: 20, school: 0, donor: 0, unspecified: 0 });
  expect(shareBySource(90, given).get('unspecified')).toBe(10);
});

test('a scope names itself', () => {
  expect(formatScope({ kind: 'term', term: autumn, asOf: isoDate('2025-01-31') })).toBe('2024–2025学年秋季学期（截至2025年1月31日）');
  expect(formatScope({ kind: 'calendar_year', year: 2024, asOf: null })).toBe('2024年（自然年）');
});
