import { assertNever } from '#shared/domain/assert-never.ts';
import { nextTerm, previousTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { bookOf, roleOf } from '#shared/domain/ledger/accounts.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import { paymentChannels } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import type { LedgerTotal } from '#shared/domain/ledger/totals.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Balances, Figures, SourceFigures } from './figures.ts';
import { balancesOfFigures, sumFigures, summedFigures } from './figures.ts';
import type { SettlementScope } from './scope.ts';
import { rangeOf } from './scope.ts';
import type { PrescribedSplit } from './source-shares.ts';
import { shareBySource } from './source-shares.ts';

/** How many pupils, each once in each term (人次): owed something, paid something net, with something failed, with something in flight. */
export interface Headcounts {
  readonly due: number;
  readonly paid: number;
  readonly failed: number;
  readonly inFlight: number;
}

export interface SourceRow extends SourceFigures, Balances {
  readonly source: FundingSource;
}

export interface ProgrammeRow extends Figures, Balances {
  readonly programmeKey: string;
  /** A programme whose channel changed has a row for each: the two are never added up into one balance. */
  readonly channel: PaymentChannel;
  readonly headcounts: Headcounts;
  /** Each column of these adds up to the programme's own. */
  readonly sources: readonly SourceRow[];
}

export interface Statement {
  readonly scope: SettlementScope;
  readonly programmes: readonly ProgrammeRow[];
  /** All rows. What is due and paid adds up over both channels; a balance means something only channel by channel. */
  readonly totals: Figures & Balances;
  /** The same for each channel that has rows. */
  readonly channels: readonly { readonly channel: PaymentChannel; readonly totals: Figures & Balances }[];
  /** 人次: the programmes' headcounts added up. */
  readonly places: Headcounts;
  /** Distinct pupils owed something. */
  readonly persons: number;
}

/** The split by source prescribed for a programme in a term; null where none is. */
export type SplitOf = (programmeKey: string, term: TermKey) => PrescribedSplit | null;

/** Pupils counted: for each row of a statement (by `rowKey`) once in each term, in all once. */
export interface PupilCounts {
  readonly rows: ReadonlyMap<string, Headcounts>;
  readonly persons: number;
}

export function rowKey(programmeKey: string, channel: PaymentChannel): string {
  return `${channel} ${programmeKey}`;
}

interface Reading {
  readonly counts: Headcounts;
  readonly scope: SettlementScope;
  readonly splitOf: (term: TermKey) => PrescribedSplit | null;
}

type SumOf<Key extends string> = Record<Key, number>;
type Sums = SumOf<keyof Figures>;

const noSums: Sums = {
  openingCash: 0, openingBudget: 0, received: 0, moved: 0, due: 0, paid: 0, recovered: 0, returned: 0, carriedOut: 0,
  notSubmitted: 0, inFlight: 0, failed: 0, recoveredOwed: 0, overpaid: 0,
};

/**
 * The settlement of handbook 4.8 from the journal's totals: one row a programme, split by source, both balances, headcounts.
 * `totals` must be those of `rangeOf(scope)`; those of the auxiliary ledger are left out. `splitOf` gives the split by source a place
 * prescribed for a programme and term, null where there is none. `counts` where the totals at hand have no pupils any more.
 * Pure sums; only a prescribed split is rounded, by `allocate`.
 */
export function statementOf(totals: readonly LedgerTotal[], scope: SettlementScope, splitOf: SplitOf = () => null, counts: PupilCounts = countsOf(totals)): Statement {
  const programmes = paymentChannels.flatMap((channel) => {
    // What was posted and wholly reversed leaves no row of noughts.
    const own = totals.filter((total) => total.netFen !== 0 && bookOf(total.accountCode) === channel);
    return [...new Set(own.map((total) => total.programmeKey))].map((key) =>
      programmeRow(key, channel, own.filter((total) => total.programmeKey === key), {
        scope, splitOf: (term) => splitOf(key, term), counts: counts.rows.get(rowKey(key, channel)) ?? nobody,
      }));
  }).sort((a, b) => (a.programmeKey < b.programmeKey ? -1 : a.programmeKey > b.programmeKey ? 1 : 0));
  return {
    scope,
    programmes,
    totals: withBalances(programmes),
    channels: paymentChannels.flatMap((channel) => {
      const rows = programmes.filter((row) => row.channel === channel);
      return rows.length === 0 ? [] : [{ channel, totals: withBalances(rows) }];
    }),
    places: {
      due: addUp(programmes, 'due'), paid: addUp(programmes, 'paid'), failed: addUp(programmes, 'failed'), inFlight: addUp(programmes, 'inFlight'),
    },
    persons: counts.persons,
  };
}

const nobody: Headcounts = { due: 0, paid: 0, failed: 0, inFlight: 0 };

/** The pupils of totals that still name them. */
export function countsOf(totals: readonly LedgerTotal[]): PupilCounts {
  const rows = new Map<string, Headcounts>();
  for (const channel of paymentChannels) {
    const own = totals.filter((total) => bookOf(total.accountCode) === channel);
    for (const key of new Set(own.map((total) => total.programmeKey))) rows.set(rowKey(key, channel), headcountsOf(own.filter((total) => total.programmeKey === key)));
  }
  return { rows, persons: countAbove(totals, ({ studentId }) => String(studentId), dueWithin) };
}

/** 人次 of one programme: a pupil counts once in each term. */
function headcountsOf(totals: readonly LedgerTotal[]): Headcounts {
  const count = (amountOf: (total: LedgerTotal) => number): number => countAbove(totals, ({ studentId, term }) => `${studentId} ${term}`, amountOf);
  return {
    due: count(dueWithin),
    paid: count((total) => roleOf(total.accountCode) === 'cash' && total.when === 'within' ? -total.netFen : 0),
    failed: count((total) => roleOf(total.accountCode) === 'payable_failed' ? -total.netFen : 0),
    inFlight: count((total) => roleOf(total.accountCode) === 'payable_submitted' ? -total.netFen : 0),
  };
}

function withBalances(rows: readonly ProgrammeRow[]): Figures & Balances {
  const sums = sumFigures(rows);
  return { ...sums, ...balancesOfFigures(sums) };
}

function addUp(rows: readonly ProgrammeRow[], key: keyof Headcounts): number {
  return rows.reduce((sum, row) => sum + row.headcounts[key], 0);
}

function programmeRow(programmeKey: string, channel: PaymentChannel, totals: readonly LedgerTotal[], reading: Reading): ProgrammeRow {
  const sums = sumsOf(totals, reading.scope);
  const figures = toFen(sums);
  return {
    programmeKey,
    channel,
    ...figures,
    ...balancesOfFigures(figures),
    headcounts: reading.counts,
    sources: sourceRows(totals, reading),
  };
}

/** Keys with more than nothing; totals without a pupil count nowhere. */
function countAbove(totals: readonly LedgerTotal[], keyOf: (total: LedgerTotal) => string, amountOf: (total: LedgerTotal) => number): number {
  const sums = new Map<string, number>();
  for (const total of totals) {
    if (total.studentId !== null) sums.set(keyOf(total), (sums.get(keyOf(total)) ?? 0) + amountOf(total));
  }
  return [...sums.values()].filter((amount) => amount > 0).length;
}

const dueWithin = (total: LedgerTotal): number => (roleOf(total.accountCode) === 'aid_due' && total.when === 'within' ? total.netFen : 0);

function sumsOf(totals: readonly LedgerTotal[], scope: SettlementScope): Sums {
  const sums = { ...noSums };
  for (const total of totals) addTotal(sums, total, scope);
  return sums;
}

function addTotal(sums: Sums, total: LedgerTotal, scope: SettlementScope): void {
  const { netFen, when } = total;
  const role = roleOf(total.accountCode);
  switch (role) {
    case 'cash':
      if (when === 'before') sums.openingCash += netFen;
      else addCash(sums, total, scope);
      return;
    case 'aid_due':
      if (when === 'before') sums.openingBudget -= netFen;
      else sums.due += netFen;
      return;
    case 'payable_due': sums.notSubmitted -= netFen; return;
    case 'payable_submitted': sums.inFlight -= netFen; return;
    case 'payable_failed': sums.failed -= netFen; return;
    case 'payable_recovered': sums.recoveredOwed -= netFen; return;
    case 'overpaid': sums.overpaid += netFen; return;
    case 'fund_opening': case 'fund_received': case 'fund_returned': case 'fund_carried': case 'fund_moved':
      if (when === 'before') sums.openingBudget -= netFen;
      return;
    // What was allotted is no money yet (chain.ts); the auxiliary ledger has a statement of its own (own-funds/).
    case 'allotment_open': case 'allotment_arrived': case 'allotment_given':
    case 'own_cash': case 'own_opening': case 'own_set_aside': case 'own_donated': case 'own_granted': case 'own_returned':
      return;
    default:
      assertNever(role);
  }
}

/** Cash that moved within the scope, by what moved it; both views share what came in and what went back. */
function addCash(sums: Sums, { effectKind, netFen, term }: LedgerTotal, scope: SettlementScope): void {
  switch (effectKind) {
    case 'opening_balance':
      sums.openingCash += netFen;
      sums.openingBudget += netFen;
      return;
    case 'carried_in':
      if (isInScope(previousTerm(term), scope)) return;
      sums.openingCash += netFen;
      sums.openingBudget += netFen;
      return;
    case 'carried_out':
      if (!isInScope(nextTerm(term), scope)) sums.carriedOut -= netFen;
      return;
    case 'receipt': sums.received += netFen; return;
    case 'moved_in': case 'moved_out': sums.moved += netFen; return;
    case 'line_paid': case 'line_failed': sums.paid -= netFen; return;
    case 'recovery': sums.recovered += netFen; return;
    case 'returned_to_treasury': sums.returned -= netFen; return;
    case 'entitlement_approved': case 'entitlement_withdrawn': case 'batch_submitted': case 'allotted': case 'allotment_reduced':
    case 'own_opening': case 'set_aside': case 'donation': case 'own_grant': case 'own_returned':
      return;
    default: assertNever(effectKind);
  }
}

/** Money carried from one term of the scope to the next one of it has not left the scope. */
function isInScope(term: TermKey, scope: SettlementScope): boolean {
  const { terms } = rangeOf(scope);
  return terms === null || terms.includes(term);
}

function toFen(sums: Sums): Figures {
  return sumFigures([sums as unknown as Figures]);
}

/** One row per source. Each term's money is shared out by itself, as it was when that term was closed. */
function sourceRows(totals: readonly LedgerTotal[], reading: Reading): SourceRow[] {
  const bySource = new Map<FundingSource, SumOf<keyof SourceFigures>>();
  for (const term of new Set(totals.map((total) => total.term))) {
    addTermShares(bySource, totals.filter((total) => total.term === term), reading.scope, reading.splitOf(term));
  }
  return fundingSources.flatMap((source) => {
    const sums = bySource.get(source);
    if (!sums || summedFigures.every((key) => sums[key] === 0)) return [];
    const figures = Object.fromEntries(summedFigures.map((key) => [key, fen(sums[key])])) as SourceFigures;
    return [{ source, ...figures, ...balancesOfFigures(figures) }];
  });
}

function addTermShares(bySource: Map<FundingSource, SumOf<keyof SourceFigures>>, totals: readonly LedgerTotal[], scope: SettlementScope, split: PrescribedSplit | null): void {
  const before = usesAndFunds(totals.filter((total) => total.when === 'before'));
  const end = usesAndFunds(totals);
  const shares = { before: sharesOf(before, split), end: sharesOf(end, split) };
  for (const source of fundingSources) {
    const own = totals.filter((total) => total.source === source);
    const sums = sumsOf(own, scope);
    const at = (when: 'before' | 'end', use: keyof Uses): number => shares[when][use].get(source) ?? 0;
    const row = bySource.get(source) ?? { ...noSums };
    bySource.set(source, row);
    for (const key of summedFigures) row[key] += sums[key];
    row.openingBudget -= at('before', 'due');
    row.openingCash -= at('before', 'paidNet');
    row.due += at('end', 'due') - at('before', 'due');
    const paidNet = at('end', 'paidNet') - at('before', 'paidNet');
    const recovered = at('end', 'recovered') - at('before', 'recovered');
    row.paid += paidNet + recovered;
    row.recovered += recovered;
  }
}

interface Uses {
  due: number;
  paidNet: number;
  recovered: number;
}

interface UsesAndFunds extends Uses {
  readonly funds: Map<FundingSource, number>;
}

function usesAndFunds(totals: readonly LedgerTotal[]): UsesAndFunds {
  const found: UsesAndFunds = { due: 0, paidNet: 0, recovered: 0, funds: new Map() };
  for (const { accountCode, effectKind, source, netFen } of totals) {
    const role = roleOf(accountCode);
    if (role === 'aid_due') found.due += netFen;
    if (role !== 'cash') continue;
    if (source === null) {
      found.paidNet -= netFen;
      if (effectKind === 'recovery') found.recovered += netFen;
    } else if (effectKind !== 'carried_out') {
      found.funds.set(source, (found.funds.get(source) ?? 0) + netFen);
    }
  }
  return found;
}

function sharesOf({ funds, due, paidNet, recovered }: UsesAndFunds, split: PrescribedSplit | null): Record<keyof Uses, Map<FundingSource, number>> {
  return { due: shareBySource(due, funds, split), paidNet: shareBySource(paidNet, funds, split), recovered: shareBySource(recovered, funds, split) };
}
