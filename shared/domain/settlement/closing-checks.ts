import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { SourceShortage } from './source-shares.ts';
import type { Statement } from './statement.ts';

/** `blocks`: the term can't be closed with it. `warns`: it can, and the list is kept with the closing. */
export type ClosingSeverity = 'blocks' | 'warns';

export type ClosingCheckKey =
  | 'not_approved' | 'not_submitted' | 'in_flight' | 'failed' | 'recovered_owed' | 'overpaid' | 'negative_cash' | 'source_short' | 'channel_changes' | 'card_unfunded' | 'allotment_open' | 'unallotted' | 'wrong_open'
  | 'self_check' | 'nothing_recorded' | 'previous_open' | 'term_not_over' | 'differences_open' | 'not_compared' | 'not_reconciled' | 'reconciliation_open';

export interface ClosingCheck {
  readonly key: ClosingCheckKey;
  readonly severity: ClosingSeverity;
  readonly passed: boolean;
  /** Pupils, lines or programmes, by key. */
  readonly count: number;
  readonly fen: number;
  readonly programmes: readonly string[];
  /** Which sources lack how much. */
  readonly shortages: readonly SourceShortage[];
}

/** What the closing looks at beside the statement. */
export interface ClosingFacts {
  /** 应发 proposed and neither approved nor withdrawn. */
  readonly proposedEntitlements: number;
  /** Payments found wrong and not yet, or not wholly, recovered: how many, and what is missing in fen. */
  readonly wrongOpen: { readonly count: number; readonly fen: number };
  /** 下达 not yet arrived, and arrivals under no recorded 下达: how many, and in fen. */
  readonly allotmentOpen: { readonly count: number; readonly fen: number };
  readonly unallotted: { readonly count: number; readonly fen: number };
  /** Programmes whose channel is another one next term: what is left can't be carried from one book into the other, only returned. */
  readonly changingChannel: readonly string[];
  /** Blocking findings of the self-check neither resolved nor explained, and whether this school's settings let them stop the closing. */
  readonly selfCheck: { readonly open: number; readonly stops: boolean };
  readonly previousTermOpen: boolean;
  readonly termOver: boolean;
  /** Z1–Z3, P1, P2 differences open; null when the term has not been compared. */
  readonly openDifferences: number | null;
  /** 三方对账: comparisons that lack a side, and differences nobody spoke of: how many, and in fen (handbook 4.7). */
  readonly reconciliation: { readonly waiting: number; readonly open: number; readonly openFen: number };
}

/**
 * What stands between a term and its closing (handbook 4.8, CHK-25, CHK-28, CHK-29). Nothing may be owed any more when a term is locked,
 * since a locked term takes no further payment: a failed line is sent again or waived first.
 */
