import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import { mirror } from '#shared/domain/ledger/posting.ts';
import { postingsFor } from '#shared/domain/ledger/postings-for.ts';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { CarryOver } from '#shared/domain/settlement/closing-checks.ts';
import { proposeCarryOver } from '#shared/domain/settlement/closing-checks.ts';
import type { Disposal, DisposalChannels } from '#shared/domain/settlement/disposal.ts';
import { disposalProblems, eventsOfDisposals, formatDisposalWay, proposeDisposals } from '#shared/domain/settlement/disposal.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { rangeOf } from '#shared/domain/settlement/scope.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';

const term = termKey('2024-2025-1');
const closedOn = isoDate('2025-02-10');
/** cz.one leaves the school's account next term; czk is paid by card. */
const cards = new Set(['czk']);
const channels: DisposalChannels = {
  now: (key): PaymentChannel => (cards.has(key) ? 'one_card' : 'school_account'),
  next: (key): PaymentChannel => (cards.has(key) || key === 'cz.one' ? 'one_card' : 'school_account'),
};
const left: readonly CarryOver[] = [{ programmeKey: 'yw.board', source: 'central', fen: 1_250_000 }, { programmeKey: 'cz.one', source: 'county', fen: 700 }];
const board: Disposal = { programmeKey: 'yw.board', source: 'central', way: 'carry', fen: 1_250_000, docNo: '', to: null };
const gone: Disposal = { programmeKey: 'cz.one', source: 'county', way: 'return', fen: 700, docNo: '缴款书 12 号', to: null };
const day = { programmeKey: 'yw.day', source: 'central' } as const;

test('everything is proposed to be carried on, and what can not follow its programme to be returned', () => {
  const proposed = proposeDisposals(left, channels);
  expect(proposed).toEqual([board, { ...gone, docNo: '' }]);
  expect(disposalProblems(left, proposed, channels)).toEqual([{ code: 'document_needed', programmeKey: 'cz.one', source: 'county' }]);
  expect(disposalProblems(left, [board, gone], channels)).toEqual([]);
  expect(disposalProblems([], [], channels)).toEqual([]);
});

const at = { programmeKey: 'yw.board', source: 'central' };
test.each<readonly [string, Disposal[], unknown]>([
  ['a fen missing', [{ ...board, fen: 1_249_999 }, gone], { code: 'sum_differs', ...at, leftFen: 1_250_000, decidedFen: 1_249_999 }],
  ['a remainder nobody decided', [gone], { code: 'sum_differs', ...at, leftFen: 1_250_000, decidedFen: 0 }],
  ['money that is not there', [board, gone, { ...board, programmeKey: 'yw.day', fen: 1 }], { code: 'sum_differs', programmeKey: 'yw.day', source: 'central', leftFen: 0, decidedFen: 1 }],
  ['a part below nought', [{ ...board, fen: 1_250_001 }, { ...board, fen: -1 }, gone], { code: 'not_positive', ...at }],
  ['a return without its document', [{ ...board, way: 'return' }, gone], { code: 'document_needed', ...at }],
  ['another use without approval', [{ ...board, way: 'repurpose', to: day }, gone], { code: 'document_needed', ...at }],
  ['another use without a target', [{ ...board, way: 'repurpose', docNo: '批 1 号' }, gone], { code: 'target_needed', ...at }],
  ['itself as the other use', [{ ...board, way: 'repurpose', docNo: '批 1 号', to: at as never }, gone], { code: 'same_place', ...at }],
  ['a programme of the other channel', [{ ...board, way: 'repurpose', docNo: '批 1 号', to: { ...day, programmeKey: 'czk' } }, gone], { code: 'other_channel', ...at }],
  ['a programme that leaves the channel', [{ ...board, way: 'repurpose', docNo: '批 1 号', to: { ...day, programmeKey: 'cz.one' } }, gone], { code: 'channel_changes', ...at }],
  ['carried into the other channel', [board, { ...gone, way: 'carry' }], { code: 'channel_changes', programmeKey: 'cz.one', source: 'county' }],
])('%s is refused', (_name, decided, problem) => {
  expect(disposalProblems(left, decided, channels)).toContainEqual(problem);
});

test('one remainder may go three ways; what serves another purpose is carried on as that purpose', () => {
  const decided: Disposal[] = [{ ...board, fen: 1_000_000 }, { ...board, way: 'return', fen: 200_000, docNo: '缴 1' }, { ...board, way: 'repurpose', fen: 50_000, docNo: '批 1', to: day }];
  expect(eventsOfDisposals(decided, { term, closedOn })).toEqual([
    { kind: 'returned_to_treasury', ...at, docNo: '缴 1', fen: 200_000, term, onDate: closedOn },
    { kind: 'moved_out', ...at, docNo: '批 1', fen: 50_000, term, onDate: closedOn },
    { kind: 'moved_in', ...day, docNo: '批 1', fen: 50_000, term, onDate: closedOn },
    { kind: 'carried_out', ...at, fen: 1_000_000, term, onDate: closedOn },
    { kind: 'carried_in', ...at, fen: 1_000_000, term: nextTerm(term), onDate: closedOn },
    { kind: 'carried_out', ...day, fen: 50_000, term, onDate: closedOn },
    { kind: 'carried_in', ...day, fen: 50_000, term: nextTerm(term), onDate: closedOn },
  ]);
  expect(['carry', 'return', 'repurpose'].map((way) => formatDisposalWay(way as never))).toEqual(['结转下期', '上缴财政', '经批准调剂']);
});