export function closingChecks(statement: Statement, facts: ClosingFacts): ClosingCheck[] {
  const { programmes } = statement;
  const owed = (key: ClosingCheckKey, figure: 'notSubmitted' | 'inFlight' | 'failed' | 'recoveredOwed' | 'overpaid'): ClosingCheck => {
    const rows = programmes.filter((row) => row[figure] !== 0);
    return {
      key, severity: 'blocks', passed: rows.length === 0, count: rows.reduce((sum, row) => sum + countOf(row.headcounts, figure), 0),
      fen: statement.totals[figure], programmes: rows.map((row) => row.programmeKey), shortages: [],
    };
  };
  const held = programmes.filter((row) => row.channel === 'school_account');
  const negative = held.filter((row) => row.cashBalance < 0);
  const short = shortagesOf(held.filter((row) => row.cashBalance >= 0));
  const unfunded = shortagesOf(programmes.filter((row) => row.channel === 'one_card'));
  const changing = programmes.filter((row) => row.leftAfterCarry !== 0 && facts.changingChannel.includes(row.programmeKey));
  return [
    countCheck('not_approved', 'blocks', facts.proposedEntitlements),
    owed('not_submitted', 'notSubmitted'),
    owed('in_flight', 'inFlight'),
    owed('failed', 'failed'),
    owed('recovered_owed', 'recoveredOwed'),
    owed('overpaid', 'overpaid'),
    { key: 'negative_cash', severity: 'blocks', passed: negative.length === 0, count: negative.length, fen: negative.reduce((sum, row) => sum + row.cashBalance, 0), programmes: negative.map((row) => row.programmeKey), shortages: [] },
    shortCheck('source_short', 'blocks', short),
    // Its remainder can't be carried on, so the closing itself asks for its return (disposal.ts).
    { ...countCheck('channel_changes', 'warns', changing.length), fen: changing.reduce((sum, row) => sum + row.leftAfterCarry, 0), programmes: changing.map((row) => row.programmeKey) },
    // The county holds that money: what it released is its to say, and may reach the school late or never.
    shortCheck('card_unfunded', 'warns', unfunded),
    { ...countCheck('allotment_open', 'warns', facts.allotmentOpen.count), fen: facts.allotmentOpen.fen },
    { ...countCheck('unallotted', 'warns', facts.unallotted.count), fen: facts.unallotted.fen },
    // No block: what can't be got back stays paid, and the term must end some day.
    { ...countCheck('wrong_open', 'warns', facts.wrongOpen.count), fen: facts.wrongOpen.fen },
    countCheck('self_check', facts.selfCheck.stops ? 'blocks' : 'warns', facts.selfCheck.open),
    countCheck('nothing_recorded', 'warns', programmes.length === 0 ? 1 : 0),
    countCheck('previous_open', 'warns', facts.previousTermOpen ? 1 : 0),
    countCheck('term_not_over', 'warns', facts.termOver ? 0 : 1),
    countCheck('not_reconciled', 'warns', facts.reconciliation.waiting),
    { ...countCheck('reconciliation_open', 'warns', facts.reconciliation.open), fen: facts.reconciliation.openFen },
    countCheck('not_compared', 'warns', facts.openDifferences === null ? 1 : 0),
    // Not compared is no result, so it is not shown as a comparison that found nothing.
    ...(facts.openDifferences === null ? [] : [countCheck('differences_open', 'warns', facts.openDifferences)]),
  ];
}

function countOf(heads: { readonly due: number; readonly failed: number; readonly inFlight: number }, figure: string): number {
  return figure === 'failed' ? heads.failed : figure === 'inFlight' ? heads.inFlight : 0;
}

function countCheck(key: ClosingCheckKey, severity: ClosingSeverity, count: number): ClosingCheck {
  return { key, severity, passed: count === 0, count, fen: 0, programmes: [], shortages: [] };
}

function shortCheck(key: ClosingCheckKey, severity: ClosingSeverity, shortages: readonly SourceShortage[]): ClosingCheck {
  return {
    ...countCheck(key, severity, shortages.length), fen: shortages.reduce((sum, one) => sum + one.fen, 0), programmes: [...new Set(shortages.map((one) => one.programmeKey))], shortages,
  };
}

/** Sources that gave less than was taken of them, by the prescribed split or by returning more than arrived. */
export function shortagesOf(programmes: Statement['programmes']): SourceShortage[] {
  return programmes.flatMap((row) => row.sources.filter((source) => source.cashBalance < 0)
    .map((source) => ({ programmeKey: row.programmeKey, source: source.source, fen: 0 - source.cashBalance })));
}

/** Money to carry into the next term: what each source of each programme has left. In fen. */
export interface CarryOver {
  readonly programmeKey: string;
  readonly source: FundingSource;
  readonly fen: number;
}

/**
 * Proposes the carry-over (结转) from the cash left, source by source; amounts that are zero are left out. A one-card programme with a source
 * in want carries nothing: what the others have left already paid for it, and no 分 of it is the school's to hand on.
 */
export function proposeCarryOver(statement: Statement): CarryOver[] {
  return statement.programmes.filter((row) => row.channel === 'school_account' || row.sources.every((source) => source.cashBalance >= 0)).flatMap((row) => row.sources
    .filter((source) => source.leftAfterCarry > 0)
    .map((source) => ({ programmeKey: row.programmeKey, source: source.source, fen: source.leftAfterCarry })));
}