const keys = ['yw.board', 'yw.day', 'yw.extra'] as const;
const sources = ['central', 'province', 'county', 'donor'] as const;
const money = fc.record({ programmeKey: fc.constantFrom(...keys), source: fc.constantFrom(...sources), fen: fc.integer({ min: 1, max: 9_999_999 }) });
const choice = fc.record({ way: fc.constantFrom('carry' as const, 'return' as const, 'repurpose' as const), cut: fc.nat(99), key: fc.constantFrom(...keys), source: fc.constantFrom(...sources) });
const plain: DisposalChannels = { now: () => 'school_account', next: () => 'school_account' };

/** Splits each remainder in up to two parts, as drawn. */
function decide(remainders: readonly CarryOver[], choices: readonly { way: Disposal['way']; cut: number; key: string; source: Disposal['source'] }[]): Disposal[] {
  return remainders.flatMap((one, index) => {
    const drawn = choices[index % choices.length]!;
    const first = Math.floor((one.fen * drawn.cut) / 100);
    const to = { programmeKey: drawn.key, source: drawn.source };
    const self = drawn.key === one.programmeKey && drawn.source === one.source;
    const way = drawn.way === 'repurpose' && self ? 'carry' as const : drawn.way;
    const part: Disposal = { programmeKey: one.programmeKey, source: one.source, way, fen: first, docNo: way === 'carry' ? '' : '文 1', to: way === 'repurpose' ? to : null };
    const rest: Disposal = { ...part, way: 'carry', fen: one.fen - first, docNo: '', to: null };
    return [part, rest].filter((each) => each.fen > 0);
  });
}

test('whatever is decided: nothing stays behind, not a fen is lost, and taking the carry back and closing again changes no figure', () => {
  const scopes: SettlementScope[] = [
    { kind: 'term', term, asOf: null }, { kind: 'term', term: nextTerm(term), asOf: null }, { kind: 'school_year', schoolYear: '2024-2025' as never, asOf: null },
    { kind: 'calendar_year', year: 2024, asOf: null }, { kind: 'calendar_year', year: 2025, asOf: null }, { kind: 'as_of', date: isoDate('2025-12-31') },
  ];
  fc.assert(fc.property(fc.array(money, { minLength: 1, maxLength: 12 }), fc.array(choice, { minLength: 1, maxLength: 8 }), (receipts, choices) => {
    const entries: JournalEntry[] = [];
    const post = (events: ReturnType<typeof eventsOfDisposals>): void => {
      for (const event of events) {
        const result = postingsFor(event, new Positions());
        if (!result.ok) throw new Error(result.problem.code);
        entries.push({ id: entries.length + 1, onDate: event.onDate, term: event.term, programmeKey: event.programmeKey, effectKind: event.kind, reversesId: null, postings: result.postings });
      }
    };
    const statement = (scope: SettlementScope) => statementOf(totalsOf(entries, rangeOf(scope)), scope);
    const whole = () => statement(scopes[0]!);
    const close = (decided: readonly Disposal[]): void => post(eventsOfDisposals(decided, { term, closedOn }));
    post(receipts.map((one, index) => ({ kind: 'receipt', ...one, fen: fen(one.fen), docNo: `${index}`, term, onDate: isoDate('2024-10-15') })));
    const remainders = proposeCarryOver(whole());
    const decided = decide(remainders, choices);
    expect(disposalProblems(remainders, decided, plain)).toEqual([]);
    close(decided);
    const first = scopes.map(statement);
    const returned = decided.reduce((sum, one) => sum + (one.way === 'return' ? one.fen : 0), 0);
    expect(whole().totals).toMatchObject({ leftAfterCarry: 0, returned, carriedOut: receipts.reduce((sum, one) => sum + one.fen, 0) - returned });
    for (const row of whole().programmes) for (const source of row.sources) expect(source.leftAfterCarry).toBe(0);
    expect(first[1]!.totals.openingCash).toBe(whole().totals.carriedOut);
    for (const carry of entries.filter((one) => one.effectKind === 'carried_out' || one.effectKind === 'carried_in')) {
      entries.push({ ...carry, id: entries.length + 1, reversesId: carry.id, onDate: isoDate('2025-03-01'), postings: mirror(carry.postings) });
    }
    expect(statement(scopes[1]!).totals.openingCash).toBe(0);
    close(proposeDisposals(proposeCarryOver(whole()), plain));
    expect(scopes.map(statement)).toEqual(first);
  }), { numRuns: 1000, seed: 48 });
});
